"""``gouji diff``: what changed between two JSON reports."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.display import harmless
from gouji.errors import ExitCode, GoujiError
from gouji.living import compare


@click.command()
@click.argument("first", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("second", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def diff(first: Path, second: Path) -> None:
    """比较两份 JSON 报告：新出现的、消失的、变了的问题。

    可用于一份公开文件的更正前后，或同一文件的两次检查。有新问题时退出码为 1。
    """
    try:
        differences = compare(first, second)
    except GoujiError as error:
        click.echo(f"错误：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
    fresh = 0
    for difference in differences:
        fresh += len(difference.new)
        click.echo(harmless(difference.document))
        for mark, title, findings in (
            ("+", "新出现", difference.new), ("-", "已消失", difference.gone), ("~", "有变化", difference.changed),
        ):  # fmt: skip
            for finding in findings:
                click.echo(f"  {mark} {title} {finding['id']} {harmless(finding['message'])}")
        click.echo(f"  不变 {difference.kept} 个")
    if fresh:
        raise SystemExit(int(ExitCode.FINDINGS))
