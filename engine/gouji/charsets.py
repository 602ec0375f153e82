"""Character classes of Chinese, compiled without the map of 65,536 places that Python makes of each.

:mod:`re` spreads every class that holds a character beyond Latin-1, such as ``[^，。；]``, over a map of the whole
Basic Multilingual Plane and then looks for its chunks: a quarter of a millisecond each, for some four hundred classes of
an audit a twelfth of its time.  The same code comes out here from the few characters themselves.  This is how Python is
made inside, so it is done in the process of the command line only, where nothing else is changed by it, and only where
Python's own function still is the one that is known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

Class = Sequence[tuple[Any, Any]]
Optimised = tuple[Class, bool]

_LAST = 0xFFFF
"""The last character of the plane; classes that reach beyond it are left to Python."""
_ARGUMENTS = ("charset", "iscased", "fixup", "fixes")
_BITS = 32
"""Width of a word of the code."""


def hasten() -> bool:
    """Let :mod:`re` compile classes of the plane from their characters; whether this Python allows it."""
    compiler: Any = getattr(re, "_compiler", None)
    original: Any = getattr(compiler, "_optimize_charset", None)
    code = getattr(original, "__code__", None)
    if code is None or code.co_varnames[: code.co_argcount] != _ARGUMENTS:
        return False
    try:
        made = quick(compiler, original) if compiler._CODEBITS == _BITS else None
    except AttributeError:  # the parts of a class have other names
        made = None
    if made is None:
        return False
    compiler._optimize_charset = made
    return True


def quick(compiler: Any, original: Callable[..., Optimised]) -> Callable[..., Optimised]:
    """Return what stands for ``original`` and answers with the same code.

    Args:
        compiler: The module of Python that compiles patterns.
        original: Its ``_optimize_charset``, which is asked for every class that is not of plain characters of the plane.
    """
    literal, span, negate, big = compiler.LITERAL, compiler.RANGE, compiler.NEGATE, compiler.BIGCHARSET
    packed = compiler._bytes_to_codes

    def optimise(charset: Class, iscased: Any = None, fixup: Any = None, fixes: Any = None) -> Optimised:
        if fixup:
            return original(charset, iscased, fixup, fixes)
        head, tail, spans = [], [], []
        last = 0
        for item in charset:
            kind, told = item
            if kind is literal:
                spans.append((told, told))
                last = max(last, told)
            elif kind is span:
                spans.append(told)
                last = max(last, told[1])
            elif kind is negate:
                head.append(item)
            else:
                tail.append(item)
        if not 0xFF < last <= _LAST:
            return original(charset, iscased, fixup, fixes)
        runs = _joined(spans)
        if len(runs) > 2:
            return [*head, (big, _chunks(runs, packed)), *tail], False
        short = [*head, *((literal, a) if a == b else (span, (a, b)) for a, b in runs), *tail]
        return (short if len(short) < len(charset) else charset), False

    return optimise


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs that spans of characters make up, both ends included, in their order."""
    spans.sort()
    runs = []
    start, end = spans[0]
    for low, high in spans:
        if low > end + 1:
            runs.append((start, end))
            start, end = low, high
        elif high > end:
            end = high
    runs.append((start, end))
    return runs


def _chunks(runs: list[tuple[int, int]], packed: Callable[[bytearray], list[int]]) -> list[int]:
    """Return the code of runs: the number of different chunks of 256, which of them stands where, and their bits."""
    bits: dict[int, int] = {}
    for low, high in runs:
        for chunk in range(low >> 8, (high >> 8) + 1):
            first, final = max(low - (chunk << 8), 0), min(high - (chunk << 8), 0xFF)
            bits[chunk] = bits.get(chunk, 0) | (2 << final) - (1 << first)
    numbers: dict[int, int] = {}
    places = bytearray(numbers.setdefault(bits.get(chunk, 0), len(numbers)) for chunk in range(256))
    words = [mask >> shift & 0xFFFFFFFF for mask in numbers for shift in range(0, 256, _BITS)]
    return [len(numbers), *packed(places), *words]
