"""A document's object of ``gouji-report/1`` as values again: the inverse of the JSON report, as far as it tells."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gouji.model import (
    Alternative,
    Box,
    Certificate,
    Document,
    DocumentFacts,
    DocumentReport,
    Evidence,
    Figure,
    Finding,
    Interval,
    Ledger,
    Note,
    NotRun,
    Outcome,
    Place,
    Problem,
    Relation,
    Rule,
    RuleClass,
    Settled,
    Severity,
    Table,
    Tie,
    Unrecognised,
    Verdict,
    parse_quantity,
    unit,
)
from gouji.model.coverage import Coverage
from gouji.model.units import WAN

Json = Mapping[str, Any]
_PLAIN = Relation(Rule("", ""), "", None)


def document_from_json(raw: Json) -> DocumentReport:
    """Return the audit of a document.

    Tables come back without rows and cells, places as text where the JSON has text; outcomes that hold or do not apply
    come back in number only.
    """
    certificate = raw.get("certificate")
    coverage = raw["coverage"]
    titles = {f["rule"]: f["title"] for f in raw["findings"]}
    ledger = Ledger(
        Document(raw["source"], raw["format"], raw["sha256"], ()),
        DocumentFacts(raw["department"], raw["year"], raw["kind"], raw["jurisdiction"], raw["title"]),
        {
            t["key"]: Table(
                t["key"], t["title"], t["unit"], (), (), {}, pages=tuple(t["pages"]), reason=t["recognised"], empty=t["empty"]
            )
            for t in raw["tables"]
        },
        tuple(
            Unrecognised(u["title"], _said(u["place"]), u["rows"], u["cols"], u["reason"]) for u in raw["unrecognised"]
        ),
        notes=tuple(Note(n["code"], n["text"], _said(n["place"])) for n in raw["notes"]),
        packs=tuple(raw["packs"]),
        sentences_with_amounts=coverage["sentences_with_amounts"],
        sentences_understood=coverage["sentences_understood"],
        not_understood=tuple((n["text"], _said(n["place"])) for n in coverage["not_understood"]),
    )  # fmt: skip
    return DocumentReport(
        ledger,
        _outcomes(raw, titles),
        tuple(_finding(f) for f in raw["findings"]),
        tuple(NotRun(Rule(n["rule"], n["title"]), n["reason"]) for n in raw["not_run"]),
        tuple(Problem(p["kind"], p["message"], p["source"]) for p in raw["errors"]),
        Certificate(
            certificate["status"],
            coverage["figures"] - coverage["figures_in_no_relation"],
            coverage["figures_in_no_relation"],
            certificate["relations"],
            certificate["note"],
        )
        if certificate
        else None,
        raw["regimes"],
        raw.get("seconds", {}),
        covered=_coverage(coverage),
    )


def _coverage(raw: Json) -> Coverage:
    return Coverage(
        raw["relations"],
        raw["relations_judged"],
        raw["cells"],
        raw["cells_in_no_relation"],
        raw["facts"],
        raw["facts_in_no_relation"],
        raw["sentences_with_amounts"],
        raw["sentences_understood"],
        raw["amounts_in_reasons"],
        tuple(
            Figure(f["figure"], parse_quantity(f["printed"], WAN), place=_said(f["place"]))
            for f in raw["in_no_relation"]
        ),
    )


def _outcomes(raw: Json, titles: Mapping[str, str]) -> tuple[Outcome, ...]:
    told = [
        Outcome(
            Relation(
                Rule(o["rule"], titles.get(o["rule"], "")), o["relation"], None, tuple(o["binding"].items())
            ),
            Verdict.ROUNDING,
            _ticks(o["residual"]),
            unit=WAN,
        )
        for o in raw["rounding"]
    ]
    told += [
        Outcome(Relation(Rule(o["rule"], titles.get(o["rule"], "")), o["relation"], None), Verdict.UNDECIDED, reason=o["reason"])
        for o in raw["undecided"]
    ]  # fmt: skip
    for verdict in Verdict:
        rest = raw["counts"].get(verdict.value, 0) - sum(o.verdict is verdict for o in told)
        told += [Outcome(_PLAIN, verdict)] * rest
    return tuple(told)


def _finding(raw: Json) -> Finding:
    severity = Severity(raw["severity"])
    rule = Rule(
        raw["rule"], raw["title"], severity, raw["category"], raw["basis"], rule_class=RuleClass(raw["class"])
    )
    reach = raw["expected_range"]
    at = raw["culprit"] or 0
    own = _scale(raw["places"][at].get("unit", "")) if raw["places"] else WAN.scale
    low, high = (_ticks(reach[0], own), _ticks(reach[1], own)) if reach else (None, None)
    return Finding(
        raw["id"],
        rule,
        severity,
        raw["category"],
        raw["title"],
        raw["message"],
        tuple(_evidence(p) for p in raw["places"]),
        raw["culprit"],
        raw["expected"],
        Interval(low, high) if low is not None and high is not None else None,
        raw["residual"],
        raw["relation"],
        tuple(raw["relations"]),
        raw["story"],
        tuple(
            Alternative(tuple(a["figures"]), tuple(a["proposals"]), a["note"]) for a in raw["alternatives"]
        ),
        tuple(raw["related"]),
        tuple(raw["steps"]),
        raw["grade"],
        raw["suppressed"],
        Settled(raw.get("settled", "")),
        tuple(_tie(t) for t in raw.get("diagram", ())),
    )


def _tie(raw: Mapping[str, Any]) -> Tie:
    terms = tuple((t["place"], t["coefficient"]) for t in raw["terms"])
    return Tie(raw["rule"], raw["kind"], terms, raw["verdict"], raw["relation"])


def _evidence(raw: Json) -> Evidence:
    box = Box(*raw["bbox"]) if raw["bbox"] else None
    place = Place(raw["page"], box, raw["line"], raw["sheet"], raw["cell"], raw["part"])
    return Evidence(
        place, raw["printed"], raw["quote"], raw["table"], raw["row"], raw["column"], raw["section"], raw["placed"],
        raw["role"], raw["figure"], raw["label"], raw.get("unit", ""),
    )  # fmt: skip


def _said(place: str) -> Place:
    """Return a place that prints as it was printed."""
    return Place(part=place or None)


def _scale(symbol: str) -> Fraction:
    """Return ticks per unit of the unit a figure is printed in; 万元 where it is not known, as the JSON report does."""
    try:
        return unit(symbol).scale
    except ValueError:
        return WAN.scale


def _ticks(text: str | None, scale: Fraction = WAN.scale) -> int | Fraction | None:
    """Return ticks of a decimal in a unit of ``scale``, by default 万元."""
    if text is None:
        return None
    exact = Fraction(Decimal(text)) * scale
    return int(exact) if exact.denominator == 1 else exact
