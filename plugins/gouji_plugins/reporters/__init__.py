"""Built-in reporters, one module a format.  Add a reporter: write its module, list it here."""

from __future__ import annotations

from importlib import import_module
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.api import LedgerWriter, Reporter, ReportOptions
    from gouji.model import Ledger, Report


class Lazy:
    """A reporter whose module is imported when it is used.

    Attributes:
        name: Format name.
        suffix: Usual extension.
        binary: Whether it needs a file.
    """

    def __init__(self, name: str, suffix: str, target: str, *, binary: bool = False) -> None:
        self.name = name
        self.suffix = suffix
        self.binary = binary
        self._module, _, function = target.partition(":")
        self._function = function or "render"

    def render(self, report: Report, stream: IO[bytes], options: ReportOptions) -> None:
        """Load the module and render."""
        module = import_module(f"gouji_plugins.reporters.{self._module}")
        getattr(module, self._function)(report, stream, options)


class LazyWriter:
    """A writer of ledgers whose module is imported when it is used.

    Attributes:
        name: Format name.
        suffix: Usual extension.
        binary: Whether it needs a file.
    """

    def __init__(self, name: str, suffix: str, target: str, *, binary: bool = False) -> None:
        self.name = name
        self.suffix = suffix
        self.binary = binary
        self._target = target

    def write(self, ledger: Ledger, stream: IO[bytes]) -> None:
        """Load the module and write."""
        module, _, name = self._target.partition(":")
        getattr(import_module(f"gouji_plugins.reporters.{module}"), name)(ledger, stream)


def builtin_ledger_writers() -> list[LedgerWriter]:
    """Return one lazy writer per format."""
    return [
        LazyWriter("json", ".json", "ledger_json:write_ledger_json"),
        LazyWriter("html", ".html", "ledger_html:write_ledger_html"),
        LazyWriter("xlsx", ".xlsx", "ledger_xlsx:write_ledger_xlsx", binary=True),
    ]


def builtin_reporters() -> list[Reporter]:
    """Return one lazy reporter per format: ``module`` or ``module:function``, function ``render`` if not named."""
    return [
        Lazy("console", ".txt", "console"),
        Lazy("json", ".json", "json_report"),
        Lazy("html", ".html", "html_report"),
        Lazy("xlsx", ".xlsx", "workpaper", binary=True),
        Lazy("docx", ".docx", "opinion", binary=True),
        Lazy("pdf", ".pdf", "annotated_pdf", binary=True),
        Lazy("csv", ".csv", "tabular", binary=True),
        Lazy("markdown", ".md", "markdown"),
        Lazy("sarif", ".sarif", "sarif"),
        Lazy("junit", ".xml", "junit"),
        Lazy("github", ".txt", "annotations:render_github"),
        Lazy("gitlab", ".json", "annotations:render_gitlab"),
    ]
