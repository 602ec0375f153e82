"""``gouji packs``: which packs are installed, and which apply to a document and why."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.api import Source
from gouji.audit import Auditor, Options
from gouji.cli.options import document_options
from gouji.errors import GoujiError


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@document_options
def packs(path: Path | None, options: Options) -> None:
    """列出规则包；给出文件时说明哪些适用于它、为什么。"""
    auditor = Auditor(options=options)
    try:
        chosen: list[str] = []
        reasons = {}
        if path is not None:
            ledger, specs = auditor.read(Source(str(path), path, options.limits))
            facts = ledger.facts_of
            chosen = [pack.id for pack in specs.packs]
            reasons = dict(specs.reasons)
            click.echo(
                f"{path}：{facts.department or '部门未识别'}，{facts.year or '年度未识别'}，"
                f"{facts.kind or '文种未识别'}，{facts.jurisdiction or '地区未识别'}"
            )
        for pack in auditor.packs:
            mark = "" if path is None else ("✓ " if pack.id in chosen else "  ")
            click.echo(f"{mark}{pack.id}  {pack.title}（{pack.source}）")
            size = f"{len(pack.tables)} 个表式，{len(pack.rules)} 个规则文件，{len(pack.parameters)} 个参数"
            click.echo(f"{'  ' if mark else ''}  {reasons.get(pack.id, size)}")
        for problem in auditor.problems():
            click.echo(f"问题：{problem.message}", err=True)
    except GoujiError as error:
        click.echo(f"错误：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
