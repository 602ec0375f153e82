"""Built-in checks, one module a subject.  Add a check: write its module, list it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.api import Check


def builtin_checks() -> list[Check]:
    """Return the built-in checks in the order in which they run."""
    from gouji_plugins.checks.causes import CausesCheck
    from gouji_plugins.checks.codes import CodesCheck
    from gouji_plugins.checks.completeness import CompletenessCheck
    from gouji_plugins.checks.narrative import NarrativeCheck
    from gouji_plugins.checks.performance import PerformanceCheck
    from gouji_plugins.checks.sense import SenseCheck
    from gouji_plugins.checks.wording import WordingCheck

    return [
        NarrativeCheck(),
        PerformanceCheck(),
        SenseCheck(),
        CompletenessCheck(),
        WordingCheck(),
        CodesCheck(),
        CausesCheck(),
    ]
