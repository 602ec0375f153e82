"""A disclosure as it will be printed, independent of the file format: what renderers take."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Heading(Value):
    """A heading line; level 1 第X部分, 2 一、, 3 （一）."""

    text: str
    level: int = 2


@attrs.frozen(eq=False, repr=False)
class Paragraph(Value):
    """A paragraph of prose, on one logical line."""

    text: str


@attrs.frozen(eq=False, repr=False)
class HeadCell(Value):
    """A cell of a table's header, with its spans."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@attrs.frozen(eq=False, repr=False)
class PrintedTable(Value):
    """A table as printed.

    Attributes:
        key: Key in national order (``公开03表``); a label for tests, printed only as ``code``.
        title: Printed title.
        code: Printed table code, "" if the province prints none.
        unit: Printed unit.
        department: Printed department.
        year: Year of the accounts.
        header: Header rows with spans.
        ordinals: 栏次 row, empty if the province prints none.
        body: Rows of cells, all ``width`` long; "" for blanks.
        labels: Indices of label columns (names, codes, 行次); the others hold amounts.
        note: 注 below the table, "" if none.
        landscape: Printed on a page turned sideways.
    """

    key: str
    title: str
    code: str
    unit: str
    department: str
    year: int
    header: tuple[tuple[HeadCell, ...], ...]
    body: tuple[tuple[str, ...], ...]
    ordinals: tuple[str, ...] = ()
    labels: tuple[int, ...] = ()
    note: str = ""
    landscape: bool = False

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.body[0]) if self.body else sum(c.colspan for c in self.header[0])


Piece = Heading | Paragraph | PrintedTable


@attrs.frozen(eq=False, repr=False)
class PrintedDocument(Value):
    """A whole disclosure.

    Attributes:
        title: Cover title.
        department: Full name.
        year: Year of the accounts.
        pieces: In printed order.
    """

    title: str
    department: str
    year: int
    pieces: tuple[Piece, ...]

    def tables(self) -> Iterator[PrintedTable]:
        """Yield the tables in order."""
        return (p for p in self.pieces if isinstance(p, PrintedTable))
