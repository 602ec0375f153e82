"""The page that lists every rule of the built-in checks, made from the rules themselves.

``python tests/support/check_page.py`` writes it; a test compares it.
"""

from __future__ import annotations

from pathlib import Path

from gouji.host import Host
from gouji.model import Severity

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "checks.md"
_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def page() -> str:
    """Return the page."""
    lines = [
        "# 内置检查的规则",
        "",
        "规则语言说不了的检查用 Python 写成（`plugins/gouji_plugins/checks/`）。用规则语言写的见 [全国规则](../rules/national.md)。",
        "编号稳定，从不复用；程度是最高程度，尾差、比率的小差和推断的读数会降级。",
    ]
    for owner, check in Host().checks:
        if owner != "builtin":
            continue
        lines += [
            "",
            f"## {check.id}",
            "",
            "| 编号 | 规则 | 程度 | 类别 | 分类 | 依据 |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for rule in sorted(check.rules, key=lambda r: r.id):
            cells = (
                rule.id,
                rule.title,
                _NAMES[rule.severity],
                rule.category,
                rule.rule_class.value,
                rule.basis or "—",
            )
            lines.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
