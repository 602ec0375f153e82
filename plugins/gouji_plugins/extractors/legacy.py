"""DOC, WPS and RTF: turned into DOCX by an installed LibreOffice, then read as Word documents.

LibreOffice runs without macros, in a profile and folder of its own, for a limited time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from gouji.api import Source
from gouji.errors import MissingExtra, UnreadableInput
from gouji.model import Document, Note
from gouji_plugins.extractors.docx import DocxExtractor

if TYPE_CHECKING:
    from gouji.api import Extractor

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def converter() -> str | None:
    """Return the LibreOffice program: ``GOUJI_SOFFICE``, on the path, or in its usual folders."""
    named = os.environ.get("GOUJI_SOFFICE")
    if named:
        return named if Path(named).is_file() else None
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((p for p in _PLACES if Path(p).is_file()), None)


class LegacyExtractor:
    """Reads the older Word formats and WPS documents.

    Attributes:
        name: ``legacy``.
        suffixes: Extensions.
    """

    name = "legacy"
    suffixes = (".doc", ".wps", ".rtf")

    def accepts(self, source: Source) -> int:
        """By the extension and the first bytes; a renamed DOCX goes to its own reader."""
        if source.suffix not in self.suffixes:
            return 0
        if source.head.startswith((_COMPOUND, _RTF)):
            return 70
        return 60 if source.head.startswith(b"PK") else 0

    def extract(self, source: Source) -> Document:
        """Convert and read.

        Raises:
            MissingExtra: If LibreOffice is not installed.
            UnreadableInput: If it cannot convert the file in time.
        """
        if source.head.startswith(b"PK"):
            return attrs.evolve(DocxExtractor().extract(source), format=self.name)
        program = converter()
        if program is None:
            raise MissingExtra(
                "读这种旧格式需要 LibreOffice，没有找到",
                source=source.name,
                hint="安装 LibreOffice，或另存为 DOCX；也可用环境变量 GOUJI_SOFFICE 指明程序",
            )
        document = DocxExtractor().extract(attrs.evolve(source, content=convert(program, source), path=None))
        note = Note("converted", "由 LibreOffice 转为 DOCX 后读取")
        return attrs.evolve(document, format=self.name, sha256=source.sha256, notes=(note, *document.notes))


def convert(program: str, source: Source) -> bytes:
    """Return a file as DOCX.

    Raises:
        UnreadableInput: If the program fails, takes too long or writes nothing.
    """
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        entry = place / f"in{source.suffix}"
        entry.write_bytes(source.data)
        command = [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--convert-to", "docx:Office Open XML Text", "--outdir", str(place / "out"), str(entry),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=source.limits.wait, check=False, cwd=folder
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableInput(
                f"LibreOffice 转换超过 {source.limits.wait:g} 秒",
                source=source.name,
                hint="可用 --wait-limit 提高上限",
            ) from error
        except OSError as error:
            raise UnreadableInput(
                f"LibreOffice 无法运行：{error.strerror or error}", source=source.name
            ) from error
        made = place / "out" / "in.docx"
        if not made.is_file():
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
            raise UnreadableInput(
                "LibreOffice 不能转换这份文件", source=source.name, hint=said[-1] if said else ""
            )
        return made.read_bytes()


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return LegacyExtractor()
