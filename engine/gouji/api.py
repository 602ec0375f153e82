"""The public contract of plugins: the types they receive and return.

A plugin imports from here, from :mod:`gouji.hooks` and from :mod:`gouji.model`; everything else of
gouji may change.  All protocols are structural: a plugin's class need not inherit from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, TypeGuard, runtime_checkable

import attrs

from gouji.errors import UnreadableInput
from gouji.lazy import lazily
from gouji.model import Cause, Document, Finding, Ledger, NotRun, Outcome, Relation, Report, Rule
from gouji.value import Value

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from gouji.packs import Specs
    from gouji.work import Executor, Item, Job, Result

__all__ = [
    "API_VERSION", "Check", "CheckContext", "Executor", "Extractor", "Function", "Item", "Job", "LedgerWriter", "Limits",
    "PackSource", "ReportOptions", "Reporter", "Result", "Source",
]  # fmt: skip

__getattr__ = lazily(__name__, {"gouji.work": ("Executor", "Item", "Job", "Result")})

API_VERSION = 1
"""Version of this contract; a plugin states the one it was written for as ``GOUJI_API``."""


@attrs.frozen(eq=False, repr=False)
class Limits(Value):
    """Bounds that keep a hostile or broken input from exhausting a run.

    Attributes:
        file_bytes: Largest file read at all.
        unpacked_bytes: Largest total of an archive's or office file's unpacked parts.
        pages: Most pages of a paged document.
        cells: Most non-blank cells of a spreadsheet or grid cells of a document.
        text_chars: Most characters of running text.
        archive_files: Most files in an archive or folder that forms one disclosure.
        seconds: Processor time one document may take to read; checked between steps.  Time on the wall would refuse
            on a busy machine what is read on an idle one.
        wait: Seconds to wait for another program that helps to read it (LibreOffice).
    """

    file_bytes: int = 200 * 1024 * 1024
    unpacked_bytes: int = 400 * 1024 * 1024
    pages: int = 3000
    cells: int = 2_000_000
    text_chars: int = 20_000_000
    archive_files: int = 2000
    seconds: float = 120.0
    wait: float = 600.0


@attrs.frozen(slots=False, eq=False, repr=False)
class Source(Value):
    """An input file, read at most once.

    Attributes:
        name: What the user called it; shown in messages.
        path: Path on disk, ``None`` for a member of an archive.
        limits: Bounds to keep.
        content: Bytes given directly (archive members, tests).
    """

    name: str
    path: Path | None = None
    limits: Limits = Limits()
    content: bytes | None = attrs.field(default=None, repr=False)

    @property
    def suffix(self) -> str:
        """Lower-case extension with its dot, "" if none."""
        return Path(self.name.rsplit("!/", 1)[-1]).suffix.lower()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of attachments that form one disclosure."""
        return self.path is not None and self.path.is_dir()

    @cached_property
    def data(self) -> bytes:
        """All bytes.

        Raises:
            UnreadableInput: If it cannot be opened or exceeds ``limits.file_bytes``.
        """
        if self.content is not None:
            return self.content
        if self.path is None:
            raise UnreadableInput("没有内容", source=self.name)
        try:
            size = self.path.stat().st_size
            if size > self.limits.file_bytes:
                raise UnreadableInput(
                    f"文件有 {size:,} 字节，超过上限 {self.limits.file_bytes:,} 字节",
                    source=self.name,
                    hint="可用 --max-file-size 提高上限",
                )
            return self.path.read_bytes()
        except OSError as error:
            raise UnreadableInput(f"无法打开：{error.strerror or error}", source=self.name) from error

    @cached_property
    def head(self) -> bytes:
        """The first 8 KiB, for recognising the format; empty for a folder."""
        if self.content is not None:
            return self.content[:8192]
        if self.path is None or self.is_folder:
            return b""
        try:
            with self.path.open("rb") as stream:
                return stream.read(8192)
        except OSError as error:
            raise UnreadableInput(f"无法打开：{error.strerror or error}", source=self.name) from error

    @cached_property
    def sha256(self) -> str:
        """Digest of the bytes in lower-case hex."""
        return hashlib.sha256(self.data).hexdigest()


@runtime_checkable
class Extractor(Protocol):
    """Turns the bytes of one format into a :class:`~gouji.model.Document`."""

    @property
    def name(self) -> str:
        """Short format name: ``pdf``, ``xlsx``, ``text``."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Extensions it usually reads, for help texts and batch filters, with dots."""

    def accepts(self, source: Source) -> int:
        """Return 0 (not mine) to 100 (certainly mine), judged from name and head, never raising."""

    def extract(self, source: Source) -> Document:
        """Read the whole input.

        Raises:
            UnreadableInput: If it is damaged, encrypted, too large, or an extra is missing.
        """


@attrs.frozen(eq=False, repr=False)
class PackSource(Value):
    """Where packs lie: a folder that holds pack folders, each with a ``pack.toml``.

    Attributes:
        name: Name of the distribution or file they come from.
        root: The folder.
    """

    name: str
    root: Traversable


@attrs.frozen(eq=False, repr=False)
class Function(Value):
    """A function that rules may call.

    Attributes:
        name: Name in the language.
        arity: Number of arguments, or ``None`` for any.
        call: Pure function over exact values; see docs/plugins.md for argument types.
        doc: One line, shown by ``gouji rules show``.
    """

    name: str
    arity: int | None
    call: Callable[..., object]
    doc: str = ""


@attrs.frozen(eq=False, repr=False)
class CheckContext(Value):
    """What a check may look at beside the ledger.

    Attributes:
        specs: The merged table, narrative and code specs of the packs that apply.
        parameters: Parameters of those packs after overrides.
        others: Other ledgers of the department: ``上年``, ``年初预算``; units as ``单位:NAME``.
    """

    specs: Specs
    parameters: Mapping[str, object] = attrs.field(factory=dict)
    others: Mapping[str, Ledger] = attrs.field(factory=dict)


@runtime_checkable
class Check(Protocol):
    """A check written in Python: what the rule language cannot say."""

    @property
    def id(self) -> str:
        """Stable id of the check module, such as ``narrative``."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule it may report under, so that none goes unrun in silence."""

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield relations (preferred: they join the document's system) or finished findings."""


@runtime_checkable
class Detector(Check, Protocol):
    """A check that also knows slips which make many figures wrong at once.

    Its rules are not listed as not run: it is asked only where relations do not hold.
    """

    def causes(self, ledger: Ledger, context: CheckContext, violated: Sequence[Outcome]) -> Iterable[Cause]:
        """Yield hypotheses; one is a finding only if the relations hold with its changes made."""


def detects(check: Check) -> TypeGuard[Detector]:
    """Whether a check knows such slips; ``isinstance`` asks for every name of the protocol, for every document."""
    return hasattr(check, "causes")


@attrs.frozen(eq=False, repr=False)
class ReportOptions(Value):
    """How a report is to be rendered.

    Attributes:
        verbose: 0 normal, 1 and more also rounding-only relations and timings, -1 quiet.
        color: Whether ANSI colours may be used.
        width: Display columns of the terminal.
        lang: ``zh`` or ``en``.
        template: A user's template file for reporters that take one.
    """

    verbose: int = 0
    color: bool = False
    width: int = 100
    lang: str = "zh"
    template: Path | None = None


REPORT_MARK = "gouji-report/1"
"""What every report holds within its first 8 KiB, its last 256 bytes, or an office document's properties: a file with it
is a report, not a disclosure, when it is met in a folder that is audited."""


@runtime_checkable
class Reporter(Protocol):
    """Renders a :class:`~gouji.model.Report`."""

    @property
    def name(self) -> str:
        """Name for ``--format`` and ``--report``: ``console``, ``json``, ``html``."""

    @property
    def suffix(self) -> str:
        """Usual extension of its file, with dot."""

    @property
    def binary(self) -> bool:
        """Whether it writes bytes (and so needs a file, not a terminal)."""

    def render(self, report: Report, stream: IO[bytes], options: ReportOptions) -> None:
        """Write the whole report; text reporters write UTF-8."""


@runtime_checkable
class LedgerWriter(Protocol):
    """Writes a ledger for ``gouji extract``."""

    @property
    def name(self) -> str:
        """Name for ``--format``: ``json``, ``xlsx``, ``html``."""

    @property
    def suffix(self) -> str:
        """Usual extension, with dot."""

    @property
    def binary(self) -> bool:
        """Whether it needs a file."""

    def write(self, ledger: Ledger, stream: IO[bytes]) -> None:
        """Write the whole ledger; text writers write UTF-8."""
