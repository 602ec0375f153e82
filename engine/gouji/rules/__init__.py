"""The rule language's meaning: names, units and scopes resolved, run on ledgers, one or many at once."""

from gouji.rules.batch import BatchPlan, BatchRun, run_batch
from gouji.rules.columns import Columns, Series
from gouji.rules.compiled import CompiledRule, RuleRun
from gouji.rules.load import load_rules
from gouji.rules.ruleset import RuleSet

__all__ = [
    "BatchPlan",
    "BatchRun",
    "Columns",
    "CompiledRule",
    "RuleRun",
    "RuleSet",
    "Series",
    "load_rules",
    "run_batch",
]
