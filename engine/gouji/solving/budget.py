"""Bounds of the localisation, so that a hopeless document ends and says so."""

from __future__ import annotations

import attrs

from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Budget(Value):
    """How much work one document may cost.

    Attributes:
        propagations: Times the system is propagated to a fixpoint while repairs are sought.
        repairs: Minimal repairs kept per cluster.
        depth: Most figures changed together in one cluster.
        seconds: Wall time for the whole localisation.
    """

    propagations: int = 800
    repairs: int = 12
    depth: int = 5
    seconds: float = 2.0
