"""The parse tables as shipped with the package: making them anew costs an eighth of a second at every start.

The file is made by ``python -m gouji.grammar.tables`` whenever ``rules.lark`` changes (a test says so).  It holds what
Lark writes of itself, so it is used only with the very grammar and version of Lark that it was made with; otherwise
the tables are made from the text.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.grammar.keywords import grammar_text

from gouji.installed import data_of

if TYPE_CHECKING:
    from lark import Lark

NAME = "rules.tables"


def digest(version: str) -> bytes:
    """Return what the file must begin with: a digest of the grammar, and the version of Lark."""
    return f"{hashlib.sha256(grammar_text().encode()).hexdigest()} {version}\n".encode()


def shipped() -> Lark | None:
    """Return the parser of the shipped tables, ``None`` if they are for another grammar or version of Lark."""
    import lark

    try:
        data = data_of("gouji.grammar").joinpath(NAME).read_bytes()
    except OSError:
        return None
    head = digest(lark.__version__)
    return lark.Lark.load(io.BytesIO(data[len(head) :])) if data.startswith(head) else None


def make() -> bytes:
    """Return the content of the file."""
    import lark
    from gouji.grammar.parser import built

    buffer = io.BytesIO()
    built().save(buffer)
    return digest(lark.__version__) + buffer.getvalue()


if __name__ == "__main__":
    Path(__file__).with_name(NAME).write_bytes(make())
