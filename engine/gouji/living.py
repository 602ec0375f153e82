"""Living with findings: those accepted earlier (a baseline) and those closed with a reason (suppressions).

Both are keyed by a finding's id, which is made of its rule and of canonical cells, not of places: it survives a new
extraction of the same disclosure in another format.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import attrs

from gouji.errors import GoujiError
from gouji.model import DocumentReport, Finding, Problem, Report

SETTINGS = "gouji.toml"


@attrs.frozen
class Suppression:
    """A finding that somebody looked at and closed.

    Attributes:
        finding: Id of the finding, or "" for all of a rule.
        rule: Id of the rule, "" if the finding's id says enough.
        figure: Part of the figure's id it is limited to (``公开03表/201``), "" for all.
        reason: Why; shown in every report.
        until: Last day it holds, ``None`` without end.
        origin: File it comes from.
    """

    finding: str = ""
    rule: str = ""
    figure: str = ""
    reason: str = ""
    until: datetime.date | None = None
    origin: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it speaks of a finding."""
        if self.finding:
            return finding.id == self.finding
        if self.rule != finding.rule.id:
            return False
        return not self.figure or any(self.figure in e.figure for e in finding.evidence)


def read_suppressions(path: Path) -> tuple[Suppression, ...]:
    """Read the ``[[suppress]]`` tables of a settings file.

    Raises:
        GoujiError: If one lacks a reason, or names neither finding nor rule.
    """
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GoujiError(f"设置文件无法读取：{error}", source=str(path)) from error
    found = []
    for number, entry in enumerate(raw.get("suppress", []), 1):
        where = f"第 {number} 个 [[suppress]]"
        unknown = set(entry) - {"finding", "rule", "figure", "reason", "until"}
        if unknown:
            raise GoujiError(f"未知的键 {'、'.join(sorted(unknown))}", source=str(path), place=where)
        if not entry.get("reason"):
            raise GoujiError("抑制必须写明理由 reason", source=str(path), place=where)
        if not entry.get("finding") and not entry.get("rule"):
            raise GoujiError("应写明 finding（问题编号）或 rule（规则编号）", source=str(path), place=where)
        until = entry.get("until")
        if until is not None and not isinstance(until, datetime.date):
            raise GoujiError("until 应为日期，如 2027-12-31", source=str(path), place=where)
        found.append(
            Suppression(
                entry.get("finding", ""),
                entry.get("rule", ""),
                entry.get("figure", ""),
                entry["reason"],
                until,
                str(path),
            )
        )
    return tuple(found)


def read_baseline(path: Path) -> frozenset[str]:
    """Return the ids of the findings of an earlier JSON report.

    Raises:
        GoujiError: If it is no report of ours.
    """
    return frozenset(f["id"] for d in read_report(path) for f in d.get("findings", ()))


def read_report(path: Path) -> list[Mapping[str, Any]]:
    """Return the documents of a JSON report.

    Raises:
        GoujiError: If it is no report of ours.
    """
    try:
        raw = json.loads(path.read_bytes().decode("utf-8-sig"))
        if raw["schema"] != "gouji-report/1":
            raise ValueError(raw["schema"])
        return list(raw["documents"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoujiError("不是 gouji 的 JSON 报告", source=str(path)) from error


def missing_since(path: Path, report: Report) -> list[Problem]:
    """Return what an earlier JSON report was made with and this run lacks: plugins and rule packs.

    Raises:
        GoujiError: If it is no report of ours.
    """
    read_report(path)
    tool = json.loads(path.read_bytes().decode("utf-8-sig")).get("tool") or {}
    found = []
    for key, word in (("plugins", "插件"), ("packs", "规则包")):
        before = {str(n).split(" ")[0] for n in tool.get(key) or ()}
        now = {str(n).split(" ")[0] for n in cast("Iterable[object]", report.tool.get(key) or ())}
        found += [
            Problem(
                "plugin",
                f"基线用到的{word}“{name}”现在没有：它的规则和检查这次没有运行，基线里的问题不能算已解决",
                str(path),
            )
            for name in sorted(before - now)
        ]
    return found


def apply(
    report: Report, suppressions: Sequence[Suppression], baseline: frozenset[str], today: datetime.date
) -> Report:
    """Return the report with known findings marked; suppressions that are spent or unused become problems.

    Args:
        report: As audited.
        suppressions: Of the settings.
        baseline: Ids accepted earlier.
        today: To judge expiry by.
    """
    used: set[int] = set()

    def mark(finding: Finding) -> Finding:
        for number, suppression in enumerate(suppressions):
            if suppression.covers(finding):
                used.add(number)
                if suppression.until is None or today <= suppression.until:
                    return attrs.evolve(finding, suppressed=suppression.reason)
        if finding.id in baseline:
            return attrs.evolve(finding, suppressed="基线中已有")
        return finding

    documents = tuple(_marked(d, map(mark, d.findings)) for d in report.documents)
    problems = list(report.problems)
    heard = _rules_heard(report)
    for number, suppression in enumerate(suppressions):
        name = suppression.finding or suppression.rule
        if suppression.until is not None and today > suppression.until:
            problems.append(
                Problem("rule", f"抑制“{name}”已于 {suppression.until} 到期，不再生效", suppression.origin)
            )
        elif suppression.rule and suppression.rule not in heard:
            problems.append(
                Problem(
                    "rule",
                    f"抑制“{name}”没有用到：现在没有这条规则（编号写错，或它的规则包、插件没有装上）",
                    suppression.origin,
                )
            )
        elif number not in used:
            problems.append(Problem("rule", f"抑制“{name}”没有用到，可以删去", suppression.origin))
    return attrs.evolve(report, documents=documents, problems=tuple(problems))


def _rules_heard(report: Report) -> set[str]:
    """Return the ids of all rules that ran or said why they did not."""
    heard: set[str] = set()
    for document in report.documents:
        heard |= {o.relation.rule.id for o in document.outcomes}
        heard |= {n.rule.id for n in document.not_run} | {f.rule.id for f in document.findings}
    return heard


def _marked(document: DocumentReport, findings: Iterable[Finding]) -> DocumentReport:
    return attrs.evolve(document, findings=tuple(findings))


@attrs.frozen
class Difference:
    """What changed between two reports of a document.

    Attributes:
        document: Source or department.
        new: Findings of the second report only.
        gone: Findings of the first only.
        changed: Findings of both whose message differs.
        kept: How many are the same.
    """

    document: str
    new: tuple[Mapping[str, Any], ...]
    gone: tuple[Mapping[str, Any], ...]
    changed: tuple[Mapping[str, Any], ...]
    kept: int


def compare(first: Path, second: Path) -> list[Difference]:
    """Compare two JSON reports, document by document (by department and year, else by source).

    Raises:
        GoujiError: If one of them is no report of ours.
    """

    def keyed(path: Path) -> dict[str, Mapping[str, Any]]:
        return {_name(d): d for d in read_report(path)}

    before, after = keyed(first), keyed(second)
    found = []
    for name in dict.fromkeys([*before, *after]):
        old = {f["id"]: f for f in before.get(name, {}).get("findings", ())}
        new = {f["id"]: f for f in after.get(name, {}).get("findings", ())}
        both = [i for i in new if i in old]
        changed = tuple(new[i] for i in both if new[i]["message"] != old[i]["message"])
        found.append(
            Difference(
                name,
                tuple(f for i, f in new.items() if i not in old),
                tuple(f for i, f in old.items() if i not in new),
                changed,
                len(both) - len(changed),
            )
        )
    return found


def _name(document: Mapping[str, Any]) -> str:
    department = document.get("department")
    return (
        f"{department} {document.get('year') or ''}".strip()
        if department
        else str(document.get("source", ""))
    )
