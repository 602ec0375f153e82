"""机关运行经费, 会议费, 培训费: parts of the 基本支出 that the prose states again under other names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.model import Linear, Relation, Term
from gouji.patterns import later
from gouji_plugins.checks.narrative_rules import MEETINGS, OFFICE, RUNNING
from gouji_plugins.checks.narrative_view import View

_UNITS = re.compile(r"单位构成|机构设置|单位设置|机构情况|部门构成|单位情况")
_PUBLIC = re.compile(r"事业单位|事业编制|中心|学校|医院|研究院|研究所|参公|参照")
_OFFICIAL = later(r"行政单位|机关本级|行政机关|(?:局|厅|委|办公室|部|委员会)(?:本级|机关)")
_PAID = (("会议费", "30215"), ("培训费", "30216"))


def relations(view: View) -> Iterator[Relation]:
    """Yield the relations of the section 机关运行经费."""
    stated = view.first("机关运行", "机关运行经费")
    public = view.cell(("公开06表", "公用经费合计", "决算数"))
    if stated is not None and stated.figure is not None:
        text = "机关运行经费 <= 公开06表.公用经费合计"
        if public is None:
            missing = ("没有读到公开06表的公用经费合计",)
            yield Relation(RUNNING, text, None, missing=missing, place=stated.place)
        else:
            terms = (Term(stated.figure),), (Term(public),)
            yield Relation(RUNNING, text, Linear(terms[0], "<=", terms[1]), place=stated.place)
            yield _equal(view, terms)
    for name, code in _PAID:
        spent = view.first("机关运行", name)
        figure = view.cell(("公开06表", code, "决算数"))
        if spent is not None and spent.figure is not None and figure is not None:
            form = Linear((Term(spent.figure),), ">=", (Term(figure),))
            yield Relation(MEETINGS, f"{name} >= 公开06表[{code}]", form, place=spent.place)


def _equal(view: View, terms: tuple[tuple[Term], tuple[Term]]) -> Relation:
    """Return: all of 公用经费 is 机关运行经费 if no unit is a 事业单位 (the term covers no other)."""
    text = "机关运行经费 == 公开06表.公用经费合计"
    units = "".join(
        p.text
        for s in view.ledger.sections
        if s.part == "概况" and _UNITS.search(s.title)
        for p in s.paragraphs
    )
    place = terms[0][0].figure.place
    if _PUBLIC.search(units):
        return Relation(OFFICE, text, None, inapplicable="单位构成里有事业单位", place=place)
    if not _OFFICIAL.search(units):
        return Relation(OFFICE, text, None, missing=("单位构成没有写明是否都是行政单位",), place=place)
    message = (
        f"单位构成里没有事业单位，机关运行经费 {terms[0][0].figure.quantity.printed} 应等于公用经费 "
        f"{terms[1][0].figure.quantity.printed}"
    )
    return Relation(OFFICE, text, Linear(terms[0], "==", terms[1]), place=place, message=message)
