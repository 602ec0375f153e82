"""The keywords of the language, read off the grammar itself, so that highlighters and printers cannot drift."""

from __future__ import annotations

import re
from functools import cache

from gouji.installed import data_of

_TERMINAL = re.compile(r"^([A-Z_]+)\.[89]: /(.+)/$", re.MULTILINE)
_LOOKAHEAD = re.compile(r"\(\?[=!](?:\[[^\]]*\]|[^()\[\]])*\)")
_CLASS = re.compile(r"\[([^\]]+)\]")


def grammar_text() -> str:
    """Return the grammar itself."""
    return data_of("gouji.grammar").joinpath("rules.lark").read_text(encoding="utf-8")


@cache
def keywords() -> dict[str, str]:
    """Return every keyword with the terminal it is, Chinese words before their English aliases."""
    found: dict[str, str] = {}
    for terminal, pattern in _TERMINAL.findall(grammar_text()):
        bare = _LOOKAHEAD.sub("", pattern).replace(r"\b", "")
        for word in re.split(r"[|()]", bare):
            for spelled in _spelled(word):
                if spelled:
                    found[spelled] = terminal
    return found


@cache
def chinese() -> dict[str, str]:
    """Return the Chinese word of every English keyword: both stand in one order in the grammar."""
    found: dict[str, str] = {}
    words = keywords()
    for terminal in dict.fromkeys(words.values()):
        own = [word for word, of in words.items() if of == terminal]
        english = [word for word in own if word.isascii()]
        paired = [word for word in own if not word.isascii() and word not in _ALONE]
        if english:
            found.update(zip(english, paired, strict=True))
    return found


_ALONE = ("说明文字", "有", "≈")
"""Second ways to say 消息, 存在 and 约等于, without an English word of their own."""


def _spelled(word: str) -> list[str]:
    choice = _CLASS.search(word)
    if choice is None:
        return [word]
    return [s for c in choice[1] for s in _spelled(word[: choice.start()] + c + word[choice.end() :])]
