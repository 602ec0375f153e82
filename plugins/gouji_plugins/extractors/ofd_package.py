"""The ZIP package of an OFD file, read with bounds and without entities."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gouji.api import Source
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class OfdPackage(ZipPackage):
    """Parts of an OFD file by path; see :class:`ZipPackage`."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, "OFD")


def resolve(base: str, path: str) -> str:
    """Return the path of a part named relative to the folder of part ``base``, or absolutely."""
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))


def local(element: Element) -> str:
    """Return the name of an element without its namespace, "" for comments."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first descendant along a path of local names."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if local(e) == name), None)
    return element


def text_of(element: Element | None) -> str:
    """Return the text of an element, "" if there is none."""
    return (element.text or "").strip() if element is not None else ""
