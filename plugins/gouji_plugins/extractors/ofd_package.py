"""The ZIP package of an OFD file, read with bounds and without entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from gouji.api import Source
from gouji.errors import UnreadableInput

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STEP = 1 << 20


class OfdPackage:
    """Parts of an OFD file by path.

    Raises:
        UnreadableInput: If it is no ZIP archive or has too many parts.
    """

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self._left = source.limits.unpacked_bytes
        self._most = source.limits.unpacked_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(self.name) from error
        names = self._zip.namelist()
        if len(names) > 20 * source.limits.archive_files:
            raise UnreadableInput(f"OFD 内有 {len(names):,} 个部件，超过上限", source=self.name)
        # Some producers write absolute or differently cased paths.
        self._names = {_plain(name): name for name in names}

    def has(self, path: str) -> bool:
        """Whether the package has a part."""
        return _plain(path) in self._names

    def read(self, path: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            UnreadableInput: If it is missing, damaged, encrypted or unpacks beyond the limit.
        """
        name = self._names.get(_plain(path))
        if name is None:
            raise damaged(self.name, path)
        parts = []
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_STEP):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise UnreadableInput(
                            f"OFD 解压后超过上限 {self._most:,} 字节，疑为压缩炸弹",
                            source=self.name,
                            place=path,
                        )
                    parts.append(chunk)
        except RuntimeError as error:
            raise UnreadableInput("OFD 已加密，打开它需要口令", source=self.name) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise damaged(self.name, path) from error
        return b"".join(parts)

    def xml(self, path: str) -> Element:
        """Return the root element of a part.

        Raises:
            UnreadableInput: As :meth:`read`, or if it is no XML or defines entities.
        """
        data = self.read(path)
        refusal = UnreadableInput("OFD 的 XML 含有 DOCTYPE 声明，拒绝读取", source=self.name, place=path)
        if b"<!DOCTYPE" in data[:4096]:
            raise refusal
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise damaged(self.name, path) from error
        if root.getroottree().docinfo.doctype:  # in an encoding that hid it above
            raise refusal
        return root


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


def damaged(name: str, place: str = "") -> UnreadableInput:
    """Return the error for a package or part that cannot be read."""
    return UnreadableInput("OFD 已损坏或不完整，无法读取", source=name, place=place)


def _plain(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/").lstrip("/")).lower()
