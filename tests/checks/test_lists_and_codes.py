"""Uses against 公开06表, completeness and codes, on correct made-up disclosures and with one thing changed."""

from __future__ import annotations

import random

import attrs
import pytest
from performance_texts import Run, run
from tests.support.some_slow import first

from gouji.api import CheckContext, Source
from gouji.audit import Auditor
from gouji.model import Ledger, Row, Table
from gouji.packs import Specs
from gouji.testing.synthetic import make_truth, print_national, print_shanghai, to_text
from gouji_plugins.checks.codes import PAGES as CODE_PAGES
from gouji_plugins.checks.codes import CodesCheck
from gouji_plugins.checks.completeness import PAGES, CompletenessCheck
from gouji_plugins.checks.performance import PerformanceCheck
from gouji_plugins.checks.wording import WordingCheck

_CHECKS = (PerformanceCheck, CompletenessCheck, WordingCheck, CodesCheck)


def read(text: str) -> tuple[Ledger, Specs]:
    return Auditor().read(Source("x.txt", content=text.encode()))


@pytest.fixture(scope="module")
def text() -> str:
    return to_text(print_national(make_truth(3)))


@pytest.fixture(scope="module")
def own(text: str) -> Ledger:
    return read(text)[0]


def check(kind: type, own: Ledger) -> Run:
    return run(kind(), own)


@pytest.mark.parametrize("template", [print_national, print_shanghai])
@pytest.mark.parametrize("seed", first(2, random.Random(20).sample(range(5000), 6)))
def test_correct_disclosures_are_not_accused(seed: int, template: object) -> None:
    made, specs = read(to_text(template(make_truth(seed))))  # type: ignore[operator]
    for kind in _CHECKS:
        items = list(kind().run(made, CheckContext(specs)))
        findings = [i for i in items if not hasattr(i, "form") and hasattr(i, "message")]
        assert findings == []


def test_every_rule_has_a_page() -> None:
    assert {r.id for r in CompletenessCheck.rules} == set(PAGES)
    assert {r.id for r in CodesCheck.rules} == set(CODE_PAGES)


def test_a_table_that_is_nowhere_is_reported(own: Ledger) -> None:
    tables = {k: t for k, t in own.tables.items() if k != "公开09表"}
    lines = tuple(b for b in own.document.blocks if "支出决算表" not in b.text)  # type: ignore[union-attr]
    gone = attrs.evolve(own, tables=tables, document=attrs.evolve(own.document, blocks=lines))
    assert any("公开09表" in m for m in check(CompletenessCheck, gone).of("WZ-01"))


def test_a_table_whose_title_stands_there_is_not_checked_rather_than_missing(own: Ledger) -> None:
    tables = {k: t for k, t in own.tables.items() if k != "公开09表"}
    made = check(CompletenessCheck, attrs.evolve(own, tables=tables))
    assert made.of("WZ-01") == []
    assert "undecided" in made.verdicts("WZ-01")


def test_an_empty_table_needs_a_sentence(own: Ledger) -> None:
    table = attrs.evolve(own.tables["公开08表"], note="", empty=True)
    bare_lines = tuple(b for b in own.document.blocks if "国有资本" not in b.text and "本经营" not in b.text)  # type: ignore[union-attr]
    changed = attrs.evolve(
        own, tables={**own.tables, "公开08表": table}, document=attrs.evolve(own.document, blocks=bare_lines)
    )
    assert check(CompletenessCheck, changed).of("WZ-02")
    said = attrs.evolve(table, note="注：本部门没有国有资本经营预算财政拨款支出，故本表无数据。")
    fine = attrs.evolve(changed, tables={**own.tables, "公开08表": said})
    assert check(CompletenessCheck, fine).of("WZ-02") == []


def test_a_note_of_no_data_under_data(own: Ledger) -> None:
    table = attrs.evolve(own.tables["公开05表"], note="注：故本表无数据。")
    changed = attrs.evolve(own, tables={**own.tables, "公开05表": table})
    assert check(CompletenessCheck, changed).of("WZ-06")


def test_a_section_that_is_not_there(own: Ledger) -> None:
    lines = tuple(b for b in own.document.blocks if not any(w in b.text for w in ("采购", "机关运行")))  # type: ignore[union-attr]
    changed = attrs.evolve(own, document=attrs.evolve(own.document, blocks=lines))
    said = check(CompletenessCheck, changed).of("WZ-03")
    assert any("政府采购" in m for m in said)


def test_prose_that_was_not_read_is_not_called_missing(own: Ledger) -> None:
    changed = attrs.evolve(
        own, sections=(), document=attrs.evolve(own.document, blocks=own.document.blocks[:4])
    )
    made = check(CompletenessCheck, changed)
    assert made.of("WZ-03") == []
    assert "undecided" in made.verdicts("WZ-03")


def _with(own: Ledger, key: str, rows: tuple[Row, ...]) -> Ledger:
    table: Table = attrs.evolve(own.tables[key], rows=rows)
    return attrs.evolve(own, tables={**own.tables, key: table})


def test_codes_twice_out_of_order_and_without_parent(own: Ledger) -> None:
    rows = own.tables["公开03表"].rows
    items = [r for r in rows if len(r.code) == 7]
    twice = check(CodesCheck, _with(own, "公开03表", (*rows, items[0])))
    assert twice.of("BM-01")
    assert twice.of("BM-04")
    parent = items[0].code[:5]
    orphan = check(CodesCheck, _with(own, "公开03表", tuple(r for r in rows if r.code != parent)))
    assert orphan.of("BM-02")
    childless = check(
        CodesCheck, _with(own, "公开03表", tuple(r for r in rows if r.code[:5] != parent or r.code == parent))
    )
    assert childless.of("BM-03")


def test_cut_codes_are_no_duplicates(own: Ledger) -> None:
    rows = tuple(
        attrs.evolve(r, printed_code=r.code[:6], inferred=True) if len(r.code) == 7 else r
        for r in own.tables["公开03表"].rows
    )
    made = check(CodesCheck, _with(own, "公开03表", rows))
    assert made.of("BM-01") == []
    assert made.of("BM-09") == []


def test_an_unknown_code_is_unchecked_and_a_wrong_name_a_warning(own: Ledger) -> None:
    rows = own.tables["公开03表"].rows
    unknown = tuple(
        attrs.evolve(r, code="2069977", printed_code="2069977") if r is rows[-1] else r for r in rows
    )
    made = check(CodesCheck, _with(own, "公开03表", unknown))
    assert made.of("BM-05") == []
    assert "undecided" in made.verdicts("BM-05")
    renamed = tuple(attrs.evolve(r, label="河道治理支出") if r.code == "201" else r for r in rows)
    said = check(CodesCheck, _with(own, "公开03表", renamed))
    assert said.of("BM-06")
    assert said.of("BM-07")
    cut = tuple(attrs.evolve(r, label="一般公共服务") if r.code == "201" else r for r in rows)
    assert check(CodesCheck, _with(own, "公开03表", cut)).of("BM-06") == []


@pytest.mark.parametrize(("label", "told"), [("和就业支出", False), ("社会保障和就业支出", True)])
def test_the_end_of_a_name_is_no_other_name_unless_it_is_one(own: Ledger, label: str, told: bool) -> None:
    """Of 其他社会保障和就业支出 a low cell shows the last line; 社会保障和就业支出 is the class above it."""
    rows = own.tables["公开03表"].rows
    first = next(r for r in rows if len(r.code) == 5)
    changed = tuple(
        attrs.evolve(r, code="20899", printed_code="20899", label=label) if r is first else r for r in rows
    )
    assert bool(check(CodesCheck, _with(own, "公开03表", changed)).of("BM-06")) is told


def test_fund_subjects_in_the_general_table(own: Ledger) -> None:
    table = own.tables["公开05表"]
    row = next(r for r in table.rows if len(r.code) == 7)
    rows = tuple(
        attrs.evolve(r, code="2120801", printed_code="2120801") if r is row else r for r in table.rows
    )
    assert check(CodesCheck, _with(own, "公开05表", rows)).of("BM-08")


def test_uses_against_the_table(text: str) -> None:
    made, _ = read(text)
    table = made.tables["公开06表"]
    zero = next(r for r in table.rows if r.code.startswith("302") and len(r.code) == 5
                and not table.cells[r.key, "决算数"].quantity.value)  # fmt: skip
    section = next(s for s in made.sections if "基本支出" in s.title and s.paragraphs)
    listed = f"公用经费3.20万元，主要包括：{zero.name or zero.label}。"
    paragraph = attrs.evolve(section.paragraphs[0], text=listed, origin=(), char_places=())
    changed = attrs.evolve(made, sections=(attrs.evolve(section, paragraphs=(paragraph,)),))
    (said,) = check(WordingCheck, changed).of("WJ-13")
    assert zero.name in said
    assert "有金额而没有列" in said
    open_list = attrs.evolve(paragraph, text=listed.replace("。", "等。"))
    again = attrs.evolve(made, sections=(attrs.evolve(section, paragraphs=(open_list,)),))
    assert "有金额而没有列" not in check(WordingCheck, again).of("WJ-13")[0]


def test_the_last_two_names_of_a_list_may_be_joined(text: str) -> None:
    made, _ = read(text)
    table = made.tables["公开06表"]
    spent = [
        row.name or row.label
        for row in table.rows
        if row.code[:3] in ("302", "307", "310", "399")
        and len(row.code) == 5
        and table.cells[row.key, "决算数"].quantity.value
    ]
    section = next(s for s in made.sections if "基本支出" in s.title and s.paragraphs)
    for listed, whole in ((f"{'、'.join(spent[:-1])}和{spent[-1]}", True), ("、".join(spent[:-1]), False)):
        paragraph = attrs.evolve(
            section.paragraphs[0], text=f"公用经费3.20万元，主要包括：{listed}。", origin=(), char_places=()
        )
        changed = attrs.evolve(made, sections=(attrs.evolve(section, paragraphs=(paragraph,)),))
        assert (not check(WordingCheck, changed).of("WJ-13")) is whole


@pytest.mark.parametrize(
    ("names", "codes", "zero"),
    [
        ("社保、公积金", ("30108", "30109", "30110", "30111", "30112", "30113"), "公积金"),
        ("职业年金", ("30109",), "职业年金"),
        ("离退休补贴", ("30301", "30302"), ""),
        ("饭贴、津补贴", ("30102", "30106"), ""),
    ],
)
def test_everyday_names_stand_for_the_items_they_cover(
    text: str, names: str, codes: tuple[str, ...], zero: str
) -> None:
    made, _ = read(text)
    table = made.tables["公开06表"]
    lane = [r for r in table.rows if len(r.code) == 5 and r.code[:3] in ("301", "303")]
    spent = [r for r in lane if table.cells[r.key, "决算数"].quantity.value]
    others = [r.name or r.label for r in spent if r.code not in codes]
    (said,) = _uses(made, "、".join(others) + "、" + names) or ("",)
    assert "有金额而没有列" not in said
    # Said of an item that the name means for certain, and of no other.
    cells = {
        key: attrs.evolve(f, quantity=attrs.evolve(f.quantity, value=0, printed="0.00"))
        if table.row_by_key[key[0]].code in codes
        else f
        for key, f in table.cells.items()
    }
    none = attrs.evolve(made, tables=made.tables | {"公开06表": attrs.evolve(table, cells=cells)})
    (said,) = _uses(none, "、".join(others) + "、" + names) or ("",)
    assert ("为零" in said) is bool(zero)
    assert zero in said


def _uses(made: Ledger, listed: str) -> list[str]:
    section = next(s for s in made.sections if "基本支出" in s.title and s.paragraphs)
    paragraph = attrs.evolve(
        section.paragraphs[0], text=f"人员经费9.20万元，主要包括：{listed}。", origin=(), char_places=()
    )
    changed = attrs.evolve(made, sections=(attrs.evolve(section, paragraphs=(paragraph,)),))
    return check(WordingCheck, changed).of("WJ-13")


@pytest.mark.parametrize("paid", [False, True])
def test_a_use_for_which_the_table_has_no_row(text: str, paid: bool) -> None:
    """Told where the rows that are there make up their class: else the row may only not have been read."""
    made, _ = read(text)
    table = made.tables["公开06表"]
    lane = [r for r in table.rows if len(r.code) == 5 and r.code[:3] in ("301", "303")]
    spent = {r.code: bool(table.cells[r.key, "决算数"].quantity.value) for r in lane}
    gone = next(r for r in lane if spent[r.code] is paid)
    rows = tuple(r for r in table.rows if r.code != gone.code)
    cells = {key: f for key, f in table.cells.items() if key[0] != gone.key}
    without = attrs.evolve(
        made, tables=made.tables | {"公开06表": attrs.evolve(table, rows=rows, cells=cells)}
    )
    listed = "、".join([*(r.name for r in lane if spent[r.code] and r is not gone), gone.name])
    said = _uses(without, listed)
    assert said == [] if paid else [f"列了而公开06表没有：{gone.name}" in one for one in said] == [True]
    doubted = attrs.evolve(without.tables["公开06表"], doubt="有 1 个数没有归入任何格")
    unsure = attrs.evolve(without, tables=without.tables | {"公开06表": doubted})
    assert not any("没有：" in one for one in _uses(unsure, listed))


def test_a_wrong_name_is_told_once_for_all_tables(own: Ledger) -> None:
    made = own
    row = next(r for r in own.tables["公开03表"].rows if r.level == 3)
    for key in ("公开02表", "公开03表", "公开05表"):
        rows = tuple(
            attrs.evolve(r, label="河道治理", name="河道治理") if r.code == row.code else r
            for r in made.tables[key].rows
        )
        made = _with(made, key, rows)
    found = [f for f in check(CodesCheck, made).findings if f.rule.id == "BM-06"]
    assert len(found) == 1
    assert [spot.section for spot in found[0].evidence] == ["公开02表", "公开03表", "公开05表"]
    assert row.code in found[0].message


def test_cut_codes_are_one_note_for_all_tables(own: Ledger) -> None:
    changed = own
    for key in ("公开02表", "公开03表"):
        rows = tuple(
            attrs.evolve(r, printed_code=r.code[:6], inferred=True) if len(r.code) == 7 else r
            for r in own.tables[key].rows
        )
        changed = _with(changed, key, rows)
    (said,) = check(CodesCheck, changed).of("BM-10")
    assert "公开02表" in said
    assert "公开03表" in said
    assert check(CodesCheck, own).of("BM-10") == []


@pytest.mark.parametrize(("year", "wrong"), [(2018, True), (2019, False), (2024, False)])
def test_a_subject_before_it_existed(own: Ledger, year: int, wrong: bool) -> None:
    rows = own.tables["公开03表"].rows
    row = next(r for r in rows if r.level == 1)
    new = tuple(
        attrs.evolve(r, code="224", printed_code="224", label="灾害防治及应急管理支出") if r is row else r
        for r in rows
    )
    made = attrs.evolve(_with(own, "公开03表", new), facts_of=attrs.evolve(own.facts_of, year=year))
    assert bool(check(CodesCheck, made).of("BM-11")) is wrong


@pytest.mark.parametrize(
    ("label", "severity"),
    [("津贴补贴", "warning"), ("基本工资额", None), ("基本薪金工资", "info"), ("河道治理", "info")],
)
def test_economic_names(own: Ledger, label: str, severity: str | None) -> None:
    rows = tuple(
        attrs.evolve(r, label=label, name=label) if r.code == "30101" else r
        for r in own.tables["公开06表"].rows
    )
    made = check(CodesCheck, _with(own, "公开06表", rows))
    found = [f.severity.value for f in made.findings if f.rule.id == "BM-06"]
    assert found == ([severity] if severity else [])
    # The name of another code of the class: which one is said.
    assert [m for m in made.of("BM-06") if m.endswith("；“津贴补贴”的编码是 30102")] == (
        made.of("BM-06") if label == "津贴补贴" else []
    )
