"""The host: finds plugins, calls their hooks, and survives the ones that raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

import pluggy

from gouji import api
from gouji.allowed import Choice
from gouji.api import API_VERSION
from gouji.errors import current_trace
from gouji.hooks import PROJECT, Hooks
from gouji.installed import Entry, plugins
from gouji.model.report import Problem

if TYPE_CHECKING:
    import click

    from gouji.api import Check, Executor, Extractor, Function, LedgerWriter, PackSource, Reporter

T = TypeVar("T")
BUILTIN = "builtin"
NOT_CHOSEN = "未启用"


class PluginInfo(NamedTuple):
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
        choice: What the user and the server allow (:func:`gouji.allowed.choose`); instead of ``only``.

    A plugin that is not allowed is never imported.
    """

    def __init__(
        self,
        only: Iterable[str] | None = None,
        extra: dict[str, object] | None = None,
        choice: Choice | None = None,
    ) -> None:
        if choice is None:
            choice = Choice() if only is None else Choice(frozenset(only), frozenset(only))
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        self.problems: list[Problem] = []
        self.plugins: list[PluginInfo] = []
        self._owners: dict[int, str] = {}
        allowed = None if choice.only is None else {*choice.only, BUILTIN}
        found = sorted(plugins(), key=lambda e: (e.name != BUILTIN, e.name))
        for entry in found:
            if allowed is None or entry.name in allowed:
                self._load_entry(entry)
            else:
                self.plugins.append(
                    PluginInfo(entry.name, entry.version, origin=entry.origin, error=NOT_CHOSEN)
                )
        for name, origin in choice.refused.items():
            self._problem(name, f"插件“{name}”不在允许名单内（{origin}），未启用")
        here = {p.name for p in self.plugins if p.error != NOT_CHOSEN} | set(extra or ()) | {BUILTIN}
        installed = {e.name for e in found}
        for name in sorted(choice.required - here - set(choice.refused)):
            reason = "已安装，但未被允许" if name in installed else f"没有安装名为“{name}”的插件"
            self._problem(name, f"本次检查要用的插件“{name}”缺失：{reason}；它的规则包、规则和格式都没有用上")
        for name, plugin in (extra or {}).items():
            self._register(name, plugin, origin="直接给出", version="")

    def _problem(self, source: str, message: str, detail: str = "") -> None:
        self.problems.append(Problem("plugin", message, source, detail))

    def _load_entry(self, entry: Entry) -> None:
        try:
            plugin = entry.load()
        except (Exception, SystemExit) as error:
            message = f"插件“{entry.name}”无法载入：{error}"
            self._problem(entry.name, message, current_trace())
            self.plugins.append(PluginInfo(entry.name, entry.version, origin=entry.origin, error=str(error)))
            return
        self._register(entry.name, plugin, entry.origin, entry.version)

    def _register(self, name: str, plugin: object, origin: str, version: str) -> None:
        stated_api = getattr(plugin, "GOUJI_API", None)
        error = ""
        if stated_api != API_VERSION:
            stated = f"第 {stated_api} 版" if stated_api is not None else "未写明版本的"
            newer = isinstance(stated_api, int) and stated_api > API_VERSION
            advice = "请升级 gouji" if newer else "请升级这个插件（在模块里写明 GOUJI_API）"
            error = f"为{stated}插件接口而写，本引擎的接口是第 {API_VERSION} 版；{advice}"
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
        self.plugins.append(PluginInfo(name, version, stated_api, hooks, origin, error))

    def _collect(self, hook: str, kind: Callable[[object], bool]) -> list[tuple[str, object]]:
        """Call ``hook`` of each plugin on its own, so that one that raises loses only its own.

        An item that is not of its kind is left out and named: it would fail in the middle of a document.
        """
        gathered: list[tuple[str, object]] = []
        for impl in getattr(self._manager.hook, hook).get_hookimpls():
            try:
                answer = cast("Callable[[], Iterable[object] | None]", impl.function)()
                items = list(answer or ())
                fitting = [kind(item) for item in items]
            except (Exception, SystemExit) as error:
                self._problem(
                    impl.plugin_name,
                    f"插件“{impl.plugin_name}”的 {hook} 出错：{error}",
                    current_trace(),
                )
                continue
            for item, fits in zip(items, fitting, strict=True):
                if fits:
                    self._owners[id(item)] = impl.plugin_name
                    gathered.append((impl.plugin_name, item))
                else:
                    self._problem(
                        impl.plugin_name,
                        f"插件“{impl.plugin_name}”的 {hook} 给出的 {type(item).__name__} 不符合接口，未启用",
                    )
        return gathered

    def owner(self, item: object) -> str:
        """Return the name of the plugin an extractor, pack source, check or reporter comes from, "" if none."""
        return self._owners.get(id(item), "")

    @cached_property
    def extractors(self) -> list[Extractor]:
        """Extractors, those registered later first."""
        found = self._collect("gouji_extractors", lambda x: isinstance(x, api.Extractor))
        return [cast("Extractor", e) for _, e in reversed(found)]

    @cached_property
    def packs(self) -> list[PackSource]:
        """Folders of packs, built-in first."""
        found = self._collect("gouji_packs", lambda x: isinstance(x, api.PackSource))
        return [cast("PackSource", p) for _, p in found]

    @cached_property
    def checks(self) -> list[tuple[str, Check]]:
        """Checks with the name of the plugin they come from."""
        found = self._collect("gouji_checks", lambda x: isinstance(x, api.Check))
        return [(name, cast("Check", c)) for name, c in found]

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Functions of the rule language by name."""
        known: dict[str, Function] = {}
        for owner, item in self._collect("gouji_functions", lambda x: isinstance(x, api.Function)):
            function = cast("Function", item)
            if function.name in known:
                self._problem(owner, f"插件“{owner}”的函数“{function.name}”与已有函数重名，未启用")
            else:
                known[function.name] = function
        return known

    @cached_property
    def reporters(self) -> dict[str, Reporter]:
        """Reporters by name; one registered later replaces a built-in of the same name."""
        found = self._collect("gouji_reporters", lambda x: isinstance(x, api.Reporter))
        return {cast("Reporter", r).name: cast("Reporter", r) for _, r in found}

    @cached_property
    def ledger_writers(self) -> dict[str, LedgerWriter]:
        """Writers of ledgers by name."""
        found = self._collect("gouji_ledger_writers", lambda x: isinstance(x, api.LedgerWriter))
        writers = [cast("LedgerWriter", w) for _, w in found]
        return {writer.name: writer for writer in writers}

    @cached_property
    def executors(self) -> dict[str, Executor]:
        """Executors for batches by name."""
        found = self._collect("gouji_executors", lambda x: isinstance(x, api.Executor))
        return {cast("Executor", e).name: cast("Executor", e) for _, e in found}

    @cached_property
    def commands(self) -> dict[str, click.Command]:
        """Subcommands of plugins by name."""
        found = [cast("click.Command", c) for _, c in self._collect("gouji_commands", _is_command)]
        return {command.name: command for command in found if command.name}


def _is_command(item: object) -> bool:
    import click

    return isinstance(item, click.Command)
