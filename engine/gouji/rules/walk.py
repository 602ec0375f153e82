"""Walking syntax trees."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.grammar.tree import Index, Node, Path, children


def paths_of(node: Node) -> Iterator[Path | Index]:
    """Yield every place an expression names: paths and indexed tables, in order; not what stands inside an index."""
    if isinstance(node, Path | Index):
        yield node
        return
    for below in children(node):
        yield from paths_of(below)
