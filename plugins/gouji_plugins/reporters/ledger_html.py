"""The ledger as one page to check a reading by eye: page images with every recognised cell boxed, grids beside.

No script at all: a cell of a grid links to its box, the box lights up as the target of the link.  All text of a
document is escaped, and a content security policy forbids everything but the page's own style and images.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import IO

import attrs

from gouji.display import harmless
from gouji.model import Box, Fact, Figure, Ledger, Table
from gouji.value import Value
from gouji_plugins.reporters.page_images import PageImage, render_pages

MAX_PAGES = 80
"""Page images in one file."""
MAX_TEXT = 300
"""Longest piece of document text shown."""
_HOW = {
    "ruled": "按表格线",
    "position": "按位置",
    "inferred": "推断",
    "ocr": "识别（OCR）",
    "text": "按文字顺序",
}


@attrs.frozen(eq=False, repr=False)
class _Mark(Value):
    """A box on a page: its anchor, what it is and how it looks."""

    anchor: str
    box: Box
    title: str
    look: str
    text: str
    tag: str = ""
    row: str = ""


def write_ledger_html(ledger: Ledger, stream: IO[bytes]) -> None:
    """Write the page, UTF-8."""
    style = (files("gouji_plugins.reporters") / "html" / "ledger.css").read_text(encoding="utf-8")
    marks = _marks(ledger)
    pages = sorted(marks)[:MAX_PAGES]
    images = {image.number: image for image in render_pages(ledger.document, pages)}
    body: list[str] = [*_head(ledger)]
    shown: set[int] = set()
    for number, table in enumerate(ledger.tables.values(), 1):
        body.append(f'<section id="t{number}">')
        body += _table_head(table)
        body.append('<div class="beside"><div class="pages">')
        for page in dict.fromkeys(f.place.page for f in table.cells.values() if f.place.box and f.place.page):
            if page in pages and page not in shown:
                shown.add(page)
                body += _page(page, marks[page], images.get(page), ledger)
            elif page in shown:
                body.append(f'<p><a href="#p{page}">第{page}页</a>已在前面</p>')
        body.append("</div>")
        body += _grid(number, table)
        body.append("</div></section>")
    body += _rest(ledger)
    body += _facts(ledger.facts)
    for page in pages:
        if page not in shown:
            body += _page(page, marks[page], images.get(page), ledger)
    if len(marks) > len(pages):
        body.append(f"<p>只画出前 {len(pages)} 页，共 {len(marks)} 页有读数。</p>")
    title = _safe(ledger.facts_of.title or ledger.document.source)
    page_text = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta name="generator" content="gouji-report/1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
        f"<title>读数 {title}</title><style>{style}</style></head><body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )
    stream.write(page_text.encode("utf-8", "replace"))


def _safe(text: str) -> str:
    """Return document text fit for the page: cut, without control characters, escaped."""
    plain = harmless(text)
    return escape(plain if len(plain) <= MAX_TEXT else plain[:MAX_TEXT] + "…")


def _anchor(table: int, row: int, column: int) -> str:
    return f"c{table}-{row}-{column}"


def _marks(ledger: Ledger) -> Mapping[int, list[_Mark]]:
    """Return the boxes of every page: cells of tables, then facts of the prose."""
    found: dict[int, list[_Mark]] = {}
    for t, table in enumerate(ledger.tables.values(), 1):
        tagged: set[tuple[int, str]] = set()
        for r, c, figure in _cells(table):
            place = figure.place
            if place.box is None or place.page is None:
                continue
            column, row = table.columns[c].key, table.rows[r]
            new = (place.page, column) not in tagged
            tagged.add((place.page, column))
            first = not any((row.key, x.key) in table.cells for x in table.columns[:c])
            title = (
                f"{table.key}　{row.code} {row.label}　{column}　= {figure.quantity.printed or '（空白）'}"
                f"　{_HOW.get(figure.placed, figure.placed)}"
            )
            found.setdefault(place.page, []).append(
                _Mark(
                    _anchor(t, r, c),
                    place.box,
                    title,
                    figure.placed if figure.quantity.printed else "blank",
                    figure.quantity.printed,
                    column if new else "",
                    str(r + 1) if first else "",
                )
            )
    for n, fact in enumerate(ledger.facts, 1):
        if fact.place.box is not None and fact.place.page is not None and fact.figure is not None:
            title = f"{fact.subject}　{fact.measure.value}　= {fact.figure.quantity.printed}　{fact.quote}"
            found.setdefault(fact.place.page, []).append(
                _Mark(f"f{n}", fact.place.box, title, "fact", fact.figure.quantity.printed)
            )
    return found


def _cells(table: Table) -> Iterator[tuple[int, int, Figure]]:
    for r, row in enumerate(table.rows):
        for c, column in enumerate(table.columns):
            figure = table.figure(row.key, column.key)
            if figure is not None:
                yield r, c, figure


def _page(number: int, marks: Sequence[_Mark], image: PageImage | None, ledger: Ledger) -> Iterable[str]:
    """Yield one page: its picture, or an empty sheet with what was read, and the boxes on it."""
    size = next(((p.width, p.height) for p in ledger.document.pages if p.number == number), None)
    width, height = size or (
        max(m.box.x1 for m in marks) + 20,
        max(m.box.y1 for m in marks) + 20,
    )
    if image is not None:
        width, height = image.width, image.height
    yield f'<figure id="p{number}"><figcaption>第{number}页</figcaption>'
    yield f'<svg viewBox="0 0 {width:.1f} {height:.1f}" role="img">'
    if image is not None:
        data = base64.b64encode(image.png).decode()
        yield f'<image href="data:image/png;base64,{data}" width="{width:.1f}" height="{height:.1f}"/>'
    else:
        yield f'<rect class="sheet" width="{width:.1f}" height="{height:.1f}"/>'
    for mark in marks:
        box = mark.box
        yield (
            f'<rect id="{mark.anchor}" class="{mark.look}" x="{box.x0:.1f}" y="{box.y0:.1f}"'
            f' width="{max(0.5, box.x1 - box.x0):.1f}" height="{max(0.5, box.y1 - box.y0):.1f}">'
            f"<title>{_safe(mark.title)}</title></rect>"
        )
        if image is None:
            yield f'<text class="read" x="{box.x1 - 1:.1f}" y="{box.y1 - 2:.1f}">{_safe(mark.text)}</text>'
        if mark.row:
            yield f'<text class="row" x="{box.x0 + 0.5:.1f}" y="{box.y0 + 5:.1f}">{mark.row}</text>'
        if mark.tag:
            middle = (box.x0 + box.x1) / 2
            yield f'<text class="tag" x="{middle:.1f}" y="{box.y0 - 1:.1f}">{_safe(mark.tag)}</text>'
    yield "</svg></figure>"


def _head(ledger: Ledger) -> Iterable[str]:
    facts = ledger.facts_of
    yield f"<h1>读数核对：{_safe(ledger.document.source)}</h1>"
    said = [facts.department, str(facts.year or ""), facts.kind, facts.jurisdiction]
    yield f"<p>{_safe('　'.join(s for s in said if s))}　规则包 {_safe('、'.join(ledger.packs))}</p>"
    legend = "".join(f'<span class="key {name}">{words}</span>' for name, words in _HOW.items())
    yield (
        f'<p class="legend">{legend}<span class="key blank">空白格</span><span class="key fact">叙述事实</span>'
        "　框内左上角是行号，框上是栏名；点表中的数到它在页上的位置，悬停看全名。</p>"
    )
    yield "<nav><ol>"
    for number, table in enumerate(ledger.tables.values(), 1):
        yield f'<li><a href="#t{number}">{_safe(table.key)}　{_safe(table.title)}</a></li>'
    yield "</ol></nav>"


def _table_head(table: Table) -> Iterable[str]:
    yield f"<h2>{_safe(table.key)}　{_safe(table.title)}（{_safe(table.unit)}）</h2>"
    where = f"，第{'、'.join(map(str, table.pages))}页" if table.pages else f"，{_safe(str(table.place))}"
    yield f'<p class="why">{_safe(table.reason)}；把握 {table.score:.0%}{where}</p>'


def _grid(number: int, table: Table) -> Iterable[str]:
    columns = [c for c in table.columns if any((r.key, c.key) in table.cells for r in table.rows)]
    index = {c.key: i for i, c in enumerate(table.columns)}
    yield '<div class="grid"><table><thead><tr><th>行</th><th>编码</th><th>项目</th>'
    yield "".join(f"<th>{_safe(c.key)}</th>" for c in columns) + "</tr></thead><tbody>"
    for r, row in enumerate(table.rows):
        side = f"{row.lane}　" if row.lane else ""
        cells = [
            f"<td>{r + 1}</td><td>{_safe(row.code or row.printed_code)}</td><td>{_safe(side + row.label)}</td>"
        ]
        for column in columns:
            figure = table.figure(row.key, column.key)
            if figure is None:
                cells.append('<td class="none"></td>')
                continue
            text = _safe(figure.quantity.printed) or "&nbsp;"
            if figure.place.box is not None:
                text = f'<a href="#{_anchor(number, r, index[column.key])}">{text}</a>'
            look = figure.placed if figure.quantity.printed else "blank"
            cells.append(f'<td class="figure {look}" title="{_safe(str(figure.place))}">{text}</td>')
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"
    if table.note:
        yield f'<p class="why">{_safe(table.note)}</p>'
    yield "</div>"


def _rest(ledger: Ledger) -> Iterable[str]:
    if ledger.unrecognised:
        yield "<h2>未识别的表</h2><ul>"
        for entry in ledger.unrecognised:
            yield (
                f"<li>{_safe(entry.title)}（{_safe(str(entry.place))}，{entry.rows}×{entry.cols}）："
                f"{_safe(entry.reason)}</li>"
            )
        yield "</ul>"
    if ledger.notes:
        yield "<h2>说明</h2><ul>"
        yield from (f"<li>{_safe(n.text)}（{_safe(str(n.place))}）</li>" for n in ledger.notes)
        yield "</ul>"


def _facts(facts: Sequence[Fact]) -> Iterable[str]:
    if not facts:
        return
    heads = "".join(f"<th>{h}</th>" for h in ("章节", "对象", "含义", "印刷", "原文"))
    yield f'<h2>叙述事实</h2><div class="grid"><table><thead><tr>{heads}</tr></thead><tbody>'
    for n, fact in enumerate(facts, 1):
        printed = (
            _safe(f"{fact.figure.quantity.printed} {fact.figure.quantity.unit.symbol}") if fact.figure else ""
        )
        if fact.figure is not None and fact.place.box is not None:
            printed = f'<a href="#f{n}">{printed}</a>'
        yield (
            f"<tr><td>{_safe(fact.section)}</td><td>{_safe(fact.subject)}</td><td>{_safe(fact.measure.value)}</td>"
            f'<td class="figure">{printed}</td><td>{_safe(fact.quote)}</td></tr>'
        )
    yield "</tbody></table></div>"
