"""Reading on a machine that has no Chinese fonts, from PDFs that embed none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2.raw as raw
import pytest
from render_pdf import FONT, register_font
from reportlab.pdfgen import canvas

from gouji.api import Source
from gouji_plugins.extractors.pdf import extractor

WITHOUT_FONTS = """
import ctypes, sys
import pypdfium2.raw as raw
raw.FPDF_DestroyLibrary()
nowhere = (ctypes.c_char_p * 1)(None)
config = raw.FPDF_LIBRARY_CONFIG(version=2)
config.m_pUserFontPaths = ctypes.cast(nowhere, type(config.m_pUserFontPaths))
raw.FPDF_InitLibraryWithConfig(config)
from pathlib import Path
from gouji.api import Source
from gouji_plugins.extractors.pdf import extractor
path = Path(sys.argv[1])
document = extractor("pdf").extract(Source(path.name, path))
text = "\\n".join(line.text for line in document.lines())
sys.stdout.buffer.write(text.encode())
sys.stderr.buffer.write("\\n".join(note.code for note in document.notes).encode())
"""


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A page with a lone character, an upright word and a figure, in a font that is not embedded."""
    path = tmp_path / "无字体.pdf"
    page = canvas.Canvas(str(path))
    register_font()
    page.setFont(FONT, 10)
    for y, text in ((700, "一"), (650, "合计 12.50"), (600, "二、外交支出")):
        page.drawString(100, y, text)
    page.save()
    return path


@pytest.mark.skipif(not raw.FPDF_GetDefaultSystemFontInfo(), reason="PDFium has no font source here")
def test_nothing_is_lost_without_fonts(printed: Path) -> None:
    here = extractor("pdf").extract(Source(printed.name, printed))
    expected = [line.text for line in here.lines()]
    assert expected[0] == "一"
    bare = subprocess.run(
        [sys.executable, "-c", WITHOUT_FONTS, str(printed)], capture_output=True, check=True
    )
    assert bare.stdout.decode().splitlines() == expected
    assert bare.stderr.decode().splitlines() == ["font"]


def test_the_font_is_what_the_script_makes(tmp_path: Path) -> None:
    maker = pytest.importorskip("make_stand_in_font", reason="fontTools is not installed")
    maker.make(tmp_path / "again.ttf")
    assert (tmp_path / "again.ttf").read_bytes() == maker.TARGET.read_bytes()
