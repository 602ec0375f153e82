"""What the names in rules mean: tables, rows and columns of the specs, by any printed alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from gouji.facts.vocabulary import sections_of
from gouji.model import Row, Table
from gouji.names import bare, squash
from gouji.packs import CodeEntry, LaneSpec, Specs, TableSpec
from gouji.value import Value

OTHERS = ("上年", "年初预算", "下属单位")
"""First names of a path that lead into another document of the department."""
DOCUMENT_NAMES = ("年度", "文种", "部门名称", "地区", "标题", "全文", "目录")
ITEMS = ("各项", "项目各行")
"""``收入.各项``: all item rows of a lane."""


@attrs.frozen(slots=False, eq=False, repr=False)
class TableScope(Value):
    """The names of one table, over all its layouts.

    Attributes:
        key: Table key.
        layouts: Its specs.
    """

    key: str
    layouts: tuple[TableSpec, ...]

    @cached_property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Squashed name → column keys; the key itself, its last part and every alias are names."""
        found: dict[str, dict[str, None]] = {}
        for spec in self.layouts:
            for key, column in spec.columns.items():
                for name in (key, *column.names):
                    found.setdefault(squash(name), {})[key] = None
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """Squashed name → fixed row keys."""
        found: dict[str, dict[str, None]] = {}
        for spec in self.layouts:
            for key, row in spec.rows.items():
                for name in (key, *row.names):
                    found.setdefault(squash(name), {})[key] = None
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def lanes(self) -> dict[str, LaneSpec]:
        """Lanes by name, of the first layout that has them."""
        found: dict[str, LaneSpec] = {}
        for spec in self.layouts:
            for lane in spec.lanes:
                found.setdefault(lane.name, lane)
        return found

    @cached_property
    def fixed_keys(self) -> frozenset[str]:
        """Keys of all fixed rows."""
        return frozenset(key for layout in self.layouts for key in layout.rows)

    @cached_property
    def column_keys(self) -> frozenset[str]:
        """Keys of all columns."""
        return frozenset(key for layout in self.layouts for key in layout.columns)

    @cached_property
    def _keys(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset((*layout.columns, *layout.rows)) for layout in self.layouts)

    def layout_with(self, wanted: Iterable[str]) -> TableSpec:
        """Return the layout that has most of these columns and rows, of equal ones the first."""
        names = frozenset(wanted)
        counts = [len(names & keys) for keys in self._keys] if names else [0]
        return self.layouts[counts.index(max(counts))]

    def column_of_ordinal(self, number: int) -> str:
        """Return the column that bears a 栏次, "" if none."""
        for spec in self.layouts:
            for key, column in spec.columns.items():
                if column.ordinal == number:
                    return key
        return ""

    def rows_of_ordinal(self, number: int) -> tuple[str, ...]:
        """Return the row that bears a 行次 in the national form."""
        for spec in self.layouts:
            for key, row in spec.rows.items():
                if row.ordinal == number:
                    return (key,)
        return ()

    def lane_of(self, row_key: str) -> LaneSpec | None:
        """Return the lane of a fixed row."""
        for spec in self.layouts:
            for lane in spec.lanes:
                if any(row.key == row_key for row in lane.rows):
                    return lane
        return None

    def optional_row(self, key: str) -> bool:
        """Whether a form may lack a fixed row."""
        return any(key in s.rows and s.rows[key].optional for s in self.layouts)

    def without_column(self, key: str, read: frozenset[str]) -> bool:
        """Whether the form of a table has no such column, or may lack it; else the column was lost in reading.

        Args:
            key: Column key.
            read: Keys of the columns the table has.
        """
        complete = [
            s for s in self.layouts if all(k in read or column.optional for k, column in s.columns.items())
        ]
        fitting = complete or [self.layout_with(read)]
        return any(key not in s.columns or s.columns[key].optional for s in fitting)

    @property
    def coded(self) -> bool:
        """Whether its rows are 科目."""
        return any(lane.kind in ("functional", "economic") for s in self.layouts for lane in s.lanes)

    def column_key(self, name: str) -> str:
        """Return the column a name means, "" if none.

        Of several the one of that very key, else of the first layout.
        """
        keys = self.columns.get(squash(name), ())
        exact = [k for k in keys if squash(k) == squash(name)]
        return (exact or list(keys) or [""])[0]

    def row_keys(self, name: str) -> tuple[str, ...]:
        """Return the fixed rows a name means."""
        keys = self.rows.get(squash(name), ())
        exact = tuple(k for k in keys if squash(k) == squash(name))
        return exact or keys


def plain(name: str) -> str:
    """Return a name as prose subjects are compared: without a numeral before it, and without quotes.

    >>> plain("“三公”经费") == plain("三公经费")
    True
    """
    return bare(name).replace('"', "")


class Scope:
    """All names a rule may use, from the specs of the packs that apply."""

    def __init__(self, specs: Specs) -> None:
        self.specs = specs
        self.memo: dict[object, Table] = {}
        self.tables = {key: TableScope(key, layouts) for key, layouts in specs.tables.items()}
        self.titles: dict[str, str] = {}
        for key, scope in self.tables.items():
            self.titles[squash(key)] = key
            for layout in scope.layouts:
                for title in layout.titles:
                    self.titles.setdefault(squash(title), key)

    def table(self, name: str) -> TableScope | None:
        """Return the table of a key or title."""
        key = self.titles.get(squash(name))
        return self.tables[key] if key else None

    @cached_property
    def subjects(self) -> dict[str, str]:
        """Plain name of what the prose speaks of → the plain name its facts bear; aliases of several are left out."""
        sections = sections_of(self.specs)
        own = {plain(subject.name) for section in sections for subject in section.subjects}
        found: dict[str, set[str]] = {}
        for section in sections:
            for subject in section.subjects:
                for name in subject.names:
                    found.setdefault(plain(name), set()).add(plain(subject.name))
        aliases = {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1}
        return aliases | {name: name for name in own}

    def subject_names(self) -> Iterator[str]:
        """Yield the names of what the prose speaks of, as the specs write them."""
        for section in sections_of(self.specs):
            yield from (subject.name for subject in section.subjects)

    def subjects_of(self, name: str) -> frozenset[str]:
        """Return the plain names that facts about something bear."""
        own = plain(name)
        return frozenset((own, self.subjects.get(own, own)))

    def knows_subject(self, name: str) -> bool:
        """Whether the prose can have figures of something: a subject of the narrative specs, a 科目 or a row."""
        return plain(name) in self.subjects or plain(name) in self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        codes = (*self.specs.functional.values(), *self.specs.economic.values())
        names = [name for entry in codes for name in (entry.name, *entry.old_names)]
        return frozenset(plain(name) for name in (*names, *self.all_names()))

    def code_of(self, name: str, table: TableScope) -> str:
        """Return the 科目 code that bears a name, "" if none or several do."""
        entries = (
            self.specs.economic
            if any(lane.kind == "economic" for lane in table.lanes.values())
            else self.specs.functional
        )
        found = [code for code, entry in entries.items() if bare(entry.name) == bare(name)]
        return found[0] if len(found) == 1 else ""

    def entries(self, table: TableScope) -> Mapping[str, CodeEntry]:
        """Return the 科目 that a table's rows can be, by code; none for a table of fixed rows."""
        kinds = {lane.kind for layout in table.layouts for lane in layout.lanes}
        if "economic" in kinds:
            return self.specs.economic
        return self.specs.functional if "functional" in kinds else {}

    def all_names(self, table: TableScope | None = None) -> Iterable[str]:
        """Yield names for suggestions: of one table, or of all."""
        scopes = [table] if table is not None else list(self.tables.values())
        if table is None:
            yield from self.tables
            yield from DOCUMENT_NAMES
        else:
            yield from (entry.name for entry in self.entries(table).values())
        for scope in scopes:
            for layout in scope.layouts:
                yield from (name for c in layout.columns.values() for name in (c.key, *c.names))
                yield from (name for r in layout.rows.values() for name in (r.key, *r.names))


def row_of_code(table: Table, code: str) -> Row | None:
    """Return the row of a code in a read table."""
    row = table.row_by_key.get(code)
    if row is not None:
        return row
    return next((r for r in table.rows if r.code == code), None)
