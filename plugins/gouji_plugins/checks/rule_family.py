"""How the rules of one check are defined: what they share is said once, the text of their pages is kept beside them."""

from __future__ import annotations

import attrs

from gouji.model import Rule, RuleClass, Severity, Tier
from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class RuleFamily(Value):
    """The rules of a check.

    Attributes:
        name: Of the check; its rules' pack, and with the folder their origin.
        category: Of its findings.
        basis: 文号 or source, "" if none.
        rule_class: Class of its rules.
        tier: Template or business.
        pages: Rule id → what it compares, why, and when it does not apply.
    """

    name: str
    category: str
    basis: str = ""
    rule_class: RuleClass = RuleClass.BALANCE
    tier: Tier = Tier.BUSINESS
    pages: dict[str, str] = attrs.field(factory=dict, eq=False)

    def rule(
        self,
        code: str,
        title: str,
        severity: Severity,
        page: str = "",
        rule_class: RuleClass | None = None,
        tier: Tier | None = None,
        category: str = "",
        basis: str = "",
        yields_to: tuple[str, ...] = (),
    ) -> Rule:
        """Return a rule of the family; what is not given is as the family has it.

        Args:
            code: Its id: ``JX-01``.
            title: A few words.
            severity: Of its findings.
            page: Text of its page, "" for rules that a table of pages explains.
            rule_class: If not the family's.
            tier: If not the family's.
            category: If not the family's.
            basis: If not the family's.
            yields_to: Rules whose finding in the same section tells this one's too.
        """
        if page:
            self.pages[code] = page
        return Rule(
            code,
            title,
            severity,
            category or self.category,
            basis or self.basis,
            tier=tier or self.tier,
            rule_class=rule_class or self.rule_class,
            pack=self.name,
            origin=f"gouji_plugins.checks.{self.name}",
            yields_to=yields_to,
        )
