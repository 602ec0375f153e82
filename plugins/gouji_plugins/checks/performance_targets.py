"""Targets of indicators: whether an actual value reaches one, and what a target says nothing with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.facts.form_figures import known
from gouji.facts.form_words import Words
from gouji.model import Finding, Form, Indicator, Ratio, Relation, Term, Verdict
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.plain_findings import finding, logic, words_at

_MOST_PLACES = 12
_TERMS = ("月", "日", "年", "号")
"""Units of a term: before it is early."""


def reached(indicator: Indicator, bounded: tuple[str, ...]) -> bool | None:
    """Return whether the actual value reaches the target by its sign, ``None`` if that cannot be told.

    More than ``=`` asks for is no miss unless nothing was to happen (事故 = 0 次); a month or day before the
    one that is the term is early, not short.  A target without a sign is one to be reached where the indicator is a part of
    a whole (合格率), or where the form itself prints how much of it was reached.

    Args:
        indicator: The indicator.
        bounded: Ends of the names of indicators that are a part of a whole.
    """
    target, actual = indicator.target, indicator.actual
    if target is None or actual is None or not known(target.quantity) or not known(actual.quantity):
        return None
    if target.quantity.unit.symbol != actual.quantity.unit.symbol:
        return None
    want, have = target.quantity.value, actual.quantity.value
    if want is None or have is None:
        return None
    if not indicator.comparison:
        return _unsigned(indicator, bounded)
    if indicator.comparison == "=" and have != want:
        term = target.quantity.unit.symbol in _TERMS and have < want
        return None if term or (have > want and want != 0) else False
    compare = {
        ">=": have >= want,
        "<=": have <= want,
        ">": have > want,
        "<": have < want,
        "=": have == want,
    }
    return compare.get(indicator.comparison)


def _unsigned(indicator: Indicator, bounded: tuple[str, ...]) -> bool | None:
    """Return whether a target without a sign is reached, where it is certain that more is better."""
    target, actual, done = indicator.target, indicator.actual, indicator.completion
    assert target is not None and actual is not None
    want, have = Fraction(target.quantity.value or 0), Fraction(actual.quantity.value or 0)
    if want <= 0:
        return None
    if target.quantity.unit.symbol == "%" and is_part(indicator, bounded):
        return have >= want
    if have < want and done is not None and known(done.quantity) and 0 < (done.quantity.value or 0) < 100:
        made = Relation(rules.COMPLETION, "", Ratio((Term(actual),), (Term(target),), done))
        return None if judge(made).verdict is Verdict.VIOLATED else False
    return None


def is_part(indicator: Indicator, ends: tuple[str, ...]) -> bool:
    """Whether the name of an indicator ends with one of some words: 群众满意度(%)."""
    return bool(indicator.path) and indicator.path[-1].split("(")[0].endswith(ends)


def targets(forms: Sequence[Form], words: Words) -> Iterator[Relation | Finding]:
    """Yield targets that any value reaches, and indicators under a heading of another kind.

    Args:
        forms: The forms of a document.
        words: The vocabulary.
    """
    owned = [(form, i) for form in forms for i in form.indicators]
    if not owned:
        return
    turned = [
        (form, i)
        for form, i in owned
        if i.comparison in ("<=", "<")
        and i.target is not None
        and i.target.quantity.unit.symbol == "%"
        and is_part(i, (*words.bounded, *words.rising))
    ]
    text = "正向指标的目标用 >= 或 ="
    if turned:
        listed = "、".join(f"“{form.name}”的“{i.path[-1]}”（{i.target_text}）" for form, i in turned)
        message = f"越高越好的指标，目标用了“<=”，多低都算达到：{listed}"
        spots = [words_at(i.place, i.target_text, section=form.section) for form, i in turned]
        yield finding(rules.TURNED, message, spots[:_MOST_PLACES], text)
    else:
        yield logic(rules.TURNED, True, text, (), "", forms[0].place)
    astray = [
        (form, i)
        for form, i in owned
        if len(i.path) > 1 and "效益" in i.path[-2] and any(word in i.path[-1] for word in words.timely)
    ]
    text = "时效指标列在产出指标下"
    if astray:
        listed = "、".join(f"“{form.name}”的“{i.path[-1]}”列在“{i.path[-2]}”" for form, i in astray)
        message = f"及时、按期完成是时效指标（产出），没有反映效益：{listed}"
        spots = [words_at(i.place, i.path[-1], section=form.section) for form, i in astray]
        yield finding(rules.ASTRAY, message, spots[:_MOST_PLACES], text)
    else:
        yield logic(rules.ASTRAY, True, text, (), "", forms[0].place)
