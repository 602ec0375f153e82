"""What a figure of the prose is before it is known whose: a number with its unit, or one whose unit was lost."""

from __future__ import annotations

import re

from gouji.names import HAN
from gouji.patterns import Sparse, later

_NUMBER = r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|(?<![\d.,])\d+(?:\.\d+)?"
EVENT = re.compile(
    rf"(?P<number>-?(?:{_NUMBER})|零(?=\s*(?:万|元)))\s*(?P<unit>万元|亿元|元|万(?![元人辆名户个份次])|%|辆|批次|人次|个团组|个|人|台)?"
    r"|(?P<equal>(?:基本)?持平|(?:无|没有)增减(?:变化|变动)?|(?:无|没有)变化|(?:基本)?一致|(?:基本)?相同)"
    r"|决算数(?P<word>大于|小于|等于|与|同|高于|低于)(?:年初|全年|调整)?预算数?(?P<level>(?:基本)?(?:持平|相同|一致))?(?:的(?:主要)?差异)?"
)
MONEY = ("万元", "亿元", "元")
_NO_RATE = ("年", "月", "日", "号")
BUDGET = re.compile(
    r"(年初预算|全年预算|调整预算|调整后预算|预算)(?:数|总额|安排)?(?:均)?(?:为|是|共计|共|合计|总计)?$"
)
FINAL = re.compile(
    r"(?:当年|实际)?(?:支出|收入)?决算(?:(?:数|总额|汇总数|支出数)(?:共计|合计|共)?)?(?:均)?(?:为|是)?$|(?:实际|决算)支出(?:为)?$"
)
AVERAGE = Sparse(
    r"(?P<per>(?:平均|人均|车均|辆均|次均|批均|均价)(?:每)?(?:辆|人次|人|批次|批|次)?|每(?:辆|人次|人|批次)(?:平均)?)"
    rf"(?:(?P<for>因公出国\(境\)|公务接待|接待|购置|运行维护|运行|维护)?(?:支出|费用|费|开支)|(?P<of>(?<=均)(?!得分){HAN}{{1,8}}))?(?:为)?$"
)
PER = {"人": "人次", "批": "批次", "次": "批次", "辆": "辆", "车": "辆"}
"""What an average is taken over, by the word of it that comes first: 人均, 每批次, 车均."""
BARE_SHARE = re.compile(r"占(?:(.{0,24}?)的)?(?:比重|比例|比)?(?:为|达)?$")
_MEASURED = later(r"(?:为|合计|总计|总额|决算数?|预算数?|支出|收入|金额|费用?|经费|增加|减少)$")


def symbol_of(event: re.Match[str], gap: str, after: str) -> str | None:
    """Return the unit of an amount or rate (万元, %), ``None`` for years, counts and words.

    Args:
        event: Match of :data:`EVENT`.
        gap: Text since the event before.
        after: Character behind the number.
    """
    if not event["number"]:
        return None
    symbol = {"万": "万元"}.get(event["unit"], event["unit"])
    if symbol is not None or after in _NO_RATE:
        return symbol if symbol in (*MONEY, "%") else None
    text = re.sub(r"\s+", "", gap)
    bare = re.search(r"\.\d\d$", event["number"]) and re.match(r"[,;。:(、]|$", after)
    if bare and _MEASURED.search(text) and not BARE_SHARE.search(text):
        # Amounts are printed with two decimals: the unit may be lost.
        return "万元"
    if not event["number"].strip("0.") and (BUDGET.search(text) or FINAL.search(text)):
        # Zero needs no unit: 年初预算为0，
        return "万元"
    # The % of a share may be lost: 占99.79，
    return "%" if BARE_SHARE.search(gap) and len(gap) < 30 else None
