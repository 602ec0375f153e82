"""Relations: one rule or check on one binding of figures, and what came of it.

Rules of the language and checks written in Python make the same values, so that one evaluator
judges them and one solver localises their violations.
"""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import TypeAlias, cast

import attrs

from gouji.model.document import NOWHERE, Place
from gouji.model.interval import Interval, Rational
from gouji.model.ledger import Figure
from gouji.model.units import Unit
from gouji.value import Shown, Value


class Severity(enum.Enum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for error, 2 for warning, 1 for info."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


class Tier(enum.Enum):
    """Whether a relation must hold by the form itself, or usually holds."""

    TEMPLATE = "template"
    BUSINESS = "business"


class RuleClass(enum.Enum):
    """The three classes of official reporting software."""

    BALANCE = "基本平衡"
    LOGIC = "逻辑性"
    VERIFY = "核实性"
    """Must be explained; an explanation closes it."""


CATEGORIES = (
    "table", "cross-table", "narrative", "ratio", "performance", "completeness", "wording", "reading",
)  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class Rule(Value):
    """What a relation or finding says of its origin.

    Attributes:
        id: Stable, never reused: ``ZB-03``.
        title: A few words.
        severity: Of its findings.
        category: One of :data:`CATEGORIES`.
        basis: 文号 or source, "" if none.
        message: Message template; "" for the engine's standard sentence.
        tier: Template or business.
        rule_class: One of the three classes.
        pack: Pack id or check plugin it comes from.
        origin: ``file:line`` of its definition, or the Python check's name.
        tags: Free tags.
        yields_to: Ids of rules whose finding in the same section is the cause of one of this rule: it is told with it.
    """

    id: str
    title: str
    severity: Severity = Severity.ERROR
    category: str = "table"
    basis: str = ""
    message: str = ""
    tier: Tier = Tier.TEMPLATE
    rule_class: RuleClass = RuleClass.BALANCE
    pack: str = ""
    origin: str = ""
    tags: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()


class Verdict(enum.Enum):
    """The five outcomes (docs/semantics.md)."""

    HOLDS = "holds"
    ROUNDING = "rounding"
    VIOLATED = "violated"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not_applicable"


@attrs.frozen(eq=False, repr=False)
class Term(Shown):
    """``coefficient * figure``."""

    figure: Figure
    coefficient: int = 1


Plain: TypeAlias = tuple[str, Unit, Rational, Rational, Rational]


_COMPARED = frozenset({"==", "<=", ">="})


def _figures(form: Linear) -> tuple[Figure, ...]:
    return tuple([term.figure for term in form.left + form.right])


def _plain(form: Linear) -> Plain | None:
    if not form.left or form.exact or form.tolerance or form.op not in _COMPARED:
        return None
    figures = form.figures
    if len(set(map(id, figures))) != len(figures) or {t.coefficient for t in form.left + form.right} != {1}:
        return None
    residual = low = high = form.left_constant - form.right_constant
    try:
        for term in form.left:
            value, least, most = term.figure.quantity.closed
            residual += value
            low += least
            high += most
        for term in form.right:
            value, least, most = term.figure.quantity.closed
            residual -= value
            low -= most
            high -= least
    except ValueError:  # an open end, or no number at all
        return None
    return form.op, form.left[0].figure.quantity.unit, residual, low, high


@attrs.frozen(eq=False, repr=False)
class Linear(Shown):
    """``sum(left) + left_constant  op  sum(right) + right_constant``, all in ticks of one dimension.

    Attributes:
        left: Terms before the operator.
        op: ``==``, ``<=``, ``<``, ``>=``, ``>`` or ``!=``.
        right: Terms after the operator.
        left_constant: Ticks added on the left.
        right_constant: Ticks added on the right.
        tolerance: Extra ticks allowed either way (an explicit 容差); 0 means interval semantics alone.
        exact: Compare the printed numbers themselves, without intervals.
        figures: The figures of all terms, left and then right.
        plain: Operator, unit, and left minus right in ticks: as printed, at its lower and at its upper end; if every
            figure stands once, with coefficient 1 and closed ends, and there is no tolerance: nearly all relations are
            so, and they are judged without looking at terms again.  ``None`` otherwise.
    """

    left: tuple[Term, ...]
    op: str
    right: tuple[Term, ...]
    left_constant: Rational = 0
    right_constant: Rational = 0
    tolerance: Rational = 0
    exact: bool = False
    figures: tuple[Figure, ...] = attrs.field(
        init=False, repr=False, default=attrs.Factory(_figures, takes_self=True)
    )
    plain: Plain | None = attrs.field(init=False, repr=False, default=attrs.Factory(_plain, takes_self=True))


def _of_ratio(form: Ratio) -> tuple[Figure, ...]:
    return (*[term.figure for term in form.numerator + form.denominator], form.rate)


@attrs.frozen(eq=False, repr=False)
class Ratio(Shown):
    """``sum(numerator) / sum(denominator) == rate`` for a printed rate (share, growth, completion).

    Attributes:
        numerator: Terms over money, scores or counts.
        denominator: Terms of the same dimension.
        rate: The printed percentage (or score, with ``scale``).
        scale: The rate is ``scale * numerator / denominator`` (10 for a score out of ten).
        magnitude: Compare absolute values (a rate printed beside 增加/减少 has no sign).
        figures: The figures of all terms, numerator and then denominator, and the rate.
    """

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    rate: Figure
    scale: Fraction = Fraction(1)
    magnitude: bool = False
    figures: tuple[Figure, ...] = attrs.field(
        init=False, repr=False, default=attrs.Factory(_of_ratio, takes_self=True)
    )


@attrs.frozen(eq=False, repr=False)
class Opaque(Shown):
    """A relation that is neither: judged where it was made; the solver leaves it alone.

    Attributes:
        verdict: What came of it.
        figures: The figures it looked at.
        residual: Left minus right in ticks where that makes sense.
        expected: The value that would mend it, where one figure is on one side alone.
    """

    verdict: Verdict
    figures: tuple[Figure, ...] = ()
    residual: Rational | None = None
    expected: Interval | None = None


def _ready(relation: Relation) -> Plain | None:
    form = relation.form
    if form.__class__ is not Linear or relation.missing or relation.inapplicable:
        return None
    return form.plain


@attrs.frozen(eq=False, repr=False)
class Relation(Shown):
    """One rule on one binding.

    Attributes:
        rule: Where it comes from.
        text: The relation with names, such as ``基本支出 + 项目支出 == 本年支出合计``.
        form: What is to hold.  ``None`` if it could not be built: see ``missing`` and ``inapplicable``.
        binding: What iterators stood for, such as ``(("行", "201 一般公共服务支出"),)``.
        missing: Reasons why operands are unknown, each naming one; makes the outcome undecided.
        inapplicable: Reason why the precondition is false; makes it not applicable.
        place: Place of the statement for relations of the prose.
        message: A message made for this binding; "" to use the rule's template.
        plain: What its form lays ready (:attr:`Linear.plain`), if nothing is missing and it applies.
    """

    rule: Rule
    text: str
    form: Linear | Ratio | Opaque | None
    binding: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    inapplicable: str = ""
    place: Place = NOWHERE
    message: str = ""
    plain: Plain | None = attrs.field(init=False, repr=False, default=attrs.Factory(_ready, takes_self=True))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures it ties together, in order of appearance."""
        return () if self.form is None else self.form.figures


@attrs.define(eq=False, repr=False)
class Judged(Shown):
    """The fields of an outcome, while it is being made; only judging makes one, and hands it on as an :class:`Outcome`.

    A frozen value writes each field past its own guard, which takes most of the time of judging a document.
    """

    relation: Relation
    verdict: Verdict
    residual: Rational | None = None
    slack: Rational | None = None
    shortfall: Rational | None = None
    reason: str = ""
    unit: Unit | None = None

    def told(self) -> Outcome:
        """Return it as an outcome; it is not to be changed any more."""
        self.__class__ = Outcome
        return cast("Outcome", self)


@attrs.frozen(eq=False, repr=False)
class Outcome(Judged):
    """What came of a relation.

    Attributes:
        relation: The relation.
        verdict: One of the five.
        residual: Left minus right as printed, in ticks (rates: as a fraction); ``None`` if undecided.
        slack: How far the intervals alone let the two sides be apart, same ticks.
        shortfall: By how much ``residual`` exceeds ``slack``: the smallest change that would mend it.
        reason: For undecided and not applicable: why.
        unit: Unit to print residual and slack in.
    """
