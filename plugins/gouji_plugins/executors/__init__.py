"""Built-in executors beside ``local``: batches beyond one machine.  Add one: write its module, list it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.api import Executor


def builtin_executors() -> list[Executor]:
    """Return one executor per engine; the engine itself is imported when it is used."""
    from gouji_plugins.executors.dask_cluster import Dask

    return [Dask()]
