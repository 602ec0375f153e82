"""A package written only from docs/province.md, in a fresh environment without the checkout."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "province.md"


def files() -> dict[str, str]:
    """Every file the guide gives in full, by path."""
    text = GUIDE.read_text(encoding="utf-8")
    return {
        m[1]: m[2]
        for m in re.finditer(r"^文件 `([^`]+)`：\n\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    }


def test_the_guide_gives_a_province_a_rule_an_extractor_and_a_reporter() -> None:
    made = "".join(files().values())
    assert len(files()) == 7
    for hook in ("gouji_packs", "gouji_extractors", "gouji_reporters", "规则 QINGHE-01", "[[table]]"):
        assert hook in made


@pytest.mark.slow
def test_what_the_guide_says_works(fresh: Any) -> None:
    assert "gouji new-pack qinghe --jurisdiction 甘肃" in GUIDE.read_text(encoding="utf-8")
    fresh.gouji("new-pack", "qinghe", "--jurisdiction", "甘肃")
    package = fresh.work / "gouji-qinghe"
    for name, text in files().items():
        assert (package / name).parent.is_dir(), name
        (package / name).write_text(text, encoding="utf-8")
    try:
        fresh.install("-e", str(package))
        told = fresh.run("-m", "pytest", "-q", "-ra", folder=package)
        assert "passed" in told
        assert "failed" not in told
        _audits(fresh, files()["tests/test_pack.py"])
    finally:
        fresh.run("-m", "pip", "uninstall", "-qy", "gouji-qinghe")


def _audits(fresh: Any, test: str) -> None:
    good = re.search(r'GOOD = """(.*?)"""', test, re.DOTALL)
    assert good is not None
    folder = fresh.work / "一 批"
    folder.mkdir()
    (folder / "错.qh").write_text(good[1].replace("合计|3.00|3.00", "合计|3.00|5.00"), encoding="utf-8")
    shown = fresh.gouji("audit", str(folder), "--format", "counts", code=1)
    assert re.search(r"甘肃清河县档案馆 2024 error=[1-9]", shown)
    report = json.loads(fresh.gouji("audit", str(folder), "--format", "json", code=1))
    assert "甘肃/2024-" in report["documents"][0]["packs"]
    assert "QINGHE-01" in json.dumps(report["documents"][0]["findings"])
    listed = fresh.gouji("plugins")
    assert all(
        word in listed for word in ("gouji_extractors", "gouji_packs", "gouji_reporters", "counts", ".qh")
    )
