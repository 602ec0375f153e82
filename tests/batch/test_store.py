"""The database of a batch: the same whatever the order, the interruptions and the number of runs."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sqlite3
from pathlib import Path

import attrs
import pytest
from batch_files import make_files
from batch_runs import OPTIONS, Inline, Interrupted, batch, results
from hypothesis import given, settings
from hypothesis import strategies as st
from render_office import render_docx, render_xlsx

from gouji.api import ReportOptions
from gouji.audit import Auditor
from gouji.batch.locks import Owner
from gouji.batch.one import Work
from gouji.batch.store import FILE, connect
from gouji.batch.stored import stored_report, write_json
from gouji.errors import GoujiError
from gouji.testing import samples
from gouji.testing.synthetic import PrintedTable
from gouji.work import Bounds, Item, Job


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("批 量") / "文件"
    make_files(folder, 4, hostile=0.5, planted=1.0, seed=5)
    return folder


@pytest.fixture(scope="module")
def undisturbed(
    files: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, tuple[object, ...]]]:
    out = tmp_path_factory.mktemp("一次")
    account = batch(out, files)
    assert (account.documents, account.audited, len(account.unreadable)) == (4, 2, 2)
    assert all(reason for _, reason in account.unreadable)
    return results(out)


def test_what_is_stored_is_what_the_audit_says(
    files: Path, undisturbed: list[tuple[str, tuple[object, ...]]]
) -> None:
    auditor = Auditor(options=OPTIONS)
    path = next(p for p in sorted(files.rglob("*.txt")) if "（" not in p.name)
    report = auditor.audit_path(path)
    (document,) = [r for t, r in undisturbed if t == "documents" and r[1] == path.as_posix()]
    number = document[0]
    stored = [r for t, r in undisturbed if t == "findings" and r[0] == number]
    assert [r[2] for r in stored] == [f.id for f in report.findings]
    cells = [r for t, r in undisturbed if t == "table_cells" and r[0] == number]
    assert len(cells) == sum(len(t.cells) for t in report.ledger.tables.values())
    printed = sorted(f.quantity.printed for t in report.ledger.tables.values() for f in t.cells.values())
    assert sorted(r[4] for r in cells) == printed
    verdicts = [r for t, r in undisturbed if t == "verdicts" and r[0] == number]
    assert sum(r[3] for r in verdicts) == len(report.outcomes)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000), st.lists(st.integers(0, 3), max_size=3))
def test_order_and_interruptions_leave_no_trace(
    files: Path,
    undisturbed: list[object],
    tmp_path_factory: pytest.TempPathFactory,
    order: int,
    stops: list[int],
) -> None:
    out = tmp_path_factory.mktemp("多次")
    for stop in stops:
        with contextlib.suppress(Interrupted):
            batch(out, files, executor=Inline(order, stop))
    batch(out, files, executor=Inline(order))
    assert results(out) == undisturbed


@pytest.mark.slow
def test_only_what_changed_is_audited_again(files: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "文件", tmp_path / "结果"
    shutil.copytree(files, folder)
    batch(out, folder)
    again = Inline()
    account = batch(out, folder, executor=again)
    assert (again.asked, account.audited, account.unchanged, len(account.unreadable)) == ([], 0, 4, 2)
    changed = next(p for p in sorted(folder.rglob("*.txt")) if "（" not in p.name)
    gone = next(p for p in sorted(folder.rglob("*.xlsx")) if "（" not in p.name)
    changed.write_text(changed.read_text(encoding="utf-8") + "\n附：无\n", encoding="utf-8")
    gone.unlink()
    account = batch(out, folder, executor=again)
    assert (again.asked, account.removed, account.unchanged) == ([changed.name], 1, 2)
    with contextlib.closing(connect(out / FILE, read_only=True)) as db:
        sources = [r[0] for r in db.execute("SELECT source FROM documents")]
        assert not any(gone.name in s for s in sources)
        for table in ("table_cells", "findings", "verdicts", "relations", "not_run", "timings"):
            rest = db.execute(
                f"SELECT COUNT(*) FROM {table} WHERE document NOT IN (SELECT id FROM documents)"
            )
            assert rest.fetchone() == (0,), table


@pytest.mark.slow
def test_other_settings_or_limits_are_other_results(files: Path, tmp_path: Path) -> None:
    def asked(**changes: object) -> int:
        executor = Inline()
        batch(tmp_path, files, executor=executor, **changes)
        return len(executor.asked)

    without = attrs.evolve(OPTIONS, disabled=frozenset({"ZC-01"}))
    assert asked() == 4
    assert asked(bounds=Bounds(60.0)) == 2  # those that could not be read
    assert asked(bounds=Bounds(60.0), options=without) == 4
    assert asked(bounds=Bounds(60.0), options=without) == 0
    assert asked(bounds=Bounds(60.0), options=without, retry=True) == 2


def test_a_run_that_died_leaves_its_items_to_the_next(files: Path, tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        batch(tmp_path, files, executor=Inline(stop_after=1))
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db, db:
        db.execute("UPDATE work SET owner = 'dead-1' WHERE checked = 0")
    assert batch(tmp_path, files).documents == 4


def test_fresh_is_refused_while_another_run_is_at_it(files: Path, tmp_path: Path) -> None:
    batch(tmp_path, files)
    with Owner(tmp_path / "locks"), pytest.raises(GoujiError, match="另一个"):
        batch(tmp_path, files, fresh=True)
    fresh = Inline()
    batch(tmp_path, files, executor=fresh, fresh=True)
    assert len(fresh.asked) == 4


def test_a_database_of_another_version_is_refused(files: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db, db:
        db.execute("CREATE TABLE x (y)")
    with pytest.raises(GoujiError, match="不是本版本"):
        batch(tmp_path, files)


def test_the_json_report_holds_what_single_audits_say(files: Path, tmp_path: Path) -> None:
    batch(tmp_path, files)
    streamed, rendered = io.BytesIO(), io.BytesIO()
    with contextlib.closing(connect(tmp_path / FILE, read_only=True)) as db:
        write_json(db, streamed)
        Auditor(options=OPTIONS).host.reporters["json"].render(stored_report(db), rendered, ReportOptions())
    one, two = json.loads(streamed.getvalue()), json.loads(rendered.getvalue())
    assert one["summary"] == two["summary"]
    assert one["summary"]["findings"]["error"] > 0
    for a, b in zip(one["documents"], two["documents"], strict=True):
        keys = a.keys() - {"tables", "seconds"}
        assert {k: a[k] for k in keys} == {k: b[k] for k in keys}


@pytest.mark.slow
def test_a_busy_machine_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import itertools

    path = tmp_path / "决算.txt"
    path.write_bytes(samples.text(samples.wrong(5)))
    work = Work(Job(OPTIONS, "x"))

    def findings() -> object:
        result = work.run(Item(1, str(path), str(path)), lambda *_: None)
        assert result.data is not None
        return result.data["report"]["findings"]

    quick = findings()
    clock = itertools.count(0.0, 60.0)  # every look at the clock finds a minute gone
    monkeypatch.setattr("gouji.solving.localise.time.monotonic", lambda: next(clock))
    assert findings() == quick != []


@pytest.mark.slow
def test_a_folder_of_attachments_is_one_document_and_changes_with_any_of_them(tmp_path: Path) -> None:
    root = tmp_path / "公开"
    whole = samples.wrong(3)
    prose = attrs.evolve(whole, pieces=tuple(p for p in whole.pieces if not isinstance(p, PrintedTable)))
    tables = attrs.evolve(whole, pieces=tuple(p for p in whole.pieces if isinstance(p, PrintedTable)))
    (root / "甲局" / "附件").mkdir(parents=True)
    (root / "甲局" / "报告.docx").write_bytes(render_docx(prose))
    (root / "甲局" / "附件" / "报表.xlsx").write_bytes(render_xlsx(tables, prose=False))
    account = batch(tmp_path / "结果", root, as_one=True)
    assert (account.documents, account.audited) == (1, 1), account.unreadable
    single = Auditor(options=OPTIONS).audit_path(root / "甲局")
    ids = [r[2] for t, r in results(tmp_path / "结果") if t == "findings"]
    assert ids == [f.id for f in single.findings] != []
    again = Inline()
    batch(tmp_path / "结果", root, as_one=True, executor=again)
    assert again.asked == []
    (root / "甲局" / "附件" / "说明.txt").write_text("补充说明。\n" * 20, encoding="utf-8")
    batch(tmp_path / "结果", root, as_one=True, executor=again)
    assert again.asked == ["甲局"]
