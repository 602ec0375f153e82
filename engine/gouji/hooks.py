"""Every hook of gouji, in one file: when it is called, what it returns, since when.

A plugin is a module or object whose methods are marked with :data:`hookimpl`; distributions name
it under the entry-point group ``gouji`` and state ``GOUJI_API = 1``.  All hooks are called once per
run and collect lists; a hook that raises is reported and left out, the run goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    import click

    from gouji.api import Check, Executor, Extractor, Function, LedgerWriter, PackSource, Reporter

PROJECT = "gouji"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """Hook specifications."""

    @hookspec
    def gouji_extractors(self) -> list[Extractor]:  # type: ignore[empty-body]
        """Return extractors.

        Called before the first input is read.  The extractor whose ``accepts`` is highest reads an
        input; of equals the one registered last, so that a third party can replace a built-in.

        .. versionadded:: 1
        """

    @hookspec
    def gouji_packs(self) -> list[PackSource]:  # type: ignore[empty-body]
        """Return folders of packs (table specs, narrative patterns, rules, parameters).

        Called before the first document is normalised.

        .. versionadded:: 1
        """

    @hookspec
    def gouji_checks(self) -> list[Check]:  # type: ignore[empty-body]
        """Return checks written in Python.

        Called before the first document is audited; each check runs on every document whose packs
        do not switch it off.

        .. versionadded:: 1
        """

    @hookspec
    def gouji_functions(self) -> list[Function]:  # type: ignore[empty-body]
        """Return functions that rules may call.

        Called before rules are compiled.  A name that is taken is an error of the plugin.

        .. versionadded:: 1
        """

    @hookspec
    def gouji_reporters(self) -> list[Reporter]:  # type: ignore[empty-body]
        """Return reporters.

        Called when a report is written or reporters are listed.

        .. versionadded:: 1
        """

    @hookspec
    def gouji_ledger_writers(self) -> list[LedgerWriter]:  # type: ignore[empty-body]
        """Return writers of ledgers for ``gouji extract``.

        Called when a ledger is written or formats are listed.

        .. versionadded:: 1
        """

    @hookspec
    def gouji_executors(self) -> list[Executor]:  # type: ignore[empty-body]
        """Return executors for ``gouji batch --executor``.

        Called when ``gouji batch`` starts; ``local`` is built in and may be replaced.

        .. versionadded:: 1
        """

    @hookspec
    def gouji_commands(self) -> list[click.Command]:  # type: ignore[empty-body]
        """Return subcommands of ``gouji``.

        Called when an unknown subcommand is typed or the help is shown, never at plain start-up.

        .. versionadded:: 1
        """
