"""A form from grids: cells are where they are printed, so nothing has to be guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from gouji.facts.form_figures import COMPARISONS, Maker, comparison
from gouji.facts.form_indicators import make_indicator
from gouji.facts.form_lines import short_of_points
from gouji.facts.form_pairs import read_pairs
from gouji.facts.form_reasons import FUND_REASON
from gouji.facts.form_spans import Span
from gouji.facts.form_tokens import Token
from gouji.facts.form_words import Named, Words, plain_heading
from gouji.model import Figure, Form, FormRow, Grid, GridCell, Indicator, Place, unit
from gouji.model.document import NOWHERE
from gouji.model.ledger import OCR, POSITION, RULED
from gouji.names import squash
from gouji.patterns import later

_UNIT = later(r"\((万元|元|千元|亿元)\)")
_YEAR = later(r"^20\d\d年度?(?=.{3})")
_PLACED = {"ruled": RULED, "position": POSITION, "ocr": OCR}


@attrs.define
class _State:
    """What has been read of a form while its grids are walked."""

    name: str = ""
    symbol: str = ""
    funds: dict[str, int] = attrs.field(factory=dict)
    slots: dict[str, int] = attrs.field(factory=dict)
    fund_rows: list[tuple[str, str, dict[str, tuple[str, Place]]]] = attrs.field(factory=list)
    indicators: list[tuple[tuple[str, ...], dict[str, str], Place]] = attrs.field(factory=list)
    total: dict[str, tuple[str, Place]] = attrs.field(factory=dict)
    unknown: list[str] = attrs.field(factory=list)
    why: list[str] = attrs.field(factory=list)
    pairs: dict[str, dict[str, tuple[str, Place]]] = attrs.field(factory=dict)


def read_grid_form(span: Span, words: Words, serial: int) -> Form | None:
    """Return the form of a span with grids, ``None`` if it has neither fund rows nor indicators.

    Args:
        span: Its grids.
        words: The vocabulary.
        serial: Number of the form in the document, for its key where it has no name.
    """
    state = _State()
    for line in span.lines:
        _name_in_line(line.text, state)
    for grid in span.grids:
        _walk(grid, words, state)
    if not state.fund_rows:
        # Forms of pairs print each amount beside its label; a form with fund rows may repeat one there.
        symbol = next((k for cells in state.pairs.values() for k in cells if k in ("万元", "元")), "")
        state.symbol = state.symbol or symbol
        for key, cells in state.pairs.items():
            state.fund_rows.append((key, key, {c: v for c, v in cells.items() if c not in ("万元", "元")}))
    if not state.fund_rows and not state.indicators:
        return None
    keys = {key for key, _, _ in state.fund_rows}
    whole = any(w in span.title for w in words.whole) or {"基本支出", "项目支出"} <= keys
    key = f"自评表:{state.name or serial}"
    maker = Maker(key, unit(state.symbol or "万元"), _PLACED.get(span.grids[0].placed, RULED))
    rows = tuple(
        FormRow(k, label, {c: maker.fund(t, k, c, place) for c, (t, place) in cells.items()})
        for k, label, cells in state.fund_rows
    )
    indicators = tuple(
        make_indicator(maker, path, cells, n, Token("", 0, place))
        for n, (path, cells, place) in enumerate(state.indicators)
    )
    points, score = (_total(maker, state, c) for c in ("points", "score"))
    remarks = _remarks(rows, indicators, points, score)
    remarks += [f"资金行“{label}”没有认出" for label in state.unknown]
    return Form(
        f"{'整体' if whole else '项目'}自评表",
        state.name,
        state.symbol,
        rows,
        indicators,
        points,
        score,
        (),
        span.place,
        key,
        not remarks,
        tuple(remarks),
        tuple((FUND_REASON, text) for text in state.why[:1]),
    )


def _remarks(
    rows: Sequence[FormRow],
    indicators: Sequence[Indicator],
    points: Figure | None,
    score: Figure | None,
) -> list[str]:
    remarks = [] if score is not None else ["总分没有读出"]
    if rows:
        texts = [
            str(f.quantity.value) if f is not None and f.quantity.value is not None else ""
            for f in (points, score)
        ]
        remarks += short_of_points(rows, indicators, (texts[0], texts[1] or "0"))
    else:
        remarks.append("资金行没有读出")
    return remarks


def _total(maker: Maker, state: _State, slot: str) -> Figure | None:
    if slot not in state.total:
        return None
    text, place = state.total[slot]
    return maker.make(text, unit("分"), "总分", "分值" if slot == "points" else "得分", place)


def _name_in_line(text: str, state: _State) -> None:
    found = re.search(r"(?:项目名称|部门\(单位\)名称|部门名称|单位名称):?(.{3,})", squash(text))
    if found and not state.name:
        state.name = _YEAR.sub("", re.sub(r"(?:主管部门|项目编码|实施单位).*$", "", found[1]))


_SUM = re.compile(r"小计|合计|总计|总分|得分|分值$")


def _walk(grid: Grid, words: Words, state: _State) -> None:
    matrix = grid.matrix()
    for number in range(grid.rows):
        row = matrix[number]
        cells = _distinct(row)
        texts = [squash(c.text) for _, c in cells]
        _head_cells(cells, state)
        if not state.slots:
            read_pairs(cells, words, state.pairs)
        funds = _columns(cells, words.fund_columns)
        slots = _columns(cells, words.indicator_columns)
        if "target" in slots and ("points" in slots or "score" in slots):
            state.slots, state.funds = slots, {}
        elif len(funds) >= 4 and "全年执行数" in funds:
            state.funds, state.slots = funds, {}
            _unit(texts, state)
        elif state.funds:
            _unit(texts, state)
            if texts and texts[0].startswith("未完成原因") and len(texts) > 1:
                state.why.append("".join(texts[1:]))
            _fund_row(row, cells, words, state)
        elif state.slots:
            _indicator_row(row, cells, words, state)


def _distinct(row: Sequence[GridCell | None]) -> list[tuple[int, GridCell]]:
    found: list[tuple[int, GridCell]] = []
    for column, cell in enumerate(row):
        if cell is not None and not (found and found[-1][1] is cell):
            found.append((column, cell))
    return found


def _head_cells(cells: Sequence[tuple[int, GridCell]], state: _State) -> None:
    for at, (_, cell) in enumerate(cells[:-1]):
        label = squash(cell.text).rstrip(":")
        value = squash(cells[at + 1][1].text)
        if label in ("项目名称", "部门(单位)名称", "部门名称", "单位名称") and value and not state.name:
            state.name = _YEAR.sub("", value)


def _columns(cells: Sequence[tuple[int, GridCell]], named: Sequence[Named]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in cells:
        text = squash(cell.text)
        for names in named:
            if names.key not in found and (text in names.names or plain_heading(text) in names.names):
                found[names.key] = column
                break
    return found


def _unit(texts: Sequence[str], state: _State) -> None:
    for text in texts:
        stated = _UNIT.search(text)
        if stated and not state.symbol:
            state.symbol = stated[1]


def _at(row: Sequence[GridCell | None], column: int) -> GridCell | None:
    return row[column] if column < len(row) else None


def _fund_row(
    row: Sequence[GridCell | None], cells: Sequence[tuple[int, GridCell]], words: Words, state: _State
) -> None:
    start = min(state.funds.values())
    label = next((squash(c.text) for at, c in reversed(cells) if at < start and c.text.strip()), "")
    plain = re.sub(r"^.*?(?:\([一二三四五]\)|\d\.)", "", label).rstrip(":")
    # The longest name wins: 非财政拨款 ends with 财政拨款 and is not it.
    fits = [
        (len(name), n.key) for n in words.fund_rows for name in n.names if plain.endswith(name.rstrip(":"))
    ]
    key = max(fits, default=(0, ""))[1]
    if not key and plain and _has_money(row, state):
        state.unknown.append(plain)
    if not key or any(known == key for known, _, _ in state.fund_rows):
        return
    made = {}
    for column, at in state.funds.items():
        cell = _at(row, at)
        if cell is not None:
            made[column] = ("".join(cell.text.split()), cell.place)
    state.fund_rows.append((key, plain, made))


def _has_money(row: Sequence[GridCell | None], state: _State) -> bool:
    cell = _at(row, state.funds.get("全年执行数", -1)) if "全年执行数" in state.funds else None
    return cell is not None and bool(re.fullmatch(r"\d[\d,]*(?:\.\d+)?", "".join(cell.text.split())))


def _named(row: Sequence[GridCell | None], labels: Sequence[tuple[GridCell, str]], start: int) -> bool:
    """Whether a row without a target names an indicator: its target stands in its name (资金支付率100%), or was left out."""
    cell = _at(row, start - 1) if start else None
    return bool(labels) and cell is labels[-1][0] and not _SUM.search(labels[-1][1])


def _indicator_row(
    row: Sequence[GridCell | None], cells: Sequence[tuple[int, GridCell]], words: Words, state: _State
) -> None:
    start = min(state.slots["target"], state.slots.get("sign", state.slots["target"]))
    labels = [(c, squash(c.text)) for at, c in cells if at < start and c.text.strip()]
    first = labels[0][1] if labels else ""
    if first in words.total:
        for slot in ("points", "score"):
            cell = _at(row, state.slots[slot]) if slot in state.slots else None
            if cell is not None and cell.text.strip():
                state.total[slot] = ("".join(cell.text.split()), cell.place)
        return
    path = tuple(t for _, t in labels if t not in words.head)
    values: dict[str, str] = {}
    for slot, at in state.slots.items():
        cell = _at(row, at)
        text = squash(cell.text) if cell is not None else ""
        if text and text not in ("-", "—", "/"):
            values[slot] = text
    if not path or "points" not in values or not ("target" in values or _named(row, labels, start)):
        return
    sign = values.pop("sign", "")
    stated = values.get("target", "")
    if sign in COMPARISONS and comparison(stated)[1] and not comparison(stated)[0]:
        values["target"] = sign + values["target"]
    if not re.fullmatch(r"\d+(?:\.\d+)?", values["points"]):
        return
    for slot in ("score", "completion"):
        if slot in values and not comparison(values[slot])[1]:
            del values[slot]
    target = _at(row, state.slots["target"])
    state.indicators.append((path, values, target.place if target is not None else NOWHERE))
