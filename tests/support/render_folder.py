"""Prints a made-up disclosure as several files: a folder of CSV tables with its text, the same as a ZIP archive."""

from __future__ import annotations

import csv
import io
import zipfile

from render_office import body_rows, header_cells, render_docx, render_xlsx

from gouji.testing.synthetic.printed import Heading, Paragraph, PrintedDocument, PrintedTable


def render_csv_folder(document: PrintedDocument) -> dict[str, bytes]:
    """Return file name → content: one CSV a table as a spreadsheet saves it, the prose as a text file."""
    files = {f"{n:02d}{table.title}.csv": _csv(table) for n, table in enumerate(document.tables(), 1)}
    texts = [document.title, *(p.text for p in document.pieces if isinstance(p, Heading | Paragraph))]
    files["说明.txt"] = ("\n".join(texts) + "\n").encode()
    return files


def _csv(table: PrintedTable) -> bytes:
    """Return a table as comma-separated text with a byte order mark, as WPS and Excel write it."""
    rows = [[""] * table.width for _ in table.header]
    for r, c, cell in header_cells(table):
        rows[r][c] = cell.text
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    blank = [""] * (table.width - 2)
    writer.writerow([table.title, "", *blank])
    writer.writerow([f"部门：{table.department}", *blank, f"单位：{table.unit}"])
    writer.writerows([*rows, *body_rows(table)])
    if table.note:
        writer.writerow([table.note, "", *blank])
    return out.getvalue().encode("utf-8-sig")


def render_zip(document: PrintedDocument) -> bytes:
    """Return an archive: the tables as a workbook, the text as a Word document, as attachments are published."""
    prose = PrintedDocument(
        document.title,
        document.department,
        document.year,
        tuple(p for p in document.pieces if not isinstance(p, PrintedTable)),
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (
            ("1决算公开情况说明.docx", render_docx(prose)),
            ("2决算公开表.xlsx", render_xlsx(document, prose=False)),
        ):
            entry = zipfile.ZipInfo(name, (2025, 8, 1, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()
