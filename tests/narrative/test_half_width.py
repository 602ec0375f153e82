"""The short way to half-width forms gives what looking up each character gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.form_spans import _PLAIN, half_width


def test_every_character_alone() -> None:
    assert [c for c in range(0x10000) if half_width(chr(c)) != chr(c).translate(_PLAIN)] == []


@given(st.text("支出决算，（）：；％．！？“”‘’'\"　 \t1２.。…—Ａa\u200b\U00020000", max_size=12))
def test_characters_beside_each_other(text: str) -> None:
    assert half_width(text) == text.translate(_PLAIN)
