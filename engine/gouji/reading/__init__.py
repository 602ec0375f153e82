"""From a Document to a Ledger: tables recognised and normalised, prose cut into sections, facts read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from gouji.model import Document, DocumentFacts, Ledger, Note
from gouji.names import squash
from gouji.patterns import later

if TYPE_CHECKING:
    from gouji.packs import Pack, Specs


_FRONT, _HEAD = 200, 400
"""Lines, and characters of each, in which a document without tables has to say that it is of final accounts."""


_EVALUATES = later(r"绩效自评|绩效[^,，。]{0,6}(?:自评|评价)(?:报告|表)")
"""Titles of the annexes: 部门整体支出绩效自评报告, 项目支出绩效单位自评报告."""
_OF_A_GOVERNMENT = later(
    r"^(?=.{0,80}$)(?=.*报告$)(?:关于|.*(?:政府|年))[^,。]*决算(?:\(?草案\)?)?(?:情况)?的?报告$"
)


class Overrides(NamedTuple):
    """What the user states about a document; ``None`` leaves what was recognised.

    Attributes:
        department: Full name.
        year: Year of the accounts.
        kind: ``部门决算``, ``单位决算`` …
        jurisdiction: Such as ``甘肃/临夏``.
        packs: Ids of packs that apply whatever the document says.
    """

    department: str | None = None
    year: int | None = None
    kind: str | None = None
    jurisdiction: str | None = None
    packs: tuple[str, ...] = ()

    def apply(self, facts: DocumentFacts) -> DocumentFacts:
        """Return ``facts`` with the stated values put in."""
        stated: Mapping[str, object] = {
            name: value
            for name in ("department", "year", "kind", "jurisdiction")
            if (value := getattr(self, name)) is not None
        }
        return attrs.evolve(facts, **stated)  # type: ignore[arg-type]


NO_OVERRIDES = Overrides()


def read_ledger(
    document: Document, packs: Iterable[Pack], overrides: Overrides = NO_OVERRIDES
) -> tuple[Ledger, Specs]:
    """Normalise a document.

    Args:
        document: As an extractor returned it.
        packs: All installed packs; those that apply are chosen here.
        overrides: What the user states.

    Returns:
        The ledger, and the merged specs of the packs that apply.  Without any table the prose is read only if the
        document says that it is of final accounts; if it states no figure of them, the ledger is empty.
    """
    from gouji.facts.forms import grids_of_forms, read_forms
    from gouji.facts.narrative import read_facts
    from gouji.facts.vocabulary import titles_of
    from gouji.packs import select_before, select_packs
    from gouji.reading.identity import identify, named_outside
    from gouji.reading.prose import read_sections

    installed = tuple(packs)
    facts_of = overrides.apply(named_outside(document, identify(document, installed)))
    specs = select_packs(installed, facts_of, overrides.packs)
    before = select_before(installed, facts_of, overrides.packs) if not specs.tables else None
    specs = before or specs
    if document.stated:
        from gouji.reading.stated import read_stated

        tables = read_stated(document, specs, facts_of)
    elif document.has_layout:
        from gouji.reading.beside import put_beside
        from gouji.reading.grids import read_grids
        from gouji.reading.stacked import unstack
        from gouji.reading.unruled import with_unruled

        document = put_beside(unstack(document, specs), specs)
        tables = with_unruled(document, specs, read_grids(document, specs, facts_of))
        if not tables.tables:  # tables typed with tabs and blanks
            from gouji.reading.plain import read_lines

            typed = read_lines(document, specs, facts_of)
            tables = typed._replace(unrecognised=tables.unrecognised)
    else:
        from gouji.reading.plain import read_lines

        tables = read_lines(document, specs, facts_of)
    if tables.again:
        from gouji.reading.second_set import first_of_several

        if (first := first_of_several(document, tables.again, tables.used)) is not None:
            cut, cut_specs = read_ledger(first, installed, overrides)
            if cut.tables and cut.facts:  # else the 情况说明 behind both is of the first
                return cut, cut_specs
    by_key = {table.key: table for table in tables.tables}
    notes = (*document.notes, *tables.notes)
    if before is not None:
        year = min(pack.first_year for pack in before.packs if pack.first_year)
        notes = (
            Note(
                "year-before",
                f"没有 {facts_of.year} 年度的表式，按最早的 {year} 年度读；当年应公开什么没有查（年度有误用 --year）",
            ),
            *notes,
        )
    empty = Ledger(
        document, facts_of, {}, tables.unrecognised, notes=notes, packs=tuple(pack.id for pack in specs.packs)
    )
    if not by_key and not _of_final_accounts(document, facts_of, specs):
        # No disclosure: its prose, however long, has nothing to be held against.
        return empty, specs
    doubts = tuple(
        Note(
            "reading-loss",
            f"{t.key}的读数可疑：{t.doubt}；其中的空白不当作零，有关的问题请先核对读数",
            t.place,
        )
        for t in tables.tables
        if t.doubt
    )
    sections = read_sections(document, tables.used, titles=titles_of(specs))
    if not by_key:
        from gouji.reading.broken_off import until_it_breaks

        sections, broken = until_it_breaks(sections)
        notes = (*notes, broken) if broken is not None else notes
    reading = read_facts(sections, by_key, specs, facts_of)
    forms = read_forms(document, tables.used, sections, specs, facts_of)
    if not (by_key or forms or any(fact.figure is not None for fact in reading.facts)):
        return empty, specs
    known = grids_of_forms(document, tables.used, forms, specs) if tables.unrecognised else frozenset()
    ledger = Ledger(
        document,
        facts_of,
        by_key,
        tuple(u for u in tables.unrecognised if u.place not in known),
        sections,
        reading.facts,
        forms,
        (*notes, *doubts),
        tuple(pack.id for pack in specs.packs),
        reading.sentences_with_amounts,
        reading.sentences_understood,
        reading.not_understood,
        reading.asides,
        tables.used,
    )
    return ledger, specs


def _of_final_accounts(document: Document, facts_of: DocumentFacts, specs: Specs) -> bool:
    """Whether a document without tables may be the 情况说明 or an annex of final accounts, its tables being elsewhere."""
    from gouji.model import Line

    if facts_of.kind.endswith("预算") or not specs.tables:
        return False
    lines = [squash(b.text[:_HEAD]) for b in document.blocks[:_FRONT] if isinstance(b, Line)]
    # 关于2024年财政决算（草案）的报告 is a government's, of all its departments.
    return any("决算" in text or ("绩效" in text and _EVALUATES.search(text)) for text in lines) and not any(
        _OF_A_GOVERNMENT.search(t) for t in lines
    )
