"""``gouji extract``: the ledger of a document, for people and programs, without auditing it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO

import click

from gouji.api import Source
from gouji.audit import Auditor, Options
from gouji.cli.options import document_options
from gouji.cli.output import rendered, write_console, write_file
from gouji.display import cut, harmless, pad, pad_left, width
from gouji.errors import GoujiError
from gouji.model import Ledger, Table

_LONGEST = 44
"""Columns that a name or a figure takes at most."""


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "format_", default="text", show_default=True, help="输出格式：text 或写出器的名称")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入文件")
@document_options
def extract(path: Path, format_: str, output: Path | None, options: Options) -> None:
    """读出文件里的各张表，供核对读数或交给其他程序。"""
    try:
        auditor = Auditor(options=options)
        writer = auditor.host.ledger_writers.get(format_)
        if writer is None and format_ != "text":
            known = "、".join(["text", *sorted(auditor.host.ledger_writers)])
            raise click.BadParameter(f"没有“{format_}”格式；可用：{known}")
        if writer is not None and writer.binary and output is None:
            raise click.BadParameter(f"“{format_}”格式须用 -o 写入文件")
        ledger, _ = auditor.read(Source(str(path), path, options.limits))

        def write(stream: IO[bytes]) -> None:
            if writer is None:
                stream.write(as_text(ledger).encode("utf-8", "replace"))
            else:
                writer.write(ledger, stream)

        if output is not None:
            write_file(output, write)
        else:
            write_console(rendered(write))
    except GoujiError as error:
        click.echo(f"错误：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error


def as_text(ledger: Ledger) -> str:
    """Return the ledger as aligned text, a table after another."""
    lines = [json.dumps(ledger.document.source, ensure_ascii=False).strip('"')]
    facts = ledger.facts_of
    lines.append(
        f"{facts.department}　{facts.year or ''}　{facts.kind}　{facts.jurisdiction}　规则包 {'、'.join(ledger.packs)}"
    )
    for table in ledger.tables.values():
        lines += ["", *_table_text(table)]
    for entry in ledger.unrecognised:
        lines += [
            "",
            f"未识别的表：{entry.title}（{entry.place}，{entry.rows}×{entry.cols}）：{entry.reason}",
        ]
    lines += [f"说明：{note.text}（{note.place}）" for note in ledger.notes]
    lines.append("")
    lines.append(
        f"叙述事实 {len(ledger.facts)} 个；含金额的句子 {ledger.sentences_with_amounts} 句，读懂 {ledger.sentences_understood} 句；"
        f"绩效表和报告 {len(ledger.forms)} 份"
    )
    return "\n".join(map(harmless, lines)) + "\n"


def _table_text(table: Table) -> list[str]:
    head = f"{table.key}　{table.title}　（{table.unit}）　{table.reason}"
    columns = [c for c in table.columns if any((r.key, c.key) in table.cells for r in table.rows)]
    labels = [cut(harmless(f"{r.code or ''} {r.label}".strip()), _LONGEST) for r in table.rows]
    room = max((width(label) for label in labels), default=4)
    sizes = [max(10, min(24, width(c.key))) for c in columns]
    out = [
        head,
        pad("", room)
        + "".join("  " + pad_left(cut(c.key, s), s) for c, s in zip(columns, sizes, strict=True)),
    ]
    for row, label in zip(table.rows, labels, strict=True):
        cells = []
        for column, size in zip(columns, sizes, strict=True):
            figure = table.figure(row.key, column.key)
            text = "·" if figure is None else cut(harmless(figure.quantity.printed), _LONGEST)
            if figure is not None and figure.placed == "inferred" and text:
                text += "?"
            cells.append("  " + pad_left(text, size))
        out.append((pad(label, room) + "".join(cells)).rstrip())
    return out
