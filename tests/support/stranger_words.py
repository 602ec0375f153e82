"""Words of the strangers' sentences: how each prints an amount, a rate, a change, a comparison."""

from __future__ import annotations

from fractions import Fraction

import attrs

from gouji.testing.synthetic.figures import tree, wan
from gouji.testing.synthetic.places.words import Money, Sections, V, moved, rate, wan_yuan
from gouji.testing.synthetic.truth import Item


@attrs.frozen
class Stranger:
    """What a stranger prints.

    Attributes:
        overview: Paragraphs of 机构设置.
        sections: Title, level and paragraphs of the 情况说明.
        evaluation: Paragraphs on 预算绩效.
    """

    overview: list[str]
    sections: Sections
    evaluation: list[str]


def w(fen: int) -> str:
    """Print an amount in 万元."""
    return wan_yuan(fen)


def whole(fen: int) -> str:
    """Print an amount in 万元 without the zeros behind the point."""
    text = wan(fen)
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}万元"


def signed(final: int, planned: int) -> str:
    """Print by how many percent a final differs from its budget, with its sign."""
    return ("-" if final < planned else "") + rate(final - planned, planned)


def against(final: int, planned: int, places: int = 2, down: str = "降低", money: Money = wan_yuan) -> str:
    """Print a final against its budget, in an amount and a rate."""
    if final == planned:
        return "与年初预算持平"
    word, grown = ("增加", "增长") if final > planned else ("减少", down)
    text = f"较预算{word}{money(abs(final - planned))}"
    return f"{text}，{grown}{rate(final - planned, planned, places)}" if planned else text


def done(final: int, planned: int, places: int = 2) -> str:
    """Print how much of a budget was used, nothing of no budget."""
    return f"，完成年初预算的{rate(final, planned, places)}" if planned else ""


def since(now: int, before: int, year: str = "上年", places: int = 2, down: str = "下降") -> str:
    """Print a change on last year."""
    return f"与{year}持平" if now == before else f"比{year}{moved(now, before, places=places, down=down)}"


def each_item(v: V) -> list[Item]:
    """Return the 项 with general-budget spending."""
    return v.items


def each_class(v: V) -> list[tuple[str, str, list[Item]]]:
    """Return code, name and 项 of every 类."""
    return [(c, n, m) for c, n, m in tree(v.items) if len(c) == 3]


def path(item: Item, style: str = "（类）（款）（项）") -> str:
    """Print the path of a 项."""
    a, b, c = item.path
    return f"{a}（类）{b}（款）{c}（项）" if style else f"{a}{b}{c}"


def per(fen: int, number: int) -> str:
    """Print an average in 万元."""
    return w(round(Fraction(fen, number))) if number else "0.00万元"
