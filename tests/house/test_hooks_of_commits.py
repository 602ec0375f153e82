"""The pre-commit hooks and the settings shown in the guide work as written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.living import read_closings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "清河示例区档案馆-2024" / "决算公开.txt"


def hooks() -> dict[str, dict[str, str]]:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    found = {}
    for block in re.split(r"^- ", text, flags=re.MULTILINE)[1:]:
        entries = dict(line.strip().split(": ", 1) for line in block.splitlines() if ": " in line)
        found[entries["id"]] = entries
    return found


@pytest.mark.slow
def test_hooks_run_as_written(tmp_path: Path) -> None:
    rules = tmp_path / "一.gj"
    rules.write_text("【公开01表】\n规则 WD-01 “两个总计相等”\n  收入.总计 == 支出.总计\n", "utf-8")
    files = {"gouji-audit": (EXAMPLE, 1), "gouji-rules": (rules, 0)}
    assert set(hooks()) == set(files)
    for name, hook in hooks().items():
        path, code = files[name]
        program, *arguments = hook["entry"].split()
        assert program == "gouji"
        assert re.search(hook["files"], path.name)
        assert CliRunner().invoke(main, [*arguments, str(path)]).exit_code == code, name


def test_settings_of_the_guide_can_be_read(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "living.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        path = tmp_path / "gouji.toml"
        path.write_text(block, "utf-8")
        assert len(read_closings(path)) == len(tomllib.loads(block).get("suppress", [])) + len(
            tomllib.loads(block).get("explain", [])
        )


@pytest.mark.parametrize("name", ["reports.md", "living.md"])
def test_formats_of_the_guides_exist(name: str) -> None:
    from gouji.audit import Auditor

    text = (ROOT / "docs" / name).read_text("utf-8")
    used = set(re.findall(r"--(?:report|format) (\w+)", text))
    assert used <= set(Auditor().host.reporters)
