"""The HTML report: one self-contained file, no network, safe against whatever a document contains.

All text of documents travels as JSON inside a data block and is put on the page as text only
(``textContent``), never as markup; a content security policy forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import IO, Any

from gouji.api import ReportOptions
from gouji.model import DocumentReport, Report
from gouji_plugins.reporters.html_entries import Words, clean, document_entry
from gouji_plugins.reporters.html_tables import plots, states, table_entry
from gouji_plugins.reporters.json_report import escaped
from gouji_plugins.reporters.page_images import render_pages
from gouji_plugins.reporters.unchecked import IDLE

SCRIPTS = ("core.js", "plots.js", "findings.js", "document.js", "main.js")
DETAILED_DOCUMENTS = 20
"""Up to so many documents carry their tables, plots and page images; larger batches carry findings only."""
MAX_IMAGES = 60
"""Page images in one file."""
MAX_IMAGE_BYTES = 8_000_000
MAX_BYTES = 16_000_000
"""Room for findings and unchecked lists; documents beyond it are listed with their counts only."""


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the page, UTF-8."""
    room = files("gouji_plugins.reporters") / "html"
    script = "\n".join((room / name).read_text(encoding="utf-8") for name in SCRIPTS)
    style = (room / "report.css").read_text(encoding="utf-8")
    page = (room / "page.html").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    parts = {"digest": digest, "style": style, "script": script, "data": compact(page_data(report))}
    for piece in page.split("{{"):
        name, closed, rest = piece.partition("}}")
        text = parts[name] + rest if closed and name in parts else piece
        stream.write(text.encode("utf-8", "replace"))


def compact(value: object) -> str:
    """Return JSON no character of which can end the block it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "&<>":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return escaped(text)


def page_data(report: Report) -> dict[str, Any]:
    """Return what the page shows, as JSON-ready values; documents are read once, one by one."""
    detailed = len(report.documents) <= DETAILED_DOCUMENTS
    words = Words()
    documents: list[dict[str, Any]] = []
    said: list[str] = []
    used = left_out = 0
    images = _Images()
    for document in report.documents:
        entry = document_entry(document, words, detailed)
        used += len(compact(entry).encode("utf-8", "replace"))
        if used > MAX_BYTES:
            entry["findings"], entry["unchecked"], entry["cut"] = [], [], True
            left_out += 1
        elif detailed:
            of_figures = states(document)
            entry["tables"] = [table_entry(t, of_figures) for t in document.ledger.tables.values()]
            entry["plots"] = plots(document)
            entry["images"] = list(images.of(document))
        documents.append(entry)
    if left_out:
        said.append(
            f"文件太多：另有 {left_out:,} 份只列出数目，它们的问题没有放进这个页面，请看 CSV、JSON 报告或分批出报告"
        )
    if not detailed:
        said.append(
            f"超过 {DETAILED_DOCUMENTS} 份文件的报告不带页面图、各表和连线图；要看一份文件的，请单独为它出报告"
        )
    if images.left_out:
        said.append(f"有问题的页面太多，另有 {images.left_out} 页的图没有放进来")
    return {
        "tool": {k: v for k, v in report.tool.items() if isinstance(v, str | list)},
        "idle": words.of(IDLE),
        "words": words.all,
        "documents": documents,
        "failed": [{"source": clean(f.source), "message": clean(f.problem.message)} for f in report.failed],
        "problems": [clean(p.message) for p in report.problems],
        "said": said,
    }


class _Images:
    """Pictures of the pages with findings, within the room there is for them."""

    def __init__(self) -> None:
        self.left_out = 0
        self._pages = MAX_IMAGES
        self._bytes = MAX_IMAGE_BYTES

    def of(self, document: DocumentReport) -> Iterator[dict[str, Any]]:
        """Yield the images of a document, pages of the gravest findings first."""
        pages = [e.place.page for f in document.findings for e in _places(f) if e.place.page and e.place.box]
        wanted = list(dict.fromkeys(pages))
        shown = wanted[: self._pages]
        made = {i.number: i for i in render_pages(document.ledger.document, shown)}
        self.left_out += len(wanted) - len(shown) if made else 0
        for number in shown:
            image = made.get(number)
            if image is None:
                continue
            if len(image.png) > self._bytes:
                self.left_out += 1
                continue
            self._pages -= 1
            self._bytes -= len(image.png)
            yield {
                "page": image.number,
                "width": image.width,
                "height": image.height,
                "data": "data:image/png;base64," + base64.b64encode(image.png).decode(),
            }


def _places(finding: Any) -> list[Any]:
    """Return the places of a finding, the main one first."""
    return [finding.main, *finding.evidence] if finding.main else []
