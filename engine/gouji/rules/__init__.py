"""The rule language's meaning: names, units and scopes resolved, run on ledgers."""

from gouji.rules.compiled import CompiledRule, RuleRun
from gouji.rules.load import load_rules
from gouji.rules.ruleset import RuleSet

__all__ = ["CompiledRule", "RuleRun", "RuleSet", "load_rules"]
