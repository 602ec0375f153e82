"""Styles of a Word document as far as they change what is printed: hidden text and automatic numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from gouji.value import Value
from gouji_plugins.extractors.docx_xml import W, number, switch, value
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_CHAIN = 20
"""Styles that may be based on one another."""


@attrs.frozen(eq=False, repr=False)
class Style(Value):
    """What a style says, with what it is based on.

    Attributes:
        hidden: Whether its text is hidden; ``None`` if it does not say.
        list: Number of the list (``w:numId``), "" if none.
        depth: Level in the list from 0; ``None`` if the list says it.
    """

    hidden: bool | None = None
    list: str = ""
    depth: int | None = None


_PLAIN = Style()


class Styles:
    """The styles of a document by id.

    Args:
        package: The document's package; one without styles has none.
    """

    def __init__(self, package: ZipPackage) -> None:
        self._raw: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.paragraph = ""
        self.hidden: bool | None = None
        if not package.has("word/styles.xml"):
            return
        root = package.xml("word/styles.xml")
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            self._raw.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self.paragraph = name
        self.hidden = switch(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), "vanish")

    def of(self, name: str) -> Style:
        """Return what a style says; the properties it does not state come from those it is based on."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._read(name)
        return found

    def _read(self, name: str) -> Style:
        hidden: bool | None = None
        chosen, depth = "", None
        for _ in range(MAX_CHAIN):
            style = self._raw.get(name)
            if style is None:
                break
            if hidden is None:
                hidden = switch(style.find(f"{W}rPr"), "vanish")
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                chosen = chosen or value(numbered, "numId")
                if depth is None and (level := value(numbered, "ilvl")):
                    depth = number(level, 0, 0, 8)
            name = value(style, "basedOn")
        return Style(hidden, chosen, depth)
