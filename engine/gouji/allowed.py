"""Which plugins may be loaded: the command line chooses among those that the server and the project allow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from gouji.errors import GoujiError
from gouji.value import Value

ALLOWED = "GOUJI_PLUGINS"
"""Environment variable with the plugins a server allows: names by commas, ``none`` for the built-ins alone."""
SETTINGS = "gouji.toml"


@attrs.frozen(eq=False, repr=False)
class Choice(Value):
    """Which plugins a run loads beside the built-ins.

    Attributes:
        only: Their entry-point names, ``None`` for all that are installed.
        required: Names without which the run is not what its settings ask for.
        refused: Names asked for that are not allowed, each with who forbids it.
    """

    only: frozenset[str] | None = None
    required: frozenset[str] = frozenset()
    refused: Mapping[str, str] = attrs.field(factory=dict)


def choose(named: Iterable[str] = (), *, none: bool = False, settings: Path | None = None) -> Choice:
    """Return the plugins to load.

    Args:
        named: Plugins asked for (``--plugin``); empty asks for all that are allowed.
        none: Load the built-ins alone (``--no-plugins``).
        settings: Settings file; ``gouji.toml`` of the current folder if not given and there.

    Raises:
        GoujiError: If the settings file cannot be read or its ``[plugins]`` is not understood.
    """
    if settings is None and Path(SETTINGS).is_file():
        settings = Path(SETTINGS)
    limits: list[tuple[str, frozenset[str]]] = []
    required: frozenset[str] = frozenset()
    if settings is not None:
        allow, required = _settings(settings)
        if allow is not None:
            limits.append((str(settings), allow))
    stated = os.environ.get(ALLOWED)
    if stated is not None:
        limits.append((f"环境变量 {ALLOWED}", _listed(stated)))
    if none:
        return Choice(frozenset(), required)
    wanted = frozenset(named) or None
    refused: dict[str, str] = {}
    for origin, allow in limits:
        for name in sorted((wanted or frozenset()) - allow):
            refused.setdefault(name, origin)
        wanted = allow if wanted is None else wanted & allow
    if named and wanted is not None:
        required |= wanted
    return Choice(wanted, required, refused)


def _listed(text: str) -> frozenset[str]:
    names = frozenset(n.strip() for n in text.replace("，", ",").split(",") if n.strip())
    return frozenset() if names == {"none"} else names


def _settings(path: Path) -> tuple[frozenset[str] | None, frozenset[str]]:
    import tomllib  # a run without a settings file has no use for it

    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GoujiError(f"设置文件无法读取：{error}", source=str(path)) from error
    table = raw.get("plugins", {})
    if not isinstance(table, dict) or set(table) - {"allow", "require"}:
        raise GoujiError("[plugins] 只能有 allow 和 require 两个列表", source=str(path))
    for key, value in table.items():
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise GoujiError(f"[plugins] 的 {key} 应为插件名的列表", source=str(path))
    allow = frozenset(table["allow"]) if "allow" in table else None
    return allow, frozenset(table.get("require", ()))
