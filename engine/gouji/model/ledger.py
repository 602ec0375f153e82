"""The normalised ledger: what a document says, in canonical names, every figure with its place.

Tables, rows and columns carry the keys of the table specification (``gouji.packs``), so that the
same rule runs on every province's layout.  Printed labels are kept beside the keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from gouji.model.document import NOWHERE, Document, Note, Place
from gouji.model.facts import Fact, Form, Section
from gouji.model.quantity import Quantity
from gouji.value import Shown, Value

Placed = str
"""How a figure got its place: ``ruled``, ``position``, ``inferred``, ``ocr``, ``text``."""

RULED, POSITION, INFERRED, OCR, TEXT = "ruled", "position", "inferred", "ocr", "text"


@attrs.frozen(slots=False, eq=False, repr=False)
class Figure(Shown):
    """One printed figure with its identity: a variable of the audit.

    Two figures are the same only if they are the same object; ``id`` is unique in a ledger and
    stable across formats of one disclosure (it is made of canonical names, not of places).

    Attributes:
        id: For cells ``公开03表/201/基本支出``; for prose ``说明/五（二）/占比/…#n``.
        quantity: What is printed.
        place: Where.
        label: How a person would call it: ``公开03表“201 一般公共服务支出”行“基本支出”栏``.
        table: Table key, or "" outside tables.
        row: Row key.
        column: Column key.
        section: Heading path of prose, such as ``第三部分 五（二）``.
        quote: The printed words around it (prose), at most a sentence.
        placed: How it got its place.
        population: The population of money it speaks of (全部资金, 一般公共预算 …), "" if unknown.
        may_be_negative: Whether a negative value is legitimate here.
    """

    id: str
    quantity: Quantity
    place: Place = NOWHERE
    label: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    section: str = ""
    quote: str = ""
    placed: Placed = RULED
    population: str = ""
    may_be_negative: bool = False

    def __str__(self) -> str:
        return f"{self.label or self.id} = {self.quantity.printed or '（空白）'}"


@attrs.frozen(eq=False, repr=False)
class Column(Value):
    """A column of a normalised table.

    Attributes:
        key: Canonical name from the table spec (``基本支出``, ``决算数.合计``).
        label: As printed, joined over header rows.
        ordinal: 栏次 if the table numbers its columns.
    """

    key: str
    label: str = ""
    ordinal: int | None = None


@attrs.frozen(eq=False, repr=False)
class Row(Value):
    """A row of a normalised table.

    Attributes:
        key: Unique in the table.  科目 rows: the full code (``2010301``, ``30101``); fixed rows: the
            spec's key (``收入.本年收入合计``); a 科目 row whose code could not be resolved: the printed label.
        label: As printed, wrapped pieces joined.
        name: Canonical name (``行政运行``, ``本年收入合计``).
        code: Full 科目 code where known (also of functional rows in two-sided tables), else "".
        printed_code: The code as printed (may be cut short), else "".
        lane: Lane of the table spec: ``收入``, ``支出``, ``人员经费`` ... or "".
        level: 1 类, 2 款, 3 项; 0 for the total row and rows outside a hierarchy.
        parent: Key of the parent row, or "".
        role: ``item``, ``total`` (合计), ``subtotal`` (本年支出合计 …).
        ordinal: 行次 if printed.
        place: Place of the label.
        inferred: The row's identity was inferred (code cut short, name matched approximately).
    """

    key: str
    label: str
    name: str = ""
    code: str = ""
    printed_code: str = ""
    lane: str = ""
    level: int = 0
    parent: str = ""
    role: str = "item"
    ordinal: int | None = None
    place: Place = NOWHERE
    inferred: bool = False


@attrs.frozen(slots=False, eq=False, repr=False)
class Table(Value):
    """A recognised table.

    Attributes:
        key: Canonical key in national order (``公开03表``), whatever number is printed.
        title: As printed.
        unit: Symbol of the money unit printed for the table (``万元``).
        columns: In printed order.
        rows: In printed order.
        cells: By (row key, column key).  A pair that is absent has no cell in this form, which is
            *missing*; a blank cell is present with a blank quantity.
        place: Place of the title or first row.
        pages: Pages it runs over.
        reason: Why it was recognised ("标题与公开05表一致；栏次 1–3").
        score: Confidence of the recognition, 0 to 1.
        note: Text of the 注 below it.
        empty: No cell of it has a printed figure.
        placed: The weakest way any of its figures was placed.
        doubt: Why its reading is doubted ("3 个数没有归入任何格"), "" if it is not.  Nothing it seems to
            say accuses anybody then; where figures were lost, its blank cells are unknown, never zero.
    """

    key: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[tuple[str, str], Figure] = attrs.field(repr=False)
    place: Place = NOWHERE
    pages: tuple[int, ...] = ()
    reason: str = ""
    score: float = 1.0
    note: str = ""
    empty: bool = False
    placed: Placed = RULED
    doubt: str = ""

    @cached_property
    def row_by_key(self) -> dict[str, Row]:
        """Rows by key."""
        return {row.key: row for row in self.rows}

    @cached_property
    def children(self) -> dict[str, tuple[Row, ...]]:
        """Rows by the key of their parent, in printed order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.parent:
                found.setdefault(row.parent, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def figure(self, row: str, column: str) -> Figure | None:
        """Return the figure of a cell, or ``None`` if the table has no such cell."""
        return self.cells.get((row, column))


@attrs.frozen(eq=False, repr=False)
class Unrecognised(Value):
    """A table that no spec matches, kept and listed.

    Attributes:
        title: Nearest printed title or first cells.
        place: Where it starts.
        rows: Its size.
        cols: Its size.
        reason: Why it was not recognised.
    """

    title: str
    place: Place
    rows: int
    cols: int
    reason: str


@attrs.frozen(eq=False, repr=False)
class DocumentFacts(Value):
    """What the document says of itself; each may be overridden on the command line.

    Attributes:
        department: Full name of the department, "" if not found.
        year: Year of the accounts, ``None`` if not found.
        kind: ``部门决算``, ``单位决算``, ``部门预算`` or "".
        jurisdiction: Province and below as recognised (``甘肃/临夏``), "" if not.
        title: Title line.
    """

    department: str = ""
    year: int | None = None
    kind: str = ""
    jurisdiction: str = ""
    title: str = ""


@attrs.frozen(slots=False, eq=False, repr=False)
class Ledger(Value):
    """The normalised model of one disclosure.

    Attributes:
        document: The document it was made from.
        facts_of: Department, year, kind, jurisdiction.
        tables: By canonical key, in printed order.
        unrecognised: Tables no spec matches.
        sections: The prose: heading tree with paragraphs.
        facts: Narrative facts in order.
        forms: Performance forms and reports in order.
        notes: Remarks of extraction and normalisation.
        packs: Ids of the packs whose specs were used.
        sentences_with_amounts: Sentences of the prose that contain an amount.
        sentences_understood: Those of them from which facts were read.
        not_understood: The others, with their places.
        amounts_aside: Amounts and rates in reasons and uses, which are compared with nothing.
        in_tables: Indices of the document's blocks that belong to its tables.
    """

    document: Document = attrs.field(repr=False)
    facts_of: DocumentFacts = DocumentFacts()
    tables: Mapping[str, Table] = attrs.field(factory=dict, repr=False)
    unrecognised: tuple[Unrecognised, ...] = ()
    sections: tuple[Section, ...] = attrs.field(default=(), repr=False)
    facts: tuple[Fact, ...] = attrs.field(default=(), repr=False)
    forms: tuple[Form, ...] = attrs.field(default=(), repr=False)
    notes: tuple[Note, ...] = ()
    packs: tuple[str, ...] = ()
    sentences_with_amounts: int = 0
    sentences_understood: int = 0
    not_understood: tuple[tuple[str, Place], ...] = attrs.field(default=(), repr=False)
    amounts_aside: int = 0
    in_tables: frozenset[int] = attrs.field(default=frozenset(), repr=False)

    def figures(self) -> Iterator[Figure]:
        """Yield every figure: cells in order of tables, then facts, then forms."""
        for table in self.tables.values():
            yield from table.cells.values()
        for fact in self.facts:
            if fact.figure is not None:
                yield fact.figure
        for form in self.forms:
            yield from form.figures()
