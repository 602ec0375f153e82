"""The prose of a department in the wording of twelve further places: other order, other lists, other units.

Truth and tables are those of the national template; only the 情况说明 is theirs.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from gouji.testing.synthetic.national import print_national
from gouji.testing.synthetic.places import (
    beijing,
    chongqing,
    guangdong,
    hubei,
    hunan,
    jiangsu,
    jiangxi,
    neimenggu,
    shandong,
    sichuan,
    tianjin,
    yunnan,
)
from gouji.testing.synthetic.places.words import Sections, V
from gouji.testing.synthetic.printed import Heading, Paragraph, Piece, PrintedDocument
from gouji.testing.synthetic.truth import Truth

PLACES: dict[str, Callable[[V], Sections]] = {
    "江苏": jiangsu.jiangsu,
    "北京": beijing.beijing,
    "湖南": hunan.hunan,
    "云南": yunnan.yunnan,
    "重庆": chongqing.chongqing,
    "广东": guangdong.guangdong,
    "天津": tianjin.tianjin,
    "江西": jiangxi.jiangxi,
    "山东": shandong.shandong,
    "四川": sichuan.sichuan,
    "内蒙古": neimenggu.neimenggu,
    "湖北": hubei.hubei,
}
"""What writes the sections of each place."""


def print_place(truth: Truth, place: str) -> PrintedDocument:
    """Print a department with the tables of the national template and the prose of a place.

    Args:
        truth: The department.
        place: One of :data:`PLACES`.
    """
    document = print_national(truth)
    pieces: list[Piece] = []
    inside = False
    for piece in document.pieces:
        if isinstance(piece, Heading) and piece.level == 1:
            inside = "情况说明" in piece.text and piece.text.startswith("第三")
            pieces.append(piece)
            if inside:
                for title, level, texts in PLACES[place](V(truth)):
                    pieces.append(Heading(title, level))
                    pieces += [Paragraph(text) for text in texts if text]
        elif not inside:
            pieces.append(piece)
    return attrs.evolve(document, pieces=tuple(pieces))
