"""What ships prepared: made of the packs as they are today, and used for nothing else."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from gouji.specs import prepare

from gouji.model.ledger import DocumentFacts
from gouji.packs import RuleFile, find_packs, prepared, select_packs
from gouji.rules import check, load_rules


def test_it_is_made_of_todays_packs() -> None:
    shipped = files("gouji.specs").joinpath(prepared.NAME).read_text(encoding="utf-8")
    assert shipped == prepare.make(), "run: python specs/prepare.py"


def test_a_prepared_file_says_what_the_toml_says() -> None:
    texts = prepare._texts(files("gouji.specs"), ".toml")
    assert len(texts) > 10
    for text in texts:
        assert prepared.parsed(text) == tomllib.loads(text)
        assert prepared.parsed(text.replace("\n", "\r\n")) == tomllib.loads(text)
        assert prepared.parsed(text + "\n") is None


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the rules that are tried on a specimen from now on."""
    tried: list[str] = []
    plain = check.check_rule

    def check_rule(compiled, *more):  # type: ignore[no-untyped-def]
        tried.append(compiled.rule.id)
        return plain(compiled, *more)

    monkeypatch.setattr(check, "check_rule", check_rule)
    return tried


def test_rules_as_shipped_are_not_tried_again(counted: list[str]) -> None:
    specs = select_packs(find_packs(files("gouji.specs"), "gouji"), DocumentFacts(year=2024))
    trusted = load_rules(specs)
    assert counted == []
    checked = load_rules(specs, tests=True)
    assert len(counted) == len(trusted.rules) == len(checked.rules) > 50


def test_a_users_rule_is_tried_and_no_other(counted: list[str]) -> None:
    specs = select_packs(find_packs(files("gouji.specs"), "gouji"), DocumentFacts(year=2024))
    rules = load_rules(
        specs, [RuleFile("甲.gj", "【公开01表】\n规则 MY-1 “甲”\n  本年收入合记 == 总计\n", "用户规则")]
    )
    assert counted == ["MY-1"]
    assert any("本年收入合记" in d.message for d in rules.diagnostics)


@pytest.mark.parametrize("text", ["参数 上限 = 5万元\n", "定义 倍(一) = 2 * 一\n"])
def test_definitions_of_a_user_can_change_what_shipped_rules_mean(counted: list[str], text: str) -> None:
    specs = select_packs(find_packs(files("gouji.specs"), "gouji"), DocumentFacts(year=2024))
    load_rules(specs, [RuleFile("甲.gj", text, "用户规则")])
    assert len(counted) > 50


def test_a_changed_pack_is_tried(counted: list[str], tmp_path: Path) -> None:
    pack = next(p for p in find_packs(files("gouji.specs"), "gouji") if p.id == "national/2019-")
    assert pack.root is not None
    for entry in pack.root.iterdir():
        (tmp_path / entry.name).write_bytes(entry.read_bytes())
    with (tmp_path / "tables.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n# changed\n")
    (changed,) = find_packs(tmp_path, "mine")
    assert changed.digest != pack.digest
    load_rules(select_packs([changed], DocumentFacts(year=2024)))
    assert len(counted) > 50


def test_the_same_packs_give_the_same_specs() -> None:
    packs = find_packs(files("gouji.specs"), "gouji")
    first, second = (select_packs(packs, DocumentFacts(department=name, year=2024)) for name in "甲乙")
    assert first is second
    others = find_packs(files("gouji.specs"), "gouji")
    assert select_packs(others, DocumentFacts(year=2024)) is not first
    assert attrs.evolve(first, reasons={}) == attrs.evolve(second, reasons={})
