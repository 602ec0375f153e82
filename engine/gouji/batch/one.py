"""One item of a batch: look whether its results are still good, else audit it.  Runs inside a worker."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from gouji.api import Reporter, Source
from gouji.audit import Auditor
from gouji.batch.fingerprint import limits_digest
from gouji.batch.rows import document_rows
from gouji.bundle import digest_of, members
from gouji.errors import UnreadableInput
from gouji.model import DocumentReport, Ledger, Problem
from gouji.packs import Specs
from gouji.work import (
    AUDITED,
    INPUT,
    INTERNAL,
    MEMORY,
    SAME,
    UNREADABLE,
    Item,
    Job,
    Kin,
    Result,
)


class Work:
    """Audits items of one job; plugins, packs and compiled rules are kept between them.

    Args:
        job: The batch.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        limits = attrs.evolve(job.options.limits, seconds=job.bounds.seconds, wait=job.bounds.wait)
        self.auditor = Auditor(options=attrs.evolve(job.options, limits=limits))
        self._limits = limits_digest(limits, job.bounds)

    def warm(self) -> None:
        """Load what the first document would have to wait for."""
        host = self.auditor.host
        _ = (host.extractors, host.checks, host.functions, self.auditor.packs, self.reporter)

    @cached_property
    def reporter(self) -> Reporter:
        """Writes ``gouji-report/1``."""
        return self.auditor.host.reporters["json"]

    def source(self, name: str, path: str, member: str = "", content: bytes | None = None) -> Source:
        """Return a document of a batch as a source.

        Raises:
            UnreadableInput: If its archive cannot be opened or lacks the member.
        """
        limits = self.auditor.options.limits
        # The name decides by its extension; bytes that came along are those of the file at the path.
        whole = Source(
            name.split("!/", 1)[0] if member else name, None if content else Path(path), limits, content
        )
        if not member:
            return whole
        for inner in members(whole):
            if inner.name.split("!/", 1)[1] == member:
                return attrs.evolve(inner, name=name)
        raise UnreadableInput("压缩包里没有这个文件", source=name)

    def run(self, item: Item, begin: Callable[[str, str], None]) -> Result:
        """Return the result of an item.

        Args:
            item: The document.
            begin: Told the digest of its bytes and the key of a refusal before the audit starts, so that a document
                that kills its worker can be named with its content.
        """
        start = time.process_time()
        try:
            source = self.source(item.source, item.path, item.member, item.content)
            sha256 = digest_of(source)
        except UnreadableInput as error:
            return _unreadable(item, INPUT, error.message, hint=error.hint)
        key = self.key(item, sha256)
        refusal = f"{key}-{self._limits}"
        if item.known and item.known in (key, refusal):
            return Result(item.id, SAME, key=item.known, sha256=sha256)
        begin(sha256, refusal)
        before = len(self.auditor.host.problems)
        try:
            report, specs = self._audit(item, source)
            data = document_rows(report, specs, self.reporter)
        except UnreadableInput as error:
            result = _unreadable(item, INPUT, error.message, refusal, sha256, error.hint, error.place)
        except MemoryError:
            result = _unreadable(item, MEMORY, self.too_much, refusal, sha256)
        except Exception as error:
            result = _unreadable(item, INTERNAL, f"程序出错：{type(error).__name__}：{error}", "", sha256)
        else:
            data["errors"] += [[p.kind, p.source, p.message] for p in self.auditor.host.problems[before:]]
            result = Result(item.id, AUDITED, "", "", key, sha256, 0.0, data)
        del self.auditor.host.problems[before:]
        return attrs.evolve(result, seconds=round(time.process_time() - start, 4))

    @property
    def too_much(self) -> str:
        """What is said of a document over the memory limit."""
        return f"内存超过每份文件的上限 {self.job.bounds.memory >> 20:,} MB（可用 --memory-limit 提高）"

    def key(self, item: Item, sha256: str) -> str:
        """Return what the results of an item depend on, as a digest."""
        suffix = Path(item.source.rsplit("!/", 1)[-1]).suffix.lower()
        parts = [self.job.fingerprint, sha256, suffix, *(f"{k.role} {k.source} {k.sha256}" for k in item.kin)]
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _audit(self, item: Item, source: Source) -> tuple[DocumentReport, Specs]:
        auditor = self.auditor
        start = time.thread_time()
        ledger, specs = auditor.read(source)
        reading = time.thread_time() - start
        others, problems = self._others(item, ledger)
        report = auditor.audit_ledger(ledger, specs, others)
        seconds = {"读取": reading, **report.seconds}
        return attrs.evolve(report, problems=(*report.problems, *problems), seconds=seconds), specs

    def _others(self, item: Item, ledger: Ledger) -> tuple[Mapping[str, Ledger], list[Problem]]:
        from gouji.batch.kin import ledgers_of_kin

        def read(kin: Kin) -> Ledger:
            found, _ = self.auditor.read(self.source(kin.source, kin.path, kin.member, kin.content))
            return found

        return ledgers_of_kin(item.kin, ledger, read) if item.kin else ({}, [])


def _unreadable(
    item: Item, kind: str, message: str, key: str = "", sha256: str = "", hint: str = "", place: str = ""
) -> Result:
    reason = f"{place}：{message}" if place else message
    return Result(item.id, UNREADABLE, kind, f"{reason}（{hint}）" if hint else reason, key, sha256)
