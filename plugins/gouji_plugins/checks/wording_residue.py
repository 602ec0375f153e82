"""What annex reports carry over from other reports: other subjects, whole sentences, work plans of past years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from gouji.api import CheckContext
from gouji.model import Evidence, Finding, Ledger
from gouji.names import HAN, squash
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.performance_projects import Project, plain_name, projects_of
from gouji_plugins.checks.plain_findings import finding, words_at
from gouji_plugins.checks.wording_text import ANNEX, FORM, Text

_PLAN = re.compile(r"(20\d\d)年,?[^。;,《》]{0,24}?工作(?:要点|要以|要坚持|要围绕)")
_SENTENCE = re.compile(r"[^。;()]{25,200}[。;]")
_ALIKE_PLACES = 12
_NEAR = 5
_CITY = re.compile(r"^.{2,9}?[市区](?!.*[县旗])")
_COUNTY = re.compile(r"(?:全县|我县)(?!域|区|城|市|级)")


def residue(texts: Sequence[Text], ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield what reports of projects say that is not about their projects.

    Args:
        texts: Texts of the document.
        ledger: The document.
        context: Specs and parameters.
    """
    topics = [t for d in context.specs.data("wording") for t in d.get("topic", [])]
    annexes = [t for t in texts if t.kind in (ANNEX, FORM) and "整体" not in t.title]
    yield from _topics(annexes, ledger, topics)
    yield from _same_sentences([t for t in annexes if t.kind == ANNEX])
    yield from _other_level([t for t in texts if t.kind in (ANNEX, FORM)], squash(ledger.facts_of.department))
    yield from _past_plans([t for t in annexes if t.kind == ANNEX], ledger.facts_of.year)


def _topics(annexes: Sequence[Text], ledger: Ledger, topics: Sequence[dict[str, str]]) -> Iterator[Finding]:
    """Yield subjects that two or more projects' annexes speak of and no project of the document is about."""
    projects = projects_of(ledger.forms)
    if len(projects) < 2:
        return
    about = {p.name: squash(_subject_of(p)) for p in projects}
    owners: list[str] = []
    for topic in topics:
        word = topic["word"]
        if any(word in own for own in about.values()) or not any(word in t.flat.text for t in annexes):
            continue
        near = {name for name, own in about.items() if any(other in own for other in topic.get("also", ()))}
        pattern = re.compile(rf"{HAN}{{0,2}}{re.escape(word)}{HAN}{{0,2}}")
        spots: list[Evidence] = []
        named: dict[str, list[str]] = defaultdict(list)
        phrases: dict[str, set[str]] = defaultdict(set)
        owners = owners or [_owner(text, projects) for text in annexes]
        for text, name in zip(annexes, owners, strict=True):
            if name in near:
                continue
            for match in pattern.finditer(text.flat.text):
                spots.append(words_at(text.place(*match.span()), match[0], section=text.title))
                if match[0] not in named[name]:
                    named[name].append(match[0])
                here = text.flat.text.index(word, match.start())
                for phrase in _around(text.flat.text, here, len(word)):
                    phrases[phrase].add(name)
        named = {k: v for k, v in named.items() if k and v}
        if len(named) < 2 or not any(len(own - {""}) > 1 for own in phrases.values()):
            # Speaking of one thing in words of their own, two reports have copied nothing.
            continue
        listed = "；".join(f"“{name}”：{'、'.join(v[:3])}" for name, v in named.items())
        message = (
            f"{len(named)} 个项目的自评材料都写到“{word}”，而没有一个项目的名称、指标和情况说明与此有关，"
            f"疑为套用别的项目的文字：{listed}"
        )
        yield finding(rules.FOREIGN, message, spots[:_ALIKE_PLACES], word)


def _around(text: str, at: int, length: int) -> tuple[str, ...]:
    """Return the word with what stands before it and with what stands after it: copies share one of the two."""
    before, after = text[max(0, at - _NEAR) : at + length], text[at : at + length + _NEAR]
    return tuple(p for p in (before, after) if len(p) == length + _NEAR)


def _subject_of(project: Project) -> str:
    parts = [f.name for f in (project.form, project.report, project.statement) if f is not None]
    if project.form is not None:
        parts += [level for i in project.form.indicators for level in i.path]
    return "".join(parts)


def _owner(text: Text, projects: Sequence[Project]) -> str:
    """Return the name of the project an annex belongs to, "" if that cannot be told."""
    title = plain_name(re.sub(r"(?:项目)?(?:支出)?绩效.*$", "", text.title))
    for project in projects:
        forms = [f for f in (project.form, project.report, project.statement) if f is not None]
        spots = {f.place for f in forms}
        if text.flat.places and any(p in spots for p in text.flat.places):
            return project.name
        if title and any(plain_name(f.name) == title for f in forms):
            return project.name
        own = squash(text.raw[:200])
        if text.kind == FORM and any(plain_name(f.name) in own for f in forms if f.name):
            return project.name
    return title


def _same_sentences(reports: Sequence[Text]) -> Iterator[Finding]:
    """Yield, as one note, long sentences that two or more reports have word for word."""
    found: dict[str, list[tuple[Text, int, int]]] = defaultdict(list)
    for text in reports:
        seen: set[str] = set()
        for match in _SENTENCE.finditer(text.flat.text):
            if match[0] not in seen and not re.search(r"\d{2,}|http|《", match[0]):
                seen.add(match[0])
                found[match[0]].append((text, match.start(), match.end()))
    same = {s: spots for s, spots in found.items() if len(spots) > 1}
    if not same:
        return
    first, spots = max(same.items(), key=lambda item: (len(item[1]), len(item[0])))
    evidence = [words_at(t.place(a, b), first[:30], section=t.title) for t, a, b in spots[:_ALIKE_PLACES]]
    more = f"等 {len(same)} 句" if len(same) > 1 else ""
    message = f"{len(spots)} 份项目自评报告有一字不差的句子，像是套用：“{first[:50]}…”{more}"
    yield finding(rules.SAME_SENTENCES, message, evidence, "same sentences")


def _other_level(annexes: Sequence[Text], department: str) -> Iterator[Finding]:
    """Yield what a department of a city or district says of "the whole county"."""
    if not _CITY.match(department) or "县" in department:
        return
    found = [(t, m) for t in annexes for m in _COUNTY.finditer(t.flat.text)]
    if found:
        listed = "、".join(dict.fromkeys(f"“{m[0]}”" for _, m in found))
        spots = [words_at(t.place(*m.span()), m[0], section=t.title) for t, m in found]
        message = f"“{department}”不是县的部门，自评材料里写{listed}，疑为从别处抄来"
        yield finding(rules.LEVEL, message, spots[:_ALIKE_PLACES], "level")


def _past_plans(reports: Sequence[Text], year: int | None) -> Iterator[Finding]:
    if year is None:
        return
    found = [(t, m) for t in reports for m in _PLAN.finditer(t.flat.text) if int(m[1]) < year]
    if found:
        listed = "、".join(dict.fromkeys(f"“{m[0]}”" for _, m in found))
        spots = [words_at(t.place(*m.span()), m[0], section=t.title) for t, m in found]
        message = f"{year} 年度的自评报告用往年的年度文件作立项背景或依据：{listed}"
        yield finding(rules.PAST_PLAN, message, spots, "past plans")
