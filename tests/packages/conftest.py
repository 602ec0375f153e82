"""A fresh environment with the wheel and nothing of the checkout, for packages of third parties."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_BEHIND = Path("build", "lib", "gouji", "specs", "national", "gone.gj")
"""A file of a pack that was renamed after an earlier build."""


@attrs.frozen
class Fresh:
    """A virtual environment.

    Attributes:
        python: Its interpreter.
        work: A folder outside the checkout.
    """

    python: Path
    work: Path

    def run(self, *arguments: str, folder: Path | None = None, code: int | None = 0) -> str:
        """Run the interpreter and return what it prints; fails unless it ends with ``code``."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "GOUJI"))}
        done = subprocess.run(
            [str(self.python), *arguments], cwd=folder or self.work, env={**clean, "PYTHONUTF8": "1"},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert code is None or done.returncode == code, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def install(self, *what: str) -> None:
        """Install packages with pip."""
        self.run("-m", "pip", "install", "-q", "--disable-pip-version-check", *what)

    def gouji(self, *arguments: str, code: int | None = 0) -> str:
        """Run the command line."""
        return self.run("-m", "gouji", *arguments, code=code)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the core, built from the checkout."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    # A copy, so that tests build beside each other; it holds what an earlier build left behind.
    for name in ("engine", "grammar", "plugins/gouji_plugins", "specs"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("setup.cfg", "setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    (tree / LEFT_BEHIND).parent.mkdir(parents=True)
    (tree / LEFT_BEHIND).write_text("# 从前的规则\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(out), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return next(out.glob("gouji-*.whl"))


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Fresh:
    """A fresh environment with the core's wheel and pytest; tests uninstall what they add."""
    folder = tmp_path_factory.mktemp("环 境")
    venv.create(folder / "venv", with_pip=True)
    scripts = "Scripts" if os.name == "nt" else "bin"
    made = Fresh(folder / "venv" / scripts / "python", folder)
    made.install(str(wheel), "pytest")
    return made
