"""The host survives plugins that raise, names them, and refuses other API versions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from gouji.api import Function
from gouji.hooks import hookimpl
from gouji.host import BUILTIN, Host


def plugin(api: int | None = 1, **hooks: Any) -> object:
    module = SimpleNamespace(**{name: hookimpl(call) for name, call in hooks.items()})
    if api is not None:
        module.GOUJI_API = api
    return module


def broken() -> list[object]:
    raise RuntimeError("坏了")


def test_the_built_ins_come_through_the_same_door() -> None:
    host = Host()
    assert [p.name for p in host.plugins if not p.error][:1] == [BUILTIN]
    assert not host.problems
    assert {"console", "json"} <= set(host.reporters)


def test_a_hook_that_raises_loses_only_its_own() -> None:
    host = Host(extra={"bad": plugin(gouji_reporters=broken)})
    assert {"console", "json"} <= set(host.reporters)
    assert len(host.problems) == 1
    problem = host.problems[0]
    assert (problem.source, "坏了" in problem.message) == ("bad", True)
    assert "RuntimeError" in problem.detail


def test_another_api_version_is_refused_with_a_reason() -> None:
    host = Host(extra={"old": plugin(99), "silent": plugin(None)})
    errors = {p.name: p.error for p in host.plugins}
    assert "99" in errors["old"]
    assert "未写明版本" in errors["silent"]
    assert len(host.problems) == 2


def test_functions_of_one_name_do_not_replace_each_other() -> None:
    first, second = Function("翻倍", 1, lambda x: x), Function("翻倍", 1, lambda x: -x)
    host = Host(
        extra={
            "a": plugin(gouji_functions=lambda: [first]),
            "b": plugin(gouji_functions=lambda: [second]),
        }
    )
    assert host.functions["翻倍"] is first
    assert any(p.source == "b" for p in host.problems)


def test_a_plugin_that_is_not_installed_is_named() -> None:
    host = Host(only=["不存在"])
    assert any("不存在" in p.message for p in host.problems)
