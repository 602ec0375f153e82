"""Bounds of the localisation, so that a hopeless document ends and says so.

Steps are counted, not seconds: what is found does not depend on the machine or on what else it does.
"""

from __future__ import annotations

import attrs

from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Budget(Value):
    """How much work one document may cost.

    Attributes:
        propagations: Times the system is propagated to a fixpoint while repairs are sought.
        looks: Looks at constraints in all of these propagations.
        sets: Sets of figures held to be wrong that are looked at.
        repairs: Minimal repairs kept per cluster.
        depth: Most figures changed together in one cluster.
        seconds: Wall time for the search of repairs, ``None`` for no such bound.  A clock finds less on a busy machine: two
            runs may then report different things.
    """

    propagations: int = 800
    looks: int = 200_000
    sets: int = 20_000
    repairs: int = 12
    depth: int = 5
    seconds: float | None = None
