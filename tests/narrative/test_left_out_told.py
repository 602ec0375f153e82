"""What forms leave blank or score outside the band they print, and words of years before."""

from __future__ import annotations

import pytest
from identity_texts import Change, audited, auditor, base, said, weighty, with_sentence
from some_slow import first

from gouji.api import Source
from gouji.facts.form_reasons import reason_in
from gouji.model import DocumentReport, FormRow
from gouji.testing.synthetic import to_text
from gouji_plugins.checks.wording_marks import mixed_marks

_INDICATOR = ">=60% 61 % 40 100.00% 40"


def of_forms(*changes: Change) -> DocumentReport:
    """Return the report on the department with forms, some words of its text exchanged."""
    text = to_text(base("evaluated"))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return auditor().audit(Source("x.txt", content=text.encode()))


@pytest.mark.parametrize(
    ("row", "outside"),
    first(
        2,
        [
            ("规范 100%-80%(含) 40 100 30", True),
            ("规范 80%-60%(含) 40 80 36", True),
            ("规范 100%-80%(含) 40 100 32", False),
            ("规范 100%-80%(含) 40 100 36", False),
            # The last digit of a score is rounded or cut off: 80% of 33.33 is 26.664.
            ("规范 100%-80%(含) 33.33 100 26.66", False),
            (_INDICATOR, False),
        ],
    ),
)
def test_a_score_lies_in_the_band_beside_it(row: str, outside: bool) -> None:
    assert ("JX-54" in said(of_forms((_INDICATOR, row)))) is outside


def test_a_blank_column_of_reasons_is_told() -> None:
    (told,) = said(of_forms())["JX-46"]
    assert "清河示例区档案馆" in told


def _row(key: str, label: str = "") -> FormRow:
    return FormRow(key, label or key, {})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("执行率得分未完成原因分析整体支出规模(万元)年度资金总额9.008.007.0087.508.75(一)基本支出9.008.007.0087.508.75预期目标", ""),
        ("执行率得分未完成原因分析年度资金总额9.008.007.0087.508.75人员减少(一)基本支出9.008.007.0087.508.75年度目标", "人员减少"),
        ("执行率得分年度资金总额9.008.007.0087.508.75其他资金000-00未完成原因分析年度总体目标", ""),
        ("执行率得分年度资金总额9.008.007.0087.508.75其他资金000-00未完成原因分析:合同跨年年度总体目标", "合同跨年"),
        ("执行率得分年度资金总额9.008.007.0087.508.75年度总体目标", None),
    ],
)  # fmt: skip
def test_where_a_form_tells_why(text: str, reason: str | None) -> None:
    assert reason_in(text, [_row("年度资金总额"), _row("基本支出"), _row("其他资金")]) == reason


@pytest.mark.parametrize(
    ("sentence", "told"),
    first(
        2,
        [
            ("工作中全面贯彻党的十九大和十九届历次全会精神。", True),
            ("工作中全面贯彻落实党的十九大、二十大精神。", False),
            ("党的十九大以来，各项工作有序推进。", False),
            ("工作中全面贯彻落实党的二十大精神。", False),
            ("根据《关于学习贯彻党的十九大精神的意见》开展工作。", False),
        ],
    ),
)
def test_words_of_the_congress_before(sentence: str, told: bool) -> None:
    report = audited(with_sentence("预算绩效管理工作", sentence))
    assert ("WJ-38" in said(report)) is told
    assert weighty(report) == set()


def test_words_of_their_own_year_are_no_past() -> None:
    text = to_text(with_sentence("预算绩效管理工作", "工作中全面贯彻党的十九大精神。")).replace(
        "2023", "2021"
    )
    report = auditor().audit(Source("x.txt", content=text.encode()))
    assert "WJ-38" not in said(report)


@pytest.mark.parametrize(
    ("marks", "told"),
    first(
        2, [("、、、、,,,", True), ("、、、、、、、", False), (",,,,,,,", False), ("、、、、、、,", False)]
    ),
)
def test_marks_of_one_list_are_one_kind(marks: str, told: bool) -> None:
    kinds = [
        "主要领导干部用车3",
        "机要通信用车3",
        "应急保障用车0",
        "执法执勤用车0",
        "特种专业技术用车0",
        "离退休干部用车0",
        "其他用车0",
    ]
    listed = "".join(f"{kind}辆{mark}" for kind, mark in zip(kinds, marks, strict=False))[:-1]
    text = f"截至2023年12月31日，本部门共有车辆6辆，其中：{listed}。"
    report = audited(with_sentence("国有资产占用", text, alone=True))
    assert any("混用" in m for m in said(report).get("WJ-09", [])) is told
    assert weighty(report) == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("行政人员3人、工勤人员2人、编外人员4人,临聘人员1人,劳务人员2人。", 1),
        ("甲类设备1台(套)、乙类设备2台(套)、丙类设备3台(套),丁类设备4台(套),戊类设备5台(套)。", 1),
        # Groups within a list, different things, few of them: commas part what 、 does not.
        ("行政人员3人、工勤人员2人,编外人员4人、临聘人员1人,劳务人员2人、其他人员1人。", []),
        ("举办展览3场、讲座5场、培训2场,接待观众1000人,修复文物20件。", []),
        ("轿车用车3辆、货车用车2辆,其他用车1辆。", []),
        ('上述"财政拨款收入""事业收入"、"经营收入"以外的收入。', ['"财政拨款收入""事业收入"、"经营收入"']),
        ('上述"财政拨款收入""事业收入""经营收入"以外的收入。', []),
        ('上述"财政拨款收入"、"事业收入"、"经营收入"以外的收入,即"其他收入"。', []),
    ],
)  # fmt: skip
def test_marks_of_a_list_of_counts_and_of_quoted_terms(text: str, told: list[str] | int) -> None:
    found = [text[a:b] for a, b, _ in mixed_marks(text)]
    assert (len(found) if isinstance(told, int) else found) == told


@pytest.mark.slow
def test_a_zero_too_many_before_an_amount() -> None:
    text = to_text(base("funded"))
    old = "201 一般公共服务支出 755.44"
    assert old in text
    report = auditor().audit(
        Source("x.txt", content=text.replace(old, "201 一般公共服务支出 0755.44", 1).encode())
    )
    assert any("0755.44" in m for m in said(report)["WJ-36"])
    assert not any("多了 0" in m for m in said(audited(base("funded"))).get("WJ-36", []))
