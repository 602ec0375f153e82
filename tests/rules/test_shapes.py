"""Slips in a pack's data files are told with file, key and what should stand there, and stop nothing else."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.errors import PackError
from gouji.packs import find_packs
from gouji.packs.shapes import SHAPES, check_shape

EXAMPLE = next((Path(__file__).parents[2] / "examples").glob("*/决算公开.txt"))
SLIPS = [
    (
        "performance",
        '[[statement_word]]\nkey = "甲"\npattern = "全年(预算"\n',
        "statement_word[1].pattern 不是有效的正则表达式",
    ),
    ("performance", '[[statement_word]]\npattern = "全年"\n', "statement_word[1] 缺少 key"),
    ("performance", '[titles]\nform = "自评表"\n', "titles.form 应为列表"),
    ("wording", '[[pattern]]\nrule = "WJ-01"\npatern = "X"\nmessage = ""\n', "pattern[1] 缺少 pattern"),
    ("wording", '[[renamed]]\nold = "甲"\nnew = "乙"\nsince = "2020"\n', "renamed[1].since 应为整数"),
    ("narrative", '[[section]]\nkey = "甲"\ntitle = ["乙"]\n', "未知的键 section[1].title"),
    (
        "narrative",
        '[[section]]\nkey = "甲"\n[[section.subject]]\nname = "乙"\ntotal = 1\n',
        "section[1].subject[1].total 应为true 或 false",
    ),
    ("narrative", '[section]\nkey = "甲"\n', "section 应为列表"),
    ("completeness", 'empty = ["无"]\n', "empty 应为一个表"),
    ("regions", '[province]\n"甲" = 1\n', "province.甲 应为一个表"),
]


@pytest.mark.parametrize(("name", "text", "said"), SLIPS)
def test_a_slip_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    _pack(tmp_path, name, text)
    with pytest.raises(PackError, match=f"甲市/{name}.toml") as told:
        find_packs(tmp_path, "试")
    assert said in str(told.value)


def test_an_audit_goes_on_without_the_pack(tmp_path: Path) -> None:
    _pack(tmp_path / "包", *SLIPS[0][:2])
    ran = CliRunner().invoke(
        main, ["audit", str(EXAMPLE), "--pack-dir", str(tmp_path / "包"), "--format", "json"]
    )
    report = json.loads(ran.stdout)
    assert any(
        "statement_word[1].pattern" in json.dumps(e, ensure_ascii=False)
        for e in [*report["errors"], report["documents"][0]]
    )
    assert report["documents"][0]["findings"]


def test_a_file_of_a_plugins_own_is_left_alone(tmp_path: Path) -> None:
    _pack(tmp_path, "自己的", 'anything = [1, "two"]\n')
    assert find_packs(tmp_path, "试")[0].data["自己的"] == {"anything": [1, "two"]}


def test_what_ships_has_its_shape() -> None:
    seen = set()
    for pack in find_packs(files("gouji.specs"), "gouji"):
        for name, data in pack.data.items():
            check_shape(name, data, pack.id)
            seen.add(name)
    assert seen == set(SHAPES)


def _pack(folder: Path, name: str, text: str) -> None:
    shutil.rmtree(folder / "甲市", ignore_errors=True)
    (folder / "甲市").mkdir(parents=True)
    (folder / "甲市" / "pack.toml").write_text('id = "甲市"\ntitle = "甲市"\n', encoding="utf-8")
    (folder / "甲市" / f"{name}.toml").write_text(text, encoding="utf-8")
