"""Root causes: one slip is one finding with all that follows; a correct document has none, a partial slip none either."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import attrs
import pytest
from render_office import render_xlsx
from some_slow import first
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Finding, Severity, format_ticks, unit
from gouji.testing.synthetic import (
    STYLES,
    Item,
    Paragraph,
    PrintedDocument,
    PrintedTable,
    Truth,
    make_truth,
    national,
    print_national,
    print_shanghai,
    print_styled,
)
from gouji.testing.synthetic.figures import wan

AUDITOR = Auditor()


def findings(document: PrintedDocument) -> list[Finding]:
    report = AUDITOR.audit(Source("made.xlsx", content=render_xlsx(document)))
    assert not report.problems
    return [f for f in sound(report).findings if f.severity is Severity.ERROR]


def on_table(
    document: PrintedDocument, key: str, change: Callable[[PrintedTable], PrintedTable]
) -> PrintedDocument:
    pieces = tuple(change(p) if isinstance(p, PrintedTable) and p.key == key else p for p in document.pieces)
    return attrs.evolve(document, pieces=pieces)


def reworded(document: PrintedDocument, old: str, new: str) -> PrintedDocument:
    done = False
    pieces = []
    for piece in document.pieces:
        if isinstance(piece, Paragraph) and not done and re.search(old, piece.text):
            piece = Paragraph(re.sub(old, new, piece.text, count=1))
            done = True
        pieces.append(piece)
    assert done, old
    return attrs.evolve(document, pieces=tuple(pieces))


def lane_up(table: PrintedTable, column: int = 5, first: int = 5) -> PrintedTable:
    """Move the amounts of a lane up by one row from some row on, to the row before the totals."""
    body = [list(row) for row in table.body]
    for i in range(first, len(body) - 2):
        body[i][column] = body[i + 1][column]
    body[len(body) - 2][column] = ""
    return attrs.evolve(table, body=tuple(map(tuple, body)))


def slid(table: PrintedTable, first: int = 3) -> PrintedTable:
    """Let the amounts of all columns slide up from some row on; the last row repeats nothing."""
    body = [list(row) for row in table.body]
    for i in range(first, len(body) - 1):
        body[i][2:] = body[i + 1][2:]
    body[-1][2:] = [""] * (len(body[-1]) - 2)
    return attrs.evolve(table, body=tuple(map(tuple, body)))


def in_yuan(truth: Truth, key: str, monkeypatch: pytest.MonkeyPatch) -> PrintedTable:
    """Return a table that prints 元 under a heading that says 万元."""

    def yuan(fen: int) -> str:
        return format_ticks(fen, unit("元"))

    with monkeypatch.context() as patched:
        patched.setattr(national, "wan", yuan)
        patched.setattr(national, "cell", lambda fen: yuan(fen) if fen else "")
        return next(t for t in national.national_tables(truth) if t.key == key)


def rich(seed: int = 0) -> Truth:
    """Return a department that has what the slips need: other money, a change, two classes and more."""
    while True:
        truth = make_truth(seed)
        prior = truth.prior
        if (
            truth.spending("other_project") > 10**6
            and truth.three_budget["公务接待费"] - truth.three_final["公务接待费"] > 10**4
            and truth.three_final["公务接待费"] > 10**4
            and abs(prior["公用经费"] - truth.running) > 10**6
            and sum(i.budget for i in truth.items) > truth.general
            and not truth.fund
        ):
            return truth
        seed += 1


def only(found: list[Finding], rule: str) -> Finding:
    assert [f.rule.id for f in found] == [rule], [(f.rule.id, f.message) for f in found]
    return found[0]


def test_a_lane_one_row_off_its_labels() -> None:
    document = on_table(print_national(rich()), "公开06表", lane_up)
    finding = only(findings(document), "GY-01")
    assert "偏上一行" in finding.message
    assert len(finding.relations) >= 2
    assert any("应为" in step for step in finding.steps)


def test_amounts_that_slid_over_a_lost_one() -> None:
    document = on_table(print_national(rich()), "公开05表", slid)
    finding = only(findings(document), "GY-02")
    assert len(finding.relations) >= 5


PAID_OTHERWISE = "其他资金事务"


def with_other_money() -> tuple[Truth, str]:
    """Return a department with an item paid from other money alone, and its code: a row in 公开03表, none in 公开05表."""
    truth = rich()
    first = truth.items[0]
    code = f"{first.code[:5]}97"
    other = Item(
        code, (*first.path[:2], PAID_OTHERWISE), 0, 0, other_project=5_000_000, other_income=5_000_000
    )
    return attrs.evolve(truth, items=tuple(sorted((*truth.items, other), key=lambda i: i.code))), code


def skipped(table: PrintedTable, code: tuple[str, ...], last: int | None) -> PrintedTable:
    """Print the label of an item that has no amount, so that all amounts behind it stand one row too high.

    Args:
        table: As it should be.
        code: Code as the table's columns print it.
        last: Row whose amounts are printed again in the last; ``None`` leaves that blank.
    """
    width = len(code) + 1
    at = next(
        i for i, row in enumerate(table.body)
        if "".join(row[: len(code)]) > "".join(code) or row[0][:3] > code[0][:3]
    )  # fmt: skip
    labels = [row[:width] for row in table.body]
    labels.insert(at, (*code, PAID_OTHERWISE))
    amounts = [row[width:] for row in table.body]
    amounts.append(("",) * len(amounts[0]) if last is None else amounts[last])
    body = tuple((*label, *amount) for label, amount in zip(labels, amounts, strict=True))
    return attrs.evolve(table, body=body)


def test_amounts_that_slid_past_labels_without_one() -> None:
    truth, code = with_other_money()
    document = print_national(truth)
    assert findings(document) == []
    finding = only(
        findings(on_table(document, "公开05表", lambda table: skipped(table, (code,), None))), "GY-02"
    )
    assert "跳过了没有金额的科目" in finding.message


def test_a_total_below_slides_with_the_rows() -> None:
    """The total stands beside the last item, and beside 合计 what comes first is printed again."""
    truth, code = with_other_money()
    document = print_shanghai(truth)
    assert findings(document) == []
    table = next(t for t in document.tables() if t.key == "公开05表")
    assert "合计" in table.body[-1]
    parts = (code[:3], code[3:5], code[5:])
    only(findings(on_table(document, "公开05表", lambda table: skipped(table, parts, 1))), "GY-02")


def misprinted(table: PrintedTable, row: int, column: int) -> tuple[PrintedTable, str, str]:
    """Return a table with the first digit of an amount changed, the amount as it was and as it is."""
    body = [list(line) for line in table.body]
    old = body[row][column]
    new = body[row][column] = str(int(old[0]) % 8 + 2) + old[1:]
    return attrs.evolve(table, body=tuple(map(tuple, body))), old, new


@pytest.mark.parametrize(("back", "column"), first(2, [(8, 2), (9, 3), (3, 3), (2, 2), (7, 2)]))
def test_a_figure_that_slid_and_is_wrong_is_found_where_it_is_printed(back: int, column: int) -> None:
    """The slide stays one finding; the wrong amount is not laid to the blank, or the amount, in whose row it belongs."""
    document = on_table(print_national(rich()), "公开05表", slid)
    table = next(t for t in document.tables() if t.key == "公开05表")
    wrong, old, new = misprinted(table, len(table.body) - back, column)
    found = {f.rule.id: f for f in findings(on_table(document, "公开05表", lambda _: wrong))}
    assert len(found) == 2 and "GY-02" in found, [(f.rule.id, f.message) for f in found.values()]
    (other,) = [f for f in found.values() if f.rule.id != "GY-02"]
    assert other.main is not None and (other.main.printed, other.expected) == (new, old)
    assert f"印在“{table.body[len(table.body) - back][0]} " in other.message


def test_several_wrong_figures_do_not_make_a_slide() -> None:
    """Rows that fit another table no better one row on: each wrong amount is its own."""
    document = print_national(rich())
    table = next(t for t in document.tables() if t.key == "公开05表")
    for back in (2, 4, 6):
        table, _, _ = misprinted(table, len(table.body) - back, 2)
    found = findings(on_table(document, "公开05表", lambda _: table))
    assert found and not any(f.rule.id == "GY-02" for f in found)


@pytest.mark.parametrize("key", first(1, ["公开03表", "公开01表", "公开06表", "公开09表"]))
def test_a_whole_table_in_another_unit(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = rich()
    wrong = in_yuan(truth, key, monkeypatch)
    finding = only(findings(on_table(print_national(truth), key, lambda _: wrong)), "GY-03")
    assert key in finding.message
    assert "元" in finding.message


def test_a_table_that_prints_all_funds() -> None:
    truth = rich()
    document = print_national(truth)
    all_funds = next(t for t in document.tables() if t.key == "公开03表")
    amounts = {row[0] or row[1]: row[2:5] for row in all_funds.body}

    def copied(table: PrintedTable) -> PrintedTable:
        body = tuple((*row[:2], *amounts[row[0] or row[1]]) for row in table.body)
        return attrs.evolve(table, body=body)

    found = findings(on_table(document, "公开05表", copied))
    finding = next(f for f in found if f.rule.id == "GY-04")
    assert len(finding.relations) >= 2


def test_a_section_that_speaks_of_all_funds() -> None:
    truth = rich()
    whole = wan(truth.basic + 7_000_000)
    items = tuple(attrs.evolve(i, other_basic=7_000_000) if n == 0 else i for n, i in enumerate(truth.items))
    items = tuple(
        attrs.evolve(i, other_income=i.other_income + 7_000_000) if n == 0 else i for n, i in enumerate(items)
    )
    document = print_national(attrs.evolve(truth, items=items))
    assert findings(document) == []
    found = findings(reworded(document, r"基本支出 [\d.]+ 万元。其中：", f"基本支出 {whole} 万元。其中："))
    assert only(found, "GY-05").expected == wan(truth.basic)


def test_a_final_that_repeats_the_budget() -> None:
    truth = rich()
    planned = wan(truth.three_budget["公务接待费"])
    document = reworded(
        print_national(truth), r"(公务接待费全年预算数为 [\d.]+ 万元,支出决算为) [\d.]+", rf"\1 {planned}"
    )
    finding = only(findings(document), "GY-06")
    assert finding.expected == wan(truth.three_final["公务接待费"])
    # What it is held against is told too: if that is in doubt, so is this.
    assert "公开09表" in {e.table for e in finding.evidence}


def test_two_shares_in_each_other_s_place() -> None:
    document = print_national(rich())
    text = next(
        p.text
        for p in document.pieces
        if isinstance(p, Paragraph) and "基本支出" in p.text and "项目支出" in p.text
    )
    one, other = re.findall(r"占 ([\d.]+)%", text)[:2]
    assert one != other
    document = reworded(document, rf"占 {one}%(.*)占 {other}%", rf"占 {other}%\g<1>占 {one}%")
    finding = only(findings(document), "GY-07")
    assert len(finding.relations) == 2


def test_the_unspent_share_as_rate_of_completion() -> None:
    document = print_national(rich())
    text = next(p.text for p in document.pieces if isinstance(p, Paragraph) and "年初预算为" in p.text)
    rate = re.findall(r"完成年初预算的 ([\d.]+)%", text)[0]
    wrong = f"{100 - Decimal(rate):.2f}"
    finding = only(
        findings(reworded(document, rf"完成年初预算的 {rate}%", f"完成年初预算的 {wrong}%")), "GY-08"
    )
    assert finding.expected == rate


def test_a_budget_printed_far_too_large_makes_no_unspent_share_of_a_full_rate() -> None:
    document = print_national(rich())
    text = next(p.text for p in document.pieces if isinstance(p, Paragraph) and "年初预算为" in p.text)
    planned, final = re.findall(r"年初预算为 ([\d.]+) 万元.*?支出决算为 ([\d.]+) 万元", text)[0]
    whole = reworded(document, r"完成年初预算的 [\d.]+%(.*)", r"完成年初预算的 100.0%\g<1>")
    found = findings(
        reworded(whole, rf"年初预算为 {planned} 万元", f"年初预算为 {final.replace('.', '')}00.00 万元")
    )
    assert found
    assert "GY-08" not in {f.rule.id for f in found}


def test_the_change_again_as_its_rate() -> None:
    document = reworded(
        print_national(rich()),
        r"(公用经费 [\d.]+ 万元,较上年决算数(?:增加|减少) )([\d.]+)( 万元，(?:增长|下降) )[\d.]+%",
        r"\1\2\3\2%",
    )
    finding = only(findings(document), "GY-09")
    assert "增减率" in finding.message


def test_the_gap_to_the_budget_as_change_on_last_year() -> None:
    truth = rich()
    gap = wan(truth.three_budget["公务接待费"] - truth.three_final["公务接待费"])
    pattern = r"(公务接待费全年预算数为.*?较上年决算数(?:增加|减少)) [\d.]+ 万元"
    document = print_national(truth)
    if not any(isinstance(p, Paragraph) and re.search(pattern, p.text) for p in document.pieces):
        pytest.skip("as much as last year")
    found = findings(reworded(document, pattern, rf"\1 {gap} 万元"))
    assert "GY-10" in [f.rule.id for f in found]


def test_a_section_in_another_unit() -> None:
    document = print_national(rich())
    text = next(p.text for p in document.pieces if isinstance(p, Paragraph) and "年度支出合计" in p.text)
    found = findings(reworded(document, re.escape(text), text.replace("万元", "元")))
    finding = only(found, "GY-11")
    assert len(finding.relations) >= 3


def test_finals_of_a_table_copied_from_its_budgets() -> None:
    def copied(table: PrintedTable) -> PrintedTable:
        row = list(table.body[0])
        row[11] = row[5]
        row[6] = row[0]
        for at in (7, 8, 9, 10):
            row[at] = row[at - 6]
        return attrs.evolve(table, body=(tuple(row),))

    found = findings(on_table(print_national(rich()), "公开09表", copied))
    finding = next(f for f in found if f.rule.id == "GY-12")
    assert len(finding.relations) >= 2


def test_a_lost_leading_digit_is_one_figure() -> None:
    def lost(table: PrintedTable) -> PrintedTable:
        body = [list(row) for row in table.body]
        row = next(r for r in body if len(r[0]) == 7 and len(r[2].partition(".")[0]) >= 3)
        row[2] = row[2][1:]
        return attrs.evolve(table, body=tuple(map(tuple, body)))

    found = findings(on_table(print_national(rich()), "公开03表", lost))
    assert len(found) == 1
    assert found[0].expected
    assert "少印了一位数字" in found[0].story


@pytest.mark.parametrize("style", first(1, STYLES), ids=[s.name for s in STYLES])
def test_correct_documents_have_no_cause(style: object) -> None:
    assert isinstance(style, type(STYLES[0]))
    assert findings(print_styled(make_truth(7), style, 7)) == []


def test_a_partial_slip_is_no_cause() -> None:
    def half(table: PrintedTable) -> PrintedTable:
        body = [list(row) for row in table.body]
        for row in body[1:3]:
            row[2] = f"{Decimal(row[2]) * 10_000:.2f}"
        return attrs.evolve(table, body=tuple(map(tuple, body)))

    found = findings(on_table(print_national(rich()), "公开03表", half))
    assert found
    assert not [f for f in found if f.rule.id.startswith("GY")]


def test_two_wrong_shares_that_are_not_exchanged_are_no_cause() -> None:
    document = print_national(rich())
    text = next(
        p.text
        for p in document.pieces
        if isinstance(p, Paragraph) and "基本支出" in p.text and "项目支出" in p.text
    )
    one, other = re.findall(r"占 ([\d.]+)%", text)[:2]
    wrong = text.replace(f"占 {one}%", "占 12.34%").replace(f"占 {other}%", "占 43.21%")
    found = findings(reworded(document, re.escape(text), wrong))
    assert {f.rule.id for f in found} == {"SB-01"}
