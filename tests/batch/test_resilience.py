"""A batch as users run it: killed, run twice at once, with more or fewer processes, always the same database in the end."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_files import HOSTILE, Made, make_files
from batch_runs import batch_command, command, results
from batch_totals import wrong_totals

from gouji.batch.store import FILE

pytestmark = pytest.mark.slow
COUNT = 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Made]]:
    folder = tmp_path_factory.mktemp("成 批") / "公开"
    return folder, make_files(folder, COUNT, pdf=0.1, hostile=0.2, planted=0.3, seed=7)


@pytest.fixture(scope="module")
def undisturbed(
    made: tuple[Path, list[Made]], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, tuple[object, ...]]]:
    folder, files = made
    out = tmp_path_factory.mktemp("一次")
    done = command(folder, "--out", out, "--jobs", 1, "--report", f"json={out / '报告.json'}")
    hostile = [m for m in files if m.kind == HOSTILE]
    assert done.returncode == 3, done.stderr
    named = [line for line in done.stderr.splitlines() if line.startswith("读不了")]
    assert len(named) == len(hostile) > 0
    for one in hostile:
        (line,) = [n for n in named if one.path in n]
        assert len(line.split("：", 1)[1]) > 3
    report = json.loads((out / "报告.json").read_text(encoding="utf-8"))
    assert report["summary"]["documents"] == COUNT - len(hostile)
    assert report["summary"]["failed"] == len(hostile)
    planted = {m.path for m in files if m.planted}
    wrong = {
        d["source"]
        for d in report["documents"]
        if any(f["severity"] == "error" for f in d.get("findings", ()))
    }
    assert {w.split("/公开/")[1] for w in wrong} == planted
    assert wrong_totals(out / FILE, files) == []
    return results(out)


@pytest.mark.parametrize("jobs", [4])
def test_the_number_of_processes_does_not_matter(
    made: tuple[Path, list[Made]], undisturbed: list[object], tmp_path: Path, jobs: int
) -> None:
    assert command(made[0], "--out", tmp_path, "--jobs", jobs).returncode == 3
    assert results(tmp_path) == undisturbed


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_in_the_middle_and_resumed(
    made: tuple[Path, list[Made]], undisturbed: list[object], tmp_path: Path
) -> None:
    kept = 0
    for goal in (2, 6):
        process = subprocess.Popen(
            batch_command(made[0], "--out", tmp_path, "--jobs", 2),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        children = _until(tmp_path, goal, process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        now = _done(tmp_path)
        assert kept <= now < COUNT
        kept = now
        # Workers notice that their batch is gone, even in the middle of a document.
        deadline = time.monotonic() + 15
        while any(Path(f"/proc/{c}").exists() for c in children) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not any(Path(f"/proc/{c}").exists() for c in children)
    done = command(made[0], "--out", tmp_path, "--jobs", 2)
    assert done.returncode == 3
    assert f"没有变化：{kept}" in done.stdout
    assert results(tmp_path) == undisturbed


def test_two_at_once_share_the_work(
    made: tuple[Path, list[Made]], undisturbed: list[object], tmp_path: Path
) -> None:
    both = [
        subprocess.Popen(
            batch_command(made[0], "--out", tmp_path, "--jobs", 1),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = [p.communicate(timeout=300)[0].decode("utf-8") for p in both]
    assert [p.returncode for p in both] == [3, 3]
    assert results(tmp_path) == undisturbed
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
        audited = [r[0] for r in db.execute("SELECT audited FROM runs ORDER BY id")]
    bad = sum(t == "documents" and r[2] == "unreadable" for t, r in undisturbed)  # type: ignore[misc,index]
    assert sum(audited) == COUNT - bad, said


def _done(out: Path) -> int:
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(out / FILE)) as db:
        return int(db.execute("SELECT COUNT(*) FROM documents").fetchone()[0])
    return 0


def _until(out: Path, goal: int, process: subprocess.Popen[bytes]) -> list[int]:
    deadline = time.monotonic() + 120
    while _done(out) < goal and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    assert process.poll() is None, "ended before it could be killed"
    listed = subprocess.run(
        ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
    ).stdout
    return [int(p) for p in listed.split()]
