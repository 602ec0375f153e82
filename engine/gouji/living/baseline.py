"""Baselines: the findings of an earlier JSON report, document by document.

A finding's id says which rule and which cells, not whose: the same slip in another department, or in next year's
accounts, is a new finding.  So ids are kept by the identity of their document.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, cast

import attrs

from gouji.errors import GoujiError
from gouji.model import DocumentReport, Problem, Report
from gouji.value import Value

Identity = tuple[str, str, str]
"""Department, year and kind of a disclosure, as read; ("", …) where the department is not known."""


@attrs.frozen(eq=False, repr=False)
class Baseline(Value):
    """Findings accepted earlier.

    Attributes:
        by_identity: Ids by department, year and kind.
        by_name: Ids by file name without extension, of all documents.
        nameless: File names of the documents whose department was not read.
    """

    by_identity: Mapping[Identity, frozenset[str]] = attrs.field(factory=dict)
    by_name: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    nameless: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """All ids in it, of whatever document."""
        return frozenset().union(*self.by_identity.values(), *self.by_name.values())

    def known(self, document: DocumentReport) -> frozenset[str]:
        """Return the ids accepted for a document, whatever format it was read from.

        A document is recognised by department, year and kind; by its file's name only where one of the two readings
        did not find a department.
        """
        facts = document.ledger.facts_of
        key = (facts.department, str(facts.year or ""), facts.kind)
        name = stem(document.ledger.document.source)
        if facts.department and name not in self.nameless:
            return self.by_identity.get(key, frozenset())
        return self.by_identity.get(key, frozenset()) | self.by_name.get(name, frozenset())


def stem(source: str) -> str:
    """Return the name of a file without folders and extension, for either kind of slash."""
    return PurePath(source.replace("\\", "/")).stem


def identity_of(document: Mapping[str, Any]) -> Identity:
    """Return the identity of a document of a JSON report."""
    year = document.get("year")
    return (str(document.get("department") or ""), str(year or ""), str(document.get("kind") or ""))


def read_baseline(path: Path) -> Baseline:
    """Return the findings of an earlier JSON report.

    Raises:
        GoujiError: If it is no report of ours.
    """
    by_identity: dict[Identity, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    nameless = set()
    for document in read_report(path):
        ids = {str(f["id"]) for f in document.get("findings", ())}
        key, name = identity_of(document), stem(str(document.get("source", "")))
        if key[0]:
            by_identity[key] |= ids
        else:
            nameless.add(name)
        by_name[name] |= ids
    return Baseline(
        {k: frozenset(v) for k, v in by_identity.items()},
        {k: frozenset(v) for k, v in by_name.items()},
        frozenset(nameless),
    )


def read_report(path: Path) -> list[Mapping[str, Any]]:
    """Return the documents of a JSON report.

    Raises:
        GoujiError: If it is no report of ours.
    """
    return [d for d in _whole(path)["documents"] if isinstance(d, dict)]


def _whole(path: Path) -> Mapping[str, Any]:
    try:
        raw = json.loads(path.read_bytes().decode("utf-8-sig"))
        if raw["schema"] != "gouji-report/1" or not isinstance(raw["documents"], list):
            raise ValueError(raw["schema"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise GoujiError("不是 gouji 的 JSON 报告", source=str(path)) from error
    return cast("Mapping[str, Any]", raw)


def missing_since(path: Path, report: Report) -> list[Problem]:
    """Return what an earlier JSON report was made with and this run lacks: plugins and rule packs.

    Raises:
        GoujiError: If it is no report of ours.
    """
    tool = _whole(path).get("tool") or {}
    return [
        Problem(
            "plugin",
            f"基线用到的{word}“{name}”现在没有：它的规则和检查这次没有运行，基线里的问题不能算已解决",
            str(path),
        )
        for word, name in gone(tool, report.tool)
    ]


def gone(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the plugins and rule packs that an earlier run had and this one lacks.

    Args:
        before: ``tool`` of the earlier run.
        now: ``tool`` of this one.

    Returns:
        What it is, in words, and its name.
    """

    def names(tool: Mapping[str, Any], key: str) -> set[str]:
        return {str(n).split(" ")[0] for n in tool.get(key) or ()}

    return [
        (word, name)
        for key, word in (("plugins", "插件"), ("packs", "规则包"))
        for name in sorted(names(before, key) - names(now, key))
    ]
