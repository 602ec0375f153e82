"""The documents on the rule language are true: their examples run, their tables match the grammar."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from gouji.grammar.keywords import keywords
from rule_packs import made_up, national_rules, national_specs, own_rules, without_rules

from gouji.cli.rules import rules as command
from gouji.packs import RuleFile
from gouji.rules import load_rules
from gouji.rules.examples import run_examples
from gouji.rules.explain import reference

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"
ROOT = FOLDER.parents[1]
_BLOCK = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(name: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in _BLOCK.findall((FOLDER / name).read_text(encoding="utf-8"))]


EXAMPLES = [
    pytest.param(text, id=f"{name}-{i}")
    for name in ("tutorial.md", "reference.md")
    for i, (kind, text) in enumerate(blocks(name))
    if kind == "gj"
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_load_and_pass_their_tests(text: str) -> None:
    amends = "停用" in text
    rules = load_rules(national_specs(), [RuleFile("x.gj", text)], tests=True) if amends else own_rules(text)
    assert [d.render() for d in rules.diagnostics] == []
    assert rules.rules
    for compiled in rules.rules:
        assert [r.example.span for r in run_examples(compiled, rules.binder) if not r.passed] == []


@pytest.mark.slow
def test_the_tutorial_s_sessions_print_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for kind, text in blocks("tutorial.md"):
        if kind in ("gj", "gj-错"):
            Path("my.gj").write_text(text, encoding="utf-8")
        elif kind == "console":
            line, *expected = text.splitlines()
            result = CliRunner().invoke(command, line.removeprefix("$ gouji rules ").split())
            for part in expected:
                assert part in result.output, (line, result.output)
            ran += 1
    assert ran == 3


def test_the_cheat_sheet_lists_every_keyword() -> None:
    text = (FOLDER / "cheatsheet.md").read_text(encoding="utf-8")
    known = keywords()
    pairs = [
        (zh, en)
        for row in re.findall(r"^\| (\S+) \| ([a-z0-9 ]+) \| (\S+) \| ([a-z0-9 ]+) \|$", text, re.MULTILINE)
        for zh, en in (row[:2], row[2:])
    ]
    assert all(known[zh] == known[en] for zh, en in pairs)
    left_out = set(known) - {word for pair in pairs for word in pair}
    assert left_out == {"≈", "有", "说明文字"}


def test_every_code_of_a_diagnostic_has_its_page() -> None:
    sources = [*(ROOT / "grammar").glob("*.py"), *(ROOT / "engine" / "gouji" / "rules").glob("*.py")]
    sources.append(ROOT / "engine" / "gouji" / "cli" / "rules.py")
    used = {code for path in sources for code in re.findall(r"GJ\d{3}", path.read_text(encoding="utf-8"))}
    told = set(
        re.findall(r"^## (GJ\d{3})", (FOLDER / "diagnostics.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert used == told


def test_the_reference_names_every_kind_of_rule_attribute() -> None:
    text = (FOLDER / "reference.md").read_text(encoding="utf-8")
    for word, terminal in keywords().items():
        if terminal in ("SEVERITY", "CLASS", "TIER", "META", "FUNCTION") and not word.isascii():
            assert f"`{word}" in text or word in ("有", "说明文字"), word


def test_the_list_of_national_rules_is_what_the_packs_say() -> None:
    page = (FOLDER / "national.md").read_text(encoding="utf-8")
    assert page == reference(national_rules().rules), "gouji rules list --markdown > docs/rules/national.md"


def test_the_page_on_editors_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [(_, text)] = blocks("editors/README.md")
    source = "【公开03表】\n规则 A-1\n  每行：基本支岀 == 0\n"
    names = {"text": source, "specs": without_rules()}
    exec(text, names)
    assert "是否指“基本支出”" in capsys.readouterr().out
    assert [symbol.name for symbol in names["outline"]] == ["A-1"]
    assert names["opened"].diagnostics


@pytest.mark.slow
def test_the_page_on_batches_runs() -> None:
    np = pytest.importorskip("numpy")
    from gouji.model import Verdict

    template = made_up(0)
    table = template.tables["公开01表"]
    ticks = np.array([[int(f.quantity.ticks)] * 4 for f in table.cells.values()])
    ticks[3, 1] += 10_000_000
    names = {
        "rules": national_rules(), "ledgers": [template, made_up(1)], "template": template, "ticks": ticks, "Verdict": Verdict,
    }  # fmt: skip
    ran = [exec(text, names) for kind, text in blocks("batch.md") if kind == "python"]
    assert len(ran) == 2
    assert next(iter(names["run"].hits(Verdict.VIOLATED))).ledger == 1
