"""The rule language's meaning: names, units and scopes resolved, run on ledgers, one or many at once."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gouji.rules.compiled import CompiledRule, RuleRun
from gouji.rules.load import load_rules
from gouji.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from gouji.rules.batch import BatchPlan, BatchRun, run_batch
    from gouji.rules.columns import Columns, Series

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

# An audit of one document has no use for the evaluation over many.
_LAZY = {
    "BatchPlan": "batch", "BatchRun": "batch", "run_batch": "batch", "Columns": "columns", "Series": "columns",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
