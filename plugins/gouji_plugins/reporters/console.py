"""The console report: findings like a modern compiler's, then what was and was not checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import IO

from gouji.api import ReportOptions
from gouji.display import around, cut, cut_left, harmless, pad, pad_left, shown, width, wrap
from gouji.i18n import language, say, tr
from gouji.model import DocumentReport, Evidence, Finding, Place, Report, Settled, Severity, Verdict
from gouji_plugins.reporters.excerpt import Excerpts
from gouji_plugins.reporters.labels import SETTLED_NAMES
from gouji_plugins.reporters.unchecked import IDLE, SENTENCES, unchecked

_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
GRADES = {
    "certain": "确定", "likely": "很可能，也有别的改法", "one-of": "几处之一，数据不能断定是哪一个",
    "tail": "尾差，像是取整或凑平合计留下的", "suspicion": "存疑，请核实",
}  # fmt: skip
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}

MAX_LISTED = 12
"""Items of a list shown without ``-v``; the number left out is always said."""

MAX_FIELD = 4_000
"""Longest text of a field; the rest is cut and said to be."""


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the report as text, UTF-8."""
    writer = _Writer(options)
    for document in report.documents:
        writer.document(document)
    for failed in report.failed:
        writer.line(writer.paint("31;1", tr("无法读取")) + f" {shown(failed.problem.message, MAX_FIELD)}")
        writer.line("")
    if len(report.documents) + len(report.failed) > 1:
        writer.table(report)
    for problem in report.problems:
        writer.line(writer.paint("35;1", tr("运行问题")) + f" {shown(problem.message, MAX_FIELD)}")
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
        head = f"{gutter}= {label}{colon()}"
        room = max(20, self.options.width - width(head))
        if len(text) > MAX_FIELD:
            text = text[:MAX_FIELD] + tr("……（共 {n} 字，未全部显示）", n=f"{len(text):,}")
        for i, piece in enumerate(wrap(harmless(text), room)):
            self.line((head if i == 0 else " " * width(head)) + piece)

    def words(self, text: str, indent: str = "  ", first: str = "") -> None:
        """Write text wrapped under itself, bounded."""
        head = first or indent
        for piece in wrap(shown(text, MAX_FIELD), max(20, self.options.width - width(head))):
            self.line(head + piece)
            head = " " * width(first) if first else indent

    def document(self, document: DocumentReport) -> None:
        ledger = document.ledger
        facts = ledger.facts_of
        about = " · ".join(
            str(b)
            for b in (
                facts.department,
                tr("{year}年度", year=facts.year) if facts.year else "",
                facts.kind,
            )
            if b
        )
        self.line(self.paint("1", shown(ledger.document.source, MAX_FIELD)))
        if about:
            self.words(about)
        self.line("")
        listed = [f for f in document.findings if not f.suppressed]
        if self.options.verbose < 0:
            listed = [f for f in listed if f.severity is Severity.ERROR]
        excerpts = Excerpts(ledger)
        for finding in listed:
            self.finding(finding, excerpts)
        self.summary(document)

    def finding(self, finding: Finding, excerpts: Excerpts) -> None:
        colour = _COLOURS[finding.severity]
        title = shown(finding.title, MAX_FIELD)
        self.line(self.paint(colour, f"{tr(_NAMES[finding.severity])}[{finding.rule.id}]") + f" {title}")
        main = finding.main
        if main is not None:
            spot = " · ".join(b for b in (where(main.place), main.label or _where(main)) if b)
            self.words(spot, first="  --> ")
            self.excerpt(main, excerpts, finding, colour)
        if language() != "zh" and main is not None and main.printed and finding.expected:
            # Not every message is in the catalogue: say the gist of it in the reader's language first.
            gist = tr("印 {printed}，应为 {expected}", printed=main.printed, expected=finding.expected)
            self.field(tr("摘要"), f"{gist} {main.unit}".strip())
        self.field(tr("问题"), say(finding.message))
        if finding.grade != "certain" or self.options.verbose > 0:
            self.field(tr("把握"), tr(GRADES.get(finding.grade, finding.grade)))
        if finding.story:
            self.field(tr("可能原因"), say(finding.story))
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
            self.field(tr("也可能"), pairs + (f"（{say(alternative.note)}）" if alternative.note else ""))
        others = [
            e for i, e in enumerate(finding.evidence) if e is not main and e.quote and e.role != "culprit"
        ]
        seen = {main.quote if main else ""}
        for evidence in others:
            if len(seen) < 3 and evidence.quote not in seen:  # several figures of one sentence: say it once
                seen.add(evidence.quote)
                self.beside(evidence, excerpts)
        if finding.rule.basis:
            self.field(tr("依据"), finding.rule.basis)
        if self.options.verbose > 0:
            self.field(tr("编号"), finding.id)
        self.line("")

    def excerpt(self, evidence: Evidence, excerpts: Excerpts, finding: Finding, colour: str) -> None:
        """Write what is printed there, the figure underlined, what it should be beside it."""
        found = excerpts.of(evidence)
        if found is None or not found.text:
            return
        room = max(30, self.options.width - 6)
        if found.start < 0:
            self.line(f"   | {cut(found.text, room)}")
            return
        piece, offset, span = around(found.text, found.start, found.end, room)
        note = f" {tr('应为')} {shown(finding.expected, 80)}" if finding.expected else ""
        self.line(f"   | {piece}")
        self.line(f"   | {' ' * offset}" + self.paint(colour, "^" * span + note))

    def beside(self, evidence: Evidence, excerpts: Excerpts) -> None:
        """Write another place of the finding: where, and what is printed round the figure."""
        found = excerpts.of(evidence)
        if found is None:
            return
        text = found.text
        if found.start >= 0:
            text, _, _ = around(text, found.start, found.end, 2 * max(30, self.options.width - 20))
        self.field(tr("对照"), f"{where(evidence.place)}{colon()}{text}")

    def summary(self, document: DocumentReport) -> None:
        counts = Counter(f.severity for f in document.findings if not f.suppressed)
        found = comma().join(tr("{n} 个" + _NAMES[s], n=counts[s]) for s in Severity if counts[s])
        self.line(self.paint("1", tr("结论")) + f"{colon()}{found or tr('没有发现问题')}")
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
            self.words(say(certificate.note))
        self.coverage(document)
        self.unchecked(document)
        if self.options.verbose > 0:
            self.rounding(document)
            laps = comma().join(f"{k} {v * 1000:.0f} ms" for k, v in document.seconds.items())
            self.line(f"  {tr('用时')}{colon()}{laps}")
        self.line("")

    def settled(self, document: DocumentReport) -> None:
        """Say which findings do not count, and why: what is closed is never hidden."""
        closed = [f for f in document.findings if f.suppressed]
        if not closed:
            return
        numbers = Counter(f.settled for f in closed)
        kinds = comma().join(f"{tr(name)} {numbers[k]}" for k, name in SETTLED_NAMES.items() if numbers[k])
        self.line("  " + tr("不计入的问题 {n} 个", n=len(closed)) + (f"{colon()}{kinds}" if kinds else ""))
        said = [f for f in closed if f.settled is not Settled.ACCEPTED or self.options.verbose > 0]
        self.listing(
            tr("已结的问题"),
            [
                f"{tr(SETTLED_NAMES.get(f.settled, '已抑制'))} {f.id} {f.title}{colon()}{f.suppressed}"
                if f.settled is not Settled.ACCEPTED
                else f"{tr(SETTLED_NAMES[f.settled])} {f.id} {f.title}"
                for f in said
            ],
        )

    def coverage(self, document: DocumentReport) -> None:
        """Say how many figures of tables and prose stand in no relation, and name them if asked for more."""
        covered = document.coverage()
        text = tr(
            "表中的数 {cells} 个，不在关系里 {cells_free} 个；说明里的数 {facts} 个，不在关系里 {facts_free} 个；"
            "原因、用途里的金额 {asides} 个",
            cells=covered.cells,
            cells_free=covered.cells_free,
            facts=covered.facts,
            facts_free=covered.facts_free,
            asides=covered.asides,
        )
        self.words(text)
        if self.options.verbose > 0:
            named = [f"{f.label or f.id} {f.quantity.printed}" for f in covered.free]
            self.listing(tr("不在关系里的数"), named)

    def unchecked(self, document: DocumentReport) -> None:
        """Say what was not checked, by name and reason."""
        kinds: dict[str, list[str]] = {}
        for item in unchecked(document):
            reason = say(item.reason)
            pair = (reason, item.what) if item.kind == SENTENCES else (item.what, reason)
            entry = item.what if item.kind == IDLE else colon().join(pair)
            kinds.setdefault(item.kind, []).append(
                entry + (tr("（{n} 处）", n=item.count) if item.count > 1 else "")
            )
        for kind, entries in kinds.items():
            if kind == IDLE and self.options.verbose == 0:
                self.line("  " + tr("{title} {n} 项（-v 列出）", title=tr(kind), n=len(entries)))
            else:
                self.listing(tr(kind), entries)
        self.listing(tr("读取说明"), [n.text for n in document.ledger.notes])

    def listing(self, title: str, entries: list[str]) -> None:
        if not entries or self.options.verbose < 0:
            return
        limit = len(entries) if self.options.verbose > 0 else MAX_LISTED
        self.line("  " + tr("{title} {n} 项：", title=title, n=len(entries)))
        for entry in entries[:limit]:
            room = max(40, self.options.width - 6)
            self.line("    · " + cut(harmless(entry[: 2 * room]), room))
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
        heads = [tr(h) for h in ("错误", "警告", "提示", "未判定", "未运行")]
        columns = [max(8, width(h) + 2) for h in heads]
        names = [harmless(d.ledger.document.source[-1000:]) for d in report.documents]
        names += [harmless(f.source[-1000:]) for f in report.failed]
        room = min(max((width(n) for n in names), default=10), max(20, self.options.width - sum(columns) - 4))

        def row(name: str, cells: Iterable[object]) -> None:
            numbers = (pad_left(str(c), w) for c, w in zip(cells, columns, strict=True))
            self.line("  " + pad(cut_left(name, room), room) + "".join(numbers))

        self.line(self.paint("1", tr("汇总")))
        row(tr("文件"), heads)
        total = [0] * len(heads)
        for document, name in zip(report.documents, names, strict=False):
            counts = Counter(f.severity for f in document.findings if not f.suppressed)
            numbers = [counts[s] for s in Severity]
            numbers += [document.count(Verdict.UNDECIDED), len(document.not_run)]
            total = [a + b for a, b in zip(total, numbers, strict=True)]
            row(name, numbers)
        for failed in report.failed:
            self.line(
                "  " + pad(cut_left(harmless(failed.source[-1000:]), room), room) + "  " + tr("无法读取")
            )
        row(tr("合计 {n} 份", n=len(report.documents)), total)


def colon() -> str:
    """Return the colon of the language in use."""
    return "：" if language() == "zh" else ": "


def comma() -> str:
    """Return the comma of the language in use."""
    return "，" if language() == "zh" else ", "


def where(place: Place) -> str:
    """Return a place in the language in use."""
    if language() == "zh":
        return str(place)
    bits = [place.part or ""]
    if place.sheet:
        bits.append(tr("工作表“{sheet}”", sheet=place.sheet))
    elif place.page is not None:
        bits.append(tr("第{n}页", n=place.page))
    bits.append(place.cell or "")
    if place.line is not None:
        bits.append(tr("第{n}行", n=place.line))
    return " ".join(b for b in bits if b)


def _where(evidence: Evidence) -> str:
    bits = (evidence.table, evidence.row, evidence.column) if evidence.table else (evidence.section,)
    return " ".join(b for b in bits if b)
