"""Whom a figure of the prose belongs to: the words before it name a subject, or leave the last one open.

A subject may be left out (``，完成预算的 80%``, ``较上年增加……``), but only if nothing between names
something else.  A name that is not known closes the subject: a figure given to the wrong one would accuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from gouji.facts.narrative_names import Vocabulary
from gouji.facts.vocabulary import Subject, Words
from gouji.model import Fact
from gouji.names import HAN, squash, together
from gouji.patterns import Sparse, later

_NUMBERING = re.compile(
    r"^(?:其中[:：,]?)?(?:\(?\d{1,2}[、.)]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[①-⑳])"
)
# A year before it is that of the accounts: 比2024年年初预算减少. 比2023年预算执行数 is last year.
# 比上年预算数 is the budget of last year.  In 2023年度预算相比 the 与 is lost.
_PLANNED = re.compile(
    r"(?:相?较于?|相比于?|比|与|同|和|(?=20\d\d年.{0,8}相比))(?:(20\d\d|上|去)年度?的?)?(?:年初|全年|调整后?)?预算数?字?(?!执行)(?:相比)?"
)
_FINAL_TAIL = re.compile(r"决算(?:数|总额)?$")
_MEASURE_TAIL = re.compile(r"(?:决算|支出决算|收入决算|支出)(?:数|总额|总数)?(?:同|与|较|比)?$")
# 会议费支出情况: what follows is said of that.
# 购置公务用车 0 辆，金额 …: what was counted is what the amount is for.
COUNTED = re.compile(r"^(.*?[^\d])\d+(?:辆|批次|批|人次|人|个|次|团组|台)")
_COUNTS_ALONE = re.compile(
    r"^[()]*(?:其中)?(?:全年)?(?:共计|累计|共)?(?:接待)?(?:\d+(?:辆|批次|批|人次|人|个|次|团组|台)(?:\([^()]*\)|[()、])*)+$"
)
_TITLE = re.compile(r"(?:费用?|支出|经费|资金|收入)[^,]{0,4}情况(?:说明)?$")
_OWN_TITLE = ("情况", "情况说明")
_SITUATION_TAIL = re.compile(r"(?:支出)?(?:决算)?(?:具体|总体)?情况(?:说明)?$")
# 6.00万元，为项目资金: tells what the amount is, names nobody.
_PREDICATE = re.compile(rf"为(?={HAN})")
_OTHER_YEAR = re.compile(
    r"(?:相?较于?|相比于?|比|与|同|(?=20\d\d年.{0,8}相比))(?:上年)?(20\d\d)年(?:度|\([^)]*\))?(?:预算执行数?|决算数?|支出|收入)?(?:相比)?"
)
_PAST = ("上", "去")
_JOINED = re.compile(r"[、和与及]")
_YEARLY = re.compile(r"(?:本年|当年)(?:财政拨款)?(收入|支出)$|(年[初末]结转)(?:和?结余)?$")
_SEVERAL = "several"
"""In place of a kind of money where more than one was named."""
# 2022年度收、支总计为: of another year than that of the accounts. 自2020年起, 2021-2025年 and the like name no amount's.
_OF_BASE = later(r"(?:决算|支出|收入|累计|实际|数|字|总额|的|为|是)*")
"""What may stand between last year and its amount."""
_DATED = re.compile(r"(?<![\d-])(20\d\d)年(?:度|末|底|全年)?(?![\d月起来前后以至到-])")
_NOTHING_BEFORE = later(
    r"^(?:上年度?|去年|20\d\d年度?)(?:决算数?|支出)?(?:(?:为|是)?(?:0(?:\.0+)?|零)(?:万元|元)?|也?亦?(?:无|没有)(?:此项|该项)?(?:收入|支出|收支)?)$"
)
"""上年为0，上年无此项支出: says nothing of the figures behind it."""
_THIS_YEAR = later(r"本年|当年|今年")
_OWN_YEAR = re.compile(r"20\d\d年度?$")


@attrs.define
class Lead:
    """What the text before a figure has left open.

    Attributes:
        subject: Subject spoken of, ``None`` once something unknown was named.
        reason: Whether the text stands in a reason or a list of uses, where figures are asides.
        aside: Whether a figure of a reason came since the subject was named.
        base: Base of changes (上年, 2019年, 预算), "" if none was named.
        told_base: 上年 if the last change told in the paragraph was on that: 增加 behind the next amount is too. "" otherwise.
        parts_base: Base of the change whose parts are being listed (其中), "" if none are.
        path: Whether the subject was named by its path, right before.
        last: Fact of the figure right before, ``None`` if it gave none.
        fresh: Whether a sentence has just begun.
        uses: Whether the figures right before stand in a list of what an amount includes (主要包括).
        listing: Whether a reason or a list of uses was broken off by ；: what comes then may belong to it.
        average: Whether the figure right before was an average, or else known to be compared with nothing.
        final: Id of the last amount that is a total or a part, "" if none.
        parents: Ids of the amounts whose parts are being listed (其中), the outermost first.
        bracketed: Whether the last of them was opened in a bracket that is still open.
        members: Subjects whose values were listed last (收、支总计各……).
        listed: Facts of that list by subject.
        planned: Budget the sentence stated last, ``None`` if none.
        unowned: The amount right before, if it was a budget of somebody unknown, else ``None``.
        elsewhere: Whether the amount right before was one of another year, of nobody known.
        foreign: Whether what is spoken of is the plan of another year, to the end of the paragraph or until this one is named.
        budgeting: Budget whose parts are being listed (年初预算为……，其中), ``None`` if none are.
        moved: Changes of the sentence so far, by subject, in order: rates listed behind them (分别下降) are theirs.
        told: Amounts of the sentence so far, by subject, in order: shares listed behind them (分别占) are theirs.
        opening: Id of the first amount of the section, "" if none yet.
        first: Id of the first amount of the paragraph, "" if none yet.
        heads: Ids of the amounts before the last one that a change behind it may be of, if it names nobody.
        apart: Whether it is hardly of the last one: a list of parts has ended since, or a paragraph begun.
        fund: Kind of money spoken of in this paragraph (一般公共预算), "" if none: 本年支出 behind it is its own.
        fund_here: The one named in this sentence, where the paragraph names several.
        opened_by: Kind of money the paragraph began with, "" if none: of it its later sentences may go on to speak.
        row: The 项 a sentence names by its path, ``None`` if none: 本年支出 behind it is the 项's and not the table's.
        title: What the title at the head of the paragraph names (2.公务用车购置费支出情况说明。), ``None`` if it has none.
        row_over: Whether that sentence has ended with ；: whose 年末结转和结余 comes then is not said.
        prior: Subject whose amount of last year the sentence has told, "" if none: a change behind it is on that.
        averaged: Unit of an average that the sentence has told, "" if none: a change in that unit alone is the average's.
        then: How many years before this one the sentence speaks of, 0 of this one: what it names is of that year until
            this one is named.
    """

    subject: Subject | None = None
    reason: bool = False
    aside: bool = False
    base: str = ""
    told_base: str = ""
    parts_base: str = ""
    path: bool = False
    last: Fact | None = None
    fresh: bool = True
    listing: bool = False
    average: bool = False
    uses: bool = False
    final: str = ""
    parents: tuple[str, ...] = ()
    bracketed: bool = False
    members: tuple[Subject, ...] = ()
    listed: dict[str, Fact] = attrs.field(factory=dict)
    planned: Fact | None = None
    unowned: Fact | None = None
    budgeting: Fact | None = None
    elsewhere: bool = False
    foreign: bool = False
    moved: dict[str, tuple[Subject, Fact]] = attrs.field(factory=dict)
    told: dict[str, tuple[Subject, Fact]] = attrs.field(factory=dict)
    opening: str = ""
    first: str = ""
    heads: tuple[str, ...] = ()
    apart: bool = False
    fund: str = ""
    fund_here: str = ""
    opened_by: str = ""
    row: Subject | None = None
    row_over: bool = False
    title: Subject | None = None
    prior: str = ""
    averaged: str = ""
    then: int = 0

    def begin_paragraph(self) -> None:
        """Take note of a new paragraph: what it says without a name may be of the section's total."""
        self.reason, self.fund, self.row, self.title, self.uses = False, "", None, None, False
        self.parts_base = self.prior = self.told_base = ""
        self.foreign, self.then = False, 0
        self.apart = bool(self.heads)
        self.first = self.opened_by = ""

    def state(self, amount: str) -> None:
        """Take note of an amount, by its id: what may be said of it without a name may be of those before it."""
        self.final = amount
        self.opening, self.first = self.opening or amount, self.first or amount
        heads = dict.fromkeys((*self.parents, self.first, self.opening))
        self.heads, self.apart = tuple(h for h in heads if h != amount), False

    def end_of_funds(self) -> None:
        """Take note of a full stop: only the kind of money the paragraph began with, and none beside it, is still meant."""
        alone = self.fund == self.opened_by != _SEVERAL
        self.fund = self.opened_by if alone else ""

    def close(self) -> None:
        """Forget the subject: what follows is somebody else's until a name is read."""
        self.subject = None
        self.heads = ()
        self.last = None
        self.base = self.prior = ""


FAR = 2
"""Years before the accounts' of what is certainly not last year's."""


class Lexicon:
    """Words of the packs, as patterns.

    Args:
        words: Words of the narrative specs.
        year: Year of the accounts, ``None`` if unknown.
    """

    def __init__(self, words: Words, year: int | None) -> None:
        self.words = words
        self.year = year
        self.direction = re.compile(
            f"(?:各|均|共|分别)?({_any((*words.up, *words.down))})(?:了)?(?:额|率|比率|幅度|比例)?(?:为)?$"
        )
        up, down = _any(words.up), _any(words.down)
        # Both words of the template: 增加（减少）, 下降(增长), 增加减少.
        self.both = Sparse(
            rf"(?:各|均|共|分别)?(?:(?:{up})[(/、或]*(?:{down})|(?:{down})[(/、或]*(?:{up}))[)]?(?:额|率|比率|幅度|比例)?(?:为)?$"
        )
        prior = _any(words.prior)
        # A year of three digits has lost one: 与203年度相比.
        self.prior = re.compile(
            f"(?:相?较于?|相比于?|比|与|同|和)?(?:{prior})(?:年度|度)?(?:决算数?|支出)?(?:相比|对比)?"
            r"|(?:较|比|与|同)\d{3}年度?(?:决算数?)?(?:相比)?"
        )
        self.opener = re.compile(_any(words.openers))
        self.elided = re.compile(rf"(?:{_any(words.elided)}|20\d\d年度?|[\"“”])*$")
        # 主要用于以下方面(按大类):
        self.lists = re.compile(rf"(?:{_any(words.lists)})(?:\([^()]*\))?$")
        self.parts = re.compile(f"(?:{_any(words.parts)})$")

    def base_of(self, text: str) -> str:
        """Return the base a text names: 上年, another year (2019年), 预算, "" if none."""
        planned = _PLANNED.search(text)
        years = [int(y[1]) for y in _OTHER_YEAR.finditer(_PLANNED.sub("", text))]
        if any(self.year is None or y != self.year - 1 for y in years):
            return f"{years[-1]}年"
        if planned is not None and planned[1] in _PAST:
            return "上年预算"
        if years or self.prior.search(text):
            return "上年"
        if planned is None:
            return ""
        return "预算" if self.own_year(planned[1]) else f"{planned[1]}年预算"

    def of_another_year(self, text: str) -> bool:
        """Whether a text, without what it compares with, names a year that is not that of the accounts."""
        if self.year is None:
            return False
        return any(int(y) != self.year for y in _DATED.findall(self.without_base(text)))

    def starts_elsewhere(self, text: str) -> bool | None:
        """Whether the year a text begins with is not that of the accounts; ``None`` if it does not speak of years anew."""
        if self.year is None:
            return None
        first = _DATED.match(text)
        if first is not None:
            return int(first[1]) != self.year
        return False if f"{self.year}年" in text or _THIS_YEAR.search(text) else None

    def years_before(self, text: str) -> int:
        """Return how many years before that of the accounts a text is of that begins with a year, else 0."""
        first = _DATED.match(self.without_base(text))
        if first is None or self.year is None:
            return 0
        # 2023年度决算公开后，……: a time, and hardly that of the amount.
        apart = "," in text and not text.startswith(",", first.end())
        years = max(0, self.year - int(first[1]))
        return max(years, FAR) if years and apart else years

    def own_year(self, year: str | None) -> bool:
        """Whether a year, if one is named, is that of the accounts."""
        return not year or (year.isdigit() and (self.year is None or int(year) == self.year))

    def before_base(self, text: str) -> str | None:
        """Return what stands before the base a text ends with (机关运行经费较上年决算数), ``None`` if it ends otherwise."""
        found = [m for pattern in (self.prior, _OTHER_YEAR) for m in pattern.finditer(text)]
        if not found:
            return None
        last = max(found, key=lambda m: m.end())
        return text[: last.start()] if _OF_BASE.fullmatch(text, last.end()) else None

    def without_base(self, text: str) -> str:
        """Return a text without the words that name the base of a change."""
        return self.prior.sub("", _OTHER_YEAR.sub("", _PLANNED.sub("", text)))


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(map(re.escape, ordered)) or "(?!)"


def clauses_of(text: str) -> list[str]:
    """Return the clauses of a text, the last one "" if it ends with a mark."""
    return re.split(r"[,;:。!?]", squash(text))


def follow(text: str, lead: Lead, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    """Take a stretch of text without a figure: a name opens its subject, an unknown one closes it."""
    for clause in clauses_of(text):
        _step(clause, lead, vocabulary, lexicon)


def _named(words: str, lead: Lead, vocabulary: Vocabulary, lexicon: Lexicon) -> Subject | None:
    """Return the subject a clause ends with; the year's income or spending behind a kind of money is that money's.

    ``一般公共预算财政拨款本年收入 9.00 万元；本年支出 8.00 万元``: the spending is of that money, not of all.  Behind several
    kinds, or one that is a part of a total, it is not said whose it is.
    """
    named = name_of(words, vocabulary)
    if named is None:
        return None
    plain = together(squash(words))
    own = next((f for f in lexicon.words.funds if f in plain), "")
    if lead.row is not None and not own and "财政拨款" not in plain:
        column = vocabulary.column_of(named)
        if column:
            return None if lead.row_over else vocabulary.of_column(lead.row, column)
    if own:
        lead.fund = own if lead.fund in ("", own) and not lead.parents else _SEVERAL
        if not lead.first and not lead.parents:
            lead.opened_by = lead.fund
        lead.fund_here = own if lead.fund_here in ("", own) and not lead.parents else _SEVERAL
    elif lead.fund and (yearly := _YEARLY.search(plain)):
        fund = lead.fund_here or lead.fund
        if named.name.startswith(fund):
            return named
        return vocabulary.of_fund(fund, yearly[1] or f"{yearly[2]}和结余")
    return named


def _step(clause: str, lead: Lead, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    clause = _NUMBERING.sub("", clause)
    if clause.startswith(("上年", "去年", "20")) and _NOTHING_BEFORE.match(clause):
        return
    counted = COUNTED.match(clause)
    paid = vocabulary.paid_for(counted[1]) if counted and not lead.reason else None
    if paid is not None:
        # Under a title of its own a count says no more: 购置费情况说明。购置 0 辆，保有量 3 辆，预算为……
        if lead.title is None or paid.name in (lead.title.name, *lead.title.prior_parts):
            open_subject(lead, paid)
        return
    if _COUNTS_ALONE.match(clause) and lead.subject is not None:
        return
    if lexicon.lists.search(clause):
        lead.close()
        lead.reason = False
        return
    opener = lexicon.opener.search(clause) or _PREDICATE.match(clause)
    if opener is None and lead.reason:
        base = lexicon.base_of(clause)
        if base and not lead.aside and not lexicon.without_base(clause):
            # ，与上年相比，减少……: the reason is over.
            lead.reason, lead.base = False, base
            return
        if _TITLE.search(clause) and name_of(clause, vocabulary) is None:
            lead.close()
        return
    words = clause[: opener.start()] if opener else clause
    if lead.reason and words:
        return
    if lexicon.of_another_year(words):
        lead.close()
        return
    lead.base = lexicon.base_of(words) or lead.base
    # The name first: 上年结转和结余 holds a base, 本年收入合计 is all words that may be left out.
    named = _named(words, lead, vocabulary, lexicon)
    bare = lexicon.without_base(words)
    if named is None and bare != words:
        # 收入支出总体与上年相比: the name stands before the base.
        named = _named(bare, lead, vocabulary, lexicon)
    words = bare
    if named is not None:
        open_subject(lead, named)
        if clause.endswith(_OWN_TITLE):
            lead.title = named
    elif lexicon.parts.search(words) and opener is None:
        # 其中: what follows is a part, which has to be named; it is compared with the same base.
        lead.subject = lead.last = None
        lead.parts_base = lead.base
    elif not lexicon.elided.match(words):
        named = _named(words, lead, vocabulary, lexicon)
        if named is None:
            lead.close()
        else:
            open_subject(lead, named)
    lead.reason = lead.reason or opener is not None


def open_subject(lead: Lead, subject: Subject) -> None:
    """Make a subject the one spoken of."""
    if lead.subject is None or subject.name != lead.subject.name:
        lead.last = None
    lead.subject = subject
    lead.aside = False
    lead.heads, lead.apart = (), False


def name_of(words: str, vocabulary: Vocabulary) -> Subject | None:
    """Return the subject a clause ends with, with or without the word for its measure."""
    # “一般公共服务支出”（类）2024年度决算: the year of the accounts stands between a name and its measure.
    plain = _OWN_YEAR.sub("", re.sub(r"(?:各|均|共)$", "", words))
    endings = (_FINAL_TAIL, _MEASURE_TAIL, _SITUATION_TAIL)
    for text in (plain, *(tail.sub("", plain) for tail in endings), plain.strip('"“”')):
        found = vocabulary.ending(text)
        if found is not None:
            return found
    return None


def resolve(
    text: str, lead: Lead, vocabulary: Vocabulary, lexicon: Lexicon, *, explicit: bool
) -> tuple[Subject | None, bool]:
    """Return whose figure follows a text, and whether it stands aside in a reason.

    Args:
        text: Everything since the figure before, without the words that say what is measured.
        lead: What was open before it; updated.
        vocabulary: Names of the section.
        lexicon: Words of the packs.
        explicit: Whether the words taken off name a measure (决算数为, 年初预算为), and not the figure alone.
    """
    *before, last = clauses_of(text)
    for clause in before:
        _step(clause, lead, vocabulary, lexicon)
    last = _NUMBERING.sub("", last)
    if lexicon.opener.search(last):
        return None, True
    base = lexicon.base_of(last)
    words = lexicon.without_base(last)
    if lexicon.of_another_year(last):
        lead.close()
        lead.elsewhere = True
        return None, lead.reason
    named = _named(last, lead, vocabulary, lexicon) or _named(words, lead, vocabulary, lexicon)
    if named is not None and _together(words, named, vocabulary):
        lead.close()
        return None, lead.reason
    if lead.reason:
        listed = lead.fresh and named is not None and not before
        unknown = named is None and not lexicon.elided.match(words)
        if unknown and explicit:
            lead.close()
        if unknown or not (explicit or base or listed):
            return None, True
        if named is None and lead.aside and not _returns(last, before, lead):
            return None, True
        lead.reason = False
    if named is not None:
        open_subject(lead, named)
    elif (
        not lexicon.elided.match(words)
        or lexicon.parts.search(words)
        or (lead.aside and not _returns(last, before, lead))
    ):
        lead.close()
    else:
        turn(words, lead, vocabulary)
    lead.base = base or lead.base
    return lead.subject, False


def turn(words: str, lead: Lead, vocabulary: Vocabulary) -> None:
    """Turn from income to spending where a clause says no more: 财政拨款收入增加 1 万元，支出增加 2 万元."""
    for word, other in (("支出", "收入"), ("收入", "支出")):
        subject = lead.subject
        if subject is None or word not in words or other in words or word in subject.name:
            continue
        if other in subject.name:
            twin = vocabulary.named(subject.name.replace(other, word))
            if twin is None:
                lead.close()
            else:
                open_subject(lead, twin)


def _together(words: str, named: Subject, vocabulary: Vocabulary) -> bool:
    """Whether a figure is of two subjects at once: 会议费、培训费合计."""
    plain = together(squash(words))
    short = plain.replace("决算", "")  # 收入、支出决算总计 is 收入、支出总计
    if any(name in plain or name in short for name in named.names if _JOINED.search(name)):
        return False
    pieces = _JOINED.split(plain)
    return len(pieces) > 1 and bool(pieces[-1]) and name_of(pieces[-2], vocabulary) is not None


def _returns(last: str, before: list[str], lead: Lead) -> bool:
    """Whether a clause leads back from a reason with a figure: ``……，较上年决算数增加``."""
    return "决算" in last and (lead.fresh or len(before) >= 2)
