"""What a section must state, in the words that provinces use; what a pack demands instead of the nation."""

from __future__ import annotations

import attrs
import pytest
from performance_texts import Run, ledger, run

from gouji.api import CheckContext
from gouji.audit import Auditor, in_order
from gouji.model import DocumentFacts, Figure, Ledger, Line, Place, Row, Table, parse_quantity, unit
from gouji.packs import select_packs
from gouji_plugins.checks.completeness import TABLES, CompletenessCheck
from gouji_plugins.checks.plain_findings import finding

HEAD = "第一部分 部门概况\n一、部门职责\n二、机构设置\n第三部分 情况说明\n一、收入支出决算总体情况说明\n本年收入合计3.20万元。\n"
BODY = "九、财政拨款“三公”经费支出决算情况说明\n（二）具体情况说明\n{}\n十、机关运行经费支出情况说明\n机关运行经费支出3.20万元。\n"
FILL = "本部门按照有关规定做好各项工作，认真落实预算管理各项要求。" * 16


def check(sentence: str) -> Run:
    return run(CompletenessCheck(), ledger(HEAD + FILL + "\n" + BODY.format(sentence)))


RECEPTION = "国内公务接待的批次和人次"
BOUGHT = "公务用车购置数"
KEPT = "公务用车保有量"
ABROAD = "因公出国（境）的团组数和人数"


@pytest.mark.parametrize(
    ("sentence", "item", "written"),
    [
        ("国内公务接待3批次、26人次。", RECEPTION, True),
        ("接待批次3次、接待26人次、陪同9人。", RECEPTION, True),
        ("全年共接待检查组3批26人。", RECEPTION, True),
        ("全年共接待来访团组3个、来宾26人次。", RECEPTION, True),
        ("公务接待费支出1.20万元，主要用于接待上级检查。", RECEPTION, False),
        ("公务用车购置0辆，保有量为2辆。", BOUGHT, True),
        ("公务用车购置0辆，保有量为2辆。", KEPT, True),
        ("更新购置公务用车0辆，单位共有公务用车2辆。", KEPT, True),
        ("购置公务用车1辆，报废1辆。", KEPT, False),
        ("公务用车购置费18.00万元，用于更新一辆应急用车。", BOUGHT, True),
        ("公务用车购置费18.00万元，用于更新应急用车。", BOUGHT, False),
        ("年末保有公务用车十二辆。", KEPT, True),
        ("年末保有2辆，用于应急保障。", BOUGHT, False),
        ("购置费0万元（购置0辆），运行维护费2.40万元（保有1辆）。", KEPT, True),
        ("购置车辆0台，年末保有量3台。", BOUGHT, True),
        ("公务用车运行维护费支出5.00万元，用于燃料费、维修费。", BOUGHT, False),
        ("公务用车运行维护费支出5.00万元，用于燃料费、维修费。", KEPT, False),
        ("因公出国（境）团组1个、3人次。", ABROAD, True),
        ("全年因公出国1批，共3人。", ABROAD, True),
        ("因公出国（境）费支出5.00万元。", ABROAD, False),
    ],
)
def test_an_item_is_written_in_many_words(sentence: str, item: str, written: bool) -> None:
    said = [m for m in check(sentence).of("WZ-04") if m.endswith(item)]
    assert bool(said) is not written


def test_quotes_inside_quotes_are_single() -> None:
    (said,) = [m for m in check("公务接待费支出1.20万元。").of("WZ-04") if m.endswith(RECEPTION)]
    assert said.startswith("“‘三公’经费说明”")


@pytest.mark.parametrize(
    ("place", "year", "wanted"),
    [
        ("河南/清河", 2021, False),
        ("河南/清河", 2024, True),
        ("", 2021, True),
        ("", 2020, True),
        ("", 2019, False),
    ],
)
def test_a_pack_may_demand_fewer_tables(place: str, year: int, wanted: bool) -> None:
    facts = DocumentFacts("清河市档案馆", year, "部门决算", place)
    specs = select_packs(Auditor().packs, facts)
    blocks = tuple(Line(t, Place(line=n)) for n, t in enumerate((HEAD + FILL).splitlines(), 1))
    own: Ledger = ledger(HEAD + FILL)
    tables = {"公开02表": Table("公开02表", "收入决算表", "万元", (), (), {})}
    own = attrs.evolve(own, facts_of=facts, document=attrs.evolve(own.document, blocks=blocks), tables=tables)
    keys = {
        f.message[4:10]
        for f in CompletenessCheck().run(own, CheckContext(specs))
        if getattr(f, "rule", None)
        and f.rule.id == "WZ-01"
        and hasattr(f, "message")
        and hasattr(f, "severity")
    }
    assert any("公开01表" in k for k in keys)
    assert any("公开08表" in k for k in keys) is wanted


TITLES = [
    "收入支出决算总体情况说明",
    "收入决算情况说明",
    "支出决算情况说明",
    "机关运行经费支出情况说明",
    "政府采购支出情况说明",
    "国有资产占用情况说明",
    "名词解释",
]


def contents(listed: list[str], printed: list[str]) -> Run:
    def numbered(titles: list[str]) -> str:
        return "".join(f"{'一二三四五六七八九'[i]}、{t}\n" for i, t in enumerate(titles))

    body = "".join(f"{'一二三四五六七八九'[i]}、{t}\n{FILL}\n" for i, t in enumerate(printed))
    return run(CompletenessCheck(), ledger(f"目录\n{numbered(listed)}第三部分 2024年度情况说明\n{body}"))


def test_contents_in_the_order_of_the_body() -> None:
    assert contents(TITLES, TITLES).verdicts("WZ-07") == {"holds"}


def test_a_title_with_number_and_year_is_found_in_the_body_with_both() -> None:
    listed = "第一部分 清河市示例局概况\n一、主要职能\n第二部分 清河市示例局2024年度部门决算表\n一、收入支出决算总表\n"
    parts = [f"第一部分 清河市示例局概况\n一、主要职能\n{FILL}\n", "收入支出决算总表\n"]
    whole = run(
        CompletenessCheck(),
        ledger("目录\n" + listed + "第二部分 清河市示例局2024年度部门决算表\n".join(parts)),
    )
    assert whole.verdicts("WZ-05") == {"holds"}
    gone = run(CompletenessCheck(), ledger("目录\n" + listed + "".join(parts)))
    assert ["部门决算表" in said for said in gone.of("WZ-05")] == [True]


def test_a_title_out_of_place_is_named() -> None:
    moved = [*TITLES[:3], TITLES[4], TITLES[3], *TITLES[5:]]
    (said,) = contents(moved, TITLES).of("WZ-07")
    assert "政府采购" in said or "机关运行" in said


def test_a_body_whose_order_was_lost_accuses_nobody() -> None:
    made = contents(TITLES, TITLES[::-1])
    assert not made.of("WZ-07") and made.verdicts("WZ-07") == {"undecided"}


def test_few_titles_decide_nothing() -> None:
    assert contents(TITLES[:3], TITLES[:3]).verdicts("WZ-07") == {"undecided"}


def trips(doubt: str = "", amount: str = "0.00") -> Table:
    quantity = parse_quantity(amount, unit("万元"))
    cell = Figure("公开09表/购置", quantity, Place(), "购置费", "公开09表", "金额", "决算数.公务用车购置费")
    row = Row("金额", "金额", role="total")
    cells = {("金额", "决算数.公务用车购置费"): cell}
    return Table("公开09表", "“三公”经费支出决算表", "万元", (), (row,), cells, doubt=doubt)


@pytest.mark.parametrize(
    ("table", "title", "verdict"),
    [
        (trips(), "", "not_applicable"),
        (trips(amount=""), "", "not_applicable"),
        (trips(amount="18.00"), "", "violated"),
        (trips("有 3 个数没有归入任何格", "18.00"), "", "undecided"),
        (None, "财政拨款“三公”经费支出决算表\n", "undecided"),
        (None, "", "violated"),
    ],
)
def test_what_a_table_in_doubt_says_demands_nothing(table: Table | None, title: str, verdict: str) -> None:
    tables = {"公开09表": table} if table is not None else {}
    text = title + HEAD + FILL + "\n" + BODY.format("公务用车购置及运行维护费支出情况见表。")
    made = run(CompletenessCheck(), ledger(text, tables))
    found = [m for m in made.of("WZ-04") if m.endswith(BOUGHT)]
    others = {o.verdict.value for o in made.outcomes if o.relation.text.endswith(f"应写明{BOUGHT}")}
    assert (others or {"violated" if found else ""}) == {verdict}


def test_missing_tables_are_told_in_the_order_of_their_numbers() -> None:
    found = [finding(TABLES, f"没有找到公开0{n}表", (), f"公开0{n}表") for n in (4, 1, 9, 3, 2, 7, 5, 8, 6)]
    assert [f.message[4:8] for f in in_order(found)] == [f"公开0{n}" for n in range(1, 10)]
