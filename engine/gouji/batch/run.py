"""A batch from beginning to end: find, plan, audit what is not up to date, compare within departments, account for all."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import attrs

from gouji.api import Executor
from gouji.audit import Auditor
from gouji.batch.discover import Search, discover, readable
from gouji.batch.fingerprint import fingerprint
from gouji.batch.kin import find_kin, known_documents
from gouji.batch.locks import Owner
from gouji.batch.progress import Progress
from gouji.batch.settle import Known, settle
from gouji.batch.store import Store
from gouji.errors import GoujiError
from gouji.living import gone
from gouji.model import Problem
from gouji.value import Value
from gouji.work import AUDITED, SAME, UNREADABLE, Bounds, Item, Job, Result

GROUP = 16
"""Results written in one transaction at most."""
HOLD = 1.0
"""Seconds a result may wait to be written: what a kill can lose."""
_LOCKS = "locks"


@attrs.frozen(eq=False, repr=False)
class Plan(Value):
    """What is to be done.

    Attributes:
        search: Which documents.
        out: Folder of the output.
        executor: Who does the work.
        jobs: Processes.
        bounds: Limits of one document.
        cluster: Address for executors that have a cluster.
        fresh: Forget earlier results first.
        retry: Try documents again that could not be audited, although nothing has changed.
        related: Compare documents of one department with one another.
        known: What closes findings.
    """

    search: Search
    out: Path
    executor: Executor
    jobs: int = 1
    bounds: Bounds = Bounds()
    cluster: str = ""
    fresh: bool = False
    retry: bool = False
    related: bool = True
    known: Known = Known()


@attrs.frozen(eq=False, repr=False)
class Account(Value):
    """What became of the documents of a run.

    Attributes:
        documents: All of them.
        audited: Audited now.
        unchanged: Whose results were up to date.
        removed: Dropped, their files being gone.
        unreadable: Source and reason of each that could not be audited, now or before.
        seconds: Wall time.
        problems: What to tell about suppressions, explanations, the baseline, and plugins that are gone since the last run.
    """

    documents: int
    audited: int
    unchanged: int
    removed: int
    unreadable: tuple[tuple[str, str], ...]
    seconds: float
    problems: tuple[Problem, ...] = ()


def run_batch(auditor: Auditor, plan: Plan, progress: Progress) -> Account:
    """Run a batch; what it finds is in the store of ``plan.out`` whenever it is ended.

    Raises:
        GoujiError: If the output cannot be written, no worker can be started, or ``fresh`` is asked for while another
            run is at the same output.
    """
    start = time.monotonic()
    try:
        plan.out.mkdir(parents=True, exist_ok=True)
        owner = Owner(plan.out / _LOCKS)
    except OSError as error:
        raise GoujiError(f"输出文件夹无法使用：{error.strerror or error}", source=str(plan.out)) from error
    with owner, contextlib.closing(Store(plan.out, owner)) as store:
        if plan.fresh:
            if owner.others():
                raise GoujiError("另一个 gouji batch 正在写这个输出，不能用 --fresh", source=str(plan.out))
            store.clear()
        job = Job(auditor.options, fingerprint(auditor), plan.bounds, plan.jobs, plan.cluster)
        tool = auditor.fingerprint()
        missing = [
            Problem(
                "rule", f"上次运行用到的{word}“{name}”现在没有：它的规则和检查这次没有运行", str(plan.out)
            )
            for word, name in gone(store.last_tool(), tool)
        ]
        problems = [[p.kind, p.source, p.message] for p in (*auditor.problems(), *missing)]
        store.begin(plan.executor.name, plan.jobs, job.fingerprint, tool, problems)
        roots = [readable(str(root)).rstrip("/\\") for root in plan.search.roots]
        total, removed = store.plan(discover(plan.search), roots)
        progress.start(total)
        work = _Work(store, plan, job, progress)
        work.until_done()
        # Only now is it known whose documents these are; comparing them may show more.
        if plan.related:
            kin = {
                number: [[k.role, k.source, k.path, k.member, k.sha256] for k in several]
                for number, several in find_kin(known_documents(store.db)).items()
            }
            changed = store.set_kin(kin)
            if changed:
                progress.more(changed)
                work.until_done()
        told = (*plan.known.problems, *settle(store, plan.known))
        store.add_problems([[p.kind, p.source, p.message] for p in told])
        unreadable = tuple(
            store.db.execute(
                "SELECT source, reason FROM documents JOIN plan USING (id) WHERE status = 'unreadable' ORDER BY id"
            ).fetchall()
        )
        counts = work.counts
        store.finish(counts[AUDITED], counts[SAME], len(unreadable), removed)
    seconds = time.monotonic() - start
    return Account(total, counts[AUDITED], counts[SAME], removed, unreadable, seconds, (*missing, *told))


class _Work:
    """Hands items to the executor and writes what comes back."""

    def __init__(self, store: Store, plan: Plan, job: Job, progress: Progress) -> None:
        self._store, self._plan, self._job, self._progress = store, plan, job, progress
        self.counts = {AUDITED: 0, SAME: 0, UNREADABLE: 0}

    def until_done(self) -> None:
        """Work until every item of the run is up to date, by this run or by another at the same output."""
        store = self._store
        while True:
            store.free()
            items = self._items()
            first = next(items, None)
            if first is not None:
                self._write(self._plan.executor.run(self._job, chain((first,), items)))
            elif store.waiting():
                time.sleep(0.3)  # another run is at the rest: let it, or take over when it dies
            else:
                return

    def _items(self) -> Iterator[Item]:
        # Few at a time, so that two runs share the rest to the end.
        while items := self._store.claim(max(2, self._plan.jobs), self._plan.retry):
            yield from items

    def _write(self, results: Iterator[Result | None]) -> None:
        waiting: list[Result] = []
        written = time.monotonic()
        try:
            for result in results:
                if result is not None:
                    waiting.append(result)
                    self.counts[result.state] += 1
                    self._progress.add(result)
                if waiting and (len(waiting) >= GROUP or time.monotonic() - written > HOLD):
                    self._store.write(waiting)
                    waiting.clear()
                    written = time.monotonic()
        finally:
            close = getattr(results, "close", None)
            if close is not None:
                close()  # ends the workers whatever ended this
            if waiting:
                self._store.write(waiting)
