"""XLSX, XLS and ODS: what a person sees in the cells, one grid a sheet.

Which format a workbook has is judged by its content, since extensions are often wrong; the readers of the
formats are in the ``sheet_*`` modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, Line, Note
from gouji_plugins.extractors.compound_file import MAGIC
from gouji_plugins.extractors.sheet_grid import Budget, Sheet, blocks_of, notes_of, reference
from gouji_plugins.extractors.sheet_ods import is_ods, read_ods
from gouji_plugins.extractors.sheet_xls import read_xls
from gouji_plugins.extractors.sheet_xlsx import main_part, read_xlsx
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from gouji.api import Extractor

__all__ = ["SpreadsheetExtractor", "extractor", "reference"]

_ZIP = b"PK"


class SpreadsheetExtractor:
    """Reads workbooks.

    Attributes:
        name: ``spreadsheet``.
        suffixes: Extensions.
    """

    name = "spreadsheet"
    suffixes = (".xlsx", ".xlsm", ".xls", ".ods", ".et")

    def accepts(self, source: Source) -> int:
        """By the container, if the extension is one of a workbook."""
        if source.is_folder or source.suffix not in self.suffixes:
            return 0
        if source.head.startswith(_ZIP):
            return 90 if source.suffix in (".xlsx", ".xlsm", ".ods") else 60
        if source.head.startswith(MAGIC):
            return 90 if source.suffix in (".xls", ".et") else 60
        return 0

    def extract(self, source: Source) -> Document:
        """Read every visible sheet.

        Raises:
            UnreadableInput: If it is damaged, encrypted or too large.
        """
        budget = Budget(source)
        kind, sheets, notes = _read(source, budget)
        blocks: list[Line | Grid] = []
        for sheet in sheets:
            made = blocks_of(sheet, budget)
            blocks += made
            if made:
                notes += notes_of(sheet)
        if not blocks:
            hint = "；".join(note.text for note in notes[:3])
            raise UnreadableInput("工作簿里没有看得见的内容", source=source.name, hint=hint)
        return Document(source.name, kind, source.sha256, tuple(blocks), notes=tuple(notes))


def _read(source: Source, budget: Budget) -> tuple[str, list[Sheet], list[Note]]:
    if source.head.startswith(MAGIC):
        return ("xls", *read_xls(source, budget))
    if not source.head.startswith(_ZIP):
        raise UnreadableInput("不是表格文件", source=source.name)
    package = ZipPackage(source, "工作簿")
    if is_ods(package):
        return ("ods", *read_ods(package, budget))
    part = main_part(package)
    if part.endswith(".bin"):
        raise UnreadableInput("是二进制工作簿（xlsb）", source=source.name, hint="请另存为 xlsx")
    if not part:
        raise UnreadableInput("压缩包里不是工作簿", source=source.name)
    return ("xlsx", *read_xlsx(package, budget))


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return SpreadsheetExtractor()
