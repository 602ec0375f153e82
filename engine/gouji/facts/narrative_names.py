"""The names a section of the prose may speak of: its subjects, and the 科目 rows of its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import attrs

from gouji.facts.vocabulary import SectionSpec, Subject
from gouji.model import Row, Table
from gouji.names import HAN, bare, squash, together
from gouji.patterns import Sparse, later

PATH = Sparse(r"([^,.。;:、\d\s()\"“”]+)\(类\)([^,。;:\d]+?)\(款\)([^。;:\d]+?)\(项\)")
_SEVEN = re.compile(r"2\d{6}")
_SITUATION = later(r"(?:具体|总体)?(?:情况)?(?:说明)?$")
_BRACKETS = str.maketrans("（）：", "():")
# 其他政府办公厅(室)及相关机构事务支出(项): a name may hold a short bracket of its own.
_LEVEL = Sparse(
    r"((?:[^,.。;:、\d\s()\"“”]|\((?![类款项]\))[^()\d]{1,3}\))+)[\"”]?\((类|款|项)\)[\"”]?(?:支出)?$"
)
LEAF = later(r"(?:(?:[^,.。;:、\d\s()\"“”]|\((?![类款项]\))[^()\d]{1,3}\))+)[\"”]?\(项\)")
"""A 项 by its name alone; a path (类)(款)(项) ends with one too."""
_LEVELS = {"类": 1, "款": 2, "项": 3}
# What may stand right before a name without being part of a longer one: 财政拨款基本支出 is not 基本支出.
_BEFORE_NAME = (
    "年度", "年度的", "年的", "部门", "当年", "单位", "部", "本级", "其中", "局", "办", "委", "会", "院", "所", "馆", "中心", "厅",
    "处", "队", "校", "政府", "街道", "镇", "共计支出", "合计支出", "累计支出", "开支", "全镇", "全乡", "全县", "全市", "全区",
    "全州", "全省", "我镇", "我乡", "我县", "我市", "我区", "本镇", "本乡", "本县", "本市", "本区", "区级", "县级", "市级",
    "方面", "来看", "年", "含", "包括", "包含", "包括了", "和", "及", "与", "等", "具体是", "具体为", "分别是", "分别为", "决算",
    "实际支出", "由", "单位的", "部门的", "本级的",
)  # fmt: skip
_PLACE = later(r"20\d\d年度?[^,;:。\d]{1,12}(?:(?<!社)区|县|市|州)$")
"""2024年某区: whose money it is, behind a year."""
_ITEM = 7
"""Digits of the code of a 项."""
_ANY = "其他支出"
"""A 类 whose name may mean anything else."""
_SHORT = 3
"""Characters of a name too short to tell that a subject is spoken of: 支出, 总计."""
_TOTAL = re.compile(r"(?:总计|合计|总额)$")
_BEFORE_COUNT = re.compile(r"(?:共计|累计|合计|共|计|数|量|为|来访|团组|[:])*")
_SOMEBODY_ELSE = Sparse(
    r"(?<!本级和)(?<!本级及)(?<!机关及)(?<!机关和)(?:下属|所属|直属|附属|(?<![和及、])其他|(?<![和及、])其它|二级|代管|下级)[^,:]*$"
)


def coded_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return where a 项 stands with its code, before its name or behind it: ``2010601-行政运行``, ``行政运行(2010601)``."""
    return list(_coded().finditer(text, start, end)) if _SEVEN.search(text, start, end) else []


@cache
def _coded() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.])(?P<code>2\d{{6}})(?![\d.])"
        rf"(?:[-—－:\s]*(?P<name>{HAN}[^,.。;:\d\s]{{1,40}}?)(?=支出?\d|\d|[,。;:]|$)|\))"
    )


class Vocabulary:
    """The subjects of a section, with the 科目 rows of its table.

    Args:
        spec: The section.
        tables: Tables read.
        renamed: Names of earlier years of 科目, by their name.
        classes: Names of its 类 where it has no table to take them from.
    """

    def __init__(
        self,
        spec: SectionSpec,
        tables: Mapping[str, Table],
        renamed: Mapping[str, tuple[str, ...]] | None = None,
        classes: Iterable[str] = (),
    ) -> None:
        self.renamed = renamed or {}
        self.names: dict[str, Subject] = {}
        self.total: Subject | None = None
        self.rows: dict[str, list[tuple[str, str]]] = {}
        self.spec = spec
        table = tables.get(spec.codes)
        for row in table.rows if table else ():
            if row.level and row.key:
                for name in self._all_names(row):
                    self.rows.setdefault(name, []).append((row.key, row.code))
                if row.level <= spec.depth:
                    subject = self._of_row(row.name, row.key, row.code)
                    for name in (squash(row.name), bare(row.label), *self.renamed.get(row.name, ())):
                        for variant in _row_names(name, row.level):
                            self.names.setdefault(variant, subject)
        whole = next((s.name for s in spec.subjects if s.total), "")
        for name in classes:
            if bare(name) != _ANY:
                subject = Subject(name, (bare(name),), of=whole)
                for known in (bare(name), *self.renamed.get(name, ())):
                    for variant in _row_names(known, 1):
                        self.names.setdefault(variant, subject)
        listed = tables.get(spec.classes)
        for row in listed.rows if listed else ():
            if row.lane == "支出" and row.role == "item" and row.code and bare(row.name) != _ANY:
                cell = (spec.classes, row.key, listed.columns[0].key if listed else "")
                self.names.setdefault(bare(row.name), Subject(row.name, (bare(row.name),), cell))
        self.table = table
        rows = table.rows if table else ()
        self._classes = [bare(label) for row in rows if row.level == 1 for label in (row.name, row.label)]
        for subject in spec.subjects:
            for name in subject.names:
                self.names[name] = subject
                # 收入决算总计, 本年支出决算合计: 决算 may stand before the word for a total.
                total = _TOTAL.search(name)
                if total and "决算" not in name:
                    self.names.setdefault(f"{name[: total.start()]}决算{total[0]}", subject)
            if subject.total:
                self.total = subject
        self.alone = {name: subject for subject in spec.subjects for name in subject.alone}
        self.longest = max(map(len, self.names), default=0)

    def _all_names(self, row: Row) -> list[str]:
        """Return the names of a row: of the list, as printed, and those of earlier years."""
        names = (row.name, row.label, *self.renamed.get(row.name, ()))
        return list(dict.fromkeys(bare(name) for name in names))

    def _of_row(self, name: str, key: str, code: str) -> Subject:
        total = next((s.name for s in self.spec.subjects if s.total), "")
        return Subject(name, (squash(name),), (self.spec.codes, key, self.spec.column), of=total, code=code)

    def ending(self, text: str) -> Subject | None:
        """Return the subject whose name ends the text, longest first; the whole name must stand there."""
        plain = together(squash(text)).rstrip(',:"')
        own = self.alone.get(plain.removeprefix("其中").lstrip(":和及")) if self.alone else None
        if own is not None:
            return own
        named = _LEVEL.search(text.rstrip(",:"))
        if named and self.spec.codes:
            return self._of_level(squash(named[1]), named[2])
        for size in range(min(len(plain), self.longest), 1, -1):
            subject = self.names.get(plain[-size:])
            if subject is not None:
                before = plain[: len(plain) - size]
                if (
                    before
                    and before[-1].isalpha()
                    and not before[-1].isascii()
                    and not (before.endswith(_BEFORE_NAME) or _PLACE.search(before))
                ):
                    return None
                return None if _SOMEBODY_ELSE.search(before) else subject
        return None

    def _of_level(self, name: str, mark: str) -> Subject:
        """Return the 科目 of a name and level, with or without the word 支出; one that no table has is a subject too."""
        wanted = [name, name.removesuffix("支出"), f"{name}支出"]
        if mark == "类":
            for text in wanted:
                if text in self.names:
                    return self.names[text]
        rows = [
            row
            for row in (self.table.rows if self.table else ())
            if row.level == _LEVELS[mark] and not set(wanted).isdisjoint(self._all_names(row))
        ]
        if len(rows) == 1:
            return attrs.evolve(
                self._of_row(rows[0].name, rows[0].key, rows[0].code), name=f"{name}（{mark}）"
            )
        total = next((s.name for s in self.spec.subjects if s.total), "")
        return Subject(f"{name}（{mark}）", (name,), of=total)

    def item(self, text: str) -> Subject | None:
        """Return the 项 of the section's table that a text is the name of and no more, ``None`` if none or several are."""
        name = squash(text)
        found = [row for row in self.rows.get(name, ()) if len(row[1]) == _ITEM]
        return self.leaf(name) if len(found) == 1 else None

    def leaf(self, text: str) -> Subject | None:
        """Return the 项 of the section's table whose name ends a text, ``None`` if none or several do."""
        plain = squash(text).removesuffix("(项)").strip('"')
        names = [
            n
            for n, found in self.rows.items()
            if plain.endswith(n) and any(len(c) == _ITEM for _, c in found)
        ]
        name = max(names, key=len, default="")
        subject = self._of_level(name, "项") if name else None
        return subject if subject is not None and subject.cell is not None else None

    def paid_for(self, text: str) -> Subject | None:
        """Return the subject of the money for what a text counts last (购置公务用车), ``None`` if it counts nothing known."""
        plain = squash(text)
        best: tuple[int, int, str] | None = None
        for topic in self.spec.topics:
            for name in topic.names:
                at = plain.rfind(name)
                if topic.money and at >= 0 and (best is None or (at + len(name), len(name)) > best[:2]):
                    best = (at + len(name), len(name), topic.money)
        if best is None or not _BEFORE_COUNT.fullmatch(plain[best[0] :]):
            return None
        return None if _SOMEBODY_ELSE.search(plain[: best[0]]) else self.named(best[2])

    def mentions(self, text: str) -> bool:
        """Whether a text holds the name of a subject anywhere, be it with words of its measure behind."""
        plain = squash(text)
        return any(len(name) > _SHORT and name in plain for name in self.names)

    def is_aside(self, text: str) -> bool:
        """Whether a text ends with the name of an amount that is compared with nothing."""
        plain = squash(text)
        return any(plain.endswith(name) for name in self.spec.asides)

    def named(self, name: str) -> Subject | None:
        """Return the subject of a canonical name, ``None`` if the section has none."""
        return next((s for s in self.spec.subjects if s.name == name), None)

    def of_fund(self, fund: str, kind: str) -> Subject | None:
        """Return the income or spending of a kind of money (一般公共预算, 支出), ``None`` if the section has not one alone."""
        found = [s for s in self.spec.subjects if s.name.startswith(fund) and s.name.endswith(kind)]
        return found[0] if len(found) == 1 else None

    def column_of(self, subject: Subject) -> str:
        """Return the column of the section's table whose total a subject is (本年收入, 基本支出), "" if it is none."""
        cell = subject.cell
        return cell[2] if cell and not subject.code and cell[:2] == (self.spec.codes, "合计") else ""

    def of_column(self, row: Subject, column: str) -> Subject:
        """Return what a 科目 has in a column of the section's table."""
        if column == self.spec.column:
            return row
        leaf = row.name.rpartition("（款）")[2].removesuffix("（项）")
        name = f"{leaf}的{column}"
        cell = (row.cell[0], row.cell[1], column) if row.cell else None
        return Subject(name, (squash(name), squash(column)), cell, of=row.name)

    def titled(self, title: str) -> Subject | None:
        """Return what a heading within the section names: a path (类)(款)(项), or a subject."""
        text = _SITUATION.sub("", title.translate(_BRACKETS).rstrip("。.:"))
        path = PATH.search(text)
        return self.by_path(path) if path is not None else self.ending(text)

    def by_code(self, code: str) -> Subject | None:
        """Return the 科目 of a code of seven digits, named by its path; ``None`` if the section's table has none."""
        row = next((r for r in self.table.rows if r.code == code), None) if self.table else None
        if row is None or self.table is None:
            return None
        names = [row.name]
        above = row
        while above.parent and above.parent in self.table.row_by_key:
            above = self.table.row_by_key[above.parent]
            if above.level:
                names.append(above.name)
        if len(names) != len(_LEVELS):
            return None
        path = "".join(f"{n}（{level}）" for n, level in zip(reversed(names), _LEVELS, strict=True))
        return attrs.evolve(self._of_row(row.name, row.key, row.code), name=path)

    def by_path(self, path: re.Match[str]) -> Subject | None:
        """Return the 科目 of a path (类)(款)(项), by its three names."""
        names = [bare(path[i]) for i in (1, 2, 3)]
        name = "".join(
            f"{n}（{level}）" for n, level in zip((path[1], path[2], path[3]), "类款项", strict=True)
        )
        if self.table is None:
            return Subject(name, (squash(name),))
        first = next((n for n in self._classes if names[0].endswith(n)), names[0])
        if first != names[0]:
            # 科目为教育支出(类)……: words before the name of a 类 are no part of it.
            names[0] = first
            name = name[name.index(first) :] if first in name else name
        for key, code in self.rows.get(names[2], []):
            # As printed, or by the name of any year's list: 行政事业单位离退休 of 2019 is 行政事业单位养老支出 since.
            parents = []
            row = self.table.row_by_key[key]
            while row.parent and row.parent in self.table.row_by_key:
                row = self.table.row_by_key[row.parent]
                if row.level:
                    parents.append({_core(name) for name in self._all_names(row)})
            if len(parents) >= 2 and _core(names[1]) in parents[0] and _core(names[0]) in parents[1]:
                return attrs.evolve(self._of_row(name, key, code), name=name)
        return Subject(name, (squash(name),))


def _row_names(name: str, level: int) -> tuple[str, ...]:
    """Return how the name of a row is written in sentences: 对个人和家庭的补助 as 对个人和家庭补助支出.

    Of a 类 the word 支出 is often left out: 一般公共服务.
    """
    short = name.replace("的", "")
    if name.endswith("支出"):
        stem = name.removesuffix("支出")
        return (name, stem) if level == 1 and len(stem) > _SHORT else (name,)
    return (name, short, f"{name}支出", f"{short}支出")


def _core(name: str) -> str:
    """Return a name of a 类 or 款 without the word 支出, which is often left out."""
    return name.removesuffix("支出")
