"""Whom a figure of the prose is about: the subject its clause names, or the open one if it names none.

Sentences leave their subject out as soon as it is known (``支出决算为 X 万元，完成预算的 Y%``).  Such an ellipsis
is read only where nothing but words of form stands before the figure: a name that is not known is a stranger,
whose figures belong to nobody we know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gouji.facts.vocabulary import SectionSpec, Subject, Words
from gouji.model import Table
from gouji.names import bare, squash

PATH = re.compile(r"([^,。;:、\d\s()]+)\(类\)([^,。;:\d]+?)\(款\)([^。;:\d]+?)\(项\)")
_CLASS = re.compile(r"([^,。;:\d\s()]+)\(类\)$")
_BOUNDARY = re.compile(
    r"(?:年度|单位|部门|本部|其中|局|办|委|会|院|所|馆|中心|厅|处|队|校|用于|方面|来看|年|，|的)$"
)
_CLAUSE = re.compile(r"[,，:：;；。]")
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}[、.)]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[①-⑳])")
_FORM = re.compile(
    r"(?:20\d\d年度?|本年度?|当年|全年|年初|年度|本部门|本单位|支出|收入|决算|预算|实际|发生|执行|完成|安排|调整后?|共计|合计|总计|总额|总量|金额|资金|数额"
    r"|情况|说明|总体|具体|同比|相比|分别|增减|变动|变化|数|额|各|均|共|约|为|是|占|的|比|较|与|同|和|了)+"
)
_MONEY = re.compile(
    r"(?:费用?|支出|收入|经费|资金|拨款|款项?|采购|基金|结余|结转|补助|金额|方面|项目|预算|决算)(?:情况|说明|方面)*$"
)
_VERBAL = re.compile(
    r"原因|由于|因为|主要是|用于|使用|导致|严格|压减|加强|按照|根据|落实|执行|控制|减少|增加|增长|下降|降低|提高|上升|新增"
    r"|没有|未|无|已|将|等支出|所致|影响|厉行|贯彻"
)
_REASON = re.compile(r"原因|由于|主要是|主要因|系")


class Vocabulary:
    """The subjects of a section, with the 科目 rows of its table.

    Args:
        spec: The kind of section.
        tables: Tables of the document, for the names of 科目.
        words: Direction and base words.
    """

    def __init__(self, spec: SectionSpec, tables: Mapping[str, Table], words: Words) -> None:
        self.names: dict[str, Subject] = {}
        self.total: Subject | None = None
        self.rows: dict[str, list[tuple[str, str]]] = {}
        self.spec = spec
        prior = "|".join(map(re.escape, sorted(words.prior, key=len, reverse=True)))
        self.base = re.compile(
            rf"(?:较|比|与|同)?(?:{prior}|20\d\d年)(?:年度|度)?(?:决算数?|支出|收入)?(?:相比|比较|比)?"
            r"|(?:较|比|与|同)(?:年初|全年|调整后?|当年)?预算数?(?:相比|比较|比)?"
        )
        table = tables.get(spec.codes)
        for row in table.rows if table else ():
            if row.level and row.key:
                self.rows.setdefault(bare(row.name), []).append((row.key, row.code))
                if row.level == 1:
                    subject = self._of_row(row.name, row.key, row.code)
                    self.names.setdefault(squash(row.name), subject)
                    self.names.setdefault(bare(row.label), subject)
        self.table = table
        for subject in spec.subjects:
            for name in subject.names:
                self.names[name] = subject
            if subject.total:
                self.total = subject

    def _of_row(self, name: str, key: str, code: str) -> Subject:
        total = next((s.name for s in self.spec.subjects if s.total), "")
        return Subject(name, (squash(name),), (self.spec.codes, key, self.spec.column), of=total, code=code)

    def ending(self, text: str) -> Subject | None:
        """Return the subject whose name ends the text, longest first; the whole name must stand there."""
        plain = squash(text).rstrip(",:")
        named = _CLASS.search(text.rstrip(",:"))
        if named and squash(named[1]) in self.names:
            return self.names[squash(named[1])]
        for size in range(min(len(plain), 30), 1, -1):
            subject = self.names.get(plain[-size:])
            if subject is not None:
                before = plain[: len(plain) - size]
                # Not the tail of a longer name: 财政拨款基本支出 is not 基本支出.
                whole = not before or not re.search(r"[\u4e00-\u9fff]$", before) or _BOUNDARY.search(before)
                return subject if whole else None
        return None

    def named(self, clause: str) -> Subject | None:
        """Return the subject a clause names, words of form after the name left out."""
        plain = squash(clause)
        subject = self.ending(plain)
        if subject is not None:
            return subject
        for end in range(len(plain) - 1, 1, -1):
            if _FORM.fullmatch(plain[end:]) and (subject := self.ending(plain[:end])) is not None:
                return subject
        return None

    def spoken_of(self, gap: str, still: Subject | None) -> Subject | None:
        """Return whom a figure is about by the words before it.

        Args:
            gap: Words between the figure before and this one (or the start of the sentence).
            still: Subject left open by what was said before.

        Returns:
            The subject named; the open one if nothing but words of form stands there; ``None`` for a stranger.
        """
        for back, clause in enumerate(reversed(_CLAUSE.split(squash(gap)))):
            rest = self.base.sub("", _NUMBERING.sub("", clause))
            if not rest:
                continue
            subject = self.named(rest)
            if subject is not None:
                return subject
            if _FORM.fullmatch(rest):
                if not _fits(rest, still):
                    return None
            elif back == 0 or self._nominal(rest):
                return None
        return still

    def after(self, tail: str, still: Subject | None) -> Subject | None:
        """Return the subject left open by words after the last figure of a sentence."""
        for clause in _CLAUSE.split(squash(tail)):
            rest = self.base.sub("", _NUMBERING.sub("", clause))
            if "用于" in rest:
                break  # A list of uses follows.
            if rest and self._nominal(rest):
                still = self.named(rest)
        return still

    def _nominal(self, clause: str) -> bool:
        """Whether a clause only names something money is spent on, as a topic: ``会议费支出情况``."""
        return len(clause) <= 30 and bool(_MONEY.search(clause)) and not _VERBAL.search(clause)

    def of_title(self, title: str) -> Subject | None:
        """Return the subject a heading leaves open: the one it names, else the total unless it names a stranger."""
        plain = bare(title).rstrip("。.:")
        subject = self.named(plain)
        if subject is not None:
            return subject
        rest = re.sub(r"(?:情况|说明|决算|预算|支出|总体|具体|结构)*$", "", plain)
        return None if _MONEY.search(rest) else self.total

    def by_path(self, path: re.Match[str]) -> Subject:
        """Return the 科目 of a path (类)(款)(项), by its three names."""
        names = [bare(path[i]) for i in (1, 2, 3)]
        name = "".join(
            f"{n}（{level}）" for n, level in zip((path[1], path[2], path[3]), "类款项", strict=True)
        )
        if self.table is None:
            return Subject(name, (squash(name),))
        for key, code in self.rows.get(names[2], []):
            parents = []
            row = self.table.row_by_key[key]
            while row.parent and row.parent in self.table.row_by_key:
                row = self.table.row_by_key[row.parent]
                if row.level:
                    parents.append(bare(row.name))
            if parents[:2] == [names[1], names[0]]:
                return self._of_row(name, key, code)
        return Subject(name, (squash(name),))


def names_stranger(words: str) -> bool:
    """Whether the clause before a figure only names what it is of, and is no part of a reason."""
    return not _VERBAL.search(_CLAUSE.split(words)[-1])


def gives_reason(words: str) -> bool:
    """Whether words turn to a reason: amounts after them speak of something else for the rest of the sentence."""
    return bool(_REASON.search(words))


def _fits(words: str, subject: Subject | None) -> bool:
    """Whether 收入 or 支出 said of the open subject is what it is."""
    if subject is None:
        return True
    both = "收支" in subject.name or ("收入" in subject.name and "支出" in subject.name)
    if "收入" in words and "支出" not in words:
        return "收入" in subject.name and not both
    if "支出" in words and "收入" not in words:
        return "收入" not in subject.name and not both
    return True
