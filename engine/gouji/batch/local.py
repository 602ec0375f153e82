"""The built-in executor: worker processes on this machine, one thread each to watch over it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from gouji.batch.slot import Slot
from gouji.errors import GoujiError
from gouji.work import Item, Job, Result

AHEAD = 2
"""Items handed out for every process, so that none waits for the next."""


class Local:
    """Processes on this machine; one that is killed, hangs or runs out of memory is replaced."""

    name = "local"

    def run(self, job: Job, items: Iterator[Item]) -> Iterator[Result | None]:
        """Yield a result for every item, in whatever order they are done, and ``None`` where there is none yet.

        Raises:
            GoujiError: If no worker process can be started.
        """
        todo: queue.SimpleQueue[Item | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[Result | GoujiError] = queue.SimpleQueue()
        slots = [Slot(job) for _ in range(max(1, job.jobs))]
        threads = [threading.Thread(target=_serve, args=(slot, todo, done), daemon=True) for slot in slots]
        for thread in threads:
            thread.start()
        open_ = 0
        more = True
        try:
            while True:
                while more and open_ < AHEAD * len(slots):
                    item = next(items, None)
                    if item is None:
                        more = False
                    else:
                        todo.put(item)
                        open_ += 1
                if not open_:
                    return
                try:
                    # A wait without end could not be interrupted on Windows.
                    result = done.get(timeout=0.5)
                except queue.Empty:
                    yield None
                    continue
                if isinstance(result, GoujiError):
                    raise result
                open_ -= 1
                yield result
        finally:
            for slot in slots:
                slot.close()
            for _ in slots:
                todo.put(None)
            for thread in threads:
                thread.join(10)
            for slot in slots:
                slot.close()  # what a thread had begun to start meanwhile


def _serve(
    slot: Slot, todo: queue.SimpleQueue[Item | None], done: queue.SimpleQueue[Result | GoujiError]
) -> None:
    while (item := todo.get()) is not None:
        try:
            done.put(slot.ask(item))
        except GoujiError as error:
            done.put(error)
        except Exception as error:
            done.put(GoujiError(f"批量检查内部出错：{type(error).__name__}：{error}"))
