"""``gouji diff``: what changed between two JSON reports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from gouji.display import harmless
from gouji.errors import ExitCode, GoujiError
from gouji.living import Difference, compare

_ONLY = {"first": "只在前一份里，后一份没有这份文件：它的问题不能算已解决", "second": "只在后一份里"}


@click.command()
@click.argument("first", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["console", "json"]), default="console", show_default=True
)
def diff(first: Path, second: Path, format_: str) -> None:
    """比较两份 JSON 报告：新出现的、消失的、没有再检查的、变了的问题。

    可用于一份公开文件的更正前后，或同一文件的两次检查。有新问题时退出码为 1；已抑制、已说明和基线中已有的不算。
    """
    try:
        differences = compare(first, second)
    except GoujiError as error:
        click.echo(f"错误：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
    if format_ == "json":
        click.echo(json.dumps([d._asdict() for d in differences], ensure_ascii=False, indent=2))
    else:
        for difference in differences:
            _show(difference)
    if any(not f.get("suppressed") for d in differences for f in d.new):
        raise SystemExit(int(ExitCode.FINDINGS))


def _show(difference: Difference) -> None:
    click.echo(harmless(difference.document))
    if difference.only:
        click.echo(f"  {_ONLY[difference.only]}")
    for mark, title, findings in (
        ("+", "新出现", difference.new), ("-", "已消失", difference.gone), ("?", "没有再检查", difference.unchecked),
    ):  # fmt: skip
        for finding in findings:
            click.echo(f"  {mark} {title} {_words(finding)}")
    for before, after in difference.changed:
        click.echo(f"  ~ 有变化 {_words(after)}")
        click.echo(f"      原为 {_state(before)}{harmless(before['message'])}")
    click.echo(f"  不变 {difference.kept} 个")


def _words(finding: Mapping[str, Any]) -> str:
    return f"{finding['id']} {_state(finding)}{harmless(finding['message'])}"


def _state(finding: Mapping[str, Any]) -> str:
    closed = finding.get("suppressed")
    return f"[{harmless(closed)}] " if closed else ""
