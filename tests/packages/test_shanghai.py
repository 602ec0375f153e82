"""gouji-shanghai: a distribution of its own, on the public interface alone, beside the core's wheel."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "plugins" / "gouji-shanghai"
PUBLIC = {"gouji.api", "gouji.hooks", "gouji.errors", "gouji.model", "gouji.packs", "gouji.testing"}
PDF = ROOT.parent / "shared" / "corpus" / "shanghai-putuo-finance-2024.pdf"


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add(node.module or "")
    return {name for name in found if name.split(".")[0] in ("gouji", "gouji_plugins")}


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.py")), ids=lambda p: p.name)
def test_it_uses_the_public_interface_alone(path: Path) -> None:
    for name in imports(path):
        assert name in PUBLIC or name.startswith("gouji.testing."), f"{path.name} imports {name}"


def test_the_core_s_wheel_does_not_hold_it() -> None:
    assert "gouji_shanghai" not in (ROOT / "setup.cfg").read_text(encoding="utf-8")


@pytest.fixture
def shanghai(fresh: Any, tmp_path: Path) -> Iterator[Path]:
    """The plugin, built as a wheel and installed beside the core's; its folder, outside the checkout."""
    copy = tmp_path / "gouji-shanghai"
    shutil.copytree(HOME, copy, ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
    fresh.run("-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(tmp_path / "dist"), str(copy))
    fresh.install(*map(str, (tmp_path / "dist").glob("*.whl")))
    shutil.rmtree(copy / "gouji_shanghai")
    yield copy
    fresh.run("-m", "pip", "uninstall", "-qy", "gouji-shanghai")


@pytest.mark.slow
def test_beside_the_core_s_wheel(fresh: Any, shanghai: Path, tmp_path: Path) -> None:
    assert "passed" in fresh.run("-m", "pytest", "-q", folder=shanghai)
    document = PDF if PDF.is_file() else _sample(tmp_path)
    alone, beside = tmp_path / "全国.json", tmp_path / "上海.json"
    common = ("audit", str(document), "--fail-on", "never", "-q", "--report")
    fresh.gouji(*common, f"json={alone}", "--no-plugins")
    fresh.gouji(*common, f"json={beside}")
    first, second = (json.loads(p.read_text(encoding="utf-8"))["documents"][0] for p in (alone, beside))
    assert set(second["packs"]) - set(first["packs"]) == {"上海/2024-"}
    kept = {f["id"] for f in first["findings"]}
    assert kept <= {f["id"] for f in second["findings"]}, "the pack hides findings"
    assert sum(second["counts"].values()) > sum(first["counts"].values())
    assert second["counts"]["violated"] == first["counts"]["violated"]
    assert "不变" in fresh.gouji("diff", str(alone), str(beside), code=None)
    fresh.run("-m", "pip", "uninstall", "-qy", "gouji-shanghai")
    told = fresh.gouji("audit", str(document), "--baseline", str(beside), "--format", "json", code=4)
    assert "插件“shanghai”现在没有" in told
    assert "规则包“上海/2024-”现在没有" in told


def _sample(folder: Path) -> Path:
    from gouji.testing.synthetic import make_truth, print_shanghai, to_text

    path = folder / "上海样例.txt"
    path.write_text(to_text(print_shanghai(make_truth(3, "上海市清河示例区档案馆"))), encoding="utf-8")
    return path
