"""The HTML report in a real browser: what a reader clicks, types, prints and hears."""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pypdfium2
import pytest
from browser import opened
from render_pdf import render_pdf

from gouji.api import ReportOptions, Source
from gouji.audit import Auditor
from gouji.model import FailedDocument, Problem, Report, Settled, Severity
from gouji.testing.synthetic import make_truth, plant, print_national, to_text
from gouji_plugins.reporters.html_report import render

pytestmark = pytest.mark.slow

EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\u202e\'"`${1}&lt;'


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def report(auditor: Auditor, tmp_path_factory: pytest.TempPathFactory) -> Report:
    document, _ = plant(print_national(make_truth(153)), 153)
    path = tmp_path_factory.mktemp("原件") / "决 算.pdf"
    path.write_bytes(render_pdf(document))
    return auditor.run([path])


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with opened(tmp_path_factory.mktemp("browser")) as window:
        yield window


def script(name: str) -> str:
    return (Path(__file__).parents[1] / "support" / name).read_text("utf-8")


class Page:
    """An open report."""

    def __init__(self, driver: Any, report: Report, folder: Path) -> None:
        buffer = io.BytesIO()
        render(report, buffer, ReportOptions())
        path = folder / "报告 一.html"
        path.write_bytes(buffer.getvalue())
        self.driver = driver
        driver.get_log("browser")
        driver.get(path.as_uri())

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def button(self, words: str, inside: Any = None) -> Any:
        buttons = (inside or self.driver).find_elements("css selector", "button")
        return next(b for b in buttons if b.text.startswith(words))

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def focused(self) -> str:
        return str(self.run("const a = document.activeElement; return a.id || a.dataset.finding || ''"))

    @property
    def cards(self) -> list[Any]:
        return self.all("article.finding")


@pytest.fixture
def page(driver: Any, report: Report, tmp_path: Path) -> Page:
    return Page(driver, report, tmp_path)


def test_who_sees_only_the_page_can_answer(page: Page, report: Report) -> None:
    [document] = report.documents
    finding = document.findings[0]
    card = page.cards[0]
    assert finding.message in card.text
    assert f"第{finding.main.place.page}页" in card.text  # type: ignore[union-attr]
    assert finding.main.printed in card.find_element("css selector", "dl").text  # type: ignore[union-attr]
    assert finding.expected in card.find_element("css selector", ".due").text
    assert "把握" in card.text
    assert card.find_element("css selector", "mark").text == finding.main.printed  # type: ignore[union-attr]
    page.click("#gist button")
    listed = page.one("#panel").text
    assert "不等于没有问题" in listed
    page.click("#panel details summary")
    listed = page.one("#panel").text
    assert [n.rule.id for n in document.not_run if n.rule.id not in listed] == []


def test_filters_and_search(page: Page, report: Report) -> None:
    findings = report.documents[0].findings
    errors = [f for f in findings if f.severity is Severity.ERROR]
    page.one("select[name=severity] option[value=error]").click()
    assert len(page.cards) == len(errors)
    box = page.one("input[type=search]")
    box.send_keys(errors[0].id)
    time.sleep(0.2)
    assert len(page.cards) == 1
    assert page.one("#count").text.startswith("1 个问题")
    box.send_keys("没有这个")
    time.sleep(0.2)
    assert page.cards == []
    assert "没有符合条件的问题" in page.one("#list").text


def test_the_figure_is_boxed_on_the_page_and_leads_back(page: Page, report: Report) -> None:
    finding = report.documents[0].findings[0]
    place = finding.main.place  # type: ignore[union-attr]
    cropped = page.one("article.finding svg.crop")
    page.run("arguments[0].scrollIntoView()", cropped)
    time.sleep(0.3)
    assert float(cropped.find_element("css selector", ".culprit rect").get_attribute("x")) == pytest.approx(
        place.box.x0 - 1.5, abs=0.1
    )
    page.button(f"看第 {place.page} 页").click()
    assert page.one("#tab-pages").get_attribute("aria-selected") == "true"
    assert page.focused() == "f-0-0"
    inside = page.run(
        "const r = document.activeElement.getBoundingClientRect();"
        "return r.top >= 0 && r.bottom <= innerHeight && r.width > 3"
    )
    assert inside
    page.run(
        "document.activeElement.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
    )
    assert page.one("#tab-findings").get_attribute("aria-selected") == "true"
    assert page.focused() == "f-0-0"


def test_the_ledger_cell_and_its_finding_lead_to_each_other(page: Page) -> None:
    card = next(c for c in page.cards if "看这张表" in c.text)
    key = card.get_attribute("id")
    page.button("看这张表", card).click()
    cell = page.one("td.on")
    assert "s-violated" in cell.get_attribute("class")
    cell.find_element("css selector", "button").click()
    assert page.focused() == key


def test_the_relation_graph_shows_the_culprit_and_the_relations(page: Page, report: Report) -> None:
    finding = next(f for f in report.documents[0].findings if len(f.relations) > 1)
    card = page.one(f"#f-0-{report.documents[0].findings.index(finding)}")
    page.run("arguments[0].querySelectorAll('details').forEach((d) => { d.open = true; })", card)
    drawing = card.find_element("css selector", "svg.rel-graph")
    assert len(drawing.find_elements("css selector", "rect")) == len(finding.relations)
    assert len(drawing.find_elements("css selector", "circle.wrong")) == 1
    spoken = drawing.get_attribute("aria-label")
    assert all(relation.split(" ")[0].rstrip("：") in spoken for relation in finding.relations)
    words = page.run(
        "const box = arguments[0].getBoundingClientRect();"
        "return [...arguments[0].querySelectorAll('text')].map((t) => t.getBoundingClientRect().right - box.right)",
        drawing,
    )
    assert max(words) <= 1  # nothing is cut off at the edge


def test_with_the_keyboard_alone(page: Page) -> None:
    from selenium.webdriver.common.keys import Keys

    page.run("document.querySelector('.skip').focus()")
    body = page.driver.switch_to.active_element
    for _ in range(2):
        body.send_keys(Keys.TAB)
        body = page.driver.switch_to.active_element
    assert page.focused() == "tab-findings"
    seen = []
    for key in (Keys.ARROW_RIGHT, Keys.END, Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.HOME):
        page.driver.switch_to.active_element.send_keys(key)
        seen.append(page.focused())
    assert seen == ["tab-overview", "tab-unchecked", "tab-findings", "tab-unchecked", "tab-findings"]


def test_what_a_screen_reader_hears(page: Page) -> None:
    for tab in ("findings", "overview", "pages", "tables", "unchecked"):
        page.click(f"#tab-{tab}")
        page.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        faults = page.run(script("page_names.js"))
        assert faults == [], tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page: Page, scheme: str) -> None:
    emulate = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", emulate)
    try:
        for tab in ("findings", "overview", "tables", "unchecked"):
            page.click(f"#tab-{tab}")
            assert page.run(script("page_contrast.js")) == [], (scheme, tab)
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_narrow_window_needs_no_sideways_scrolling(page: Page) -> None:
    page.driver.set_window_size(500, 900)
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    try:
        for tab in ("findings", "overview", "pages", "tables", "unchecked"):
            page.click(f"#tab-{tab}")
            wide = page.run("return document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, tab
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        page.driver.set_window_size(1200, 1000)


def test_on_paper_everything_is_there(page: Page, report: Report) -> None:
    page.click("#tab-tables")
    made = page.driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    pdf = pypdfium2.PdfDocument(base64.b64decode(made["data"]))
    text = "".join("".join(p.get_textpage().get_text_bounded().split()) for p in pdf)
    [document] = report.documents
    assert [f.id for f in document.findings if f.id not in text] == []
    assert [n.rule.id for n in document.not_run if n.rule.id not in text] == []
    assert page.one("#tab-tables").get_attribute("aria-selected") == "true"
    assert page.all("table.ledger")


def test_what_is_closed_says_why(driver: Any, report: Report, tmp_path: Path) -> None:
    [document] = report.documents
    first, *rest = document.findings
    closed = attrs.evolve(first, suppressed="已核对凭证", settled=Settled.SUPPRESSED)
    page = Page(driver, Report((attrs.evolve(document, findings=(closed, *rest)),)), tmp_path)
    assert "已抑制：已核对凭证" in page.cards[0].text
    page.one("select[name=settled] option[value=open]").click()
    assert len(page.cards) == len(rest)


def test_a_hostile_document_runs_nothing(driver: Any, auditor: Auditor, tmp_path: Path) -> None:
    document, _ = plant(print_national(make_truth(153, f"清河{EVIL}馆")), 153)
    audited = auditor.audit(Source(f"{EVIL}.txt", content=to_text(document).encode()))
    evil = tuple(
        attrs.evolve(
            f, title=EVIL, message=EVIL, story=EVIL, relation=EVIL, relations=(EVIL,), steps=(EVIL,), expected=EVIL,
            suppressed=EVIL, evidence=tuple(attrs.evolve(e, printed=EVIL, label=EVIL, quote=EVIL) for e in f.evidence),
        )
        for f in audited.findings
    )  # fmt: skip
    page = Page(driver, Report((attrs.evolve(audited, findings=evil),), (), (), {"version": EVIL}), tmp_path)
    for tab in ("findings", "overview", "tables", "unchecked"):
        page.click(f"#tab-{tab}")
        page.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.run("return window.hacked") is None
    assert page.run("return document.querySelectorAll('img, main script').length") == 0
    page.click("#tab-findings")
    assert "<script>window.hacked=1</script>" in page.cards[0].text
    assert [e for e in driver.get_log("browser") if e["level"] == "SEVERE"] == []


def test_ten_thousand_findings(driver: Any, report: Report, tmp_path: Path) -> None:
    [document] = report.documents
    finding = document.findings[0]
    many = tuple(
        attrs.evolve(finding, id=f"YB-01-{n:05d}", message=f"{finding.message}，第{n}处")
        for n in range(10_000)
    )
    batch = Report(tuple(attrs.evolve(document, findings=many[n::50]).light() for n in range(50)))
    page = Page(driver, batch, tmp_path)
    assert page.one("#count").text == "10000 个问题"
    assert len(page.cards) == 40
    page.button("再显示 40 个").click()
    assert len(page.cards) == 80
    page.one("input[type=search]").send_keys("YB-01-09876")
    time.sleep(0.6)
    assert [c.get_attribute("id") for c in page.cards] == ["f-26-197"]
    page.click("#tab-overview")
    assert len(page.all("table.docs tbody tr")) == 50
    page.all("table.docs tbody tr button")[3].click()
    assert "合起来看" in page.one("#whose").text
    assert page.one("#count").text.startswith("200 个问题")


def test_the_page_asks_for_nothing_from_outside(page: Page) -> None:
    entries = json.loads(
        page.run("return JSON.stringify(performance.getEntriesByType('resource').map((e) => e.name))")
    )
    assert [e for e in entries if not e.startswith(("data:", "file:"))] == []
    assert [e for e in page.driver.get_log("browser") if e["level"] == "SEVERE"] == []


def test_a_long_list_of_documents_is_filled_when_it_is_turned_to(
    driver: Any, report: Report, tmp_path: Path
) -> None:
    [document] = report.documents
    document = attrs.evolve(document, findings=document.findings[:2]).light()
    page = Page(driver, Report((document,) * 300), tmp_path)
    assert len(page.all("select[name=doc] option")) == 1
    page.run("arguments[0].focus()", page.one("select[name=doc]"))
    options = page.all("select[name=doc] option")
    assert len(options) == 301
    options[17].click()
    assert [c.get_attribute("id") for c in page.cards] == ["f-16-0", "f-16-1"]
    # Drawn anew, the list still says which document is shown.
    page.click("#tab-overview")
    page.click("#tab-findings")
    assert page.run("return document.querySelector('select[name=doc]').value") == "16"
    assert len(page.cards) == 2


def test_many_unreadable_files_do_not_hide_the_findings(driver: Any, report: Report, tmp_path: Path) -> None:
    failed = tuple(FailedDocument(f"{n}.pdf", Problem("input", f"{n}.pdf：坏了")) for n in range(40))
    page = Page(driver, attrs.evolve(report, failed=failed), tmp_path)
    notice = page.one("details.warn")
    assert notice.text.startswith("40 份文件无法读取")
    assert page.run("return arguments[0].getBoundingClientRect().top < innerHeight", page.cards[0])
    notice.find_element("css selector", "summary").click()
    assert [f"{n}.pdf：坏了" in notice.text for n in range(40)] == [True] * 40
    few = Page(driver, attrs.evolve(report, failed=failed[:2]), tmp_path)
    assert [p.text for p in few.all("p.warn")][:2] == ["无法读取：0.pdf：坏了", "无法读取：1.pdf：坏了"]
