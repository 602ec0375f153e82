"""The console report: findings like a modern compiler's, then what was and was not checked."""

from __future__ import annotations

import re
from collections import Counter
from typing import IO

from gouji.api import ReportOptions
from gouji.display import around, cut, harmless, pad, pad_left, width, wrap
from gouji.i18n import tr
from gouji.model import DocumentReport, Evidence, Finding, Ledger, Line, Report, Settled, Severity, Verdict
from gouji_plugins.reporters.tabular import SETTLED_NAMES

_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}

MAX_LISTED = 12
"""Items of a list shown without ``-v``; the number left out is always said."""


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the report as text, UTF-8."""
    writer = _Writer(options)
    for document in report.documents:
        writer.document(document)
    for failed in report.failed:
        writer.line(writer.paint("31;1", tr("无法读取")) + f" {harmless(failed.problem.message)}")
        writer.line("")
    if len(report.documents) + len(report.failed) > 1:
        writer.table(report)
    for problem in report.problems:
        writer.line(writer.paint("35;1", tr("运行问题")) + f" {harmless(problem.message)}")
    stream.write("\n".join(writer.lines).encode("utf-8", "replace") + b"\n")


class _Writer:
    """Collects lines."""

    def __init__(self, options: ReportOptions) -> None:
        self.options = options
        self.lines: list[str] = []

    def line(self, text: str) -> None:
        self.lines.append(text.rstrip())

    def paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.options.color else text

    def field(self, label: str, text: str, gutter: str = "   ") -> None:
        """Write ``= label：text``, wrapped under itself."""
        head = f"{gutter}= {label}："
        room = max(20, self.options.width - width(head))
        for i, piece in enumerate(wrap(harmless(text), room)):
            self.line((head if i == 0 else " " * width(head)) + piece)

    def document(self, document: DocumentReport) -> None:
        ledger = document.ledger
        facts = ledger.facts_of
        about = " · ".join(
            str(b) for b in (facts.department, f"{facts.year}年度" if facts.year else "", facts.kind) if b
        )
        self.line(self.paint("1", harmless(ledger.document.source)))
        if about:
            self.line(f"  {harmless(about)}")
        self.line("")
        shown = [f for f in document.findings if not f.suppressed]
        if self.options.verbose < 0:
            shown = [f for f in shown if f.severity is Severity.ERROR]
        for finding in shown:
            self.finding(finding, ledger)
        self.summary(document)

    def finding(self, finding: Finding, ledger: Ledger) -> None:
        colour = _COLOURS[finding.severity]
        title = harmless(finding.title)
        self.line(self.paint(colour, f"{tr(_NAMES[finding.severity])}[{finding.rule.id}]") + f" {title}")
        main = finding.main
        if main is not None:
            where = " · ".join(b for b in (str(main.place), main.label or _where(main)) if b)
            self.line(f"  --> {harmless(where)}")
            self.excerpt(main, ledger, finding, colour)
        self.field(tr("问题"), finding.message)
        if finding.story:
            self.field(tr("可能原因"), finding.story)
        relations = finding.relations or ((finding.relation,) if finding.relation else ())
        limit = len(relations) if self.options.verbose > 0 else 4
        for text in relations[:limit]:
            self.field(tr("关系"), text)
        if len(relations) > limit:
            self.field(tr("关系"), tr("另有 {n} 个关系由同一处引起（-v 全部列出）", n=len(relations) - limit))
        for alternative in finding.alternatives[: 3 if self.options.verbose < 1 else None]:
            pairs = "、".join(
                f"{f} → {p}" if p else f
                for f, p in zip(alternative.figures, alternative.proposals, strict=False)
            )
            self.field(tr("也可能"), pairs + (f"（{alternative.note}）" if alternative.note else ""))
        others = [
            e for i, e in enumerate(finding.evidence) if e is not main and e.quote and e.role != "culprit"
        ]
        for evidence in others[:2]:
            self.field(tr("对照"), f"{evidence.place}：{evidence.quote}")
        if finding.rule.basis:
            self.field(tr("依据"), finding.rule.basis)
        if self.options.verbose > 0:
            self.field(tr("编号"), finding.id)
        self.line("")

    def excerpt(self, evidence: Evidence, ledger: Ledger, finding: Finding, colour: str) -> None:
        text = evidence.quote or _row_text(evidence, ledger)
        if not text:
            return
        text = harmless(text)
        start = spot_of(text, harmless(evidence.printed))
        room = max(30, self.options.width - 6)
        if start < 0:
            self.line(f"   | {cut(text, room)}")
            return
        shown, offset, span = around(text, start, start + len(evidence.printed), room)
        note = f" {tr('应为')} {finding.expected}" if finding.expected else ""
        self.line(f"   | {shown}")
        self.line(f"   | {' ' * offset}" + self.paint(colour, "^" * span + note))

    def summary(self, document: DocumentReport) -> None:
        counts = Counter(f.severity for f in document.findings if not f.suppressed)
        found = "，".join(tr("{n} 个" + _NAMES[s], n=counts[s]) for s in Severity if counts[s])
        self.line(self.paint("1", tr("结论")) + f"：{found or tr('没有发现问题')}")
        self.settled(document)
        verdicts = {v: document.count(v) for v in Verdict}
        self.line(
            "  "
            + tr(
                "关系 {total} 个：成立 {holds}，仅尾数 {rounding}，不成立 {violated}，未能判定 {undecided}，不适用 {na}",
                total=sum(verdicts.values()),
                holds=verdicts[Verdict.HOLDS],
                rounding=verdicts[Verdict.ROUNDING],
                violated=verdicts[Verdict.VIOLATED],
                undecided=verdicts[Verdict.UNDECIDED],
                na=verdicts[Verdict.NOT_APPLICABLE],
            )
        )
        ledger = document.ledger
        if ledger.sentences_with_amounts:
            self.line(
                "  "
                + tr(
                    "含金额的句子 {n} 句，读懂 {k} 句",
                    n=ledger.sentences_with_amounts,
                    k=ledger.sentences_understood,
                )
            )
        certificate = document.certificate
        if certificate is not None and certificate.note:
            self.line(f"  {harmless(certificate.note)}")
        self.unchecked(document)
        if self.options.verbose > 0:
            self.rounding(document)
            laps = "，".join(f"{k} {v * 1000:.0f} ms" for k, v in document.seconds.items())
            self.line(f"  {tr('用时')}：{laps}")
        self.line("")

    def settled(self, document: DocumentReport) -> None:
        """Say which findings do not count, and why: what is closed is never hidden."""
        closed = [f for f in document.findings if f.suppressed]
        if not closed:
            return
        numbers = Counter(f.settled for f in closed)
        kinds = "，".join(f"{tr(name)} {numbers[k]}" for k, name in SETTLED_NAMES.items() if numbers[k])
        self.line("  " + tr("不计入的问题 {n} 个", n=len(closed)) + (f"：{kinds}" if kinds else ""))
        said = [f for f in closed if f.settled is not Settled.ACCEPTED or self.options.verbose > 0]
        self.listing(
            tr("已结的问题"),
            [
                f"{tr(SETTLED_NAMES.get(f.settled, '已抑制'))} {f.id} {f.title}：{f.suppressed}"
                if f.settled is not Settled.ACCEPTED
                else f"{tr(SETTLED_NAMES[f.settled])} {f.id} {f.title}"
                for f in said
            ],
        )

    def unchecked(self, document: DocumentReport) -> None:
        """Say what was not checked, by name and reason."""
        undecided = Counter(
            (o.relation.rule.id, o.relation.rule.title, o.reason)
            for o in document.outcomes
            if o.verdict is Verdict.UNDECIDED
        )
        entries = [
            f"{rule} {title}：{reason}" + (f"（{n} 处）" if n > 1 else "")
            for (rule, title, reason), n in undecided.items()
        ]
        self.listing(tr("未能判定"), entries)
        self.listing(
            tr("未运行的规则"), [f"{n.rule.id} {n.rule.title}：{n.reason}" for n in document.not_run]
        )
        ledger = document.ledger
        self.listing(
            tr("未识别的表"),
            [f"{u.title}（{u.place}，{u.rows} 行 {u.cols} 列）：{u.reason}" for u in ledger.unrecognised],
        )
        self.listing(tr("未读懂的句子"), [f"{place}：{text}" for text, place in ledger.not_understood])
        self.listing(tr("读取说明"), [f"{n.text}" for n in ledger.notes])
        self.listing(tr("出错的检查"), [p.message for p in document.problems])

    def listing(self, title: str, entries: list[str]) -> None:
        if not entries or self.options.verbose < 0:
            return
        limit = len(entries) if self.options.verbose > 0 else MAX_LISTED
        self.line(f"  {title} {len(entries)} 项：")
        for entry in entries[:limit]:
            self.line("    · " + cut(harmless(entry), max(40, self.options.width - 6)))
        if len(entries) > limit:
            self.line("    · " + tr("另有 {n} 项（-v 全部列出）", n=len(entries) - limit))

    def rounding(self, document: DocumentReport) -> None:
        entries = []
        for outcome in document.outcomes:
            if outcome.verdict is Verdict.ROUNDING:
                bound = "，".join(f"{k} {v}" for k, v in outcome.relation.binding)
                entries.append(
                    f"{outcome.relation.rule.id} {outcome.relation.text}" + (f"（{bound}）" if bound else "")
                )
        self.listing(tr("仅尾数差（不是错误）"), entries)

    def table(self, report: Report) -> None:
        """Write one line a document."""
        names = [harmless(d.ledger.document.source) for d in report.documents]
        names += [harmless(f.source) for f in report.failed]
        room = min(max((width(n) for n in names), default=10), max(20, self.options.width - 40))
        self.line(self.paint("1", tr("汇总")))
        heads = ("错误", "警告", "提示", "未判定")
        self.line("  " + pad(tr("文件"), room) + "".join(pad_left(tr(h), 8) for h in heads))
        for document in report.documents:
            counts = Counter(f.severity for f in document.findings if not f.suppressed)
            numbers = [counts[s] for s in Severity] + [document.count(Verdict.UNDECIDED)]
            name = pad(cut(harmless(document.ledger.document.source), room), room)
            self.line("  " + name + "".join(pad_left(str(n), 8) for n in numbers))
        for failed in report.failed:
            self.line("  " + pad(cut(harmless(failed.source), room), room) + "  " + tr("无法读取"))


def spot_of(text: str, printed: str) -> int:
    """Return where a printed figure stands in a text: as a number of its own, else anywhere; -1 if nowhere."""
    if not printed:
        return -1
    whole = re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d,]*\d|\.\d)", text)
    return whole.start() if whole else text.find(printed)


def _where(evidence: Evidence) -> str:
    bits = (evidence.table, evidence.row, evidence.column) if evidence.table else (evidence.section,)
    return " ".join(b for b in bits if b)


def _row_text(evidence: Evidence, ledger: Ledger) -> str:
    """Return the printed row of a cell: its text line if the document has lines, else label and cells."""
    if evidence.place.line is not None:
        number = evidence.place.line
        for block in ledger.document.blocks:
            if isinstance(block, Line) and block.place.line == number:
                return block.text.strip()
    table = ledger.tables.get(evidence.table)
    if table is None:
        return ""
    for row in table.rows:
        if row.key == evidence.row or row.label == evidence.row:
            cells = (table.figure(row.key, c.key) for c in table.columns)
            return "  ".join([row.label, *(f.quantity.printed for f in cells if f and f.quantity.printed)])
    return ""
