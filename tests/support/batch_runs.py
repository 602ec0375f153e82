"""Batches for tests: run in this process or as a command, and a plugin whose files harm the process that reads them."""

from __future__ import annotations

import contextlib
import hashlib
import io
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

from gouji.allowed import Choice
from gouji.audit import Auditor, Options
from gouji.batch.discover import Search
from gouji.batch.one import Work
from gouji.batch.progress import Progress
from gouji.batch.run import Account, Plan, run_batch
from gouji.batch.store import FILE, canonical
from gouji.work import Executor, Item, Job, Result

SUFFIXES = frozenset({".txt", ".xlsx", ".pdf", ".docx", ".html", ".trap"})
OPTIONS = Options(plugins=Choice(frozenset()))


class Interrupted(Exception):
    """The executor was told to stop in the middle."""


@attrs.define
class Inline:
    """Works in this process, in an order of its own; may stop in the middle.

    Attributes:
        shuffle: Seed of the order, ``None`` for the order given.
        stop_after: Results after which it raises.
        asked: Sources it was handed and really audited.
    """

    shuffle: int | None = None
    stop_after: int = 10**9
    asked: list[str] = attrs.field(factory=list)
    name: str = "inline"

    def run(self, job: Job, items: Iterator[Item]) -> Iterator[Result | None]:
        """Do the work."""
        work = _work(job)
        if self.shuffle is not None:
            held = list(items)
            random.Random(self.shuffle).shuffle(held)
            items = iter(held)
        for item in items:
            if self.stop_after <= 0:
                raise Interrupted
            result = _once(work, item)
            if result.state != "same":
                self.asked.append(Path(item.source).name)
            self.stop_after -= 1
            yield None
            yield result


def _once(work: Work, item: Item) -> Result:
    """Audits are pure: tests of the store need not pay for the same one again."""
    path = Path(item.path)
    parts = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    content = hashlib.sha256(b"".join(p.read_bytes() for p in parts)).hexdigest()
    key = (work.job.fingerprint, work.job.bounds, item.source, item.member, content, item.kin)
    if key not in _results:
        _results[key] = work.run(attrs.evolve(item, known=""), lambda *_: None)
    result = attrs.evolve(_results[key], id=item.id)
    same = bool(item.known) and item.known == result.key
    return Result(item.id, "same", key=item.known, sha256=result.sha256) if same else result


_results: dict[tuple[object, ...], Result] = {}
_works: dict[tuple[str, object], Work] = {}


def _work(job: Job) -> Work:
    """Compiling the rules takes longer than all audits of a test: keep them."""
    key = (job.fingerprint, job.bounds)
    if key not in _works:
        _works[key] = Work(job)
    return _works[key]


def batch(out: Path, *roots: Path, executor: Executor | None = None, **plan: object) -> Account:
    """Run a batch with the built-ins alone."""
    search = Search(
        tuple(roots),
        SUFFIXES,
        aside=(out,),
        **{k: plan.pop(k) for k in ("include", "exclude", "unpack", "as_one") if k in plan},
    )  # type: ignore[arg-type]
    auditor = Auditor(options=plan.pop("options", OPTIONS))  # type: ignore[arg-type]
    with contextlib.closing(Progress(io.StringIO())) as progress:
        return run_batch(auditor, Plan(search, out, executor or Inline(), **plan), progress)  # type: ignore[arg-type]


def results(out: Path) -> list[tuple[str, tuple[object, ...]]]:
    """Return everything a batch found, in a fixed order."""
    return list(canonical(out / FILE))


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run ``gouji batch`` as a user does."""
    return subprocess.run(
        batch_command(*arguments), capture_output=True, text=True, encoding="utf-8", check=False
    )


def batch_command(*arguments: object) -> list[str]:
    """Return the command line of ``gouji batch`` with the built-ins alone."""
    return [sys.executable, "-m", "gouji", "batch", "--no-plugins", *map(str, arguments)]


TRAP = '''
import ctypes, os, re, sys, time
from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.hooks import hookimpl

GOUJI_API = 1


class Trap:
    """Reads ``.trap`` files, whose text says what to do to the process."""

    name, suffixes = "trap", (".trap",)

    def accepts(self, source):
        return 100 if source.suffix == ".trap" else 0

    def extract(self, source):
        word = source.data.decode().split()[0]
        if word == "hang":
            while True:
                time.sleep(0.01)
        if word == "spin":
            while True:
                pass
        if word == "nap":
            time.sleep(4)
            raise UnreadableInput("睡过一觉", source=source.name)
        if word == "backtrack":
            re.match("(a+)+$", "a" * 60 + "b")
        if word == "die":
            os._exit(3)
        if word == "fall":
            ctypes.string_at(0)
        if word == "eat":
            kept = []
            while True:
                kept.append(bytes(range(256)) * 100_000)
        if word == "swallow":
            kept = b"x" * (6 << 30)
        if word == "print":
            os.write(1, b"noise between the messages " * 1000)
            print("more of it", flush=True)
            raise UnreadableInput("只会打印", source=source.name)
        if word == "raise":
            raise RuntimeError("坏了")
        raise AssertionError(word)


@hookimpl
def gouji_extractors():
    return [Trap()]
'''


def install_trap(folder: Path) -> None:
    """Write the plugin as an installed distribution into a folder that is on the path."""
    (folder / "gouji_trap.py").write_text(TRAP, encoding="utf-8")
    info = folder / "gouji_trap-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: gouji-trap\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text("[gouji]\ntrap = gouji_trap\n", encoding="utf-8")
