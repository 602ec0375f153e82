"""What reports call severities, and what users settled."""

from __future__ import annotations

from gouji.model import Settled, Severity

SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
SETTLED_NAMES = {Settled.ACCEPTED: "基线中已有", Settled.SUPPRESSED: "已抑制", Settled.EXPLAINED: "已说明"}
