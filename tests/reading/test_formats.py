"""The same disclosure in every format gives the same ledger and the same findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from render_office import render_docx, render_html, render_xlsx
from render_pdf import Style, render_pdf
from sound import sound
from test_round_trips import differences
from tests.support.some_slow import first

from gouji.api import Source
from gouji.audit import Auditor
from gouji.testing.synthetic import (
    PrintedDocument,
    make_truth,
    plant,
    print_national,
    print_shanghai,
    to_text,
)

RENDERERS: dict[str, Callable[[PrintedDocument], bytes]] = {
    "txt": lambda d: to_text(d).encode(),
    "xlsx": render_xlsx,
    "docx": render_docx,
    "html": render_html,
    "pdf": lambda d: render_pdf(d, Style()),
}


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.mark.parametrize("template", first(1, [print_national, print_shanghai]))
@pytest.mark.parametrize("name", ["xlsx", "docx", "html"])
@pytest.mark.parametrize("seed", [3, *(pytest.param(s, marks=pytest.mark.slow) for s in (17, 29))])
def test_what_is_printed_is_read(
    auditor: Auditor, name: str, template: Callable[..., PrintedDocument], seed: int
) -> None:
    document = template(make_truth(seed))
    ledger, _ = auditor.read(Source(f"决算.{name}", content=RENDERERS[name](document)))
    assert differences(document, ledger) == []


@pytest.mark.slow
@pytest.mark.parametrize("template", [print_national, print_shanghai])
def test_findings_do_not_depend_on_the_format(
    auditor: Auditor, template: Callable[..., PrintedDocument]
) -> None:
    document, planted = plant(template(make_truth(153)), 153)
    assert planted
    ids = {
        name: {f.id for f in sound(auditor.audit(Source(f"x.{name}", content=render(document)))).findings}
        for name, render in RENDERERS.items()
    }
    assert ids["txt"]
    assert {name: found ^ ids["txt"] for name, found in ids.items()} == {name: set() for name in RENDERERS}
