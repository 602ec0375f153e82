"""Amounts of several years beside each other: 2022年 9.00 万元，2023年 8.00 万元; 由上年的 9.00 万元降至本年的 8.00 万元."""

from __future__ import annotations

import re
from typing import NamedTuple

from gouji.facts.narrative_leads import FAR, Lead, Lexicon, clauses_of, follow, name_of, open_subject
from gouji.facts.narrative_names import Vocabulary
from gouji.facts.vocabulary import Subject
from gouji.model import Fact, Measure
from gouji.names import squash, together
from gouji.patterns import Sparse, later

_WHEN = r"(?:(?P<year>20\d\d)年(?:度|全年)?|(?P<last>上一?年度?|去年度?)|(?P<own>本年度?|今年|当年))"
# 机关运行经费2022年 9.00 万元; 分别为2021年……、2022年……; 由2022年的……增加到2023年的…….
_BEHIND = Sparse(
    rf"^(?P<before>.*?)(?:、|,|;|和|及)?(?:由|从|自)?{_WHEN}(?:全年)?(?:支出|收入)?(?:决算)?(?:数|额)?(?:的|为|是|达|共)*$"
)
# 2022年公务接待费 9.00 万元; 上年机关运行经费支出 9.00 万元.
_AHEAD = Sparse(rf"^(?:其中:?|而)?{_WHEN}(?:的|,)?(?P<name>.+)$")
_ROW = later(
    r"(?:近[两二三四五几]年(?:来|以来|间)?(?:的)?|历年(?:的)?|分别(?:为|是)|依次(?:为|是)|(?:增加|增长|上升|提高|减少|下降|降低|压减)?(?:到|至|为)|的|:)*"
)
_AROUND = later(
    r"^(?:近[两二三四五几]年(?:来|以来|间)?(?:的)?|历年(?:的)?)|(?:由|从|自|分别为|分别是|依次为|依次是)$"
)
_MEASURED = later(r"(?:支出|收入)?(?:决算)?(?:总额|数|额)?(?:均|合计|共计)?(?:为|是|共|达)?$")
_YEAR_ALONE = later(r"(?:其中)?20\d\d年(?:度|全年)?")
_OTHER_SCOPE = ("可比口径", "同口径")
"""What is told so is compared with nothing that is not."""
_NOT_OF_LAST = ("结转", "结余", "预算")
"""上年结转 is this year's; 上年预算 was never spent."""


class Dated(NamedTuple):
    """What an amount is of.

    Attributes:
        fact: Final of this year or of last year; ``None`` for an amount of another year, or of nobody known.
    """

    fact: Fact | None


def of_year(text: str, lead: Lead, vocabulary: Vocabulary, lexicon: Lexicon) -> Dated | None:
    """Return what an amount is that is told with its year; ``None`` if it is told without one.

    Args:
        text: Everything since the figure before.
        lead: What was open before it; updated.
        vocabulary: Names of the section.
        lexicon: Words of the packs, and the year of the accounts.
    """
    if lexicon.year is None or lead.reason or lexicon.opener.search(text):
        return None
    if any(word in text for word in _OTHER_SCOPE):
        lead.close()
        lead.average = True
        return Dated(None)
    if "年" not in text:
        return None
    found = _BEHIND.search(text)
    if found is not None and not (found["own"] and lead.prior == ""):
        return _behind(found, lead, vocabulary, lexicon)
    *before, last = clauses_of(text)
    if before and _YEAR_ALONE.fullmatch(before[-1]):
        # 2022年度，本部门收入总计 9.00 万元
        last = before.pop() + last
    ahead = _AHEAD.search(last)
    if ahead is None or ahead["own"]:
        return None
    years = _years_since(ahead, lexicon)
    name = _name(ahead["name"], vocabulary, lexicon)
    if name is None or years < 1 or any(word in squash(last)[:6] for word in _NOT_OF_LAST[:2]):
        return None
    follow(",".join(before), lead, vocabulary, lexicon)
    if lead.reason:
        return None
    open_subject(lead, name)
    made = Dated(_fact(name, years, lead))
    lead.then = years
    return made


def of_then(text: str, lead: Lead, vocabulary: Vocabulary, lexicon: Lexicon, *, moved: bool) -> Dated | None:
    """Return what an amount is of the earlier year its sentence speaks of: 2022年基本支出 3.00 万元，其中人员经费…….

    Args:
        text: Everything since the figure before.
        lead: What was open before it; updated.
        vocabulary: Names of the section.
        lexicon: Words of the packs, and the year of the accounts.
        moved: Whether the amount is a change.
    """
    if any(word in text for word in ("本年", f"{lexicon.year}年")):
        lead.then = 0
        return None
    if moved and not lexicon.base_of(text) and lead.prior in lead.told:
        # 2023年 9.00 万元，2022年 8.00 万元，增加 1.00 万元: this year's has been told, and nothing else is named.
        return None
    years = lead.then
    name = None
    if not moved and years == 1 and not lead.reason and not lexicon.opener.search(text):
        words = clauses_of(text)[-1].removeprefix("其中").lstrip(":")
        name = None if any(word in words for word in _NOT_OF_LAST) else _name(words, vocabulary, lexicon)
    follow(text, lead, vocabulary, lexicon)
    if name is not None:
        open_subject(lead, name)
        made = Dated(_fact(name, years, lead))
        lead.then = years
        return made
    if not moved:
        # 2023年的某项 9.00 万元，其中……: parts of something else than the section speaks of.
        lead.then = FAR
    lead.aside = lead.average = True
    lead.last = None
    return Dated(None)


def _behind(found: re.Match[str], lead: Lead, vocabulary: Vocabulary, lexicon: Lexicon) -> Dated | None:
    *clauses, last = clauses_of(found["before"])
    words = "" if _ROW.fullmatch(last) else _AROUND.sub("", last)
    years = _years_since(found, lexicon)
    if not words:
        subject = lead.subject
        # Only words that may stand between the years of a row: anything else names what the amount is of.
        if any(not _ROW.fullmatch(clause) for clause in clauses):
            return None
    else:
        subject = _name(words, vocabulary, lexicon)
        if subject is None:
            return None
        follow(",".join(clauses), lead, vocabulary, lexicon)
        if lead.reason:
            return None
        open_subject(lead, subject)
    if subject is None:
        return None
    return Dated(_fact(subject, years, lead))


def _years_since(found: re.Match[str], lexicon: Lexicon) -> int:
    """Return how many years before that of the accounts an amount is of; -1 for a later one."""
    if found["year"] is None:
        return 1 if found["last"] else 0
    return max(-1, (lexicon.year or 0) - int(found["year"]))


def _name(words: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Subject | None:
    """Return the subject that words name and no more: 行政单位机关运行经费 is that of some units only."""
    for text in (words, _MEASURED.sub("", words)):
        subject = name_of(text, vocabulary)
        for name in subject.names if subject is not None else ():
            plain = together(squash(text))
            at = plain.find(name)
            if at >= 0 and lexicon.elided.match(plain[:at]):
                return subject
    return None


def _fact(subject: Subject, years: int, lead: Lead) -> Fact | None:
    lead.base = ""
    lead.then = 0
    if years == 1:
        lead.prior = subject.name
        return Fact("", subject.name, Measure.PRIOR, None, base="上年")
    if years == 0:
        return Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)
    # Of a year before: known, and compared with nothing; a change behind it need not be on last year.
    lead.prior = ""
    lead.average = True
    return None
