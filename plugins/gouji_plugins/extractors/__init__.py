"""Built-in extractors, one module a format.  Add a format: write its module, list it here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from gouji.api import Source

if TYPE_CHECKING:
    from gouji.api import Extractor
    from gouji.model import Document


class Lazy:
    """An extractor whose module is imported only when an input looks like its format.

    Attributes:
        name: Format name.
        suffixes: Extensions with dots.
    """

    def __init__(self, name: str, suffixes: tuple[str, ...], magic: tuple[bytes, ...], module: str) -> None:
        self.name = name
        self.suffixes = suffixes
        self._magic = magic
        self._module = module

    def _load(self) -> Extractor:
        module = import_module(f"gouji_plugins.extractors.{self._module}")
        return cast("Extractor", module.extractor(self.name))

    def accepts(self, source: Source) -> int:
        """Ask the module only if the extension or the first bytes fit."""
        if source.suffix in self.suffixes or any(source.head.startswith(m) for m in self._magic):
            return self._load().accepts(source)
        return 0

    def extract(self, source: Source) -> Document:
        """Load the module and read the input."""
        return self._load().extract(source)


def builtin_extractors() -> list[Extractor]:
    """Return one lazy extractor per format."""
    return [
        Lazy("text", (".txt", ".text", ".md"), (), "text"),
        Lazy("pdf", (".pdf",), (b"%PDF",), "pdf"),
        Lazy("ofd", (".ofd",), (), "ofd"),
        Lazy("spreadsheet", (".xlsx", ".xlsm", ".xls", ".ods", ".et"), (), "spreadsheet"),
        Lazy("docx", (".docx", ".docm"), (), "docx"),
        Lazy("legacy", (".doc", ".wps", ".rtf"), (), "legacy"),
        # Many systems export a web page under the name of a workbook: its first tags tell.
        Lazy(
            "html",
            (".html", ".htm", ".xhtml", ".xls", ".et"),
            (b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML"),
            "html",
        ),
        Lazy("csv", (".csv", ".tsv"), (), "delimited"),
        Lazy("ledger", (".json",), (), "ledger"),
    ]
