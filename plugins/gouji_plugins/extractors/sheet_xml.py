"""Large XML parts of workbooks, element by element, without entities and without keeping what was read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lxml import etree

from gouji.errors import UnreadableInput
from gouji_plugins.extractors.zip_package import ZipPackage, damaged

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LARGE = 4_000_000
"""Bytes from which thinning a part pays."""


def local(element: Element) -> str:
    """Return an element's name without its namespace: strict and transitional files differ in it."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, "" if absent."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def number(text: str | None, default: int = 0) -> int:
    """Return a small whole number as written in an attribute, the default if it is none."""
    stripped = (text or "").strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) < 10 else default


def elements(
    package: ZipPackage, path: str, names: tuple[str, ...], thin: Callable[[bytes], bytes] | None = None
) -> Iterator[Element]:
    """Yield the elements of some names at their end; each is emptied when the next one is asked for.

    Args:
        package: The package.
        path: The part.
        names: Names without namespace.
        thin: Takes out of the bytes of a large part what says nothing, before it is parsed.

    Raises:
        UnreadableInput: If the part is missing, damaged, too large or has a DOCTYPE.
    """
    data = package.read(path)
    refusal = UnreadableInput(
        f"{package.kind} 的 XML 含有 DOCTYPE 声明，拒绝读取", source=package.name, place=path
    )
    if b"<!DOCTYPE" in data[:4096].replace(b"\x00", b""):
        raise refusal
    if thin is not None and len(data) > _LARGE:
        data = thin(data)
    stream = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=tuple(f"{{*}}{name}" for name in names),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    checked = False
    try:
        for _, element in stream:
            if not checked:
                checked = True
                if str(element.getroottree().docinfo.doctype or ""):
                    raise refusal
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None:
                while element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise damaged(package.name, path) from error
