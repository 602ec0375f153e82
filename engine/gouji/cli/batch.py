"""``gouji batch``: many documents into one database."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import click

from gouji.api import Executor, ReportOptions
from gouji.audit import Auditor, Options
from gouji.batch.discover import Search
from gouji.batch.local import Local
from gouji.batch.progress import Progress
from gouji.batch.run import Account, Plan, run_batch
from gouji.batch.settle import Known
from gouji.batch.store import connect, database
from gouji.batch.stored import stored_report, write_json
from gouji.cli.audit import parse_reports, parse_threshold
from gouji.cli.options import document_options
from gouji.cli.output import write_file
from gouji.display import harmless
from gouji.errors import ExitCode, GoujiError
from gouji.i18n import LANGUAGES, tr, use_language
from gouji.living import SETTINGS, Threshold, missing_since, read_baseline, read_closings
from gouji.living.threshold import LEVELS
from gouji.model import Report, RuleClass, Severity
from gouji.work import Bounds

INTERRUPTED = 130


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out", "-o", required=True, type=click.Path(file_okay=False, path_type=Path), help="存放结果的文件夹"
)
@click.option("--jobs", "-j", type=click.IntRange(1), help="进程数，默认为处理器数", metavar="N")
@click.option(
    "--include", multiple=True, metavar="模式", help="只要符合的文件，如 '*.pdf' 或 '民政局/**'，可重复"
)
@click.option("--exclude", multiple=True, metavar="模式", help="不要符合的文件和文件夹，可重复")
@click.option("--unpack", is_flag=True, help="压缩包里的每个文件各算一份（默认整包算一份）")
@click.option("--as-one", is_flag=True, help="装着文件的文件夹连同下级整个算一份（默认每个文件各算一份）")
@click.option("--resume/--fresh", default=True, help="接着已有的结果做（默认），或清空重来")
@click.option("--retry", is_flag=True, help="上次读不了的，内容没变也再试一次")
@click.option("--no-related", is_flag=True, help="不在这批文件里找同一部门的上年、预算来比较")
@click.option(
    "--memory-limit",
    type=click.IntRange(192),
    default=2048,
    show_default=True,
    help="每份文件的内存上限（MB）",
)
@click.option(
    "--executor", "executor_name", default="local", show_default=True, help="由谁来做，见 gouji plugins"
)
@click.option("--cluster", default="", metavar="地址", help="集群的地址，用于 --executor dask 等")
@click.option("--report", "reports", multiple=True, metavar="格式=文件", help="另写一份总报告，可重复")
@click.option(
    "--fail-on",
    multiple=True,
    metavar="级别",
    callback=lambda _c, _p, values: parse_threshold(values),
    help=f"有这一级及以上的问题时退出码为 1：{'、'.join(LEVELS)}，默认 error；可重复，也可只说一类规则，如 核实性=never",
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="以前的 JSON 报告：其中已有的问题不再计入",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"设置文件，默认为当前目录的 {SETTINGS}",
)
@click.option("-q", "--quiet", is_flag=True, help="不显示进度")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    envvar="GOUJI_LANG",
    help="界面语言",
)
@document_options
def batch(
    paths: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    unpack: bool,
    as_one: bool,
    resume: bool,
    retry: bool,
    no_related: bool,
    memory_limit: int,
    executor_name: str,
    cluster: str,
    reports: tuple[str, ...],
    fail_on: Threshold,
    baseline: Path | None,
    config: Path | None,
    quiet: bool,
    lang: str,
    options: Options,
) -> None:
    """检查成批的文件，结果写进一个数据库。

    文件夹逐层查找，压缩包按一份公开检查。随时可以中断（包括强行终止）：再运行同一命令，只做没做完的和变了的；
    同一输出可以同时运行几个，它们分担剩下的。之后用 gouji query 查询。

    退出码：0 没有达到 --fail-on 的问题；1 有；2 用法错误；3 有文件读不了；4 插件或内部错误。
    """  # fmt: skip
    use_language(lang)
    progress = Progress(quiet=quiet)
    try:
        auditor = Auditor(options=options)
        wanted = parse_reports(reports)
        for name, _ in wanted:
            if name not in auditor.host.reporters:
                listed = "、".join(sorted(auditor.host.reporters))
                raise click.BadParameter(tr("没有“{name}”格式；可用：{known}", name=name, known=listed))
        suffixes = frozenset(s for e in auditor.host.extractors for s in e.suffixes)
        settings = config or (Path(SETTINGS) if Path(SETTINGS).is_file() else None)
        now = Report(tool=auditor.fingerprint())
        known = Known(
            read_closings(settings) if settings else (),
            read_baseline(baseline) if baseline else None,
            problems=tuple(missing_since(baseline, now)) if baseline else (),
        )
        plan = Plan(
            Search(paths, suffixes, include, exclude, (out,), unpack, as_one, options.limits),
            out,
            _executor(auditor, executor_name),
            jobs or os.cpu_count() or 1,
            Bounds(options.limits.seconds, memory_limit << 20, options.limits.wait),
            cluster,
            not resume,
            retry,
            not no_related,
            known,
        )
        try:
            account = run_batch(auditor, plan, progress)
        finally:
            progress.close()
        with contextlib.closing(connect(database(out), read_only=True)) as db:
            _tell(db, account, out)
            for name, path in wanted:
                _report(auditor, db, name, path, lang)
            code = _exit_code(db, account, auditor, fail_on)
    except GoujiError as error:
        click.echo(tr("错误") + f"：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
    except KeyboardInterrupt:
        click.echo(tr("已中断；再运行同一命令会接着做"), err=True)
        raise SystemExit(INTERRUPTED) from None
    raise SystemExit(int(code))


def _executor(auditor: Auditor, name: str) -> Executor:
    known: dict[str, Executor] = {Local.name: Local(), **auditor.host.executors}
    if name not in known:
        raise GoujiError(f"没有名为“{name}”的执行器；可用：{'、'.join(sorted(known))}")
    return known[name]


def _report(auditor: Auditor, db: sqlite3.Connection, name: str, path: Path, lang: str) -> None:
    if name == "json":
        write_file(path, lambda stream: write_json(db, stream))
        return
    reporter = auditor.host.reporters[name]
    write_file(path, lambda stream: reporter.render(stored_report(db), stream, ReportOptions(lang=lang)))


def _tell(db: sqlite3.Connection, account: Account, out: Path) -> None:
    """Print what became of the run: totals to standard output, every unreadable document to standard error."""
    for problem in account.problems:
        click.echo(f"{tr('运行问题')} {harmless(problem.source)}：{harmless(problem.message)}", err=True)
    for source, reason in account.unreadable:
        click.echo(f"{tr('读不了')} {harmless(source)}：{harmless(reason)}", err=True)
    skipped = db.execute(
        "SELECT reason, COUNT(*) FROM skipped GROUP BY reason ORDER BY COUNT(*) DESC, reason"
    ).fetchall()
    rows = [
        (tr("文件"), f"{account.documents:,}"),
        (tr("本次检查"), f"{account.audited:,}"),
        (tr("没有变化"), f"{account.unchanged:,}"),
        (tr("读不了"), f"{len(account.unreadable):,}"),
    ]
    if account.removed:
        rows.append((tr("文件已不在，结果已删除"), f"{account.removed:,}"))
    if skipped:
        rows.append((tr("没有纳入"), "、".join(f"{reason} {n:,}" for reason, n in skipped)))
    errors, warnings, infos, settled, clean = db.execute(
        "SELECT COALESCE(SUM(errors), 0), COALESCE(SUM(warnings), 0), COALESCE(SUM(infos), 0),"
        " COALESCE(SUM(settled), 0), COALESCE(SUM(errors = 0), 0) FROM documents WHERE status = 'audited'"
    ).fetchone()
    rows += [
        (
            tr("结果库里共有问题"),
            tr("错误 {e}，警告 {w}，提示 {i}", e=f"{errors:,}", w=f"{warnings:,}", i=f"{infos:,}"),
        ),
        *([(tr("另有已结（抑制、说明、基线）"), f"{settled:,}")] if settled else []),
        (tr("没有错误的文件"), f"{clean:,}"),
        (tr("用时"), tr("{s} 秒", s=f"{account.seconds:,.1f}")),
    ]
    for label, value in rows:
        click.echo(f"{label}：{value}")
    click.echo(tr("结果在 {path}；查询：gouji query {out}", path=database(out), out=out))


def _exit_code(db: sqlite3.Connection, account: Account, auditor: Auditor, fail_on: Threshold) -> ExitCode:
    if account.unreadable:
        return ExitCode.UNREADABLE
    failed = db.execute("SELECT 1 FROM errors WHERE kind <> 'input' LIMIT 1").fetchone()
    problems = (*auditor.problems(), *account.problems)
    if failed or any(p.kind in ("plugin", "internal") for p in problems):
        return ExitCode.INTERNAL
    kinds = db.execute("SELECT DISTINCT severity, class FROM findings WHERE settled = ''").fetchall()
    if any(fail_on.fails(Severity(severity), RuleClass(class_)) for severity, class_ in kinds):
        return ExitCode.FINDINGS
    return ExitCode.OK
