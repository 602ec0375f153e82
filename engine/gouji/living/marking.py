"""Marking the findings of a run that are known: by a baseline, a suppression or an explanation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import attrs

from gouji.living.baseline import Baseline
from gouji.living.settings import Closing
from gouji.model import DocumentReport, Finding, Problem, Report, Settled

ACCEPTED = "基线中已有"


class Marker:
    """Marks documents one by one, and says at the end which closings were spent, unused or refused.

    One marker serves a whole run, however many documents: nothing of a document is kept.
    """

    def __init__(self, closings: Sequence[Closing], baseline: Baseline | None, today: datetime.date) -> None:
        """Start a run.

        Args:
            closings: Suppressions and explanations of the settings.
            baseline: Findings accepted earlier, ``None`` if none are.
            today: To judge expiry by.
        """
        self._closings = closings
        self._baseline = baseline or Baseline()
        self._today = today
        self._used: set[int] = set()
        self._refused: dict[int, str] = {}
        self._heard: set[str] = set()

    def hear(self, rules: Iterable[str]) -> None:
        """Take note of rules that exist, of documents that are not shown to :meth:`mark`."""
        self._heard.update(rules)

    def mark(self, document: DocumentReport) -> DocumentReport:
        """Return the document's report with its known findings marked."""
        if self._closings:
            self._heard |= {o.relation.rule.id for o in document.outcomes}
            self._heard |= {n.rule.id for n in document.not_run} | {f.rule.id for f in document.findings}
        accepted = self._baseline.known(document)
        return attrs.evolve(
            document, findings=tuple(self._mark(f, document, accepted) for f in document.findings)
        )

    def _mark(self, finding: Finding, document: DocumentReport, accepted: frozenset[str]) -> Finding:
        ledger = document.ledger
        for number, closing in enumerate(self._closings):
            if not closing.covers(finding, ledger.document.source, ledger.facts_of):
                continue
            self._used.add(number)
            if not closing.may_close(finding):
                self._refused[number] = f"{finding.rule.id} 属于“{finding.rule.rule_class.value}”"
            elif closing.until is None or self._today <= closing.until:
                return attrs.evolve(finding, suppressed=closing.words, settled=closing.kind)
        if finding.id in accepted:
            return attrs.evolve(finding, suppressed=ACCEPTED, settled=Settled.ACCEPTED)
        return finding

    def problems(self) -> list[Problem]:
        """Return what to tell the user about closings that did not do what was hoped for."""
        found = []
        for number, closing in enumerate(self._closings):
            words = ""
            if closing.until is not None and self._today > closing.until:
                words = f"已于 {closing.until} 到期，不再生效"
            elif number in self._refused:
                words = f"没有采纳：{self._refused[number]}，只有核实性的问题可以用说明结案；确已核对的，改用 [[suppress]]"
            elif closing.rule and closing.rule not in self._heard:
                words = "没有用到：现在没有这条规则（编号写错，或它的规则包、插件没有装上）"
            elif number not in self._used:
                words = "没有用到，可以删去"
            if words:
                found.append(Problem("rule", f"{closing.name}{words}", closing.origin))
        return found


def apply(
    report: Report, closings: Sequence[Closing], baseline: Baseline | None, today: datetime.date
) -> Report:
    """Return the report with known findings marked; closings that are spent, unused or refused become problems.

    Args:
        report: As audited.
        closings: Suppressions and explanations of the settings.
        baseline: Findings accepted earlier.
        today: To judge expiry by.
    """
    marker = Marker(closings, baseline, today)
    documents = tuple(marker.mark(d) for d in report.documents)
    return attrs.evolve(report, documents=documents, problems=(*report.problems, *marker.problems()))
