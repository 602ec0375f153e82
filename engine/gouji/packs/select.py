"""Which packs apply to a document, in which order, and why."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

import attrs

from gouji.errors import PackError
from gouji.model.ledger import DocumentFacts
from gouji.packs.model import Pack, Specs, once

DEMANDS = "completeness"
"""Data of a pack that say what a year's rules demand to be disclosed."""


def select_packs(packs: Iterable[Pack], facts: DocumentFacts, extra: Iterable[str] = ()) -> Specs:
    """Return the packs for a document of this jurisdiction, year and kind.

    A pack of jurisdiction ``甘肃/临夏`` applies to documents at or below it.  Order: fewer levels
    first (national, province, city), then by id; packs named in ``extra`` come last.

    Args:
        packs: All that are installed; of two with one id the later wins.
        facts: What is known of the document.
        extra: Ids that apply whatever the document says.

    Raises:
        PackError: If an id in ``extra`` or in ``extends`` is not installed.
    """
    known = {pack.id: pack for pack in packs}
    reasons: dict[str, str] = {}
    chosen: dict[str, Pack] = {}

    def add(pack_id: str, reason: str, wanted_by: str) -> None:
        if pack_id not in known:
            raise PackError(f"没有名为“{pack_id}”的规则包", source=wanted_by)
        if pack_id in chosen:
            return
        pack = known[pack_id]
        chosen[pack_id] = pack
        reasons[pack_id] = reason
        for parent in pack.extends:
            add(parent, f"由 {pack_id} 引用", pack_id)

    for pack in known.values():
        reason, applies = _judge(pack, facts)
        if applies:
            add(pack.id, reason, pack.id)
        else:
            reasons.setdefault(pack.id, reason)
    wanted = list(extra)
    for pack_id in wanted:
        add(pack_id, "由用户指定", pack_id)
    local = {pack_id: i for i, pack_id in enumerate(wanted)}
    order = sorted(chosen.values(), key=lambda p: (local.get(p.id, -1), _depth(p), p.first_year or 0, p.id))
    return _merged(tuple(order), reasons)


def select_before(packs: Iterable[Pack], facts: DocumentFacts, extra: Iterable[str] = ()) -> Specs | None:
    """Return the packs of the first year whose forms are known, for a document of a year before it; ``None`` for others.

    Forms change little from year to year and what is added up stays the same.  What a year demands to be disclosed
    does not: it is left out.

    Args:
        packs: All that are installed.
        facts: What is known of the document.
        extra: Ids that apply whatever the document says.
    """
    known = tuple(packs)
    firsts = [
        pack.first_year
        for pack in known
        if pack.tables and pack.first_year and _judge(pack, attrs.evolve(facts, year=pack.first_year))[1]
    ]
    if facts.year is None or not firsts or facts.year >= min(firsts):
        return None
    return _without_demands(select_packs(known, attrs.evolve(facts, year=min(firsts)), extra))


@once
def _without_demands(specs: Specs) -> Specs:
    """Return the packs without what their years demand to be disclosed."""
    kept = (
        attrs.evolve(pack, data={stem: data for stem, data in pack.data.items() if stem != DEMANDS})
        for pack in specs.packs
    )
    return Specs(tuple(kept), specs.reasons)


_known: OrderedDict[tuple[object, ...], Specs] = OrderedDict()
_MOST_KNOWN = 32


def _merged(chosen: tuple[Pack, ...], reasons: dict[str, str]) -> Specs:
    """Return the specs of these packs, the same value for the same packs: what is derived from them is kept there.

    Packs are compared by identity (``Specs`` keeps them alive), since comparing their contents takes longer.
    """
    key = (*map(id, chosen), *reasons.items())
    specs = _known.get(key)
    if specs is None:
        specs = _known[key] = Specs(chosen, reasons)
        while len(_known) > _MOST_KNOWN:
            _known.popitem(last=False)
    return specs


def _depth(pack: Pack) -> int:
    return len(pack.jurisdiction.split("/")) if pack.jurisdiction else 0


def _judge(pack: Pack, facts: DocumentFacts) -> tuple[str, bool]:
    if pack.jurisdiction and not f"{facts.jurisdiction}/".startswith(f"{pack.jurisdiction}/"):
        return f"适用于{pack.jurisdiction}，本文件为{facts.jurisdiction or '未识别地区'}", False
    if facts.year is not None:
        if pack.first_year and facts.year < pack.first_year:
            return f"自 {pack.first_year} 年起适用，本文件为 {facts.year} 年度", False
        if pack.last_year and facts.year > pack.last_year:
            return f"适用至 {pack.last_year} 年，本文件为 {facts.year} 年度", False
    if pack.kinds and facts.kind and facts.kind not in pack.kinds:
        return f"适用于{'、'.join(pack.kinds)}，本文件为{facts.kind}", False
    place = pack.jurisdiction or "全国"
    year = f"{facts.year} 年度" if facts.year else "年度未识别"
    return f"{place}适用，{year}", True
