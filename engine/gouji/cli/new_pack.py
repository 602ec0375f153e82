"""``gouji new-pack``: a package for a province that passes its own tests at once."""

from __future__ import annotations

from pathlib import Path

import click

from gouji.errors import GoujiError


@click.command("new-pack")
@click.argument("name")
@click.option("--jurisdiction", required=True, help="地区，如 甘肃 或 甘肃/临夏")
@click.option(
    "--year", type=click.IntRange(2000, 2100), default=2024, show_default=True, help="从哪个决算年度起"
)
@click.option("--into", type=click.Path(path_type=Path), help="写到哪个新文件夹，默认用包名")
def new_pack(name: str, jurisdiction: str, year: int, into: Path | None) -> None:
    """新建一个规则包的安装包：表式、规则、测试、CI，装上就能通过自己的测试。"""
    from gouji import scaffold

    try:
        pack = scaffold.new_pack(name, jurisdiction, year)
        folder = into or Path(pack.name)
        for path in scaffold.write(pack, folder):
            click.echo(str(path))
    except GoujiError as error:
        click.echo(f"错误：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
    click.echo("")
    click.echo(f'接下来：cd {folder}，python -m pip install -e ".[test]"，python -m pytest')
