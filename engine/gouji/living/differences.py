"""What changed between two JSON reports: two runs, or two versions of a disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from gouji.living.baseline import identity_of, read_report, stem

Entry = Mapping[str, Any]
_COMPARED = ("message", "severity", "expected", "suppressed")


class Difference(NamedTuple):
    """What changed between two reports of a document.

    Attributes:
        document: Department and year, else source.
        new: Findings of the second report only.
        gone: Findings of the first only, whose rule was applied again and no longer complains.
        unchecked: Findings of the first only, whose rule did not run or could not decide in the second: not resolved.
        changed: Pairs of first and second, where message, severity, expected value or standing differ.
        kept: How many are the same.
        only: ``first`` or ``second`` if only that report has the document, else "".
    """

    document: str
    new: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    unchecked: tuple[Entry, ...] = ()
    changed: tuple[tuple[Entry, Entry], ...] = ()
    kept: int = 0
    only: str = ""


def compare(first: Path, second: Path) -> list[Difference]:
    """Compare two JSON reports, document by document (by department, year and kind, else by file name).

    Raises:
        GoujiError: If one of them is no report of ours.
    """
    before, after = _keyed(first), _keyed(second)
    found = []
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one is not None and other is not None:
            found.append(_difference(one, other))
        elif other is not None:
            found.append(Difference(_name(other), new=tuple(other.get("findings", ())), only="second"))
        elif one is not None:
            found.append(Difference(_name(one), unchecked=tuple(one.get("findings", ())), only="first"))
    return found


def _difference(one: Entry, other: Entry) -> Difference:
    old = {f["id"]: f for f in one.get("findings", ())}
    new = {f["id"]: f for f in other.get("findings", ())}
    idle = {n["rule"] for n in other.get("not_run", ())} | {u["rule"] for u in other.get("undecided", ())}
    left = [f for i, f in old.items() if i not in new]
    both = [(old[i], f) for i, f in new.items() if i in old]
    changed = tuple((a, b) for a, b in both if any(a.get(k) != b.get(k) for k in _COMPARED))
    return Difference(
        _name(other),
        tuple(f for i, f in new.items() if i not in old),
        tuple(f for f in left if f["rule"] not in idle and "error" not in other),
        tuple(f for f in left if f["rule"] in idle or "error" in other),
        changed,
        len(both) - len(changed),
    )


def _keyed(path: Path) -> dict[tuple[str, ...], Entry]:
    """Return documents by identity; several of one identity are told apart by file name, then by order."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for document in read_report(path):
        identity = identity_of(document)
        known: tuple[str, ...] = identity if identity[0] else (stem(str(document.get("source", ""))),)
        groups[known].append(document)
    found: dict[tuple[str, ...], Entry] = {}
    for key, group in groups.items():
        for document in group:
            name: tuple[str, ...] = (*key, "" if len(group) == 1 else str(document.get("source", "")))
            while name in found:
                name = (*name, "+")
            found[name] = document
    return found


def _name(document: Entry) -> str:
    department, year, _ = identity_of(document)
    return f"{department} {year}".strip() if department else str(document.get("source", ""))
