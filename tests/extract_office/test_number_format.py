"""What a spreadsheet shows for a stored value."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji_plugins.extractors.number_dates import serial
from gouji_plugins.extractors.number_format import BUILTIN, show, show_text

AMOUNTS = st.decimals(-(10**10), 10**10, places=4).map(lambda d: d + 0)


@given(AMOUNTS, st.integers(0, 4), st.booleans())
def test_amounts_are_rounded_and_grouped_as_python_would(amount: Decimal, places: int, grouped: bool) -> None:
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    wanted = f"{rounded + 0:,f}" if grouped else f"{rounded + 0:f}"
    assert show(str(amount), code) == (wanted if rounded else wanted.lstrip("-"))


@given(
    st.floats(allow_nan=True, allow_infinity=True),
    st.text('0#?,.%;"¥_*-()@/\\![]hmsydeE+ DBNum1>=', max_size=14),
)
def test_no_format_breaks(value: float, code: str) -> None:
    assert isinstance(show(repr(value), code), str)
    assert isinstance(show_text("文字", code), str)


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("2993.9199999999996", "0.00", "2993.92"),
        ("1.0049999999999999", "0.00", "1.01"),  # fifteen digits are kept, so this is 1.005
        ("12.3", '0.00"万元"', "12.30万元"),
        ("0", BUILTIN[43], "-"),
        ("1234.5", BUILTIN[43], "1,234.50"),
        ("-1234.5", BUILTIN[43], "-1,234.50"),
        ("-1234.5", "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
        ("-7", "0;0", "7"),
        ("0", "0.00;-0.00;", ""),
        ("5", ";;;", ""),
        ("12345678", '0!.0,"万"', "1234.6万"),
        ("12345678", "#!.0000", "1234.5678"),
        ("12345", "0.00,", "12.35"),
        ("1234567", "[$¥-804]#,##0.00", "¥1,234,567.00"),
        ("20000", '[>=10000]0.0,"千";0', "20.0千"),
        ("5", '[>=10000]0.0,"千";0', "5"),
        ("0.5", ".00", ".50"),
        ("5", "0.##", "5"),
        ("30", '0"%"', "30%"),
        ("123456", "0.00E+00", "1.23E+05"),
        ("12345", "G/通用格式", "12345"),
        ("3.5", "# ?/?", "3.5"),
        ("7", "@", "7"),
        ("1e300", "0.00", "1e300"),
        ("nan", "0.00", "nan"),
        ("0.1", "", "0.1"),
    ],
)
def test_codes(stored: str, code: str, shown: str) -> None:
    assert show(stored, code) == shown


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("45657", 'yyyy"年"m"月"d"日"', "2024年12月31日"),
        ("45657", '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年十二月三十一日"),
        ("45657", BUILTIN[14], "2024/12/31"),
        ("45657", "yy-mm-dd", "24-12-31"),
        ("45657", "aaaa", "星期二"),
        ("45657", "d-mmm-yy", "31-Dec-24"),
        ("45657.75", "yyyy-mm-dd hh:mm:ss", "2024-12-31 18:00:00"),
        ("45657.75", "h:mm AM/PM", "6:00 PM"),
        ("45657.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.99999999", "hh:mm:ss", "00:00:00"),
        ("1", "yyyy-m-d", "1900-1-1"),
        ("-1", "yyyy-m-d", "-1"),
        ("9999999", "yyyy-m-d", "9999999"),
    ],
)
def test_dates(stored: str, code: str, shown: str) -> None:
    assert show(stored, code) == shown


def test_days_can_count_from_1904() -> None:
    assert show("44195", "yyyy-mm-dd", epoch_1904=True) == "2024-12-31"


@given(st.datetimes(datetime.datetime(1900, 3, 1), datetime.datetime(9999, 12, 31)))
def test_a_moment_survives_being_counted_in_days(moment: datetime.datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert show(str(serial(moment)), "yyyy-mm-dd hh:mm:ss") == f"{moment:%Y-%m-%d %H:%M:%S}".rjust(19, "0")


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("合计", "0.00", "合计"),
        ("合计", '@"："', "合计："),
        ("合计", ";;;", ""),
        ("合计", BUILTIN[43], "合计"),
    ],
)
def test_texts(text: str, code: str, shown: str) -> None:
    assert show_text(text, code) == shown
