"""From which findings on a run fails: by severity, and by rule class where that differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from gouji.model import Finding, RuleClass, Severity
from gouji.value import Value

LEVELS = {"error": 3, "warning": 2, "info": 1, "never": 9}
CLASSES = {
    "基本平衡": RuleClass.BALANCE, "逻辑性": RuleClass.LOGIC, "核实性": RuleClass.VERIFY,
    "balance": RuleClass.BALANCE, "logic": RuleClass.LOGIC, "verify": RuleClass.VERIFY,
}  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class Threshold(Value):
    """What makes a run fail.

    Attributes:
        level: Lowest severity that fails, by name; ``never`` for none.
        by_class: Levels of single rule classes, in place of ``level``.
    """

    level: str = "error"
    by_class: Mapping[RuleClass, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, values: Iterable[str]) -> Threshold:
        """Read ``error``, ``核实性=never``, ``verify=warning`` …; the last of a kind wins.

        Raises:
            ValueError: Naming the value that is none of these.
        """
        level = "error"
        by_class: dict[RuleClass, str] = {}
        for value in values:
            name, equals, wanted = value.partition("=")
            if not equals and value in LEVELS:
                level = value
            elif equals and name in CLASSES and wanted in LEVELS:
                by_class[CLASSES[name]] = wanted
            else:
                raise ValueError(value)
        return cls(level, by_class)

    def reached(self, finding: Finding) -> bool:
        """Whether a finding makes the run fail; one that is suppressed, explained or in the baseline never does."""
        return not finding.suppressed and self.fails(finding.severity, finding.rule.rule_class)

    def fails(self, severity: Severity, rule_class: RuleClass) -> bool:
        """Whether an open finding of this severity and class makes the run fail."""
        return severity.rank >= LEVELS[self.by_class.get(rule_class, self.level)]
