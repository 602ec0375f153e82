"""Which report, form and statement speak of one project: matched by name and by the figures they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from gouji.facts.form_figures import known
from gouji.model import Figure, Form
from gouji.names import squash

ALIKE = 0.62
NEARLY = 0.9
MOST_PAIRS = 10_000
WAN = 10_000
_DECORATION = re.compile(r'^20\d\d年度?|["“”]|项目$|\(20\d\d年度?\)$')


class Project(NamedTuple):
    """What a document has of one project.

    Attributes:
        form: Its form, if any.
        report: Its report, if any.
        statement: What the prose states of it, if anything.
    """

    form: Form | None = None
    report: Form | None = None
    statement: Form | None = None

    @property
    def name(self) -> str:
        """A name for messages."""
        own = self.form or self.statement or self.report
        return own.name if own else ""


def plain_name(name: str) -> str:
    """Return a project's name without year, quotes and the word 项目 at its end."""
    text = squash(name)
    while True:
        shorter = _DECORATION.sub("", text)
        if shorter == text:
            return text
        text = shorter


def projects_of(forms: Iterable[Form]) -> list[Project]:
    """Match statements, reports and forms of projects: most alike first, each used once."""
    own = [f for f in forms if f.kind in ("项目自评表", "项目自评报告", "项目自评说明")]
    groups: list[dict[str, Form]] = [{f.kind: f} for f in own if f.kind == "项目自评表"]
    for kind in ("项目自评说明", "项目自评报告"):
        candidates = [f for f in own if f.kind == kind]
        few = len(candidates) * len(groups) <= MOST_PAIRS
        scores = sorted(
            ((_alike(f, g, few), -i, -j) for i, f in enumerate(candidates) for j, g in enumerate(groups)),
            reverse=True,
        )
        placed: set[int] = set()
        for score, i, j in scores:
            if score < ALIKE or -i in placed or kind in groups[-j]:
                continue
            if score < NEARLY and not _share_a_figure(candidates[-i], groups[-j]):
                continue
            groups[-j][kind] = candidates[-i]
            placed.add(-i)
        groups += [{kind: f} for i, f in enumerate(candidates) if i not in placed]
    return [Project(g.get("项目自评表"), g.get("项目自评报告"), g.get("项目自评说明")) for g in groups]


def _alike(form: Form, group: dict[str, Form], few: bool) -> float:
    """Return how alike two names are, from 0 to 1; where there are very many, only whether they are the same."""
    a = plain_name(form.name)
    others = [plain_name(other.name) for other in group.values()]
    if not few:
        return 1.0 if a in others else 0.0
    return max(map(partial(_ratio, a), others))


def _ratio(a: str, b: str) -> float:
    """Return how alike two names are; 0 where that is surely below :data:`ALIKE`."""
    if a == b:
        return 1.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _share_a_figure(form: Form, group: dict[str, Form]) -> bool:
    """Whether two places state one amount or score: names that differ more than a little need it."""
    own = {v for f in _telling(form) if (v := f.quantity.value)}
    return any(own & {f.quantity.value for f in _telling(other)} for other in group.values())


def _telling(form: Form) -> Iterator[Figure]:
    for key in ("全年预算数", "全年执行数", "评价得分", "项目预算金额", "项目预算总金额", "支出"):
        found = stated(form, key) or cell(form, key)
        if found is not None:
            yield found
    if form.total_score is not None and known(form.total_score.quantity):
        yield form.total_score


def cell(form: Form | None, column: str, row: str = "年度资金总额") -> Figure | None:
    """Return a printed figure of a fund row."""
    if form is None:
        return None
    found = next((r.figures.get(column) for r in form.rows if r.key == row), None)
    return found if found is not None and known(found.quantity) else None


def stated(form: Form | None, key: str) -> Figure | None:
    """Return the first figure a report or statement gives under a key."""
    if form is None:
        return None
    return next((f for k, f in form.stated if k == key and known(f.quantity)), None)


def unit_slip(project: Project) -> tuple[Figure, Figure] | None:
    """Return (budget of the form, the same number elsewhere in 万元) if a form heads its 万元 with 元."""
    form = project.form
    if form is None or form.unit != "元":
        return None
    budget = cell(form, "全年预算数") or cell(form, "年初预算数")
    if budget is None or not budget.quantity.value:
        return None
    witnesses = [
        stated(project.statement, "全年预算数"),
        stated(project.report, "项目预算金额"),
        *(i.target for i in form.indicators),
    ]
    for other in witnesses:
        if (
            other is not None
            and other.quantity.unit.symbol == "万元"
            and other.quantity.value == budget.quantity.value
        ):
            return budget, other
    return None


def slip_of(report: Form) -> tuple[Figure, Figure] | None:
    """Return (wrong, right) if a report prints one amount in 元 beside an equal or similar one in 万元."""
    paid = stated(report, "支出")
    arrived = [f for k, f in report.stated if k == "资金到位"]
    if paid is None or paid.quantity.unit.symbol != "元" or not paid.quantity.value:
        return None
    for other in arrived:
        if other.quantity.unit.symbol == "万元" and other.quantity.value:
            ratio = Fraction(paid.quantity.value) / Fraction(other.quantity.value)
            if Fraction(1, 2) <= ratio <= 1:
                return paid, other
    return None
