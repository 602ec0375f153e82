"""Prints a made-up disclosure as XLSX, DOCX and HTML."""

from __future__ import annotations

import html
import io
import re
import zipfile

import xlsxwriter

from gouji.testing.synthetic.printed import HeadCell, Heading, Paragraph, PrintedDocument, PrintedTable

AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+|-?\d+\.\d+")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def header_cells(table: PrintedTable) -> list[tuple[int, int, HeadCell]]:
    """Return (row, column, cell) of the header with its spans laid out."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(table.header):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            placed.append((r, column, cell))
            taken.update((r + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan))
            column += cell.colspan
    return placed


def body_rows(table: PrintedTable) -> list[tuple[str, ...]]:
    """Return the rows below the header, 栏次 first."""
    return [*((table.ordinals,) if table.ordinals else ()), *table.body]


def render_xlsx(document: PrintedDocument, *, prose: bool = True, stacked: int | None = None) -> bytes:
    """Print one sheet a table, amounts as numbers with the format ``#,##0.00`` or ``0.00``; prose in a sheet.

    Args:
        document: To be printed.
        prose: Whether to print the prose.
        stacked: All tables below one another in one sheet, with so many blank rows between; ``None``: a sheet each.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    plain, grouped = book.add_format({"num_format": "0.00"}), book.add_format({"num_format": "#,##0.00"})
    texts = [p.text for p in document.pieces if isinstance(p, Heading | Paragraph)]
    sheet, bottom = None, 0
    for number, table in enumerate(document.tables(), 1):
        if sheet is None or stacked is None:
            sheet, bottom = book.add_worksheet(f"{number}"), 0
        sheet.merge_range(bottom, 0, bottom, table.width - 1, table.title)
        sheet.write_string(bottom + 1, 0, f"部门：{table.department}")
        sheet.write_string(bottom + 1, table.width - 1, f"单位：{table.unit}")
        top = bottom + 2
        for r, c, cell in header_cells(table):
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_range(top + r, c, top + r + cell.rowspan - 1, c + cell.colspan - 1, cell.text)
            else:
                sheet.write_string(top + r, c, cell.text)
        top += len(table.header)
        for r, row in enumerate(body_rows(table)):
            for c, text in enumerate(row):
                if c not in table.labels and AMOUNT.fullmatch(text):
                    sheet.write_number(
                        top + r, c, float(text.replace(",", "")), grouped if "," in text else plain
                    )
                elif text:
                    sheet.write_string(top + r, c, text)
        if table.note:
            sheet.write_string(top + len(body_rows(table)), 0, table.note)
        bottom = top + len(body_rows(table)) + 1 + (stacked or 0)
    if prose:
        sheet = book.add_worksheet("说明")
        for r, text in enumerate([document.title, *texts]):
            sheet.write_string(r, 0, text)
    book.close()
    return buffer.getvalue()


def render_html(document: PrintedDocument) -> bytes:
    """Print one page with tables inside a layout table."""
    parts = [
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{html.escape(document.title)}</title></head><body>"
    ]
    parts.append("<table><tr><td>")
    for piece in document.pieces:
        if isinstance(piece, PrintedTable):
            parts.append(f"<p>{html.escape(piece.title)}</p><p>单位：{piece.unit}</p><table border='1'>")
            rows: dict[int, list[str]] = {}
            for r, _, cell in header_cells(piece):
                spans = f" rowspan='{cell.rowspan}' colspan='{cell.colspan}'"
                rows.setdefault(r, []).append(f"<th{spans}>{html.escape(cell.text)}</th>")
            parts += [f"<tr>{''.join(cells)}</tr>" for cells in rows.values()]
            for row in body_rows(piece):
                parts.append("<tr>" + "".join(f"<td>{html.escape(t)}</td>" for t in row) + "</tr>")
            parts.append(f"</table><p>{html.escape(piece.note)}</p>")
        else:
            parts.append(f"<p>{html.escape(piece.text)}</p>")
    parts.append("</td></tr></table><script>alert(1)</script></body></html>")
    return "\n".join(parts).encode()


def render_docx(document: PrintedDocument) -> bytes:
    """Print paragraphs and tables with gridSpan and vMerge."""
    body = []
    for piece in document.pieces:
        if isinstance(piece, PrintedTable):
            body += [
                _paragraph(piece.title),
                _paragraph(f"单位：{piece.unit}"),
                _table(piece),
                _paragraph(piece.note),
            ]
        else:
            body.append(_paragraph(piece.text))
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t xml:space='preserve'>{html.escape(text)}</w:t></w:r></w:p>"


def _table(table: PrintedTable) -> str:
    owner: dict[tuple[int, int], tuple[int, int, HeadCell]] = {}
    for r, c, cell in header_cells(table):
        for i in range(cell.rowspan):
            for j in range(cell.colspan):
                owner[r + i, c + j] = (r, c, cell)
    rows = []
    for r in range(len(table.header)):
        cells, c = [], 0
        while c < table.width:
            if (r, c) not in owner:
                cells.append(f"<w:tc><w:tcPr>{_width()}</w:tcPr>{_paragraph('')}</w:tc>")
                c += 1
                continue
            top, _, cell = owner[r, c]
            merge = (
                "" if cell.rowspan == 1 else ('<w:vMerge w:val="restart"/>' if top == r else "<w:vMerge/>")
            )
            span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
            cells.append(
                f"<w:tc><w:tcPr>{_width(cell.colspan)}{span}{merge}</w:tcPr>{_paragraph(cell.text if top == r else '')}</w:tc>"
            )
            c += cell.colspan
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    for row in body_rows(table):
        rows.append(
            "<w:tr>"
            + "".join(f"<w:tc><w:tcPr>{_width()}</w:tcPr>{_paragraph(t)}</w:tc>" for t in row)
            + "</w:tr>"
        )
    columns = '<w:gridCol w:w="1000"/>' * table.width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _width(columns: int = 1) -> str:
    return f'<w:tcW w:w="{1000 * columns}" w:type="dxa"/>'
