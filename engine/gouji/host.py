"""The host: finds plugins, calls their hooks, and survives the ones that raise."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, TypeVar, cast

import attrs
import pluggy

from gouji.api import API_VERSION
from gouji.hooks import PROJECT, Hooks
from gouji.model.report import Problem

if TYPE_CHECKING:
    import click

    from gouji.api import Check, Extractor, Function, LedgerWriter, PackSource, Reporter

T = TypeVar("T")
BUILTIN = "builtin"


@attrs.frozen
class PluginInfo:
    """What ``gouji plugins`` shows of a plugin.

    Attributes:
        name: Entry-point name.
        version: Version of its distribution, "" if unknown.
        api: API version it states, ``None`` if it states none.
        hooks: Hooks it implements.
        origin: Distribution and module.
        error: Why it is not active, "" if it is.
    """

    name: str
    version: str = ""
    api: int | None = None
    hooks: tuple[str, ...] = ()
    origin: str = ""
    error: str = ""


class Host:
    """Loads plugins and asks them for their contributions.

    Args:
        only: Names to load beside the built-ins (an allow-list); ``None`` loads all installed.
        extra: Plugin objects given directly (tests, embedding programs), by name.
    """

    def __init__(self, only: Iterable[str] | None = None, extra: dict[str, object] | None = None) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        self.problems: list[Problem] = []
        self.plugins: list[PluginInfo] = []
        allowed = None if only is None else {*only, BUILTIN}
        found = sorted(entry_points(group=PROJECT), key=lambda e: (e.name != BUILTIN, e.name))
        for entry in found:
            if allowed is None or entry.name in allowed:
                self._load_entry(entry)
            else:
                self.plugins.append(PluginInfo(entry.name, origin=entry.value, error="未启用"))
        for name in sorted((allowed or set()) - {e.name for e in found} - set(extra or ()) - {BUILTIN}):
            self._problem(name, f"没有安装名为“{name}”的插件")
        for name, plugin in (extra or {}).items():
            self._register(name, plugin, origin="直接给出", version="")

    def _problem(self, source: str, message: str, detail: str = "") -> None:
        self.problems.append(Problem("plugin", message, source, detail))

    def _load_entry(self, entry: EntryPoint) -> None:
        dist = entry.dist
        origin = f"{dist.name}：{entry.value}" if dist else entry.value
        version = dist.version if dist else ""
        try:
            plugin = entry.load()
        except Exception as error:
            message = f"插件“{entry.name}”无法载入：{error}"
            self._problem(entry.name, message, traceback.format_exc())
            self.plugins.append(PluginInfo(entry.name, version, origin=origin, error=str(error)))
            return
        self._register(entry.name, plugin, origin, version)

    def _register(self, name: str, plugin: object, origin: str, version: str) -> None:
        api = getattr(plugin, "GOUJI_API", None)
        error = ""
        if api != API_VERSION:
            stated = f"第 {api} 版" if api is not None else "未写明版本的"
            error = f"为{stated}插件接口而写，本引擎的接口是第 {API_VERSION} 版"
        else:
            try:
                self._manager.register(plugin, name)
                self._manager.check_pending()
            except Exception as failure:
                error = str(failure)
        if error:
            self._problem(name, f"插件“{name}”未启用：{error}")
        callers = () if error else (self._manager.get_hookcallers(plugin) or ())
        hooks = tuple(sorted(c.name for c in callers))
        self.plugins.append(PluginInfo(name, version, api, hooks, origin, error))

    def _collect(self, hook: str) -> list[tuple[str, object]]:
        """Call ``hook`` of each plugin on its own, so that one that raises loses only its own."""
        gathered: list[tuple[str, object]] = []
        for impl in getattr(self._manager.hook, hook).get_hookimpls():
            try:
                answer = cast("Callable[[], Iterable[object] | None]", impl.function)()
                items = list(answer or ())
            except Exception as error:
                self._problem(
                    impl.plugin_name,
                    f"插件“{impl.plugin_name}”的 {hook} 出错：{error}",
                    traceback.format_exc(),
                )
                continue
            gathered.extend((impl.plugin_name, item) for item in items)
        return gathered

    @cached_property
    def extractors(self) -> list[Extractor]:
        """Extractors, those registered later first."""
        return [cast("Extractor", e) for _, e in reversed(self._collect("gouji_extractors"))]

    @cached_property
    def packs(self) -> list[PackSource]:
        """Folders of packs, built-in first."""
        return [cast("PackSource", p) for _, p in self._collect("gouji_packs")]

    @cached_property
    def checks(self) -> list[tuple[str, Check]]:
        """Checks with the name of the plugin they come from."""
        return [(name, cast("Check", c)) for name, c in self._collect("gouji_checks")]

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Functions of the rule language by name."""
        known: dict[str, Function] = {}
        for owner, item in self._collect("gouji_functions"):
            function = cast("Function", item)
            if function.name in known:
                self._problem(owner, f"插件“{owner}”的函数“{function.name}”与已有函数重名，未启用")
            else:
                known[function.name] = function
        return known

    @cached_property
    def reporters(self) -> dict[str, Reporter]:
        """Reporters by name; one registered later replaces a built-in of the same name."""
        return {cast("Reporter", r).name: cast("Reporter", r) for _, r in self._collect("gouji_reporters")}

    @cached_property
    def ledger_writers(self) -> dict[str, LedgerWriter]:
        """Writers of ledgers by name."""
        found = [cast("LedgerWriter", w) for _, w in self._collect("gouji_ledger_writers")]
        return {writer.name: writer for writer in found}

    @cached_property
    def commands(self) -> dict[str, click.Command]:
        """Subcommands of plugins by name."""
        found = [cast("click.Command", c) for _, c in self._collect("gouji_commands")]
        return {command.name: command for command in found if command.name}
