"""Cases of one test of which the first run always, the rest with the slow tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first(quick: int, cases: Iterable[Any]) -> list[Any]:
    """Return the cases for ``parametrize``; all but the first are marked slow.

    Args:
        quick: How many run always.
        cases: Values, or tuples of values where a test has several parameters.
    """
    return [
        case
        if n < quick
        else pytest.param(*(case if type(case) is tuple else (case,)), marks=pytest.mark.slow)
        for n, case in enumerate(cases)
    ]
