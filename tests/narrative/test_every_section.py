"""No section of the 情况说明 is passed over in silence: it is read by what stands above it, or its sentences are told."""

from __future__ import annotations

from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport

_HEAD = ("清河示例区文化馆2024年度部门决算公开", "第三部分 2024年度部门决算情况说明")
_VISITS = "四、“三公”经费支出决算情况说明"
_WHOLE = "（一）“三公”经费财政拨款支出总体情况说明。"
_FINALS = "2024年度“三公”经费支出决算为9.00万元，其中：公务用车运行维护费6.00万元，公务接待费3.00万元。"
_PLANS = "（二）“三公”经费财政拨款支出与年初预算对比情况。"


def audited(*lines: str) -> DocumentReport:
    return Auditor().audit(Source("说明.txt", content="\n".join((*lines, "")).encode()))


def told(report: DocumentReport) -> tuple[int, int, list[str]]:
    ledger = report.ledger
    return (
        ledger.sentences_with_amounts,
        ledger.sentences_understood,
        [text for text, _ in ledger.not_understood],
    )


def test_a_title_that_nobody_knows_is_of_the_section_above_its_neighbours() -> None:
    """The one before it has a title of its own; both stand below 四、."""
    fine = "公务接待费支出决算为3.00万元，完成年初预算4.00万元的75.00%。"
    report = audited(*_HEAD, _VISITS, _WHOLE, _FINALS, _PLANS, fine)
    assert not [f for f in sound(report).findings if f.rule.category in ("narrative", "ratio")]
    assert told(report) == (2, 2, [])
    wrong = audited(*_HEAD, _VISITS, _WHOLE, _FINALS, _PLANS, fine.replace("75.00%", "57.00%"))
    assert "SB-02" in {f.rule.id for f in wrong.findings}


def test_another_section_of_the_same_level_ends_it() -> None:
    other = "2024年度购置图书3.00万元。"
    report = audited(*_HEAD, _VISITS, _WHOLE, _FINALS, "五、图书购置有关情况", other)
    assert told(report) == (2, 1, [other])
    assert all(fact.section == "第三部分/四/（一）" for fact in report.ledger.facts)


def test_what_stands_before_all_headings_is_told_as_not_understood() -> None:
    front = "2024年度本单位收入总计120.50万元，比上年增加10.50万元。"
    report = audited(_HEAD[0], front, _VISITS, _FINALS)
    assert told(report) == (2, 1, [front])


def test_sections_of_performance_are_read_with_the_forms() -> None:
    report = audited(
        *_HEAD,
        _VISITS,
        _FINALS,
        "五、预算绩效管理工作开展情况",
        "涉及资金9.00万元，占一般公共预算的100.00%。",
    )
    assert told(report) == (1, 1, [])
