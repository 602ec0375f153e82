"""What the totals of prose whose tables are elsewhere must agree with: the year's sums and what was carried over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from gouji.model import Fact, Figure, Linear, Measure, Ratio, Relation, Term, Verdict
from gouji.relations import judge
from gouji_plugins.checks.narrative_rules import CARRIED, DIVIDED, EVEN, FUNDS, ITEMS, SHARE, SMALL, TOTALLED
from gouji_plugins.checks.narrative_view import View, same_amount

_SECTION, _TABLE = "总体", "公开01表"
_BOTH = "收支总计"
_OPENING, _CLOSING = "年初结转和结余", "年末结转和结余"
_FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
_SEVERAL = 2
_KINDS = 3
"""Kinds of spending that are told before they are taken to be all of them."""
_GENERAL = (
    "一般公共预算财政拨款收入",
    "一般公共预算年初结转和结余",
    "一般公共预算财政拨款支出",
    "一般公共预算年末结转和结余",
)
_ALL_MONEY = ("总体", "收入", "支出")
_SIDES = (
    (_ALL_MONEY, ("收入总计", _BOTH), "本年收入合计", _OPENING, "使用非财政拨款结余"),
    (_ALL_MONEY, ("支出总计", _BOTH), "本年支出合计", _CLOSING, "结余分配"),
    (("财政拨款",), ("财政拨款收入总计", "财政拨款收支总计"), "财政拨款本年收入合计", "年初财政拨款结转和结余", ""),
    (("财政拨款",), ("财政拨款支出总计", "财政拨款收支总计"), "财政拨款本年支出合计", "年末财政拨款结转和结余", ""),
)  # fmt: skip
"""Sections, what a total is called in them, the year's sum, what is carried over, and what many bodies have none of."""


def relations(view: View) -> Iterator[Relation]:
    """Yield the relations of the section on all income and spending, where 公开01表 is elsewhere."""
    if not view.unread((_TABLE, "", "")):
        return
    for sections, totals, year, carried, other in _SIDES:
        for section in sections:
            whole = next((f for total in totals if (f := _told(view, total, section)) is not None), None)
            parts = [_told(view, year, section), _told(view, carried, section)]
            rest = _told(view, other, section) if other else None
            found = [part for part in (*parts, rest) if part is not None]
            if whole is not None and all(part is not None for part in parts) and _followed(view, found[-1]):
                yield _totalled(whole, found, other, rest)
            elif whole is not None and parts[0] is not None:
                yield _within(whole, parts[0])
    closing, opening = _told(view, _CLOSING), _told(view, _OPENING)
    if closing is not None and opening is not None:
        yield from _carried(view, closing, opening)
    yield from _totals(view)
    yield from _funds(view)
    yield from _classes(view)
    yield from _kinds(view)
    yield from _by_class(view)
    yield from _parts(view)
    yield from _balanced(view)


def _by_class(view: View) -> Iterator[Relation]:
    """Yield: the 项 told of a 类 are all of it, where those of several others are: one that is not has a wrong figure."""
    items: dict[str, dict[str, Fact]] = defaultdict(dict)
    classes: dict[str, Fact] = {}
    for fact in view.ledger.facts:
        if fact.section_key != "一般公共预算" or fact.measure is not Measure.FINAL or fact.figure is None:
            continue
        name, mark, rest = fact.subject.partition("（类）")
        if mark and rest.endswith("（项）"):
            items[name.removesuffix("支出")].setdefault(fact.subject, fact)
        elif not mark and (fact.section_key, fact.subject) not in view.subjects and "item" not in fact.flags:
            classes.setdefault(fact.subject.removesuffix("支出"), fact)
    relations = []
    for name, parts in items.items():
        whole = classes.get(name)
        if whole is not None and whole.figure is not None and whole.cell is None:
            terms = tuple(Term(part.figure) for part in parts.values() if part.figure is not None)
            text = f"所列{name}各项支出决算之和 == {whole.subject}"
            relations.append(
                Relation(ITEMS, text, Linear(terms, "==", (Term(whole.figure),)), place=whole.place)
            )
    wrong = [relation for relation in relations if judge(relation).verdict is Verdict.VIOLATED]
    if len(wrong) > 1 or len(relations) - len(wrong) < _SEVERAL:
        return
    if wrong and wrong[0] is relations[-1] and isinstance(wrong[0].form, Linear):
        # The list may break off within its last 类.
        form = attrs.evolve(wrong[0].form, op="<=")
        relations[-1] = attrs.evolve(wrong[0], form=form)
    yield from relations


def _parts(view: View) -> Iterator[Relation]:
    """Yield: a part is not more than what it is a part of."""
    for (section, name), subject in view.subjects.items():
        known = view.subjects.get((section, subject.of)) if subject.of else None
        if known is None or known.cell is None or not view.unread(known.cell):
            continue
        whole, part = view.alike(section, subject.of), view.alike(section, name)
        if whole is not None and part is not None and not known.either:
            form = Linear((Term(part),), "<=", (Term(whole),))
            yield Relation(SMALL, f"{name} <= {subject.of}", form, place=part.place)


def _followed(view: View, fact: Fact) -> bool:
    """Whether the prose goes on behind the paragraph of a fact: a text that breaks off may have lost what is listed last."""
    last = view.ledger.facts[-1]
    return (last.section, last.paragraph) != (fact.section, fact.paragraph)


def _balanced(view: View) -> Iterator[Relation]:
    """Yield: what came in of 一般公共预算 and was carried over went out or is carried over again."""
    told = [_told(view, name, "一般公共预算") for name in _GENERAL]
    figures = [fact.figure for fact in told if fact is not None and fact.figure is not None]
    if len(figures) != len(_GENERAL) or not view.unread(("公开04表", "", "")):
        return
    left, right = (Term(figures[0]), Term(figures[1])), (Term(figures[2]), Term(figures[3]))
    text = "一般公共预算财政拨款收入 + 年初结转和结余 == 支出 + 年末结转和结余"
    message = "一般公共预算财政拨款的收入与年初结转之和，不等于支出与年末结转之和"
    yield Relation(TOTALLED, text, Linear(left, "==", right), place=figures[0].place, message=message)


def common_total(view: View, fact: Fact) -> Figure | None:
    """Return the total of a section whose name a share gives otherwise, if most shares of that name are right with it.

    占总支出的 86.18%, where the section tells 本年支出合计: one wrong share does not hide what the others are of.
    """
    spec = next((spec for spec in view.specs if spec.key == fact.section_key), None)
    total = next((s for s in spec.subjects if s.total), None) if spec is not None else None
    whole = view.near(fact, total.name, Measure.FINAL) if total is not None else None
    if whole is None or total is None or total.cell is None or not view.unread(total.cell):
        return None
    fits = wrong = 0
    for other in view.ledger.facts:
        alike = (other.section, other.measure, other.base) == (fact.section, Measure.SHARE, fact.base)
        part = view.near(other, other.subject, Measure.FINAL) if alike and other.id != fact.id else None
        if part is None or other.figure is None or not part.quantity.value:
            continue
        form = Ratio((Term(part),), (Term(whole),), other.figure)
        verdict = judge(Relation(SHARE, "", form)).verdict
        fits += verdict in (Verdict.HOLDS, Verdict.ROUNDING)
        wrong += verdict is Verdict.VIOLATED
    return whole if fits and not wrong else None


def _kinds(view: View) -> Iterator[Relation]:
    """Yield: the kinds of basic spending (工资福利支出……) told are all of it."""
    spec = next((spec for spec in view.specs if spec.key == "基本支出"), None)
    total = next((s for s in spec.subjects if s.total), None) if spec is not None else None
    if spec is None or total is None or not view.unread((spec.codes, "", "")):
        return
    parts: dict[str, Fact] = {}
    for fact in view.ledger.facts:
        plain = (spec.key, fact.subject) not in view.subjects and not set(fact.flags) & {"item", "use"}
        if (
            fact.section_key == spec.key
            and fact.measure is Measure.FINAL
            and fact.figure is not None
            and plain
        ):
            parts.setdefault(fact.subject, fact)
    whole = view.alike(spec.key, total.name)
    if whole is None or len(parts) < _KINDS or not _followed(view, list(parts.values())[-1]):
        return
    names = "、".join(parts)
    terms = tuple(Term(part.figure) for part in parts.values() if part.figure is not None)
    message = f"“{total.name}”不等于{names}之和；还有没有写的一类的，请核对"
    form = Linear((Term(whole),), "==", terms)
    yield Relation(DIVIDED, f"{total.name} == {names}", form, place=whole.place, message=message)


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
        if not _followed(view, parts[-1]):
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


def _within(whole: Fact, part: Fact) -> Relation:
    """Return: the year's sum is not more than the total, which holds it."""
    assert whole.figure is not None and part.figure is not None
    form = Linear((Term(part.figure),), "<=", (Term(whole.figure),))
    return Relation(SMALL, f"{part.subject} <= {whole.subject}", form, place=part.place)


def _totalled(whole: Fact, parts: list[Fact], other: str, rest: Fact | None) -> Relation:
    """Return: what came in or went out in the year and what is carried over are the total."""
    assert whole.figure is not None
    names = "、".join(part.subject for part in parts)
    terms = tuple(Term(part.figure) for part in parts if part.figure is not None)
    message = f"“{whole.subject}”不等于{names}之和"
    if rest is None and other:
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
