"""The command line.  Subcommands are imported when they are called, so that start-up stays quick."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import cast

import click

from gouji._version import __version__

_COMMANDS = {
    "audit": "gouji.cli.audit:audit",
    "batch": "gouji.cli.batch:batch",
    "diff": "gouji.cli.diff:diff",
    "eval": "gouji.cli.rules:evaluate",
    "explain": "gouji.cli.explain:explain",
    "extract": "gouji.cli.extract:extract",
    "new-pack": "gouji.cli.new_pack:new_pack",
    "packs": "gouji.cli.packs:packs",
    "plugins": "gouji.cli.plugins:plugins",
    "query": "gouji.cli.query:query",
    "rules": "gouji.cli.rules:rules",
}


class LazyGroup(click.Group):
    """A group whose subcommands live in modules that are imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List built-in subcommands, then those of plugins."""
        return sorted({*_COMMANDS, *self._plugin_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a subcommand, or ask the plugins for it."""
        target = _COMMANDS.get(cmd_name)
        if target is None:
            return self._plugin_commands().get(cmd_name)
        module, _, name = target.partition(":")
        return cast(click.Command, getattr(import_module(module), name))

    def _plugin_commands(self) -> dict[str, click.Command]:
        from gouji.allowed import choose
        from gouji.errors import GoujiError
        from gouji.host import Host

        try:
            choice = choose()
        except GoujiError:
            return {}  # the subcommand that reads the settings tells what is wrong with them
        return Host(choice=choice).commands


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gouji", message="gouji 勾稽 %(version)s")
def main() -> None:
    """勾稽：检查公开的部门决算是否前后一致。"""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console cannot print every character of a document: replace rather than fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
