"""Patterns of ``--include`` and ``--exclude``: without ``/`` a name at any depth, with ``/`` a path below the folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[[!^]?\]?[^\]]*\]|.", re.DOTALL)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Translate a pattern: ``*`` within a name, ``**`` over folders, ``?`` one character, ``[...]`` one of them."""
    pieces = []
    for token in _TOKEN.findall(pattern.replace("\\", "/").strip("/")):
        if token == "**/":
            pieces.append("(?:[^/]+/)*")
        elif token == "**":
            pieces.append(".*")
        elif token == "*":
            pieces.append("[^/]*")
        elif token == "?":
            pieces.append("[^/]")
        elif len(token) > 1 and token[0] == "[":
            inner = token[1:-1].replace("\\", "\\\\").replace("[", "\\[")
            pieces.append(f"[^{inner[1:]}]" if inner[0] in "!^" else f"[{inner}]")
        else:
            pieces.append(re.escape(token))
    return re.compile("".join(pieces), re.DOTALL | re.IGNORECASE)


def matches(patterns: Iterable[str], path: str) -> bool:
    """Whether a path (with ``/``, relative to the folder searched) fits one of the patterns.

    >>> matches(["*.pdf"], "民政局/2024/决算.PDF")
    True
    >>> matches(["民政局/**"], "民政局/2024/决算.pdf"), matches(["民政局/*"], "民政局/2024/决算.pdf")
    (True, False)
    """
    name = path.rsplit("/", 1)[-1]
    return any(compiled(p).fullmatch(path if "/" in p.strip("/") else name) is not None for p in patterns)
