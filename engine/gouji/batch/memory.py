"""How much memory this process holds, and a ceiling on it, on every platform without further libraries."""

from __future__ import annotations

import sys
from pathlib import Path

_SLACK = 768 << 20
"""Address space beyond resident memory: stacks of threads, mapped libraries, arenas of the allocator."""


def resident() -> int:
    """Return the resident bytes of this process, 0 if the platform does not say."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "linux":
        import os

        fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    # The peak, not the present value: good enough for a ceiling.
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


def limit_address_space(more: int) -> None:
    """Let allocations fail that would take this process more than ``more`` bytes (and some slack) beyond the present.

    A backstop where one call of a C library allocates everything at once; nothing on platforms without it.
    """
    if sys.platform != "linux":
        return
    import os
    import resource

    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = now + more + _SLACK
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _windows() -> int:
    """Ask the process status API: ``PROCESS_MEMORY_COUNTERS.WorkingSetSize``."""
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *[
                (name, ctypes.c_size_t)
                for name in (
                    "PeakWorkingSetSize", "WorkingSetSize", "QuotaPeakPagedPoolUsage", "QuotaPagedPoolUsage",
                    "QuotaPeakNonPagedPoolUsage", "QuotaNonPagedPoolUsage", "PagefileUsage", "PeakPagefileUsage",
                )
            ],
        ]  # fmt: skip

    counters = Counters()
    counters.cb = ctypes.sizeof(Counters)
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]
    if not kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
        return 0
    return int(counters.WorkingSetSize)
