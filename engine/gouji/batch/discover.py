"""Which documents a batch consists of: folders searched in a fixed order, nothing left out without a word.

A folder reached twice (a link that leads back) is searched once.  An archive is one disclosure, unless its members are
asked for one by one; a folder is one if that is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from gouji.api import Limits, Source
from gouji.batch.patterns import matches
from gouji.bundle import ARCHIVES, is_bundle, is_file_to_read, members
from gouji.errors import UnreadableInput
from gouji.own import own_file
from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Found(Value):
    """A file that was found.

    Attributes:
        source: What it is called: the folder as given, then the path below it.
        path: Absolute path.
        member: Name inside the archive at ``path``.
        skipped: Why it is no document of the batch, "" if it is one.
        failed: Why it cannot be looked at (a folder without permission), "" otherwise.
    """

    source: str
    path: str
    member: str = ""
    skipped: str = ""
    failed: str = ""


@attrs.frozen(eq=False, repr=False)
class Search(Value):
    """What is looked for.

    Attributes:
        roots: Files and folders as the user gave them.
        suffixes: Extensions of formats that can be read.
        include: Patterns of which a file must fit one; empty for all.
        exclude: Patterns of files and folders to leave out.
        aside: Folders never searched (the batch's own output).
        unpack: Take each member of an archive as a document of its own.
        as_one: Take the topmost folders that hold files to read, with all below them, as one document each; patterns
            are then held against folders.
        limits: Bounds on archives.
    """

    roots: tuple[Path, ...]
    suffixes: frozenset[str]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    aside: tuple[Path, ...] = ()
    unpack: bool = False
    as_one: bool = False
    limits: Limits = Limits()


def discover(search: Search) -> Iterator[Found]:
    """Yield the files of a batch: roots as given, below them by name; no file twice."""
    seen: set[str] = set()
    walked: set[tuple[int, int]] = set()
    aside = {os.path.realpath(p) for p in search.aside}
    for root in search.roots:
        # A file that is named is wanted, whatever its extension.
        found = _walk(root, search, walked, aside) if root.is_dir() else iter([_found(str(root), str(root))])
        for file in found:
            if file.path in seen and not file.failed:
                continue
            seen.add(file.path)
            yield from _members(file, search) if search.unpack and not file.skipped else (file,)


def _walk(
    root: Path, search: Search, walked: set[tuple[int, int]], aside: set[str], below: str = ""
) -> Iterator[Found]:
    """Yield the files below a folder, each level in order of names, files among folders."""
    folder = os.path.join(root, below) if below else str(root)  # noqa: PTH118 - names may hold undecodable bytes
    try:
        stat = os.stat(folder)  # noqa: PTH116
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield _found(folder, folder, failed=f"文件夹无法打开：{error.strerror or error}")
        return
    # Windows gives no inode numbers on some file systems; the path then has to do.
    identity = (stat.st_dev, stat.st_ino) if stat.st_ino else (0, hash(os.path.realpath(folder)))
    if identity in walked or os.path.realpath(folder) in aside:
        return
    walked.add(identity)
    if search.as_one and any(_is_to_read(entry, search) for entry in entries):
        left_out = below and search.include and not matches(search.include, below)
        yield _found(folder, folder, skipped="--include" if left_out else "")
        return
    for entry in entries:
        inner = f"{below}/{entry.name}" if below else entry.name
        if entry.name.startswith((".", "~$")) or entry.name == "__MACOSX":
            continue
        reads = is_file_to_read(Path(entry.name), search.suffixes)
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:  # a link that leads to itself
            is_folder = is_file = False
        if matches(search.exclude, inner):
            if is_file and reads:
                yield _found(entry.path, entry.path, skipped="--exclude")
            continue
        if is_folder:
            yield from _walk(root, search, walked, aside, inner)
        elif not is_file:
            reason = "链接指向的文件不存在" if entry.is_symlink() else "不是普通文件"
            # What is called a document and cannot be opened is an unreadable document.
            yield _found(entry.path, entry.path, **{"failed" if reads else "skipped": reason})
        elif not reads:
            yield _found(entry.path, entry.path, skipped="不是可读的格式")
        elif own_file(Path(entry.path)):
            yield _found(entry.path, entry.path, skipped="gouji 写的报告")
        elif search.include and not matches(search.include, inner):
            yield _found(entry.path, entry.path, skipped="--include")
        else:
            yield _found(entry.path, entry.path)


def _is_to_read(entry: os.DirEntry[str], search: Search) -> bool:
    """Whether an entry is a file of which a folder becomes a disclosure."""
    if not is_file_to_read(Path(entry.name), search.suffixes) or entry.is_symlink() or not entry.is_file():
        return False
    return not own_file(Path(entry.path))


def _found(name: str, path: str, *, skipped: str = "", failed: str = "") -> Found:
    source = readable(os.path.normpath(name).replace(os.sep, "/"))
    return Found(source, os.path.abspath(path), "", skipped, failed)  # noqa: PTH100


def _members(file: Found, search: Search) -> Iterator[Found]:
    """Yield the members of an archive as documents, or the file itself if it is none or cannot be opened."""
    source = Source(file.source, Path(file.path), search.limits)
    if not file.source.lower().endswith(ARCHIVES):
        yield file
        return
    inner: list[Found] = []
    try:
        if not is_bundle(source):
            yield file
            return
        for member in members(source):
            name = member.name.split("!/", 1)[1]
            known = is_file_to_read(Path(name), search.suffixes)
            inner.append(Found(member.name, file.path, name, "" if known else "不是可读的格式"))
    except UnreadableInput:
        yield file  # the audit says what is wrong with it
        return
    yield from inner


def readable(name: str) -> str:
    """Return a file name as text: bytes that are no UTF-8 are GBK on disks that Chinese archives were unpacked to.

    >>> readable("\\udcbe\\udcf6\\udccb\\udce3.txt")
    '决算.txt'
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape")
        for encoding in ("gb18030", "latin-1"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def skipped_by_reason(found: Iterable[Found]) -> dict[str, int]:
    """Count what was left out by reason and extension, for people."""
    counts: dict[str, int] = {}
    for file in found:
        if file.skipped:
            suffix = Path(file.source).suffix.lower() or "无扩展名"
            counts[f"{file.skipped}（{suffix}）"] = counts.get(f"{file.skipped}（{suffix}）", 0) + 1
    return dict(sorted(counts.items()))
