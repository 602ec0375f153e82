"""How much processor time another process has used, on every platform without further libraries."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from pathlib import Path

_CLOCK = re.compile(r"(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)")
"""What ``ps`` prints: ``[[days-]hours:]minutes:seconds``."""
_ASK = 5.0
"""Seconds ``ps`` may take."""


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has used in all its threads, ``nan`` if it is gone or cannot be told."""
    if sys.platform == "win32":
        return _windows(pid)
    if sys.platform == "linux":
        return _linux(pid)
    return _posix(pid)


def _linux(pid: int) -> float:
    import os

    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return math.nan
    # The name in brackets may hold anything.
    fields = text.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _posix(pid: int) -> float:
    try:
        done = subprocess.run(
            ["ps", "-o", "time=", "-p", str(pid)], capture_output=True, text=True, timeout=_ASK, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return math.nan
    return clock_seconds(done.stdout)


def clock_seconds(text: str) -> float:
    """Return the seconds of a time as ``ps`` prints it, ``nan`` if it is none.

    >>> clock_seconds(" 1-02:03:04\\n"), clock_seconds("0:01.53")
    (93784.0, 1.53)
    """
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return math.nan
    days, hours, minutes, seconds = found.groups()
    return int(days or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


def _windows(pid: int) -> float:
    """Ask the kernel: ``GetProcessTimes`` counts in units of 100 ns."""
    if sys.platform != "win32":
        return math.nan
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.argtypes = [wintypes.DWORD, wintypes.BOOL, wintypes.DWORD]
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.GetProcessTimes.argtypes = [wintypes.HANDLE, *[ctypes.POINTER(wintypes.FILETIME)] * 4]
    kernel.CloseHandle.argtypes = [wintypes.HANDLE]
    query_limited_information = 0x1000
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return math.nan
    try:
        times = [wintypes.FILETIME() for _ in range(4)]
        if not kernel.GetProcessTimes(handle, *(ctypes.byref(t) for t in times)):
            return math.nan
    finally:
        kernel.CloseHandle(handle)
    return sum((t.dwHighDateTime << 32) + t.dwLowDateTime for t in times[2:]) / 1e7
