"""Writes made-up sheets as XLSX, XLS and ODS, so that readings can be compared over the formats.

What a test reads must not come from the library that reads it: ODS is written here, XLS in ``render_xls``.
"""

from __future__ import annotations

import html
import io
import zipfile
from decimal import Decimal

import attrs
import xlsxwriter
from render_office import AMOUNT, body_rows, header_cells
from render_xls import write_xls

from gouji.testing.synthetic.printed import Heading, Paragraph, PrintedDocument

Value = str | Decimal


@attrs.frozen
class Made:
    """A cell to write: a text, or a number with its format code and what it shows."""

    value: Value
    code: str = "General"
    shown: str = ""

    @property
    def text(self) -> str:
        return self.shown if isinstance(self.value, Decimal) else self.value


@attrs.frozen
class MadeSheet:
    """A sheet to write; rows and columns from 0, merges (top, left, bottom, right) with their corner filled."""

    name: str
    cells: dict[tuple[int, int], Made]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


def write_xlsx(sheets: list[MadeSheet]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    formats: dict[str, object] = {}
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        for top, left, bottom, right in made.merges:
            sheet.merge_range(top, left, bottom, right, "")
        for (r, c), cell in made.cells.items():
            look = formats.setdefault(cell.code, book.add_format({"num_format": cell.code}))
            if isinstance(cell.value, Decimal):
                sheet.write_number(r, c, float(cell.value), look)
            else:
                sheet.write_string(r, c, cell.value)
        for r in made.hidden_rows:
            sheet.set_row(r, None, None, {"hidden": 1})
        for c in made.hidden_columns:
            sheet.set_column(c, c, None, None, {"hidden": 1})
        if made.hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def zipped(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def raw_xlsx(
    sheet: str | bytes, *, strings: str = "", styles: str = "", workbook: str = "", kind: str = "worksheet"
) -> bytes:
    """Pack a sheet part as written, for what no writer would write."""
    parts: dict[str, bytes | str] = {
        "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATIONS}">{workbook}'
        '<sheets><sheet name="表" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            {kind: "worksheets/s.xml", "sharedStrings": "/xl/strings.xml", "styles": "styles.xml"}
        ),
        "xl/worksheets/s.xml": sheet,
        "xl/strings.xml": f"<sst {_MAIN}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {_MAIN}>{styles}</styleSheet>",
    }
    return zipped(parts)


def _relations(targets: dict[str, str]) -> str:
    items = (
        f'<Relationship Id="r{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(items)}</Relationships>'


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    return f"<worksheet {_MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


# --- ODS


_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def raw_ods(tables: str, *, manifest: str = "<manifest/>") -> bytes:
    styles = (
        '<office:automatic-styles><style:style style:name="unseen" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_ODS}>{styles}{body}</office:document-content>"
    return zipped({"mimetype": ODS_MIME, "META-INF/manifest.xml": manifest, "content.xml": content})


def write_ods(sheets: list[MadeSheet]) -> bytes:
    return raw_ods("".join(_ods_table(made) for made in sheets))


def _ods_table(made: MadeSheet) -> str:
    height = max(r for r, _ in made.cells) + 1
    width = max(c for _, c in made.cells) + 1
    spans = {(t, left): (b - t + 1, r - left + 1) for t, left, b, r in made.merges}
    covered = {
        (r, c) for t, le, b, ri in made.merges for r in range(t, b + 1) for c in range(le, ri + 1)
    } - set(spans)
    collapsed = ' table:visibility="collapse"'
    columns = "".join(
        f"<table:table-column{collapsed if c in made.hidden_columns else ''}/>" for c in range(width)
    )
    rows = []
    for r in range(height):
        cells = []
        for c in range(width):
            if (r, c) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            down, across = spans.get((r, c), (1, 1))
            span = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
                if down * across > 1
                else ""
            )
            cell = made.cells.get((r, c))
            if cell is None:
                cells.append(f"<table:table-cell{span}/>")
                continue
            kind = (
                f' office:value-type="float" office:value="{cell.value}"'
                if isinstance(cell.value, Decimal)
                else ' office:value-type="string"'
            )
            paragraphs = "".join(f"<text:p>{html.escape(t)}</text:p>" for t in cell.text.split("\n"))
            cells.append(f"<table:table-cell{span}{kind}>{paragraphs}</table:table-cell>")
        hidden = collapsed if r in made.hidden_rows else ""
        rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    style = ' table:style-name="unseen"' if made.hidden else ""
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1000000">{blank}</table:table-row>'
    body = f"{columns}{''.join(rows)}{rest}"
    return f'<table:table table:name="{html.escape(made.name)}"{style}>{body}</table:table>'


WRITERS = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}


def sheets_of(document: PrintedDocument) -> list[MadeSheet]:
    """Return a disclosure as sheets: one a table, its prose in the last."""
    sheets = []
    for number, table in enumerate(document.tables(), 1):
        cells: dict[tuple[int, int], Made] = {(0, 0): Made(table.title)}
        merges = [(0, 0, 0, table.width - 1)]
        cells[1, 0] = Made(f"部门：{table.department}")
        cells[1, table.width - 1] = Made(f"单位：{table.unit}")
        for r, c, cell in header_cells(table):
            cells[2 + r, c] = Made(cell.text)
            if cell.rowspan > 1 or cell.colspan > 1:
                merges.append((2 + r, c, 1 + r + cell.rowspan, c + cell.colspan - 1))
        top = 2 + len(table.header)
        rows = body_rows(table)
        for r, row in enumerate(rows, top):
            for c, text in enumerate(row):
                if c not in table.labels and AMOUNT.fullmatch(text):
                    code = "#,##0.00" if "," in text else "0.00"
                    cells[r, c] = Made(Decimal(text.replace(",", "")), code, text)
                elif text:
                    cells[r, c] = Made(text)
        if table.note:
            cells[top + len(rows), 0] = Made(table.note)
        sheets.append(MadeSheet(str(number), cells, tuple(merges)))
    texts = [document.title, *(p.text for p in document.pieces if isinstance(p, Heading | Paragraph))]
    sheets.append(MadeSheet("说明", {(r, 0): Made(text) for r, text in enumerate(texts)}))
    return sheets
