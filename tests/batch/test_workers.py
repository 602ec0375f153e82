"""Worker processes that hang, die, eat memory or print: each costs its document, named with the reason, and no more."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from batch_runs import SUFFIXES, install_trap

from gouji.allowed import Choice
from gouji.audit import Auditor, Options
from gouji.batch.fingerprint import fingerprint
from gouji.batch.local import Local
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


def test_a_document_that_hangs_is_ended_and_the_next_is_read(job: Job, tmp_path: Path) -> None:
    short = attrs.evolve(job, bounds=Bounds(1.0, MEMORY_LIMIT), jobs=1)
    got = work(short, tmp_path, "hang", "raise")
    assert got["0 hang"].kind == TIME
    assert "1 秒" in got["0 hang"].reason
    assert got["0 hang"].sha256
    # It slept all the time: the machine may have been too busy, so the next run tries again.
    assert "下次会再试" in got["0 hang"].reason or sys.platform != "linux"
    assert got["1 raise"].kind in (INPUT, TIME)


@pytest.mark.slow
def test_a_crash_in_c_and_one_huge_allocation(job: Job, tmp_path: Path) -> None:
    got = work(
        attrs.evolve(job, bounds=Bounds(15.0, MEMORY_LIMIT)), tmp_path, "fall", "swallow", "spin", "good"
    )
    assert got["0 fall"].kind == CRASH
    assert "Segmentation fault" in got["0 fall"].reason or "信号" in got["0 fall"].reason
    assert got["1 swallow"].kind == MEMORY
    assert got["2 spin"].kind == TIME
    assert got["2 spin"].key or "下次会再试" in got["2 spin"].reason
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
