"""The rule language's meaning: names, units and scopes resolved, run on ledgers."""

from gouji.rules.ruleset import CompiledRule, RuleRun, RuleSet, load_rules

__all__ = ["CompiledRule", "RuleRun", "RuleSet", "load_rules"]
