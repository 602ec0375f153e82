"""Text drawn from pages by poppler's ``pdftotext``, where it is installed with its tables of Chinese characters."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gouji.api import Source


def drawn(pdf: Path, target: Path, mode: str) -> Source:
    """Return the text of a PDF; the test that asks is skipped where no Chinese comes out.

    Args:
        pdf: A disclosure.
        target: File to write.
        mode: Option of ``pdftotext`` that says how lines are laid out.
    """
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    subprocess.run(["pdftotext", mode, str(pdf), str(target)], check=True, capture_output=True)
    content = target.read_bytes()
    if "决算" not in content.decode("utf-8"):
        pytest.skip("pdftotext is installed without its tables of Chinese characters")
    return Source("决算.txt", content=content)
