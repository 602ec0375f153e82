"""Annexes together: what they carry over from each other, how they are numbered."""

from __future__ import annotations

import pytest
from performance_texts import PROJECT, REPORT, Run, ledger, run

from gouji_plugins.checks.wording import WordingCheck
from gouji_plugins.checks.wording_numbering import number_of

OTHER = {"档案数字化扫描费": "库房空调更换费", "扫描": "更换", "档案": "空调"}


def check(text: str) -> Run:
    return run(WordingCheck(), ledger(text))


def other(text: str) -> str:
    """Return an annex of another project of the same department."""
    for old, new in OTHER.items():
        text = text.replace(old, new)
    return text.replace("清河市空调馆", "清河市档案馆")


def two(first: str = "", second: str = "") -> str:
    mine = REPORT.replace("了解扫描工作的成效。", "了解扫描工作的成效。" + first)
    yours = REPORT.replace("了解扫描工作的成效。", "了解扫描工作的成效。" + second)
    return mine + PROJECT + other(yours) + other(PROJECT)


def test_two_reports_of_their_own_accuse_nobody() -> None:
    made = check(two("本馆馆藏逐步实现在线查阅。", "库房温度常年保持稳定。"))
    assert made.of("WJ-11") == []
    assert made.of("WJ-23") == []
    assert made.of("WJ-24") == []


def test_a_subject_no_project_is_about_is_carried_over() -> None:
    made = check(two("保障水利设施安全度汛。", "项目确保水利设施安全度汛。"))
    (said,) = made.of("WJ-11")
    assert "2 个项目" in said
    assert "保障水利设施" in said
    assert "确保水利设施" in said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("保障水利设施安全度汛。", ""),
        ("保障养老服务质量。", "方便人民群众。"),
        ("保障水利设施安全度汛。", "项目符合水利建设需要。"),
    ],
)
def test_one_report_that_mentions_a_subject_is_left_alone(first: str, second: str) -> None:
    assert check(two(first, second)).of("WJ-11") == []


def test_a_subject_that_one_project_is_about_may_be_mentioned_by_all() -> None:
    text = two("保障水利设施安全度汛。", "项目确保水利设施安全度汛。").replace(
        "档案数字化扫描费", "水利档案数字化扫描费"
    )
    assert check(text).of("WJ-11") == []


def test_a_project_that_is_near_a_subject_is_not_counted() -> None:
    text = two("保障旅游设施安全。", "确保旅游设施安全。").replace("库房空调更换费", "景区库房空调更换费")
    assert check(text).of("WJ-11") == []


def test_a_long_sentence_word_for_word_in_two_reports_is_a_note() -> None:
    same = "项目实施过程中严格执行财务管理制度和采购管理规定确保资金使用安全规范高效。"
    made = check(two(same, same))
    (found,) = [f for f in made.findings if f.rule.id == "WJ-23"]
    assert found.severity.value == "info"
    assert len(found.evidence) == 2
    named = "项目依据《清河市馆藏管理办法》组织实施并严格执行财务管理制度和采购管理规定确保安全。"
    assert check(two(named, named)).of("WJ-23") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("根据清河市2021年档案工作要点开展工作。", True),
        ("根据清河市2024年档案工作要点开展工作。", False),
        ("根据2018年发布的关于加强档案工作的意见开展工作。", False),
    ],
)
def test_work_plans_of_past_years(words: str, found: bool) -> None:
    assert bool(check(two(words)).of("WJ-25")) is found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("（三）建议", "（四）建议", "“（二）”之后是“（四）”"),
        ("三、评价结论", "四、评价结论", "“二、”之后是“四、”"),
        ("（三）建议", "（二）建议", "“（二）”之后是“（二）”"),
    ],
)
def test_headings_that_skip_or_repeat(old: str, new: str, said: str) -> None:
    assert check(REPORT).of("WJ-24") == []
    (message,) = check(REPORT.replace(old, new)).of("WJ-24")
    assert said in message


@pytest.mark.parametrize(
    ("text", "number"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("十十", 0), ("二三", 0)],
)
def test_numbers_in_chinese(text: str, number: int) -> None:
    assert number_of(text) == number


LIST = "附件 3：项目支出绩效自评报告\n附件 4：项目支出绩效自评表\n"


def test_annex_numbers_used_twice_are_one_note() -> None:
    made = check("第五部分 名词解释\n" + LIST + two())
    (said,) = made.of("WJ-26")
    assert "附件 3（2 次）、附件 4（2 次）" in said


def test_annexes_as_listed_are_left_alone() -> None:
    assert check("第五部分 名词解释\n" + LIST + REPORT + PROJECT).of("WJ-26") == []
    assert check(two()).of("WJ-26") == []


def test_an_annex_listed_under_another_name() -> None:
    listed = LIST.replace("项目支出绩效自评表", "专项资金绩效目标申报表")
    (said,) = check("第五部分 名词解释\n" + listed + REPORT + PROJECT).of("WJ-26")
    assert "清单作“专项资金绩效目标申报表”" in said


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("实现全县的联动。", True),
        ("方便我县群众。", True),
        ("服务全市各县区。", False),
        ("覆盖全县域。", False),
    ],
)
def test_words_of_another_level(words: str, found: bool) -> None:
    assert bool(check(two(words)).of("WJ-27")) is found
