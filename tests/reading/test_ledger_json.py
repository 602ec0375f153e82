"""A ledger in JSON: as the schema says, and the same ledger when it is read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from corpus import corpus_file
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from render_layout import render_layout
from render_office import render_docx, render_xlsx
from render_pdf import Style, render_pdf

from gouji.api import Limits, Source
from gouji.audit import Auditor
from gouji.errors import GoujiError, UnreadableInput
from gouji.testing.synthetic import make_truth, plant, print_national, print_shanghai, to_text
from gouji_plugins.reporters.ledger_json import ledger_to_json

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "ledger.schema.json").read_text(encoding="utf-8"))
ASIDE = {"source", "sha256"}


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def written(auditor: Auditor, source: Source) -> dict[str, Any]:
    return ledger_to_json(auditor.read(source)[0])


def again(data: dict[str, Any]) -> Source:
    return Source("账本.json", content=json.dumps(data, ensure_ascii=False).encode())


def without_reasons(data: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in data.items() if k not in ASIDE}
    kept["tables"] = {
        key: {k: v for k, v in table.items() if k != "reason"} for key, table in data["tables"].items()
    }
    return kept


@pytest.mark.slow
@pytest.mark.parametrize("template", [print_national, print_shanghai])
@given(seed=st.integers(0, 2000), planted=st.booleans())
@settings(max_examples=3, phases=[Phase.explicit, Phase.generate])
def test_a_ledger_read_again_is_the_same(auditor: Auditor, template: Any, seed: int, planted: bool) -> None:
    document = template(make_truth(seed))
    if planted:
        document, _ = plant(document, seed)
    for name, content in (("a.txt", to_text(document).encode()), ("a.xlsx", render_xlsx(document)),
                          ("b.txt", render_layout(document, seed, double=True).encode())):  # fmt: skip
        first = written(auditor, Source(name, content=content))
        jsonschema.validate(first, SCHEMA)
        assert without_reasons(written(auditor, again(first))) == without_reasons(first)


@pytest.mark.slow
@pytest.mark.parametrize("render", [render_docx, lambda d: render_pdf(d, Style())])
def test_the_same_findings(auditor: Auditor, render: Any) -> None:
    document, _ = plant(print_national(make_truth(153)), 153)
    name = "x.docx" if render is render_docx else "x.pdf"
    source = Source(name, content=render(document))
    data = written(auditor, source)
    jsonschema.validate(data, SCHEMA)
    ids = {f.id for f in auditor.audit(source).findings}
    assert ids
    assert {f.id for f in auditor.audit(again(data)).findings} == ids


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gansu-linxia-2024.txt", "shanghai-putuo-finance-2024.pdf"])
def test_published_files(auditor: Auditor, name: str) -> None:
    path = corpus_file(name)
    data = written(auditor, Source(name, path))
    jsonschema.validate(data, SCHEMA)
    assert without_reasons(written(auditor, again(data))) == without_reasons(data)


def test_blank_cells_are_present_and_cells_a_form_lacks_are_not(auditor: Auditor) -> None:
    data = written(auditor, Source("a.xlsx", content=render_xlsx(print_national(make_truth(4)))))
    rows = data["tables"]["公开02表"]["rows"]
    assert all(set(row["cells"]) == set(data["tables"]["公开02表"]["columns"]) for row in rows)
    assert any(cell["printed"] == "" for row in rows for cell in row["cells"].values())
    left = next(r for r in data["tables"]["公开04表"]["rows"] if r["lane"] == "收入")
    assert "政府性基金预算财政拨款" not in left["cells"]


def test_a_small_ledger_of_another_program(auditor: Auditor) -> None:
    def cells(*amounts: str) -> dict[str, Any]:
        return {c: {"printed": a} for c, a in zip(["小计", "基本支出", "项目支出"], amounts, strict=True)}

    data = {
        "schema": "gouji-ledger/1", "department": "清河示例区档案馆", "year": 2024, "kind": "部门决算",
        "tables": {
            "公开05表": {"title": "一般公共预算财政拨款支出决算表", "unit": "万元", "columns": ["小计", "基本支出", "项目支出"], "rows": [
                {"code": "", "label": "合计", "cells": cells("10.00", "7.00", "3.00")},
                {"code": "201", "label": "一般公共服务支出", "cells": cells("10.00", "7.00", "2.00")},
            ]},
            "公开99表": {"title": "别的表", "unit": "", "columns": [], "rows": []},
        },
    }  # fmt: skip
    ledger, _ = auditor.read(again(data))
    assert ledger.facts_of.department == "清河示例区档案馆"
    assert ledger.facts_of.year == 2024
    assert [u.title for u in ledger.unrecognised] == ["别的表"]
    assert "ledger-without-text" in {n.code for n in ledger.notes}
    report = auditor.audit(again(data))
    assert any("2.00" in str(e) for f in report.findings for e in f.evidence)


def test_rows_without_lanes_find_theirs(auditor: Auditor) -> None:
    full = written(auditor, Source("a.xlsx", content=render_xlsx(print_national(make_truth(4)))))
    small = {
        "schema": full["schema"],
        "year": 2024,
        "tables": {
            key: {
                **{name: table[name] for name in ("title", "unit", "columns")},
                "rows": [
                    {"code": r["printed_code"], "label": r["label"], "cells": r["cells"]}
                    for r in table["rows"]
                    if r["label"]
                ],
            }
            for key, table in full["tables"].items()
        },
    }
    got = written(auditor, again(small))
    for key, table in full["tables"].items():
        wanted = {
            (r["key"], c): v["printed"] for r in table["rows"] for c, v in r["cells"].items() if r["label"]
        }
        read = {
            (r["key"], c): v["printed"] for r in got["tables"][key]["rows"] for c, v in r["cells"].items()
        }
        assert {k: v for k, v in read.items() if v} == {k: v for k, v in wanted.items() if v}, key


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "JSON"), (b"[]", "对象"), (b'{"schema": "other/1"}', "账本"), (b"", "空"), (b"[" * 100_000, "嵌套"),
        (b'{"schema": "gouji-ledger/1", "tables": {"a": 3}}', "tables.a"),
        ('{"schema": "gouji-ledger/1", "tables": {"公开01表": {"rows": [{"cells": {"金额": {"printed": []}}}]}}}'.encode(), "金额"),
        (b'{"schema": "gouji-ledger/1", "tables": {}, "text": [{"cells": [{"row": 999999999, "col": 0}]}]}', "cells[0]"),
        (b'{"schema": "gouji-ledger/1", "tables": {}, "x": ' + b"9" * 10_000 + b"}", "数字"),
    ],
)  # fmt: skip
def test_what_is_no_ledger_is_named(auditor: Auditor, content: bytes, words: str) -> None:
    with pytest.raises(GoujiError) as caught:
        auditor.read(Source("x.json", content=content))
    assert words in str(caught.value)
    assert "x.json" in str(caught.value)


def test_the_limit_of_cells_holds(auditor: Auditor) -> None:
    data = written(auditor, Source("a.xlsx", content=render_xlsx(print_national(make_truth(4)))))
    source = Source("x.json", None, Limits(cells=50), json.dumps(data).encode())
    with pytest.raises(UnreadableInput, match="上限 50"):
        auditor.extract(source)
