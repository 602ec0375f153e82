"""A worker process: reads items from its standard input, answers on its standard output, never outlives its batch.

Messages are a length and that many bytes: pickles in (they come from the batch), JSON out (it comes from a process that
has read a stranger's file, so it is parsed, never executed).
"""

from __future__ import annotations

import gc
import json
import math
import os
import pickle
import queue
import struct
import threading
import time
from collections.abc import Callable
from typing import IO

from gouji.work import AUDITED, MEMORY, UNREADABLE, Item, Job, Result, result_to_json

LENGTH = struct.Struct(">Q")
OUT_OF_MEMORY, OUT_OF_TIME = 86, 87
"""Exit codes of a worker that held more memory, or used more processor time, than allowed."""
_LOOK = 0.1
"""Seconds between looks at memory and processor time."""


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message, ``None`` at the end of the stream or in the middle of one that was cut off."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def main() -> None:
    """Serve until the batch closes the pipe or dies."""
    import faulthandler

    faulthandler.enable()
    # Whatever a library prints must not get between the messages.
    answers = os.fdopen(os.dup(1), "wb")
    messages = os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)
    # Nor may a program that a worker starts take them.
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(messages, inbox), daemon=True).start()
    job: Job = pickle.loads(inbox.get())

    from gouji.batch import memory
    from gouji.batch.fingerprint import fingerprint
    from gouji.batch.one import Work

    work = Work(job)
    work.warm()
    ceiling = job.bounds.memory
    watch = _Watch(memory.resident, ceiling)
    threading.Thread(target=watch.run, daemon=True).start()
    memory.limit_address_space(ceiling)

    def answer(kind: str, value: object) -> None:
        send(answers, json.dumps([kind, value], separators=(",", ":")).encode("ascii"))

    # An engine that was changed since the batch began, or another machine's, would give results of another kind.
    same = fingerprint(work.auditor) == job.fingerprint
    answer("ready" if same else "other", os.getpid())
    fresh = True
    while True:
        item: Item = pickle.loads(inbox.get())
        watch.end = time.process_time() + job.bounds.seconds
        try:
            result = work.run(item, lambda sha256, key: answer("begin", [sha256, key]))
        except MemoryError:
            result = Result(item.id, UNREADABLE, MEMORY, work.too_much)
        watch.end = math.inf
        if fresh and result.state == AUDITED:
            fresh = False
            _settle()
        # Near the ceiling the next document would be blamed for what this one left behind.
        full = result.kind == MEMORY or memory.resident() > ceiling // 2
        answer("full" if full else "done", result_to_json(result))
        if full:
            os._exit(0)


def _settle() -> None:
    """Look for garbage seldom, and not among what is kept for good (packs, compiled rules): 15 % less time a document."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _listen(stream: IO[bytes], inbox: queue.SimpleQueue[bytes]) -> None:
    """Take messages in; when the other end is gone, end this process whatever it is doing."""
    while (message := receive(stream)) is not None:
        inbox.put(message)
    os._exit(0)


class _Watch:
    """Ends this process at the limits of a document.  Not in C code that keeps the interpreter: see ``slot``.

    Attributes:
        end: Processor time at which the present document is out of time, infinite between documents.
    """

    def __init__(self, resident: Callable[[], int], ceiling: int) -> None:
        self._resident, self._ceiling = resident, ceiling
        self.end = math.inf

    def run(self) -> None:
        while True:
            time.sleep(_LOOK)
            if self._resident() > self._ceiling:
                os._exit(OUT_OF_MEMORY)
            if time.process_time() > self.end:
                os._exit(OUT_OF_TIME)


if __name__ == "__main__":
    main()
