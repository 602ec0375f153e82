"""``gouji rules`` and ``gouji eval``: writing, checking, testing and explaining rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from gouji.api import Source
from gouji.audit import Auditor, Options
from gouji.cli.options import document_options
from gouji.errors import ExitCode, GoujiError
from gouji.i18n import LANGUAGES, tr, use_language

if TYPE_CHECKING:
    from gouji.model import Ledger
    from gouji.packs import Pack, RuleFile, Specs
    from gouji.rules import RuleSet


def _told(command: Any) -> Any:
    """Tell the user's mistakes without a traceback."""

    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except GoujiError as error:
            click.echo(f"错误：{error}", err=True)
            raise SystemExit(int(error.exit_code)) from error

    return wrapper


files_argument = click.argument(
    "files", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[文件|文件夹]..."
)


def language_option(command: Any) -> Any:
    """Add ``--lang``; the language is chosen before the command runs."""

    @click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="zh",
        show_default=True,
        envvar="GOUJI_LANG",
        help="消息的语言；也可用环境变量 GOUJI_LANG",
    )
    @wraps(command)
    def wrapper(*args: Any, lang: str, **kwargs: Any) -> Any:
        use_language(lang)
        return command(*args, **kwargs)

    return wrapper


@click.group()
@language_option
def rules() -> None:
    """编写、检查、测试、解释规则。"""


@rules.command()
@files_argument
@document_options
@_told
def check(files: tuple[Path, ...], options: Options) -> None:
    """检查规则：名称、单位、口径、重复、总是成立、彼此矛盾；不给文件时检查全部规则包。"""
    from gouji.grammar import Diagnostic
    from gouji.grammar.lines import printed_lines
    from gouji.rules.conflicts import conflicts

    loaded, _ = _load(files, options)
    found = [d for d in loaded.diagnostics if _wanted(d.file, files)]
    for conflict in conflicts(loaded.rules, loaded.scope):
        own = conflict.compiled
        if _wanted(own.file.name, files):
            span = conflict.node.span if conflict.node.span.line else own.node.span
            line = printed_lines(own.file.text)[span.line - 1]
            where = "、".join(o.rule.origin for o in conflict.others)
            hint = conflict.hint or (tr("另一条在 {where}", where=where) if where else "")
            found.append(
                Diagnostic(conflict.code, conflict.message, own.file.name, span, line, hint, "warning")
            )
    for diagnostic in found:
        click.echo(diagnostic.render() + "\n")
    for rule_id, (where, reason) in loaded.disabled.items():
        click.echo(tr("说明：规则 {id} 由 {where} 停用：{reason}", id=rule_id, where=where, reason=reason))
    for rule_id, (where, reason) in loaded.overridden.items():
        click.echo(tr("说明：规则 {id} 由 {where} 覆盖：{reason}", id=rule_id, where=where, reason=reason))
    errors = sum(d.severity == "error" for d in found)
    untested = [r.rule.id for r in loaded.rules if not r.node.examples and _wanted(r.file.name, files)]
    if untested:
        click.echo(tr("说明：{n} 条规则旁没有测试：{ids}", n=len(untested), ids="、".join(untested[:20])))
    total = sum(_wanted(r.file.name, files) for r in loaded.rules)
    click.echo(
        tr(
            "{n} 条规则可用，{errors} 个错误，{warnings} 个警告",
            n=total,
            errors=errors,
            warnings=len(found) - errors,
        )
    )
    if errors:
        raise SystemExit(int(ExitCode.FINDINGS))


@rules.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="只检查格式，不改写；有不合的退出码为 1")
@_told
def fmt(files: tuple[Path, ...], only_check: bool) -> None:
    """把规则文件整理成统一的格式，注释保留。"""
    from gouji.cli.output import write_file
    from gouji.grammar import format_source
    from gouji.packs import read_rules

    changed = 0
    for path in _rule_files(files):
        source = read_rules(path)
        laid_out = format_source(source)
        if laid_out == source:
            continue
        changed += 1
        click.echo(f"{tr('格式不合') if only_check else tr('已整理')}：{path}")
        if not only_check:
            data = laid_out.encode("utf-8")
            write_file(path, lambda stream, data=data: stream.write(data))  # type: ignore[misc]
    if only_check and changed:
        raise SystemExit(int(ExitCode.FINDINGS))


@rules.command("list")
@files_argument
@click.option("--table", help="只列出涉及某张表的规则，如 公开03表")
@click.option("--markdown", is_flag=True, help="写成 Markdown 表格")
@document_options
@_told
def list_rules(files: tuple[Path, ...], table: str | None, markdown: bool, options: Options) -> None:
    """列出规则。"""
    from gouji.display import pad
    from gouji.rules.explain import SEVERITY, reference

    loaded, _ = _load(files, options)
    chosen = [
        compiled
        for compiled in loaded.rules
        if _wanted(compiled.file.name, files)
        and (not table or table in _text(compiled.node.source, compiled.section))
    ]
    if markdown:
        click.echo(reference(chosen), nl=False)
        return
    for compiled in chosen:
        rule = compiled.rule
        click.echo(f"{pad(rule.id, 10)} {SEVERITY[rule.severity.value]} {rule.title}  {rule.origin}")


@rules.command()
@click.argument("rule_id")
@document_options
@_told
def show(rule_id: str, options: Options) -> None:
    """说明一条规则的含义、依据和旁边的测试。"""
    from gouji.grammar.lines import printed_lines
    from gouji.rules.explain import in_words

    loaded, _ = _load((), options)
    compiled = _rule(loaded, rule_id)
    for line in in_words(compiled):
        click.echo(line)
    for example in compiled.node.examples:
        line = printed_lines(compiled.file.text)[example.span.line - 1].strip()
        click.echo(f"  测试：{line}")


@rules.command()
@click.argument("rule_id")
@click.option("--on", "path", required=True, type=click.Path(exists=True, path_type=Path), help="一份文件")
@click.option("--prior", type=click.Path(exists=True, path_type=Path), help="上年的文件")
@document_options
@_told
def explain(rule_id: str, path: Path, prior: Path | None, options: Options) -> None:
    """在一份文件上展开一条规则：每个数、它的位置和区间、算式和结果。"""
    from gouji.relations import judge
    from gouji.rules.explain import in_words, of_outcome

    auditor, ledger, specs = _open(path, options)
    loaded = auditor.rules_for(specs)
    compiled = _rule(loaded, rule_id)
    others = {"上年": _open(prior, options)[1]} if prior else {}
    for line in in_words(compiled):
        click.echo(line)
    relations, reason = loaded.binder.bind(compiled, ledger, others)
    click.echo(f"\n在 {path} 上：" + ("" if relations else f"没有可检查的内容（{reason}）"))
    for relation in relations:
        for line in of_outcome(judge(relation)):
            click.echo(f"  {line}")


@rules.command()
@files_argument
@document_options
@_told
def test(files: tuple[Path, ...], options: Options) -> None:
    """运行写在规则旁的测试。"""
    from gouji.rules.examples import run_examples
    from gouji.rules.explain import VERDICT

    loaded, _ = _load(files, options)
    total = failed = 0
    for compiled in loaded.rules:
        if not _wanted(compiled.file.name, files):
            continue
        for result in run_examples(compiled, loaded.binder):
            total += 1
            if result.passed:
                continue
            failed += 1
            line = result.example.span.line
            told = tr(
                "未通过：{id} {expects}（{where}）{error}",
                id=compiled.rule.id, expects=result.example.expects, where=f"{compiled.file.name}:{line}", error=result.error,
            )  # fmt: skip
            click.echo(told)
            for outcome in result.outcomes:
                click.echo(f"    {VERDICT[outcome.verdict]}：{outcome.relation.text} {outcome.reason}")
    broken = _errors(loaded, files)
    click.echo(
        tr("{n} 个测试，{failed} 个未通过", n=total, failed=failed)
        + (tr("；另有 {n} 处错误，先运行 gouji rules check", n=broken) if broken else "")
    )
    if failed or broken:
        raise SystemExit(int(ExitCode.FINDINGS))


@rules.command()
@files_argument
@click.option(
    "--on",
    "paths",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="用来证明的文件，可重复",
)
@document_options
@_told
def prove(files: tuple[Path, ...], paths: tuple[Path, ...], options: Options) -> None:
    """对每条规则给出一份它成立的文件，和一处它能查出的改动。"""
    from gouji.rules.prove import prove as prove_all

    loaded, _ = _load(files, options)
    ledgers = [_open(path, options)[1] for path in paths]
    unproved = total = 0
    for diagnostic in loaded.diagnostics:
        if diagnostic.severity == "error" and _wanted(diagnostic.file, files):
            click.echo(diagnostic.render(), err=True)
    for proof in prove_all(loaded, ledgers):
        if not _wanted(proof.compiled.file.name, files):
            continue
        total += 1
        rule = proof.compiled.rule
        idle = [
            tr("在 {document} 上没有选到内容：{reason}", document=document, reason=reason)
            for document, reason in proof.idle
        ]
        if proof.proved:
            said = tr("成立：{one}；查出：{other}", one=proof.holds_on, other=proof.caught)
            click.echo("\n    ".join([f"✓ {rule.id} {rule.title}", said, *idle]))
            continue
        unproved += 1
        lacking = tr("没有成立的例子") if not proof.holds_on else tr("没有它能查出的改动")
        said = tr("{what}；在规则旁写 应成立 和 应不成立 的测试", what=lacking)
        click.echo("\n    ".join([f"✗ {rule.id} {rule.title}", said, *idle]))
    click.echo(tr("{n} 条规则，{unproved} 条未能证明", n=total, unproved=unproved))
    if not total:
        click.echo(tr("没有可以证明的规则"), err=True)
    if unproved or not total or _errors(loaded, files):
        raise SystemExit(int(ExitCode.FINDINGS))


@click.command("eval")
@language_option
@click.argument("expression")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@document_options
@_told
def evaluate(expression: str, path: Path, options: Options) -> None:
    """在一份文件上计算一个表达式或一条规则，如 “公开01表.本年收入合计 - 公开01表.本年支出合计”。"""
    from gouji.relations import judge
    from gouji.rules.evaluation import value_lines
    from gouji.rules.explain import of_outcome
    from gouji.rules.load import single_rule

    auditor, ledger, specs = _open(path, options)
    loaded = auditor.rules_for(specs)
    compiled, diagnostics, value = single_rule(expression, loaded, specs)
    for diagnostic in diagnostics:
        click.echo(diagnostic.render(), err=True)
    if value is not None:
        for line in value_lines(value, loaded, ledger):
            click.echo(line)
        return
    if compiled is None:
        raise SystemExit(int(ExitCode.USAGE))
    relations, reason = loaded.binder.bind(compiled, ledger, {})
    if not relations:
        click.echo(f"没有可检查的内容：{reason}")
    for relation in relations:
        for line in of_outcome(judge(relation)):
            click.echo(line)


def _text(source: str, section: Iterable[Any]) -> str:
    return source + " ".join(table.key for table in section)


def _wanted(name: str, files: tuple[Path, ...]) -> bool:
    """Whether a rule file is among those asked for; without any, all are."""
    return not files or name in {str(p) for p in _rule_files(files)}


def _rule_files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("*.gj")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _load(files: tuple[Path, ...], options: Options) -> tuple[RuleSet, Specs]:
    """Load all packs that apply to no particular document, and the files given."""
    from gouji.model import DocumentFacts
    from gouji.packs import read_rules, select_packs
    from gouji.rules import load_rules

    auditor = Auditor(options=attrs.evolve(options, rule_files=(*options.rule_files, *_rule_files(files))))
    stated = options.overrides
    facts = stated.apply(DocumentFacts())
    given = _rule_files(files)
    # A province's own files speak of its own tables: their pack is meant too, whatever document it would apply to.
    meant = [pack.id for pack in auditor.packs if any(_given_as(pack, f, given) for f in pack.rules)]
    specs = select_packs(auditor.packs, facts, tuple(dict.fromkeys((*stated.packs, *meant))))
    taken: set[Path] = set()
    packs = []
    for pack in specs.packs:
        rules = []
        for file in pack.rules:
            path = _given_as(pack, file, given)
            if path is not None:
                # A pack's own file given by its path is not to be loaded a second time.
                taken.add(path)
                file = attrs.evolve(file, name=str(path), text=read_rules(path))
            rules.append(file)
        packs.append(attrs.evolve(pack, rules=tuple(rules)))
    if taken:
        specs = attrs.evolve(specs, packs=tuple(packs))
        kept = tuple(p for p in auditor.options.rule_files if p not in taken)
        auditor = Auditor(options=attrs.evolve(auditor.options, rule_files=kept))
    loaded = load_rules(specs, auditor.user_rules, auditor.host.functions, options.parameters, tests=True)
    return loaded, specs


def _given_as(pack: Pack, file: RuleFile, given: Iterable[Path]) -> Path | None:
    """Return the file among those given that is a pack's own: the very one, or the one of a working copy of the pack."""
    name = Path(file.name).name
    own = Path(str(pack.root)) / name if pack.root is not None else None
    for path in given:
        if path.name != name or not path.exists():
            continue
        if own is not None and own.exists() and own.samefile(path):
            return path
        if _pack_of(path.parent) == pack.id:
            return path
    return None


@cache
def _pack_of(folder: Path) -> str:
    """Return the id of the pack a folder holds, "" if it holds none."""
    try:
        return str(tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8")).get("id", ""))
    except (OSError, ValueError):
        return ""


def _open(path: Path, options: Options) -> tuple[Auditor, Ledger, Specs]:
    auditor = Auditor(options=options)
    ledger, specs = auditor.read(Source(str(path), path, options.limits))
    return auditor, ledger, specs


def _rule(loaded: RuleSet, rule_id: str) -> Any:
    from gouji.rules.load import suggestion

    compiled = loaded.rule(rule_id)
    if compiled is None:
        if rule_id in loaded.disabled:
            where, reason = loaded.disabled[rule_id]
            raise GoujiError(f"规则 {rule_id} 由 {where} 停用：{reason}")
        known = [r.rule.id for r in loaded.rules]
        raise GoujiError(
            f"没有规则“{rule_id}”", hint=suggestion(rule_id, known) or "用 gouji rules list 列出"
        )
    return compiled


def _errors(loaded: RuleSet, files: tuple[Path, ...]) -> int:
    return sum(d.severity == "error" and _wanted(d.file, files) for d in loaded.diagnostics)
