"""``gouji plugins``: what is installed, what each plugin adds, what failed to load."""

from __future__ import annotations

import click

from gouji.allowed import Choice
from gouji.cli.options import plugin_options
from gouji.display import pad, width
from gouji.errors import ExitCode
from gouji.host import NOT_CHOSEN, Host


@click.command()
@click.option("-v", "--verbose", is_flag=True, help="也列出出错的详情")
@plugin_options
def plugins(verbose: bool, choice: Choice) -> None:
    """列出插件：名称、版本、接口版本、来源、提供的内容和载入错误。"""
    host = Host(choice=choice)
    room = max(width(p.name) for p in host.plugins) if host.plugins else 8
    for info in host.plugins:
        state = "、".join(info.hooks) or "没有钩子"
        if info.error:
            state = info.error if info.error == NOT_CHOSEN else f"{NOT_CHOSEN}：{info.error}"
        click.echo(f"{pad(info.name, room)}  {info.version or '-'}  接口 {info.api or '-'}  {info.origin}")
        click.echo(f"{' ' * room}  {state}")
    click.echo("")
    click.echo("可读格式：" + "、".join(f"{e.name}（{' '.join(e.suffixes)}）" for e in host.extractors))
    click.echo("报告格式：" + "、".join(sorted(host.reporters)))
    click.echo("检查：" + "、".join(f"{check.id}（{len(check.rules)} 条规则）" for _, check in host.checks))
    click.echo("规则包来源：" + "、".join(p.name for p in host.packs))
    for problem in host.problems:
        click.echo(f"问题：{problem.message}", err=True)
        if verbose and problem.detail:
            click.echo(problem.detail, err=True)
    if host.problems:
        raise SystemExit(int(ExitCode.INTERNAL))
