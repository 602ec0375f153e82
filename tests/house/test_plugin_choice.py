"""Which plugins load: the command line, the project's settings, the server's list; what is missing is named."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from gouji import host as host_module
from gouji.allowed import ALLOWED, choose
from gouji.cli import main
from gouji.errors import GoujiError
from gouji.hooks import hookimpl
from gouji.host import Host
from gouji.installed import Entry, plugins

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "清河示例区档案馆-2024" / "决算公开.txt"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two plugins installed beside the built-ins; the list holds the names of those that were imported."""
    imported: list[str] = []
    real = plugins()

    for name in ("qinghe", "linjiang"):
        module = ModuleType(f"gouji_{name}")
        module.GOUJI_API = 1  # type: ignore[attr-defined]
        module.gouji_reporters = hookimpl(lambda: [*()])  # type: ignore[attr-defined]

        def load(name: str = name, module: ModuleType = module) -> object:
            imported.append(name)
            return module

        real.append(Entry(name, module.__name__, "", "", load))
    monkeypatch.setattr(host_module, "plugins", lambda: real)
    return imported


def active(host: Host) -> set[str]:
    return {p.name for p in host.plugins if not p.error}


def test_all_that_are_installed_load_unless_told_otherwise(installed: list[str]) -> None:
    assert active(Host(choice=choose())) == {"builtin", "qinghe", "linjiang"}


def test_a_plugin_that_is_not_chosen_is_never_imported(installed: list[str]) -> None:
    assert active(Host(choice=choose(["qinghe"]))) == {"builtin", "qinghe"}
    assert active(Host(choice=choose(none=True))) == {"builtin"}
    assert installed == ["qinghe"]


def test_a_server_list_bounds_what_a_user_may_ask_for(
    installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOWED, "qinghe")
    assert active(Host(choice=choose())) == {"builtin", "qinghe"}
    host = Host(choice=choose(["linjiang"]))
    assert active(host) == {"builtin"}
    assert "linjiang" not in installed
    assert any("linjiang" in p.message and ALLOWED in p.message for p in host.problems)
    monkeypatch.setenv(ALLOWED, "none")
    assert active(Host(choice=choose())) == {"builtin"}


def test_settings_and_environment_both_bound(
    installed: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "gouji.toml"
    settings.write_text('[plugins]\nallow = ["qinghe"]\n', encoding="utf-8")
    monkeypatch.setenv(ALLOWED, "linjiang")
    assert active(Host(choice=choose(settings=settings))) == {"builtin"}


@pytest.mark.parametrize("text", ["plugins = 1", "[plugins]\nallow = 'x'", "[plugins]\nalow = []", "[plu"])
def test_settings_that_are_not_understood_are_refused(tmp_path: Path, text: str) -> None:
    settings = tmp_path / "gouji.toml"
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(GoujiError):
        choose(settings=settings)


def test_a_required_plugin_that_is_gone_is_named_in_the_report(tmp_path: Path) -> None:
    settings = tmp_path / "gouji.toml"
    settings.write_text('[plugins]\nrequire = ["shanghai"]\n', encoding="utf-8")
    result = run("audit", str(EXAMPLE), "--config", str(settings), "--format", "json")
    assert result.exit_code == 4
    assert any(
        "shanghai" in e["message"] and "缺失" in e["message"] for e in json.loads(result.stdout)["errors"]
    )


@pytest.mark.slow
def test_a_baseline_names_the_plugins_and_packs_that_are_gone(tmp_path: Path) -> None:
    baseline = tmp_path / "基 线.json"
    run("audit", str(EXAMPLE), "--report", f"json={baseline}", "-q")
    raw = json.loads(baseline.read_text(encoding="utf-8"))
    raw["tool"]["plugins"].append("shanghai 0.1.0")
    raw["tool"]["packs"].append("上海/2024-")
    baseline.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    result = run("audit", str(EXAMPLE), "--baseline", str(baseline), "--format", "json")
    told = " ".join(e["message"] for e in json.loads(result.stdout)["errors"])
    assert "插件“shanghai”现在没有" in told
    assert "规则包“上海/2024-”现在没有" in told
    assert result.exit_code == 4


@pytest.mark.slow
def test_a_suppression_of_a_rule_that_is_gone_says_so(tmp_path: Path) -> None:
    settings = tmp_path / "gouji.toml"
    settings.write_text('[[suppress]]\nrule = "SH-01"\nreason = "已核实"\n', encoding="utf-8")
    told = run("audit", str(EXAMPLE), "--config", str(settings), "--format", "json").stdout
    assert "抑制“SH-01”没有用到：现在没有这条规则" in told


def test_the_list_shows_what_is_not_enabled_and_why(installed: list[str]) -> None:
    shown = run("plugins", "--plugin", "qinghe").output
    assert "qinghe" in shown
    assert "gouji_reporters" in shown
    assert "未启用" in shown.split("\nlinjiang")[1].split("可读格式")[0]
    assert run("plugins", "--plugin", "qinghe", "--no-plugins").exit_code == 2


def test_things_that_are_not_what_a_hook_promises_are_left_out(installed: list[str]) -> None:
    class Nameless:
        suffix = ".x"

    bad = ModuleType("bad")
    bad.GOUJI_API = 1  # type: ignore[attr-defined]
    for hook in ("extractors", "packs", "checks", "functions", "reporters", "ledger_writers", "commands"):
        setattr(bad, f"gouji_{hook}", hookimpl(lambda: [Nameless()]))
    host = Host(extra={"bad": bad})
    assert host.extractors and host.packs and host.checks and host.reporters and host.ledger_writers
    assert not host.functions and not host.commands
    assert len([p for p in host.problems if p.source == "bad" and "Nameless" in p.message]) == 7
