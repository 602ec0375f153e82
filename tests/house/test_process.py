"""The command line as a process: it ends at once, and nothing that was printed or promised is lost by it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import gouji.api
import gouji.living


def _process(before: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = f"import sys, gouji.__main__ as g; sys.argv = ['gouji', *{list(arguments)!r}]; {before}; g.run()"
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def _command(callback: str) -> str:
    return (
        "import click, gouji.cli; "
        f"gouji.cli.LazyGroup.get_command = lambda *_: click.Command('own', callback={callback})"
    )


def test_the_codes_of_commands_are_those_of_the_process(tmp_path: Path) -> None:
    empty = tmp_path / "空 的.txt"
    empty.write_text("", encoding="utf-8")
    assert _process("pass", "--version").returncode == 0
    assert _process("pass", "audit").returncode == 2
    broken = _process("pass", "audit", str(empty))
    assert broken.returncode == 3
    assert "空 的.txt" in broken.stdout


def test_all_that_was_printed_is_written() -> None:
    """More than a pipe holds at once."""
    code = _command("lambda: print('决' * 400_000)")
    done = _process(code, "own")
    assert (done.returncode, done.stdout) == (0, "决" * 400_000 + "\n")


def test_what_asked_to_be_called_at_the_end_is_called_once() -> None:
    done = _process("import atexit; atexit.register(print, 'called')", "--version")
    assert done.stdout.splitlines()[1:] == ["called"]


def test_a_thread_at_work_is_waited_for() -> None:
    late = "import threading, time; threading.Timer(0.3, print, ('late',)).start()"
    done = _process(late, "--version")
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["late"])


def test_an_error_of_the_program_shows_where_it_arose() -> None:
    code = _command("lambda: 1 / 0")
    done = _process(code, "own")
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("package", [gouji.api, gouji.living])
def test_every_public_name_is_there_when_asked_for(package: object) -> None:
    assert all(hasattr(package, name) for name in package.__all__)  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="no_such_name"):
        package.no_such_name  # type: ignore[attr-defined]  # noqa: B018
