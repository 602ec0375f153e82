"""What forms and statements on performance leave out: reasons, values, problems or measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.model import Evidence, Figure, Finding, Form, Indicator, Ledger, Relation, Severity
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_projects import cell
from gouji_plugins.checks.plain_findings import finding, logic, words_at

_BAND = re.compile(r"^\d{1,3}%?[-~—－至到]\d{1,3}%(?:\((?:不?含)\))?$")
_ENDS = re.compile(r"^(\d{1,3})%?[-~—－至到](\d{1,3})%(?:\((?:不?含)\))?$")
_LITTLE = 90
"""Per cent below which money was left in an amount that wants a reason, not a note."""
_MOST_PLACES = 12


def left_out(ledger: Ledger) -> Iterator[Relation | Finding]:
    """Yield what forms and statements leave out, one finding a kind.

    Args:
        ledger: The document.
    """
    forms = [f for f in ledger.forms if f.kind.endswith("自评表")]
    yield from _reasons(forms)
    yield from _bands(forms)
    yield from _outside(forms)
    yield from _measures([f for f in ledger.forms if f.kind == "项目自评说明"])


def _reasons(forms: Sequence[Form]) -> Iterator[Relation | Finding]:
    asked = []
    for form in forms:
        rate = cell(form, "执行率")
        if "资金未完成原因" in dict(form.words) and rate is not None and rate.quantity.value is not None:
            asked.append((form, rate, dict(form.words)["资金未完成原因"]))
    if not asked:
        return
    text = "预算没有执行完的写明原因"
    blank = [(form, rate) for form, rate, why in asked if not why and (rate.quantity.value or 0) < 100]
    if not blank:
        yield logic(rules.NO_FUND_REASON, True, text, (), "", asked[0][0].place)
        return
    listed = "、".join(f"“{form.name}”（{rate.quantity.printed}%）" for form, rate in blank)
    much = any((rate.quantity.value or 0) < _LITTLE for _, rate in blank)
    message = f"自评表资金栏的“未完成原因分析”空白，而预算没有执行完：{listed}"
    spots = [Evidence.of(rate) for _, rate in blank[:_MOST_PLACES]]
    yield finding(rules.NO_FUND_REASON, message, spots, text, None if much else Severity.INFO)


def _bands(forms: Sequence[Form]) -> Iterator[Relation | Finding]:
    text = "实际完成值是完成的情况，不是评分区间"
    found = [
        (form, own)
        for form in forms
        if (own := [i for i in form.indicators if _BAND.match(i.actual_text.replace(" ", ""))])
    ]
    if not found:
        if any(f.indicators for f in forms):
            yield logic(rules.BAND, True, text, (), "", forms[0].place)
        return
    listed = "；".join(
        f"“{form.name}”{len(own)} 个（如“{own[0].path[-1] if own[0].path else '指标'}”写“{own[0].actual_text}”）"
        for form, own in found
    )
    message = f"指标的实际完成值写的是评分区间，没有写完成情况：{listed}"
    spots = [words_at(i.place, i.actual_text, section=form.section) for form, own in found for i in own]
    yield finding(rules.BAND, message, spots[:_MOST_PLACES], text)


def _outside(forms: Sequence[Form]) -> Iterator[Relation | Finding]:
    """Yield scores that lie outside the band that is printed beside them: 1 of 2 points in 100%-80%(含)."""
    seen: Form | None = None
    wrong: list[tuple[Form, Indicator, Figure]] = []
    for form in forms:
        for indicator in form.indicators:
            band = _ENDS.match(indicator.actual_text.replace(" ", ""))
            score, points = indicator.score, indicator.points
            if band is None or score is None or points is None:
                continue
            if not (score.quantity.known and points.quantity.known and points.quantity.value):
                continue
            seen = seen or form
            ends = sorted(Fraction(int(end), 100) * Fraction(points.quantity.value) for end in band.groups())
            # The last printed digit of a score is rounded or cut off.
            step = Fraction(1, 10**score.quantity.decimals)
            if not ends[0] - step < Fraction(score.quantity.value or 0) < ends[1] + step:
                wrong.append((form, indicator, score))
    text = "得分在所写的评分区间里"
    if wrong:
        listed = "、".join(
            f"“{form.name}”的“{i.path[-1] if i.path else '指标'}”写“{i.actual_text}”，"
            f"分值 {i.points.quantity.printed if i.points else ''}，得分 {score.quantity.printed}"
            for form, i, score in wrong
        )
        spots = [Evidence.of(score) for _, _, score in wrong[:_MOST_PLACES]]
        yield finding(rules.OUTSIDE, f"指标的得分不在所写的评分区间里：{listed}", spots, text)
    elif seen is not None:
        yield logic(rules.OUTSIDE, True, text, (), "", seen.place)


def _measures(statements: Sequence[Form]) -> Iterator[Finding]:
    """Yield statements that have problems or measures alone, where others of the document have both."""
    said = [(f, {key for key, _ in f.words}) for f in statements]
    if not any({"问题一项", "改进措施"} <= keys for _, keys in said):
        return
    lacking = {
        "写了改进措施，没有写发现的问题": [f for f, k in said if "改进措施" in k and "问题一项" not in k],
        "写了发现的问题，没有写改进措施": [f for f, k in said if "发现的问题" in k and "改进措施" not in k],
    }
    parts = ["、".join(f"“{f.name}”" for f in forms) + what for what, forms in lacking.items() if forms]
    if parts:
        spots = [words_at(f.place, f.name, section=f.section) for forms in lacking.values() for f in forms]
        yield finding(rules.HALF_SAID, "；".join(parts), spots, "half said")
