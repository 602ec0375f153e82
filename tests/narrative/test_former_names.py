"""科目 by the name of an earlier year, or of a 类 without the word 支出: the row of the table is meant."""

from __future__ import annotations

import pytest

from gouji.api import Source
from gouji.audit import Auditor
from gouji.facts.narrative_names import PATH, Vocabulary
from gouji.facts.vocabulary import sections_of
from gouji.model import Row, Table
from gouji.packs import Specs
from gouji.testing.synthetic import make_truth, print_national, to_text


@pytest.fixture(scope="module")
def table() -> Table:
    text = to_text(print_national(make_truth(3)))
    return Auditor().read(Source("x.txt", content=text.encode()))[0].tables["公开05表"]


def path_of(table: Table) -> tuple[Row, Row, Row]:
    by_key = table.row_by_key
    item = next(r for r in table.rows if r.level == 3)
    return by_key[by_key[item.parent].parent], by_key[item.parent], item


def vocabulary(specs: Specs, table: Table, renamed: dict[str, tuple[str, ...]]) -> Vocabulary:
    spec = next(s for s in sections_of(specs) if s.codes == "公开05表" and s.depth)
    return Vocabulary(spec, {"公开05表": table}, renamed)


def test_a_path_by_former_names_is_that_of_the_row(specs: Specs, table: Table) -> None:
    whole, part, item = path_of(table)
    old = {whole.name: ("旧类支出",), part.name: ("旧款事务",), item.name: ("旧项业务",)}
    said = PATH.search("旧类支出(类)旧款事务(款)旧项业务(项)")
    assert said is not None
    found = vocabulary(specs, table, old).by_path(said)
    assert found is not None
    assert found.cell is not None
    assert (found.code, found.cell[1]) == (item.code, item.key)
    plain = vocabulary(specs, table, {}).by_path(said)
    assert plain is not None
    assert plain.cell is None


def test_a_class_without_the_word_for_spending(specs: Specs, table: Table) -> None:
    whole, *_ = path_of(table)
    stem = whole.name.removesuffix("支出")
    assert len(stem) > 3
    names = vocabulary(specs, table, {})
    found = names.ending(f"1.“{stem}”")
    assert found is not None
    assert found.code == whole.code
    assert names.ending(f"用于{stem}") is None


def test_a_former_name_of_a_class_alone(specs: Specs, table: Table) -> None:
    whole, *_ = path_of(table)
    found = vocabulary(specs, table, {whole.name: ("旧类支出",)}).ending("其中:旧类支出")
    assert found is not None
    assert found.code == whole.code
