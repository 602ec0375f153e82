"""Writing results: to the console, or to files in one step so that none is ever half-written."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import click

from gouji.errors import GoujiError


def write_console(data: bytes) -> None:
    """Write UTF-8 text to standard output in the console's own encoding.

    A GBK console gets GBK; characters it lacks are replaced, never an exception.
    """
    text = data.decode("utf-8", "replace")
    click.echo(text, nl=False, file=sys.stdout)


def write_file(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file atomically: beside it under another name, then renamed.

    Raises:
        GoujiError: If the folder cannot be written.
    """
    import secrets

    path = path.resolve()
    temporary = path.parent / f".gouji-{secrets.token_hex(8)}"
    try:
        stream = temporary.open("xb")
    except OSError as error:
        raise GoujiError(f"无法写入：{error.strerror or error}", source=str(path)) from error
    try:
        with stream:
            write(stream)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def rendered(write: Callable[[IO[bytes]], None]) -> bytes:
    """Return what ``write`` writes."""
    buffer = io.BytesIO()
    write(buffer)
    return buffer.getvalue()
