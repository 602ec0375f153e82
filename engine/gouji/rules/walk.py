"""Walking syntax trees."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from gouji.grammar.tree import Index, Node, Path


def paths_of(node: Node) -> Iterator[Path | Index]:
    """Yield every place an expression names: paths and indexed tables, in order; not what stands inside an index."""
    if isinstance(node, Path | Index):
        yield node
        return
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Node):
                yield from paths_of(item)
