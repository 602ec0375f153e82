"""Packages whose names are imported when they are first asked for (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, names: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a package or module that shows names of others as its own.

    Args:
        package: ``__name__`` of the package.
        names: Module → names that come from it.

    The type checker sees the imports under ``TYPE_CHECKING`` beside it.
    """
    homes = {name: module for module, theirs in names.items() for name in theirs}

    def find(name: str) -> Any:
        module = homes.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(module), name)
        setattr(sys.modules[package], name, found)
        return found

    return find
