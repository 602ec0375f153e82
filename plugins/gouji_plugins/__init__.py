"""The built-in plugins: extractors, checks, reporters and packs, through the public hooks only.

Imports are inside the hooks, so that a run loads what it uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.hooks import hookimpl

if TYPE_CHECKING:
    from gouji.api import Check, Executor, Extractor, LedgerWriter, PackSource, Reporter

GOUJI_API = 1


@hookimpl
def gouji_extractors() -> list[Extractor]:
    """Return the built-in extractors."""
    from gouji_plugins.extractors import builtin_extractors

    return builtin_extractors()


@hookimpl
def gouji_packs() -> list[PackSource]:
    """Return the packs that gouji ships."""
    from gouji.api import PackSource
    from gouji.installed import data_of

    return [PackSource("gouji", data_of("gouji.specs"))]


@hookimpl
def gouji_checks() -> list[Check]:
    """Return the built-in checks."""
    from gouji_plugins.checks import builtin_checks

    return builtin_checks()


@hookimpl
def gouji_reporters() -> list[Reporter]:
    """Return the built-in reporters."""
    from gouji_plugins.reporters import builtin_reporters

    return builtin_reporters()


@hookimpl
def gouji_ledger_writers() -> list[LedgerWriter]:
    """Return the built-in writers of ledgers."""
    from gouji_plugins.reporters import builtin_ledger_writers

    return builtin_ledger_writers()


@hookimpl
def gouji_executors() -> list[Executor]:
    """Return the built-in executors beside ``local``."""
    from gouji_plugins.executors import builtin_executors

    return builtin_executors()
