"""Progress on standard error: counts, rate and time left; one line that is redrawn, or a line now and then."""

from __future__ import annotations

import sys
import time
from collections import deque
from typing import TextIO

from gouji.i18n import tr
from gouji.work import AUDITED, UNREADABLE, Result

_WINDOW = 60.0
"""Seconds over which the rate is taken, so that it follows what is being read now."""
_REDRAW = 0.2
_REPORT = 30.0
"""Seconds between lines where there is no terminal."""


class Progress:
    """Counts results and says how far the batch is.

    Args:
        stream: Where to write.
        quiet: Say nothing.
    """

    def __init__(self, stream: TextIO | None = None, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._terminal = self._stream.isatty()
        self._recent: deque[tuple[float, int]] = deque()
        self._drawn = time.monotonic()
        self._width = 0
        self.total = 0
        self.counts = {AUDITED: 0, UNREADABLE: 0, "same": 0}

    @property
    def done(self) -> int:
        """Documents whose results are up to date."""
        return sum(self.counts.values())

    def start(self, total: int) -> None:
        """Say how many there are."""
        self.total = total
        self._recent.append((time.monotonic(), 0))

    def more(self, count: int) -> None:
        """Say that some have to be looked at again."""
        self.total += count

    def add(self, result: Result) -> None:
        """Count a result."""
        self.counts[result.state] += 1
        now = time.monotonic()
        self._recent.append((now, self.done))
        while len(self._recent) > 2 and now - self._recent[0][0] > _WINDOW:
            self._recent.popleft()
        if now - self._drawn >= (_REDRAW if self._terminal else _REPORT):
            self._drawn = now
            self._show(self.line())

    def line(self) -> str:
        """Return the state in words."""
        (t0, n0), (t1, n1) = self._recent[0], self._recent[-1]
        rate = (n1 - n0) / (t1 - t0) if t1 > t0 else 0.0
        text = tr(
            "{done}/{total} 份；已检查 {audited}，未变 {same}，读不了 {bad}；{rate} 份/秒",
            done=self.done,
            total=self.total,
            audited=self.counts[AUDITED],
            same=self.counts["same"],
            bad=self.counts[UNREADABLE],
            rate=f"{rate:.1f}",
        )
        if rate > 0 and self.total > self.done:
            text += tr("，约余 {time}", time=_span((self.total - self.done) / rate))
        return text

    def close(self) -> None:
        """Leave the last state on a line of its own."""
        if self._recent and self.total:
            self._show(self.line())
        if self._terminal and not self._quiet:
            self._stream.write("\n")

    def _show(self, text: str) -> None:
        if self._quiet:
            return
        if self._terminal:
            self._stream.write("\r" + text + " " * max(0, self._width - len(text)))
            self._width = len(text)
        else:
            self._stream.write(text + "\n")
        self._stream.flush()


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
