"""JUnit XML: a test case a rule and document, so that a CI shows audits like tests.

A rule fails if it has findings at or above warning, is skipped if it was undecided or did not run.
"""

from __future__ import annotations

from collections import defaultdict
from typing import IO
from xml.etree.ElementTree import Element, SubElement, tostring

from gouji.api import ReportOptions
from gouji.display import shown
from gouji.model import DocumentReport, Finding, Report, Severity, Verdict

MAX_TEXT = 4_000


def xml_text(text: str) -> str:
    """Return ``text`` bounded, with the characters XML cannot hold or a reader should not meet replaced."""
    return shown(text, MAX_TEXT)


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write one ``testsuites`` element, UTF-8."""
    root = Element("testsuites", name="gouji")
    for document in report.documents:
        _suite(root, document)
    for failed in report.failed:
        suite = SubElement(
            root, "testsuite", name=xml_text(failed.source), tests="1", failures="0", errors="1", skipped="0"
        )
        case = SubElement(suite, "testcase", name="读取", classname=xml_text(failed.source))
        SubElement(case, "error", message=xml_text(failed.problem.message), type=failed.problem.kind)
    # Jenkins knows no count of skipped cases here.
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n")


def _suite(root: Element, document: DocumentReport) -> None:
    name = xml_text(document.ledger.document.source)
    suite = SubElement(root, "testsuite", name=name)
    findings: dict[str, list[Finding]] = defaultdict(list)
    titles: dict[str, str] = {}
    waiting: dict[str, str] = {}
    for outcome in document.outcomes:
        rule = outcome.relation.rule
        titles[rule.id] = rule.title
        if outcome.verdict is Verdict.UNDECIDED:
            waiting.setdefault(rule.id, outcome.reason)
    for skipped in document.not_run:
        titles[skipped.rule.id] = skipped.rule.title
        waiting[skipped.rule.id] = skipped.reason
    for finding in document.findings:
        titles[finding.rule.id] = finding.rule.title
        if not finding.suppressed and finding.severity is not Severity.INFO:
            findings[finding.rule.id].append(finding)
    for rule_id in sorted(titles):
        case = SubElement(suite, "testcase", name=xml_text(f"{rule_id} {titles[rule_id]}"), classname=name)
        if rule_id in findings:
            text = "\n".join(xml_text(f"{f.id} {f.message}") for f in findings[rule_id])
            failure = SubElement(
                case,
                "failure",
                message=xml_text(findings[rule_id][0].message),
                type=findings[rule_id][0].severity.value,
            )
            failure.text = text
        elif rule_id in waiting:
            SubElement(case, "skipped", message=xml_text(waiting[rule_id]))
    errors = 0
    for problem in document.problems:
        case = SubElement(suite, "testcase", name=xml_text(problem.source or problem.kind), classname=name)
        SubElement(case, "error", message=xml_text(problem.message), type=problem.kind)
        errors += 1
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(findings)))
    suite.set("errors", str(errors))
    suite.set("skipped", str(sum(1 for case in suite if case.find("skipped") is not None)))
