"""Judging relations: the one evaluator that rules, checks and the solver share."""

from gouji.relations.judge import judge, judge_all
from gouji.relations.quotient import magnitude, rate_interval, ratio_range
from gouji.relations.reach import Regimes, interval_of

__all__ = ["Regimes", "interval_of", "judge", "judge_all", "magnitude", "rate_interval", "ratio_range"]
