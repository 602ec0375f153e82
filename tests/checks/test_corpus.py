"""What an auditor found by reading two published accounts, before any tool looked at them."""

from __future__ import annotations

import pytest
from corpus import corpus_file

from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity

pytestmark = pytest.mark.corpus
OURS = ("JX-", "WJ-", "WZ-", "BM-")


@pytest.fixture(scope="module")
def linxia() -> DocumentReport:
    return Auditor().audit_path(corpus_file("gansu-linxia-2024.txt"))


@pytest.fixture(scope="module")
def putuo() -> DocumentReport:
    return Auditor().audit_path(corpus_file("shanghai-putuo-finance-2024.pdf"))


def said(report: DocumentReport, severity: Severity) -> list[tuple[str, str]]:
    return [
        (f.rule.id, f.message)
        for f in report.findings
        if f.severity is severity and f.rule.id.startswith(OURS)
    ]


ERRORS = [
    ("JX-17", "1002.19"), ("JX-19", "962.47"), ("JX-19", "92.18"), ("JX-20", "基本支出预算执行率"),
    ("JX-20", "项目支出预算执行率"), ("JX-13", "53.25"), ("JX-14", "57.18 元"), ("JX-11", "政务公开新媒体产品制作"),
    ("JX-11", "乡镇街道视频会议"), ("WJ-15", "少研究室"), ("WJ-03", "绩效评价工作过程"), ("WJ-03", "绩效评价框架"),
]  # fmt: skip
WARNINGS = [
    ("JX-07", "部门效果执行率"), ("JX-07", "社会影响良好"), ("JX-07", "合格率"), ("JX-08", "平台、软件使用者满意度"),
    ("JX-16", "智慧中心"), ("JX-21", "122.50%"), ("JX-21", "19.35%"), ("JX-22", "163"), ("JX-23", "18.7%"),
    ("JX-28", "57.18"), ("JX-29", "项目服务周期长"), ("JX-30", "有待提升"), ("JX-32", "45"), ("JX-33", "313.24"),
    ("JX-34", "94.1%"), ("WJ-04", "填表说明"), ("WJ-11", "产业发展资金"), ("WJ-12", "决算数等于预算数的"), ("WJ-13", "咨询费、手续费"),
    ("WJ-20", "绩效评价目的"),
]  # fmt: skip


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
    found = said(linxia, Severity.WARNING)
    missing = [e for e in WARNINGS if not any(e[0] == rule and e[1] in text for rule, text in found)]
    assert missing == []


def test_linxia_truncates_in_one_form_only(linxia: DocumentReport) -> None:
    assert {k: v for k, v in linxia.regimes.items() if k.startswith("自评表")} == {
        "自评表:临夏市人民政府办公室": "truncate"
    }
    assert not [t for rule, t in said(linxia, Severity.ERROR) if rule in ("JX-01", "JX-02", "JX-04")]


def test_putuo(putuo: DocumentReport) -> None:
    assert said(putuo, Severity.ERROR) == []
    found = said(putuo, Severity.WARNING)
    assert {rule for rule, _ in found} == {"WJ-13", "WJ-16", "WJ-17", "WJ-22"}
    assert any("个人农业生产补贴" in t and "奖励金 0.31" in t for _, t in found)
    counts = next(f for f in putuo.ledger.forms if f.kind == "绩效总体说明")
    assert len(counts.stated) == 14
