"""One place of work: a worker process that is watched, killed at its limits, and replaced; used by every executor."""

from __future__ import annotations

import contextlib
import json
import math
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO, Any

from gouji.batch.processor import processor_seconds
from gouji.batch.worker import OUT_OF_MEMORY, OUT_OF_TIME, receive, send
from gouji.errors import GoujiError
from gouji.work import CRASH, GRACE, MEMORY, TIME, UNREADABLE, Bounds, Item, Job, Result, result_from_json

START = 300.0
"""Seconds a worker may take to load everything."""
_LOOK = 0.2
"""Seconds between looks at a worker that is near a limit."""
ATTEMPTS = 2
"""A document whose worker dies is tried so often: the first death may have been somebody else's doing."""


class Slot:
    """Asks one worker process at a time; not safe for several threads.

    Args:
        job: The batch.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Number of the worker process, ``None`` while there is none."""
        return self._process.pid if self._process else None

    def ask(self, item: Item) -> Result:
        """Return what becomes of an item; never later than the limits of the job allow.

        Raises:
            GoujiError: If no worker can be started.
        """
        for attempt in range(1, ATTEMPTS + 1):
            result = self._ask_once(item)
            if result.kind != CRASH or attempt == ATTEMPTS or self._closed:
                return result
        raise AssertionError

    def close(self) -> None:
        """End the worker; whatever it is doing is lost."""
        self._closed = True
        self._kill()

    def _ask_once(self, item: Item) -> Result:
        process = self._process or self._start()
        assert process.stdin is not None and process.stdout is not None
        watch = _Watch(process, self.job.bounds)
        begun = ("", "")
        watch.start()
        try:
            with contextlib.suppress(OSError):
                send(process.stdin, pickle.dumps(item))
            while (answer := _answer(process.stdout)) is not None:
                kind, value = answer
                if kind == "begin":
                    begun = (str(value[0]), str(value[1]))
                    continue
                result = result_from_json(value)
                if kind == "full":
                    self._kill()
                if result.id == item.id:
                    return result
                break
        except ValueError:
            pass  # not an answer of ours: the worker is treated as dead
        finally:
            watch.stop()
        if self._closed:
            self._kill()
            return Result(item.id, UNREADABLE, CRASH, "已中断")
        kind, reason = self._why(process, watch)
        self._kill()
        sha256, key = begun
        if kind == CRASH or watch.waited:
            # A worker that died, a disk that did not answer, are no property of the document: not to be kept.
            key = ""
        return Result(item.id, UNREADABLE, kind, reason, key, sha256)

    def _why(self, process: subprocess.Popen[bytes], watch: _Watch) -> tuple[str, str]:
        """Return kind and words for a worker that gave no answer."""
        bounds = self.job.bounds
        out_of_time = f"用去的处理器时间超过每份文件的上限 {bounds.seconds:g} 秒（可用 --time-limit 提高）"
        if watch.waited:
            used = "" if math.isnan(watch.used) else f"，其间只用了 {watch.used:.0f} 秒处理器时间"
            return (
                TIME,
                f"等了 {bounds.wait:g} 秒仍没有结果{used}（可用 --wait-limit 提高）；下次会再试",
            )
        if watch.spent:
            return TIME, out_of_time
        try:
            code = process.wait(5)
        except subprocess.TimeoutExpired:
            return CRASH, "处理它的工作进程给出了无法理解的回答"
        if code == OUT_OF_TIME:
            return TIME, out_of_time
        if code == OUT_OF_MEMORY:
            limit = bounds.memory >> 20
            return MEMORY, f"内存超过每份文件的上限 {limit:,} MB（可用 --memory-limit 提高）"
        if code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
            return CRASH, f"处理它的工作进程被信号 {name} 终止，试了 {ATTEMPTS} 次{self._last_words()}"
        return CRASH, f"处理它的工作进程意外退出（退出码 {code}），试了 {ATTEMPTS} 次{self._last_words()}"

    def _last_words(self) -> str:
        if self._log is None:
            return ""
        self._log.seek(0)
        lines = self._log.read()[-20_000:].decode("utf-8", "replace").strip().splitlines()
        said = next((line for line in reversed(lines) if line.strip() and not line.startswith(" ")), "")
        return f"：{said[:200]}" if said else ""

    def _start(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise GoujiError("已中断")
        if self._log is not None:
            self._log.close()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
        # A worker finds the same modules, and nothing in the current folder, which may be a stranger's.
        path = os.pathsep.join(p for p in sys.path if p)
        options: dict[str, Any] = (
            {"creationflags": subprocess.CREATE_NO_WINDOW}  # type: ignore[attr-defined,unused-ignore]
            if sys.platform == "win32"
            else {"start_new_session": True}
        )
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "gouji.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            **options,
        )
        self._process = process
        if self._closed:
            self._kill()
            raise GoujiError("已中断")
        began = time.monotonic()
        timer = threading.Timer(START, _end, (process,))
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            with contextlib.suppress(OSError):
                send(process.stdin, pickle.dumps(self.job))
            ready = _answer(process.stdout)
        except ValueError:
            ready = None
        finally:
            timer.cancel()
        if ready is not None and ready[0] == "other":
            self._kill()
            raise GoujiError(
                "工作进程的引擎、规则包、插件或库与这一批开始时不同（运行中升级过，或工作机上装的不一样）",
                hint="装成一样后再运行同一命令",
            )
        if ready is None or ready[0] != "ready":
            words = self._last_words() or ("：超时" if time.monotonic() - began >= START else "")
            self._kill()
            raise GoujiError(f"工作进程无法启动{words}")
        return process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _end(process)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
        log = self._log
        if log is not None and self._closed:
            self._log = None
            log.close()


class _Watch:
    """Kills a worker that passes a limit of its document, whatever it is doing.

    A worker that is in Python code ends itself at the limit of processor time; this is for one that is in C code or
    sleeps.  Looks are spaced by what is left, so that a document far from its limits costs none.

    Args:
        process: The worker.
        bounds: Limits of one document.

    Attributes:
        spent: Whether it was killed for its processor time.
        waited: Whether it was killed for the time on the wall.
    """

    def __init__(self, process: subprocess.Popen[bytes], bounds: Bounds) -> None:
        self.spent = self.waited = False
        self._process, self._bounds = process, bounds
        self._done = threading.Event()
        self._before = self._last = processor_seconds(process.pid)

    @property
    def used(self) -> float:
        """Processor time the worker was last seen to have used for the document, ``nan`` where it cannot be told."""
        return self._last - self._before

    def start(self) -> None:
        """Begin to watch."""
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Watch no more."""
        self._done.set()

    def _look(self) -> None:
        now = processor_seconds(self._process.pid)
        if not math.isnan(now):
            self._last = now

    def _run(self) -> None:
        bounds = self._bounds
        end = time.monotonic() + bounds.wait + GRACE
        while True:
            left = min(
                end - time.monotonic(), bounds.seconds + GRACE - (0 if math.isnan(self.used) else self.used)
            )
            if self._done.wait(max(_LOOK, left / 2)):
                return
            self._look()
            if self.used > bounds.seconds + GRACE:
                self.spent = True
            elif time.monotonic() > end:
                self.waited = True
            else:
                continue
            if self._done.is_set():
                return  # answered meanwhile: the worker is at nothing, or at the next document
            _end(self._process)
            return


def _answer(stream: IO[bytes]) -> tuple[str, Any] | None:
    data = receive(stream)
    if data is None:
        return None
    kind, value = json.loads(data)
    return str(kind), value


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker and what it has started (LibreOffice)."""
    if process.poll() is None or sys.platform != "win32":
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                subprocess.run(
                    ["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False
                )
            else:
                os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
