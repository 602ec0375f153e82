"""What an auditor found by reading two published accounts, before any tool looked at them."""

from __future__ import annotations

import pytest
from corpus import corpus_file
from sound import sound

from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity

pytestmark = pytest.mark.corpus
OURS = ("JX-", "WJ-", "WZ-", "BM-", "HS-")


@pytest.fixture(scope="module")
def linxia() -> DocumentReport:
    return Auditor().audit_path(corpus_file("gansu-linxia-2024.txt"))


@pytest.fixture(scope="module")
def putuo() -> DocumentReport:
    return Auditor().audit_path(corpus_file("shanghai-putuo-finance-2024.pdf"))


def said(report: DocumentReport, severity: Severity) -> list[tuple[str, str]]:
    return [
        (f.rule.id, f.message)
        for f in sound(report).findings
        if f.severity is severity and f.rule.id.startswith(OURS)
    ]


ERRORS = [
    ("JX-17", "1002.19"), ("JX-19", "962.47"), ("JX-19", "92.18"), ("JX-20", "“基本支出预算执行率”完成值写 100%"),
    ("JX-20", "“项目支出预算执行率”完成值写 100%"), ("JX-13", "57.18 元（应为万元）"), ("JX-13", "53.25"),
    ("JX-13", "“成本控制额度” 57.18"), ("JX-13", "支付率 100%"), ("JX-11", "政务公开新媒体产品制作"),
    ("JX-11", "乡镇街道视频会议"), ("JX-22", "163"), ("JX-37", "2010301 科目，执行数合计 53.25 + 20 = 73.25"),
    ("WJ-15", "少研究室"),
]  # fmt: skip
WARNINGS = [
    ("JX-07", "部门效果执行率"), ("JX-07", "社会影响良好"), ("JX-07", "合格率"), ("JX-08", "平台、软件使用者满意度"),
    ("JX-10", "（1.8/2）"), ("JX-10", "（4.5/5）"), ("JX-16", "智慧中心"), ("JX-21", "122.50%"), ("JX-21", "19.35%"),
    ("JX-23", "18.7%"), ("JX-29", "项目服务周期长"), ("JX-30", "有待提升"), ("JX-32", "45"), ("JX-33", "313.24"),
    ("JX-34", "94.1%"), ("JX-39", "133.41"), ("JX-40", "130.00"), ("JX-42", "70 日"), ("WJ-03", "共 3 处"),
    ("WJ-04", "填表说明"), ("WJ-11", "州级产业发展资金"), ("WJ-11", "网站"), ("WJ-13", "咨询费、手续费"),
    ("WJ-28", "按进度完成指标"), ("WJ-29", "州级部门"),
    ("JX-46", "（92.18%）"), ("JX-46", "“乡镇街道政务信息公开专区建设及运行维护费”（88.76%）"),
]  # fmt: skip
NOTES = [
    ("JX-05", "98.88"), ("JX-16", "视频会议建设维护费"), ("JX-29", "专业性人员配置较少"), ("JX-41", "总资金投入"),
    ("JX-41", "项目资金投入"), ("WJ-09", "附件:3:"), ("WJ-09", "个数前面多了顿号"),
    ("WJ-09", "混用"), ("WJ-38", "十九大"), ("WJ-10", "清晰流程"), ("WJ-10", "收入总计均为"),
    ("WJ-12", "决算数等于预算数的"), ("WJ-12", "切实优化全市营商环境"), ("WJ-23", "4 份项目自评报告"),
    ("WJ-24", "运营指挥中心"), ("WJ-24", "视频会议"), ("WJ-25", "2021年政务公开工作要点"), ("WJ-26", "附件 3（4 次）"),
    ("WJ-10", "评分得分"), ("WJ-10", "_政府信息公开专栏"), ("WJ-12", "把目标照抄作完成情况"), ("WJ-24", "层级不一"),
    ("JX-45", "服务对象满意度指标"), ("HS-05", "69.42"), ("JX-47", "“财务管理制度健全性”写“100%-80%(含)”"),
    ("JX-48", "“市政府乡镇街道视频会议建设维护”写了改进措施，没有写发现的问题"), ("WJ-35", "都是改进的建议，内容重叠"),
    ("WJ-36", "公开09表的零有 3 处印作 0.00、2 处空白"), ("WJ-36", "（100.00%、100）"), ("WJ-10", "表头写作“因公出国”"),
    ("WJ-41", "“运营中心大屏云可视化展示服务”"), ("WJ-42", "“按进度完成绩效预算”"),
    ("WJ-09", "正常运转网站全年正常运转"), ("WJ-09", "引号之间有的加顿号"),
    ("WJ-10", "制定绩效管理考核领导小组"), ("WJ-10", "网站周更新量大于98%"), ("JX-55", "“项目支出预算执行率”（<=100%）"),
    ("JX-56", "“工作及时性”列在“经济效益指标”"),
    ("WJ-35", "“六、改进措施和有关建议”之下写的都是有待改进的问题"), ("WJ-33", "“1.项目立项背景”、“2、项目立项依据”"),
]  # fmt: skip


_MORE = {"WJ-22", "WJ-27", "BM-10", "HS-01", "HS-03", "HS-04"}


def test_linxia_is_read_whole(linxia: DocumentReport) -> None:
    forms = [f for f in linxia.ledger.forms if f.kind.endswith("自评表")]
    assert len(forms) == 5
    assert all(f.complete for f in forms)
    assert sum(len(f.indicators) for f in forms) == 18 + 12 + 5 + 5 + 5
    assert linxia.problems == ()


def test_linxia_errors(linxia: DocumentReport) -> None:
    found = said(linxia, Severity.ERROR)
    missing = [e for e in ERRORS if not any(e[0] == rule and e[1] in text for rule, text in found)]
    assert missing == []
    surplus = [f for f in found if not any(f[0] == rule and words in f[1] for rule, words in ERRORS)]
    assert surplus == []


def test_linxia_warnings(linxia: DocumentReport) -> None:
    for severity, wanted in ((Severity.WARNING, WARNINGS), (Severity.INFO, NOTES)):
        found = said(linxia, severity)
        missing = [e for e in wanted if not any(e[0] == rule and e[1] in text for rule, text in found)]
        assert missing == []
        surplus = [f for f in found if f[0] not in {rule for rule, _ in wanted} | _MORE]
        assert surplus == []


def test_linxia_truncates_in_one_form_only(linxia: DocumentReport) -> None:
    assert {k: v for k, v in linxia.regimes.items() if k.startswith("自评表")} == {
        "自评表:临夏市人民政府办公室": "truncate"
    }
    assert not [t for rule, t in said(linxia, Severity.ERROR) if rule in ("JX-01", "JX-02", "JX-04")]


def test_putuo(putuo: DocumentReport) -> None:
    assert said(putuo, Severity.ERROR) == []
    found = said(putuo, Severity.WARNING)
    assert {rule for rule, _ in found} == {"WJ-13", "WJ-17", "WJ-22", "WJ-32"}
    # A sentence from another document is one finding: its amount, and that nothing changed.
    copied = [f for f in sound(putuo).findings if f.rule.id == "SM-01"]
    assert len(copied) == 1 and "写持平，原因却是减少" in copied[0].message
    assert "合计 3024.82 万元，不可能持平" in copied[0].message
    assert any("个人农业生产补贴" in t and "奖励金 0.31" in t for _, t in found)
    notes = said(putuo, Severity.INFO)
    for rule, words in (
        ("HS-06", "“行政运行”（占 89%）"),
        ("WJ-17", "“行政运行”的用途写“局本部人员经费及公用经费等的基本支出”"),
        ("WJ-33", "“（八）”没有另起一段"),
    ):
        assert any(rule == own and words in text for own, text in notes)
    counts = next(f for f in putuo.ledger.forms if f.kind == "绩效总体说明")
    assert dict(counts.stated)["自评金额"].quantity.printed == "598.42" and len(counts.stated) >= 14
