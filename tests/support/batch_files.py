"""A folder of made-up disclosures in mixed formats, some planted with errors, some of them hostile."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import attrs
from render_office import render_docx, render_html, render_xlsx

from gouji.testing.synthetic import PrintedDocument, make_truth, plant, print_national, to_text
from gouji.testing.synthetic.planting import amount_cells

TEXT, XLSX, PDF, HOSTILE = "text", "xlsx", "pdf", "hostile"
TOTALS = {"收入": "本年收入合计", "支出": "本年支出合计"}
"""Rows of 公开01表 whose sums over all documents are known."""


@attrs.frozen
class Made:
    """A file that was made.

    Attributes:
        path: Below the folder, with ``/``.
        kind: ``text``, ``xlsx``, ``pdf`` … or ``hostile``.
        planted: Whether errors were planted in it.
        sums: What is printed in it, by table: see :func:`printed_sums`.
    """

    path: str
    kind: str
    planted: bool = False
    sums: Mapping[str, tuple[int, int]] = attrs.field(factory=dict)


def _bomb(_: bytes, __: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (3 << 20))
    return buffer.getvalue()


def _encrypted(_: bytes, __: random.Random) -> bytes:
    return (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1500) + "EncryptedPackage".encode("utf-16-le") + bytes(4000)
    )


HOSTILE_KINDS: tuple[tuple[str, str, Callable[[bytes, random.Random], bytes]], ...] = (
    ("空", ".pdf", lambda _, __: b""),
    ("截断", ".xlsx", lambda data, _: data[: len(data) // 2]),
    ("噪声", ".pdf", lambda _, rng: b"%PDF-1.7\n" + rng.randbytes(20_000)),
    ("二进制", ".txt", lambda _, rng: bytes(512) + rng.randbytes(20_000)),
    ("小说", ".txt", lambda _, rng: ("话说天下大势，分久必合，合久必分。\n" * rng.randint(50, 900)).encode()),
    ("加密", ".xlsx", _encrypted),
    ("压缩包", ".zip", lambda data, _: data[:-40]),
    ("炸弹", ".xlsx", _bomb),
    ("嵌套", ".html", lambda _, __: b"<div>" * 100_000 + b"1"),
    ("坏字", ".docx", lambda data, rng: bytes(b ^ (rng.random() < 0.02) for b in data)),
)
"""Name, extension and maker (given the bytes of a workbook) of files that are no disclosure."""


def make_files(
    folder: Path,
    count: int,
    *,
    pdf: float = 0.0,
    hostile: float = 0.0,
    planted: float = 0.1,
    seed: int = 1,
    first_year: int = 2024,
) -> list[Made]:
    """Write ``count`` files of departments, one folder a district, and return what was made.

    Args:
        folder: Where to.
        count: How many.
        pdf: Share of PDF; the rest is half text, half workbook.
        hostile: Share of files that are no disclosure.
        planted: Share of disclosures with planted errors.
        seed: Chooses everything.
        first_year: Year of the accounts.
    """
    rng = random.Random(seed)
    n_hostile, n_pdf = round(count * hostile), round(count * pdf)
    kinds = [HOSTILE] * n_hostile + [PDF] * n_pdf
    rest = count - len(kinds)
    kinds += [TEXT] * (rest - rest // 2) + [XLSX] * (rest // 2)
    rng.shuffle(kinds)
    made = []
    hostile_made = 0
    for number, kind in enumerate(kinds):
        district = folder / f"第{number // 100 + 1}区"
        district.mkdir(parents=True, exist_ok=True)
        name = f"{department(number)}{first_year}年度决算"
        wrong = False
        sums: Mapping[str, tuple[int, int]] = {}
        if kind == HOSTILE:
            word, suffix, make = HOSTILE_KINDS[hostile_made % len(HOSTILE_KINDS)]
            hostile_made += 1
            name += f"（{word}）{suffix}"
            data = make(render_xlsx(_disclosure(number, first_year, seed), prose=False), rng)
        else:
            printed = _disclosure(number, first_year, seed)
            wrong = rng.random() < planted
            if wrong:
                printed = plant(printed, number)[0]
            suffix, data = _rendered(printed, kind)
            name += suffix
            sums = printed_sums(printed)
        (district / name).write_bytes(data)
        made.append(Made(f"{district.name}/{name}", kind, wrong, sums))
    return made


def printed_sums(document: PrintedDocument) -> dict[str, tuple[int, int]]:
    """Return how many amounts each table prints and their sum in 分, and the totals of income and of spending.

    Taken from what is printed, planted errors and all, without any reading.
    """
    sums: dict[str, tuple[int, int]] = {}
    for table in document.tables():
        # Rows of forms hold counts and marks beside amounts.
        if not table.key.startswith("公开"):
            continue
        for row, column in amount_cells(table):
            number, total = sums.get(table.key, (0, 0))
            sums[table.key] = (number + 1, total + _fen(table.body[row][column], table.unit))
        for name, label in TOTALS.items():
            for row in table.body if table.key == "公开01表" else ():
                for at, text in enumerate(row):
                    if text == label:
                        amount = next(t for i, t in enumerate(row) if i > at and i not in table.labels)
                        sums[name] = (1, _fen(amount, table.unit))
    return sums


def _fen(text: str, unit: str) -> int:
    exact = Decimal(text.replace(",", "")) * {"元": 100, "万元": 1_000_000}[unit]
    assert exact == int(exact), text
    return int(exact)


def write_truth(path: Path, made: Sequence[Made]) -> None:
    """Write what was made, one JSON object a line."""
    lines = [json.dumps(attrs.asdict(m), ensure_ascii=False) for m in made]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_truth(path: Path) -> list[Made]:
    """Read what :func:`write_truth` wrote."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Made(**{**r, "sums": {k: tuple(v) for k, v in r["sums"].items()}}) for r in rows]


def department(number: int) -> str:
    """Return the name of the department of a file."""
    return f"清河示例市第{''.join('〇一二三四五六七八九'[int(d)] for d in str(number + 1))}局"


def _disclosure(number: int, year: int, seed: int) -> PrintedDocument:
    return print_national(make_truth(seed * 1_000_003 + number, department(number), year))


def _rendered(printed: PrintedDocument, kind: str) -> tuple[str, bytes]:
    if kind == PDF:
        from render_pdf import render_pdf

        return ".pdf", render_pdf(printed)
    if kind == XLSX:
        return ".xlsx", render_xlsx(printed)
    if kind == "docx":
        return ".docx", render_docx(printed)
    if kind == "html":
        return ".html", render_html(printed)
    return ".txt", to_text(printed).encode()
