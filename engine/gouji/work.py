"""What travels between a batch and the processes that work for it (the job, an item, its result), and who does the work.

All values can be pickled; a result is plain JSON data, because it comes from a process that has read a stranger's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol, runtime_checkable

import attrs

from gouji.value import Value

AUDITED, UNREADABLE, SAME = "audited", "unreadable", "same"
"""States of a result: audited; not audited, with the reason; unchanged since the results at hand."""
INPUT, TIME, MEMORY, CRASH, INTERNAL = "input", "time", "memory", "crash", "internal"
"""Why a document was not audited: the file itself, a limit, a worker that died, a defect of the program."""

GRACE = 2.0
"""Seconds beyond a limit until a worker that does not stop by itself is killed."""


@attrs.frozen(eq=False, repr=False)
class Bounds(Value):
    """What one document may cost.

    Attributes:
        seconds: Processor time of the worker: what a document costs is the same on an idle and on a busy machine.
        memory: Resident bytes of the worker while it works on it.
        wait: Wall time from the moment a worker takes it, for what uses no processor: sleep, a dead network disk.
    """

    seconds: float = 120.0
    memory: int = 2 << 30
    wait: float = 600.0


@attrs.frozen(eq=False, repr=False)
class Job(Value):
    """A batch as its workers know it.

    Attributes:
        options: How to audit (:class:`gouji.audit.Options`); executors pass it on as it is.
        fingerprint: Digest of engine, packs, plugins and settings (``gouji.batch.fingerprint``).
        bounds: Limits of one document.
        jobs: Processes asked for.
        cluster: Address of a cluster for executors that have one, "" for one of their own.
    """

    options: Any
    fingerprint: str
    bounds: Bounds = Bounds()
    jobs: int = 1
    cluster: str = ""


@attrs.frozen(eq=False, repr=False)
class Kin(Value):
    """A document of the same department to compare with.

    Attributes:
        role: ``上年``, ``年初预算`` or ``单位:``.
        source: What it is called.
        path: Where it lies.
        member: Name inside the archive at ``path``, "" if it is the file itself.
        sha256: Digest of its bytes when it was audited.
        content: Its bytes, where a worker cannot reach the path.
    """

    role: str
    source: str
    path: str
    member: str = ""
    sha256: str = ""
    content: bytes | None = attrs.field(default=None, repr=False)


@attrs.frozen(eq=False, repr=False)
class Item(Value):
    """One document to audit.

    Attributes:
        id: Number in the store.
        source: What it is called in reports.
        path: Where it lies.
        member: Name inside the archive at ``path``, "" if it is the file itself.
        known: Key of the results at hand, "" for none: if it still fits, the answer is "same".
        kin: Documents to compare with.
        content: Its bytes, where a worker cannot reach the path.
    """

    id: int
    source: str
    path: str
    member: str = ""
    known: str = ""
    kin: tuple[Kin, ...] = ()
    content: bytes | None = attrs.field(default=None, repr=False)


@attrs.frozen(eq=False, repr=False)
class Result(Value):
    """What became of an item.

    Attributes:
        id: Of the item.
        state: ``audited``, ``unreadable`` or ``same``.
        kind: Why it was not audited, "" if it was.
        reason: In words.
        key: What the results depend on (content, fingerprint, kin); "" if they are not to be kept next time.
        sha256: Digest of the bytes, "" if they could not be read.
        seconds: Processor time it took, 0 if its worker did not live to tell.
        data: Rows for the store (``gouji.batch.rows``), ``None`` unless audited.
    """

    id: int
    state: str
    kind: str = ""
    reason: str = ""
    key: str = ""
    sha256: str = ""
    seconds: float = 0.0
    data: Mapping[str, Any] | None = attrs.field(default=None, repr=False)


def result_to_json(result: Result) -> dict[str, Any]:
    """Return a result as JSON-ready values."""
    return attrs.asdict(result, recurse=False)


def result_from_json(raw: Mapping[str, Any]) -> Result:
    """Return the result a worker sent.

    Raises:
        ValueError: If it is none: the worker is not to be trusted.
    """
    try:
        result = Result(**{str(k): v for k, v in raw.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error
    if result.state not in (AUDITED, UNREADABLE, SAME) or (result.state == AUDITED) != isinstance(
        result.data, dict
    ):
        raise ValueError(f"state {result.state!r}")
    return result


@runtime_checkable
class Executor(Protocol):
    """Does the work of ``gouji batch``; :class:`gouji.batch.slot.Slot` keeps the limits of a document wherever it runs."""

    @property
    def name(self) -> str:
        """Name for ``--executor``."""

    def run(self, job: Job, items: Iterator[Item]) -> Iterator[Result | None]:
        """Yield one result for every item, in any order, and ``None`` now and then while there is nothing.

        Items are to be taken as they are needed, on the thread that iterates; a worker that dies costs at most the
        document it was at, which is told as a result.  Closing the iterator ends all work.

        Raises:
            GoujiError: If nothing can be run at all.
        """
