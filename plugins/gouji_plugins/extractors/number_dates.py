"""What a spreadsheet shows for a date or time: a count of days under a date format.

Source: ECMA-376 part 1, 18.8.31 (date and time codes) and 18.17.4 (dates as numbers of days).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_LAST_DAY = 2_958_465
"""31 December 9999; later counts are shown as no date."""
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"
_NUMERALS = "〇一二三四五六七八九"


def serial(moment: datetime.datetime | datetime.date | datetime.time | datetime.timedelta) -> Decimal:
    """Return the count of days since the end of 1899 that a moment is stored as."""
    if isinstance(moment, datetime.time):
        moment = datetime.timedelta(
            hours=moment.hour,
            minutes=moment.minute,
            seconds=moment.second,
            microseconds=moment.microsecond,
        )
    if isinstance(moment, datetime.timedelta):
        passed = moment
    else:
        if not isinstance(moment, datetime.datetime):
            moment = datetime.datetime.combine(moment, datetime.time())
        passed = moment.replace(tzinfo=None) - datetime.datetime(1899, 12, 30)
    return Decimal(passed.days) + (passed.seconds + Decimal(passed.microseconds) / 1_000_000) / 86_400


def show_date(
    number: Decimal, tokens: Sequence[tuple[str, str]], *, numerals: bool = False, epoch_1904: bool = False
) -> str | None:
    """Return a date as its format shows it, ``None`` if the number is no date.

    Args:
        number: Days since the epoch, the time of day as a fraction.
        tokens: (kind, text) of the format's section.
        numerals: Whether digits are written 一二三.
        epoch_1904: Whether days count from 1904 instead of 1900.
    """
    if number < 0 or number > _LAST_DAY:
        return None
    places = max((len(t.partition(".")[2]) for k, t in tokens if k == "date" and t[0] == "s"), default=0)
    tick = Decimal(1).scaleb(-min(places, 6))
    seconds = (number * 86_400).quantize(tick, ROUND_HALF_UP)
    days, rest = divmod(seconds, 86_400)
    # 1900 is counted as a leap year, so that days before March 1900 are one off.
    first = datetime.date(1904, 1, 1) if epoch_1904 else datetime.date(1899, 12, 30 if number >= 60 else 31)
    try:
        day = first + datetime.timedelta(days=int(days))
    except OverflowError:
        return None
    half = any(kind == "half" for kind, _ in tokens)
    out = []
    for i, (kind, text) in enumerate(tokens):
        if kind == "date":
            shown = (
                _time(text, rest, half=half) if _is_time(i, tokens) else _day(text, day, numerals=numerals)
            )
            out.append(shown)
        elif kind == "elapsed":
            size = {"h": 3600, "m": 60, "s": 1}[text[0]]
            out.append(f"{int(seconds // size):0{len(text)}d}")
        elif kind == "half":
            early, late = text.split("/")
            out.append(late if rest >= 43_200 else early)
        else:
            out.append(text)
    return "".join(out).strip()


def _is_time(at: int, tokens: Sequence[tuple[str, str]]) -> bool:
    """Whether a part is of the time of day; ``m`` is minutes beside hours or seconds."""
    letter = tokens[at][1][0]
    if letter in "hs":
        return True
    if letter != "m" or len(tokens[at][1]) > 2:
        return False
    before = next((t[0] for k, t in reversed(tokens[:at]) if k in ("date", "elapsed")), "")
    after = next((t[0] for k, t in tokens[at + 1 :] if k in ("date", "elapsed")), "")
    return before == "h" or after == "s"


def _time(text: str, rest: Decimal, *, half: bool) -> str:
    whole, _, decimals = text.partition(".")
    if whole[0] == "h":
        hour = int(rest // 3600)
        value = ((hour + 11) % 12 + 1) if half else hour
    elif whole[0] == "m":
        value = int(rest // 60 % 60)
    else:
        value = int(rest % 60)
    shown = f"{value:0{min(len(whole), 2)}d}"
    if decimals:
        shown += "." + f"{rest % 1:.{min(len(decimals), 6)}f}".partition(".")[2]
    return shown


def _day(text: str, day: datetime.date, *, numerals: bool) -> str:
    letter, size = text[0], len(text)
    if letter in "ye":
        year = f"{day.year:04d}" if letter == "e" or size > 2 else f"{day.year % 100:02d}"
        return "".join(_NUMERALS[int(c)] for c in year) if numerals else year
    if letter == "a":
        return ("星期" if size > 3 else "") + _WEEK[day.weekday()]
    if letter == "b":
        return f"{day.year + 543:04d}"
    value = day.month if letter == "m" else day.day
    if size >= 3:
        name = _MONTHS[day.month - 1] if letter == "m" else _DAYS[day.weekday()]
        return name[:1] if size == 5 and letter == "m" else (name if size > 3 else name[:3])
    if numerals:
        tens, ones = divmod(value, 10)
        head = "" if not tens else ("十" if tens == 1 else _NUMERALS[tens] + "十")
        return head + (_NUMERALS[ones] if ones else "")
    return f"{value:0{size}d}"
