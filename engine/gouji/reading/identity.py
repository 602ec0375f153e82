"""What a document says of itself: department, year, kind, jurisdiction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import attrs

from gouji.model import Document, DocumentFacts, Grid, Line
from gouji.names import HAN, squash
from gouji.packs import Pack
from gouji.patterns import later

_LOOK_AT = 400
"""Lines and cells looked at: covers cover, contents and the first tables."""
_DEPARTMENT = re.compile(
    r"(?:部门|(?<!个)(?<!家)单位|编制单位|编制部门|公开部门|填报单位)(?:名称)?[:：]\s*"
    r"(?!万元|亿元|元|人民币)((?:第\d{1,3}|[^\s\d:：（()）]){3,40})"
)
_TITLE = re.compile(
    r"^(?:第.部分)?((?:第\d{1,3}|[^，,。；;:：、\"()\d]){3,45})(20\d\d)年(?:度)?(部门|单位)(决算|预算)(?=$|公开|报告|表|情况|说明)"
)
_BODY = later(
    rf"(?:20\d\d年?度?|\d{{1,3}})?[-_.、—]*({HAN}{{2,38}}(?:局|厅|委员会|委|办公室|办|馆|院|校|中心|站|所|队|部|会|处|署|府|街道|镇|乡|集团|社|园|团|库|台))"
    r"(?=[-_—(]|20\d\d|部门|单位|决算|预算|$)"
)
"""A body's name at the beginning of a file or folder name."""
# What is compared with is another year: 较2023年度决算数, 与2023年度相比.
_YEAR = re.compile(r"(?<![较比与同和])(20[0-4]\d)年度")
_TITLED_YEAR = later(r"[^,。;]{0,40}?(20[0-4]\d)年(?!度)[^,。;]{0,30}决算")
"""The year of a title that leaves out 度: 某镇2024年“三公”经费决算情况."""
_SHORT = 60
_NO_BUDGET = later(r"预算(?:管理|项目支出绩效)")
_PART = later(r"第.部分.{0,40}?(20[0-4]\d)年度")
_UNIT = later(r"(?:计量|金额|货币)?单位$")
_TAIL = re.compile(r"(?:20\d\d年?度?|公开\d*表?|金额单位|单位[:：]).*$")


def identify(document: Document, packs: Iterable[Pack] = ()) -> DocumentFacts:
    """Return what can be told from the first pages; empty fields where nothing is said.

    Args:
        document: As extracted.
        packs: Installed packs; their ``regions`` data names the jurisdictions.
    """
    texts = [t for t in (squash(t) for t in _texts(document)) if t]
    departments: Counter[str] = Counter()
    years: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    title = ""
    for text in texts:
        found = _DEPARTMENT.search(text)
        if found:
            name = _TAIL.sub("", found[1])
            if text[found.end() : found.end() + 1] in (":", "："):  # 单位：万元 on the same line
                name = _UNIT.sub("", name)
            if len(name) >= 3 and not name.endswith(("单位", "部门")):
                departments[name] += 3
        for year in _YEAR.findall(text):
            years[int(year)] += 1
        part = _PART.match(text) if text.startswith("第") else None
        if part:
            years[int(part[1])] += 3
        titled = _TITLE.match(text)
        if titled and not re.fullmatch(r"第.部分", titled[1]):
            title = title or (text[:80] if not text.startswith("第") else "")
            departments[titled[1]] += 2
            years[int(titled[2])] += 3
        for word in ("部门决算", "单位决算", "部门预算", "单位预算"):
            # 部门预算管理的有关规定, 部门预算项目支出绩效自评表 do not say that the document is a budget.
            if word in text and not (word[2:] == "预算" and _NO_BUDGET.search(text)):
                kinds[word] += 1
    if not years:
        years.update(int(m[1]) for text in texts if len(text) <= _SHORT and (m := _TITLED_YEAR.match(text)))
    department = departments.most_common(1)[0][0] if departments else ""
    told = DocumentFacts(
        department,
        years.most_common(1)[0][0] if years else None,
        kinds.most_common(1)[0][0] if kinds else "",
        jurisdiction_of([department, *texts[:60]], packs),
        title,
    )
    return _stated(document, told) if document.stated else told


def named_outside(document: Document, facts: DocumentFacts) -> DocumentFacts:
    """Put in the department and year that only the document's title property, file or folder name says.

    A name is taken if it is a whole title (``某局2024年度部门决算``), or if the text speaks of that body too:
    file names abbreviate.
    """
    if facts.department:
        return facts
    parts = re.split(r"[/\\]|!/", document.source)
    inner = document.metadata.get("title", "")
    for given in (inner, parts[-1].rpartition(".")[0], *reversed(parts[-3:-1])):
        text = squash(given)[:120]
        titled = _TITLE.match(text)
        found = titled or _BODY.match(text)
        if found is None:
            continue
        name = found[1]
        if not titled and not _speaks_of(document, name):
            continue
        year = facts.year or next((int(y) for y in re.findall(r"(20[0-4]\d)", text)), None)
        return attrs.evolve(facts, department=name, year=year)
    return facts


def _speaks_of(document: Document, name: str) -> bool:
    """Whether a text of the document has a name that is not the end of a longer one."""
    pattern = re.compile(rf"(?<!{HAN}){re.escape(name)}")
    return any(pattern.search(squash(text)) for text in _texts(document))


def _stated(document: Document, found: DocumentFacts) -> DocumentFacts:
    """Put in what a ledger states of its document."""
    stated = document.metadata
    year = stated.get("year", "")
    return attrs.evolve(
        found,
        department=stated.get("department", found.department),
        year=int(year) if re.fullmatch(r"20\d\d", year) else found.year,
        kind=stated.get("kind", found.kind),
        jurisdiction=stated.get("jurisdiction", found.jurisdiction),
    )


def _texts(document: Document) -> Iterable[str]:
    seen = 0
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text[:500]
            seen += 1
        elif isinstance(block, Grid):
            for cell in block.cells[:40]:
                yield cell.text[:500]
            seen += 10
        if seen > _LOOK_AT:
            return


def jurisdiction_of(texts: Iterable[str], packs: Iterable[Pack]) -> str:
    """Return ``省/市`` of the first text that names one, "" if none does.

    The region data maps a province to its names, its cities and (a municipality) its districts; a longer
    name wins over a shorter.
    """
    names: dict[str, str] = {}
    for pack in packs:
        for province, entry in pack.data.get("regions", {}).get("province", {}).items():
            for name in entry.get("names", [province]):
                names[name] = province
            for city in entry.get("cities", []):
                names.setdefault(city, f"{province}/{_short(city)}")
            for district in entry.get("districts", []):
                # Districts of different cities share names: only behind the city's own name is one meant.
                for name in entry.get("names", [province]):
                    names.setdefault(f"{name}{district}", f"{province}/{district}")
        if pack.jurisdiction:
            names.setdefault(pack.jurisdiction.rsplit("/", 1)[-1], pack.jurisdiction)
    if not names:
        return ""
    for text in texts:
        here = sorted((n for n in names if n in text), key=len, reverse=True)
        if not here:
            continue
        pattern = re.compile("|".join(map(re.escape, here)))
        hits = [names[m] for m in pattern.findall(text)]
        if hits:
            return max(hits, key=lambda h: h.count("/"))
    return ""


def _short(city: str) -> str:
    return re.sub(r"(?:市|地区|盟|[^\s]{1,4}族自治州|自治州)$", "", city) or city
