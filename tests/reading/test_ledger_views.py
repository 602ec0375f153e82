"""Views of a reading for people: the page with boxes and the workbook."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import attrs
import openpyxl
import pytest
from render_office import render_xlsx
from render_pdf import Style, render_pdf

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Ledger
from gouji.testing.synthetic import make_truth, print_national
from gouji_plugins.reporters.ledger_html import write_ledger_html
from gouji_plugins.reporters.ledger_xlsx import write_ledger_xlsx

HOSTILE = "<script>alert(1)</script>\"'&\u202e"


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.add(value or "")
            if name == "href" and tag == "a":
                self.links.add((value or "").removeprefix("#"))
            assert not name.startswith("on")


def page(ledger: Ledger) -> tuple[str, Tags]:
    stream = io.BytesIO()
    write_ledger_html(ledger, stream)
    text = stream.getvalue().decode()
    tags = Tags()
    tags.feed(text)
    return text, tags


@pytest.mark.slow
def test_every_figure_links_to_its_box(auditor: Auditor, tmp_path: object) -> None:
    path = tmp_path / "决算.pdf"  # type: ignore[operator]
    path.write_bytes(render_pdf(print_national(make_truth(5)), Style()))
    ledger, _ = auditor.read(Source(str(path), path))
    text, tags = page(ledger)
    assert tags.tags.count("image") == len(set(re.findall(r'id="p(\d+)"', text))) > 0
    assert tags.links <= tags.ids
    cells = sum(len(t.cells) for t in ledger.tables.values())
    assert sum(i.startswith("c") for i in tags.ids) == cells
    assert "script" not in tags.tags
    assert not re.search(r'(?:src|href)="(?!data:image/png|#)', text)


@pytest.mark.slow
def test_without_page_images_the_boxes_stand_on_an_empty_sheet(auditor: Auditor) -> None:
    content = render_pdf(print_national(make_truth(5)), Style())
    ledger, _ = auditor.read(Source("不在磁盘上.pdf", content=content))
    _, tags = page(ledger)
    assert "image" not in tags.tags
    assert "svg" in tags.tags


def test_text_of_a_document_is_never_markup(auditor: Auditor) -> None:
    document = print_national(make_truth(5))
    content = render_xlsx(document)
    ledger, _ = auditor.read(Source(f"{HOSTILE}.xlsx", content=content))
    tables = {
        key: attrs.evolve(
            t, title=HOSTILE, note=HOSTILE, rows=tuple(attrs.evolve(r, label=HOSTILE) for r in t.rows)
        )
        for key, t in ledger.tables.items()
    }
    text, tags = page(attrs.evolve(ledger, tables=tables))
    assert "script" not in tags.tags
    assert "\u202e" not in text


def test_the_workbook_holds_what_is_printed(auditor: Auditor) -> None:
    ledger, _ = auditor.read(Source("a.xlsx", content=render_xlsx(print_national(make_truth(5)))))
    stream = io.BytesIO()
    write_ledger_xlsx(ledger, stream)
    book = openpyxl.load_workbook(stream)
    assert book.sheetnames == list(ledger.tables)
    table = ledger.tables["公开05表"]
    shown = [c.value for row in book["公开05表"].iter_rows(min_row=4) for c in row if c.value]
    for figure in table.cells.values():
        if figure.quantity.printed:
            assert figure.quantity.printed in shown
