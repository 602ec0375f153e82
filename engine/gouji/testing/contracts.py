"""What every extractor, pack, check and reporter must keep, as functions that raise ``AssertionError``.

They can be called by themselves; :mod:`gouji.testing.suite` runs them over all that a plugin adds.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from gouji.api import Check, CheckContext, Extractor, Limits, Reporter, ReportOptions, Source
from gouji.errors import GoujiError
from gouji.model import Document, Finding, Grid, Ledger, Line, NotRun, Relation, Report, Verdict
from gouji.packs import Pack, Specs, select_packs
from gouji.testing import samples


def extractor_reads(extractor: Extractor, name: str, data: bytes, words: Iterable[str] = ()) -> None:
    """Check that an input is taken, read, located, and read the same way twice.

    Args:
        extractor: To be tested.
        name: File name with the suffix the format usually has.
        data: A well-formed input.
        words: Texts that it prints: each must be in the document.
    """
    score = extractor.accepts(Source(name, content=data))
    assert 0 < score <= 100, f"{extractor.name} does not take {name}: accepts() is {score}"
    first = extractor.extract(Source(name, content=data))
    second = extractor.extract(Source(name, content=data))
    assert isinstance(first, Document), f"{extractor.name} returns {type(first).__name__}"
    assert first == second, f"{extractor.name} reads {name} differently the second time"
    assert first.source == name, f"the document says it is {first.source!r}, not {name!r}"
    assert first.format, "the document does not say its format"
    assert first.sha256 in ("", Source(name, content=data).sha256), "sha256 is not that of the input"
    seen = []
    for block in first.blocks:
        if isinstance(block, Line):
            seen.append(block.text)
        elif isinstance(block, Grid):
            seen += [cell.text for cell in block.cells]
            _grid_is_sound(block)
    together = "".join("".join(seen).split())
    for word in words:
        assert "".join(word.split()) in together, f"{extractor.name} loses {word!r}"


def _grid_is_sound(grid: Grid) -> None:
    taken: set[tuple[int, int]] = set()
    for cell in grid.cells:
        assert cell.rowspan >= 1 and cell.colspan >= 1, f"a cell spans nothing: {cell}"
        inside = cell.row + cell.rowspan <= grid.rows and cell.col + cell.colspan <= grid.cols
        assert cell.row >= 0 and cell.col >= 0 and inside, f"a cell stands outside its grid: {cell}"
        own = {(cell.row + r, cell.col + c) for r in range(cell.rowspan) for c in range(cell.colspan)}
        assert not own & taken, f"two cells stand in one place: {cell}"
        taken |= own


def extractor_survives(extractor: Extractor, name: str, data: bytes) -> None:
    """Check that damaged input is read or refused with :class:`GoujiError`, never anything else."""
    for what, broken in samples.damaged(data):
        source = Source(name, content=broken)
        score = extractor.accepts(source)
        assert 0 <= score <= 100, f"{extractor.name}.accepts() is {score} for an input with {what}"
        try:
            document = extractor.extract(Source(name, content=broken))
        except GoujiError as error:
            assert str(error), "an error without a message"
        else:
            assert isinstance(document, Document)
    tight = Source(name, limits=Limits(cells=1, text_chars=10, pages=1, unpacked_bytes=64), content=data)
    try:
        extractor.extract(tight)
    except GoujiError:
        pass
    except Exception as error:
        raise AssertionError(f"{extractor.name} breaks at its limits: {error!r}") from error


def pack_is_sound(pack: Pack, others: Iterable[Pack]) -> None:
    """Check a pack's own sense: sums name what the form has, no title means two of its tables.

    Args:
        pack: To be tested.
        others: All packs installed beside it.
    """
    titles: dict[str, str] = {}
    for spec in pack.tables:
        for title in spec.titles:
            other = titles.setdefault(title, spec.key)
            assert other == spec.key, f"{pack.id}: title {title!r} means {other} and {spec.key}"
        for lane in spec.lanes:
            columns, rows = {c.key for c in lane.columns}, {r.key for r in lane.rows}
            assert len(columns) == len(lane.columns), f"{pack.id}: {spec.key} has a column twice"
            assert len(rows) == len(lane.rows), f"{pack.id}: {spec.key} has a row twice"
            for kind, known in ((lane.row_sums, columns), (lane.column_sums, rows)):
                for total in kind:
                    unknown = {total.target, *(k for _, k in total.terms)} - known - {"@items"}
                    assert not unknown, f"{pack.id}: a sum of {spec.key} names {sorted(unknown)}"
    missing = set(pack.extends) - {p.id for p in others}
    assert not missing, f"{pack.id} needs packs that are not installed: {sorted(missing)}"


def pack_rules_hold(specs: Specs, pack: Pack) -> None:
    """Check that a pack's rules compile without complaint and that their own examples come out."""
    from gouji.rules import load_rules
    from gouji.rules.examples import run_examples

    loaded = load_rules(specs, (), {}, tests=True)
    names = {f.name for f in pack.rules}
    for diagnostic in loaded.diagnostics:
        assert diagnostic.file not in names, str(diagnostic)
    for compiled in loaded.rules:
        if compiled.file.name not in names:
            continue
        assert compiled.node.examples, f"{compiled.rule.id} has no tests"
        for result in run_examples(compiled, loaded.binder):
            assert result.passed, f"{compiled.rule.id}: {result.example} {result.error}"


def pack_accuses_nobody(ledger: Ledger, specs: Specs, findings: Iterable[Finding]) -> None:
    """Check that an audit of a correct disclosure has no finding and leaves nothing unrecognised."""
    told = [f"{f.rule.id}: {f.message}" for f in findings]
    assert not told, f"false findings with {[p.id for p in specs.packs]}: {told}"
    lost = [u.title for u in ledger.unrecognised]
    assert not lost, f"tables not recognised: {lost}"


def specs_with(pack: Pack, packs: Iterable[Pack]) -> Specs:
    """Return the specs of a document to which a pack applies."""
    from gouji.model import DocumentFacts

    year = pack.last_year or max(pack.first_year or 0, 2024)
    kind = pack.kinds[0] if pack.kinds else "部门决算"
    return select_packs(packs, DocumentFacts("", year, kind, pack.jurisdiction), [pack.id])


def check_keeps_its_word(check: Check, specs: Specs, ledgers: Mapping[str, Ledger]) -> None:
    """Check that a check is deterministic, reports under its own rules, and never judges what is missing."""
    from gouji.relations import judge_all

    known = {rule.id for rule in check.rules}
    assert len(known) == len(check.rules), f"{check.id} lists a rule twice"
    context = CheckContext(specs, dict(specs.parameters))
    for name, ledger in ledgers.items():
        first, second = list(check.run(ledger, context)), list(check.run(ledger, context))
        assert list(map(repr, first)) == list(map(repr, second)), f"{check.id} is not deterministic ({name})"
        for item in first:
            assert isinstance(item, (Relation, Finding, NotRun)), f"{check.id} yields {type(item).__name__}"
            assert item.rule.id in known, f"{check.id} reports {item.rule.id}, which it does not list"
        if name in ("empty", "correct"):
            relations = [i for i in first if isinstance(i, Relation)]
            broken = [o.relation.rule.id for o in judge_all(relations) if o.verdict is Verdict.VIOLATED]
            assert not broken, f"{check.id} accuses a disclosure that is {name}: {broken}"


def reporter_renders(reporter: Reporter, reports: Mapping[str, Report]) -> None:
    """Check that any report is rendered, twice the same, without closing the stream; text is UTF-8.

    A report that cannot be shown in a format (notes in a PDF, and there is no PDF) is refused before anything is written.
    """
    assert reporter.suffix.startswith("."), f"{reporter.name}: suffix {reporter.suffix!r}"
    for name, report in reports.items():
        outputs = []
        for options in (ReportOptions(), ReportOptions(), ReportOptions(verbose=2), ReportOptions(lang="en")):
            buffer = io.BytesIO()
            try:
                reporter.render(report, buffer, options)
            except GoujiError as refusal:
                assert refusal.message, f"{reporter.name} refuses without a reason ({name})"
                assert not buffer.getvalue(), f"{reporter.name} refuses after it has written ({name})"
            assert not buffer.closed, f"{reporter.name} closes the stream"
            outputs.append(buffer.getvalue())
        assert outputs[0] == outputs[1], f"{reporter.name} is not deterministic ({name})"
        if not reporter.binary:
            shown = outputs[0].decode("utf-8")
            assert "\x1b" not in shown, f"{reporter.name} passes control characters on ({name})"
