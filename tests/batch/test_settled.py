"""Suppressions, explanations and baselines in a batch: as in a single audit, and no document is audited again for them."""

from __future__ import annotations

import contextlib
import datetime
import json
import sqlite3
from pathlib import Path

import pytest
from batch_files import make_files
from batch_runs import OPTIONS, Inline, batch, results
from click.testing import CliRunner, Result

from gouji.audit import Auditor
from gouji.batch.settle import Known
from gouji.batch.store import FILE
from gouji.batch.stored import stored_report
from gouji.cli import main
from gouji.living import Baseline, apply, read_baseline, read_closings
from gouji.model import Report, Settled

TODAY = datetime.date(2026, 3, 1)
LANGUAGE = """
[[suppress]]
rule = "{rule}"
reason = "已核对"

[[suppress]]
finding = "{finding}"
document = "没有这个局"
reason = "别处的"

[[suppress]]
rule = "没有-1"
reason = "编号写错了"

[[suppress]]
rule = "{rule}"
until = 2020-01-01
reason = "过期的"
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("已 结") / "文件"
    make_files(folder, 3, planted=1.0, seed=5)
    return folder


@pytest.fixture(scope="module")
def single(files: Path) -> Report:
    return Auditor(options=OPTIONS).run(sorted(p for p in files.rglob("*") if p.is_file()))


@pytest.fixture
def closings(single: Report, tmp_path: Path) -> Path:
    found = [f for d in single.documents for f in d.findings]
    path = tmp_path / "gouji.toml"
    path.write_text(LANGUAGE.format(rule=found[0].rule.id, finding=found[-1].id), encoding="utf-8")
    return path


def known(closings: Path | None = None, baseline: Baseline | None = None) -> Known:
    return Known(read_closings(closings) if closings else (), baseline, TODAY)


def marks(report: Report) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (Path(d.ledger.document.source).name, f.id): (f.settled.value, f.suppressed)
        for d in report.documents
        for f in d.findings
    }


def stored(out: Path) -> dict[tuple[str, str], tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(out / FILE)) as db:
        told = marks(stored_report(db))
        rows = db.execute(
            "SELECT d.source, f.id, f.settled, f.words FROM findings f JOIN documents d ON d.id = document"
        ).fetchall()
        assert {(Path(s).name, i): (how, words) for s, i, how, words in rows} == told
        counted = db.execute(
            "SELECT SUM(errors + warnings + infos), SUM(d.settled) FROM documents d"
        ).fetchone()
        closed = sum(bool(how) for how, _ in told.values())
        assert counted == (len(told) - closed, closed)
    return told


@pytest.mark.slow
def test_closings_mark_what_they_mark_in_single_audits(
    files: Path, single: Report, closings: Path, tmp_path: Path
) -> None:
    wanted = apply(single, read_closings(closings), None, TODAY)
    account = batch(tmp_path / "结果", files, known=known(closings))
    assert stored(tmp_path / "结果") == marks(wanted)
    assert {how for how, _ in marks(wanted).values()} == {"", Settled.SUPPRESSED.value}
    assert [p.message for p in account.problems] == [
        p.message for p in wanted.problems[len(single.problems) :]
    ]
    assert any("没有用到" in p.message for p in account.problems)
    assert any("到期" in p.message for p in account.problems)


@pytest.mark.slow
def test_other_closings_cost_no_audit_and_leave_no_trace(files: Path, closings: Path, tmp_path: Path) -> None:
    plain, out = tmp_path / "无", tmp_path / "有"
    batch(plain, files)
    batch(out, files, known=known(closings))
    assert results(out) != results(plain)
    again = Inline()
    batch(out, files, known=known(), executor=again)
    assert again.asked == []
    assert results(out) == results(plain)
    batch(plain, files, known=known(closings))
    batch(out, files, known=known(closings))
    assert results(out) == results(plain)


@pytest.mark.slow
def test_a_baseline_accepts_what_an_earlier_batch_found(files: Path, tmp_path: Path) -> None:
    def run(*arguments: object) -> Result:
        called = ["batch", "--no-plugins", str(files), "--jobs", "1", "-q", *map(str, arguments)]
        return CliRunner().invoke(main, called)

    baseline = tmp_path / "基线.json"
    first = run("--out", tmp_path / "一", "--report", f"json={baseline}")
    assert first.exit_code == 1, first.output
    again = run("--out", tmp_path / "一", "--baseline", baseline, "--fail-on", "info")
    assert again.exit_code == 0, again.output
    assert "已结" in again.output
    # One finding of the baseline fewer is one open finding more; nothing is audited for it.
    raw = json.loads(baseline.read_text(encoding="utf-8"))
    errors = [f for f in raw["documents"][0]["findings"] if f["severity"] == "error"]
    raw["documents"][0]["findings"].remove(errors[0])
    baseline.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    fewer = run("--out", tmp_path / "一", "--baseline", baseline)
    assert fewer.exit_code == 1, fewer.output
    open_ = [key for key, (how, _) in stored(tmp_path / "一").items() if not how]
    assert [i for _, i in open_] == [errors[0]["id"]]
    assert run("--out", tmp_path / "一", "--baseline", baseline, "--fail-on", "never").exit_code == 0


@pytest.mark.slow
def test_what_is_gone_since_the_last_run_is_named(files: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果"
    assert batch(out, files).problems == ()
    with contextlib.closing(sqlite3.connect(out / FILE)) as db:
        (tool,) = db.execute("SELECT tool FROM runs").fetchone()
        had = {**json.loads(tool), "plugins": ["builtin 1.0", "shanghai 0.1.0"]}
        had["packs"] = [*json.loads(tool)["packs"], "上海/2024-"]
        db.execute("UPDATE runs SET tool = ?", (json.dumps(had),))
        db.commit()
    told = [p.message for p in batch(out, files).problems]
    assert ["插件“shanghai”现在没有" in t or "规则包“上海/2024-”现在没有" in t for t in told] == [True, True]
    with contextlib.closing(sqlite3.connect(out / FILE)) as db:
        assert [p.message for p in stored_report(db).problems][-2:] == told
    # The next run is compared with this one.
    assert batch(out, files).problems == ()


@pytest.mark.slow
def test_a_baseline_speaks_of_its_own_document_only(files: Path, single: Report, tmp_path: Path) -> None:
    path = tmp_path / "基线.json"
    CliRunner().invoke(main, ["audit", str(files), "--report", f"json={path}"])
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["documents"] = raw["documents"][:1]
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    accepted = read_baseline(path)
    batch(tmp_path / "结果", files, known=known(None, accepted))
    assert stored(tmp_path / "结果") == marks(apply(single, (), accepted, TODAY))
