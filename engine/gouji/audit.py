"""The audit: bytes → Document → Ledger → Outcomes → Report, each stage called once, failures kept apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from gouji._version import __version__
from gouji.allowed import Choice
from gouji.api import CheckContext, Limits, Source, detects
from gouji.bundle import is_bundle
from gouji.errors import GoujiError, NoTables, PackError, UnreadableInput, current_trace
from gouji.host import Host
from gouji.model import (
    NOTHING_TO_CHECK,
    Cause,
    Document,
    DocumentReport,
    FailedDocument,
    Finding,
    Ledger,
    NotRun,
    Outcome,
    Problem,
    Relation,
    Report,
)
from gouji.reading import NO_OVERRIDES, Overrides, read_ledger
from gouji.related import Related, ledgers_of
from gouji.value import Value

if TYPE_CHECKING:
    from gouji.packs import Pack, RuleFile, Specs
    from gouji.rules import RuleSet
    from gouji.solving import Budget


@attrs.frozen(eq=False, repr=False)
class Options(Value):
    """How audits are run.

    Attributes:
        limits: Bounds on inputs.
        overrides: What the user states about the documents.
        rule_files: Rule files given on the command line, applied after all packs.
        pack_folders: Folders with further packs.
        parameters: Pack parameters set by the user.
        disabled: Ids of rules switched off.
        budget: Bounds of the localisation, ``None`` for its defaults.
        plugins: Plugins to load if no host is given.
    """

    limits: Limits = Limits()
    overrides: Overrides = NO_OVERRIDES
    rule_files: tuple[Path, ...] = ()
    pack_folders: tuple[Path, ...] = ()
    parameters: Mapping[str, Any] = attrs.field(factory=dict)
    disabled: frozenset[str] = frozenset()
    budget: Budget | None = None
    plugins: Choice = Choice()


class Auditor:
    """Audits documents with one set of plugins, packs and rules; keeps compiled rules between documents.

    Args:
        host: Plugins; a new :class:`~gouji.host.Host` if not given.
        options: See :class:`Options`.
    """

    def __init__(self, host: Host | None = None, options: Options | None = None) -> None:
        self.options = options or Options()
        self.host = host or Host(choice=self.options.plugins)
        self._rules: dict[tuple[str, ...], RuleSet] = {}
        self._pack_problems: list[Problem] = []

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """All packs of plugins and of the user's folders; one that cannot be read is a problem."""
        from gouji.packs import find_packs

        found: list[Pack] = []
        roots: list[tuple[str, Any]] = [(s.name, s.root) for s in self.host.packs]
        roots += [(str(folder), folder) for folder in self.options.pack_folders]
        for name, root in roots:
            try:
                found.extend(find_packs(root, name))
            except PackError as error:
                self._pack_problems.append(Problem("rule", str(error), name))
        return tuple(found)

    @cached_property
    def user_rules(self) -> tuple[RuleFile, ...]:
        """The rule files given by the user.

        Raises:
            GoujiError: If one cannot be read.
        """
        from gouji.packs import RuleFile, read_rules

        return tuple(RuleFile(str(path), read_rules(path), "用户规则") for path in self.options.rule_files)

    def problems(self) -> tuple[Problem, ...]:
        """Problems of plugins, packs and rules met so far."""
        return (*self.host.problems, *self._pack_problems)

    def extract(self, source: Source) -> Document:
        """Read a file with the extractor that fits best.

        Raises:
            UnreadableInput: If no extractor takes it or the one that does cannot read it.
        """
        if source.path is not None and not source.path.exists():
            raise UnreadableInput("没有这个文件", source=source.name)
        if is_bundle(source):
            return self._bundle(source)
        ranked = sorted(
            ((self._accepts(e, source), -i, e) for i, e in enumerate(self.host.extractors)),
            key=lambda item: item[:2],
            reverse=True,
        )
        if not ranked or ranked[0][0] <= 0:
            if not source.is_folder and not source.data:
                raise UnreadableInput("文件是空的", source=source.name)
            known = "、".join(sorted({s for e in self.host.extractors for s in e.suffixes}))
            raise UnreadableInput("无法识别的格式", source=source.name, hint=f"可读的格式：{known}")
        extractor = ranked[0][2]
        try:
            return extractor.extract(source)
        except (GoujiError, MemoryError):
            raise
        except RecursionError as error:
            raise UnreadableInput("内容嵌套过深", source=source.name) from error
        except Exception as error:
            self.host.problems.append(
                Problem(
                    "plugin",
                    f"读取“{source.name}”时提取器“{extractor.name}”出错：{error}",
                    extractor.name,
                    current_trace(),
                )
            )
            raise UnreadableInput(f"提取器“{extractor.name}”无法读取：{error}", source=source.name) from error

    def _bundle(self, source: Source) -> Document:
        from gouji.bundle import read_bundle
        from gouji.reading.identity import identify

        def known(member: Source) -> bool:
            return any(self._accepts(e, member) > 0 for e in self.host.extractors)

        return read_bundle(source, self.extract, known, lambda d: identify(d, self.packs))

    def _accepts(self, extractor: Any, source: Source) -> int:
        try:
            return int(extractor.accepts(source))
        except UnreadableInput:
            raise
        except Exception as error:
            self.host.problems.append(
                Problem("plugin", f"提取器“{extractor.name}”出错：{error}", extractor.name)
            )
            return 0

    def read(self, source: Source) -> tuple[Ledger, Specs]:
        """Extract and normalise a file.

        Raises:
            UnreadableInput: If it cannot be read.
            NoTables: If it holds no disclosure table and no sentence of a 情况说明 that states a figure.
        """
        document = self.extract(source)
        ledger, specs = read_ledger(document, self.packs, self.options.overrides)
        if not (ledger.tables or ledger.facts or ledger.forms):
            from gouji.reading.other_kind import told_kind, told_year

            told, hint = told_kind(ledger)
            if not told:
                told, hint = told_year(ledger, specs, self.packs)
            if told:
                raise NoTables(told, source=source.name, hint=hint)
            if ledger.unrecognised:
                hint = f"有 {len(ledger.unrecognised)} 张表不符合任何表式"
            raise NoTables("没有找到决算公开表（no disclosure tables found）", source=source.name, hint=hint)
        return ledger, specs

    def read_related(
        self, prior: Iterable[Path] = (), budget: Iterable[Path] = (), units: Iterable[Path] = ()
    ) -> Related:
        """Read documents to compare with: last year's, the year's budget, those of the units below."""
        from gouji.related import read_related

        # What the user states of the audited document (year, department) does not hold for these.
        plain = self.options.overrides._replace(year=None, kind=None, department=None)

        def read(path: Path) -> Ledger:
            source = Source(str(path), path, self.options.limits)
            ledger, _ = read_ledger(self.extract(source), self.packs, plain)
            if not ledger.tables:
                from gouji.reading.other_kind import told_kind

                told, _ = told_kind(ledger)
                hint = "要与它对照，须有规则包写明预算的表式，见 docs/province.md" if told else ""
                raise NoTables(f"没有找到公开表{'：' + told if told else ''}", source=source.name, hint=hint)
            return ledger

        return read_related(read, prior, budget, units)

    def rules_for(self, specs: Specs) -> RuleSet:
        """Return the compiled rules of these packs and the user's files; compiled once per set of packs."""
        from gouji.rules import load_rules

        key = tuple(pack.id for pack in specs.packs)
        if key not in self._rules:
            rules = load_rules(
                specs, self.user_rules, self.host.functions, parameters=self.options.parameters
            )
            self._rules[key] = rules
        return self._rules[key]

    def audit(self, source: Source, others: Related | Mapping[str, Ledger] | None = None) -> DocumentReport:
        """Audit one file.

        Args:
            source: The file.
            others: Other ledgers of the department: ``上年``, ``年初预算``.

        Raises:
            UnreadableInput: If it cannot be read.
        """
        clock = _Clock()
        ledger, specs = self.read(source)
        clock.lap("读取")
        return self.audit_ledger(ledger, specs, ledgers_of(others, ledger), clock)

    def audit_path(self, path: Path, others: Related | Mapping[str, Ledger] | None = None) -> DocumentReport:
        """Audit a file or folder on disk; see :meth:`audit`."""
        return self.audit(Source(str(path), path, self.options.limits), others)

    def audit_ledger(
        self,
        ledger: Ledger,
        specs: Specs,
        others: Mapping[str, Ledger] | None = None,
        clock: _Clock | None = None,
    ) -> DocumentReport:
        """Run rules and checks on a ledger and settle their outcomes."""
        from gouji.solving import Budget, settle
        from gouji.solving.doubt import doubt_readings, told_by_table
        from gouji.solving.gather import told_together
        from gouji.solving.supposed import supposed

        clock = clock or _Clock()
        related = others or {}
        relations: list[Relation] = []
        findings: list[Finding] = []
        not_run: list[NotRun] = []
        problems: list[Problem] = []
        run = self.rules_for(specs).apply(ledger, related)
        relations.extend(run.relations)
        not_run.extend(run.not_run)
        problems.extend(run.problems)
        clock.lap("规则")
        context = CheckContext(specs, {**specs.parameters, **self.options.parameters}, related)
        for plugin, check in self.host.checks:
            heard: set[str] = set()
            try:
                for item in check.run(ledger, context):
                    if isinstance(item, Relation):
                        relations.append(item)
                        heard.add(item.rule.id)
                    elif isinstance(item, Finding):
                        findings.append(item)
                        heard.add(item.rule.id)
                    else:
                        not_run.append(item)
                        heard.add(item.rule.id)
            except MemoryError:
                raise  # a limit of the run, not a fault of the check
            except Exception as error:
                problems.append(
                    Problem(
                        "plugin",
                        f"检查“{check.id}”（插件 {plugin}）出错：{error}",
                        check.id,
                        current_trace(),
                    )
                )
            if not detects(check):
                not_run.extend(NotRun(rule, NOTHING_TO_CHECK) for rule in check.rules if rule.id not in heard)
        clock.lap("检查")
        disabled = self.options.disabled
        if disabled:
            relations = [r for r in relations if r.rule.id not in disabled]
            findings = [f for f in findings if f.rule.id not in disabled]
            not_run = [n for n in not_run if n.rule.id not in disabled]
        # A finding of words that points at a figure makes it the likelier culprit of a sum that fails.
        suspects = {e.figure for f in findings for e in f.evidence if e.figure}
        detect = self._detect(ledger, context, problems)
        settlement = settle(relations, ledger, self.options.budget or Budget(), suspects, detect)
        findings = supposed(findings, settlement.outcomes, ledger, settlement.regimes)
        findings = doubt_readings(findings, {k: t.doubt for k, t in ledger.tables.items() if t.doubt})
        told = told_by_table(told_together([*settlement.findings, *findings]), ledger.tables)
        clock.lap("定位")
        return DocumentReport(
            ledger,
            tuple(settlement.outcomes),
            tuple(in_order(told)),
            tuple(not_run),
            tuple(problems),
            settlement.certificate,
            {key: regime.value for key, regime in settlement.regimes.items()},
            clock.laps,
        )

    def _detect(
        self, ledger: Ledger, context: CheckContext, problems: list[Problem]
    ) -> Callable[[Sequence[Outcome]], Iterable[Cause]]:
        """Return what asks all detectors of root causes; one that fails is a problem, the others go on."""

        def detect(violated: Sequence[Outcome]) -> Iterator[Cause]:
            for plugin, check in self.host.checks:
                if not detects(check):
                    continue
                try:
                    for cause in check.causes(ledger, context, violated):
                        if cause.rule.id not in self.options.disabled:
                            yield cause
                except Exception as error:
                    text = f"检查“{check.id}”（插件 {plugin}）找原因时出错：{error}"
                    problems.append(Problem("plugin", text, check.id, current_trace()))

        return detect

    def run(
        self,
        paths: Iterable[Path],
        others: Related | Mapping[str, Ledger] | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> Report:
        """Audit several files; one that cannot be read is named in the report and the others go on."""
        documents: list[DocumentReport] = []
        failed: list[FailedDocument] = []
        for path in paths:
            if progress:
                progress(str(path))
            try:
                documents.append(self.audit_path(path, others))
            except UnreadableInput as error:
                failed.append(FailedDocument(str(path), Problem("input", str(error), str(path))))
        extra = others.left_over() if isinstance(others, Related) else ()
        return Report(tuple(documents), tuple(failed), (*self.problems(), *extra), self.fingerprint())

    def fingerprint(self) -> dict[str, object]:
        """Return name, version, plugins and packs of this run."""
        return {
            "name": "gouji",
            "version": __version__,
            "plugins": [f"{p.name} {p.version}".strip() for p in self.host.plugins if not p.error],
            "packs": sorted(pack.id for pack in self.packs),
        }


class _Clock:
    """Processor seconds by stage: the same on an idle and on a busy machine."""

    def __init__(self) -> None:
        self._last = time.thread_time()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.thread_time()
        self.laps[name] = self.laps.get(name, 0.0) + now - self._last
        self._last = now


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings for people: severity, then place in the document, then rule, then what is said (公开01表 first)."""

    def key(finding: Finding) -> tuple[object, ...]:
        place = finding.evidence[0].place if finding.evidence else None
        page = (place.page if place else None) or 0
        line = (place.line if place else None) or 0
        top = place.box.y0 if place and place.box else 0.0
        return (-finding.severity.rank, page, line, top, finding.rule.id, finding.message, finding.id)

    return sorted(findings, key=key)


def open_ledger(path: Path, options: Options | None = None) -> tuple[Ledger, Specs]:
    """Read a file into a ledger with all installed plugins.

    Raises:
        UnreadableInput: If it cannot be read.
    """
    auditor = Auditor(options=options)
    return auditor.read(Source(str(path), path, auditor.options.limits))
