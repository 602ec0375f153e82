"""Built-in reporters, one module a format.  Add a reporter: write its module, list it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.api import Reporter


def builtin_reporters() -> list[Reporter]:
    """Return the built-in reporters."""
    return []
