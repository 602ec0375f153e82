"""The DOCX opinion (审核意见书), filled into a template that a user can replace.

A template is a Word document with placeholders in double braces: ``{{单位}}`` anywhere, ``{{问题.说明}}`` in a table
row that is repeated for each finding.  docs/living.md lists them.  Needs the extra ``reports`` (python-docx).
"""

from __future__ import annotations

import copy
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from gouji.api import REPORT_MARK, ReportOptions
from gouji.display import harmless
from gouji.errors import GoujiError
from gouji.model import Report, Severity, Verdict
from gouji_plugins.reporters.ledger_xlsx import UNDATED
from gouji_plugins.reporters.tabular import COLUMNS, finding_row
from gouji_plugins.reporters.unchecked import IDLE, unchecked

if TYPE_CHECKING:
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

TEMPLATE = "opinion.docx"
_FIELD = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")
_SPACE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
MAX_ROWS = 2_000
MAX_CELL = 4_000
LISTS = {"问题": COLUMNS, "未检查": ("序号", "单位", "种类", "内容", "原因")}
"""Lists a template row can be repeated for, with their columns."""


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Fill the template.

    Raises:
        GoujiError: If the template cannot be read or names an unknown placeholder.
    """
    try:
        import docx
    except ImportError as error:
        raise GoujiError("审核意见书需要 python-docx", hint='pip install "gouji[reports]"') from error
    try:
        own = options.template.read_bytes() if options.template else None
        data = own or files("gouji_plugins.reporters").joinpath(TEMPLATE).read_bytes()
        document = docx.Document(io.BytesIO(data))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise GoujiError("模板不是可以读取的 Word 文档", source=str(options.template or TEMPLATE)) from error
    lists = {"问题": list(_findings(report)), "未检查": list(_unchecked(report))}
    fields = _fields(report, lists)
    name = str(options.template or TEMPLATE)
    for table in _tables(document):
        for row in list(table.rows):
            wanted = _list_of(row)
            if wanted:
                _repeat(row, wanted, lists[wanted], fields, name)
    for part in (document, *(p for s in document.sections for p in (s.header, s.footer))):
        for paragraph in part.paragraphs:
            _fill(paragraph, fields, name)
    for table in _tables(document):
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    _fill(paragraph, fields, name)
    properties = document.core_properties
    properties.author, properties.title = "gouji 勾稽", "审核意见书"
    buffer = io.BytesIO()
    document.core_properties.identifier = REPORT_MARK
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():  # without the time of day: the same report is the same file
            archive.writestr(
                zipfile.ZipInfo(name, UNDATED.timetuple()[:6]), made.read(name), zipfile.ZIP_DEFLATED
            )


def _fields(report: Report, lists: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    """Return the values of the plain placeholders."""
    facts = [d.ledger.facts_of for d in report.documents]
    units = list(dict.fromkeys(f.department for f in facts if f.department))
    shown = [f for d in report.documents for f in d.findings if not f.suppressed]
    years = sorted({f.year for f in facts if f.year})
    counts = {s: sum(f.severity is s for f in shown) for s in Severity}
    verdicts = {v: sum(d.count(v) for d in report.documents) for v in Verdict}
    return {
        "单位": f"{units[0]}等 {len(units)} 家单位"
        if len(units) > 1
        else (units[0] if units else "（未识别单位）"),
        "年度": "、".join(map(str, years)) or "（未识别）",
        "文件": "；".join(Path(d.ledger.document.source).name for d in report.documents),
        "文件数": str(len(report.documents)),
        "未能读取": "；".join(f"{f.source}（{f.problem.message}）" for f in report.failed) or "无",
        "错误数": str(counts[Severity.ERROR]),
        "警告数": str(counts[Severity.WARNING]),
        "提示数": str(counts[Severity.INFO]),
        "问题数": str(len(shown)),
        "关系数": str(sum(verdicts.values()) - verdicts[Verdict.NOT_APPLICABLE]),
        "成立数": str(verdicts[Verdict.HOLDS] + verdicts[Verdict.ROUNDING]),
        "不成立数": str(verdicts[Verdict.VIOLATED]),
        "未判定数": str(verdicts[Verdict.UNDECIDED]),
        "未检查数": str(len(lists["未检查"])),
        "日期": datetime.date.today().strftime("%Y年%m月%d日"),
        "工具": f"gouji {report.tool.get('version', '')}".strip(),
    }


def _findings(report: Report) -> Iterator[dict[str, str]]:
    number = 0
    for document in report.documents:
        for finding in document.findings:
            if not finding.suppressed:
                number += 1
                yield dict(zip(COLUMNS, finding_row(number, document, finding), strict=True))


def _unchecked(report: Report) -> Iterator[dict[str, str]]:
    rows = []
    for document in report.documents:
        unit = document.ledger.facts_of.department
        items = unchecked(document)
        rows += [
            (unit, i.kind, i.what + (f"（{i.count} 处）" if i.count > 1 else ""), i.reason)
            for i in items
            if i.kind != IDLE
        ]
        # Rules for which a document holds nothing are all of one kind: one row, by their ids.
        idle = [i for i in items if i.kind == IDLE]
        if idle:
            listed = "、".join(i.what.partition(" ")[0] for i in idle)
            rows.append((unit, IDLE, f"{len(idle)} 条：{listed}", idle[0].reason))
    rows += [("", "整份没有检查", f.source, f.problem.message) for f in report.failed]
    for number, row in enumerate(rows, 1):
        yield dict(zip(LISTS["未检查"], (str(number), *row), strict=True))


def _tables(document: Any) -> Iterator[Any]:
    """Yield tables, nested ones too."""
    todo = list(document.tables)
    for table in todo:
        yield table
        todo += [inner for row in table.rows for cell in row.cells for inner in cell.tables]


def _list_of(row: _Row) -> str:
    """Return the list a row is repeated for, "" if none."""
    for cell in row.cells:
        for field in _FIELD.findall(cell.text):
            if (name := field.partition(".")[0]) in LISTS and "." in field:
                return str(name)
    return ""


def _repeat(
    row: _Row, name: str, items: list[dict[str, str]], fields: Mapping[str, str], template: str
) -> None:
    """Put a copy of the row for each item in its place; ``无`` where there is none."""
    from docx.table import _Row as Row

    element = row._tr
    shown = items[:MAX_ROWS] or [dict.fromkeys(LISTS[name], "")]
    for number, item in enumerate(shown):
        made = copy.deepcopy(element)
        element.addprevious(made)
        values = {f"{name}.{key}": value for key, value in item.items()}
        copied = Row(made, row._parent)  # type: ignore[arg-type]
        for cell in copied.cells:
            for paragraph in cell.paragraphs:
                _fill(paragraph, {**fields, **values}, template)
        if not items and number == 0:
            copied.cells[0].text = "无"
    if len(items) > MAX_ROWS:
        made = copy.deepcopy(element)
        element.addprevious(made)
        for at, cell in enumerate(Row(made, row._parent).cells):  # type: ignore[arg-type]
            cell.text = "" if at else f"另有 {len(items) - MAX_ROWS:,} 项，见底稿"
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _fill(paragraph: Paragraph, values: Mapping[str, str], template: str) -> None:
    """Put values for the placeholders of a paragraph; a placeholder may be spread over several runs."""
    text = paragraph.text
    if "{{" not in text:
        return
    unknown = [f for f in _FIELD.findall(text) if f not in values]
    if unknown:
        listed = "、".join(values)
        raise GoujiError(f"模板里的占位符“{unknown[0]}”不认识；可用：{listed}", source=template)
    filled = _FIELD.sub(lambda m: clean(values[m[1]]), text)
    runs = paragraph.runs
    if not runs:
        return
    runs[0].text = filled
    for run in runs[1:]:
        run.text = ""


def clean(text: str) -> str:
    """Return document text that Word shows as it is, cut to what a cell can bear."""
    plain = _SPACE.sub("", harmless(text[:MAX_CELL])).replace("{{", "{ {")
    return plain if len(text) <= MAX_CELL else plain + "…"
