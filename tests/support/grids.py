"""Correctly rounded tables with sums, copies and shares, as relations."""

from __future__ import annotations

import random

from gouji.model import Figure, Linear, Ratio, Relation, Rule, Term, parse_quantity, unit


def figure(name: str, text: str, symbol: str = "万元") -> Figure:
    return Figure(name, parse_quantity(text, unit(symbol)), label=name)


def sums(code: str, parts: list[Figure], whole: Figure) -> Relation:
    return Relation(Rule(code, code), code, Linear(tuple(Term(p) for p in parts), "==", (Term(whole),)))


def wan(fen: int) -> str:
    units = (fen + 5_000) // 10_000
    return f"{units // 100}.{units % 100:02d}"


def grid(seed: int, rows: int = 5, columns: int = 4) -> list[Relation]:
    """A correctly rounded table: sums of its rows and of its columns, a copy of each total, a share of each row."""
    rng = random.Random(seed)
    true = [[rng.randint(0, 10**9) for _ in range(columns)] for _ in range(rows)]
    cells = [[figure(f"{r}/{c}", wan(true[r][c])) for c in range(columns)] for r in range(rows)]
    ends = [figure(f"{r}/合计", wan(sum(true[r]))) for r in range(rows)]
    feet = [figure(f"合计/{c}", wan(sum(row[c] for row in true))) for c in range(columns)]
    whole = sum(map(sum, true))
    total, copy = figure("合计", wan(whole)), figure("抄", wan(whole))
    relations = [sums("行", cells[r], ends[r]) for r in range(rows)]
    relations += [sums("列", [cells[r][c] for r in range(rows)], feet[c]) for c in range(columns)]
    relations += [sums("总", ends, total), sums("总", feet, total), sums("抄", [total], copy)]
    for r, end in enumerate(ends):
        hundredths = (sum(true[r]) * 20_000 + whole) // (2 * whole)
        rate = figure(f"{r}/比重", f"{hundredths // 100}.{hundredths % 100:02d}", "%")
        relations.append(Relation(Rule("比", "比"), "比", Ratio((Term(end),), (Term(total),), rate)))
    return relations
