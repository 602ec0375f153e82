"""The document the project exists for: 临夏 2024, read from its text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from corpus import corpus_file
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Figure, Verdict
from gouji.testing.synthetic.planting import slip

NAME = "gansu-linxia-2024.txt"
TABLES = ("公开01表", "公开02表", "公开03表", "公开04表", "公开05表", "公开06表")
MUTATIONS = 160


@pytest.fixture(scope="module")
def path() -> Path:
    return corpus_file(NAME)


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def report(path: Path, auditor: Auditor) -> DocumentReport:
    return auditor.audit_path(path)


def test_all_nine_tables_are_there(report: DocumentReport) -> None:
    assert sorted(report.ledger.tables) == [f"公开0{n}表" for n in range(1, 10)]
    assert not report.ledger.unrecognised


def test_no_table_relation_is_called_violated(report: DocumentReport) -> None:
    violated = [
        o.relation.text
        for o in report.outcomes
        if o.verdict is Verdict.VIOLATED and o.relation.rule.category in ("table", "cross-table")
    ]
    assert violated == []


def test_no_rule_is_silently_unrun(report: DocumentReport, auditor: Auditor) -> None:
    heard = {o.relation.rule.id for o in report.outcomes} | {n.rule.id for n in report.not_run}
    rules = next(iter(auditor._rules.values()))
    assert {c.rule.id for c in rules.rules} <= heard
    assert all(n.reason for n in report.not_run)


def printed_figures(text: str) -> Iterator[tuple[str, str]]:
    """Find the figures of 公开01 to 09 by the simplest means: amounts on the lines between the titles."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    starts = [i for i, line in enumerate(lines) if re.fullmatch(r"公开 0\d 表", line)]
    for n, start in enumerate(starts, 1):
        for line in lines[start:]:
            if line.startswith("注"):
                break
            for amount in re.findall(r"(?<![\d.])\d+\.\d\d(?!\d)", line):
                yield f"公开0{n}表", amount


def test_every_printed_figure_is_in_its_table_once(path: Path, report: DocumentReport) -> None:
    """Count the amounts of the raw text by table, and compare with the ledger."""
    wanted: dict[str, list[str]] = {}
    for table, amount in printed_figures(path.read_text(encoding="utf-8")):
        wanted.setdefault(table, []).append(amount)
    for key, table in report.ledger.tables.items():
        got = sorted(f.quantity.printed for f in table.cells.values() if f.quantity.printed)
        assert got == sorted(wanted.get(key, [])), key


ROWS = {
    ("公开02表", "2101103"): {"本年收入合计": "5.73", "财政拨款收入": "5.73"},
    ("公开02表", "2010399"): {"本年收入合计": "53.26", "财政拨款收入": "53.26"},
    ("公开03表", "合计"): {"本年支出合计": "887.29", "基本支出": "764.61", "项目支出": "122.68"},
    ("公开03表", "2010301"): {"本年支出合计": "740.43", "基本支出": "671.01", "项目支出": "69.42"},
    ("公开03表", "2010399"): {"本年支出合计": "53.26", "项目支出": "53.26"},
    ("公开03表", "2080505"): {"本年支出合计": "61.21", "基本支出": "61.21"},
    ("公开04表", "支出.总计"): {"合计": "887.29", "一般公共预算财政拨款": "887.29"},
    ("公开04表", "支出.卫生健康支出"): {"合计": "32.39", "一般公共预算财政拨款": "32.39"},
    ("公开04表", "收入.年初.一般公共预算财政拨款"): {"金额": "0.00"},
    ("公开05表", "2010399"): {"小计": "53.26", "项目支出": "53.26"},
    ("公开06表", "30110"): {"决算数": "31.61"},
    ("公开06表", "30213"): {"决算数": "70.97"},
    ("公开06表", "31002"): {"决算数": "11.68"},
    ("公开06表", "公用经费合计"): {"决算数": "187.57"},
    ("公开09表", "金额"): {
        "预算数.合计": "31.00",
        "预算数.因公出国（境）费": "25.00",
        "预算数.公务用车购置及运行维护费": "6.00",
        "预算数.公务用车购置费": "0.00",
        "预算数.公务用车运行维护费": "6.00",
        "预算数.公务接待费": "0.00",
        "决算数.合计": "6.00",
        "决算数.因公出国（境）费": "0.00",
        "决算数.公务用车购置及运行维护费": "6.00",
        "决算数.公务用车运行维护费": "6.00",
    },
}


@pytest.mark.parametrize(
    ("where", "cells"), ROWS.items(), ids=lambda v: "/".join(v) if isinstance(v, tuple) else ""
)
def test_rows_copied_from_the_page_by_hand(
    report: DocumentReport, where: tuple[str, str], cells: dict[str, str]
) -> None:
    table = report.ledger.tables[where[0]]
    got = {c: f.quantity.printed for (r, c), f in table.cells.items() if r == where[1] and f.quantity.printed}
    assert got == cells


def mutated(text: str, figure: Figure, wrong: str) -> str | None:
    """Change one figure in the raw text: the n-th occurrence on its printed line."""
    lines = text.split("\n")
    number = figure.place.line
    assert number is not None
    line = lines[number - 1]
    pattern = re.compile(rf"(?<![\d.]){re.escape(figure.quantity.printed)}(?![\d.])")
    found = list(pattern.finditer(line))
    if not found:
        return None
    spot = found[0]
    lines[number - 1] = line[: spot.start()] + wrong + line[spot.end() :]
    return "\n".join(lines)


@pytest.mark.slow
def test_changing_any_figure_is_found_by_a_relation_that_contains_it(
    path: Path, report: DocumentReport, auditor: Auditor
) -> None:
    text = path.read_text(encoding="utf-8")
    covered = {f.id for o in report.outcomes for f in o.relation.figures()}
    figures = [
        f
        for key in TABLES
        for f in report.ledger.tables[key].cells.values()
        if f.quantity.printed and f.id in covered
    ]
    rng = random.Random(7)
    missed, tried = [], 0
    for figure in figures * 2:
        if tried >= MUTATIONS:
            break
        printed = figure.quantity.printed
        wrong = slip("digit", printed, rng) if figure.quantity.ticks else f"{rng.randint(1, 9)}.00"
        changed = mutated(text, figure, wrong)
        # A change within the rounding of a sum of 27 items (0.14) is no error by itself.
        if changed is None or abs(Decimal(wrong) - Decimal(printed)) < Decimal("0.15"):
            continue
        tried += 1
        got = auditor.audit(Source("changed.txt", content=changed.encode()))
        line = figure.place.line
        if not any(
            e.printed == wrong and e.place.line == line for f in sound(got).findings for e in f.evidence
        ):
            missed.append(f"{figure.label}: {figure.quantity.printed} → {wrong}")
    assert tried >= 150
    assert missed == []
