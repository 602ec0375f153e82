"""Findings and reports: what people read and machines store.

The JSON form is ``gouji-report/1`` (docs/reference/report.schema.json).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence

import attrs

from gouji.model.coverage import Coverage, measure
from gouji.model.document import NOWHERE, Place
from gouji.model.interval import Interval
from gouji.model.ledger import Figure, Ledger
from gouji.model.relation import Outcome, Rule, Severity, Verdict
from gouji.value import Value


class Settled(enum.Enum):
    """Why a finding no longer counts."""

    OPEN = ""
    ACCEPTED = "baseline"
    """Accepted in a baseline."""
    SUPPRESSED = "suppression"
    """Closed in the settings with a reason."""
    EXPLAINED = "explanation"
    """A 核实性 finding closed by an explanation."""


@attrs.frozen(eq=False, repr=False)
class Evidence(Value):
    """A place in the document that a finding rests on.

    Attributes:
        place: Page, box, line or cell.
        printed: The figure or words as printed.
        quote: Words around it.
        table: Table key, "" for prose.
        row: Row label as a person reads it.
        column: Column key.
        section: Section number path for prose.
        placed: How the figure got its place.
        role: ``culprit``, ``operand`` or ``statement``.
        figure: Id of the figure, "" if the evidence is words.
        label: How a person would call it.
        unit: Symbol of the unit the figure is printed in, "" if it has none or the evidence is words.
    """

    place: Place = NOWHERE
    printed: str = ""
    quote: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    section: str = ""
    placed: str = ""
    role: str = "operand"
    figure: str = ""
    label: str = ""
    unit: str = ""

    @classmethod
    def of(cls, figure: Figure, role: str = "operand", row: str = "") -> Evidence:
        """Make the evidence of a figure."""
        return cls(
            figure.place,
            figure.quantity.printed,
            figure.quote,
            figure.table,
            row or figure.row,
            figure.column,
            figure.section,
            figure.placed,
            role,
            figure.id,
            figure.label,
            figure.quantity.unit.symbol,
        )


@attrs.frozen(eq=False, repr=False)
class Alternative(Value):
    """Another way to mend the same violation.

    Attributes:
        figures: Ids of the figures that would have to change together.
        proposals: Printed values they would take, "" where only a range is known.
        note: Story of the slip, "" if none fits.
    """

    figures: tuple[str, ...]
    proposals: tuple[str, ...]
    note: str = ""


@attrs.frozen(eq=False, repr=False)
class Tie(Value):
    """A relation of a finding as a diagram draws it: a node tied to the finding's places.

    Attributes:
        rule: Its rule.
        kind: Its operator; ``/`` for a rate, whose own coefficient is 0 and whose denominator has negative ones.
        terms: (index into ``evidence``, coefficient left minus right) pairs.
        verdict: What came of it.
        text: With the figures put in.
    """

    rule: str
    kind: str
    terms: tuple[tuple[int, int], ...]
    verdict: str
    text: str


@attrs.frozen(eq=False, repr=False)
class Finding(Value):
    """What a person reads: one cause, its place, what it should be, and why.

    Attributes:
        id: Stable for the same rule and figures across runs and formats: ``ZC-02-1a2b3c``.
        rule: The rule that names it (of the main relation).
        severity: May be lower than the rule's (尾差, unsure reading).
        category: One of ``CATEGORIES``; ``reading`` when the placement was inferred and is the likelier cause.
        title: A few words.
        message: What is wrong, with printed and expected values, in one or two sentences.
        evidence: Places; the culprit first where one is known.
        culprit: Index into ``evidence`` of the figure held to be wrong, ``None`` if the data cannot tell.
        expected: Proposed printed value, "" if only a range or nothing is known.
        expected_range: Exact interval of true values the rest implies, ``None`` if not computed.
        residual: Difference as printed, with unit.
        relation: Main relation with its figures put in.
        relations: All relations this cause explains, each with figures put in.
        story: Story of the slip (``相邻两位数字颠倒``), "" if none fits.
        alternatives: Other minimal repairs.
        related: Ids of findings that depend on this one or share its cause.
        steps: Explanation in words, a step a line, for ``gouji explain``.
        grade: ``certain``, ``likely``, ``one-of``, ``tail`` (尾差), ``suspicion``.
        suppressed: In words why it no longer counts (``settled`` says in which way), "" if it does.
        settled: Whether a baseline, a suppression or an explanation closed it.
        diagram: Its relations as a diagram draws them.
    """

    id: str
    rule: Rule
    severity: Severity
    category: str
    title: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    culprit: int | None = None
    expected: str = ""
    expected_range: Interval | None = None
    residual: str = ""
    relation: str = ""
    relations: tuple[str, ...] = ()
    story: str = ""
    alternatives: tuple[Alternative, ...] = ()
    related: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    grade: str = "certain"
    suppressed: str = ""
    settled: Settled = Settled.OPEN
    diagram: tuple[Tie, ...] = ()

    @property
    def main(self) -> Evidence | None:
        """The place to show first: the culprit where one is known, else the first; ``None`` without places."""
        return self.evidence[self.culprit or 0] if self.evidence else None


NOTHING_TO_CHECK = "本文件中没有它适用的内容"


@attrs.frozen(eq=False, repr=False)
class NotRun(Value):
    """A rule that made no relation on this document, with the reason: never silent.

    Attributes:
        rule: The rule.
        reason: Why; :data:`NOTHING_TO_CHECK` if the document holds nothing it speaks of.
    """

    rule: Rule
    reason: str


@attrs.frozen(eq=False, repr=False)
class Problem(Value):
    """Something that went wrong around the audit: unreadable input, a plugin that raised.

    Attributes:
        kind: ``input``, ``plugin``, ``rule`` or ``internal``.
        message: In words, for the user.
        source: File, plugin or rule it concerns.
        detail: Traceback or position, "" if none.
    """

    kind: str
    message: str
    source: str = ""
    detail: str = ""


@attrs.frozen(eq=False, repr=False)
class Certificate(Value):
    """What joint consistency could show.

    Attributes:
        status: ``consistent`` (the figures admit true values), ``inconsistent``, ``uncertified``.
        figures: Figures that take part in at least one linear relation.
        free: Readable figures in no relation.
        relations: Linear relations considered.
        note: In words; for ``uncertified`` why.
    """

    status: str
    figures: int = 0
    free: int = 0
    relations: int = 0
    note: str = ""


@attrs.frozen(eq=False, repr=False)
class DocumentReport(Value):
    """The audit of one document.

    Attributes:
        ledger: The ledger it was made on.
        outcomes: Every relation with its outcome.
        findings: In order: errors, warnings, infos; within them by place.
        not_run: Rules that made no relation.
        problems: Plugins or rules that failed on this document.
        certificate: Joint consistency.
        regimes: Table key → ``truncate`` where a table truncates throughout.
        seconds: Processor time by stage.
        tally: Outcomes by verdict where ``outcomes`` does not hold them all, else ``None``.
        covered: Coverage where outcomes and ledger do not hold all it was measured on, else ``None``.
    """

    ledger: Ledger = attrs.field(repr=False)
    outcomes: tuple[Outcome, ...] = attrs.field(default=(), repr=False)
    findings: tuple[Finding, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    problems: tuple[Problem, ...] = ()
    certificate: Certificate | None = None
    regimes: Mapping[str, str] = attrs.field(factory=dict)
    seconds: Mapping[str, float] = attrs.field(factory=dict)
    tally: Mapping[Verdict, int] | None = None
    covered: Coverage | None = attrs.field(default=None, repr=False)

    def coverage(self) -> Coverage:
        """Return how much of the document was looked at."""
        return self.covered or measure(self.outcomes, self.ledger)

    def count(self, verdict: Verdict) -> int:
        """Return how many relations ended in ``verdict``."""
        if self.tally is not None:
            return self.tally.get(verdict, 0)
        return sum(o.verdict is verdict for o in self.outcomes)

    def light(self) -> DocumentReport:
        """Return what a report over many documents needs, without tables, prose and figures.

        Kept: findings with their places, counts, what did not run or decide (with the reason), what was not read,
        the certificate, and per rule one outcome of each verdict so that lists of rules stay whole.
        """
        kept: dict[object, Outcome] = {}
        for outcome in self.outcomes:
            relation = outcome.relation
            key: object = (relation.rule.id, outcome.verdict)
            if outcome.verdict is Verdict.UNDECIDED:
                key = (relation.rule.id, relation.text, relation.binding, outcome.reason)
            if key not in kept:
                kept[key] = attrs.evolve(outcome, relation=attrs.evolve(relation, form=None))
        ledger = attrs.evolve(
            self.ledger,
            document=attrs.evolve(self.ledger.document, blocks=()),
            tables={},
            sections=(),
            facts=(),
            forms=(),
        )
        return attrs.evolve(
            self,
            ledger=ledger,
            outcomes=tuple(kept.values()),
            tally={v: self.count(v) for v in Verdict},
            covered=self.coverage(),
        )


@attrs.frozen(eq=False, repr=False)
class FailedDocument(Value):
    """A document that could not be read, named with its reason."""

    source: str
    problem: Problem


@attrs.frozen(eq=False, repr=False)
class Report(Value):
    """A whole run.

    Attributes:
        documents: Those audited; of a batch a sequence that reads each from the store when it is its turn, so that
            a reporter that goes through it once holds one at a time.
        failed: Those that could not be read.
        problems: Problems of the run itself (plugins that did not load, bad rule files).
        tool: Name, version, plugins, packs: the fingerprint of the run.
    """

    documents: Sequence[DocumentReport] = ()
    failed: Sequence[FailedDocument] = ()
    problems: tuple[Problem, ...] = ()
    tool: Mapping[str, object] = attrs.field(factory=dict)
