"""The pages on the rules of the built-in checks, made from the rules themselves and their examples.

``python tests/support/check_page.py`` writes them; a test compares them.
"""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from gouji.host import Host
from gouji.model import Rule, Severity

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGE = FOLDER / "checks.md"
_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_TITLES = {
    "narrative": "情况说明",
    "performance": "绩效",
    "sense": "应当核实的口径",
    "completeness": "完整性",
    "wording": "文字",
    "codes": "科目编码",
    "causes": "根本原因",
}


def pages() -> dict[Path, str]:
    """Return every page by path: the index, and one page a check with a section a rule."""
    words = tomllib.loads((FOLDER / "check_examples.toml").read_text(encoding="utf-8"))
    index = [
        "# 内置检查的规则",
        "",
        "规则语言说不了的检查用 Python 写成（`plugins/gouji_plugins/checks/`）。用规则语言写的见 [全国规则](../rules/national.md)。",
        "编号稳定，从不复用；程度是最高程度，尾差、比率的小差和推断的读数会降级。每条规则查什么、为什么、例子、何时不适用，见编号的链接。",
    ]
    made: dict[Path, str] = {}
    for owner, check in Host().checks:
        if owner != "builtin":
            continue
        rules = sorted(check.rules, key=lambda r: r.id)
        index += [
            "",
            f"## {check.id}",
            "",
            "| 编号 | 规则 | 程度 | 类别 | 分类 | 依据 |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for rule in rules:
            link = f"[{rule.id}](checks/{check.id}.md#{rule.id.lower()})"
            cells = (
                link,
                rule.title,
                _NAMES[rule.severity],
                rule.category,
                rule.rule_class.value,
                rule.basis or "—",
            )
            index.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
        own = [f"# {_TITLES.get(check.id, check.id)}（{check.id}）", "", "[全部规则](../checks.md)"]
        told = _told(check)
        for rule in rules:
            own += ["", *_section(rule, told.get(rule.id, ""), words.get(rule.id, {}))]
        made[FOLDER / "checks" / f"{check.id}.md"] = "\n".join(own) + "\n"
    made[PAGE] = "\n".join(index) + "\n"
    return made


def _told(check: object) -> Mapping[str, str]:
    """Return what the modules of a check say of its rules."""
    found: dict[str, str] = {}
    for rule in check.rules:  # type: ignore[attr-defined]
        for name in (type(check).__module__, f"{type(check).__module__}_rules"):
            try:
                module = importlib.import_module(name)
            except ModuleNotFoundError:
                continue
            text = getattr(module, "PAGES", {}).get(rule.id, "")
            if text:
                found[rule.id] = text
    return found


def _section(rule: Rule, told: str, words: Mapping[str, str]) -> list[str]:
    lines = [
        f'<a id="{rule.id.lower()}"></a>',
        f"## {rule.id} {rule.title}",
        "",
        f"{_NAMES[rule.severity]} · {rule.rule_class.value} · {rule.category}",
        "",
        f"- **查什么、何时不适用**：{told or _what(words)}",
    ]
    if words.get("why"):
        lines.append(f"- **为什么**：{words['why']}")
    lines.append(f"- **依据**：{rule.basis or '同一份文件里的数互相印证'}")
    if words.get("example"):
        lines.append(f"- **例子**：{words['example']}")
    return lines


def _what(words: Mapping[str, str]) -> str:
    return words.get("what", "") + (f"不适用：{words['unless']}" if words.get("unless") else "")


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
