"""Documents of one department in a batch: last year's accounts and the year's budget, found by name and year.

A document is compared with another only if it is told which one that is: several files of one year whose figures
differ (a correction beside the original) are used for nothing, and the report says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping

import attrs

from gouji.batch.units import named_units, plain_name, stated_count
from gouji.errors import GoujiError
from gouji.model import Ledger, Problem
from gouji.names import squash
from gouji.related import BUDGET, PRIOR, UNIT, Given, Related
from gouji.value import Value
from gouji.work import Kin

AMBIGUOUS = ""
"""Path of a kin that stands for several documents none of which can be chosen."""


@attrs.frozen(eq=False, repr=False)
class Known(Value):
    """What is known of an audited document.

    Attributes:
        id: Number in the store.
        source: What it is called.
        path: Where it lies.
        member: Name inside the archive.
        sha256: Digest of its bytes.
        format: Of the file.
        department: As it names itself.
        year: Of the accounts.
        kind: ``部门决算`` …
        cells: Digest of its cells.
        about: What it says of the institutions it comprises.
    """

    id: int
    source: str
    path: str
    member: str
    sha256: str
    format: str
    department: str
    year: int
    kind: str
    cells: str
    about: str = ""


def known_documents(db: sqlite3.Connection) -> list[Known]:
    """Return the audited documents that say whose they are and of what year, by number."""
    rows = db.execute(
        "SELECT id, d.source, path, member, sha256, format, department, year, kind, cells, about FROM documents d"
        " JOIN work USING (id) WHERE status = 'audited' AND department <> '' AND year IS NOT NULL ORDER BY id"
    )
    return [Known(*row) for row in rows]


def find_kin(documents: Iterable[Known]) -> dict[int, list[Kin]]:
    """Return the documents to compare each document with; only documents that have any are keys."""
    groups: dict[tuple[str, int, str], list[Known]] = {}
    everything = list(documents)
    for known in everything:
        groups.setdefault((squash(known.department), known.year, known.kind), []).append(known)
    units: dict[int, dict[str, list[Known]]] = {}
    for known in everything:
        if known.kind == "单位决算":
            units.setdefault(known.year, {}).setdefault(plain_name(known.department), []).append(known)
    found: dict[int, list[Kin]] = {}
    for known in everything:
        if "预算" in known.kind:
            continue
        name = squash(known.department)
        wanted = (
            (PRIOR, groups.get((name, known.year - 1, known.kind), [])),
            (
                BUDGET,
                groups.get((name, known.year, known.kind.replace("决算", "预算")), []) if known.kind else [],
            ),
        )
        kin = [_choose(role, known, candidates) for role, candidates in wanted if candidates]
        kin += _units(known, units.get(known.year, {}))
        if kin:
            found[known.id] = kin
    return found


def _units(document: Known, units: Mapping[str, list[Known]]) -> list[Kin]:
    """Return the accounts of the units below a department if it is certain that they are all there."""
    if document.kind != "部门决算" or not units:
        return []
    count = stated_count(document.about)
    names = named_units(document.about, units) if count else []
    if count is None or count < 2 or len(names) != count:
        return []
    kin = [_choose(UNIT, document, units[name]) for name in names]
    return [] if any(k.path == AMBIGUOUS for k in kin) else kin


def _choose(role: str, document: Known, candidates: list[Known]) -> Kin:
    if len({c.cells for c in candidates}) > 1:
        candidates = [c for c in candidates if c.format == document.format] or candidates
    if len({c.cells for c in candidates}) > 1:
        names = "、".join(c.source for c in candidates[:5])
        digests = " ".join(sorted(c.sha256 for c in candidates))
        return Kin(role, names, AMBIGUOUS, "", digests)
    first = candidates[0]
    return Kin(role, first.source, first.path, first.member, first.sha256)


def ledgers_of_kin(
    kin: Iterable[Kin], ledger: Ledger, read: Callable[[Kin], Ledger]
) -> tuple[Mapping[str, Ledger], list[Problem]]:
    """Read the documents a document is compared with; what cannot be used is a problem of the document."""
    given: list[Given] = []
    problems: list[Problem] = []
    for one in kin:
        if one.path == AMBIGUOUS:
            told = f"这批文件里有几份不同的{one.role}文件，不能确定用哪一份，没有比较：{one.source}"
            problems.append(Problem("input", told, one.source))
            continue
        try:
            given.append(Given(one.role, one.source, read(one)))
        except GoujiError as error:
            told = f"{one.role}文件无法读取，与它有关的规则没有检查：{error.message}"
            problems.append(Problem("input", told, one.source))
    related = Related(tuple(given))
    others = related.of(ledger)
    return others, [*problems, *related.left_over()]
