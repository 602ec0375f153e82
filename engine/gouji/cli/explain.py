"""``gouji explain``: why a finding says what it says, in steps a colleague can follow."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.audit import Auditor, Options
from gouji.cli.options import document_options, terminal_width
from gouji.display import harmless, width, wrap
from gouji.errors import ExitCode, GoujiError
from gouji.model import Finding


@click.command()
@click.argument("finding_id")
@click.option("--on", "path", required=True, type=click.Path(exists=True, path_type=Path), help="文件")
@document_options
def explain(finding_id: str, path: Path, options: Options) -> None:
    """解释一个问题：涉及哪些关系，代入了哪些数，为什么是这个数而不是别的。

    FINDING_ID 是报告里的编号（gouji audit -v 或 JSON 里可见），可以只写开头几个字。
    """
    try:
        report = Auditor(options=options).audit_path(path)
    except GoujiError as error:
        click.echo(f"错误：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
    found = [f for f in report.findings if f.id == finding_id] or [
        f for f in report.findings if f.id.startswith(finding_id)
    ]
    if not found:
        known = "、".join(f.id for f in report.findings[:20]) or "没有问题"
        click.echo(f"错误：没有编号为“{finding_id}”的问题；本文件的问题：{known}", err=True)
        raise SystemExit(int(ExitCode.USAGE))
    for finding in found:
        for line in explained(finding):
            click.echo(line)


def explained(finding: Finding) -> list[str]:
    """Return the explanation of a finding as lines."""
    room = terminal_width()
    lines = [f"{finding.id}　{harmless(finding.title)}", ""]
    lines += wrap(harmless(finding.message), room)
    if finding.expected:
        lines.append(f"应为：{finding.expected}")
    if finding.steps:
        lines += ["", "依据的推理："]
        for number, step in enumerate(finding.steps, 1):
            head = f"  {number}. "
            for i, piece in enumerate(wrap(harmless(step), room - width(head))):
                lines.append((head if i == 0 else " " * width(head)) + piece)
    if finding.alternatives:
        lines += ["", "也可能的改法："]
        for alternative in finding.alternatives:
            pairs = "，".join(
                f"{figure} → {proposal}" if proposal else figure
                for figure, proposal in zip(alternative.figures, alternative.proposals, strict=False)
            )
            lines.append("  · " + harmless(pairs + (f"（{alternative.note}）" if alternative.note else "")))
    lines += ["", "涉及的数："]
    lines += [
        f"  · {harmless(e.label or e.section or str(e.place))}：{harmless(e.printed) or '（空白）'}（{e.place}）"
        for e in finding.evidence
    ]
    if finding.rule.basis:
        lines += ["", f"依据：{finding.rule.basis}"]
    return lines
