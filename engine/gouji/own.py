"""Files that gouji itself wrote, so that a report lying among the disclosures it is about is not audited as one.

Every reporter leaves :data:`gouji.api.REPORT_MARK` near the start or at the very end of its file, or among the properties
of an office document, where it survives being edited and saved.  The ledger in JSON is not marked: it is an input format.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from gouji.api import REPORT_MARK, Source
from gouji.errors import UnreadableInput
from gouji.patterns import later

TAIL = 256
"""Bytes at the end of a file that may hold the mark."""
_MARK = REPORT_MARK.encode()
_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml")
_MOST = 1 << 16
_UNMARKED = later(
    # Formats without room for a mark: the first columns of the table of findings, GitLab's code quality.
    rb"\xef\xbb\xbf?"
    + "序号,文件,单位,年度,程度,编号,".encode()
    + rb'|\[\s*\{\s*"description": .{0,7000}"check_name": ',
    re.DOTALL,
)


def is_own(source: Source) -> bool:
    """Whether a file is a report of gouji; ``False`` for what cannot be opened, the reader will say why."""
    if source.is_folder:
        return False
    try:
        head = source.head
        if _MARK in head or _UNMARKED.match(head):
            return True
        return _in_properties(source) if head.startswith(b"PK") else _MARK in _tail(source)
    except (UnreadableInput, OSError):
        return False


def own_file(path: Path) -> bool:
    """Whether the file at a path is a report of gouji."""
    return is_own(Source(str(path), path))


def _tail(source: Source) -> bytes:
    if source.content is not None:
        return source.content[-TAIL:]
    assert source.path is not None
    with source.path.open("rb") as stream:
        stream.seek(max(0, source.path.stat().st_size - TAIL))
        return stream.read(TAIL)


def _in_properties(source: Source) -> bool:
    """Whether an office document says so; archives of other kinds have no such parts."""
    if source.suffix not in (".xlsx", ".xlsm", ".docx", ".docm"):
        return False
    import zipfile  # slow to import; few files are archives

    try:
        with zipfile.ZipFile(source.path or io.BytesIO(source.data)) as parts:
            for name in _PROPERTIES:
                if name in parts.namelist():
                    with parts.open(name) as stream:
                        if _MARK in stream.read(_MOST):
                            return True
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    return False
