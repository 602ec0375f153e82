"""The process of the command line, the script ``gouji`` or ``python -m gouji``: how it begins and how it ends."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from gouji.charsets import hasten


def run() -> None:
    """Run the command line as a process of its own.

    Raises:
        SystemExit: With the code of the command, where the process cannot end at once.
    """
    # A command makes many values that live to its end and hardly a cycle: the collector's usual pace costs a tenth.
    gc.set_threshold(100_000, 20, 20)
    hasten()
    from gouji.cli import main

    try:
        main(prog_name="gouji")
    except SystemExit as end:
        _leave(end.code)
        raise


def _leave(code: object) -> None:
    """End the process without freeing its values one by one, which takes a twentieth of the time of an audit.

    What asked to be called at the end is called, and what was printed is written.  Where another thread is still at
    work, or an output cannot be written, nothing is done and Python ends the process in its usual way.
    """
    if code is not None and not isinstance(code, int):
        return  # a message, which Python prints
    threads = sys.modules.get("threading")
    if threads is not None and threads.active_count() > 1:
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit((code or 0) & 0xFF)


if __name__ == "__main__":
    run()
