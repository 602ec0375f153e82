"""One wrong amount carried from cell to cell is one finding with all its places."""

from __future__ import annotations

import attrs
import pytest

from gouji.model import (
    Document,
    Evidence,
    Figure,
    Finding,
    Ledger,
    Linear,
    Relation,
    Rule,
    Severity,
    Term,
    Tier,
    parse_quantity,
    unit,
)
from gouji.solving import settle
from gouji.solving.carried import carried_on

LEDGER = Ledger(Document("x", "text", "0", ()))
WAN = unit("万元")
RULE = Rule("甲", "甲", Severity.ERROR, tier=Tier.TEMPLATE)


def cell(table: str, name: str, text: str) -> Figure:
    return Figure(f"{table}{name}", parse_quantity(text, WAN), label=f"{table}{name}", table=table, row=name)


def adds(whole: Figure, *parts: Figure) -> Relation:
    form = Linear((Term(whole),), "==", tuple(Term(p) for p in parts))
    return Relation(RULE, f"{whole.id} == {'+'.join(p.id for p in parts)}", form)


def one(table: str, wrong: str) -> list[Relation]:
    """Relations of a table in which 甲 is its two parts and with 乙 the total."""
    a, b, whole = cell(table, "甲", wrong), cell(table, "乙", "100.00"), cell(table, "计", "2445.60")
    return [adds(a, cell(table, "甲1", "2000.15"), cell(table, "甲2", "345.45")), adds(whole, a, b)]


@pytest.mark.parametrize("wrong", ["245.60", "2354.60"])
def test_the_same_slip_in_two_tables_is_one_finding(wrong: str) -> None:
    found = settle([*one("表一", wrong), *one("表二", wrong)], LEDGER).findings
    assert len(found) == 1
    (said,) = found
    assert [e.figure for e in said.evidence[:2]] == ["表一甲", "表二甲"]
    assert said.expected == "2345.60"
    assert len(said.relations) == 4
    assert "同一个错数写在 2 处" in said.story
    assert "表一甲、表二甲 都印" in said.message


def test_different_slips_stay_apart() -> None:
    found = settle([*one("表一", "245.60"), *one("表二", "2354.60")], LEDGER).findings
    assert {f.evidence[0].figure for f in found} == {"表一甲", "表二甲"}


def test_what_is_no_amount_carried_on_stays_as_it_is() -> None:
    spot = Evidence(printed="0.00", table="表一", figure="a")
    zero = Finding("a", RULE, Severity.ERROR, "internal", "", "", (spot,), 0, "5.00")
    again = attrs.evolve(zero, id="b", evidence=(attrs.evolve(spot, figure="b"),))
    prose = attrs.evolve(zero, id="c", evidence=(Evidence(printed="123.45", section="三", figure="c"),))
    same = attrs.evolve(prose, id="d", evidence=(Evidence(printed="123.45", section="四", figure="d"),))
    assert carried_on([zero, again, prose, same]) == [zero, again, prose, same]


def test_findings_that_belong_with_a_joined_one_point_at_it() -> None:
    def of(name: str, printed: str, related: tuple[str, ...]) -> Finding:
        spot = Evidence(printed=printed, table="表一", figure=name)
        return Finding(name, RULE, Severity.ERROR, "internal", "", "", (spot,), 0, "777.70", related=related)

    found = carried_on(
        [of("a", "77.70", ("b", "c")), of("b", "77.70", ("a", "c")), of("c", "7777.0", ("a", "b"))]
    )
    assert [(f.id, f.related) for f in found] == [("a", ("c",)), ("c", ("a",))]
