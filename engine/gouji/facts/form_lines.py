"""A form from lines that lost their layout: fund rows, indicator rows and the total row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

import attrs

from gouji.facts.form_figures import Maker
from gouji.facts.form_indicators import read_indicators
from gouji.facts.form_reasons import FUND_REASON, reason_in
from gouji.facts.form_spans import Flat, Span
from gouji.facts.form_tokens import DASH, FIGURE, WHOLE_FIGURE, Token, splits, tokens_of
from gouji.facts.form_words import Named, Words
from gouji.model import Figure, Form, FormRow, Indicator, Place, unit
from gouji.model.ledger import INFERRED, TEXT

_UNIT = re.compile(r"\((万元|元|千元|亿元)\)")
_NAME = re.compile(r"^项目名称:?(.+?)(?:项目编码.*|主管部门.*|项目负责人.*)?$")
_DEPARTMENT = re.compile(r"^(?:部门)?(?:\(?单?位\)?)?名称:?(.+)$")
_YEAR = re.compile(r"^20\d\d年度?(?=.{3})")
_MOST_POINTS, _PAIR = 100, 2
_GRADE = "优秀|优|良好|良|中|合格|不合格|差"
_MONEY = ("年初预算数", "全年预算数", "全年执行数")
_HEADING = 4
"""Characters of the words at which the indicators begin."""
_INDICATORS = re.compile(r"评价指标|一级指标|年度绩效指标|三级指标")


@attrs.define
class Head:
    """What the first lines of a form say."""

    name: str = ""
    symbol: str = ""


def read_line_form(span: Span, words: Words, serial: int) -> Form | None:
    """Return the form of a span without grids, ``None`` if it has no fund rows.

    Args:
        span: Its lines.
        words: The vocabulary.
        serial: Number of the form in the document, for its key where it has no name.
    """
    flat = Flat((p.text, p.place) for p in span.lines)
    columns = _columns(flat.text[:600], words.fund_columns)
    if not {"全年执行数", "执行率"} <= set(columns):
        return None
    begins = _INDICATORS.search(flat.text, flat.text.find("得分") + 1)
    cut = flat.piece(begins.start()) if begins else len(span.lines)
    last = _total_line(span, words, cut)
    head = _head(span, flat.text[: begins.start() if begins else len(flat.text)])
    whole = any(w in span.title for w in words.whole)
    key = f"自评表:{head.name or serial}"
    maker = Maker(key, unit(head.symbol or "万元"), TEXT)
    remarks: list[str] = []
    rows = _fund_rows(tokens_of(span.lines[:cut]), columns, words, maker, remarks)
    if not rows:
        return None
    pair = _totals(tokens_of(span.lines[last : last + 8]), words)
    reading = read_indicators(
        tokens_of(span.lines[cut:last]), words, maker, lambda read: short_of_points(rows, read, pair)
    )
    remarks += reading.remarks
    points = score = None
    if pair is None:
        remarks.append("总分没有读出")
    else:
        place = span.lines[last].place
        points = maker.make(pair[0], unit("分"), "总分", "分值", place) if pair[0] else None
        score = maker.make(pair[1], unit("分"), "总分", "得分", place)
    remarks += short_of_points(rows, reading.indicators, pair)
    why = reason_in(flat.text[: begins.start() + _HEADING if begins else len(flat.text)], rows)
    return Form(
        f"{'整体' if whole else '项目'}自评表",
        head.name,
        head.symbol,
        tuple(rows),
        tuple(reading.indicators),
        points,
        score,
        (),
        span.place,
        key,
        not remarks,
        tuple(remarks),
        ((FUND_REASON, why),) if why is not None else (),
    )


def short_of_points(
    rows: Sequence[FormRow], indicators: Sequence[Indicator], total: tuple[str, str] | None
) -> list[str]:
    """Return a remark if the indicator rows do not carry the points that the form divides: some were not read.

    Where their scores and that of the budget make up the total score, all of them were: then the points are wrong.

    Args:
        rows: Fund rows.
        indicators: Indicator rows.
        total: Points and score of the total row as printed, ``None`` if not read.
    """
    if total is None or not total[0]:
        return []
    own = _sum(i.points for i in indicators)
    top = rows[0].figures.get("分值")
    worth = (
        Fraction(top.quantity.value) if top is not None and top.quantity.value is not None else Fraction(10)
    )
    if Fraction(total[0]) in (own + worth, own):
        return []
    if indicators and all(i.score for i in indicators):
        scored = _sum(i.score for i in indicators)
        if Fraction(total[1]) in (scored + _sum((rows[0].figures.get("得分"),)), scored):
            return []
    return [f"读出的指标行分值合计 {float(own):g}，与总分 {total[0]} 不符，可能有指标行没有读出"]


def _sum(figures: Iterable[Figure | None]) -> Fraction:
    return sum((Fraction(f.quantity.value or 0) for f in figures if f is not None), Fraction(0))


def _columns(text: str, named: Sequence[Named]) -> tuple[str, ...]:
    """Return the keys of fund columns in the order in which the heading prints them."""
    spots: dict[str, int] = {}
    end = text.find("得分")
    head = text[: end + 2] if end >= 0 else text
    for column in named:
        found = [head.find(n) for n in column.names if n in head]
        if found:
            spots[column.key] = min(found)
    return tuple(sorted(spots, key=lambda k: spots[k]))


def _head(span: Span, text: str) -> Head:
    head = Head()
    stated = _UNIT.search(text)
    head.symbol = stated[1] if stated else ""
    for at, piece in enumerate(span.lines[:30]):
        own = "".join(piece.text.split()).replace("（", "(").replace("）", ")").replace("：", ":")
        found = _NAME.match(own) or _DEPARTMENT.match(own)
        if found:
            head.name = _YEAR.sub("", found[1])
            break
        if own in ("项目名称", "部门(单位)名称") and at + 1 < len(span.lines):
            head.name = _YEAR.sub("", "".join(span.lines[at + 1].text.split()))
            break
    return head


def _total_line(span: Span, words: Words, start: int) -> int:
    for at in range(len(span.lines) - 1, start - 1, -1):
        text = "".join(span.lines[at].text.split())
        if any(re.fullmatch(rf"{t}[\d.]*(?:{_GRADE})?", text) for t in words.total):
            return at
    return len(span.lines)


def _totals(tokens: Sequence[Token], words: Words) -> tuple[str, str] | None:
    """Return points and score of the total row, whose digits may be broken over lines: ``10 0 87. 88``."""
    if not tokens:
        return None
    own: list[Token] = []
    for token in tokens:
        text = token.text
        for label in words.total:
            text = text.removeprefix(label)
        if text and not FIGURE.fullmatch(text):
            break
        if text:
            own.append(token._replace(text=text))
    made = [s for s in splits(own, 2) if _fit(s)]
    if len(made) == 1:
        return made[0][0], made[0][1]
    beside = [t for t in own if t.line == tokens[0].line]
    if len(beside) == len(own) == _PAIR and all(WHOLE_FIGURE.fullmatch(t.text) for t in own):
        # Two whole figures on the line are points and score, be they what they may.
        return own[0].text, own[1].text
    return None


def _fit(pair: Sequence[str]) -> bool:
    return all(t not in DASH and "%" not in t for t in pair) and Fraction(pair[1]) <= Fraction(pair[0]) <= 200


def _fund_rows(
    tokens: Sequence[Token], columns: Sequence[str], words: Words, maker: Maker, remarks: list[str]
) -> list[FormRow]:
    rows: dict[str, FormRow | None] = {}
    left: dict[str, tuple[str, Sequence[Token]]] = {}
    label, at = "", 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and _is_figure(tokens, end):
            end += 1
        if end == at:
            label += tokens[at].text
            at += 1
            continue
        name, key = _row_key(label, words.fund_rows)
        if not key and end - at >= len(columns) and label:
            # A row of money that no list has: sums over the rows would be short of it.
            remarks.append(f"资金行“{label[-12:]}”没有认出")
        if key and rows.get(key) is None:
            figures = _fill(tokens[at:end], columns)
            rows[key] = _row(maker, key, name, columns, figures, tokens[at].place) if figures else None
            if figures is None:
                left[key] = (name, tokens[at:end])
        label, at = "", end
    blank = {frozenset(r.figures) for r in rows.values() if r is not None}
    unsure = maker._replace(placed=INFERRED)
    for key, (name, own) in left.items():
        if rows[key] is not None:
            continue
        figures = _as_others(own, columns, blank)
        if figures is None:
            remarks.append(f"“{key}”行的数不能确定属于哪一栏")
        else:
            rows[key] = _row(unsure, key, name, columns, figures, own[0].place)
    return [row for row in rows.values() if row is not None]


def _row(
    maker: Maker, key: str, name: str, columns: Sequence[str], texts: Sequence[str | None], place: Place
) -> FormRow:
    figures = {c: maker.fund(t, key, c, place) for c, t in zip(columns, texts, strict=True) if t is not None}
    return FormRow(key, name.rstrip(":"), figures)


def _as_others(
    tokens: Sequence[Token], columns: Sequence[str], filled: Collection[frozenset[str]]
) -> list[str | None] | None:
    """Return the figures of a row whose arithmetic fits no column as another row of the form, or its money and rate, tell.

    A row that is wrong is still a row: what is printed in it is placed, and said to be inferred.
    """
    texts = [t.text for t in tokens]
    if not all(t in DASH or WHOLE_FIGURE.fullmatch(t) for t in texts):
        return None
    alike = {own for own in filled if len(own) == len(texts)}
    if not alike and len(texts) == len(_MONEY) + 1 and texts[-1].endswith("%"):
        alike = {frozenset((*_MONEY, "执行率"))}
    if len(alike) != 1:
        return None
    (kept,) = alike
    if not kept <= set(columns):
        return None
    found = iter(texts)
    row = [next(found) if column in kept else None for column in columns]
    rated = {c: t for c, t in zip(columns, row, strict=True) if t is not None and t.endswith("%")}
    return row if set(rated) <= {"执行率"} else None


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if re.fullmatch(r"\d{1,2}\.", token.text):
        follows = at + 1 < len(tokens) and tokens[at + 1].line == token.line
        return not (follows and not FIGURE.fullmatch(tokens[at + 1].text))
    return token.text in DASH or bool(FIGURE.fullmatch(token.text))


def _row_key(label: str, rows: Sequence[Named]) -> tuple[str, str]:
    """Return name and key of the row whose name a label ends with; the longest name wins."""
    plain = label.rstrip(":")
    best = ("", "")
    for named in rows:
        for name in named.names:
            if plain.endswith(name.rstrip(":")) and len(name) > len(best[0]):
                best = (name, named.key)
    return best


def _fill(tokens: Sequence[Token], columns: Sequence[str]) -> list[str | None] | None:
    """Return the figures of a row by column; ``None`` in columns left blank, or at all if that is not certain."""
    if len(tokens) > 3 * len(columns):
        return None
    if (
        len(_MONEY) <= len(tokens) < len(columns)
        and all(_nothing(t.text) for t in tokens)
        and columns[: len(_MONEY)] == _MONEY
    ):
        # A row of zeros whose last cells are blank: the amounts are zero wherever the rest belongs.
        return [*(t.text for t in tokens[: len(_MONEY)]), *([None] * (len(columns) - len(_MONEY)))]
    whole = splits(tokens, len(columns))
    if len(whole) == 1:
        return list(whole[0])
    fitting = [list(w) for w in whole if _sound(dict(zip(columns, w, strict=True)))]
    if len(fitting) == 1:
        return list(fitting[0])
    if whole:
        return None
    found: list[list[str | None]] = []
    for count in range(len(columns) - 1, 2, -1):
        for texts in splits(tokens, count):
            for kept in itertools.combinations(range(len(columns)), count):
                row: list[str | None] = [None] * len(columns)
                for column, text in zip(kept, texts, strict=True):
                    row[column] = text
                if _sound({c: t for c, t in zip(columns, row, strict=True) if t is not None}):
                    found.append(row)
        if found:
            break
    if len(found) > 1:
        # Amounts are printed where points and scores are left blank, not the other way round.
        money = [i for i, column in enumerate(columns) if column in _MONEY]
        found = [row for row in found if all(row[i] is not None for i in money)]
    return found[0] if len(found) == 1 else None


def _nothing(text: str) -> bool:
    return text in DASH or bool(re.fullmatch(r"0(?:\.0+)?%?", text))


def _points(row: dict[str, str]) -> list[str]:
    return [row[c] for c in ("分值", "得分") if c in row]


def _sound(row: dict[str, str]) -> bool:
    """Whether the printed rate is what amount and budget give, within one unit of its last digit."""
    needed = [row.get(c) for c in ("全年预算数", "全年执行数", "执行率")]
    if any(t is None or t in DASH for t in needed):
        return False
    if any(t not in DASH and Fraction(t.replace(",", "").rstrip("%")) > _MOST_POINTS for t in _points(row)):
        return False
    budget, spent, rate = (Fraction((t or "0").replace(",", "").rstrip("%")) for t in needed)
    return budget > 0 and abs(100 * spent / budget - rate) <= Fraction(1, 50)
