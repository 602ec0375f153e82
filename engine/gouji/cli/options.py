"""Options that several subcommands share, and the values they turn into."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from gouji.allowed import Choice, choose
from gouji.api import Limits
from gouji.audit import Options
from gouji.errors import GoujiError
from gouji.reading import Overrides

PATIENCE = 5
"""Time on the wall for a document, in its processor time."""
F = TypeVar("F", bound=Callable[..., Any])


def plugin_options(command: F) -> F:
    """Add ``--no-plugins`` and ``--plugin``; passes ``choice``, a :class:`~gouji.allowed.Choice`."""

    @click.option("--no-plugins", is_flag=True, help="只用内置的，不载入任何插件")
    @click.option("--plugin", "named", multiple=True, metavar="NAME", help="只载入这个插件，可重复")
    @wraps(command)
    def wrapper(*args: Any, no_plugins: bool, named: tuple[str, ...], **kwargs: Any) -> Any:
        if no_plugins and named:
            raise click.UsageError("--no-plugins 和 --plugin 不能同时用")
        try:
            choice = choose(named, none=no_plugins, settings=kwargs.get("config"))
        except GoujiError as error:
            click.echo(f"错误：{error}", err=True)
            raise SystemExit(int(error.exit_code)) from error
        return command(*args, choice=choice, **kwargs)

    return wrapper  # type: ignore[return-value]


def document_options(command: F) -> F:
    """Add options that say what a document is and which packs and rules apply; passes ``options``."""

    @click.option("--year", type=int, help="决算年度（覆盖识别结果）")
    @click.option("--kind", help="文种，如 部门决算、单位决算")
    @click.option("--department", help="部门名称")
    @click.option("--jurisdiction", help="地区，如 甘肃/临夏")
    @click.option("--pack", "packs", multiple=True, help="另外应用的规则包 id，可重复")
    @click.option(
        "--pack-dir",
        "pack_folders",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="存放规则包的文件夹，可重复",
    )
    @click.option(
        "--rules",
        "rule_files",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="另外应用的规则文件 .gj，可重复",
    )
    @click.option("--disable", "disabled", multiple=True, metavar="RULE", help="停用一条规则，可重复")
    @click.option("--max-file-size", type=click.IntRange(1), help="文件大小上限（字节）")
    @click.option("--max-pages", type=click.IntRange(1), help="页数上限")
    @click.option(
        "--time-limit",
        type=click.FloatRange(0, min_open=True),
        help="一份文件的处理器时间上限（秒），默认 120",
    )
    @click.option(
        "--wait-limit",
        type=click.FloatRange(0, min_open=True),
        help="连同等待（别的程序、磁盘）的时间上限（秒），默认为 --time-limit 的 5 倍",
    )
    @plugin_options
    @wraps(command)
    def wrapper(
        *args: Any,
        choice: Choice,
        year: int | None,
        kind: str | None,
        department: str | None,
        jurisdiction: str | None,
        packs: tuple[str, ...],
        pack_folders: tuple[Path, ...],
        rule_files: tuple[Path, ...],
        disabled: tuple[str, ...],
        max_file_size: int | None,
        max_pages: int | None,
        time_limit: float | None,
        wait_limit: float | None,
        **kwargs: Any,
    ) -> Any:
        usual = Limits()
        limits = attrs.evolve(
            usual,
            file_bytes=max_file_size or usual.file_bytes,
            pages=max_pages or usual.pages,
            seconds=time_limit or usual.seconds,
            wait=wait_limit or PATIENCE * (time_limit or usual.seconds),
        )
        options = Options(
            limits=limits,
            overrides=Overrides(department, year, kind, jurisdiction, packs),
            rule_files=rule_files,
            pack_folders=pack_folders,
            disabled=frozenset(disabled),
            plugins=choice,
        )
        return command(*args, options=options, **kwargs)

    return wrapper  # type: ignore[return-value]


def wants_colour(choice: str) -> bool:
    """Decide on colours: ``always``, ``never``, or ``auto`` (a terminal, and NO_COLOR not set)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the width of the terminal, or 100 where there is none."""
    try:
        width = (
            int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size(sys.stdout.fileno()).columns or 100
        )
    except (ValueError, OSError):  # COLUMNS is no number; not a terminal, or no file at all
        width = 100
    return max(60, min(160, width))
