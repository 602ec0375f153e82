"""ZIP packages of office and page formats, read with bounds and without entities."""

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
MOST_TAGS = 4_000_000
"""Tags of a part that is held as a tree: beyond, a few hundred kilobytes unpack to gigabytes of elements."""


class ZipPackage:
    """Parts of a package by path.

    Args:
        source: The file.
        kind: What to call it in messages: ``OFD``, ``DOCX`` …

    Raises:
        UnreadableInput: If it is no ZIP archive or has too many parts.
    """

    def __init__(self, source: Source, kind: str) -> None:
        self.name = source.name
        self.kind = kind
        self._left = source.limits.unpacked_bytes
        self._most = source.limits.unpacked_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(self.name) from error
        names = self._zip.namelist()
        if len(names) > 20 * source.limits.archive_files:
            raise UnreadableInput(f"{kind} 内有 {len(names):,} 个部件，超过上限", source=self.name)
        # Some producers write absolute or differently cased paths.
        self._names = {plain_path(name): name for name in names}

    def has(self, path: str) -> bool:
        """Whether the package has a part."""
        return plain_path(path) in self._names

    def read(self, path: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            UnreadableInput: If it is missing, damaged, encrypted or unpacks beyond the limit.
        """
        name = self._names.get(plain_path(path))
        if name is None:
            raise damaged(self.name, path)
        if self._zip.getinfo(name).flag_bits & 1:
            raise UnreadableInput(f"{self.kind} 已加密，打开它需要口令", source=self.name)
        parts = []
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_STEP):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise UnreadableInput(
                            f"{self.kind} 解压后超过上限 {self._most:,} 字节，疑为压缩炸弹",
                            source=self.name,
                            place=path,
                        )
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise damaged(self.name, path) from error
        return b"".join(parts)

    def xml(self, path: str) -> Element:
        """Return the root element of a part.

        Raises:
            UnreadableInput: As :meth:`read`, or if it is no XML or defines entities.
        """
        data = self.read(path)
        refusal = UnreadableInput(
            f"{self.kind} 的 XML 含有 DOCTYPE 声明，拒绝读取", source=self.name, place=path
        )
        if b"<!DOCTYPE" in data[:4096]:
            raise refusal
        if (tags := data.count(b"<")) > MOST_TAGS:
            raise UnreadableInput(
                f"{self.kind} 的一个部件有 {tags:,} 个标记，超过上限 {MOST_TAGS:,} 个，不像公开文件",
                source=self.name,
                place=path,
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise damaged(self.name, path) from error
        if str(getattr(root.getroottree().docinfo, "doctype", "")):  # in an encoding that hid it above
            raise refusal
        return root

    def names(self) -> list[str]:
        """Return the paths of all parts."""
        return list(self._names)


def damaged(name: str, place: str = "") -> UnreadableInput:
    """Return the error for a package or part that cannot be read."""
    return UnreadableInput("文件已损坏或不完整，无法读取", source=name, place=place)


def plain_path(path: str) -> str:
    """Return a part's path as it is compared: forward slashes, no leading one, lower case."""
    return posixpath.normpath(path.replace("\\", "/").lstrip("/")).lower()
