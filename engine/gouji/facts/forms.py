"""Performance self-evaluation (绩效自评): forms, reports and what the prose states of them, as values.

This module puts the parts together; what a form looks like in lines and in grids is read by its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from gouji.facts.form_lines import read_line_form
from gouji.facts.form_reports import read_report, read_statements
from gouji.facts.form_spans import find_spans
from gouji.facts.form_words import form_words
from gouji.model import Document, DocumentFacts, Figure, Form, Place, Section
from gouji.packs import Specs


def read_forms(
    document: Document,
    used: frozenset[int],
    sections: Sequence[Section],
    specs: Specs,
    facts_of: DocumentFacts,
) -> tuple[Form, ...]:
    """Return forms, reports and statements on performance in printed order.

    Args:
        document: As extracted.
        used: Indices of blocks that belong to public tables.
        sections: Sections of the prose.
        specs: Specs of the packs that apply.
        facts_of: What the document says of itself.
    """
    words = form_words(specs)
    forms: list[Form] = read_statements(sections, words) if words.overview else []
    for number, span in enumerate(find_spans(document, used, words), 1):
        if span.kind == "报告":
            form = read_report(span, words, number)
        elif span.grids:
            from gouji.facts.form_grid import read_grid_form  # text without layout has none

            form = read_grid_form(span, words, number)
        else:
            form = read_line_form(span, words, number)
        if form is not None:
            forms.append(form)
    return tuple(_apart(forms))


def grids_of_forms(
    document: Document, used: frozenset[int], forms: Sequence[Form], specs: Specs
) -> frozenset[Place]:
    """Return the places of the grids that were read as forms.

    Args:
        document: As extracted.
        used: Indices of blocks that belong to public tables.
        forms: What :func:`read_forms` returned.
        specs: Specs of the packs that apply.
    """
    read = {form.place for form in forms}
    spans = find_spans(document, used, form_words(specs))
    return frozenset(grid.place for span in spans if span.place in read for grid in span.grids)


def _apart(forms: Sequence[Form]) -> list[Form]:
    """Return the forms with ids of figures unique: two forms of one name get numbers."""
    seen: Counter[str] = Counter()
    kept = []
    for form in forms:
        key = next((f.table for f in form.figures()), "")
        seen[key] += 1
        kept.append(_renamed(form, key, f"{key}#{seen[key]}") if key and seen[key] > 1 else form)
    return kept


def _renamed(form: Form, old: str, new: str) -> Form:
    def own(figure: Figure | None) -> Figure | None:
        if figure is None:
            return None
        return attrs.evolve(figure, id=figure.id.replace(old, new, 1), table=new)

    def sure(figure: Figure) -> Figure:
        return own(figure) or figure

    return attrs.evolve(
        form,
        rows=tuple(attrs.evolve(r, figures={c: sure(f) for c, f in r.figures.items()}) for r in form.rows),
        indicators=tuple(
            attrs.evolve(
                i,
                target=own(i.target),
                actual=own(i.actual),
                points=own(i.points),
                completion=own(i.completion),
                score=own(i.score),
            )
            for i in form.indicators
        ),
        total_points=own(form.total_points),
        total_score=own(form.total_score),
        stated=tuple((k, sure(f)) for k, f in form.stated),
    )
