"""Highlighting of rule files, made from the grammar's own keywords: a TextMate grammar and a Pygments lexer.

``python -m gouji.grammar.highlight`` prints the TextMate grammar that ``docs/rules/editors/`` holds.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from gouji.grammar.keywords import keywords

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CONTROL = frozenset(
    {"IF", "THEN", "ELSE", "AND", "OR", "NOT", "IN", "NOT_IN", "MATCHES", "ABOUT", "TOLERANCE"}
)
HEADS = frozenset({"RULESET", "APPLIES", "PARAMETER", "INCLUDE", "DISABLE", "OVERRIDE", "RULE", "DEFINE"})
ITERATORS = frozenset({"EACH_ROW", "EACH_COLUMN", "EACH_CODE", "EACH", "HAS_CHILDREN", "IS_LEAF", "LEVEL"})
ROWS = frozenset({"CHILDREN", "SELF", "PARENT_ROW", "ORDINAL"})
TESTS = frozenset({"EXAMPLE", "EMPTY", "ABSENT"})
SCOPES = {
    "keyword.control.gj": CONTROL,
    "keyword.declaration.gj": HEADS,
    "keyword.other.iterator.gj": ITERATORS,
    "variable.language.gj": ROWS,
    "keyword.other.test.gj": TESTS,
    "support.function.gj": frozenset({"FUNCTION"}),
}
OTHER = "keyword.other.metadata.gj"
_NAME_CHAR = r"[\u4e00-\u9fffA-Za-z0-9_]"


def groups() -> dict[str, list[str]]:
    """Return the keywords by TextMate scope, the longest first."""
    found: dict[str, list[str]] = {}
    for word, terminal in keywords().items():
        scope = next((name for name, terminals in SCOPES.items() if terminal in terminals), OTHER)
        found.setdefault(scope, []).append(word)
    return {scope: sorted(words, key=lambda w: (-len(w), w)) for scope, words in found.items()}


def keyword_pattern(words: list[str], called: bool = False) -> str:
    """Return a pattern for keywords that stand alone (functions: before a bracket)."""
    after = r"(?=\s*[(（])" if called else f"(?!{_NAME_CHAR})"
    return f"(?<!{_NAME_CHAR})(?:{'|'.join(re.escape(w) for w in words)}){after}"


def patterns() -> list[tuple[str, str]]:
    """Return (scope, pattern) pairs in the order in which they are tried."""
    made = [
        ("comment.line.gj", r"[#＃].*$"),
        ("entity.name.section.gj", r"^\s*【[^】]*】"),
        ("string.quoted.gj", r"[“\"][^”\"]*[”\"](?![\u4e00-\u9fff])"),
        ("variable.other.quoted.gj", r"‘[^’]*’"),
        ("entity.name.tag.gj", r"\b[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+\b"),
        (
            "constant.numeric.gj",
            r"\d+(?:[.．]\d+)?(?:亿元|百万元|千元|万元|元|%|％|辆|人次|批次|人|个|台|分)?",
        ),
    ]
    made += [
        (scope, keyword_pattern(words, scope.startswith("support"))) for scope, words in groups().items()
    ]
    made.append(("keyword.operator.gj", r"===?|!=|<=|>=|[<>+\-*/=≠≤≥×÷≈＝＜＞＋－]"))
    return made


def textmate() -> dict[str, Any]:
    """Return the TextMate grammar for editors."""
    return {
        "name": "勾稽规则",
        "scopeName": "source.gj",
        "fileTypes": ["gj"],
        "patterns": [{"name": scope, "match": pattern} for scope, pattern in patterns()],
    }


def lexer() -> type[Lexer]:
    """Return the Pygments lexer class of rule files (needs Pygments)."""
    from pygments.lexer import RegexLexer
    from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String, Text

    kinds = {
        "comment": Comment.Single, "entity.name.section": Generic.Heading, "string": String, "variable.other": Name,
        "entity.name.tag": Name.Label, "constant": Number, "keyword.operator": Operator, "support": Name.Builtin,
        "variable.language": Name.Builtin.Pseudo, "keyword.declaration": Keyword.Declaration, "keyword": Keyword,
    }  # fmt: skip
    rules = [
        (pattern, next(kind for prefix, kind in kinds.items() if scope.startswith(prefix)))
        for scope, pattern in patterns()
    ]
    names = (r"[\u4e00-\u9fffA-Za-z_][\u4e00-\u9fffA-Za-z0-9_、]*", Name)
    body = {"root": [*rules, names, (r"\s+|.", Text)]}
    members = {
        "name": "gouji", "aliases": ["gj", "gouji"], "filenames": ["*.gj"], "flags": re.MULTILINE, "tokens": body,
    }  # fmt: skip
    return type("GoujiLexer", (RegexLexer,), members)


if __name__ == "__main__":
    print(json.dumps(textmate(), ensure_ascii=False, indent=2))
