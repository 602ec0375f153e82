"""Judging relations: the one evaluator that rules, checks and the solver share."""

from gouji.relations.judge import judge, judge_all, plainly
from gouji.relations.quotient import rate_ends, ratio_range
from gouji.relations.reach import Regimes, ends_of, interval_of

__all__ = ["Regimes", "ends_of", "interval_of", "judge", "judge_all", "plainly", "rate_ends", "ratio_range"]
