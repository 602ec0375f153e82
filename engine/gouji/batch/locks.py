"""Who is at work on an output: every run holds a lock on a file of its own, which the system lets go when it dies."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from pathlib import Path
from typing import IO


def _try_lock(stream: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Owner:
    """This run as the owner of items; a context manager.

    Args:
        folder: Where the lock files lie.

    Attributes:
        token: Its name in the store.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.token = f"{os.getpid()}-{secrets.token_hex(6)}"
        self._path = folder / f"{self.token}.lock"
        self._stream: IO[bytes] = self._path.open("w+b")
        _try_lock(self._stream)

    def __enter__(self) -> Owner:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        with contextlib.suppress(OSError):
            self._path.unlink()

    def alive(self, token: str) -> bool:
        """Whether the run of that name still lives."""
        if token == self.token:
            return True
        path = self._folder / f"{token}.lock"
        try:
            stream = path.open("r+b")
        except FileNotFoundError:
            return False
        except OSError:
            return True  # it cannot be told: better wait than take its work away
        with stream:
            if not _try_lock(stream):
                return True
        with contextlib.suppress(OSError):
            path.unlink()
        return False

    def others(self) -> list[str]:
        """Return the other runs that live."""
        tokens = [p.stem for p in sorted(self._folder.glob("*.lock"))]
        return [t for t in tokens if t != self.token and self.alive(t)]
