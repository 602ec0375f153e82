"""A file with two disclosures, of two departments or two years: the first is audited, the second told."""

from __future__ import annotations

import attrs
import pytest
from render_office import render_html
from some_slow import first

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Severity
from gouji.testing.synthetic import Paragraph, PrintedDocument, make_truth, print_national, to_text


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def both(kind: str, one: PrintedDocument, other: PrintedDocument) -> Source:
    if kind == "txt":
        return Source("x.txt", content=f"{to_text(one)}\n{to_text(other)}".encode())
    pages = [render_html(d).decode() for d in (one, other)]
    return Source("x.html", content=(pages[0].replace("</body></html>", "") + pages[1]).encode())


@pytest.mark.parametrize("kind", first(1, ["txt", "html"]))
@pytest.mark.parametrize(("seed", "behind"), first(1, [(7, 8), (11, 12)]))
def test_the_second_of_two_departments_does_not_speak_of_the_first(
    auditor: Auditor, kind: str, seed: int, behind: int
) -> None:
    one, other = (print_national(make_truth(n)) for n in (seed, behind))
    report = auditor.audit(both(kind, one, other))
    alone = auditor.audit(both(kind, one, attrs.evolve(other, pieces=())))
    assert [f for f in report.findings if f.severity is not Severity.INFO] == []
    assert {k: len(t.cells) for k, t in report.ledger.tables.items()} == {
        k: len(t.cells) for k, t in alone.ledger.tables.items()
    }
    assert len(report.ledger.facts) == len(alone.ledger.facts)
    (told,) = [n for n in report.ledger.notes if n.code == "second-disclosure"]
    assert "没有查" in told.text and told.place.line
    assert not any(n.code == "second-disclosure" for n in alone.ledger.notes)


def test_tables_printed_twice_before_their_prose_lose_none_of_it(auditor: Auditor) -> None:
    document = print_national(make_truth(7))
    tables = [p for p in document.pieces if not isinstance(p, Paragraph)]
    twice = attrs.evolve(document, pieces=(*tables, *document.pieces))
    report = auditor.audit(Source("x.html", content=render_html(twice)))
    assert report.ledger.facts
    assert not any(n.code == "second-disclosure" for n in report.ledger.notes)
