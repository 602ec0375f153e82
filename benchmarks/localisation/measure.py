"""Which figure is wrong: change printed figures of a file, audit the changed file, and see what is found.

    python benchmarks/localisation/measure.py [DOCUMENT.txt|.xlsx|.pdf | --made text|xlsx|pdf] [--samples 400] [--seed 1]
        [--errors 1] [--where tables|prose|core|forms|all] [--only KIND] [--misses FILE]

Each pair of a figure and a kind is equally likely; ``kinds alike`` weighs the kinds equally.  Prints results by kind
and by table, figures outside all relations apart, slips whose cell changed its place or value in reading apart, and
the time of settling all relations (of the process alone, so that others on the machine do not count).
Seeds below 1000 are for tuning, from 1000 on for reporting; both never look at the same departments or slips.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import attrs
from carriers import Carrier, Rendered, Text, Workbook
from reprint import Reprinted
from score import HEAD, Score, SetScore, add, alike, mark
from slips import MORE, ONE, Slip, Sources

from gouji.audit import Auditor
from gouji.errors import GoujiError
from gouji.model import DocumentReport, Figure, Finding, Linear, Ratio, Tier
from gouji.solving import settle
from gouji.testing.synthetic import make_truth, print_national, to_text


def figures_of(report: DocumentReport, where: str) -> list[Figure]:
    """Return the printed figures of the tables, of the prose, of both (core), of the performance forms, or all."""

    def part(figure: Figure) -> str:
        if figure.table.startswith("公开"):
            return "tables"
        return "forms" if figure.table or figure.id.startswith("自评") else "prose"

    return [
        f
        for f in report.ledger.figures()
        if f.quantity.known
        and any(c.isdigit() for c in f.quantity.printed)
        and (where in ("all", part(f)) or (where == "core" and part(f) != "forms"))
    ]


def new_findings(clean: DocumentReport, report: DocumentReport) -> list[Finding]:
    """Return the findings that the clean document does not have."""
    known = {f.id for f in clean.findings}
    return [f for f in report.findings if f.id not in known]


def standing(report: DocumentReport) -> tuple[set[str], set[str]]:
    """Return the figures inside identities, and those that only take part in looser relations."""
    inside: set[str] = set()
    business: set[str] = set()
    for outcome in report.outcomes:
        relation = outcome.relation
        form = relation.form
        identity = isinstance(form, Ratio) or (isinstance(form, Linear) and form.op == "==")
        strict = identity and relation.rule.tier is Tier.TEMPLATE
        (inside if strict else business).update(f.id for f in relation.figures())
    return inside, business - inside


def settling(report: DocumentReport) -> float:
    """Return the processor seconds of judging and settling the document's relations once more."""
    relations = [o.relation for o in report.outcomes]
    start = time.process_time()
    settle(relations, report.ledger)
    return time.process_time() - start


def reading(slips: list[Slip], report: DocumentReport) -> str:
    """Return "" if every changed figure was read where it stands, else what happened: ``lost`` or ``moved``."""
    now = {f.id: f.quantity.printed for f in report.ledger.figures()}
    for item in slips:
        if item.figure.id not in now:
            return "lost" if item.wrong else ""
        if now[item.figure.id].replace(",", "") != item.wrong.replace(",", ""):
            return "moved"
    return ""


@attrs.define
class Results:
    """All that is measured."""

    kinds: dict[str, Score] = attrs.field(factory=lambda: defaultdict(Score))
    tables: dict[str, Score] = attrs.field(factory=lambda: defaultdict(Score))
    sets: SetScore = attrs.field(factory=SetScore)
    inside: SetScore = attrs.field(factory=SetScore)
    times: list[float] = attrs.field(factory=list)
    reading: Counter[str] = attrs.field(factory=Counter)
    unmade: int = 0
    misses: list[str] = attrs.field(factory=list)


def cases(
    clean: DocumentReport, kinds: tuple[str, ...], where: str, errors: int, rng: random.Random
) -> Iterator[tuple[str, list[Slip]]]:
    """Yield (kind, slips) without end."""
    figures = figures_of(clean, where)
    sources = Sources(clean.ledger)
    while True:
        slips: list[Slip] = []
        kind = ""
        while len({s.figure.id for s in slips}) < errors:
            kind = rng.choice(kinds)
            figure = rng.choice(figures)
            if any(s.figure is figure for s in slips):
                continue
            slips += sources.slips(kind, figure, rng)
        yield (kind if errors == 1 else f"{errors} errors"), slips


def measure(
    carrier: Carrier,
    samples: int,
    seed: int,
    kinds: tuple[str, ...],
    where: str = "all",
    errors: int = 1,
    results: Results | None = None,
    auditor: Auditor | None = None,
) -> Results:
    """Change one file ``samples`` times and count."""
    results = results or Results()
    auditor = auditor or Auditor()
    clean = auditor.audit(carrier.clean())
    inside, business = standing(clean)
    done = 0
    for kind, slips in cases(clean, kinds, where, errors, random.Random(seed)):
        if done >= samples:
            break
        source = carrier.changed(slips, clean.ledger)
        if source is None:
            results.unmade += 1
            if results.unmade > 50 * samples:
                break
            continue
        done += 1
        try:
            report = auditor.audit(source)
        except GoujiError as error:
            results.reading["unreadable"] += 1
            results.misses.append(f"unreadable {error}")
            continue
        results.times.append(settling(report))
        lost = reading(slips, report)
        found = new_findings(clean, report)
        if errors > 1:
            for score in (results.sets, results.inside)[: 1 + all(s.figure.id in inside for s in slips)]:
                score.add([s.figure for s in slips], found)
            accused = {f.evidence[0].figure for f in found if f.evidence and f.evidence[0].role == "culprit"}
            if accused != {s.figure.id for s in slips}:
                made_of = "; ".join(
                    f"{s.kind} {s.figure.id}: {s.figure.quantity.printed} -> {s.wrong}" for s in slips
                )
                said = "; ".join(f"{f.grade} {f.rule.id} {f.message[:110]}" for f in found)
                results.misses.append(f"{reading(slips, report) or 'read'} {made_of} | {said}")
            continue
        figure = slips[0].figure
        made = mark(figure, found, not slips[0].wrong)
        if lost:
            results.reading[lost] += 1
        known = figure.id in inside
        name = kind if known else "business" if figure.id in business else "outside"
        where_of = figure.table or figure.id.split("/", 1)[0].split(":", 1)[0]
        add(results.kinds[name], made)
        if known:
            add(results.kinds["inside"], made)
            if kind != "last":
                add(results.kinds["without last"], made)
            add(results.tables[where_of], made)
            if lost:
                add(results.kinds["(misread)"], made)
        right = made.detected and made.first and made.proposed
        if not right:
            best = next((f for f in found if any(e.figure == figure.id for e in f.evidence)), None)
            results.misses.append(
                f"{'undetected' if not made.detected else 'notfirst' if not made.first else 'value'} {kind} {lost or 'read'} "
                f"{'in' if known else name} {figure.label or figure.id}: {figure.quantity.printed} -> {slips[0].wrong!r}"
                + (
                    f" | {best.grade} {best.rule.id} n={len(best.relations)} {best.message[:160]} | {best.story}"
                    if best
                    else ""
                )
            )
    return results


def show(results: Results, errors: int) -> None:
    """Print the results."""
    if errors > 1:
        print("             tried exact% recall% precision%")
        print(results.sets.row(f"{errors} errors"))
        print(results.inside.row("all inside"))
    else:
        print(HEAD)
        for name in (*ONE, *MORE, "inside", "without last", "business", "outside", "(misread)"):
            if name in results.kinds:
                print(results.kinds[name].row(name))
        print(alike([results.kinds[k] for k in (*ONE, *MORE) if k in results.kinds]))
        print()
        for name, entry in sorted(results.tables.items()):
            print(entry.row(name[:12]))
    ordered = sorted(results.times)
    if ordered:
        print(
            f"localisation: median {1000 * statistics.median(ordered):.0f} ms, "
            f"p95 {1000 * ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms, most {1000 * ordered[-1]:.0f} ms"
        )
    print(f"misread: {dict(results.reading) or 'none'}; slips that could not be made: {results.unmade}")


def carrier_of(options: argparse.Namespace, seed: int) -> Carrier:
    """Return the file to change."""
    if options.document is not None:
        if options.document.suffix == ".txt":
            return Text(options.document.read_text(encoding="utf-8"))
        if options.document.suffix == ".pdf":
            return Reprinted(options.document)
        return Workbook(options.document.read_bytes())
    printed = print_national(make_truth(seed))
    if options.made == "text":
        return Text(to_text(printed))
    if options.made == "xlsx":
        from render_office import render_xlsx

        return Workbook(render_xlsx(printed))
    return Rendered(printed)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("document", nargs="?", type=Path)
    parser.add_argument("--made", choices=("text", "xlsx", "pdf"), default="text")
    parser.add_argument("--samples", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=1)
    parser.add_argument("--where", choices=("tables", "prose", "core", "forms", "all"), default="all")
    parser.add_argument("--only", choices=(*ONE, *MORE))
    parser.add_argument(
        "--more", action="store_true", help="the further kinds instead of those of the targets"
    )
    parser.add_argument("--misses", type=Path, help="write every slip that was not put right to this file")
    options = parser.parse_args()
    kinds = (options.only,) if options.only else MORE if options.more else ONE
    start = time.perf_counter()
    carrier = carrier_of(options, options.seed)
    results = measure(carrier, options.samples, options.seed, kinds, options.where, options.errors)
    show(results, options.errors)
    if options.misses:
        options.misses.write_text("\n".join(results.misses) + "\n", encoding="utf-8")
    print(f"{time.perf_counter() - start:.0f} s in all, seed {options.seed}, {carrier.name}")


if __name__ == "__main__":
    main()
