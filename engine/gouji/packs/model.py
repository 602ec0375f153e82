"""Packs as values: table specs, code lists, parameters, and the raw data of other subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from gouji.value import Value

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@attrs.frozen(eq=False, repr=False)
class SumSpec(Value):
    """A sum that a table's form itself states: ``target = +a +b -c``.

    Reading uses it to place figures that lost their columns; it is part of the form and independent
    of the audit rules a user may switch off (docs/adr).

    Attributes:
        target: Column or row key.
        terms: (sign, key) pairs; the key ``@items`` stands for all item rows of the lane.
    """

    target: str
    terms: tuple[tuple[int, str], ...]


@attrs.frozen(eq=False, repr=False)
class ColumnSpec(Value):
    """A column of a table's form.

    Attributes:
        key: Canonical name; two-level headers are joined by a dot (``决算数.合计``).
        names: Printed headers that mean it, canonical first; matched after removing spaces and breaks.
        ordinal: 栏次 in the national form, ``None`` if it has none.
        population: Population of money the column speaks of; "" inherits the table's.
        unit: Unit symbol if it is not money.
        optional: The column may be absent from a form.
        rare: Most departments leave it blank; decides between readings that fit equally well.
    """

    key: str
    names: tuple[str, ...]
    ordinal: int | None = None
    population: str = ""
    unit: str = ""
    optional: bool = False
    rare: bool = False


@attrs.frozen(eq=False, repr=False)
class RowSpec(Value):
    """A fixed row of a table's form.

    Attributes:
        key: Unique in the table; in lanes prefixed by the lane (``收入.总计``).
        names: Printed labels that mean it, canonical first, without the leading ``一、``.
        ordinal: 行次 in the national form, ``None`` if it has none.
        role: ``item``, ``total``, ``subtotal`` or ``blank``.
        code: 科目 code the row stands for (``201``), "" if none.
        parent: Key of the row whose part it is (其中), "" if none.
        population: Population of money the row speaks of; "" inherits.
        may_be_negative: Whether a negative figure is legitimate.
        optional: The row may be absent from a form.
        only: Column of a part that alone can hold its amounts, "" if any can.
    """

    key: str
    names: tuple[str, ...]
    ordinal: int | None = None
    role: str = "item"
    code: str = ""
    parent: str = ""
    population: str = ""
    may_be_negative: bool = False
    optional: bool = False
    only: str = ""

    @property
    def name(self) -> str:
        """The canonical label."""
        return self.names[0]


@attrs.frozen(eq=False, repr=False)
class LaneSpec(Value):
    """A vertical lane of a table: its own labels, rows and value columns.

    Attributes:
        name: ``收入``, ``支出``, ``人员经费`` …; "" in tables with one lane.
        kind: ``fixed`` (rows listed here), ``functional`` or ``economic`` (科目 rows), ``single`` (one
            row of figures without a label).
        columns: Value columns in printed order.
        rows: Fixed rows; for 科目 lanes the total rows only.
        blocks: Economic classes whose items the lane lists, in order (``301``, ``303``).
        row_sums: Sums across columns, for every row.
        column_sums: Sums down fixed rows, for every column.
    """

    name: str
    kind: str
    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...] = ()
    blocks: tuple[str, ...] = ()
    row_sums: tuple[SumSpec, ...] = ()
    column_sums: tuple[SumSpec, ...] = ()


@attrs.frozen(slots=False, eq=False, repr=False)
class TableSpec(Value):
    """One layout of a table of the public set.

    Attributes:
        key: Canonical key in national order (``公开05表``).
        layout: Name of the layout if a table has several ("" the national one).
        titles: Titles that mean it, canonical first.
        codes: Table codes that may be printed with it; hints only, provinces number differently.
        unit: Usual unit.
        population: Population of money it speaks of (``全部资金``, ``财政拨款``, ``一般公共预算`` …).
        lanes: See :class:`LaneSpec`.
        notes: Phrases of the 注 that identify it when the title is lost.
        may_be_empty: A frame without figures is legitimate if a sentence says so.
        pack: Pack it comes from.
    """

    key: str
    layout: str
    titles: tuple[str, ...]
    codes: tuple[str, ...]
    unit: str
    population: str
    lanes: tuple[LaneSpec, ...]
    notes: tuple[str, ...] = ()
    may_be_empty: bool = False
    pack: str = ""

    @cached_property
    def columns(self) -> dict[str, ColumnSpec]:
        """All value columns by key."""
        return {column.key: column for lane in self.lanes for column in lane.columns}

    @cached_property
    def rows(self) -> dict[str, RowSpec]:
        """All fixed rows by key."""
        return {row.key: row for lane in self.lanes for row in lane.rows}

    def lane(self, name: str) -> LaneSpec:
        """Return the lane called ``name``.

        Raises:
            KeyError: If there is none.
        """
        for lane in self.lanes:
            if lane.name == name:
                return lane
        raise KeyError(name)


@attrs.frozen(eq=False, repr=False)
class CodeEntry(Value):
    """A 科目 of the functional or economic classification.

    Attributes:
        code: 3, 5 or 7 digits.
        name: Current name.
        source: ``template``, ``document``, ``standard list`` or ``unverified`` (a hint, never judged by).
        since: First year it is valid, ``None`` if not known.
        until: Last year it is valid, ``None`` if still valid.
        old_names: Names of earlier years.
    """

    code: str
    name: str
    source: str = ""
    since: int | None = None
    until: int | None = None
    old_names: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
class RuleFile(Value):
    """A rule file of a pack, not yet parsed.

    Attributes:
        name: Path inside the pack or on disk, for messages.
        text: Its content.
        pack: Pack id.
    """

    name: str
    text: str = attrs.field(repr=False)
    pack: str = ""


@attrs.frozen(eq=False, repr=False)
class Pack(Value):
    """A pack: what a jurisdiction prints, states and demands in some years.

    Attributes:
        id: ``national/2019-``.
        title: In words.
        jurisdiction: ``""`` everywhere, ``上海``, ``甘肃/临夏``.
        first_year: First year it applies to, ``None`` without bound.
        last_year: Last year it applies to, ``None`` without bound.
        kinds: Kinds of documents it applies to; empty for all.
        extends: Ids of packs it needs beside those of the jurisdictions above it.
        parameters: Parameters with their values; a pack further down overrides by name.
        tables: Layouts.
        codes: By classification (``functional``, ``economic``), entries by code.
        data: Every other TOML file by stem (``narrative``, ``wording`` …), unparsed.
        rules: Rule files.
        source: Distribution or file it comes from.
        root: Its folder.
        digest: What all its files together are known by, "" for a pack that was not read from files.
    """

    id: str
    title: str
    jurisdiction: str = ""
    first_year: int | None = None
    last_year: int | None = None
    kinds: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = attrs.field(factory=dict)
    tables: tuple[TableSpec, ...] = attrs.field(default=(), repr=False)
    codes: Mapping[str, Mapping[str, CodeEntry]] = attrs.field(factory=dict, repr=False)
    data: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict, repr=False)
    rules: tuple[RuleFile, ...] = attrs.field(default=(), repr=False)
    source: str = ""
    root: Traversable | None = attrs.field(default=None, repr=False, eq=False)
    digest: str = attrs.field(default="", repr=False, eq=False)


T = TypeVar("T")


def once(make: Callable[[Specs], T]) -> Callable[[Specs], T]:
    """Make what is derived from specs (a vocabulary, say) once for each :class:`Specs`, not for each who asks.

    Args:
        make: Derives it; the value is shared, so nobody may change it.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def derived(specs: Specs) -> T:
        known = specs.__dict__
        if name not in known:
            known[name] = make(specs)
        made: T = known[name]
        return made

    return derived


@attrs.frozen(slots=False, eq=False, repr=False)
class Specs(Value):
    """The packs that apply to a document, merged: national first, the most local last.

    Attributes:
        packs: In order of precedence, lowest first.
        reasons: Pack id → why it applies or does not.
    """

    packs: tuple[Pack, ...]
    reasons: Mapping[str, str] = attrs.field(factory=dict)

    @cached_property
    def tables(self) -> dict[str, tuple[TableSpec, ...]]:
        """Layouts by table key; a local layout of the same name replaces the one above it."""
        merged: dict[str, dict[str, TableSpec]] = {}
        for pack in self.packs:
            for spec in pack.tables:
                merged.setdefault(spec.key, {})[spec.layout] = spec
        return {key: tuple(layouts.values()) for key, layouts in merged.items()}

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """Parameters after overrides."""
        merged: dict[str, Any] = {}
        for pack in self.packs:
            merged.update(pack.parameters)
        return merged

    @cached_property
    def functional(self) -> dict[str, CodeEntry]:
        """The functional classification, by code."""
        return self._codes("functional")

    @cached_property
    def economic(self) -> dict[str, CodeEntry]:
        """The economic classification, by code."""
        return self._codes("economic")

    def _codes(self, kind: str) -> dict[str, CodeEntry]:
        merged: dict[str, CodeEntry] = {}
        for pack in self.packs:
            merged.update(pack.codes.get(kind, {}))
        return merged

    def data(self, stem: str) -> Iterator[Mapping[str, Any]]:
        """Yield the TOML data called ``stem`` of each pack that has it, lowest precedence first."""
        return (pack.data[stem] for pack in self.packs if stem in pack.data)
