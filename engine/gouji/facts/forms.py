"""Performance self-evaluation forms (自评表): fund rows and totals, from lines or from grids.

Only what the form's own words make certain is read: a fund row is a known label followed by its figures.
Indicator rows are not read from text without layout; the form says so in its remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from gouji.model import (
    Document,
    DocumentFacts,
    Figure,
    Form,
    FormRow,
    Grid,
    Line,
    Place,
    Section,
    parse_quantity,
    unit,
)
from gouji.model.ledger import TEXT
from gouji.packs import Specs
from gouji.reading.names import bare, squash

_TITLE = re.compile(r"(?:部门|单位)?(整体|项目)支出绩效自评表$")
_END = re.compile(r"^附件|自评报告$|^第[一二三四五六七八九十]+部分")
_NAME = re.compile(r"^项目名称[:：]?(.+?)(?:主管部门.*)?$")
_DEPARTMENT = re.compile(r"^(?:位)?(?:部门(?:[（(]单位[）)])?名称|[）)]名称|位[)）]名称)[:：]?(.+)$")
_UNIT = re.compile(r"[（(](万元|元|千元)[）)]")
_FIGURE = re.compile(r"-|\d[\d,]*(?:\.\d+)?%?")
_COLUMNS_PROJECT = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_COLUMNS_WHOLE = ("年初预算数", "全年预算数", "全年执行数", "执行率", "得分")
_ROWS = (
    ("年度资金总额", ("年度资金总额", "年度资金总", "额", "年度预算总额", "资金总额")),
    ("财政拨款", ("其中:财政拨款", "财政拨款", "当年财政拨款", "拨款")),
    ("上年结转资金", ("上年结转资金", "上年结转资", "结转资金")),
    ("其他资金", ("其他资金",)),
    ("基本支出", ("基本支出",)),
    ("人员经费", ("人员经费",)),
    ("公用经费", ("公用经费",)),
    ("项目支出", ("项目支出",)),
    ("一般性项目", ("一般性项目",)),
    ("重点项目", ("重点项目",)),
)  # fmt: skip
MAX_FORM = 600


@attrs.frozen
class _Piece:
    """A printed line, or a row of a grid with its cells joined by spaces."""

    text: str
    place: Place


def read_forms(
    document: Document,
    used: frozenset[int],
    sections: Sequence[Section],
    specs: Specs,
    facts_of: DocumentFacts,
) -> tuple[Form, ...]:
    """Return the self-evaluation forms of a document.

    Args:
        document: As extracted.
        used: Indices of blocks that belong to public tables.
        sections: Sections of the prose.
        specs: Specs of the packs that apply.
        facts_of: What the document says of itself.
    """
    pieces = list(_pieces(document, used))
    forms: list[Form] = []
    at = 0
    while at < len(pieces):
        found = _TITLE.search(squash(pieces[at].text))
        if found and len(squash(pieces[at].text)) < 40:
            end = at + 1
            while end < len(pieces) and end - at < MAX_FORM and not _closes(squash(pieces[end].text)):
                end += 1
            form = _form(found[1], pieces[at:end], len(forms))
            if form is not None:
                forms.append(form)
            at = end
        else:
            at += 1
    return tuple(forms)


def _closes(text: str) -> bool:
    return bool(_END.search(text)) or (bool(_TITLE.search(text)) and len(text) < 40)


def _pieces(document: Document, used: frozenset[int]) -> Iterator[_Piece]:
    for i, block in enumerate(document.blocks):
        if i in used:
            continue
        if isinstance(block, Line):
            yield _Piece(block.text.strip(), block.place)
        elif isinstance(block, Grid):
            rows: dict[int, list[str]] = {}
            spots: dict[int, Place] = {}
            for cell in block.cells:
                text = "".join(cell.text.split())
                if text:
                    rows.setdefault(cell.row, []).append(text)
                    spots.setdefault(cell.row, cell.place)
            for row in sorted(rows):
                yield _Piece(" ".join(rows[row]), spots[row])


def _form(kind: str, pieces: Sequence[_Piece], serial: int) -> Form | None:
    name = symbol = ""
    remarks: list[str] = []
    for piece in pieces[:40]:
        text = squash(piece.text)
        named = _NAME.match(text) or _DEPARTMENT.match(text)
        if named and not name:
            name = re.sub(r"^20\d\d年度?", "", named[1])
        stated = _UNIT.search(piece.text)
        if stated and not symbol:
            symbol = stated[1]
    key = f"自评表:{name or serial + 1}"
    money = unit(symbol or "万元")
    rows = list(_fund_rows(pieces, kind == "整体", key, money.symbol))
    if not rows:
        return None
    points, score = _totals(pieces, key)
    if score is None:
        remarks.append("总分没有读出")
    remarks.append("指标行没有逐行读取，未核对各指标得分之和")
    return Form(
        f"{kind}自评表",
        name,
        symbol,
        tuple(rows),
        (),
        points,
        score,
        (),
        pieces[0].place,
        key,
        False,
        tuple(remarks),
    )


def _fund_rows(pieces: Sequence[_Piece], whole: bool, key: str, symbol: str) -> Iterator[FormRow]:
    columns = _COLUMNS_WHOLE if whole else _COLUMNS_PROJECT
    seen: set[str] = set()
    label = ""
    for piece in pieces:
        if squash(piece.text).startswith(("一级", "评价指标", "年度总体", "预期目")) and seen:
            return
        words = piece.text.split()
        figures = []
        while words and _FIGURE.fullmatch(words[-1]):
            figures.insert(0, words.pop())
        label += squash("".join(words))
        if len(figures) != len(columns):
            if figures:
                label = ""
            elif len(label) > 30:
                label = label[-30:]
            continue
        plain = re.sub(r"^.*?(?:\([一二三四五]\)|\d\.)", "", label).rstrip(":")
        name = next(
            (k for k, names in _ROWS if any(bare(plain).endswith(squash(n).rstrip(":")) for n in names)), ""
        )
        label = ""
        if not name or name in seen:
            continue
        seen.add(name)
        yield FormRow(name, plain, _figures(columns, figures, key, name, symbol, piece.place))


def _figures(
    columns: Sequence[str], texts: Sequence[str], key: str, row: str, symbol: str, place: Place
) -> dict[str, Figure]:
    made = {}
    for column, text in zip(columns, texts, strict=True):
        own = {"分值": "分", "得分": "分", "执行率": "%"}.get(column, symbol)
        made[column] = Figure(
            f"{key}/{row}/{column}", parse_quantity(text, unit(own)), place, f"{key}“{row}”行“{column}”栏",
            key, row, column, placed=TEXT,
        )  # fmt: skip
    return made


def _totals(pieces: Sequence[_Piece], key: str) -> tuple[Figure | None, Figure | None]:
    """Return 分值 and 得分 of the row 总分, whose digits may be broken over lines: ``10`` ``0`` ``87.`` ``88``."""
    for at, piece in enumerate(pieces):
        text = squash(piece.text)
        if not text.startswith("总分"):
            continue
        digits = text.removeprefix("总分")
        tail = re.findall(r"[\d.]+", piece.text)
        for following in pieces[at + 1 : at + 6]:
            if not re.fullmatch(r"[\d.\s]+", following.text):
                break
            digits += squash(following.text)
            tail += re.findall(r"[\d.]+", following.text)
        rest = "".join(tail)
        if rest.startswith("100") and re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", rest[3:]):
            return _total(key, "分值", "100", piece.place), _total(key, "得分", rest[3:], piece.place)
    return None, None


def _total(key: str, column: str, text: str, place: Place) -> Figure:
    quantity = parse_quantity(text, unit("分"))
    return Figure(
        f"{key}/总分/{column}", quantity, place, f"{key}总分的{column}", key, "总分", column, placed=TEXT
    )
