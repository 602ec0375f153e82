"""Where the shared corpus of real disclosures lies, if it lies anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def corpus_file(name: str) -> Path:
    """Return a file of the corpus, or skip the test where the corpus is absent.

    The folder is ``../shared/corpus`` beside the checkout; ``GOUJI_CORPUS`` names another.
    """
    folder = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = folder / name
    if not path.is_file():
        pytest.skip(f"corpus file {name} is not here")
    return path
