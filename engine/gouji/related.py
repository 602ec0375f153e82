"""Other documents of a department given beside the one audited: 上年, 年初预算, the units below it.

A document is only compared with what belongs to it: the same department and the right year.  What was given
and fits nothing is told, never used by guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import attrs

from gouji.errors import GoujiError
from gouji.model import Ledger, Problem
from gouji.names import squash
from gouji.value import Value

PRIOR, BUDGET, UNIT = "上年", "年初预算", "单位:"


@attrs.frozen(eq=False, repr=False)
class Given(Value):
    """A related document.

    Attributes:
        role: ``上年``, ``年初预算`` or ``单位:``.
        source: What the user called it.
        ledger: Its ledger.
    """

    role: str
    source: str
    ledger: Ledger = attrs.field(repr=False)


@attrs.define
class Related:
    """The related documents of a run, and what became of them.

    Attributes:
        given: Those that could be read.
        problems: Those that could not, with the reason.
        used: Sources that at least one audited document was compared with.
        refused: Source → why it was not used for a document.
    """

    given: tuple[Given, ...] = ()
    problems: list[Problem] = attrs.field(factory=list)
    used: set[str] = attrs.field(factory=set)
    refused: dict[str, str] = attrs.field(factory=dict)

    def of(self, ledger: Ledger) -> dict[str, Ledger]:
        """Return the ledgers that belong to a document, as ``RuleSet.apply`` takes them."""
        found: dict[str, Ledger] = {}
        for item in self.given:
            reason = _mismatch(item, ledger)
            if item.role != UNIT and not reason and item.role in found:
                reason = f"另有一份{item.role}文件已用"
            if reason:
                self.refused[item.source] = reason
                continue
            self.used.add(item.source)
            name = item.ledger.facts_of.department or item.source
            found[item.role if item.role != UNIT else f"{UNIT}{name}"] = item.ledger
        return found

    def left_over(self) -> list[Problem]:
        """Return a problem for every document that was given and not used."""
        unused = [g for g in self.given if g.source not in self.used]
        return self.problems + [
            Problem(
                "input",
                f"{_name(g.role)}文件没有用上：{self.refused.get(g.source, '没有可比的文件')}",
                g.source,
            )
            for g in unused
        ]


def read_related(
    read: Callable[[Path], Ledger],
    prior: Iterable[Path] = (),
    budget: Iterable[Path] = (),
    units: Iterable[Path] = (),
) -> Related:
    """Read related documents; one that cannot be read becomes a problem of the run."""
    found: list[Given] = []
    problems: list[Problem] = []
    for role, paths in ((PRIOR, prior), (BUDGET, budget), (UNIT, units)):
        for path in paths:
            try:
                found.append(Given(role, str(path), read(path)))
            except GoujiError as error:
                problems.append(
                    Problem("input", f"{_name(role)}文件无法读取，与它有关的规则没有检查：{error}", str(path))
                )
    return Related(tuple(found), problems)


def _name(role: str) -> str:
    return "下属单位" if role == UNIT else role


def _mismatch(item: Given, ledger: Ledger) -> str:
    """Return why a related document does not belong to a document, "" if it does."""
    own, its = ledger.facts_of, item.ledger.facts_of
    if own.year is None or its.year is None:
        return "年度未识别（用 --year 写明本文件的年度）" if own.year is None else "它的年度未识别"
    wanted = own.year - 1 if item.role == PRIOR else own.year
    if its.year != wanted:
        return f"它是 {its.year} 年度的，应为 {wanted} 年度"
    same = squash(own.department) == squash(its.department)
    if item.role == UNIT:
        return f"它就是本部门（{own.department}）自己的文件" if same and own.kind == its.kind else ""
    if not own.department or not its.department:
        return "部门名称未识别，无法确定是同一个部门（用 --department 写明）"
    return "" if same else f"它属于“{its.department}”，本文件属于“{own.department}”"


def ledgers_of(others: Related | Mapping[str, Ledger] | None, ledger: Ledger) -> Mapping[str, Ledger]:
    """Return the ledgers to compare a document with, however they were given."""
    if others is None:
        return {}
    return others.of(ledger) if isinstance(others, Related) else others
