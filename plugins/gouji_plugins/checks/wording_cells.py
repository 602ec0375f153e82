"""How cells are printed: zeros and blanks side by side, rates with and without their sign, a heading cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.model import Evidence, Figure, Finding, Kind, Ledger, Severity
from gouji.model.ledger import OCR
from gouji.names import squash
from gouji.patterns import later
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at

_TRIPS, _BASIC = "公开09表", "公开06表"
_ABROAD, _BORDER = "因公出国", "境"
_ODD = 10
"""Of how many zeros one may be blank to be the odd one of a long table."""
_LEAST = 2
_MARKED = later(r"-?\d[\d,，]*[.．,，][\d.,，．]*\d")
_MOST = 6
_ZERO_FIRST = re.compile(r"-?0[\d,]*\d(?:\.|$)")


def cells(ledger: Ledger) -> Iterator[Finding]:
    """Yield what cells of one table or form print in two ways.

    Args:
        ledger: The document.
    """
    yield from _zeros(ledger)
    yield from _rates(ledger)
    yield from _heading(ledger)
    yield from _misprinted(ledger)
    yield from _leading(ledger)


def _leading(ledger: Ledger) -> Iterator[Finding]:
    """Yield amounts that begin with a zero too many: 07300.00."""
    found = [
        f for t in ledger.tables.values() for f in t.cells.values() if _ZERO_FIRST.match(f.quantity.printed)
    ]
    if found:
        listed = "、".join(f"{f.label} {f.quantity.printed}" for f in found[:_MOST])
        more = f" 等 {len(found)} 处" if len(found) > _MOST else ""
        message = f"金额前面多了 0：{listed}{more}，也可能漏了千位分隔前的数字"
        yield finding(
            rules.FIGURE_STYLE,
            message,
            [Evidence.of(f) for f in found[:_MOST]],
            "leading zeros",
            Severity.INFO,
        )


def _zeros(ledger: Ledger) -> Iterator[Finding]:
    """Yield tables that print some zeros and leave others blank: a reader cannot tell what was left out."""
    said, spots = [], []
    for key in (_BASIC, _TRIPS):
        table = ledger.tables.get(key)
        if table is None or table.empty or table.doubt:
            continue
        blank = [f for f in table.cells.values() if not f.quantity.printed.strip()]
        zeros = [f for f in table.cells.values() if f.quantity.printed.strip() and f.quantity.value == 0]
        few = key == _TRIPS or len(blank) * _ODD <= len(zeros)
        if blank and len(zeros) >= _LEAST and few:
            said.append(f"{key}的零有 {len(zeros)} 处印作 {zeros[0].quantity.printed}、{len(blank)} 处空白")
            spots += [Evidence.of(f) for f in (*zeros[:1], *blank[:2])]
    if said:
        message = "表里的零有的印有的不印：" + "；".join(said)
        yield finding(rules.FIGURE_STYLE, message, spots, "zeros and blanks", Severity.INFO)


def _rates(ledger: Ledger) -> Iterator[Finding]:
    """Yield forms that print rates of completion with and without the sign."""
    said, spots = [], []
    for form in ledger.forms:
        done = [i.completion for i in form.indicators if i.completion is not None]
        signed: list[Figure] = [f for f in done if f.quantity.printed.endswith("%")]
        plain = [f for f in done if f not in signed]
        if len(signed) >= _LEAST and len(plain) >= _LEAST:
            shown = "、".join(dict.fromkeys(f.quantity.printed for f in (*signed[:2], *plain[:2])))
            said.append(f"“{form.name}”（{shown}）")
            spots += [Evidence.of(signed[0]), Evidence.of(plain[0])]
    if said:
        message = f"自评表的完成率有的带百分号有的不带：{'、'.join(said)}"
        yield finding(rules.FIGURE_STYLE, message, spots, "rates with and without sign", Severity.INFO)


def _misprinted(ledger: Ledger) -> Iterator[Finding]:
    """Yield amounts that are no figure, though made of nothing but digits and marks: no relation of theirs is judged."""
    for table in ledger.tables.values():
        for figure in table.cells.values() if not table.doubt and table.placed != OCR else ():
            printed = figure.quantity.printed
            if figure.quantity.kind is Kind.UNREADABLE and _MARKED.fullmatch(printed):
                message = (
                    f"{figure.label}印“{printed}”，不成数：千位分隔符或小数点的位置不对；含它的关系没有查"
                )
                yield finding(rules.MISPRINTED, message, (Evidence.of(figure, "culprit"),), figure.id)


def _heading(ledger: Ledger) -> Iterator[Finding]:
    """Yield the heading of 公开09表 that says 因公出国 throughout, and 境 nowhere."""
    table = ledger.tables.get(_TRIPS)
    if table is None or table.empty:
        return
    message = f"{_TRIPS}的表头写作“{_ABROAD}”，应为“因公出国（境）费”"
    if table.place.line is None:
        # Of a grid the columns keep their heads as printed; of text that lost its columns they do not.
        label = next((c.label for c in table.columns if _ABROAD in squash(c.label)), "")
        if label and not table.doubt and not any(_BORDER in c.label for c in table.columns):
            spot = words_at(table.place, _ABROAD, label)
            yield finding(rules.TYPO, message, (spot,), "heading of trips", Severity.INFO)
        return
    first = min((f.place.line for f in table.cells.values() if f.place.line), default=None)
    if first is None:
        return
    head = [
        line
        for line in ledger.document.lines()
        if line.place.line is not None and table.place.line < line.place.line < first
    ]
    words = squash("".join(line.text for line in head))
    if _ABROAD in words and _BORDER not in words:
        spot = next(
            words_at(line.place, _ABROAD, line.text.strip()) for line in head if _ABROAD in squash(line.text)
        )
        yield finding(rules.TYPO, message, (spot,), "heading of trips", Severity.INFO)
