"""Names and values of WordprocessingML.  Source: ECMA-376 part 1, 17."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")


def value(element: Element | None, name: str) -> str:
    """Return ``w:val`` of a child, "" if there is none."""
    found = element.find(f"{W}{name}") if element is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def number(text: str | None, default: int, low: int, high: int) -> int:
    """Return a whole number held within bounds; the default for what is none."""
    try:
        return max(low, min(high, int(text or "")))
    except ValueError:
        return default


def switch(element: Element | None, name: str) -> bool | None:
    """Return whether a property is on or off; ``None`` if it is not stated."""
    found = element.find(f"{W}{name}") if element is not None else None
    return None if found is None else (found.get(f"{W}val") or "true").lower() not in _OFF
