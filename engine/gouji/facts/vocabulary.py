"""What the narrative spec says: sections by title, subjects by name, the cells that state the same figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import attrs

from gouji.names import squash, together
from gouji.packs import Specs, once
from gouji.value import Value

Cell = tuple[str, str, str]


@attrs.frozen(eq=False, repr=False)
class Subject(Value):
    """Something the prose states figures of.

    Attributes:
        name: Canonical name.
        names: Squashed names it is printed by.
        cell: Cell that states its final, ``None`` if no table does.
        budget: Cell that states its budget.
        of: Subject its share is of, "" if none.
        bases: Other denominators by their printed names: a subject or a cell.
        parts: Subjects that add up to it.
        prior_parts: Subjects whose values of last year add up to its own.
        prior_within: Section and subject whose value of last year is at least its own, ``None`` if none.
        prior_beside: Cell whose amount closed last year: with the subject's own value of last year it was within
            ``prior_within``.
        splits: Other sets of subjects that add up to it, each by itself.
        within: Subject it cannot exceed, "" if none.
        each: Subjects it names together, in the order in which their values are listed (收、支总计).
        either: Other cells the same words may mean; the figure has to agree with one of them.
        code: 科目 code, for subjects that are rows of a table.
        total: Whether it is the total of its section.
        alone: Names that mean it where nothing else stands in the clause: 其中购置费 1.00 万元.
    """

    name: str
    names: tuple[str, ...]
    cell: Cell | None = None
    budget: Cell | None = None
    of: str = ""
    bases: Mapping[str, str | Cell] = attrs.field(factory=dict)
    parts: tuple[str, ...] = ()
    prior_parts: tuple[str, ...] = ()
    prior_within: tuple[str, str] | None = None
    prior_beside: Cell | None = None
    splits: tuple[tuple[str, ...], ...] = ()
    within: str = ""
    each: tuple[str, ...] = ()
    either: tuple[Cell, ...] = ()
    code: str = ""
    total: bool = False
    alone: tuple[str, ...] = ()


class Topic(NamedTuple):
    """Something whose vehicles, persons or visits are counted.

    Attributes:
        names: Squashed words it is printed by.
        counts: Subject of the count by its unit.
        money: Subject of what was paid for it, "" if none.
    """

    names: tuple[str, ...]
    counts: Mapping[str, str]
    money: str = ""


@attrs.frozen(slots=False, eq=False, repr=False)
class SectionSpec(Value):
    """A kind of section.

    Attributes:
        key: Its key.
        titles: Squashed titles.
        subjects: Subjects it speaks of.
        codes: Table whose rows are subjects too, "" if none.
        column: Column of that table that states their finals.
        table: Table the whole section speaks of, "" if none.
        depth: Levels of those rows that are named without their parents: 1 for 类 alone.
        match: Patterns of further titles, of a title without year, department and the words 情况说明.
        topics: Things that are counted in it.
        also: Keys of the sections whose subjects it may name too.
        inner: Patterns of the titles within it that open no section of their own: 基本支出情况 of all money.
        asides: Ends of the names of amounts that are compared with nothing.
        classes: Table whose rows of expenditure, the 类, it may name, "" if none.
        opens: Words at the head of a paragraph that belongs to it where the section has no title of its own.
    """

    key: str
    titles: tuple[str, ...]
    subjects: tuple[Subject, ...]
    codes: str = ""
    column: str = ""
    table: str = ""
    depth: int = 1
    match: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    also: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    classes: str = ""

    def holds(self, title: str) -> bool:
        """Whether a title within the section goes on speaking of what the section speaks of."""
        core = _core(squash(title).rstrip("。.:："))
        return any(pattern.fullmatch(core) for pattern in _compiled(self.inner))


class Words(NamedTuple):
    """Words of the prose that are no names.

    Attributes:
        up: More than before.
        down: Less than before.
        equal: As much as before.
        prior: Last year.
        openers: Begin a reason or a list of uses, whose figures are asides.
        elided: May stand before a figure whose subject is the one before.
        parts: What follows is a part of the subject.
        lists: What follows lists parts, after a word that else begins a list of uses.
        funds: How the kinds of money begin: amounts of all of them divide an amount without rest.
        others: In titles of sections whose paragraphs speak of one thing each, told by their first words.
    """

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()
    prior: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@once
def words_of(specs: Specs) -> Words:
    """Return the words of the packs that apply."""
    merged: dict[str, list[str]] = {name: [] for name in Words._fields}
    for data in specs.data("narrative"):
        for key, values in data.get("words", {}).items():
            merged.setdefault(key, []).extend(values)
    return Words(**{name: tuple(merged[name]) for name in Words._fields})


@once
def renamed_in(specs: Specs) -> dict[str, tuple[str, ...]]:
    """Return the names that 科目 had in earlier years, by the name they have now."""
    found: dict[str, tuple[str, ...]] = {}
    for data in specs.data("wording"):
        for raw in data.get("renamed", []):
            found[raw["new"]] = (*found.get(raw["new"], ()), raw["old"])
    return found


@once
def classes_of(specs: Specs) -> dict[str, tuple[str, ...]]:
    """Return the 类 of the tables whose rows are 科目, by table: names for prose whose table is elsewhere.

    A 类 that a form prints as a row of its own (公开01表) is known as well as one of the verified list.
    """
    found: dict[str, tuple[str, ...]] = {}
    lanes = [lane for variants in specs.tables.values() for spec in variants for lane in spec.lanes]
    printed = {row.code for lane in lanes if lane.kind == "fixed" for row in lane.rows if row.code}
    for key, variants in specs.tables.items():
        kinds = {lane.kind for spec in variants for lane in spec.lanes}
        entries = specs.functional if "functional" in kinds else specs.economic if "economic" in kinds else {}
        names = [
            e.name
            for e in entries.values()
            if len(e.code) == 3
            and (e.source != "unverified" or ("functional" in kinds and e.code in printed))
        ]
        if names:
            found[key] = tuple(names)
    return found


@once
def sections_of(specs: Specs) -> tuple[SectionSpec, ...]:
    """Return the section specs; a pack further down adds titles and subjects to a section of the same key."""
    merged: dict[str, SectionSpec] = {}
    for data in specs.data("narrative"):
        for raw in data.get("section", []):
            made = _section(raw)
            known = merged.get(made.key)
            if known is None:
                merged[made.key] = made
            else:
                names = {s.name for s in made.subjects}
                merged[made.key] = attrs.evolve(
                    known,
                    titles=known.titles + made.titles,
                    subjects=tuple(s for s in known.subjects if s.name not in names) + made.subjects,
                    codes=made.codes or known.codes,
                    column=made.column or known.column,
                    table=made.table or known.table,
                    depth=max(known.depth, made.depth),
                    match=known.match + made.match,
                    topics=known.topics + made.topics,
                    also=known.also + made.also,
                    inner=known.inner + made.inner,
                    asides=known.asides + made.asides,
                    opens=known.opens + made.opens,
                    classes=made.classes or known.classes,
                )
    return tuple(_with_others(spec, merged) for spec in merged.values())


def _with_others(spec: SectionSpec, known: Mapping[str, SectionSpec]) -> SectionSpec:
    """Return a section with the subjects of the sections it may speak of too; its own names come first."""
    subjects = list(spec.subjects)
    names = {s.name for s in subjects}
    claimed = {n for s in subjects for n in s.names}
    for key in spec.also:
        for subject in known[key].subjects if key in known else ():
            free = tuple(n for n in subject.names if n not in claimed)
            if free and subject.name not in names:
                subjects.append(attrs.evolve(subject, names=free, total=False))
                names.add(subject.name)
                claimed.update(free)
    return attrs.evolve(spec, subjects=tuple(subjects))


def _cell(value: Any) -> Cell | None:
    return (
        (str(value[0]), str(value[1]), str(value[2])) if isinstance(value, list) and len(value) == 3 else None
    )


def _pair(value: Any) -> tuple[str, str] | None:
    return (str(value[0]), str(value[1])) if isinstance(value, list) and len(value) == 2 else None


def _section(raw: Mapping[str, Any]) -> SectionSpec:
    subjects = []
    for item in raw.get("subject", []):
        bases = {squash(k): (_cell(v) or str(v)) for k, v in item.get("bases", {}).items()}
        subjects.append(
            Subject(
                item["name"],
                tuple(squash(n) for n in (item["name"], *item.get("names", ()))),
                _cell(item.get("cell")),
                _cell(item.get("budget")),
                item.get("of", ""),
                bases,
                tuple(item.get("parts", ())),
                tuple(item.get("prior_parts", ())),
                _pair(item.get("prior_within")),
                _cell(item.get("prior_beside")),
                tuple(tuple(split) for split in item.get("splits", ())),
                item.get("within", ""),
                tuple(item.get("each", ())),
                tuple(cell for raw_cell in item.get("either", ()) if (cell := _cell(raw_cell))),
                total=bool(item.get("total", False)),
                alone=tuple(squash(name) for name in item.get("alone", ())),
            )
        )
    return SectionSpec(
        raw["key"],
        tuple(squash(t) for t in raw.get("titles", ())),
        tuple(subjects),
        raw.get("codes", ""),
        raw.get("column", ""),
        raw.get("table", ""),
        int(raw.get("depth", 1)),
        tuple(raw.get("match", ())),
        tuple(
            Topic(
                tuple(squash(n) for n in item["names"]),
                {unit: name for name, units in item["counts"].items() for unit in units},
                item.get("money", ""),
            )
            for item in raw.get("topic", [])
        ),
        tuple(raw.get("also", ())),
        tuple(raw.get("inner", ())),
        tuple(raw.get("asides", ())),
        tuple(squash(word) for word in raw.get("opens", ())),
        raw.get("classes", ""),
    )


_DECORATION = re.compile(r"^(?:关于)?(?:.{0,40}?20\d\d年度?)?(?:本?(?:部门|单位)的?)?(?:决算)?(?=.{2})")
_YEAR = re.compile(r"^(?:关于)?(?:20\d\d年度?)?")
_TAIL = re.compile(r"(?:情况)?(?:说明)?$")
_ENDING = re.compile(r"(?:总体|具体|结构|明细|分项|实量)*(?:情况)?的?(?:说明)?$")


@lru_cache(maxsize=4096)
def _without_tail(title: str) -> str:
    return _TAIL.sub("", title)


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))


def _core(title: str) -> str:
    return _ENDING.sub("", _DECORATION.sub("", title))


@once
def titles_of(specs: Specs) -> frozenset[str]:
    """Return the titles of sections that nothing else is: 收入决算情况说明."""
    return frozenset(t for spec in sections_of(specs) for t in spec.titles if t.endswith("情况说明"))


def section_for(title: str, specs: Iterable[SectionSpec]) -> SectionSpec | None:
    """Return the section a heading opens; titles are compared without year, 。 and the word 说明."""
    known = tuple(specs)
    whole = together(squash(title)).rstrip("。.:：")
    plain = _YEAR.sub("", whole)
    for spec in known:
        if plain in spec.titles:
            return spec
    bare = _TAIL.sub("", plain)
    for spec in known:
        if any(_without_tail(t) == bare for t in spec.titles):
            return spec
    core = _core(whole)
    for spec in known:
        if any(pattern.fullmatch(core) for pattern in _compiled(spec.match)):
            return spec
    return None
