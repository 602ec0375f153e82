"""Documents of one department found in a batch: only those that certainly belong, never by guess."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import attrs
import pytest
from batch_runs import batch

from gouji.batch.kin import AMBIGUOUS, Known, find_kin
from gouji.batch.store import FILE
from gouji.batch.units import named_units, stated_count
from gouji.related import BUDGET, PRIOR, UNIT
from gouji.testing.synthetic import Paragraph, make_truth, print_national, to_text

WHOLE = Known(1, "a", "/a", "", "s1", "pdf", "清河示例区教育局", 2024, "部门决算", "c1")


def other(number: int, **changes: object) -> Known:
    changed = {
        "id": number,
        "source": f"d{number}",
        "path": f"/d{number}",
        "sha256": f"s{number}",
        "cells": f"c{number}",
    }
    return attrs.evolve(WHOLE, **{**changed, **changes})  # type: ignore[arg-type]


def roles(*documents: Known) -> list[tuple[str, str]]:
    return [(k.role, k.source if k.path != AMBIGUOUS else "?") for k in find_kin(documents).get(1, [])]


def test_last_year_and_the_budget_are_found_by_name_year_and_kind() -> None:
    assert roles(WHOLE, other(2, year=2023), other(3, year=2022), other(4, kind="部门预算")) == [
        (PRIOR, "d2"),
        (BUDGET, "d4"),
    ]
    assert roles(WHOLE, other(2, year=2023, department="清河示例区民政局")) == []
    assert roles(WHOLE, other(2, year=2023, kind="单位决算")) == []
    assert roles(WHOLE, other(2, year=2023, department="清河示例区 教育局")) == [(PRIOR, "d2")]


def test_of_two_that_differ_none_is_used_and_of_two_alike_the_first() -> None:
    assert roles(WHOLE, other(2, year=2023), other(3, year=2023)) == [(PRIOR, "?")]
    assert roles(WHOLE, other(2, year=2023), other(3, year=2023, cells="c2", format="xlsx")) == [
        (PRIOR, "d2")
    ]
    assert roles(WHOLE, other(2, year=2023, format="xlsx"), other(3, year=2023)) == [(PRIOR, "d3")]


ABOUT = (
    "从预算单位构成看，纳入本部门2024年度部门决算编报范围的单位共3个，"
    "包括：1.清河示例区教育局本级；2.清河示例区第一中学；3.清河示例区教研和信息中心。"
)


def test_units_are_summed_only_if_all_that_are_named_are_there() -> None:
    whole = attrs.evolve(WHOLE, about=ABOUT)
    own = other(2, kind="单位决算", department="清河示例区教育局（本级）")
    school = other(3, kind="单位决算", department="清河示例区第一中学")
    centre = other(4, kind="单位决算", department="清河示例区教研和信息中心")
    stranger = other(5, kind="单位决算", department="清河示例区图书馆")
    assert roles(whole, own, school, centre, stranger) == [(UNIT, "d2"), (UNIT, "d3"), (UNIT, "d4")]
    assert roles(whole, own, school) == []
    assert roles(whole, own, school, attrs.evolve(centre, year=2023)) == []
    assert roles(whole, own, school, centre, attrs.evolve(centre, id=6, cells="other")) == []
    assert roles(attrs.evolve(whole, about=ABOUT.replace("共3个", "")), own, school, centre) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (ABOUT, 3),
        ("纳入部门决算编制范围的预算单位有十二家", 12),
        ("下设科室5个。", None),
        ("纳入编报范围的单位共2个；其中预算单位有3个", None),
    ],
)
def test_how_many_units_there_are_is_read_or_left(text: str, count: int | None) -> None:
    assert stated_count(text) == count


def test_names_that_contain_and_are_found_whole() -> None:
    known = {"教研和信息中心": 1, "第一中学": 1, "第二中学": 1}
    assert named_units("包括：教研和信息中心、第一中学及第二中学", known) == [
        "教研和信息中心",
        "第一中学",
        "第二中学",
    ]


@pytest.mark.slow
def test_a_department_is_compared_with_the_sum_of_its_units(tmp_path: Path) -> None:
    folder = tmp_path / "公开"
    folder.mkdir()
    name, unit = "清河示例区教育局", "清河示例区第一中学"
    printed = print_national(make_truth(5, name, 2024))
    at = next(i for i, p in enumerate(printed.pieces) if isinstance(p, Paragraph) and "内设" in p.text)
    listing = Paragraph(f"纳入{name}2024年度部门决算编报范围的单位共2个，包括：{name}本级、{unit}。")
    pieces = (*printed.pieces[: at + 1], listing, *printed.pieces[at + 1 :])
    (folder / "部门.txt").write_text(to_text(attrs.evolve(printed, pieces=pieces)), encoding="utf-8")
    for file, who, seed in (("本级.txt", f"{name}本级", 5), ("中学.txt", unit, 8)):
        text = to_text(print_national(make_truth(seed, who, 2024))).replace("部门决算", "单位决算")
        (folder / file).write_text(text, encoding="utf-8")
    batch(tmp_path / "结果", folder)
    with closing(sqlite3.connect(tmp_path / "结果" / FILE)) as db:
        found = db.execute(
            "SELECT d.source FROM findings JOIN documents d ON d.id = document WHERE rule = 'BJ-55'"
        ).fetchall()
    assert [Path(r[0]).name for r in found] == ["部门.txt"]
