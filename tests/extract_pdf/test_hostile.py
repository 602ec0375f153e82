"""Broken, closed, scanned and malicious PDFs end in a clear message, quickly."""

from __future__ import annotations

import time

import attrs
import pytest
from hostile_pdf import TEXT, encrypted, hand_made, scanned
from hypothesis import given, settings
from hypothesis import strategies as st
from render_pdf import render_pdf

from gouji.api import Limits, Source
from gouji.errors import UnreadableInput
from gouji.model import Document
from gouji.testing.synthetic import make_truth, print_shanghai
from gouji_plugins.extractors import paged_ocr, pdf

LIMITS = Limits()


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paged_ocr, "available", lambda: False)


def read(data: bytes, limits: Limits = LIMITS, name: str = "报告.pdf") -> Document:
    return pdf.extractor("pdf").extract(Source(name, content=data, limits=limits))


def refusal(data: bytes, limits: Limits = LIMITS) -> UnreadableInput:
    start = time.monotonic()
    with pytest.raises(UnreadableInput) as caught:
        read(data, limits)
    assert time.monotonic() - start < 10
    assert caught.value.source == "报告.pdf"
    return caught.value


@pytest.fixture(scope="module")
def good() -> bytes:
    return render_pdf(print_shanghai(make_truth(seed=1)))


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_truncated(good: bytes, share: float) -> None:
    assert "损坏" in refusal(good[: int(len(good) * share)]).message


@pytest.mark.slow
def test_every_cut_near_the_end_is_damaged_or_whole(good: bytes) -> None:
    whole = read(good).blocks
    for cut in range(1, 60, 3):
        try:
            assert read(good[:-cut]).blocks == whole
        except UnreadableInput as error:
            assert "损坏" in error.message


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_flipped_bytes_never_crash(good: bytes, data: st.DataObject) -> None:
    spoiled = bytearray(good)
    for _ in range(data.draw(st.integers(1, 40))):
        spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(spoiled))
    except UnreadableInput as error:
        assert error.message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"hello",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 50 + b"startxref\n9\n%%EOF",
    ],
)
def test_garbage(data: bytes) -> None:
    assert refusal(data).message


def test_user_password_is_asked_for() -> None:
    assert "口令" in refusal(encrypted("secret")).message


def test_empty_user_password_is_read() -> None:
    assert [line.text for line in read(encrypted("")).lines()] == ["收入支出决算总表"]


def test_scan_is_called_a_scan() -> None:
    error = refusal(scanned(3))
    assert error.message == "扫描件，没有文字层，需要 OCR"
    assert "gouji[ocr]" in error.hint


def test_scanned_pages_among_text_are_noted() -> None:
    document = read(scanned(2, text_pages=2))
    assert [p.scanned for p in document.pages] == [False, False, True, True]
    assert [(n.code, n.place.page) for n in document.notes] == [("scanned-page", 3), ("scanned-page", 4)]
    assert len(list(document.lines())) == 2


def test_ten_thousand_pages_are_refused_before_reading() -> None:
    error = refusal(hand_made([TEXT], kids=[0] * 10_000))
    assert "10,000 页" in error.message
    assert "3,000" in error.message


def test_page_limit_can_be_raised() -> None:
    document = read(hand_made([TEXT], kids=[0] * 40), attrs.evolve(Limits(), pages=40))
    assert len(document.pages) == 40


def test_a_page_count_that_lies() -> None:
    assert len(read(hand_made([TEXT], count=2_000_000_000)).pages) == 1


def test_time_limit() -> None:
    assert "时限" in refusal(hand_made([TEXT], kids=[0] * 50), attrs.evolve(Limits(), seconds=0.0)).message


def test_compression_bomb() -> None:
    bomb = hand_made([b" " * 30_000_000 + TEXT])
    assert len(bomb) < 100_000
    assert "压缩炸弹" in refusal(bomb, attrs.evolve(Limits(), unpacked_bytes=10_000_000)).message


def test_forms_that_call_each_other_end() -> None:
    document = read(hand_made([TEXT + b"/N Do\n"], depth=5))
    assert [line.text for line in document.lines()] == ["Total 1,234.56"]


def test_absurd_numbers_of_rulings_are_a_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    strokes = b"".join(b"%d 10 m %d 800 l S\n" % (x, x) for x in range(10, 590, 3))
    strokes += b"".join(b"10 %d m 580 %d l S\n" % (y, y) for y in range(10, 830, 3))
    monkeypatch.setattr(pdf, "MOST_OBJECTS", 100)
    document = read(hand_made([TEXT + strokes]))
    assert [n.code for n in document.notes] == ["too-many-objects"]
    assert [line.text for line in document.lines()] == ["Total 1,234.56"]
    assert not list(document.grids())


def test_cell_limit() -> None:
    lattice = b"".join(b"%d 10 m %d 400 l S\n10 %d m 400 %d l S\n" % (k, k, k, k) for k in range(10, 401, 10))
    page = hand_made([b"BT /F 6 Tf 12 12 Td (1) Tj ET\n" + lattice], kids=[0] * 3)
    assert sum(len(g.cells) for g in read(page).grids()) == 3 * 39 * 39
    assert "单元格" in refusal(page, attrs.evolve(Limits(), cells=3000)).message


def test_text_limit() -> None:
    assert "文字" in refusal(hand_made([TEXT], kids=[0] * 9), attrs.evolve(Limits(), text_chars=100)).message


def test_markup_is_text() -> None:
    document = read(hand_made([b"BT /F 12 Tf 72 700 Td (=1+1<script>{{7*7}}</script>) Tj ET"]))
    assert next(document.lines()).text == "=1+1<script>{{7*7}}</script>"


def test_a_text_file_named_pdf() -> None:
    assert "不是 PDF" in refusal("收入支出决算总表".encode()).message
    accepts = pdf.extractor("pdf").accepts
    assert accepts(Source("a.pdf", content=b"x")) < accepts(Source("a", content=b"%PDF-1.4"))
    assert accepts(Source("a.txt", content=b"x")) == 0
