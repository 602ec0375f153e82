"""Wording: residue of templates, years, units, repetitions, punctuation, lists against tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gouji.api import CheckContext
from gouji.facts.form_spans import find_spans
from gouji.facts.form_words import form_words
from gouji.facts.vocabulary import sections_of
from gouji.model import Evidence, Fact, Figure, Finding, Ledger, Measure, NotRun, Relation, Severity
from gouji.model.ledger import INFERRED
from gouji.names import HAN, squash
from gouji.patterns import Sparse, later, sparse
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at
from gouji_plugins.checks.wording_body import body
from gouji_plugins.checks.wording_counted import counted
from gouji_plugins.checks.wording_done import done
from gouji_plugins.checks.wording_lists import counts, uses
from gouji_plugins.checks.wording_marks import mixed_marks, run_on
from gouji_plugins.checks.wording_numbering import numbering
from gouji_plugins.checks.wording_reports import reports
from gouji_plugins.checks.wording_residue import residue
from gouji_plugins.checks.wording_text import ANNEX, BODY, FORM, HEAD, Text, texts_of
from gouji_plugins.checks.wording_variants import variants

_URL = re.compile(r"https?:[A-Za-z0-9:/._?&=%#~+-]+")
_STOPS = r"\s.;:!?。《》<>%+*/=&#@~|{}_a-zA-Z\[\]\-—…·"
"""What no repeated words run over, beside digits; all is in half-width forms."""
_REPEATED = re.compile(rf"({HAN}[^\d{_STOPS},]{{3,29}})的?\1|({HAN}[^\d{_STOPS}\"()]{{11,60}})[,;]\2")
_GRAM = 4
"""Characters that said-again words have at least."""
_FARTHEST = 62
"""The longest words said again, with the mark between."""
_UP_TO = re.compile(r"截[至止](20\d\d)年12月31日")
_KEPT = later(r"车辆|公务用车|设备|资产|房屋")
"""What a department has at the end of its year; staff and projects may be told of other dates."""
_NEAR, _BESIDE = 40, 120
_AGAINST = re.compile(r"[与比](20\d\d)年度?(?:决算)?(?:数)?相?比")
_YEAR_IN_TITLE = re.compile(r"(20\d\d)年度?(?:部门|单位)决算")
_STEADY = Sparse(r"持平[。,;]?主要原因(?:是|为)?:?([^。;]{0,120})")
_MOVES = re.compile(r"(?<![无未没有])(?:减少|增加|下降|增长)(?!变化)")
_UP = {"增加": True, "增长": True, "减少": False, "下降": False}
_NO_MOVE = later(r"无增减|未增加|没有增加|未减少|没有减少|均无")
_ONE_DECIMAL = re.compile(r"(?<![\d.])\d[\d,]*\.\d(?=万元)")
_PAIRS = (("(", ")"), ("《", "》"))
_NUMBERING = re.compile(r"\([\d一二三四五六七八九十]{1,3}\)|(?<![\d(])\d{1,2}\)")
_PURPOSE = Sparse(r"\(类\)([^()。]{2,40})\(款\)([^()。]{2,40})\(项\)[。,:]?主要用于:?([^。]{2,160})。")
_SELF = re.compile(
    r"^(?:部门|编制部门|公开部门|部门名称|编制单位)[:：]([^\s\d(（]{4,40}?)(?:20\d\d.*|金额单位.*|单位:.*)?$"
)
_AROUND = 14
_MANY_SECTIONS = 6
"""Sections with the same residue that make a document one blank template, said once."""
_LONG_ENOUGH = 12
"""Words that a form must repeat to be said: short ones stand in cells beside each other."""
_MOST_PLACES = 40
_RESIDUE = ("WJ-01", "WJ-02", "WJ-03", "WJ-04")
_SLIPS = ("WJ-09", "WJ-10")


class WordingCheck:
    """Findings on words; figures are the business of other checks.

    Attributes:
        id: ``wording``.
        rules: See :mod:`gouji_plugins.checks.wording_rules`.
    """

    id = "wording"
    rules = rules.RULES

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield findings and, for rules with nothing to look at, why."""
        texts = texts_of(ledger, context)
        if not texts:
            for rule in self.rules:
                yield NotRun(rule, "没有读到正文")
            return
        carried = list(residue(texts, ledger, context))
        yield from carried
        patterns = [
            f for f in _patterns(texts, context, ledger.facts_of.year or 0) if not _covered(f, carried)
        ]
        empty = list(_empty_headings(ledger, context))
        marked = [*_marks(texts), *_mixed(texts), *_run_on(texts, context)]
        yield from _once([*patterns, *marked, *(_as_residue(f, patterns) for f in empty)])
        yield from _repeated(texts)
        yield from variants(texts)
        yield from done(texts)
        yield from _years(texts, ledger)
        yield from _steady(texts)
        yield from _renamed(texts, ledger, context)
        yield from _purposes(texts, ledger)
        yield from _decimals(texts)
        yield from body(texts, ledger, context)
        yield from _departments(ledger)
        yield from numbering(ledger, context)
        yield from reports(texts, ledger, context)
        yield from uses(ledger, context)
        yield from counts(texts, ledger, context)
        yield from counted(texts, context)
        yield from _zero_bases(texts, ledger, context)


def _patterns(texts: list[Text], context: CheckContext, year: int) -> Iterator[Finding]:
    specs: list[Mapping[str, Any]] = [p for d in context.specs.data("wording") for p in d.get("pattern", [])]
    clear = [_URL.sub(lambda m: " " * len(m[0]), text.flat.text) for text in texts]
    whole = "\n".join(clear)
    for spec in specs:
        pattern = sparse(spec["pattern"])
        if year < spec.get("since", 0) or not pattern.may_match(whole):
            continue
        wanted = {"正文": (BODY,), "附件": (ANNEX,), "表": (FORM,), "标题": (HEAD,)}.get(
            spec.get("where", ""), (BODY, ANNEX)
        )
        rule = rules.BY_ID[spec["rule"]]
        for text, words in zip(texts, clear, strict=True):
            if text.kind not in wanted:
                continue
            if spec.get("unless") and spec["unless"] in text.title:
                continue
            for match in pattern.finditer(words):
                yield _at(rule, text, match.start(), match.end(), spec["message"])


def _at(rule: Any, text: Text, start: int, end: int, message: str, grade: Severity | None = None) -> Finding:
    quote = _around(text, start, end)
    shown = text.flat.text[start:end]
    said = f"{message}：“…{quote}…”" if quote != shown else f"{message}：“{shown}”"
    spot = words_at(text.place(start, end), shown, quote, text.section)
    return finding(rule, said, (spot,), severity=grade)


def _around(text: Text, start: int, end: int) -> str:
    return text.flat.text[max(0, start - _AROUND) : end + _AROUND]


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield one finding for one cause, with all its places.

    The same words in two places are one habit; a section whose blanks were never filled in is one neglect.
    """
    kept: dict[str, list[Finding]] = {}
    for item in found:
        section = item.evidence[0].section if item.evidence else ""
        key = item.id
        if item.rule.id in _RESIDUE:
            key = f"{item.rule.id}|{section}"
        elif item.rule.id in _SLIPS and item.evidence:
            key = f"{item.rule.id}|{item.message.partition('：')[0]}|{item.evidence[0].printed}"
        kept.setdefault(key, []).append(item)
    groups = _blank_template(kept)
    for items in groups:
        first = items[0]
        if len(items) > 1:
            yield _joined(items)
        elif first.rule.id in _RESIDUE and first.evidence:
            # The same words in another section are another finding: its id must say so.
            yield finding(
                first.rule, first.message, first.evidence, f"{first.message}|{first.evidence[0].section}"
            )
        else:
            yield first


def _blank_template(kept: dict[str, list[Finding]]) -> list[list[Finding]]:
    """Return the groups: where one kind of residue stands in so many sections that nothing was filled in, each kind is one."""
    groups: dict[str, list[Finding]] = {}
    sections: Counter[str] = Counter(key.partition("|")[0] for key in kept if key.startswith(_RESIDUE))
    blank = max(sections.values(), default=0) >= _MANY_SECTIONS
    for key, items in kept.items():
        rule = key.partition("|")[0]
        whole = blank and key.startswith(_RESIDUE)
        groups.setdefault(rule if whole else key, []).extend(items)
    return list(groups.values())


def _covered(item: Finding, carried: list[Finding]) -> bool:
    """Whether a sentence of another project is already named with all the words on its subject."""
    if item.rule.id != rules.FOREIGN.id or not item.evidence:
        return False
    return any(e.printed and e.printed in item.evidence[0].quote for c in carried for e in c.evidence)


def _as_residue(empty: Finding, patterns: list[Finding]) -> Finding:
    """Return an empty heading as part of the outline that was left in beside it, if there is one."""
    section = empty.evidence[0].section
    beside = next(
        (f for f in patterns if f.rule.id == "WJ-03" and f.evidence and f.evidence[0].section == section),
        None,
    )
    if beside is None:
        return empty
    return finding(beside.rule, empty.message, empty.evidence)


def _joined(items: list[Finding]) -> Finding:
    first = items[0]
    spots = tuple(e for item in items for e in item.evidence)[:_MOST_PLACES]
    sections = {item.evidence[0].section for item in items}
    section = first.evidence[0].section if len(sections) == 1 else ""
    message = f"{first.message}（{section or '全文'}共 {len(items)} 处）"
    return finding(first.rule, message, spots, f"{first.message}|{section}")


def _repeated(texts: list[Text]) -> Iterator[Finding]:
    for text in texts:
        if text.kind in (BODY, ANNEX, FORM):
            for match in _said_again(text.flat.text):
                words = match[1] or match[2]
                if text.kind != FORM or len(words) >= _LONG_ENOUGH:
                    yield _at(rules.TWICE, text, match.start(), match.end(), f"“{words}”重复")


def _said_again(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of what is said twice on end; looked for only where four characters come again so soon."""
    grams = [text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)]
    if len(set(grams)) == len(grams):
        return
    latest: dict[str, int] = {}
    starts = []
    for at in range(len(grams) - 1, -1, -1):
        gram = grams[at]
        if latest.get(gram, len(text)) - at <= _FARTHEST:
            starts.append(at)
        latest[gram] = at
    done = 0
    for at in reversed(starts):
        match = _REPEATED.match(text, at) if at >= done else None
        if match:
            done = match.end()
            yield match


def _years(texts: list[Text], ledger: Ledger) -> Iterator[Finding]:
    year = ledger.facts_of.year
    if year is None:
        return
    for text in texts:
        if text.kind == FORM:
            continue
        own = text.flat.text
        dates = list(_UP_TO.finditer(own))
        for match in dates:
            if int(match[1]) != year:
                beside = any(int(d[1]) == year and abs(d.start() - match.start()) < _BESIDE for d in dates)
                if beside:
                    # 截至2022年12月31日……；截至2023年12月31日……: two years side by side are compared.
                    continue
                kept = text.kind == BODY and _KEPT.search(own, match.end(), match.end() + _NEAR)
                grade = None if kept else Severity.WARNING
                message = f"截至日的年份不是 {year} 年"
                yield _at(rules.YEAR, text, match.start(), match.end(), message, grade)
        if text.kind == BODY:
            for match in _AGAINST.finditer(own):
                if int(match[1]) >= year:
                    yield _at(
                        rules.YEAR,
                        text,
                        match.start(),
                        match.end(),
                        f"{year} 年度的决算与 {match[1]} 年度相比",
                    )
        if text.kind == HEAD:
            for match in _YEAR_IN_TITLE.finditer(own):
                if int(match[1]) != year:
                    yield _at(rules.YEAR, text, match.start(), match.end(), f"标题的年份不是 {year} 年")


def _steady(texts: list[Text]) -> Iterator[Finding]:
    for text in texts:
        if text.kind != BODY:
            continue
        for match in _STEADY.finditer(text.flat.text):
            moved = dict.fromkeys(_MOVES.findall(match[1]))
            if len({_UP[word] for word in moved}) == 1 and not _NO_MOVE.search(match[1]):
                # What rose and what fell may make up for each other.
                message = f"写持平，原因却是{next(iter(moved))}"
                yield _at(rules.STEADY, text, match.start(), match.end(), message)


def _marks(texts: list[Text]) -> Iterator[Finding]:
    sections: dict[str, list[Text]] = {}
    for text in texts:
        if text.kind == BODY:
            sections.setdefault(text.section, []).append(text)
    for section, own in sections.items():
        # A heading may hold the first half of its sentence: brackets are counted over both.
        raw = squash(own[0].title + "".join(t.raw for t in own))
        raw = _NUMBERING.sub("", raw)
        for opening, closing in _PAIRS:
            gap = raw.count(opening) - raw.count(closing)
            if gap:
                where = raw.find(opening) if gap > 0 else raw.find(closing)
                quote = raw[max(0, where - 10) : where + 20]
                message = f"{section or '正文'}的“{opening}”与“{closing}”不成对：“{quote}…”"
                spot = words_at(own[0].place(0, 1), opening if gap > 0 else closing, quote, section)
                yield finding(rules.MARKS, message, (spot,))
        if "".join(t.raw for t in own).count("“") != "".join(t.raw for t in own).count("”"):
            whole = own[0].title + "".join(t.raw for t in own)
            if whole.count("“") != whole.count("”"):
                message = f"{section or '正文'}的引号不成对"
                yield finding(rules.MARKS, message, (words_at(own[0].place(0, 1), "“”", section=section),))
        end = own[-1].flat.text
        if end and end[-1] in ";,、" and len(end) > 20:
            yield _at(rules.MARKS, own[-1], len(end) - 1, len(end), "一节末尾不是句号")


def _mixed(texts: list[Text]) -> Iterator[Finding]:
    for text in texts:
        if text.kind == BODY:
            for start, end, message in mixed_marks(text.flat.text):
                yield _at(rules.MARKS, text, start, end, message)


def _run_on(texts: list[Text], context: CheckContext) -> Iterator[Finding]:
    words = tuple(w for d in context.specs.data("wording") for w in d.get("predicates", ()))
    for text in texts:
        for start, end in run_on(text, words):
            yield _at(rules.MARKS, text, start, end, "两句话连在一起，中间没有标点")


def _renamed(texts: list[Text], ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield names that are no longer used: one finding a name, with all its places."""
    year = ledger.facts_of.year
    if year is None:
        return
    for spec in (r for d in context.specs.data("wording") for r in d.get("renamed", [])):
        if year < int(spec["since"]):
            continue
        old = squash(spec["old"])
        rows = [
            (table, row)
            for table in ledger.tables.values()
            for row in table.rows
            if squash(row.label).lstrip("一二三四五六七八九十、") == old
            and any(f.quantity.value for (key, _), f in table.cells.items() if key == row.key)
        ]
        prose = [
            (text, match)
            for text in texts
            if text.kind in (BODY, ANNEX)
            for match in re.finditer(re.escape(old), text.flat.text)
        ]
        if not rows and not prose:
            continue
        spots = [words_at(row.place, row.label, section=table.key) for table, row in rows]
        spots += [
            words_at(text.place(*match.span()), match[0], _around(text, *match.span()), text.section)
            for text, match in prose
        ]
        where = "、".join(dict.fromkeys(table.key for table, _ in rows))
        if prose:
            where += ("，" if where else "") + f"文字里 {len(prose)} 处"
        message = f"“{spec['old']}”自 {spec['since']} 年度起称“{spec['new']}”：{where}"
        yield finding(rules.RENAMED, message, spots[:_MOST_PLACES], old)


def _purposes(texts: list[Text], ledger: Ledger) -> Iterator[Finding]:
    table = ledger.tables.get("公开05表")
    if table is None:
        return
    rows = {
        (squash(table.row_by_key[r.parent].name or ""), squash(r.name or r.label)): r
        for r in table.rows
        if r.level == 3 and r.parent in table.row_by_key
    }
    for text in texts:
        if text.kind != BODY:
            continue
        for match in _PURPOSE.finditer(text.flat.text):
            row = rows.get((match[1], match[2]))
            if row is None or "基本支出" not in match[3] or "项目支出" in match[3]:
                continue
            basic, project = table.figure(row.key, "基本支出"), table.figure(row.key, "项目支出")
            if basic is None or project is None or not basic.quantity.known:
                continue
            if basic.quantity.value and project.quantity.known and project.quantity.value:
                message = f"“{match[2]}”的用途写“{match[3]}”，公开05表该项另有项目支出 {project.quantity.printed} 万元"
                spot = words_at(text.place(match.start(3), match.end(3)), match[3], match[0], text.section)
                yield finding(rules.PURPOSE, message, (spot,), severity=Severity.INFO)
            if basic.quantity.value == 0 and project.quantity.value:
                message = (
                    f"“{match[2]}”的用途写“{match[3]}”，公开05表该项没有基本支出，"
                    f"项目支出 {project.quantity.printed} 万元"
                )
                spot = words_at(text.place(match.start(3), match.end(3)), match[3], match[0], text.section)
                yield finding(rules.PURPOSE, message, (spot,))


def _decimals(texts: list[Text]) -> Iterator[Finding]:
    spots = []
    for text in texts:
        if text.kind == BODY and "绩效" not in text.title:
            for match in _ONE_DECIMAL.finditer(text.flat.text):
                spots.append(words_at(text.place(*match.span()), f"{match[0]}万元", section=text.section))
    if spots:
        shown = "、".join(s.printed for s in spots[:6])
        yield finding(rules.DECIMALS, f"以万元为单位的金额应保留两位小数：{shown}", spots, "decimals")


def _departments(ledger: Ledger) -> Iterator[Finding]:
    names: dict[str, Any] = {}
    for line in ledger.document.lines():
        found = _SELF.match(squash(line.text))
        if found:
            names.setdefault(found[1], line.place)
    for form in ledger.forms:
        if form.kind == "整体自评表" and len(form.name) >= 4:
            names.setdefault(squash(form.name), form.place)
    own = squash(ledger.facts_of.department)
    if own:
        names.setdefault(own, None)
    odd = [n for n in names if own and n != own and n not in own and own not in n and _alike(n, own)]
    for name in odd:
        message = f"部门名称前后不一：“{name}”与“{own}”"
        yield finding(rules.DEPARTMENT, message, (words_at(names[name], name),))


def _alike(a: str, b: str) -> bool:
    """Whether two names could be meant for one body: most characters in common."""
    return len(set(a) & set(b)) >= 0.6 * min(len(set(a)), len(set(b)))


_HEADING = re.compile(r"^\(([一二三四五六七八九十])\)([^,。;:]{2,14})[。]?$")
_NUMERALS = "一二三四五六七八九十"


def _empty_headings(ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield headings of reports that the next heading of their level follows at once."""
    words = form_words(context.specs)
    for span in find_spans(ledger.document, frozenset(), words):
        if span.kind != "报告":
            continue
        for piece, following in zip(span.lines, span.lines[1:], strict=False):
            here = _HEADING.match(squash(piece.text))
            after = re.match(r"^\(([一二三四五六七八九十])\)", squash(following.text))
            if here and after and _NUMERALS.index(after[1]) == _NUMERALS.index(here[1]) + 1:
                message = f"“{span.title}”的“（{here[1]}）{here[2]}”下面没有内容"
                yield finding(rules.EMPTY, message, (words_at(piece.place, here[2], section=span.title),))


_ZERO_OF_ZERO = re.compile(r"涉及资金0(?:\.0+)?万元,占[^,。]{4,24}的0(?:\.0+)?%")


def _zero_bases(texts: list[Text], ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield completion rates whose budget is zero, one finding a section, and shares of nothing."""
    budgets = {(s.key, x.name): x.budget for s in sections_of(context.specs) for x in s.subjects}
    found: dict[str, list[Fact]] = {}
    for fact in ledger.facts:
        if fact.measure is not Measure.COMPLETION or fact.figure is None or not fact.figure.quantity.printed:
            continue
        if fact.base == "年初预算" and fact.figure.quantity.value:
            # A rate of an opening budget of nothing is the narrative check's, with what it should be of.
            continue
        base = _budget_of(fact, ledger, budgets.get((fact.section_key, fact.subject)))
        if base is None or base.placed == INFERRED:
            # A cell whose column was inferred may be blank only because it was misread.
            continue
        if base.quantity.known and base.quantity.value == 0:
            found.setdefault(fact.section, []).append(fact)
    for section, facts in found.items():
        names = "、".join(dict.fromkeys(f.subject for f in facts))
        shown = "、".join(f"{f.figure.quantity.printed}%" for f in facts if f.figure is not None)
        message = f"{section}：{names}的预算数为零，写了完成预算的 {shown}；分母为零，应写“不可比”"
        spots = [Evidence.of(f.figure) for f in facts if f.figure is not None]
        yield finding(rules.ZERO_BASE, message, spots, section)
    shares = [(t, m) for t in texts if t.kind == BODY for m in _ZERO_OF_ZERO.finditer(t.flat.text)]
    if shares:
        spots = [words_at(t.place(*m.span()), m[0], section=t.section) for t, m in shares]
        message = f"金额为零而写了占比：“{shares[0][1][0]}”" + (
            f"等 {len(shares)} 处" if len(shares) > 1 else ""
        )
        yield finding(rules.ZERO_BASE, message, spots, "shares of nothing", Severity.INFO)


def _budget_of(fact: Fact, ledger: Ledger, cell: tuple[str, str, str] | None) -> Figure | None:
    """Return the budget a completion rate refers to: the one stated beside it, else the table's."""
    for other in ledger.facts:
        beside = (other.section, other.paragraph, other.subject) == (
            fact.section,
            fact.paragraph,
            fact.subject,
        )
        if beside and other.measure in (Measure.BUDGET, Measure.ADJUSTED) and other.figure is not None:
            return other.figure
    table = ledger.tables.get(cell[0]) if cell else None
    return table.figure(cell[1], cell[2]) if table is not None and cell else None
