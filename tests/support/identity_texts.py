"""Made-up departments in which one fact after another is broken, one for each identity of an auditor's list."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import attrs
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity
from gouji.testing.synthetic import (
    Heading,
    Paragraph,
    PrintedDocument,
    PrintedTable,
    Truth,
    make_truth,
    print_national,
    print_shanghai,
    to_text,
)
from gouji.testing.synthetic.figures import percent, wan

Change = tuple[str, str]

_PLAIN, _FUNDED, _EVALUATED = 194, 362, 46
"""Seeds of departments with receptions and vehicles: with general-budget money alone, with funds and other income, and
without any money carried over, so that the whole-department form must agree with the prose."""

UNITS = (
    "从预算单位构成看，清河示例区档案馆部门决算包括：清河示例区档案馆本级决算。纳入清河示例区档案馆2023年度部门决算编制范围的"
    "行政单位共1个。"
)
STAGES = (
    "编报绩效目标的2023年度项目4个，涉及预算金额118.00万元；绩效跟踪评价的2023年度项目4个，涉及预算金额118.00万元；"
    "绩效自评的2023年度项目4个，涉及预算金额118.00万元，平均得分99.71分（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目1个；"
    "绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个。绩效自评中共发现问题3个，已经完成整改的2个，正在整改的1个）。"
)
SHARES = (
    "2023年度本部门面向中小企业预留政府采购项目预算金额40.00万元，面向小微企业预留政府采购项目预算金额15.00万元。"
    "在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额38.00万元；在面向小微企业预留政府采购项目中，"
    "由小微企业供应商中标或成交的，采购金额14.00万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额3.68万元。"
)


@cache
def base(name: str) -> PrintedDocument:
    """Return an unbroken department.

    Args:
        name: ``plain`` or ``funded`` (national template), ``district`` (Shanghai's, with sentences on stages of
            evaluation, reserved purchases and units), ``evaluated`` (national, with the whole-department form and
            report, and the report on a project).
    """
    if name == "evaluated":
        return _evaluated(make_truth(_EVALUATED, "清河示例区档案馆", 2023))
    if name == "district":
        made = print_shanghai(make_truth(_PLAIN, "清河示例区档案馆", 2023))
        return changed(
            made,
            (
                ("编报绩效目标的2023年度项目4个，涉及预算金额118.00万元。", STAGES),
                ("授予中小企业合同金额41.68万元，其中：授予小微企业合同金额15.57万元。", SHARES),
                ("清河示例区档案馆内设综合科、业务科、财务科3个职能科室。", UNITS),
            ),
        )
    return print_national(make_truth({"plain": _PLAIN, "funded": _FUNDED}[name], "清河示例区档案馆", 2023))


def _evaluated(truth: Truth) -> PrintedDocument:
    """Return a department with what it says of its whole performance and of its first project."""
    made = print_national(truth)
    project = truth.general - truth.basic
    budget = {"人员经费": truth.staff, "公用经费": truth.running + 3_000_000, "项目支出": project + 5_000_000}
    spent = {"人员经费": truth.staff, "公用经费": truth.running, "项目支出": project}
    opening = sum(i.budget for i in truth.items)
    first = {**budget, "项目支出": opening - budget["人员经费"] - budget["公用经费"]}
    rows = (
        ("年度资金总额", ("人员经费", "公用经费", "项目支出")), ("(一)基本支出", ("人员经费", "公用经费")),
        ("1.人员经费", ("人员经费",)), ("2.公用经费", ("公用经费",)), ("(二)项目支出", ("项目支出",)),
    )  # fmt: skip
    lines = [
        "附件：部门整体支出绩效自评报告", f"{truth.department}部门整体支出绩效自评报告", "一、部门概况",
        "人员编制：行政编制 20 人，事业编制 10 人，实际在岗人员 29 人。",
        f"2023年部门预算总额{wan(sum(budget.values()))}万元，实际执行{wan(truth.general)}万元，"
        f"执行率 {percent(truth.general, sum(budget.values()))}。",
        "2023 年部门整体绩效得分 99.90 分（满分 100 分），评价等级为“优”。",
        "附件：部门整体支出绩效自评表", "部门整体支出绩效自评表", "(2023 年度)", f"部门（单位）名称 {truth.department}",
        "年初预算数 全年预算数 全年执行数 执行率 得分 未完成原因分析", "整体支出规模(万元)",
    ]  # fmt: skip
    for label, parts in rows:
        a, b, c = (sum(amounts[p] for p in parts) for amounts in (first, budget, spent))
        lines.append(f"{label} {wan(a)} {wan(b)} {wan(c)} {percent(c, b)[:-1]} {percent(c, 10 * b)[:-1]}")
    execution = percent(truth.general, 10 * sum(budget.values()))[:-1]
    own = truth.projects[0]
    lines += [
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 单位 分值 完成率 得分 未完成原因分析",
        "产出指标 数量指标 档案整理数量 >=60 61 卷 40 100.00% 40",
        "效益指标 社会效益指标 馆藏开放率 >=60% 61 % 40 100.00% 40",
        "满意度指标 服务对象满意度指标 利用者满意度 >=95% 96 % 10 100.00% 10",
        f"总分 100 {Decimal(execution) + 90}",
        f"附件：{own.name}项目支出绩效自评报告", f"{own.name}项目支出绩效自评报告", "一、项目基本情况",
        f"项目预算金额 {wan(own.budget)} 万元，资金到位 {wan(own.spent)} 万元和支出 {wan(own.spent)} 万元。",
        "二、存在的问题", "部分工作进度可以加快。",
    ]  # fmt: skip
    lines[5] = lines[5].replace("99.90", str(Decimal(execution) + 90))
    return attrs.evolve(made, pieces=(*made.pieces, *(Paragraph(line) for line in lines)))


def changed(document: PrintedDocument, changes: tuple[Change, ...]) -> PrintedDocument:
    """Return a document with words of its headings, paragraphs or table rows exchanged.

    A row is written as its cells with ``|`` between them, behind ``公开05表：`` if it is one of a certain table;
    a row of which nothing is left is taken out.  ``公开05表：部门`` is the department the table names.

    Raises:
        AssertionError: Words that are not there.
    """
    pieces = list(document.pieces)
    for old, new in changes:
        for at, piece in enumerate(pieces):
            if isinstance(piece, (Paragraph, Heading)) and old in piece.text:
                pieces[at] = attrs.evolve(piece, text=piece.text.replace(old, new))
                break
            if isinstance(piece, PrintedTable) and (other := _in_table(piece, old, new)) is not None:
                pieces[at] = other
                break
        else:
            raise AssertionError(f"not in the document: {old}")
    return attrs.evolve(
        document, pieces=tuple(p for p in pieces if not (isinstance(p, Paragraph) and not p.text))
    )


def _in_table(table: PrintedTable, old: str, new: str) -> PrintedTable | None:
    key, colon, rest = old.partition("：")
    if colon and key.startswith("公开") and key != table.key:
        return None
    wanted = rest if key == table.key else old
    if wanted == "部门":
        return attrs.evolve(table, department=new)
    for number, row in enumerate(table.body):
        joined = "|".join(row)
        if wanted in joined:
            cells = tuple(joined.replace(wanted, new).split("|"))
            rows = (cells,) if any(cells) else ()
            assert not rows or len(cells) == len(row), joined
            return attrs.evolve(table, body=(*table.body[:number], *rows, *table.body[number + 1 :]))
    return attrs.evolve(table, note=table.note.replace(wanted, new)) if wanted in table.note else None


@cache
def auditor() -> Auditor:
    """Return the auditor, made once."""
    return Auditor()


def audited(document: PrintedDocument) -> DocumentReport:
    """Return the report on a document printed as text."""
    return auditor().audit(Source("x.txt", content=to_text(document).encode()))


def said(report: DocumentReport) -> dict[str, list[str]]:
    """Return rule → messages of all findings, notes included."""
    found: dict[str, list[str]] = {}
    for finding in sound(report).findings:
        found.setdefault(finding.rule.id, []).append(finding.message)
        for text in finding.relations:
            found.setdefault(text.split(" ")[0].split("：")[0], []).append(finding.message)
    return found


def weighty(report: DocumentReport) -> set[str]:
    """Return the rules of the errors and warnings."""
    return {f.rule.id for f in sound(report).findings if f.severity is not Severity.INFO}


def with_sentence(section: str, sentence: str, *, alone: bool = False) -> PrintedDocument:
    """Return the department with money from funds, with a paragraph more at the end of a section, or with that alone."""
    document = base("funded")
    pieces = document.pieces
    named = [i for i, p in enumerate(pieces) if isinstance(p, Heading) and section in p.text]
    # 名词解释 is a part of its own; the sections of the 情况说明 stand below theirs.
    end = next((i for i in named if isinstance(p := pieces[i], Heading) and p.level > 1), named[-1])
    end += 1
    start = end
    while end < len(pieces) and isinstance(pieces[end], Paragraph):
        end += 1
    head = pieces[: start if alone else end]
    return attrs.evolve(document, pieces=(*head, Paragraph(sentence), *pieces[end:]))
