"""What the totals of prose whose tables are elsewhere must agree with: the year's sums and what was carried over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.model import Fact, Linear, Measure, Relation, Term
from gouji_plugins.checks.narrative_rules import CARRIED, EVEN, FUNDS, ITEMS, SMALL, TOTALLED
from gouji_plugins.checks.narrative_view import View, same_amount

_SECTION, _TABLE = "总体", "公开01表"
_BOTH = "收支总计"
_OPENING, _CLOSING = "年初结转和结余", "年末结转和结余"
_FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
_SEVERAL = 2
_SIDES = (
    ("收入总计", "本年收入合计", _OPENING, "使用非财政拨款结余"),
    ("支出总计", "本年支出合计", _CLOSING, "结余分配"),
)
"""A total, the year's sum, what is carried over, and what many bodies have none of."""


def relations(view: View) -> Iterator[Relation]:
    """Yield the relations of the section on all income and spending, where 公开01表 is elsewhere."""
    if not view.unread((_TABLE, "", "")):
        return
    for total, year, carried, other in _SIDES:
        whole = _told(view, total) or _told(view, _BOTH)
        parts = [_told(view, year), _told(view, carried)]
        rest = _told(view, other)
        if whole is not None and all(part is not None for part in parts):
            yield _totalled(whole, [part for part in (*parts, rest) if part is not None], other, rest)
    closing, opening = _told(view, _CLOSING), _told(view, _OPENING)
    if closing is not None and opening is not None:
        yield from _carried(view, closing, opening)
    yield from _totals(view)
    yield from _funds(view)
    yield from _classes(view)


def _totals(view: View) -> Iterator[Relation]:
    """Yield: the totals of income and spending are equal, and that of fiscal money is not more."""
    income, spending = _told(view, "收入总计"), _told(view, "支出总计")
    if income is not None and spending is not None and _with_carried(view, income, spending):
        assert income.figure is not None and spending.figure is not None
        text = "收入总计 == 支出总计"
        form = Linear((Term(income.figure),), "==", (Term(spending.figure),))
        message = "收入总计与支出总计不等：总计含结转和结余，两方相等"
        yield Relation(EVEN, text, form, place=spending.place, message=message)
    whole = _told(view, _BOTH) or income
    fiscal = _told(view, "财政拨款收支总计", "财政拨款")
    if whole is not None and fiscal is not None and whole.figure is not None and fiscal.figure is not None:
        form = Linear((Term(fiscal.figure),), "<=", (Term(whole.figure),))
        yield Relation(SMALL, "财政拨款收支总计 <= 收支总计", form, place=fiscal.place)


def _with_carried(view: View, income: Fact, spending: Fact) -> bool:
    """Whether what is called 总计 holds what was carried over: some say so of the year's own sums (收、支总计各是 9.00、8.00 万元)."""
    named = all(total in fact.quote for total, fact in (("收入总计", income), ("支出总计", spending)))
    years = _told(view, "本年收入合计"), _told(view, "本年支出合计")
    own = [
        year is not None
        and year.figure is not None
        and total.figure is not None
        and same_amount(total.figure, year.figure)
        for total, year in zip((income, spending), years, strict=True)
    ]
    return named and not all(own)


def _funds(view: View) -> Iterator[Relation]:
    """Yield: what is told of two kinds of money or more is all that is told of fiscal money."""
    for total, kind in (("财政拨款本年收入合计", "收入"), ("财政拨款本年支出合计", "支出")):
        whole = _told(view, total, "财政拨款")
        told = [_told(view, f"{fund}财政拨款{kind}", "财政拨款") for fund in _FUNDS]
        parts = [part for part in told if part is not None and part.figure is not None]
        if whole is None or whole.figure is None or told[0] is None or len(parts) < _SEVERAL:
            continue
        names = "、".join(part.subject for part in parts)
        message = f"“{total}”不等于{names}之和"
        terms = tuple(Term(part.figure) for part in parts if part.figure is not None)
        form = Linear((Term(whole.figure),), "==", terms)
        yield Relation(FUNDS, f"{total} == 各种资金之和", form, place=whole.place, message=message)


def _classes(view: View) -> Iterator[Relation]:
    """Yield: the 类 a paragraph lists with their shares, if these make 100 %, are the total of their section."""
    for spec in view.specs:
        total = next((s for s in spec.subjects if s.total), None)
        if not spec.codes or total is None or not view.unread((spec.codes, "", "")):
            continue
        lists: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        for fact in view.ledger.facts:
            stated = fact.measure is Measure.FINAL and fact.figure is not None and "item" not in fact.flags
            plain = (spec.key, fact.subject) not in view.subjects and "（" not in fact.subject
            if fact.section_key == spec.key and stated and plain:
                lists[fact.section, fact.paragraph].setdefault(fact.subject, fact)
        for parts in lists.values():
            yield from _listed(view, total.name, list(parts.values()))


def _listed(view: View, total: str, parts: Sequence[Fact]) -> Iterator[Relation]:
    shares = [
        view.by_sentence.get((part.section, part.group, part.subject, Measure.SHARE), []) for part in parts
    ]
    printed = [found[0].figure for found in shares if found and found[0].figure is not None]
    whole = view.near(parts[0], total, Measure.FINAL)
    if whole is None or len(parts) < _SEVERAL or len(printed) != len(parts):
        return
    hundred = sum((Fraction(share.quantity.value or 0) for share in printed), Fraction(0))
    if abs(hundred - 100) > Fraction(len(parts), 10):
        return
    terms = tuple(Term(part.figure) for part in parts if part.figure is not None)
    text = f"所列各类支出决算之和 == {total}"
    yield Relation(ITEMS, text, Linear(terms, "==", (Term(whole),)), place=parts[0].place)


def _told(view: View, subject: str, section: str = _SECTION) -> Fact | None:
    """Return the one amount a section tells of a subject, ``None`` if it tells none or several."""
    found = view.by_section.get((section, subject, Measure.FINAL), [])
    alike = {(f.figure.quantity.printed, f.figure.quantity.unit) for f in found if f.figure is not None}
    return found[0] if len(alike) == 1 else None


def _totalled(whole: Fact, parts: list[Fact], other: str, rest: Fact | None) -> Relation:
    """Return: what came in or went out in the year and what is carried over are the total."""
    assert whole.figure is not None
    names = "、".join(part.subject for part in parts)
    terms = tuple(Term(part.figure) for part in parts if part.figure is not None)
    message = f"“{whole.subject}”不等于{names}之和"
    if rest is None:
        message += f"；有{other}的应写明"
    text = f"{whole.section}“{whole.subject}” == {'+'.join(part.subject for part in parts)}"
    form = Linear((Term(whole.figure),), "==", terms)
    return Relation(TOTALLED, text, form, place=whole.place, message=message)


def _carried(view: View, closing: Fact, opening: Fact) -> Iterator[Relation]:
    """Yield: what is left at the end of the year, less its change on last year, is what the year began with."""
    found = view.by_sentence.get((closing.section, closing.group, _CLOSING, Measure.CHANGE), [])
    moved = [f for f in found if f.base == "上年" and f.direction and f.figure is not None]
    if len(moved) != 1 or closing.figure is None or opening.figure is None or moved[0].figure is None:
        return
    change = Term(moved[0].figure, -(moved[0].direction or 0))
    form = Linear((Term(closing.figure), change), "==", (Term(opening.figure),))
    text = f"{closing.section}“{_CLOSING}” ∓ 增减额 == “{_OPENING}”"
    message = f"由“{_CLOSING}”及其增减额推出的上年末数不等于“{_OPENING}”；年初数有调整的应说明"
    yield Relation(CARRIED, text, form, place=closing.place, message=message)
