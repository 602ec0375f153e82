"""Made-up departments in which one fact after another is broken, one for each identity of an auditor's list."""

from __future__ import annotations

from functools import cache

import attrs

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity
from gouji.testing.synthetic import (
    Heading,
    Paragraph,
    PrintedDocument,
    PrintedTable,
    make_truth,
    print_national,
    print_shanghai,
    to_text,
)

Change = tuple[str, str]

_PLAIN, _FUNDED = 194, 362
"""Seeds of departments with receptions and vehicles: one with general-budget money alone, one with funds and other income."""

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
            evaluation, reserved purchases and units).
    """
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
    for finding in report.findings:
        found.setdefault(finding.rule.id, []).append(finding.message)
        for text in finding.relations:
            found.setdefault(text.split(" ")[0].split("：")[0], []).append(finding.message)
    return found


def weighty(report: DocumentReport) -> set[str]:
    """Return the rules of the errors and warnings."""
    return {f.rule.id for f in report.findings if f.severity is not Severity.INFO}
