"""Reading packs from their folders: TOML, TSV and rule files into values, every mistake named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji import patterns
from gouji.errors import GoujiError, PackError
from gouji.packs import prepared
from gouji.packs.model import CodeEntry, ColumnSpec, LaneSpec, Pack, RowSpec, RuleFile, SumSpec, TableSpec

MAX_FILE = 4 * 1024 * 1024
MAX_DEPTH = 4
_CODE_FILES = {"codes_functional.tsv": "functional", "codes_economic.tsv": "economic"}
_LANE_KINDS = ("fixed", "functional", "economic", "single")

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def find_packs(root: Traversable, source: str) -> list[Pack]:
    """Return the packs under ``root``: every folder that holds a ``pack.toml``.

    Raises:
        PackError: If one of them cannot be read.
    """
    patterns.prepare(prepared.words())
    return [load_pack(folder, source) for folder in _pack_folders(root, 0)]


def _pack_folders(folder: Traversable, depth: int) -> Iterable[Traversable]:
    entries = sorted(folder.iterdir(), key=lambda e: e.name)
    if any(entry.name == "pack.toml" for entry in entries):
        yield folder
    if depth < MAX_DEPTH:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith((".", "_")):
                yield from _pack_folders(entry, depth + 1)


def load_pack(folder: Traversable, source: str) -> Pack:
    """Read one pack folder.

    Args:
        folder: Holds ``pack.toml`` and beside it ``tables.toml``, ``*.gj``, ``codes_*.tsv`` and any
            other ``*.toml`` as data.
        source: Name of the distribution or file, for messages.

    Raises:
        PackError: Naming file and key.
    """
    read = {"pack.toml": _text(folder / "pack.toml")}
    head = _Fields(_toml(folder / "pack.toml", read["pack.toml"]), f"{folder.name}/pack.toml")
    pack_id = head.text("id", required=True)
    years = head.take("years", list, [])
    if len(years) not in (0, 2) or not all(isinstance(y, int) for y in years):
        raise PackError("years 应为 [起始年, 终止年]，无界写 0", source=head.where)
    first, last = years or (0, 0)
    tables: tuple[TableSpec, ...] = ()
    codes: dict[str, Mapping[str, CodeEntry]] = {}
    data: dict[str, Mapping[str, Any]] = {}
    rules: list[RuleFile] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = entry.name
        if name == "pack.toml" or not (name in _CODE_FILES or name.endswith((".toml", ".gj"))):
            continue
        text = read[name] = _text(entry)
        if name == "tables.toml":
            tables = _tables(_toml(entry, text), pack_id)
        elif name in _CODE_FILES:
            codes[_CODE_FILES[name]] = _codes(text, f"{pack_id}/{name}")
        elif name.endswith(".toml"):
            data[name.removesuffix(".toml")] = _data(entry, text, f"{pack_id}/{name}")
        else:
            rules.append(RuleFile(f"{pack_id}/{name}", text, pack_id))
    pack = Pack(
        pack_id,
        head.text("title", required=True),
        head.text("jurisdiction"),
        first or None,
        last or None,
        head.texts("kinds"),
        head.texts("extends"),
        head.take("parameters", dict, {}),
        tables,
        codes,
        data,
        tuple(rules),
        source,
        folder,
        prepared.digest(*(part for item in sorted(read.items()) for part in item)),
    )
    head.finish()
    return pack


def read_rules(path: Path) -> str:
    """Return the text of a user's own rule file.

    Raises:
        GoujiError: If it cannot be read, is too large or is not in UTF-8.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise GoujiError(f"规则文件无法读取：{error}", source=str(path)) from error
    if len(raw) > MAX_FILE:
        raise GoujiError(f"规则文件超过 {MAX_FILE:,} 字节", source=str(path))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        try:
            raw.decode("gb18030")
            hint = "像是用 GBK（记事本里的 ANSI）保存的，请另存为 UTF-8"
        except UnicodeDecodeError:
            hint = "规则文件是 UTF-8 编码的文本"
        raise GoujiError(
            "规则文件不是 UTF-8 编码", source=str(path), place=f"第{line}行", hint=hint
        ) from error


def _text(entry: Traversable) -> str:
    try:
        raw = entry.read_bytes()
        if len(raw) > MAX_FILE:
            raise PackError(f"文件超过 {MAX_FILE:,} 字节", source=str(entry))
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"无法读取：{error}", source=str(entry)) from error


def _data(entry: Traversable, text: str, where: str) -> dict[str, Any]:
    """Return a data file; what ships with gouji had its shape checked when it was prepared."""
    known = prepared.parsed(text)
    if known is not None:
        return known
    from gouji.packs.shapes import check_shape

    data = _toml(entry, text)
    check_shape(entry.name.removesuffix(".toml"), data, where)
    return data


def _toml(entry: Traversable, text: str) -> dict[str, Any]:
    known = prepared.parsed(text)
    if known is not None:
        return known
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"不是有效的 TOML：{error}", source=str(entry)) from error


class _Fields:
    """A TOML table being read; knows its path, types and which keys were used."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, dict):
            raise PackError("应为一个表", source=where)
        self.raw: dict[str, Any] = dict(raw)
        self.where = where

    def take(self, key: str, kind: type, default: Any) -> Any:
        value = self.raw.pop(key, default)
        if value is not None and not isinstance(value, kind):
            raise PackError(f"{key} 的类型应为 {kind.__name__}", source=self.where)
        return value

    def text(self, key: str, *, required: bool = False) -> str:
        if required and key not in self.raw:
            raise PackError(f"缺少 {key}", source=self.where)
        return str(self.take(key, str, ""))

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        values = self.take(key, list, [])
        if not all(isinstance(v, str) for v in values) or (required and not values):
            raise PackError(f"{key} 应为字符串列表", source=self.where)
        return tuple(values)

    def many(self, key: str, make: Callable[[_Fields], Any]) -> tuple[Any, ...]:
        return tuple(
            make(_Fields(item, f"{self.where} {key}[{i}]")) for i, item in enumerate(self.take(key, list, []))
        )

    def finish(self) -> None:
        if self.raw:
            raise PackError(f"未知的键 {'、'.join(self.raw)}", source=self.where)


def _tables(raw: dict[str, Any], pack: str) -> tuple[TableSpec, ...]:
    fields = _Fields(raw, f"{pack}/tables.toml")
    tables: tuple[TableSpec, ...] = fields.many("table", lambda f: _table(f, pack))
    fields.finish()
    return tables


def _table(f: _Fields, pack: str) -> TableSpec:
    key = f.text("key", required=True)
    f.where += f"（{key}）"
    spec = TableSpec(
        key,
        f.text("layout"),
        f.texts("titles", required=True),
        f.texts("codes"),
        f.text("unit") or "万元",
        f.text("population"),
        f.many("lane", _lane),
        f.texts("notes"),
        f.take("may_be_empty", bool, False),
        pack,
    )
    f.finish()
    return spec


def _lane(f: _Fields) -> LaneSpec:
    kind = f.text("kind", required=True)
    if kind not in _LANE_KINDS:
        raise PackError(f"kind 应为 {'、'.join(_LANE_KINDS)} 之一", source=f.where)
    lane = LaneSpec(
        f.text("name"),
        kind,
        f.many("columns", _column),
        f.many("rows", _row),
        f.texts("blocks"),
        _sums(f, "row_sums"),
        _sums(f, "column_sums"),
    )
    f.finish()
    return lane


def _column(f: _Fields) -> ColumnSpec:
    key = f.text("key", required=True)
    column = ColumnSpec(
        key,
        f.texts("names") or (key,),
        f.take("ordinal", int, None),
        f.text("population"),
        f.text("unit"),
        f.take("optional", bool, False),
        f.take("rare", bool, False),
    )
    f.finish()
    return column


def _row(f: _Fields) -> RowSpec:
    key = f.text("key", required=True)
    row = RowSpec(
        key,
        f.texts("names") or (key.rsplit(".", 1)[-1],),
        f.take("ordinal", int, None),
        f.text("role") or "item",
        f.text("code"),
        f.text("parent"),
        f.text("population"),
        f.take("may_be_negative", bool, False),
        f.take("optional", bool, False),
        f.text("only"),
    )
    f.finish()
    return row


_SUM = re.compile(r"\s*([+-]?)\s*([^+\-=\s][^+\-=]*?)\s*(?=[+-]|$)")


def _sums(f: _Fields, key: str) -> tuple[SumSpec, ...]:
    sums = []
    for text in f.texts(key):
        target, equals, right = text.partition("=")
        terms = tuple((-1 if sign == "-" else 1, name) for sign, name in _SUM.findall(right))
        if not equals or not terms:
            raise PackError(f"{key} 应写作“合计 = 甲 + 乙”：{text}", source=f.where)
        sums.append(SumSpec(target.strip(), terms))
    return tuple(sums)


def _codes(text: str, where: str) -> dict[str, CodeEntry]:
    """Read ``code<TAB>name<TAB>source[<TAB>since[<TAB>until[<TAB>old names, by 、]]]`` with a heading line."""
    found: dict[str, CodeEntry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if number == 1 or not line.strip():
            continue
        cells = [c.strip() for c in line.split("\t")] + [""] * 4
        code, name, source, since, until, old = cells[:6]
        if not code.isdigit() or not name:
            raise PackError("应为“编码<TAB>名称<TAB>来源”", source=where, place=f"第{number}行")
        found[code] = CodeEntry(
            code,
            name,
            source,
            int(since) if since else None,
            int(until) if until else None,
            tuple(n for n in old.split("、") if n),
        )
    return found
