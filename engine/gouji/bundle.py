"""Several files that form one disclosure: a ZIP archive or a folder of attachments, read as one document.

Members are read from memory; nothing of an archive is ever written to disk, so paths in it can do no harm.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Block, Document, DocumentFacts, Grid, GridCell, Line, Note, Place
from gouji.own import is_own

if TYPE_CHECKING:
    import zipfile

ARCHIVES = (".zip",)
FULL = 6
"""Tables from which on a member holds a whole disclosure of its own."""
_STEP = 1 << 20
_ASIDE = ("__MACOSX/", ".", "~$", "Thumbs.db")


def is_bundle(source: Source) -> bool:
    """Whether a source holds several files: a folder or a ZIP archive by name and first bytes."""
    return source.is_folder or (source.suffix in ARCHIVES and source.head.startswith(b"PK"))


def read_bundle(
    source: Source,
    extract: Callable[[Source], Document],
    known: Callable[[Source], bool],
    identify: Callable[[Document], DocumentFacts],
) -> Document:
    """Read the members and unite them.

    Args:
        source: A folder or archive.
        extract: Reads one member.
        known: Whether a member is of a format that can be read.
        identify: Says whose disclosure a member is.

    Raises:
        UnreadableInput: If it is damaged, encrypted or too large, holds nothing readable, or holds the disclosures of
            several departments or years.
    """
    documents: list[Document] = []
    notes: list[Note] = []
    digest = hashlib.sha256()
    for member in members(source):
        inner = member.name.rsplit("!/", 1)[-1]
        digest.update(member.sha256.encode())
        if is_own(member):
            notes.append(Note("member-own", f"是 gouji 写的报告，没有算作附件：{inner}"))
        elif member.suffix in ARCHIVES:
            notes.append(Note("member-archive", f"压缩包里的压缩包没有打开：{inner}"))
        elif not known(member):
            notes.append(Note("member-unknown", f"附件的格式不能读：{inner}"))
        else:
            try:
                documents.append(extract(member))
            except UnreadableInput as error:
                notes.append(Note("member-unreadable", f"附件无法读取：{inner}：{error.message}"))
    if not documents:
        reasons = "；".join(n.text for n in notes[:5])
        raise UnreadableInput("里面没有可以读取的文件", source=source.name, hint=reasons)
    _one_disclosure(source, [(d, identify(d)) for d in documents])
    return unite(source.name, digest.hexdigest(), documents, notes)


def members(source: Source) -> Iterator[Source]:
    """Yield the files of a folder or archive in order of their names.

    Raises:
        UnreadableInput: See :func:`read_bundle`.
    """
    yield from _folder(source) if source.is_folder else _archive(source)


def digest_of(source: Source) -> str:
    """Return the digest of a source's bytes; of a folder, that of its files with their names.

    Raises:
        UnreadableInput: If it cannot be opened or exceeds the limits.
    """
    if not source.is_folder:
        return source.sha256
    digest = hashlib.sha256()
    for member in members(source):
        name = member.name.split("!/", 1)[1]
        digest.update(f"{member.sha256} {name}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _folder(source: Source) -> Iterator[Source]:
    assert source.path is not None
    found = []
    for path in sorted(source.path.rglob("*")):
        inner = path.relative_to(source.path)
        if path.is_symlink() or not path.is_file() or any(p.startswith(_ASIDE) for p in inner.parts):
            continue
        found.append((inner.as_posix(), path))
        if len(found) > source.limits.archive_files:
            raise UnreadableInput(
                f"文件夹里的文件超过上限 {source.limits.archive_files:,} 个", source=source.name
            )
    left = source.limits.unpacked_bytes
    for inner_name, path in found:
        member = Source(f"{source.name}!/{inner_name}", path, source.limits)
        left -= len(member.data)
        if left < 0:
            raise UnreadableInput(f"文件夹超过上限 {source.limits.unpacked_bytes:,} 字节", source=source.name)
        yield member


def _archive(source: Source) -> Iterator[Source]:
    import zipfile  # few files are archives; it is slow to import

    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableInput("压缩包已损坏或不完整，无法读取", source=source.name) from error
    entries = [(_name(e), e) for e in archive.infolist() if not e.is_dir()]
    entries = [(n, e) for n, e in entries if not any(p.startswith(_ASIDE) for p in [n, *n.split("/")])]
    if len(entries) > source.limits.archive_files:
        raise UnreadableInput(
            f"压缩包里的文件超过上限 {source.limits.archive_files:,} 个", source=source.name
        )
    left = source.limits.unpacked_bytes
    for name, entry in sorted(entries, key=lambda pair: pair[0]):
        if entry.flag_bits & 1:
            raise UnreadableInput("压缩包已加密，打开它需要口令", source=source.name, place=name)
        parts = []
        try:
            with archive.open(entry) as stream:
                while chunk := stream.read(_STEP):
                    left -= len(chunk)
                    if left < 0:
                        raise UnreadableInput(
                            f"解压后超过上限 {source.limits.unpacked_bytes:,} 字节，疑为压缩炸弹",
                            source=source.name,
                            place=name,
                        )
                    parts.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UnreadableInput("压缩包已损坏，无法读取", source=source.name, place=name) from error
        yield Source(f"{source.name}!/{name}", None, source.limits, b"".join(parts))


def _name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name: many archives made in China hold GBK names without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = name.encode("utf-8")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    # Only shown, never opened on disk; still without what would mislead a reader.
    return "/".join(p for p in name.replace("\\", "/").split("/") if p not in ("", ".", ".."))


def _one_disclosure(source: Source, found: Sequence[tuple[Document, DocumentFacts]]) -> None:
    units = sorted({f.department for _, f in found if f.department}, key=len)
    apart = [u for u in units if not any(u in v or v in u for v in units if v != u)] if len(units) > 1 else []
    years = sorted({f.year for _, f in found if f.year})
    if apart or len(years) > 1:
        what = (
            f"{len(units)} 个部门（{'、'.join(units[:3])}…）"
            if apart
            else f"{'、'.join(map(str, years))} 几个年度"
        )
        raise UnreadableInput(
            f"里面有{what}的文件，不是一份公开", source=source.name, hint="解压后逐份检查：gouji audit 文件夹"
        )  # fmt: skip
    full = [f for d, f in found if sum(1 for _ in d.grids()) >= FULL]
    if len(full) > 1 and not all(f.department for f in full):
        raise UnreadableInput(
            f"里面有 {len(full)} 份成套的表，有的没有写明单位，不能确定是同一份公开",
            source=source.name,
            hint="解压后逐份检查：gouji audit 文件夹",
        )


def unite(name: str, sha256: str, documents: Sequence[Document], notes: Sequence[Note] = ()) -> Document:
    """Return one document of several; each place names its file.

    Args:
        name: What to call it.
        sha256: Its digest.
        documents: In reading order.
        notes: About members left out.
    """
    layout = any(d.has_layout for d in documents)
    blocks: list[Block] = []
    kept = list(notes)
    for document in documents:
        part = document.source.rsplit("!/", 1)[-1]
        blocks += [_in_part(block, part) for block in document.blocks]
        kept += [attrs.evolve(n, place=attrs.evolve(n.place, part=part)) for n in document.notes]
        if layout and not document.has_layout:
            kept.append(
                Note(
                    "member-without-layout", f"{part} 没有版面，其中的表没有读，只读了文字", Place(part=part)
                )
            )
    return Document(
        name,
        "bundle",
        sha256,
        tuple(blocks),
        metadata={"members": "、".join(d.source.rsplit("!/", 1)[-1] for d in documents)},
        notes=tuple(kept),
        has_layout=layout,
    )


def _in_part(block: Block, part: str) -> Block:
    place = attrs.evolve(block.place, part=part)
    if isinstance(block, Line):
        return attrs.evolve(block, place=place)
    cells: tuple[GridCell, ...] = tuple(
        attrs.evolve(c, place=attrs.evolve(c.place, part=part)) for c in block.cells
    )
    lines = tuple(attrs.evolve(line, place=attrs.evolve(line.place, part=part)) for line in block.lines)
    grid: Grid = attrs.evolve(block, cells=cells, place=place, lines=lines)
    return grid


def is_file_to_read(path: Path, suffixes: frozenset[str]) -> bool:
    """Whether a batch takes a file of a folder: a known format or an archive, not hidden or temporary."""
    return path.suffix.lower() in suffixes.union(ARCHIVES) and not path.name.startswith((".", "~$"))
