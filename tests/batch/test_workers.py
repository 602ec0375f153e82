"""Worker processes that hang, die, eat memory or print: each costs its document, named with the reason, and no more."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_runs import SUFFIXES, install_trap

from gouji.allowed import Choice
from gouji.audit import Auditor, Options
from gouji.batch.fingerprint import fingerprint
from gouji.batch.local import Local
from gouji.testing import samples
from gouji.work import AUDITED, CRASH, INPUT, MEMORY, TIME, Bounds, Item, Job, Result

OPTIONS = Options(plugins=Choice(frozenset({"trap"})))
assert ".trap" in SUFFIXES


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    install_trap(plugins)
    monkeypatch.syspath_prepend(plugins)
    return Job(OPTIONS, fingerprint(Auditor(options=OPTIONS)), Bounds(5.0, 256 << 20), 2)


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
    start = time.monotonic()
    got = work(job, tmp_path, "good", "hang", "die", "eat", "print", "raise", "good")
    states = {key: (r.state, r.kind) for key, r in got.items()}
    assert states == {
        "0 good": (AUDITED, ""),
        "1 hang": ("unreadable", TIME),
        "2 die": ("unreadable", CRASH),
        "3 eat": ("unreadable", MEMORY),
        "4 print": ("unreadable", INPUT),
        "5 raise": ("unreadable", INPUT),
        "6 good": (AUDITED, ""),
    }
    assert "5 秒" in got["1 hang"].reason
    assert "退出码 3" in got["2 die"].reason
    assert "256 MB" in got["3 eat"].reason
    assert "坏了" in got["5 raise"].reason
    # Killed documents are known by their content too, so that they are not tried again without need.
    assert got["1 hang"].sha256 and got["1 hang"].key
    assert not got["2 die"].key
    assert time.monotonic() - start < 60


@pytest.mark.slow
def test_a_crash_in_c_and_one_huge_allocation(job: Job, tmp_path: Path) -> None:
    got = work(job, tmp_path, "fall", "swallow", "spin", "good")
    assert got["0 fall"].kind == CRASH
    assert "Segmentation fault" in got["0 fall"].reason or "信号" in got["0 fall"].reason
    assert got["1 swallow"].kind == MEMORY
    assert got["2 spin"].kind == TIME
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
