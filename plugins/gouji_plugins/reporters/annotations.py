"""Formats of code-hosting CIs: GitHub workflow annotations and GitLab code quality."""

from __future__ import annotations

import hashlib
import json
from typing import IO

from gouji.api import ReportOptions
from gouji.display import shown
from gouji.model import Report, Severity

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}

MAX_TEXT = 4_000


def _data(text: str) -> str:
    return shown(text, MAX_TEXT).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render_github(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write workflow commands, one a finding."""
    lines = []
    for document in report.documents:
        for finding in document.findings:
            if finding.suppressed:
                continue
            place = finding.evidence[finding.culprit or 0].place if finding.evidence else None
            where = f"file={_property(document.ledger.document.source)}"
            if place and place.line:
                where += f",line={place.line}"
            title = _property(f"{finding.rule.id} {finding.title}")
            lines.append(f"::{_GITHUB[finding.severity]} {where},title={title}::{_data(finding.message)}")
    lines += [f"::error file={_property(f.source)}::{_data(f.problem.message)}" for f in report.failed]
    stream.write(("\n".join(lines) + "\n" if lines else "").encode("utf-8", "replace"))


def render_gitlab(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write a code quality report: a JSON array."""
    entries = []
    for document in report.documents:
        source = document.ledger.document.source
        for finding in document.findings:
            if finding.suppressed:
                continue
            place = finding.evidence[finding.culprit or 0].place if finding.evidence else None
            entries.append(
                {
                    "description": shown(finding.message, MAX_TEXT),
                    "check_name": finding.rule.id,
                    "fingerprint": hashlib.sha256(
                        f"{source}|{finding.id}".encode("utf-8", "replace")
                    ).hexdigest(),
                    "severity": _GITLAB[finding.severity],
                    "location": {
                        "path": shown(source, MAX_TEXT),
                        "lines": {"begin": (place.line if place else None) or 1},
                    },
                }
            )
    stream.write(json.dumps(entries, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n")
