"""Judging relations: the one evaluator that rules, checks and the solver share."""

from gouji.relations.judge import Regimes, interval_of, judge, judge_all

__all__ = ["Regimes", "interval_of", "judge", "judge_all"]
