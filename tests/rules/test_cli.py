"""``gouji rules`` and ``gouji eval`` as an auditor uses them, through a whole day."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gouji.cli import main
from gouji.testing.synthetic import make_truth, print_national, to_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("决算.txt").write_text(to_text(print_national(make_truth(3))), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.slow
def test_an_auditor_s_day(folder: Path) -> None:
    own = Path("my.gj")
    own.write_text(
        "【表间】\n规则 WO-01 “基本支出与明细” 严重\n  公开05表[合计, 基本支岀] == 公开06表.人员经费合计 + 公开06表.公用经费合计\n"
        "规则 WO-02 “总支出” 严重\n  公开01表.支出.总计 = 公开01表.收入.总计\n",
        encoding="utf-8",
    )
    told = run("rules", "check", "my.gj")
    assert told.exit_code == 1
    assert "GJ201" in told.output
    assert "是否指“基本支出”" in told.output
    assert "相等写作 ==" in told.output
    assert "2 个错误" in told.output

    own.write_text(
        own.read_text(encoding="utf-8").replace("支岀", "支出").replace("总计 = 公开", "总计 == 公开"),
        encoding="utf-8",
    )
    assert run("rules", "check", "my.gj").exit_code == 0
    explained = run("rules", "explain", "WO-01", "--rules", "my.gj", "--on", "决算.txt")
    assert explained.exit_code == 0, explained.output
    assert "成立" in explained.output
    assert "真值" in explained.output

    with own.open("a", encoding="utf-8") as stream:
        stream.write("  应成立：公开01表.支出.总计 = 1.00, 公开01表.收入.总计 = 1.00\n")
        stream.write("  应不成立：公开01表.支出.总计 = 1.00, 公开01表.收入.总计 = 1.00\n")
        stream.write("停用 ZB-05 “与 WO-02 相同”\n")
    tested = run("rules", "test", "my.gj")
    assert tested.exit_code == 1
    assert "2 个测试，1 个未通过" in tested.output
    mended = own.read_text(encoding="utf-8").replace(
        "应不成立：公开01表.支出.总计 = 1.00", "应不成立：公开01表.支出.总计 = 9.00"
    )
    own.write_text(mended, encoding="utf-8")
    assert run("rules", "test", "my.gj").exit_code == 0
    assert "ZB-05 由 my.gj 停用：与 WO-02 相同" in run("rules", "check", "my.gj").output
    assert "ZB-05" not in run("rules", "list", "--rules", "my.gj").output
    audited = run("audit", "决算.txt", "--rules", "my.gj")
    assert audited.exit_code in (0, 1), audited.output


def test_fmt_lays_out_and_says_so(folder: Path) -> None:
    path = Path("my.gj")
    path.write_text("规则 A-1\n 收入合计==支出合计 # 注\n", encoding="utf-8")
    assert run("rules", "fmt", "--check", "my.gj").exit_code == 1
    assert run("rules", "fmt", "my.gj").exit_code == 0
    assert path.read_text(encoding="utf-8") == "规则 A-1\n  收入合计 == 支出合计  # 注\n"
    assert run("rules", "fmt", "--check", ".").exit_code == 0


@pytest.mark.slow
def test_list_show_prove(folder: Path) -> None:
    assert "ZC-02" in run("rules", "list", "--table", "公开03表").output
    shown = run("rules", "show", "ZC-02").output
    assert "求和(下级) == 本级" in shown
    assert "测试：应成立" in shown
    proved = run("rules", "prove", "--on", "决算.txt")
    assert proved.exit_code == 0, proved.output
    assert "0 条未能证明" in proved.output
    missing = run("rules", "show", "ZC-2")
    assert missing.exit_code == 2
    assert "是否指" in missing.output


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("公开01表.收入.总计 - 公开01表.支出.总计", "0.00 万元"),
        ("收入合计 == 支出合计", "成立"),
        ("个数(公开05表.科目)", "0 "),
        ("部门名称", "清河示例区档案馆"),
        ("为空(公开01表)", "否"),
        ("公开01表.收入.总和", "未知名称|没有“收入.总和”"),
        ("公开01表.收入.总和 == 0", "GJ201"),
        ("1 +", "GJ101"),
    ],
)
def test_eval(folder: Path, expression: str, words: str) -> None:
    output = run("eval", expression, "决算.txt").output
    assert any(word in output for word in words.split("|")) or (words == "0 " and output[:1].isdigit()), (
        output
    )


def test_files_that_cannot_be_read(folder: Path) -> None:
    Path("bad.gj").write_bytes(b"\xff\xfe\x00")
    assert run("rules", "check", "bad.gj").exit_code == 2
    Path("novel.txt").write_text("从前有座山", encoding="utf-8")
    assert run("eval", "收入合计 == 支出合计", "novel.txt").exit_code == 3


def test_a_pack_s_own_file_is_not_loaded_twice() -> None:
    folder = files("gouji.specs") / "national" / "2019-"
    result = run("rules", "check", str(folder))
    assert result.exit_code == 0, result.output
    assert "0 个错误" in result.output


@pytest.mark.slow
def test_a_working_copy_of_a_pack_stands_for_the_installed_one(tmp_path: Path) -> None:
    """Whoever edits a pack checks the edited file, not its rules beside those that are installed."""
    copy = tmp_path / "规则 包" / "2019-"
    shutil.copytree(str(files("gouji.specs") / "national" / "2019-"), copy)
    result = run("rules", "check", str(copy))
    assert result.exit_code == 0, result.output
    assert "0 个错误" in result.output
    edited = next(copy.glob("01-*.gj"))
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("收入.本年收入合计", "收入.本年收入合汁", 1), encoding="utf-8")
    result = run("rules", "check", str(edited))
    assert result.exit_code == 1
    assert "是否指“" in result.output
    assert "GJ402" not in result.output


@pytest.mark.slow
def test_prove_tells_where_a_rule_selected_nothing(tmp_path: Path) -> None:
    rules = tmp_path / "own.gj"
    rules.write_text(
        "【公开07表】\n规则 A-1\n  每行：小计 == 基本支出 + 项目支出\n  应成立：小计 = 1.00, 项目支出 = 1.00\n"
        "  应不成立：小计 = 1.00\n【表间】\n规则 A-2\n  公开01表.收入.总计 == 公开01表.支出.总计\n",
        encoding="utf-8",
    )
    document = next((Path(__file__).resolve().parents[2] / "examples").rglob("决算公开.txt"))
    result = run("rules", "prove", str(rules), "--on", str(document))
    first, second = result.output.split("A-2")[0], result.output.split("A-2")[1]
    assert "上没有选到内容：公开07表没有数据" in first
    assert "没有选到" not in second
    assert f"成立：{document}" in second


@pytest.mark.parametrize("action", ["check", "fmt", "list", "test", "prove"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("规则 A-1\n  收入合计 == 支出合计\n".encode("gb18030"), "另存为 UTF-8"),
        (b"abc\n\xff\xfe\x00\x01", "第2行"),
        (b"#" * (4 * 1024 * 1024 + 1), "超过 4,194,304 字节"),
    ],
)
def test_a_rule_file_that_is_no_text_is_named_with_what_to_do(
    action: str, content: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / "own.gj").write_bytes(content)
    result = run("rules", action, str(tmp_path / "own.gj"))
    assert result.exit_code == 2
    assert "own.gj" in result.output
    assert words in result.output
    assert "codec" not in result.output


PACKS = Path(str(files("gouji.specs")))
"""The packs that are installed: a copy of them elsewhere would be other files of the same rules."""


@pytest.mark.slow
@pytest.mark.parametrize("pack", sorted(p.parent.relative_to(PACKS).as_posix() for p in PACKS.rglob("*.gj")))
def test_a_province_s_own_files_are_proved_with_its_own_tables(pack: str) -> None:
    count = (PACKS / pack).joinpath().rglob("*.gj")
    written = sum(text.read_text(encoding="utf-8").count("\n规则 ") for text in count)
    proved = run("rules", "prove", str(PACKS / pack))
    assert proved.exit_code == 0, proved.output
    assert f"{written} 条规则，0 条未能证明" in proved.output
    checked = run("rules", "check", str(PACKS / pack))
    assert "0 个错误，0 个警告" in checked.output


@pytest.mark.slow
def test_nothing_to_prove_is_told(tmp_path: Path) -> None:
    (tmp_path / "空.gj").write_text("# 还没有规则\n", encoding="utf-8")
    proved = run("rules", "prove", str(tmp_path))
    assert proved.exit_code == 1
    assert "没有可以证明的规则" in proved.output


def test_a_rule_without_a_title_is_called_by_what_it_says(tmp_path: Path) -> None:
    rules = tmp_path / "own.gj"
    long = "公开05表[合计, 基本支出] + 公开05表[合计, 项目支出] == 公开05表[合计, 小计]"
    rules.write_text(
        f"规则 WO-1\n  {long}\n规则 WO-2\n  公开01表.收入.总计 == 公开01表.支出.总计\n", encoding="utf-8"
    )
    shown = run("rules", "list", str(rules)).output
    assert f"{long[:39]}…" in shown
    assert "公开01表.收入.总计 == 公开01表.支出.总计…" not in shown
