"""Words to printed lines, with blanks where the print has gaps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gouji_plugins.extractors.paged_frame import Word


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words into printed lines, top to bottom, each from left to right.

    Raised or lowered pieces (amounts set in another font, footnote marks) stay on the line with
    which they overlap by at least half of their height.
    """
    if len(words) == 1:
        return [list(words)]
    lines: list[list[Word]] = []
    start = size = 0.0
    # Middles sorted: a word belongs to the line just before it or starts a new one.
    for word in sorted(words, key=_middle):
        middle = word.base - 0.35 * word.size
        if lines and middle - start <= 0.5 * min(size, word.size):
            lines[-1].append(word)
            size = max(size, word.size)
        else:
            lines.append([word])
            start, size = middle, word.size
    return [_ordered(line) if len(line) > 1 else line for line in lines]


def _middle(word: Word) -> float:
    return word.base - 0.35 * word.size


def _ordered(line: list[Word]) -> list[Word]:
    """Sort a line; words printed over each other are taken apart and freed of doubled characters."""
    line.sort(key=lambda w: w.starts[0])
    end = line[0].ends[-1]
    for word in line[1:]:
        if word.starts[0] < end - 0.3 * word.size:
            return _undouble(line)
        end = word.ends[-1]
    return line


def _undouble(line: list[Word]) -> list[Word]:
    """Drop characters printed twice almost on the same spot to look bold."""
    chars = sorted((w.part(i, i + 1) for w in line for i in range(len(w.text))), key=lambda w: w.starts[0])
    kept: list[Word] = []
    for char in chars:
        near = 0.2 * char.size
        if any(k.text == char.text and char.starts[0] - k.starts[0] < near for k in kept[-2:]):
            continue
        kept.append(char)
    return kept


def gap_before(left: Word, right: Word) -> bool:
    """Whether the print shows a blank between two neighbours of a line.

    Ideographs are set apart by justification, figures are not: a small gap between two figures
    already separates two numbers.
    """
    gap = right.starts[0] - left.ends[-1]
    size = max(left.size, right.size)
    if right.spaced and gap > 0.12 * size:
        return True
    if left.text[-1].isascii() and right.text[0].isascii():
        return gap > 0.18 * size
    return gap > 0.35 * size


def spell(line: Sequence[Word]) -> str:
    """Return the text of a line with blanks."""
    text = "".join(line[0].text)
    for left, right in pairwise(line):
        text += (" " if gap_before(left, right) else "") + "".join(right.text)
    return text
