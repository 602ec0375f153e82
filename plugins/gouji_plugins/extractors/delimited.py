"""CSV and TSV: one grid a file, its name the caption."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, GridCell, Place
from gouji_plugins.extractors.spreadsheet import reference
from gouji_plugins.extractors.text import decode

SEPARATORS = (",", "\t", ";", "|", "，", "；")

if TYPE_CHECKING:
    from gouji.api import Extractor


class DelimitedExtractor:
    """Reads delimited text.

    Attributes:
        name: ``csv``.
        suffixes: Extensions.
    """

    name = "csv"
    suffixes = (".csv", ".tsv")

    def accepts(self, source: Source) -> int:
        """By extension."""
        return 80 if source.suffix in self.suffixes and not source.is_folder else 0

    def extract(self, source: Source) -> Document:
        """Read the rows.

        Raises:
            UnreadableInput: If it is no text or has too many cells.
        """
        text, encoding = decode(source)
        csv.field_size_limit(1_000_000)
        delimiter = "\t" if source.suffix == ".tsv" else separator(text)
        try:
            rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        except csv.Error as error:
            raise UnreadableInput(f"分隔文本无法读取：{error}", source=source.name) from error
        width = max((len(r) for r in rows), default=0)
        if len(rows) * width > source.limits.cells:
            raise UnreadableInput(f"单元格超过上限 {source.limits.cells:,} 个", source=source.name)
        cells = tuple(
            GridCell(r, c, value, place=Place(line=r + 1, cell=reference(r, c)))
            for r, row in enumerate(rows)
            for c, value in enumerate(row)
        )
        if not any(c.text.strip() for c in cells):
            raise UnreadableInput("文件里没有内容", source=source.name)
        grid = Grid(cells, len(rows), width, Place(line=1), PurePath(source.name).stem)
        return Document(source.name, self.name, source.sha256, (grid,), metadata={"encoding": encoding})


def separator(text: str) -> str:
    """Return the sign that parts the first lines into columns: the one that gives most lines the same number."""

    def fit(sign: str) -> tuple[int, int]:
        lines = text[:20_000].splitlines()[:60]
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        except csv.Error:
            return (0, 0)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (times, width)

    return max(SEPARATORS, key=fit)


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return DelimitedExtractor()
