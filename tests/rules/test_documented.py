"""Every construct of the language stands in an example of the documents, and those examples are run as tests."""

from __future__ import annotations

import re
from pathlib import Path

from gouji.grammar.formatter import _lark
from gouji.grammar.keywords import keywords
from gouji.grammar.lines import logical_lines
from gouji.grammar.parser import half_width

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"
_BLOCK = re.compile(r"^```gj\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECOND = {"说明文字", "有", "≈"}
"""Second spellings, named in the reference beside the first."""


def examples() -> list[str]:
    pages = ("reference.md", "tutorial.md")
    return [text for page in pages for text in _BLOCK.findall((FOLDER / page).read_text(encoding="utf-8"))]


def used() -> tuple[set[str], set[str]]:
    """Rules of the grammar and tokens that occur in the examples."""
    kinds: set[str] = set()
    tokens: set[str] = set()
    for text in examples():
        for line in logical_lines(text):
            stack = [_lark().parse(half_width(line.text))]
            while stack:
                node = stack.pop()
                if hasattr(node, "data"):
                    kinds.add(str(node.data))
                    stack += [child for child in node.children if child is not None]
                else:
                    tokens.add(str(node))
    return kinds, tokens


def test_every_rule_of_the_grammar_has_an_example_that_runs() -> None:
    kinds, _ = used()
    rules = [rule for rule in _lark().rules if rule.alias or not (rule.options and rule.options.expand1)]
    known = {str(rule.alias or rule.origin.name) for rule in rules}
    assert {kind for kind in known - kinds if not kind.startswith("_")} == set()


def test_every_keyword_has_an_example_that_runs() -> None:
    _, tokens = used()
    chinese = {word for word in keywords() if not word.isascii()}
    assert chinese - tokens - _SECOND == set()
