"""Planting errors: known mistakes in a printed disclosure, each with what it is and where."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable

import attrs

from gouji.testing.synthetic.printed import Paragraph, PrintedDocument, PrintedTable
from gouji.value import Value

_AMOUNT = re.compile(r"(?<![\d.])\d+\.\d\d(?![\d%])")


@attrs.frozen(eq=False, repr=False)
class Planted(Value):
    """A planted error.

    Attributes:
        kind: ``swap``, ``digit``, ``shift``, ``unit`` …
        where: Table key, or the first words of the sentence.
        row: Row label, "" in prose.
        printed: What stands there now.
        truth: What should stand there.
    """

    kind: str
    where: str
    row: str
    printed: str
    truth: str


def slip(kind: str, text: str, rng: random.Random) -> str:
    """Return ``text`` with a slip of this kind; the same text if the slip cannot be made.

    Kinds: ``last`` (last digit ±1), ``digit`` (another digit ±1), ``swap`` (neighbours exchanged), ``drop``
    (a digit lost), ``point`` (decimal point moved), ``unit`` (元 for 万元), ``sign`` (sign lost or put).
    """
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    if not digits:
        return text
    return _SLIPS[kind](text, digits, rng)


def _bump(text: str, at: int, rng: random.Random) -> str:
    old = int(text[at])
    new = old + (1 if old == 0 else -1 if old == 9 else rng.choice((1, -1)))
    return f"{text[:at]}{new}{text[at + 1 :]}"


def _swap(text: str, digits: list[int], rng: random.Random) -> str:
    pairs = [(a, b) for a, b in itertools.pairwise(digits) if text[a] != text[b]]
    if not pairs:
        return text
    a, b = rng.choice(pairs)
    chars = list(text)
    chars[a], chars[b] = chars[b], chars[a]
    return "".join(chars)


def _drop(text: str, digits: list[int], rng: random.Random) -> str:
    whole = [i for i in digits if "." not in text[:i]]
    if len(whole) < 2:
        return text
    at = rng.choice(whole)
    return text[:at] + text[at + 1 :]


def _point(text: str, digits: list[int], rng: random.Random) -> str:
    if "." not in text or len(digits) < 4:
        return text
    whole, _, cents = text.partition(".")
    return (
        f"{whole[:-1]}.{whole[-1]}{cents[0]}"
        if len(whole) > 1 and rng.random() < 0.5
        else f"{whole}{cents[0]}.{cents[1]}0"
    )


def _unit(text: str, digits: list[int], rng: random.Random) -> str:
    whole, _, cents = text.partition(".")
    return f"{whole}{(cents + '00')[:2]}00.00"


_SLIPS: dict[str, Callable[[str, list[int], random.Random], str]] = {
    "last": lambda t, d, r: _bump(t, d[-1], r),
    "digit": lambda t, d, r: _bump(t, r.choice(d[:-1] or d), r),
    "swap": _swap,
    "drop": _drop,
    "point": _point,
    "unit": _unit,
    "sign": lambda t, d, r: t[1:] if t.startswith("-") else "-" + t,
}
KINDS = tuple(_SLIPS)


def plant(
    document: PrintedDocument, seed: int, kinds: tuple[str, ...] = ("digit", "swap", "drop")
) -> tuple[PrintedDocument, list[Planted]]:
    """Put one error of each kind into cells and one into a sentence.

    Args:
        document: A correct disclosure.
        seed: Chooses the places.
        kinds: Kinds of slips, one cell each, in different tables.

    Returns:
        The changed document, and what was planted.
    """
    rng = random.Random(seed)
    pieces = list(document.pieces)
    planted: list[Planted] = []
    tables = [i for i, p in enumerate(pieces) if isinstance(p, PrintedTable) and p.key.startswith("公开0")]
    rng.shuffle(tables)
    for kind in kinds:
        for index in tables:
            table = pieces[index]
            assert isinstance(table, PrintedTable)
            changed = plant_in_table(table, kind, rng)
            if changed is not None:
                pieces[index] = changed[0]
                planted.append(changed[1])
                tables.remove(index)
                break
    sentences = [i for i, p in enumerate(pieces) if isinstance(p, Paragraph) and _AMOUNT.search(p.text)]
    if sentences:
        index = rng.choice(sentences)
        paragraph = pieces[index]
        assert isinstance(paragraph, Paragraph)
        found = rng.choice(list(_AMOUNT.finditer(paragraph.text)))
        wrong = slip("digit", found[0], rng)
        pieces[index] = Paragraph(paragraph.text[: found.start()] + wrong + paragraph.text[found.end() :])
        planted.append(Planted("digit", paragraph.text[:12], "", wrong, found[0]))
    return attrs.evolve(document, pieces=tuple(pieces)), planted


def amount_cells(table: PrintedTable) -> list[tuple[int, int]]:
    """Return (row, column) of every printed amount of a table."""
    return [
        (r, c)
        for r, row in enumerate(table.body)
        for c, text in enumerate(row)
        if c not in table.labels and any(ch.isdigit() for ch in text)
    ]


def replace_cell(table: PrintedTable, row: int, column: int, text: str) -> PrintedTable:
    """Return the table with one cell changed."""
    body = [list(r) for r in table.body]
    body[row][column] = text
    return attrs.evolve(table, body=tuple(tuple(r) for r in body))


def plant_in_table(table: PrintedTable, kind: str, rng: random.Random) -> tuple[PrintedTable, Planted] | None:
    """Put one slip into a table, or return ``None`` if it has no figure for it."""
    cells = [(r, c) for r, c in amount_cells(table) if table.body[r][c] != "0.00"]
    rng.shuffle(cells)
    for r, c in cells:
        truth = table.body[r][c]
        wrong = slip(kind, truth, rng)
        if wrong != truth:
            label = next(
                (table.body[r][i] for i in reversed([x for x in table.labels if x < c]) if table.body[r][i]),
                "",
            )
            return replace_cell(table, r, c, wrong), Planted(kind, table.key, label, wrong, truth)
    return None
