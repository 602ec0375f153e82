"""Annexes on performance for a department that does not exist, printed the way a PDF's text comes out."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from gouji.api import CheckContext
from gouji.audit import Auditor
from gouji.facts.forms import read_forms
from gouji.model import (
    Document,
    DocumentFacts,
    Finding,
    Form,
    Ledger,
    Line,
    NotRun,
    Outcome,
    Place,
    Relation,
    Table,
    Verdict,
)
from gouji.packs import Specs, select_packs
from gouji.reading.prose import read_sections
from gouji.relations import judge

FACTS = DocumentFacts("清河市档案馆", 2024, "部门决算")
_SPECS: list[Specs] = []

PROJECT = """附件 4：
项目支出绩效自评表
(2024 年度)
项目名称 2024 年度档案数字化扫描费
主管部门 清河市档案馆 实施单位
清河市档案
馆
年初预
算数
全年预
算数
全年执行数
分
值
执行率
(%)
得分
项目资金
（万元）
年度资金总
额：
40 40 38.50 10 96.25 9.63
其中：财政
拨款
40 40 38.50 - 96.25 9.63
上年结转资
金
0 0 0 - 0 0
其他资金 0 0 0 - 0 0
年度总体目
标
预期目标 实际完成情况
完成馆藏档案的扫描。
按计划完成
一级
指标
二级指标
三级指
标
年度指
标
实际完
成值
分
值
单
位
完成率
得
分
未
完
成
原
因
分
析
绩
效
目
标
成本
指标
经济成本指
标
扫描总
支出
<=40 万
元
38.50 20
万
元
100.0
0%
20
产出
指标
数量指标
扫描页
数
>=500 页 500 20 页 100.00% 20
质量指标 合格率 >=98% 99 20 % 100.00% 20
效益
指标
社会效益
指标
方便查
档
提升
100%-80
%(含)
20 100% 20
满意
度指
标
服务对象
满意度指
标
查档者满
意度
>=95% 96 10 % 100.00% 10
总分
10
0
99.
63
"""

REPORT = """附件 3：
档案数字化扫描费项目
支出绩效自评报告
一、项目基本情况
（一）项目概况。
项目预算金额 40 万元，资金到位 38.50 万元和支出 38.50 万元。
二、绩效评价工作情况
（一）绩效评价目的。
了解扫描工作的成效。
三、评价结论
（一）结论
评价得分：99.63
（二）存在的问题
无
（三）建议
无
"""

STATEMENT = """第四部分 预算绩效情况说明
二、绩效自评结果
我部门在 2024 年度部门决算中反映档案数字化扫描费等 1 个项目绩效自评结果。
1. “档案数字化扫描费”项目绩效自评情况：项目绩效自评得分为 99.63 分。项目全年预算数为 40 万元,执行数为 38.50 万元,完成预算的 96.25%。
"""

WHOLE = """附件 2
部门整体支出绩效自评表
(2024 年度)
部门（单
位）名称 清河市档案馆
年初预算
数
全年预算数 全年执行数 执行率 得分
未完
成原
因分
析
整体支
出规模
(万元)
年度资金总额 500.00 480.00 470.00 97.92 9.79
(一)基本支出 400.00 400.00 395.00 98.75 9.88
1.人员经费 300.00 300.00 298.00 99.33 9.93
2.公用经费 100.00 100.00 97.00 97.00 9.70
(二)项目支出 100.00 80.00 75.00 93.75 9.38
1.一般性项目 0 0 0 0 0
2.重点项目 100.00 80.00 75.00 93.75 9.38
尾款待付
评价指标
年度指标
值
实际完成值 单位 分值 完成率 得分 未完成原因分析
一
级
指
标
二级指标 三级指标
部
门
管
资金投入
项目支出
预算执行
率
>=90% 93.75 % 40 100.00% 40
理 财务管理
制度健全
性
健全 健全 30 100% 30
履
职
效
果
部门履职
目标
馆藏开放
率
>=60% 61 % 20 100.00% 20
总分 100 99.79
"""

WHOLE_REPORT = """附件 1：
清河市档案馆部门整体支出绩效
自评报告
市财政局：
一、部门概况
人员编制：行政编制 20 人，事业编制 10 人，实际在岗人员 29 人。
2024年部门预算总额480.00万元，实际执行470.00万元，执行率 97.92%。
2024 年部门整体绩效得分 99.79 分（满分 100 分），评价等级为“优”。
"""


@attrs.frozen
class Run:
    """What a check made of a text."""

    ledger: Ledger
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    not_run: tuple[NotRun, ...]

    def of(self, rule: str) -> list[str]:
        """Return the messages of a rule's findings and violated relations."""
        said = [f.message for f in self.findings if f.rule.id == rule]
        return said + [
            o.relation.message or o.relation.text
            for o in self.outcomes
            if o.relation.rule.id == rule and o.verdict is Verdict.VIOLATED
        ]

    def verdicts(self, rule: str) -> set[str]:
        """Return the verdicts of a rule's relations."""
        return {o.verdict.value for o in self.outcomes if o.relation.rule.id == rule}

    def accused(self) -> dict[str, list[str]]:
        """Return all that is found wrong, by rule."""
        ids = [f.rule.id for f in self.findings]
        ids += [o.relation.rule.id for o in self.outcomes if o.verdict is Verdict.VIOLATED]
        return {rule: self.of(rule) for rule in dict.fromkeys(ids)}


def specs() -> Specs:
    """Return the built-in packs for the made-up department."""
    if not _SPECS:
        _SPECS.append(select_packs(Auditor().packs, FACTS))
    return _SPECS[0]


def document(text: str) -> Document:
    """Return plain text as a document without layout."""
    lines = tuple(Line(t, Place(line=n)) for n, t in enumerate(text.splitlines(), 1) if t.strip())
    return Document("x.txt", "text", "0", lines, has_layout=False)


def forms(text: str) -> tuple[Form, ...]:
    """Return the forms read from a text."""
    made = document(text)
    return read_forms(made, frozenset(), read_sections(made, frozenset()), specs(), FACTS)


def ledger(text: str, tables: Mapping[str, Table] | None = None, year: int = 2024) -> Ledger:
    """Return a ledger of a text and, if given, tables."""
    made = document(text)
    sections = read_sections(made, frozenset())
    facts = attrs.evolve(FACTS, year=year)
    read = read_forms(made, frozenset(), sections, specs(), facts)
    return Ledger(made, facts, dict(tables or {}), sections=sections, forms=read)


def run(check: object, own: Ledger) -> Run:
    """Run a check on a ledger and judge its relations."""
    findings, outcomes, not_run = [], [], []
    for item in check.run(own, CheckContext(specs())):  # type: ignore[attr-defined]
        if isinstance(item, Finding):
            findings.append(item)
        elif isinstance(item, Relation):
            outcomes.append(judge(item))
        else:
            not_run.append(item)
    return Run(own, tuple(findings), tuple(outcomes), tuple(not_run))
