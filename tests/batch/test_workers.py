"""Worker processes that hang, die, eat memory or print: each costs its document, named with the reason, and no more."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from batch_runs import SUFFIXES, install_trap

from gouji.allowed import Choice
from gouji.audit import Auditor, Options
from gouji.batch import processor
from gouji.batch.fingerprint import fingerprint
from gouji.batch.local import Local
from gouji.batch.processor import clock_seconds, processor_seconds
from gouji.testing import samples
from gouji.work import AUDITED, CRASH, INPUT, MEMORY, TIME, Bounds, Item, Job, Result

pytestmark = pytest.mark.slow

OPTIONS = Options(plugins=Choice(frozenset({"trap"})))
assert ".trap" in SUFFIXES


MEMORY_LIMIT = 256 << 20


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    install_trap(plugins)
    monkeypatch.syspath_prepend(plugins)
    return Job(OPTIONS, fingerprint(Auditor(options=OPTIONS)), Bounds(120.0, MEMORY_LIMIT), 2)


def work(job: Job, folder: Path, *words: str) -> dict[str, Result]:
    items = []
    for number, word in enumerate(words):
        path = folder / f"{number}.{'txt' if word == 'good' else 'trap'}"
        path.write_bytes(samples.text(samples.correct(3)) if word == "good" else word.encode())
        items.append(Item(number, str(path), str(path)))
    results = [r for r in Local().run(job, iter(items)) if r is not None]
    assert sorted(r.id for r in results) == list(range(len(words)))
    return {f"{r.id} {words[r.id]}": r for r in results}


def test_whatever_a_document_does_to_its_worker_the_others_are_audited(job: Job, tmp_path: Path) -> None:
    got = work(job, tmp_path, "die", "eat", "print", "raise", "good")
    states = {key: (r.state, r.kind) for key, r in got.items()}
    assert states == {
        "0 die": ("unreadable", CRASH),
        "1 eat": ("unreadable", MEMORY),
        "2 print": ("unreadable", INPUT),
        "3 raise": ("unreadable", INPUT),
        "4 good": (AUDITED, ""),
    }
    assert "退出码 3" in got["0 die"].reason
    assert "256 MB" in got["1 eat"].reason
    assert "坏了" in got["3 raise"].reason
    # Killed documents are known by their content too, so that they are not tried again without need.
    assert got["1 eat"].sha256 and got["1 eat"].key
    assert not got["0 die"].key


def test_a_document_that_waits_for_ever_is_ended_and_the_next_is_read(job: Job, tmp_path: Path) -> None:
    short = attrs.evolve(job, bounds=Bounds(60.0, MEMORY_LIMIT, wait=1.0), jobs=1)
    got = work(short, tmp_path, "hang", "raise")
    assert got["0 hang"].kind == TIME
    assert "等了 1 秒" in got["0 hang"].reason
    assert got["0 hang"].sha256
    # It slept all the time: something else may have been to blame, so the next run tries again.
    assert "下次会再试" in got["0 hang"].reason
    assert not got["0 hang"].key
    assert got["1 raise"].kind == INPUT


def test_time_is_processor_time_whatever_else_the_machine_does(job: Job, tmp_path: Path) -> None:
    short = attrs.evolve(job, bounds=Bounds(1.5, MEMORY_LIMIT), jobs=1)
    got = work(short, tmp_path, "nap", "spin", "backtrack")
    # Longer than the limit on the wall, hardly anything of the processor.
    assert got["0 nap"].kind == INPUT
    assert "睡过一觉" in got["0 nap"].reason
    # A loop in Python ends itself; a regular expression keeps the interpreter, so only the batch can end it.
    for key in ("1 spin", "2 backtrack"):
        assert got[key].kind == TIME
        assert "处理器时间超过每份文件的上限 1.5 秒" in got[key].reason
        assert got[key].key and got[key].sha256


def test_processor_time_of_other_processes() -> None:
    busy = [
        sys.executable,
        "-c",
        "import time\nwhile time.process_time() < 0.5: pass\nprint(flush=True)\ninput()",
    ]
    with subprocess.Popen(busy, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        used = processor_seconds(process.pid)
        assert 0.4 < used < 2.0
        if sys.platform != "win32":
            # Elsewhere ps is asked, whose clock may show whole seconds alone.
            assert abs(processor._posix(process.pid) - used) < 1.1
        process.communicate(b"\n")
    assert math.isnan(processor_seconds(process.pid))


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [("00:00:07\n", 7), ("1-02:03:04", 93784), ("  0:01.53", 1.53), ("100:00", 6000), ("3:02:01", 10921)],
)
def test_the_clock_of_ps(printed: str, seconds: float) -> None:
    assert clock_seconds(printed) == pytest.approx(seconds)
    assert math.isnan(clock_seconds("TIME"))
    assert math.isnan(clock_seconds(""))


@pytest.mark.slow
def test_a_crash_in_c_and_one_huge_allocation(job: Job, tmp_path: Path) -> None:
    got = work(
        attrs.evolve(job, bounds=Bounds(15.0, MEMORY_LIMIT)), tmp_path, "fall", "swallow", "spin", "good"
    )
    assert got["0 fall"].kind == CRASH
    assert "Segmentation fault" in got["0 fall"].reason or "信号" in got["0 fall"].reason
    assert got["1 swallow"].kind == MEMORY
    assert got["2 spin"].kind == TIME
    assert got["2 spin"].key
    assert got["3 good"].state == AUDITED


def test_closing_the_iterator_ends_the_workers(job: Job, tmp_path: Path) -> None:
    path = tmp_path / "x.trap"
    path.write_text("hang", encoding="utf-8")

    def items() -> Iterator[Item]:
        yield Item(0, str(path), str(path))

    results = Local().run(job, items())
    assert next(results) is None
    start = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5
