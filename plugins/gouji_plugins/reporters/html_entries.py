"""What the HTML page knows of a document and of a finding, as JSON-ready values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from gouji.display import shown
from gouji.model import (
    Alternative,
    DocumentReport,
    Evidence,
    Finding,
    Linear,
    Outcome,
    Ratio,
    Relation,
    Verdict,
)
from gouji_plugins.reporters.excerpt import Excerpt, Excerpts
from gouji_plugins.reporters.json_report import expected_range
from gouji_plugins.reporters.unchecked import IDLE, SENTENCES, Unchecked, unchecked

MAX_TEXT = 2_000
"""Longest piece of document text shown; the rest is cut and said to be."""
MAX_BRIEF = 400
"""The same in a report over many documents."""
MAX_NODES = 24
SHORT = 24
"""Printed words longer than this are shown in their sentence only."""


class Words:
    """Texts that many findings share, each kept once."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._at: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Return the number of a text."""
        if text not in self._at:
            self._at[text] = len(self.all)
            self.all.append(text)
        return self._at[text]


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Return document text fit to be shown: direction and control marks visible, length bounded."""
    return shown(text, limit)


def document_entry(document: DocumentReport, words: Words, detailed: bool) -> dict[str, Any]:
    """Return a document with its findings and everything that was not checked.

    Args:
        document: The audit; a light one will do where not detailed.
        words: Texts shared by all documents of the page.
        detailed: Whether places, steps, source lines and relation graphs are wanted.
    """
    ledger = document.ledger
    facts = ledger.facts_of
    certificate = document.certificate
    about = (facts.department, facts.year or "", facts.kind, facts.jurisdiction)
    excerpts = Excerpts(ledger)
    return {
        "source": clean(ledger.document.source),
        "department": clean(facts.department, MAX_BRIEF),
        "sha256": ledger.document.sha256,
        "format": ledger.document.format,
        "about": [clean(str(v)) for v in about if v],
        "packs": list(ledger.packs),
        "counts": {v.value: document.count(v) for v in Verdict},
        "sentences": [ledger.sentences_with_amounts, ledger.sentences_understood],
        "certificate": None if certificate is None else [certificate.status, clean(certificate.note)],
        "findings": [_finding(f, document, excerpts, words, detailed) for f in document.findings],
        "unchecked": [
            [words.of(item.kind), words.of(_unchecked(item)), item.count] for item in unchecked(document)
        ],
        "notes": [words.of(clean(n.text)) for n in ledger.notes],
    }


def _unchecked(item: Unchecked) -> str:
    if item.kind == IDLE:
        return clean(item.what, MAX_BRIEF)
    pair = (item.reason, item.what) if item.kind == SENTENCES else (item.what, item.reason)
    return clean("：".join(pair), MAX_BRIEF)


def _finding(
    finding: Finding, document: DocumentReport, excerpts: Excerpts, words: Words, detailed: bool
) -> dict[str, Any]:
    main = finding.main
    limit = MAX_TEXT if detailed else MAX_BRIEF
    few = None if detailed else 3
    entry: dict[str, Any] = {
        "id": finding.id,
        "rule": finding.rule.id,
        "class": words.of(finding.rule.rule_class.value),
        "severity": finding.severity.value,
        "category": finding.category,
        "title": words.of(clean(finding.title, MAX_BRIEF)),
        "message": clean(finding.message, limit),
        "grade": finding.grade,
    }
    reach = expected_range(finding) if finding.culprit is not None and not finding.expected else None
    relations = [r for r in (finding.relations or (finding.relation,)) if r]
    extras: dict[str, Any] = {
        "where": clean(f"{main.place} {main.label or main.section}".strip(), MAX_BRIEF) if main else "",
        "printed": clean(main.printed) if main and len(main.printed) <= SHORT else "",
        "unit": clean(main.unit, MAX_BRIEF) if main else "",
        "expected": clean(finding.expected, MAX_BRIEF),
        "range": reach,
        "story": clean(finding.story, limit),
        "basis": words.of(clean(finding.rule.basis, MAX_BRIEF)) if finding.rule.basis else None,
        "suppressed": clean(finding.suppressed, limit),
        "settled": finding.settled.value,
        "quote": _quote(excerpts.of(main) if main else None, limit),
        "relations": [clean(r, limit) for r in relations[:few]],
        "more": len(relations) - few if few and len(relations) > few else 0,
        "alternatives": [clean(_alternative(a), limit) for a in finding.alternatives[:few]],
    }
    if detailed:
        extras["steps"] = [clean(s) for s in finding.steps]
        extras["places"] = [_place(e, e is main and finding.culprit is not None) for e in finding.evidence]
        extras["lines"] = [[n, clean(t, MAX_BRIEF)] for n, t in excerpts.lines_around(main)] if main else []
        extras["graph"] = _graph(finding, document.outcomes)
    entry.update({key: value for key, value in extras.items() if value or (value == 0 and key == "basis")})
    return entry


def _quote(found: Excerpt | None, limit: int) -> list[Any] | None:
    """Return [text, start, end] of the words round the figure; end 0 if it was not found among them."""
    if found is None or not found.text:
        return None
    text, start, end = found.text, found.start, found.end
    if start < 0:
        return [clean(text, limit), 0, 0]
    first = max(0, start - limit // 2)
    piece = ("…" if first else "") + text[first : first + limit]
    shift = first - (1 if first else 0)
    tail = "…" if first + limit < len(text) else ""
    return [piece + tail, start - shift, min(end - shift, len(piece))]


def _alternative(alternative: Alternative) -> str:
    pairs = zip(alternative.figures, alternative.proposals, strict=False)
    words = "、".join(f"{f} → {p}" if p else f for f, p in pairs)
    return words + (f"（{alternative.note}）" if alternative.note else "")


def _place(evidence: Evidence, culprit: bool) -> dict[str, Any]:
    entry = {
        "label": clean(evidence.label or evidence.section or str(evidence.place), MAX_BRIEF),
        "printed": clean(evidence.printed, MAX_BRIEF),
        "page": evidence.place.page,
        "box": evidence.place.box.as_list() if evidence.place.box else None,
        "culprit": culprit,
        "figure": evidence.figure,
        "inferred": evidence.placed == "inferred",
        "place": clean(str(evidence.place)),
    }
    return {k: v for k, v in entry.items() if v}


def _graph(finding: Finding, outcomes: Iterable[Outcome]) -> dict[str, Any] | None:
    """Return the relations a finding explains and the figures they tie together.

    Relations are those violated among the finding's own figures (with the culprit, where one is known); each figure
    says in how many other relations it stands that hold.
    """
    own = {e.figure for e in finding.evidence if e.figure}
    culprit = finding.main.figure if finding.main and finding.culprit is not None else ""
    mine, holding = [], Counter[str]()
    for outcome in outcomes:
        figures = {f.id for f in outcome.relation.figures()}
        if not figures & own:
            continue
        if outcome.verdict in (Verdict.HOLDS, Verdict.ROUNDING):
            holding.update(figures & own)
        elif outcome.verdict is Verdict.VIOLATED and figures <= own and (culprit in figures or not culprit):
            mine.append(outcome.relation)
    if not mine:
        return None
    order = [e.figure for e in finding.evidence if e.figure]
    used = {f.id for r in mine for f in r.figures()}
    nodes = [i for i in dict.fromkeys(order) if i in used][:MAX_NODES]
    at = {figure: n for n, figure in enumerate(nodes)}
    named = {e.figure: e for e in finding.evidence}
    return {
        "figures": [
            [
                clean(named[i].label or i, 60),
                clean(named[i].printed, 30) or "（空白）",
                holding[i],
                i == culprit,
            ]
            for i in nodes
        ],
        "relations": [
            [f"{r.rule.id} {clean(r.rule.title, 40)}", [[at[i], sign] for i, sign in _signs(r) if i in at]]
            for r in mine[:8]
        ],
        "left": max(0, len(used) - len(nodes)),
    }


def _signs(relation: Relation) -> list[tuple[str, str]]:
    """Return the figures of a relation with how they enter it: ``+``, ``−`` or the comparison for the far side."""
    form = relation.form
    if isinstance(form, Linear):
        near = [(t.figure.id, "+" if t.coefficient > 0 else "−") for t in form.left]
        sign = {"==": "=", "<=": "≤", ">=": "≥", "!=": "≠"}.get(form.op, form.op)
        return near + [
            (t.figure.id, sign if n == 0 and t.coefficient > 0 else ("+" if t.coefficient > 0 else "−"))
            for n, t in enumerate(form.right)
        ]
    if isinstance(form, Ratio):
        return [
            (form.rate.id, "%"),
            *((t.figure.id, "分子") for t in form.numerator),
            *((t.figure.id, "分母") for t in form.denominator),
        ]
    return [(f.id, "") for f in relation.figures()]
