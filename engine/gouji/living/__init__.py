"""Living with findings: what was accepted earlier, what somebody closed with a reason, what changed between two runs.

Everything here is keyed by a document's identity and a finding's id (rule and canonical cells, not places): it
survives a new extraction of the same disclosure in another format.
"""

from typing import TYPE_CHECKING

from gouji.lazy import lazily

if TYPE_CHECKING:
    from gouji.living.baseline import Baseline, gone, missing_since, read_baseline, read_report
    from gouji.living.differences import Difference, compare
    from gouji.living.marking import Marker, apply
    from gouji.living.settings import SETTINGS, Closing, read_closings
    from gouji.living.threshold import Threshold

__all__ = [
    "SETTINGS", "Baseline", "Closing", "Difference", "Marker", "Threshold", "apply", "compare", "gone", "missing_since",
    "read_baseline", "read_closings", "read_report",
]  # fmt: skip

__getattr__ = lazily(
    __name__,
    {
        "gouji.living.baseline": ("Baseline", "gone", "missing_since", "read_baseline", "read_report"),
        "gouji.living.differences": ("Difference", "compare"),
        "gouji.living.marking": ("Marker", "apply"),
        "gouji.living.settings": ("SETTINGS", "Closing", "read_closings"),
        "gouji.living.threshold": ("Threshold",),
    },
)
