"""Indicator rows of a form from lines that lost their layout.

A row is found by its target: a comparison sign with a number, or a target in words.  The cells after it come in
the heading's order; which of them are blank and which pieces belong together is decided by what each column can
hold and by the row's own arithmetic.  Where two readings fit equally well the row is left out and said so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import attrs

from gouji.facts.form_figures import COMPARISONS, Maker, comparison, unit_of
from gouji.facts.form_tokens import Token, broken, joins
from gouji.facts.form_words import Words
from gouji.model import Indicator, unit
from gouji.model.ledger import INFERRED
from gouji.names import HAN

_SIGN = re.compile(r"^(?:>=|<=|=>|=<|≥|≤|>|<|=)")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_PERCENT = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?%?")
_BAND = re.compile(r"\d{1,3}%-\d{1,3}%(?:\(含\))?|\d{1,3}-\d{1,3}%(?:\(含\))?")
_UNLISTED_UNIT = re.compile(r"[^\W\d_]{1,3}(?:/[^\W\d_]{1,2})?")
_PLAIN_TARGET = re.compile(r"\d")
_NAMED = re.compile(HAN)
_WHOLE = frozenset(("target", "actual", "points", "score"))
"""What a row must have whose target has no sign."""
_LOOK_AHEAD = 14
_BLANK = {"target": 80, "actual": 40, "unit": 20, "completion": 40}
"""Cost of leaving a column blank; a target in words that no list knows stays among the words before the row."""
_CLOSE = 6
_TOO_ODD = 120
"""Costs of reading a row are whole twentieths of a blank unit: sums of fractions took longer than the search."""
Cells = dict[str, str]


@attrs.define
class IndicatorReading:
    """Rows read, and what could not be; how many rows may be left, and which columns are filled in each kind."""

    indicators: list[Indicator] = attrs.field(factory=list)
    remarks: list[str] = attrs.field(factory=list)
    unread: int = 0
    shapes: set[frozenset[str]] = attrs.field(factory=set)


class _Fit(NamedTuple):
    cost: int
    taken: int
    cells: Mapping[str, str]


def read_indicators(
    tokens: Sequence[Token], words: Words, maker: Maker, short: Callable[[Sequence[Indicator]], object]
) -> IndicatorReading:
    """Return the indicator rows between the heading of indicators and the total row.

    A row that fits no column by its own arithmetic is read as the others of its form are filled, and marked as
    inferred: a score above its points is an error to report, not a row to leave out.

    Args:
        tokens: Words of those lines, heading included.
        words: The vocabulary.
        maker: Makes the figures.
        short: Whether rows are missing from those given, by what the form says of their points.
    """
    tokens = _signed(tokens)
    order = _order(tokens, words)
    if "target" not in order or "score" not in order:
        return IndicatorReading(remarks=["没有认出指标表头"])
    reading = _read(tokens, order, words, maker, frozenset())
    if reading.unread and reading.shapes and (reading.remarks or short(reading.indicators)):
        again = _read(tokens, order, words, maker, frozenset(reading.shapes))
        reading = again if len(again.indicators) > len(reading.indicators) else reading
    if short(reading.indicators):
        # 合格率 100% 95 20 % 95.00% 19: taken only where the points of all rows are then those of the form.
        again = _read(tokens, order, words, maker, frozenset(), unsigned=True)
        if len(again.indicators) > len(reading.indicators) and not short(again.indicators):
            return again
    return reading


def _read(
    tokens: Sequence[Token],
    order: Sequence[str],
    words: Words,
    maker: Maker,
    shapes: frozenset[frozenset[str]],
    *,
    unsigned: bool = False,
) -> IndicatorReading:
    """Return the rows.

    Args:
        tokens: Words of the lines.
        order: Slots as the heading prints them.
        words: The vocabulary.
        maker: Makes the figures.
        shapes: Which slots are filled in rows already read: a row that fits no column is read as they are.
        unsigned: Whether a number without a sign, behind a name, may be a target.
    """
    reading = IndicatorReading()
    names = _Names(words)
    unsure = maker._replace(placed=INFERRED)
    label: list[Token] = []
    at, ended = 0, -1
    while at < len(tokens):
        token = tokens[at]
        signed = bool(_SIGN.match(token.text))
        worded = any(text in words.wording for _, text in joins(tokens, at))
        banded = any(_BAND.fullmatch(text) for _, text in joins(tokens, at))
        fit = _best(tokens, at, order, words) if signed or worded or banded else None
        if (
            fit is None
            and unsigned
            and label
            and _PLAIN_TARGET.match(token.text)
            and _NAMED.search(label[-1].text)
        ):
            fit = _best(tokens, at, order, words, unsigned=True)
            fit = fit if fit is not None and fit.cells.keys() >= _WHOLE else None
        doubted = fit is None and (signed or worded) and bool(shapes)
        if doubted:
            fit = _like_others(tokens, at, order, words, shapes)
        if fit is not None and fit.taken:
            beside, label = _beside(label, ended, token)
            reason, path = names.take(label)
            reason = beside or reason
            if reason and reading.indicators:
                reading.indicators[-1] = attrs.evolve(reading.indicators[-1], reason=reason)
            place = (label[0] if label else token).place
            sure = unsure if doubted else maker
            made = make_indicator(sure, path, fit.cells, len(reading.indicators), token)
            reading.shapes.add(frozenset(fit.cells))
            reading.indicators.append(attrs.evolve(made, place=place))
            label, at = [], at + fit.taken
            ended = tokens[at - 1].line
            continue
        reading.unread += signed or worded
        if signed:
            reading.remarks.append(f"指标值“{token.text}”所在行不能确定各栏")
        label.append(token)
        at += 1
    beside, label = _beside(label, ended, None)
    reason = beside or names.take(label)[0]
    if reason and reading.indicators:
        reading.indicators[-1] = attrs.evolve(reading.indicators[-1], reason=reason)
    return reading


def _beside(label: list[Token], ended: int, following: Token | None) -> tuple[str, list[Token]]:
    """Return the words on the line where the row before ended, which are its reason, and what is left.

    A text that is all one line has no such words: nothing tells them from the names of the next row.
    """
    if ended < 0 or (following is not None and following.line == ended):
        return "", label
    own = [t for t in label if t.line == ended]
    return "".join(t.text for t in own), [t for t in label if t.line != ended]


def make_indicator(
    maker: Maker, path: tuple[str, ...], cells: Mapping[str, str], number: int, at: Token
) -> Indicator:
    """Return an indicator of cells as printed.

    Args:
        maker: Makes the figures.
        path: Names of its levels.
        cells: Printed cells by slot; a blank cell is absent.
        number: Its number in the form, from 0, which keeps ids apart.
        at: Where it stands.
    """
    row = f"{path[-1] if path else '指标'}#{number + 1}"
    sign, target, target_unit = comparison(cells.get("target", ""))
    symbol = cells.get("unit", "") or (target_unit if target else "")
    _, actual, actual_unit = comparison(cells.get("actual", ""))
    plain = actual if actual_unit in ("", "%", symbol, target_unit) else ""
    place = at.place

    def figure(text: str, column: str, own: str) -> object:
        return maker.make(text, unit_of(own), row, column, place) if text else None

    return Indicator(
        path,
        sign,
        figure(target, "指标值", target_unit or symbol),  # type: ignore[arg-type]
        cells.get("target", ""),
        figure(plain, "完成值", actual_unit or symbol),  # type: ignore[arg-type]
        cells.get("actual", ""),
        symbol,
        maker.make(cells["points"], unit("分"), row, "分值", place) if "points" in cells else None,
        maker.make(cells["completion"], unit("%"), row, "完成率", place) if "completion" in cells else None,
        maker.make(cells["score"], unit("分"), row, "得分", place) if "score" in cells else None,
        cells.get("reason", ""),
        place,
    )


def _order(tokens: Sequence[Token], words: Words) -> tuple[str, ...]:
    """Return the slots in the order in which the heading prints them."""
    text = ""
    for token in tokens[:120]:
        if _SIGN.match(token.text):
            break
        text += token.text
    spots: dict[str, int] = {}
    for named in words.indicator_columns:
        found = [text.find(n) for n in named.names if n in text]
        if found:
            spots[named.key] = min(found)
    return tuple(k for k in sorted(spots, key=lambda k: spots[k]) if k not in ("reason", "sign"))


def _signed(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with a comparison sign that has a column of its own put before its number."""
    made: list[Token] = []
    for token in tokens:
        if made and made[-1].text in COMPARISONS and re.match(r"\d", token.text):
            made[-1] = token._replace(text=made[-1].text + token.text)
        else:
            made.append(token)
    return made


def _best(
    tokens: Sequence[Token], at: int, order: Sequence[str], words: Words, *, unsigned: bool = False
) -> _Fit | None:
    window = tokens[at : at + _LOOK_AHEAD]
    fits = sorted(_fits(window, order, words, unsigned=unsigned), key=lambda f: (f.cost, -f.taken))
    if not fits:
        return None
    rivals = [f for f in fits[1:] if f.cost - fits[0].cost < _CLOSE and dict(f.cells) != dict(fits[0].cells)]
    return None if rivals else fits[0]


def _like_others(
    tokens: Sequence[Token],
    at: int,
    order: Sequence[str],
    words: Words,
    shapes: frozenset[frozenset[str]],
) -> _Fit | None:
    """Return the one reading of the rest of a line, and of figures that go on below, as other rows of the form are filled."""
    line = list(itertools.takewhile(lambda t: t.line == tokens[at].line, tokens[at : at + _LOOK_AHEAD]))
    line += itertools.takewhile(
        lambda t: _PERCENT.fullmatch(t.text), tokens[at + len(line) : at + _LOOK_AHEAD]
    )
    fits = sorted(
        (
            f
            for f in _fits(line, order, words, plausible=False)
            if frozenset(f.cells) in shapes and not any(_PERCENT.fullmatch(t.text) for t in line[f.taken :])
        ),
        key=lambda f: f.cost,
    )
    if not fits or any(f.cost - fits[0].cost < _CLOSE for f in fits[1:] if f.cells != fits[0].cells):
        return None
    return fits[0]


def _fits(
    window: Sequence[Token],
    order: Sequence[str],
    words: Words,
    *,
    plausible: bool = True,
    unsigned: bool = False,
) -> Iterator[_Fit]:
    def go(at: int, slot: int, cells: Cells, cost: int) -> Iterator[_Fit]:
        if slot == len(order):
            final = cost + _oddness(cells, window, at, plausible)
            if final < _TOO_ODD:
                yield _Fit(final, at, dict(cells))
            return
        name = order[slot]
        blank = _BLANK.get(name)
        if blank is not None:
            yield from go(at, slot + 1, cells, cost + blank)
        for taken, text in joins(window, at, same_line=name == "target"):
            own = _cost(name, text, window[at : at + taken], words, unsigned=unsigned)
            if own is not None:
                yield from go(at + taken, slot + 1, {**cells, name: text}, cost + own)

    yield from go(0, 0, {}, 0)


def _cost(slot: str, text: str, tokens: Sequence[Token], words: Words, *, unsigned: bool) -> int | None:
    """Return what it costs to read joined tokens as a cell, ``None`` if the column cannot hold them."""
    joined = 0
    for before, after in itertools.pairwise(tokens):
        joined += 0 if broken(before.text, after.text) else 4
    if slot == "target":
        _, number, rest = comparison(text)
        if number:
            measured = _measure(rest, words) if rest else 0
            fits = measured is not None and (unsigned or _SIGN.match(text))
            return joined + measured if fits and measured is not None else None
        return joined if text in words.wording else None
    if slot == "actual":
        _, number, rest = comparison(text)
        if _BAND.fullmatch(text) or text in words.wording:
            return joined
        if number and not _SIGN.match(text) and _NUMBER.fullmatch(number) and (rest in ("", *words.units)):
            return joined
        return None
    if slot == "unit":
        measured = _measure(text, words)
        return joined + measured if measured is not None else None
    pattern = _PERCENT if slot == "completion" else _NUMBER
    return joined if pattern.fullmatch(text) else None


def _measure(text: str, words: Words) -> int | None:
    """Return what it costs to read a word as a unit: nothing if it is listed; units are many, so others may be."""
    if text in words.units:
        return 0
    return 15 if _UNLISTED_UNIT.fullmatch(text) else None


def _oddness(cells: Mapping[str, str], window: Sequence[Token], end: int, plausible: bool) -> int:
    """Return how odd a whole row is: points beyond what a row can have, a score above its points …"""
    odd = 0
    points, score = Decimal(cells["points"]) if "points" in cells else None, Decimal(cells["score"])
    if plausible and points is not None and (score > points or points > 60 or points == 0):
        odd += 120
    if end < len(window) and re.match(r"[\d.%]", window[end].text):
        odd += 60
    sign, number, rest = comparison(cells.get("target", ""))
    worded = not number
    actual = cells.get("actual", "")
    _, done, _ = comparison(actual)
    measure = cells.get("unit", "")
    if number and rest and measure and rest != measure:
        odd += 40
    if worded and done and not _BAND.fullmatch(actual):
        odd += 40
    if plausible and number and done and "completion" in cells:
        odd += _off(sign, Decimal(number), Decimal(done), Decimal(cells["completion"].rstrip("%")))
    if "completion" in cells and score == 0 and Decimal(cells["completion"].rstrip("%")) > 0 and not done:
        odd += 40
    if "completion" not in cells and score > 0:
        odd += 20
    return odd


def _off(sign: str, target: Decimal, done: Decimal, completion: Decimal) -> int:
    met = {">=": done >= target, ">": done > target, "<=": done <= target, "<": done < target}.get(
        sign, done == target
    )
    if met and completion >= 100:
        return 0
    if target and abs(completion * target - 100 * done) < abs(target):
        return 2
    return 30


class _Names:
    """Cuts the words before a target into the previous row's reason and this row's path.

    First- and second-level names are merged cells: printed once, and valid until the next of their level.
    A first-level name set vertically may be broken: the rest of it comes among later words.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.first = self.second = self.rest = ""
        heads = {n for named in words.indicator_columns for n in named.names} | set(words.head)
        self.heads = sorted(heads, key=len, reverse=True)

    def take(self, tokens: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
        reason, kept = self._reason(tokens)
        whole = "".join(t.text for t in kept)
        single = [len(t.text) == 1 for t in kept for _ in t.text]
        text = self._without_heads(whole)
        for size in range(len(self.rest), 0, -1):
            if text.startswith(self.rest[:size]):
                text, self.rest = text[size:], self.rest[size:]
                break
        alone = sum(1 for _ in itertools.takewhile(bool, single[len(whole) - len(text) :]))
        text = self._level_one(text, alone)
        second = next((n for n in self.words.second if text.startswith(n)), "")
        if second:
            self.second = second
            text = text[len(second) :]
        path = tuple(p for p in (self.first, self.second, text) if p)
        return reason, path

    def _without_heads(self, text: str) -> str:
        again = True
        while again:
            again = False
            for word in self.heads:
                if text.startswith(word) and not text.startswith(self.words.first):
                    text, again = text[len(word) :], True
                    break
        return text.removeprefix("年度")

    def _level_one(self, text: str, vertical: int) -> str:
        for name in self.words.first:
            if text.startswith(name):
                self.first, self.second, self.rest = name, "", ""
                return text[len(name) :]
        for name in self.words.first:
            # Only characters set one below the other can be the first part of a name that goes on later.
            if 2 <= vertical < len(name) and text.startswith(name[:vertical]):
                self.first, self.second, self.rest = name, "", name[vertical:]
                return text[vertical:]
        return text

    def _reason(self, tokens: Sequence[Token]) -> tuple[str, list[Token]]:
        """Return the reason of the row before, set one character a line in its narrow column."""
        run = 0
        while run < len(tokens) and len(tokens[run].text) == 1 and _alone(tokens, run):
            run += 1
        text = "".join(t.text for t in tokens[:run])
        vertical = any(text.startswith(name[:2]) for name in (*self.words.first, *self.heads))
        if run >= 3 and not vertical:
            return text, list(tokens[run:])
        return "", list(tokens)


def _alone(tokens: Sequence[Token], at: int) -> bool:
    line = tokens[at].line
    return not any(tokens[i].line == line for i in (at - 1, at + 1) if 0 <= i < len(tokens))
