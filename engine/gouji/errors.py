"""The exceptions gouji raises for its users' mistakes and their files' faults."""

from __future__ import annotations

import enum


class ExitCode(enum.IntEnum):
    """Exit codes of the command line."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERNAL = 4


class GoujiError(Exception):
    """Base of all errors that are told to the user without a traceback.

    Attributes:
        message: What is wrong, in words.
        source: File, plugin or rule it concerns, "" if none.
        place: Where in it, "" if unknown.
        hint: What to do about it, "" if nothing.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, source: str = "", place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = "，".join(b for b in (self.source, self.place) if b)
        text = f"{where}：{self.message}" if where else self.message
        return f"{text}（{self.hint}）" if self.hint else text


def current_trace() -> str:
    """Return the traceback of the exception being handled."""
    import traceback  # runs without a fault do without it

    return traceback.format_exc()


class UnreadableInput(GoujiError):
    """An input that cannot be read: damaged, encrypted, too large, not what it says it is."""

    exit_code = ExitCode.UNREADABLE


class NoTables(UnreadableInput):
    """A readable input in which no disclosure table was found."""


class MissingExtra(UnreadableInput):
    """A format whose optional library is not installed; the hint names the extra."""


class PackError(GoujiError):
    """A pack that cannot be loaded: bad TOML, unknown key, missing parent."""


class PluginError(GoujiError):
    """A plugin that cannot be loaded or was written for another API version."""

    exit_code = ExitCode.INTERNAL
