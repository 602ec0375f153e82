"""The names a section of the prose may speak of: its subjects, and the 科目 rows of its table."""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from gouji.facts.vocabulary import SectionSpec, Subject
from gouji.model import Table
from gouji.names import bare, squash

PATH = re.compile(r"([^,。;:、\d\s()\"“”]+)\(类\)([^,。;:\d]+?)\(款\)([^。;:\d]+?)\(项\)")
_CLASS = re.compile(r"([^,。;:\d\s()]+)\(类\)$")
# What may stand right before a name without being part of a longer one: 财政拨款基本支出 is not 基本支出.
_BEFORE_NAME = re.compile(
    r"(?:年度|单位|部门|本部|本级|其中|局|办|委|会|院|所|馆|中心|厅|处|队|校|方面|来看|年|含|实际支出|(?:单位|部门|本级)的)$"
)
_SOMEBODY_ELSE = re.compile(r"(?:下属|所属|直属|附属|其他|其它|二级|代管|下级)[^,:]*$")


class Vocabulary:
    """The subjects of a section, with the 科目 rows of its table."""

    def __init__(self, spec: SectionSpec, tables: Mapping[str, Table]) -> None:
        self.names: dict[str, Subject] = {}
        self.total: Subject | None = None
        self.rows: dict[str, list[tuple[str, str]]] = {}
        self.spec = spec
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
        self.longest = max(map(len, self.names), default=0)

    def _of_row(self, name: str, key: str, code: str) -> Subject:
        total = next((s.name for s in self.spec.subjects if s.total), "")
        return Subject(name, (squash(name),), (self.spec.codes, key, self.spec.column), of=total, code=code)

    def ending(self, text: str) -> Subject | None:
        """Return the subject whose name ends the text, longest first; the whole name must stand there."""
        plain = squash(text).rstrip(",:")
        named = _CLASS.search(text.rstrip(",:"))
        if named and squash(named[1]) in self.names:
            return self.names[squash(named[1])]
        for size in range(min(len(plain), self.longest), 1, -1):
            subject = self.names.get(plain[-size:])
            if subject is not None:
                before = plain[: len(plain) - size]
                if before and re.search(r"[\u4e00-\u9fff]$", before) and not _BEFORE_NAME.search(before):
                    return None
                return None if _SOMEBODY_ELSE.search(before) else subject
        return None

    def named(self, name: str) -> Subject | None:
        """Return the subject of a canonical name, ``None`` if the section has none."""
        return next((s for s in self.spec.subjects if s.name == name), None)

    def by_path(self, path: re.Match[str]) -> Subject | None:
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
            if [_core(p) for p in parents[:2]] == [_core(names[1]), _core(names[0])]:
                return attrs.evolve(self._of_row(name, key, code), name=name)
        return Subject(name, (squash(name),))


def _core(name: str) -> str:
    """Return a name of a 类 or 款 without the word 支出, which is often left out."""
    return name.removesuffix("支出")
