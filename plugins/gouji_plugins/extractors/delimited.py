"""CSV and TSV: one grid a file, its name the caption."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath
from typing import TYPE_CHECKING

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, GridCell, Place
from gouji_plugins.extractors.spreadsheet import reference
from gouji_plugins.extractors.text import decode

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
        delimiter = (
            "\t" if source.suffix == ".tsv" or text[:2000].count("\t") > text[:2000].count(",") else ","
        )
        csv.field_size_limit(1_000_000)
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


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return DelimitedExtractor()
