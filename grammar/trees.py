"""The syntax trees of the packs' own rule files, as shipped: an audit need not read what never changes.

Reading the national pack takes a seventh of a whole audit, most of it Lark's import and lexers.  The file is made by
``python specs/prepare.py`` (or ``python grammar/trees.py``, the trees alone) whenever a rule file of ``specs/`` or the
language changes (a test says so).  A tree is used only for the very text and grammar it was made from; any other file
is read by the parser.  It is JSON, one rule file a line: data, never code.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import attrs
from gouji.grammar import tree
from gouji.grammar.keywords import grammar_text
from gouji.grammar.tree import Module, Node, Span

from gouji.installed import data_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NAME = "rules.trees"
_KINDS: tuple[type[Node], ...] = (
    tree.Number, tree.Text, tree.Path, tree.Index, tree.RowsOf, tree.Selection, tree.Ordinal, tree.Call, tree.Unary,
    tree.Binary, tree.Compare, tree.Member, tree.Matches, tree.Conditional, tree.Quantifier, tree.Body, tree.RuleNode,
    tree.Definition, tree.Amendment, tree.Module,
)  # fmt: skip


def digest(source: str) -> str:
    """Return what a text is known by: itself and the grammar it is read with, however its lines end."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(f"{grammar_text()}\0{text}".encode()).hexdigest()


def shipped(source: str, name: str) -> Module | None:
    """Return the tree of a rule file, without the tests beside its rules; ``None`` if none is shipped for it.

    Args:
        source: Text of the file.
        name: Its name for messages.
    """
    known = _lines()
    line = known.get(digest(source)) if known else None
    if line is None:
        return None
    module = _back(json.loads(line))
    assert isinstance(module, Module)
    return attrs.evolve(module, name=name)


@cache
def _lines() -> dict[str, str]:
    try:
        text = data_of("gouji.grammar").joinpath(NAME).read_text(encoding="utf-8")
    except OSError:
        return {}
    return {head: rest for head, _, rest in (line.partition(" ") for line in text.split("\n")) if rest}


def _data(value: object) -> Any:
    """Return a node as ``[kind, line, start, end, fields …]``, a tuple as ``[null, items …]``."""
    if isinstance(value, Node):
        own = [_data(getattr(value, f.name)) for f in attrs.fields(type(value)) if f.name != "span"]
        return [_KINDS.index(type(value)), value.span.line, value.span.start, value.span.end, *own]
    return [None, *map(_data, value)] if isinstance(value, tuple) else value


def _back(value: Any) -> Any:
    if type(value) is not list:
        return value
    if value[0] is None:
        return tuple(map(_back, value[1:]))
    kind, line, start, end = value[:4]
    return _KINDS[kind](*map(_back, value[4:]), span=Span(line, start, end))


def make() -> str:
    """Return the content of the file: the trees of all rule files of the packs in ``gouji.specs``."""
    from gouji.grammar.parser import read

    made = []
    for text in _rule_files(data_of("gouji.specs")):
        module, diagnostics = read(text, "", tests=False)
        if not diagnostics:
            made.append(
                f"{digest(text)} {json.dumps(_data(module), ensure_ascii=False, separators=(',', ':'))}"
            )
    return "\n".join(sorted(made)) + "\n"


def _rule_files(folder: Traversable) -> list[str]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _rule_files(entry)
        elif entry.name.endswith(".gj"):
            found.append(entry.read_bytes().decode("utf-8-sig"))
    return found


if __name__ == "__main__":
    FilePath(__file__).with_name(NAME).write_text(make(), encoding="utf-8", newline="\n")
