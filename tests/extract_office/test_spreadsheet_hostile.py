"""Broken and hostile workbooks end in a clear error or cost next to nothing."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render_sheets import (
    WRITERS,
    Made,
    MadeSheet,
    raw_ods,
    raw_xlsx,
    worksheet,
    write_xls,
    write_xlsx,
    zipped,
)
from render_xls import compound

from gouji.api import Limits, Source
from gouji.errors import UnreadableInput
from gouji.model import Document
from gouji_plugins.extractors.compound_file import CompoundFile
from gouji_plugins.extractors.spreadsheet import extractor

PLAIN = [MadeSheet("表", {(0, 0): Made("甲"), (0, 1): Made("乙"), (1, 0): Made("丙"), (1, 1): Made("丁")})]


def read(name: str, data: bytes, limits: Limits | None = None) -> Document:
    return extractor("spreadsheet").extract(Source(name, content=data, limits=limits or Limits()))


def refused(name: str, data: bytes, words: str, limits: Limits | None = None) -> None:
    with pytest.raises(UnreadableInput, match=words) as caught:
        read(name, data, limits)
    assert name in str(caught.value)


def package_text(data: bytes | str) -> str:
    return data.decode() if isinstance(data, bytes) else data


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    cells = {(0, 0): Made("甲"), (0, 1): Made("乙"), (1_048_575, 16_383): Made("丙")}
    (grid,) = read("角.xlsx", write_xlsx([MadeSheet("表", cells)])).grids()
    assert len(grid.cells) < 100


def test_merges_to_the_last_column_are_no_columns() -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="B{r}"><v>1</v></c></row>' for r in range(1, 301)
    )
    merges = "".join(f'<mergeCell ref="B{r}:XFD{r}"/>' for r in range(1, 301))
    sheet = worksheet(rows, after=f"<mergeCells>{merges}</mergeCells>")
    (grid,) = read("合并.xlsx", raw_xlsx(sheet)).grids()
    assert (grid.rows, grid.cols) == (300, 2)


def test_merges_that_overlap_end() -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="B{r}"><v>1</v></c></row>' for r in range(1, 500)
    )
    merges = "".join(f'<mergeCell ref="A{r}:B499"/>' for r in range(498, 0, -1)) * 20
    sheet = worksheet(rows, after=f"<mergeCells>{merges}</mergeCells>")
    (grid,) = read("重叠.xlsx", raw_xlsx(sheet)).grids()
    owner = [[cell is not None for cell in row] for row in grid.matrix()]
    assert all(map(all, owner))


@pytest.mark.slow
def test_a_sheet_formatted_to_the_last_row_is_cheap() -> None:
    styled = "".join(
        f'<row r="{r}" spans="1:12">' + "".join(f'<c r="{c}{r}" s="0"/>' for c in "ABCDEFGHIJKL") + "</row>"
        for r in range(1, 60_000)
    )
    rows = '<row r="1048576"><c r="A1048576"><v>1</v></c><c r="B1048576"><v>2</v></c></row>'
    data = raw_xlsx(worksheet(styled + rows))
    start = time.perf_counter()
    (grid,) = read("格式.xlsx", data).grids()
    assert time.perf_counter() - start < 10
    assert [c.place.cell for c in grid.cells] == ["A1048576", "B1048576"]


def test_one_string_in_every_cell_is_counted_each_time() -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c><c r="B{r}" t="s"><v>0</v></c></row>'
        for r in range(1, 400)
    )
    data = raw_xlsx(worksheet(rows), strings=f"<si><t>{'长' * 30_000}</t></si>")
    refused("串.xlsx", data, "文字超过上限", Limits(text_chars=1_000_000))


@pytest.mark.parametrize("name", WRITERS)
def test_cells_are_counted(name: str) -> None:
    cells = {(r, c): Made("甲") for r in range(40) for c in range(4)}
    refused(f"多.{name}", WRITERS[name]([MadeSheet("表", cells)]), "单元格超过上限 100 个", Limits(cells=100))


def test_blank_cells_of_the_grid_are_counted_too() -> None:
    cells = {(r, r): Made("甲") for r in range(200)}
    refused("斜.xlsx", write_xlsx([MadeSheet("表", cells)]), "单元格超过上限", Limits(cells=10_000))


def test_repeated_cells_are_counted_before_they_are_made() -> None:
    table = (
        '<table:table table:name="表"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>甲</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    refused("重复.ods", raw_ods(table), "单元格超过上限")


def test_a_sparse_xls_is_refused_before_the_reader_fills_it() -> None:
    cells = {(0, 0): Made("甲"), (65_535, 255): Made("乙")}
    refused("稀疏.xls", write_xls([MadeSheet("表", cells)]), "过于稀疏")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/worksheets/s.xml", "xl/strings.xml", "xl/workbook.xml"])
def test_entities_are_refused_in_every_part(part: str, encoding: str) -> None:
    sheet = worksheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>')
    parts: dict[str, bytes | str] = {}
    with zipfile.ZipFile(io.BytesIO(raw_xlsx(sheet, strings="<si><t>甲</t></si>"))) as package:
        for name in package.namelist():
            parts[name] = package.read(name)
    text = package_text(parts[part])
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]>'
    parts[part] = (head + text).encode(encoding)
    refused("实体.xlsx", zipped(parts), "DOCTYPE")


def test_a_bomb_in_a_sheet_is_refused() -> None:
    sheet = worksheet("<row/>" + " " * 30_000_000)
    refused("炸弹.xlsx", raw_xlsx(sheet), "上限", Limits(unpacked_bytes=1_000_000))


def test_reading_has_a_time_limit() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 40_000))
    refused("慢.xlsx", raw_xlsx(worksheet(rows)), "时限", Limits(seconds=0.0))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("密.xlsx", compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"}), "口令"),
        ("密.xls", write_xls(PLAIN, encrypted=True), "口令"),
        ("密.ods", raw_ods("", manifest="<m><manifest:encryption-data xmlns:manifest='m'/></m>"), "口令"),
        ("文.xls", compound({"WordDocument": b"x" * 5000}), "文字处理文档"),
        ("别的.xls", compound({"别的": b"x"}), "不是表格文件"),
        ("文.xlsx", zipped({"word/document.xml": "<a/>"}), "不是工作簿"),
        ("空.xlsx", zipped({}), "不是工作簿"),
        ("字.xlsx", "部门决算".encode(), "不是表格文件"),
        ("空表.xlsx", raw_xlsx(worksheet("")), "没有看得见的内容"),
        ("图.xlsx", raw_xlsx(worksheet(""), kind="chartsheet"), "没有看得见的内容"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, data: bytes, words: str) -> None:
    refused(name, data, words)


def test_encrypted_parts_are_said() -> None:
    data = bytearray(zipped({"xl/workbook.xml": "<a/>"}))
    data[6] |= 1  # the flag of the local header, then of the central directory
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    refused("密.xlsx", bytes(data), "口令")


def test_only_hidden_sheets_are_named() -> None:
    made = [*PLAIN, MadeSheet("藏", {(0, 0): Made("甲")}, hidden=True)]
    assert [n.code for n in read("藏.ods", WRITERS["ods"](made)).notes] == ["hidden-sheet"]
    refused("全藏.ods", WRITERS["ods"](made[1:]), "“藏”是隐藏的")


def test_binary_workbooks_are_named() -> None:
    relation = zipped(
        {
            "_rels/.rels": '<r><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></r>',
            "xl/workbook.bin": b"",
        }
    )
    refused("二进制.xlsx", relation, "xlsb")


@pytest.mark.parametrize("name", WRITERS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_damage_is_an_error_or_harmless(name: str, data: st.DataObject) -> None:
    # The writers stamp the time: positions are drawn as shares, so that no draw depends on the length.
    whole = bytearray(WRITERS[name](PLAIN))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, 9999)) * len(whole) // 10_000] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 10_000)) * len(whole) // 10_000
    for damaged in (bytes(whole), bytes(whole[:cut])):
        try:
            read(f"坏.{name}", damaged)
        except UnreadableInput as error:
            assert f"坏.{name}" in str(error)


def test_compound_files_keep_small_and_large_streams() -> None:
    streams = {"小": b"abc" * 50, "大": bytes(range(256)) * 40, "空": b"", "Workbook": b"w" * 4096}
    package = CompoundFile(compound(streams), "a")
    assert {name: package.read(name) for name in package.names()} == streams
    assert package.read("没有") == b""


@given(st.binary(max_size=3000), st.integers(0, 3000))
@settings(max_examples=150, deadline=None)
def test_damaged_compound_files_end(noise: bytes, at: int) -> None:
    whole = bytearray(compound({"小": b"abc" * 50, "Workbook": b"w" * 9000}))
    whole[at : at + len(noise)] = noise
    try:
        package = CompoundFile(bytes(whole), "a")
        for name in package.names():
            package.read(name)
    except UnreadableInput:
        pass
