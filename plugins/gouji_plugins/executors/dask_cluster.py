"""``--executor dask``: the work of a batch on a Dask cluster, with the limits and results of the built-in executor.

Every Dask worker keeps a :class:`~gouji.batch.slot.Slot`, whose process it watches as the local executor does; Dask moves
work to the workers, notices machines that are gone and hands their documents to others.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from gouji.batch.slot import Slot
from gouji.errors import GoujiError, MissingExtra
from gouji.work import CRASH, INPUT, UNREADABLE, Item, Job, Result

AHEAD = 2
"""Documents handed out for every thread of the cluster."""
PATIENCE = 60
"""Seconds to wait for the first worker of a cluster."""
_here = threading.local()


class OutOfReach(Exception):
    """A worker cannot see a path: it is on another machine."""


class Dask:
    """Runs on the cluster of ``--cluster``, or on one of ``--jobs`` worker processes of its own."""

    name = "dask"

    def run(self, job: Job, items: Iterator[Item]) -> Iterator[Result | None]:
        """Yield a result for every item.

        Raises:
            MissingExtra: If Dask is not installed.
            GoujiError: If the cluster cannot be reached, or its machines have another engine, plugins or packs.
        """
        try:
            import distributed
        except ImportError as error:
            raise MissingExtra(
                "执行器 dask 需要 distributed", hint='安装：pip install "gouji[dask]"'
            ) from error
        engine: Any = distributed
        cluster: Any = None
        try:
            if not job.cluster:
                cluster = engine.LocalCluster(
                    n_workers=job.jobs,
                    threads_per_worker=1,
                    processes=True,
                    # A document's limits are kept by its slot; Dask must not pause or kill on its own account.
                    memory_limit=0,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            client = engine.Client(cluster or job.cluster, timeout=PATIENCE)
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            if cluster is not None:
                cluster.close()
            raise GoujiError(f"连不上集群：{error}", source=job.cluster or "dask") from error
        try:
            yield from _run(client, job, items)
        finally:
            client.close()
            if cluster is not None:
                cluster.close()


def _run(client: Any, job: Job, items: Iterator[Item]) -> Iterator[Result | None]:
    open_: dict[Any, Item] = {}
    done: queue.SimpleQueue[Any] = queue.SimpleQueue()
    more = True

    def submit(item: Item, *, anyway: bool = False) -> None:
        future = client.submit(
            work_on, job, item, anyway, key=f"gouji-{secrets.token_hex(8)}", pure=False, retries=0
        )
        open_[future] = item
        future.add_done_callback(done.put)

    try:
        while True:
            while more and len(open_) < AHEAD * max(1, sum(client.nthreads().values())):
                item = next(items, None)
                if item is None:
                    more = False
                else:
                    submit(item)
            if not open_:
                return
            try:
                future = done.get(timeout=0.5)
            except queue.Empty:
                yield None
                continue
            item = open_.pop(future)
            error = future.exception() if future.status == "error" else None
            if future.status == "finished":
                yield future.result()
            elif isinstance(error, OutOfReach) and Path(item.path).is_dir():
                reason = "工作机看不到这个文件夹；--as-one 的文件夹要放在工作机以同一路径看得到的共享盘上"
                yield Result(item.id, UNREADABLE, INPUT, reason)
            elif isinstance(error, OutOfReach):
                submit(carried(item), anyway=True)
            elif isinstance(error, GoujiError):
                raise error
            elif error is not None:
                reason = f"检查它的工作机一再失去联系（{type(error).__name__}）"
                yield Result(item.id, UNREADABLE, CRASH, reason)
            else:
                raise GoujiError("和集群断开了；再运行同一命令会接着做", source=job.cluster or "dask")
            future.release()
    finally:
        for future in open_:
            future.cancel()


def carried(item: Item) -> Item:
    """Return an item with the bytes of its files, for a worker that cannot see them."""

    def content(path: str) -> bytes | None:
        try:
            return Path(path).read_bytes() if path else None
        except OSError:
            return None

    kin = tuple(attrs.evolve(k, content=content(k.path)) for k in item.kin)
    return attrs.evolve(item, content=content(item.path), kin=kin)


def work_on(job: Job, item: Item, anyway: bool) -> Result:
    """Audit one item; runs on a worker of the cluster, one slot for each of its threads."""
    paths = [item.path, *(k.path for k in item.kin if k.path)]
    if not anyway and not all(Path(p).exists() for p in paths):
        raise OutOfReach
    slot: Slot | None = getattr(_here, "slot", None)
    if slot is None or slot.job != job:
        if slot is not None:
            slot.close()
        slot = _here.slot = Slot(job)
    return slot.ask(item)
