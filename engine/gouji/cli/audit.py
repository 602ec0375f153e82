"""``gouji audit``: the main job."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import attrs
import click

from gouji import living
from gouji.api import ReportOptions
from gouji.audit import Auditor, Options
from gouji.bundle import is_file_to_read
from gouji.cli.options import document_options, terminal_width, wants_colour
from gouji.cli.output import rendered, write_console, write_file
from gouji.display import harmless, use_encoding
from gouji.errors import ExitCode, GoujiError
from gouji.i18n import LANGUAGES, tr, use_language
from gouji.living.settings import SETTINGS
from gouji.living.threshold import CLASSES, LEVELS, Threshold
from gouji.model import Report
from gouji.own import own_file
from gouji.related import Related

_FILE = click.Path(exists=True, path_type=Path)


def collect(
    paths: tuple[Path, ...], suffixes: frozenset[str], *, whole: bool = False
) -> tuple[list[Path], list[Path]]:
    """Return the files to audit (files as given, folders searched for files of known formats), and reports passed over.

    Args:
        paths: Files and folders.
        suffixes: Extensions of known formats.
        whole: Each folder is one disclosure.
    """
    found: list[Path] = []
    own: list[Path] = []
    for path in paths:
        if path.is_dir() and not whole:
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            for file in inside:
                if is_file_to_read(file, suffixes):
                    (own if own_file(file) else found).append(file)
        else:
            found.append(path)
    return found, own


def parse_reports(values: tuple[str, ...]) -> list[tuple[str, Path]]:
    """Split ``html=out.html`` into format and path."""
    pairs = []
    for value in values:
        name, equals, path = value.partition("=")
        if not equals or not name or not path:
            raise click.BadParameter(f"“{value}”应写作 格式=文件，如 html=报告.html", param_hint="--report")
        pairs.append((name, Path(path)))
    return pairs


def parse_threshold(values: tuple[str, ...]) -> Threshold:
    """Read the values of ``--fail-on``."""
    try:
        return Threshold.of(values)
    except ValueError as error:
        raise click.BadParameter(
            f"“{error}”应为 {'、'.join(LEVELS)}，或 类别=级别，类别有 {'、'.join(CLASSES)}",
            param_hint="--fail-on",
        ) from error


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "format_", default="console", show_default=True, help="写到标准输出的格式")
@click.option("--report", "reports", multiple=True, metavar="格式=文件", help="另写一份报告，可重复")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="把 --format 的结果写入文件"
)
@click.option(
    "--fail-on",
    multiple=True,
    metavar="级别",
    callback=lambda _c, _p, values: parse_threshold(values),
    help=f"有这一级及以上的问题时退出码为 1：{'、'.join(LEVELS)}，默认 error；可重复，也可只说一类规则，如 核实性=never、verify=warning",
)
@click.option("-v", "--verbose", count=True, help="也列出仅尾数的关系、全部未判定项和用时")
@click.option("-q", "--quiet", is_flag=True, help="只列错误")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    envvar="GOUJI_LANG",
    help="界面语言",
)
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="颜色"
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
@click.option("--as-one", is_flag=True, help="文件夹里的附件合成一份公开来检查（压缩包总是这样）")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="审核意见书（docx 格式）用的 Word 模板",
)
@click.option(
    "--prior", "priors", multiple=True, type=_FILE, metavar="文件", help="同一部门上年的决算，可重复"
)
@click.option(
    "--budget", "budgets", multiple=True, type=_FILE, metavar="文件", help="同一部门本年的预算，可重复"
)
@click.option("--unit", "units", multiple=True, type=_FILE, metavar="文件", help="下属单位本年的决算，可重复")
@document_options
def audit(
    paths: tuple[Path, ...],
    format_: str,
    reports: tuple[str, ...],
    output: Path | None,
    fail_on: Threshold,
    verbose: int,
    quiet: bool,
    lang: str,
    color: str,
    baseline: Path | None,
    config: Path | None,
    as_one: bool,
    template: Path | None,
    priors: tuple[Path, ...],
    budgets: tuple[Path, ...],
    units: tuple[Path, ...],
    options: Options,
) -> None:
    """检查一份或多份决算公开文件，列出对不上的地方。

    PATHS 可以是文件、压缩包（其中的附件合成一份公开），也可以是文件夹（其中各文件分别检查；--as-one 合成一份）。

    退出码：0 没有达到 --fail-on 的问题；1 有；2 用法错误；3 有文件无法读取；4 插件或内部错误。
    """
    use_language(lang)
    try:
        auditor = Auditor(options=options)
        wanted = [(format_, output), *parse_reports(reports)]
        for name, path in wanted:
            reporter = auditor.host.reporters.get(name)
            if reporter is None:
                listed = "、".join(sorted(auditor.host.reporters))
                raise click.BadParameter(tr("没有“{name}”格式；可用：{known}", name=name, known=listed))
            if reporter.binary and path is None:
                raise click.BadParameter(tr("“{name}”格式须用 -o 或 --report 写入文件", name=name))
        suffixes = frozenset(s for e in auditor.host.extractors for s in e.suffixes)
        files, own = collect(paths, suffixes, whole=as_one)
        if own:
            listed = "、".join(harmless(str(p)) for p in own[:5]) + ("……" if len(own) > 5 else "")
            click.echo(
                tr("没有检查 gouji 自己写的 {n} 份报告：{listed}", n=len(own), listed=listed), err=True
            )
        if not files:
            raise GoujiError(tr("文件夹里没有可读格式的文件"), source="、".join(map(str, paths)))
        settings = config or (Path(SETTINGS) if Path(SETTINGS).is_file() else None)
        closings = living.read_closings(settings) if settings else ()
        known = living.read_baseline(baseline) if baseline else None
        _check_outputs([path for _, path in wanted if path is not None], files)
        related = auditor.read_related(priors, budgets, units) if priors or budgets or units else None
        report = _run(auditor, files, related)
        if baseline:
            gone = living.missing_since(baseline, report)
            report = attrs.evolve(report, problems=(*report.problems, *gone))
        if closings or known:
            report = living.apply(report, closings, known, datetime.date.today())
        look = ReportOptions(
            -1 if quiet else verbose,
            wants_colour(color) and output is None,
            terminal_width(),
            lang,
            template,
        )
        for name, path in wanted:
            reporter = auditor.host.reporters[name]
            if path is None:
                use_encoding(sys.stdout.encoding)
                write_console(rendered(lambda s, r=reporter: r.render(report, s, look)))  # type: ignore[misc]
            else:
                write_file(path, lambda s, r=reporter: r.render(report, s, look))  # type: ignore[misc]
    except GoujiError as error:
        click.echo(tr("错误") + f"：{error}", err=True)
        raise SystemExit(int(error.exit_code)) from error
    raise SystemExit(int(exit_code(report, fail_on)))


def _check_outputs(outputs: list[Path], inputs: list[Path]) -> None:
    """Refuse to write over a document that is audited, or two reports into one file.

    Raises:
        GoujiError: Naming the file.
    """
    seen = {path.resolve() for path in inputs}
    for path in outputs:
        if path.resolve() in seen:
            raise GoujiError(tr("报告不能写到被检查的文件或另一份报告上"), source=str(path))
        seen.add(path.resolve())


def _run(auditor: Auditor, files: list[Path], related: Related | None) -> Report:
    if len(files) == 1 or not sys.stderr.isatty():
        return auditor.run(files, related)
    with click.progressbar(length=len(files), label=tr("检查"), file=sys.stderr) as bar:
        return auditor.run(files, related, progress=lambda _: bar.update(1))


def exit_code(report: Report, fail_on: Threshold) -> ExitCode:
    """Return the exit code of a run: unreadable input weighs most, then plugin errors, then findings."""
    if report.failed:
        return ExitCode.UNREADABLE
    if any(p.kind in ("plugin", "internal") for p in report.problems) or any(
        d.problems for d in report.documents
    ):
        return ExitCode.INTERNAL
    found = any(fail_on.reached(f) for d in report.documents for f in d.findings)
    return ExitCode.FINDINGS if found else ExitCode.OK


__all__ = ["audit", "collect", "exit_code", "parse_reports", "parse_threshold"]
