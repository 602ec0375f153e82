"""Whole documents of strangers: the tables of a made-up department, and prose worded like no template we know."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from stranger_words import Stranger
from strangers_east import STRANGERS_EAST
from strangers_middle import STRANGERS_MIDDLE
from strangers_north import STRANGERS_NORTH
from strangers_south import STRANGERS_SOUTH

from gouji.testing.synthetic import Heading, Paragraph, PrintedDocument, Truth, print_national
from gouji.testing.synthetic.places.words import V
from gouji.testing.synthetic.printed import Piece

STRANGERS: dict[str, Callable[[V], Stranger]] = {
    **STRANGERS_NORTH,
    **STRANGERS_MIDDLE,
    **STRANGERS_EAST,
    **STRANGERS_SOUTH,
}


def print_stranger(truth: Truth, name: str) -> PrintedDocument:
    """Print a department with the tables of the national template and the prose of a stranger.

    Args:
        truth: The department.
        name: One of :data:`STRANGERS`.
    """
    words = STRANGERS[name](V(truth))
    pieces: list[Piece] = []
    part = ""
    for piece in print_national(truth).pieces:
        if isinstance(piece, Heading) and piece.level == 1:
            part = piece.text
            pieces.append(piece)
            if "情况说明" in part and part.startswith("第三"):
                for title, level, texts in words.sections:
                    pieces.append(Heading(title, level))
                    pieces += [Paragraph(text) for text in texts if text]
            elif part.startswith("第四"):
                pieces.append(Heading("一、预算绩效管理工作开展情况", 2))
                pieces += [Paragraph(text) for text in words.evaluation]
        elif isinstance(piece, Paragraph) and "职能科室" in piece.text:
            pieces += [Paragraph(text) for text in words.overview]
        elif not part.startswith(("第三", "第四")):
            pieces.append(piece)
    return attrs.evolve(print_national(truth), pieces=tuple(pieces))
