"""``gouji query``: ask the results of a batch."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import IO

import click

from gouji.batch.answers import as_csv, as_json, as_table
from gouji.batch.export import export
from gouji.batch.questions import QUESTIONS, ask, find_question, in_words
from gouji.batch.store import database
from gouji.cli.options import terminal_width
from gouji.cli.output import write_console, write_file
from gouji.display import pad, width
from gouji.errors import GoujiError

TOP = 30


def _put(data: bytes, stream: IO[bytes]) -> None:
    stream.write(data)


@click.command()
@click.argument("out", type=click.Path(exists=True, path_type=Path))
@click.argument("question", required=False)
@click.option("--sql", help="自己写一条查询（只读），表和栏见 docs/batch.md")
@click.option("--year", type=int, help="只看这一年度")
@click.option("--department", help="只看名称含这几个字的部门")
@click.option(
    "--top", type=click.IntRange(0), help=f"最多列多少行，0 为全部；表格默认 {TOP}，其他格式默认全部"
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="格式",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入文件")
@click.option(
    "--export",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="把整个结果库导出到这个文件夹，每表一个文件",
)
@click.option(
    "--export-format",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    help="导出的格式",
)
def query(
    out: Path,
    question: str | None,
    sql: str | None,
    year: int | None,
    department: str | None,
    top: int | None,
    format_: str,
    output: Path | None,
    folder: Path | None,
    export_format: str,
) -> None:
    """查询 gouji batch 的结果。

    OUT 是 --out 的文件夹；QUESTION 是问题的名称或其中几个字，不写则列出可问的。批量检查还在运行时也可以查。
    """
    try:
        path = database(out)
        if folder is not None:
            for name, count in export(path, folder, export_format):
                click.echo(f"{name}：{count:,} 行")
            return
        if sql is not None and question is not None:
            raise click.UsageError("QUESTION 和 --sql 只能用一个")
        if sql is None and question is None:
            room = max(width(q.name) for q in QUESTIONS)
            for one in QUESTIONS:
                click.echo(f"{pad(one.name, room)}  {one.about}")
            return
        if top is None and format_ == "table":
            top = TOP
        text = sql if sql is not None else find_question(str(question)).sql
        answer = ask(path, text, top=top or None, year=year, department=department)
        if format_ == "csv":
            # Spreadsheets in China take CSV without a mark for GBK.
            data = (("\ufeff" if output else "") + as_csv(answer)).encode("utf-8")
        elif format_ == "json":
            data = as_json(answer).encode("utf-8")
        else:
            data = (as_table(in_words(answer), terminal_width()) + "\n").encode("utf-8")
        if output is None:
            write_console(data)
        else:
            write_file(output, partial(_put, data))
    except GoujiError as error:
        click.echo(f"错误：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
