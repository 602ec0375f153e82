"""What a user writes in ``gouji.toml`` about findings: suppressions and explanations."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from gouji.errors import GoujiError
from gouji.model import DocumentFacts, Finding, RuleClass, Settled

SETTINGS = "gouji.toml"

_WHERE = frozenset({"finding", "rule", "figure", "place", "document", "until"})
_KEYS = {"suppress": _WHERE | {"reason"}, "explain": _WHERE | {"text", "by"}}
_WORDS = {"suppress": ("reason", "抑制必须写明理由 reason"), "explain": ("text", "说明必须写明内容 text")}


class Closing(NamedTuple):
    """A finding, or the findings of a rule at a place, that somebody looked at and closed.

    Attributes:
        kind: ``Settled.SUPPRESSED`` (``[[suppress]]``) or ``Settled.EXPLAINED`` (``[[explain]]``).
        finding: Id of the finding, or "" for all of a rule.
        rule: Id of the rule, "" if the finding's id says enough.
        figure: Part of the id of a figure it is limited to (``公开03表/201``), "" for all.
        place: Part of the table, section, label or position it is limited to (``第三部分/九``), "" for all.
        document: Part of the department's or file's name it is limited to, "" for all.
        reason: Why; shown in every report.
        by: Who explains, "" if not said.
        until: Last day it holds, ``None`` without end.
        origin: File it comes from.
    """

    kind: Settled
    finding: str = ""
    rule: str = ""
    figure: str = ""
    place: str = ""
    document: str = ""
    reason: str = ""
    by: str = ""
    until: datetime.date | None = None
    origin: str = ""

    @property
    def name(self) -> str:
        """How messages call it: ``抑制“BJ-52”``."""
        word = "说明" if self.kind is Settled.EXPLAINED else "抑制"
        return f"{word}“{self.finding or self.rule}”"

    @property
    def words(self) -> str:
        """What reports show beside a finding it closed."""
        return f"{self.reason}（{self.by}）" if self.by else self.reason

    def covers(self, finding: Finding, source: str, facts: DocumentFacts) -> bool:
        """Whether it speaks of a finding of a document."""
        if self.document and self.document not in source and self.document not in facts.department:
            return False
        if self.finding and finding.id != self.finding:
            return False
        if self.rule and finding.rule.id != self.rule:
            return False
        if self.figure and not any(self.figure in e.figure for e in finding.evidence):
            return False
        if not self.place:
            return True
        return any(
            self.place in words
            for e in finding.evidence
            for words in (
                e.table,
                e.section,
                e.label,
                e.figure,
                f"{e.table} {e.row} {e.column}",
                str(e.place),
            )
        )

    def may_close(self, finding: Finding) -> bool:
        """Whether it is of a kind that can close the finding: only 核实性 findings can be explained away."""
        return self.kind is not Settled.EXPLAINED or finding.rule.rule_class is RuleClass.VERIFY


def read_closings(path: Path) -> tuple[Closing, ...]:
    """Read the ``[[suppress]]`` and ``[[explain]]`` tables of a settings file.

    Raises:
        GoujiError: If the file is no TOML, or an entry lacks its words, names neither finding nor rule, or holds
            a key or a value that is not known.
    """
    import tomllib  # a run without a settings file has no use for it

    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GoujiError(f"设置文件无法读取：{error}", source=str(path)) from error
    found = []
    for section, kind in (("suppress", Settled.SUPPRESSED), ("explain", Settled.EXPLAINED)):
        entries = raw.get(section, [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise GoujiError(f"{section} 应写作 [[{section}]]", source=str(path))
        for number, entry in enumerate(entries, 1):
            found.append(_closing(entry, section, kind, str(path), f"第 {number} 个 [[{section}]]"))
    return tuple(found)


def _closing(entry: Mapping[str, Any], section: str, kind: Settled, source: str, where: str) -> Closing:
    unknown = set(entry) - _KEYS[section]
    if unknown:
        raise GoujiError(f"未知的键 {'、'.join(sorted(unknown))}", source=source, place=where)
    for key, value in entry.items():
        if key != "until" and not isinstance(value, str):
            raise GoujiError(f"{key} 应为引号中的文字", source=source, place=where)
    key, complaint = _WORDS[section]
    words = str(entry.get(key, "")).strip()
    if not words:
        raise GoujiError(complaint, source=source, place=where)
    if not entry.get("finding") and not entry.get("rule"):
        raise GoujiError("应写明 finding（问题编号）或 rule（规则编号）", source=source, place=where)
    until = entry.get("until")
    if isinstance(until, datetime.datetime):
        until = until.date()
    if until is not None and not isinstance(until, datetime.date):
        raise GoujiError("until 应为日期，如 2027-12-31", source=source, place=where)
    places = {k: entry.get(k, "") for k in ("finding", "rule", "figure", "place", "document", "by")}
    return Closing(kind, reason=words, until=until, origin=source, **places)
