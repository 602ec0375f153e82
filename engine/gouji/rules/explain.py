"""What a rule means, in words, and its expansion on a document with the figures put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.grammar.printer import show, show_body, show_quantifier
from gouji.model import Figure, Linear, Outcome, Ratio, Term, Verdict
from gouji.model.quantity import format_ticks
from gouji.relations import interval_of
from gouji.rules.compiled import CompiledRule

SEVERITY = {"error": "严重", "warning": "警告", "info": "提示"}
VERDICT = {
    Verdict.HOLDS: "成立",
    Verdict.ROUNDING: "成立（尾差之内）",
    Verdict.VIOLATED: "不成立",
    Verdict.UNDECIDED: "无法判定",
    Verdict.NOT_APPLICABLE: "不适用",
}
_WORDS = {"row": "表中每一行", "column": "每一栏", "code": "每个科目"}


def in_words(compiled: CompiledRule) -> Iterator[str]:
    """Yield a rule in words, a line a statement."""
    rule, node = compiled.rule, compiled.node
    tier = "表式规定，必须成立" if rule.tier.value == "template" else "通常成立，单凭它只算疑点"
    yield f"{rule.id} {rule.title}"
    yield f"  级别：{SEVERITY[rule.severity.value]}；{rule.rule_class.value}；{tier}"
    if compiled.section:
        where = "、".join(t.key + (f" {compiled.lane}" if compiled.lane else "") for t in compiled.section)
        yield f"  范围：{where}"
    if compiled.applies is not None:
        yield f"  适用：{show(compiled.applies)}"
    if compiled.when is not None:
        yield f"  前提：{show(compiled.when)}"
    if node.years:
        yield f"  适用年度：{node.years[0]}–{node.years[1]}"
    for variant in compiled.variants:
        chosen = "".join(f"{k} = {v}：" for k, v in variant.binding)
        each = "，".join(show_quantifier(q) for q in variant.quantifiers)
        yield f"  内容：{chosen}{each + '：' if each else ''}{show(variant.condition)}"
    if node.missing != "视为未知":
        yield f"  缺行缺栏：{node.missing}"
    if rule.basis:
        yield f"  依据：{rule.basis}"
    if rule.tags:
        yield f"  标签：{'、'.join(rule.tags)}"
    yield f"  出处：{rule.origin}"


def reference(rules: Iterable[CompiledRule]) -> str:
    """Return a Markdown page that lists rules by file: id, title, severity, class, what they say, basis."""
    lines = ["# 规则一览", "", "由 `gouji rules list --markdown` 生成。", ""]
    file = ""
    for compiled in rules:
        if compiled.file.name != file:
            file = compiled.file.name
            lines += [
                f"## {file}",
                "",
                "| 编号 | 标题 | 级别 | 类别 | 内容 | 依据 |",
                "| --- | --- | --- | --- | --- | --- |",
            ]
        rule = compiled.rule
        where = "、".join(t.key for t in compiled.section) + (f" {compiled.lane}" if compiled.lane else "")
        said = show_body(compiled.node.body) if compiled.node.body is not None else ""
        content = f"{where}：{said}" if where else said
        cells = (
            rule.id,
            rule.title,
            SEVERITY[rule.severity.value],
            rule.rule_class.value,
            f"`{content}`",
            rule.basis,
        )
        lines.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    return "\n".join(lines) + "\n"


def of_outcome(outcome: Outcome) -> Iterator[str]:
    """Yield one binding of a rule on a document: operands with place and interval, arithmetic, outcome."""
    relation = outcome.relation
    binding = "，".join(f"{k} {v}" for k, v in relation.binding)
    yield f"{VERDICT[outcome.verdict]}：{relation.text}" + (f"【{binding}】" if binding else "")
    form = relation.form
    if isinstance(form, Linear):
        yield from _side("左", form.left)
        yield from _side("右", form.right)
    elif isinstance(form, Ratio):
        yield from _side("分子", form.numerator)
        yield from _side("分母", form.denominator)
        yield from _side("比率", (Term(form.rate),))
    else:
        for figure in relation.figures():
            yield f"    {figure_line(figure)}"
    if outcome.reason:
        yield f"    原因：{outcome.reason}"
    unit = outcome.unit
    if outcome.residual is not None and unit is not None and not isinstance(form, Ratio):
        residual = format_ticks(outcome.residual, unit, max(4, unit.rule_decimals))
        slack = format_ticks(outcome.slack or 0, unit, max(4, unit.rule_decimals))
        yield f"    左减右 = {residual} {unit}，四舍五入可解释的差额 {slack} {unit}"
        if outcome.verdict is Verdict.VIOLATED and outcome.shortfall is not None:
            short = format_ticks(outcome.shortfall, unit, max(4, unit.rule_decimals))
            yield f"    超出 {short} {unit}"


def _side(name: str, terms: tuple[Term, ...]) -> Iterator[str]:
    for term in terms:
        sign = {1: "+", -1: "-"}.get(term.coefficient, f"{term.coefficient} ×")
        yield f"    {name} {sign} {figure_line(term.figure)}"


def figure_line(figure: Figure) -> str:
    """Return a figure with its printed value, the true values it stands for, and its place."""
    quantity = figure.quantity
    where = f"（{figure.place}）" if str(figure.place) else ""
    if not quantity.known:
        return f"{figure.label} = “{quantity.printed}”读不成数{where}"
    reach = interval_of(figure)
    decimals = max(quantity.decimals, quantity.unit.rule_decimals) + 4
    low, high = (format_ticks(end, quantity.unit, decimals) for end in (reach.low, reach.high))
    shown = quantity.printed or "空白（零）"
    between = f"，真值 {low} ～ {high}" if reach.low != reach.high else ""
    unit = f" {quantity.unit}" if quantity.printed and quantity.unit.symbol else ""
    return f"{figure.label} = {shown}{unit}{between}{where}"
