"""What the prose and the performance forms say: sections, narrative facts, forms."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from gouji.model.document import NOWHERE, Place
from gouji.value import Shown, Value

if TYPE_CHECKING:
    from gouji.model.ledger import Figure


@attrs.frozen(eq=False, repr=False)
class Paragraph(Value):
    """A paragraph of prose, its printed lines joined.

    Attributes:
        text: The joined text.
        index: Position in the document's prose, from 0.
        origin: For each character of ``text``: (index into ``places``), so that a span can be
            placed; ``places[origin[i]]`` is the place of the printed line of character ``i``.
        places: Places of the printed lines it was joined from.
        char_places: For formats with positions: place per character, else empty.
    """

    text: str
    index: int = 0
    places: tuple[Place, ...] = (NOWHERE,)
    origin: tuple[int, ...] = attrs.field(default=(), repr=False)
    char_places: tuple[Place, ...] = attrs.field(default=(), repr=False)

    def place_of(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``: a box around it where positions are known."""
        if self.char_places and start < end:
            spots = [p for p in self.char_places[start:end] if p.box is not None]
            if spots:
                page = spots[0].page
                box = spots[0].box
                for spot in spots[1:]:
                    if spot.page == page and box is not None and spot.box is not None:
                        box = box.union(spot.box)
                return attrs.evolve(spots[0], box=box)
        if self.origin and start < len(self.origin):
            return self.places[self.origin[start]]
        return self.places[0] if self.places else NOWHERE


@attrs.frozen(eq=False, repr=False)
class Section(Value):
    """A section of the prose.

    Attributes:
        number: Its printed number path, such as ``第三部分/五/（二）``.
        title: Heading text without the number.
        level: 1 第X部分, 2 一、, 3 （一）, 4 1. ...
        paragraphs: Its own paragraphs, without those of sub-sections.
        place: Place of the heading.
        part: ``概况``, ``决算表``, ``情况说明``, ``绩效``, ``名词解释``, ``附件`` or "".
        key: Canonical section key from the narrative spec (``一般公共预算支出结构``), "" if none.
    """

    number: str
    title: str
    level: int
    paragraphs: tuple[Paragraph, ...] = ()
    place: Place = NOWHERE
    part: str = ""
    key: str = ""


class Measure(enum.Enum):
    """What a stated figure measures."""

    FINAL = "决算数"
    BUDGET = "年初预算"
    ADJUSTED = "全年预算"
    PRIOR = "上年"
    CHANGE = "增减额"
    CHANGE_RATE = "增减率"
    SHARE = "占比"
    COMPLETION = "完成率"
    DIFFERENCE = "预决算差异率"
    COUNT = "数量"
    COUNT_PRIOR = "上年数量"
    COUNT_CHANGE = "数量增减"
    COUNT_RATE = "数量增减率"
    AVERAGE = "平均数"
    SCORE = "得分"


@attrs.frozen(eq=False, repr=False)
class Fact(Shown):
    """One figure stated in prose, or a statement without one (持平, 无…收支).

    Attributes:
        id: Unique in the ledger.
        subject: Canonical subject (``一般公共预算财政拨款支出``, ``公务用车运行维护费``, ``货物``).
        measure: What is measured.
        figure: The printed figure, ``None`` for a statement without one.
        path: 类, 款, 项 names if the subject is a 科目 path, else empty.
        base: What a rate, share or change refers to (``上年``, ``年初预算``, ``全年预算``, ``本年支出合计``), or "".
        direction: +1 up, -1 down, 0 equal, ``None`` not stated or both words left standing.
        cell: (table, row, column) keys that state the same figure, or ``None``.
        group: ``paragraph.sentence``: facts of one sentence share it.
        parent: Id of the fact that opens the list (其中), or "".
        section: Number path of the section.
        section_key: Canonical section key.
        quote: The sentence.
        place: Place of the figure or, without one, of the statement.
        scope: Population the sentence speaks of, "" if unknown.
        flags: Oddities seen while reading (``both-directions``, ``percent-sign-missing``,
            ``unit-missing`` …).
    """

    id: str
    subject: str
    measure: Measure
    figure: Figure | None
    path: tuple[str, ...] = ()
    base: str = ""
    direction: int | None = None
    cell: tuple[str, str, str] | None = None
    group: str = ""
    parent: str = ""
    section: str = ""
    section_key: str = ""
    quote: str = ""
    place: Place = NOWHERE
    scope: str = ""
    flags: tuple[str, ...] = ()

    @property
    def paragraph(self) -> str:
        """The paragraph of its sentence: facts of several sentences may share it."""
        return self.group.partition(".")[0]


@attrs.frozen(eq=False, repr=False)
class FormRow(Value):
    """A fund row of a performance form.

    Attributes:
        key: Canonical (``年度资金总额``, ``财政拨款``, ``上年结转资金``, ``基本支出`` ...).
        label: As printed.
        figures: By column key: ``年初预算数``, ``全年预算数``, ``全年执行数``, ``分值``, ``执行率``, ``得分``.
    """

    key: str
    label: str
    figures: dict[str, Figure]


@attrs.frozen(eq=False, repr=False)
class Indicator(Value):
    """An indicator row of a performance form.

    Attributes:
        path: 一级/二级/三级 names as far as they were read.
        comparison: ``>=``, ``<=``, ``=``, ``>``, ``<`` or "" for a wording target.
        target: The target figure, ``None`` for a wording target.
        target_text: As printed.
        actual: The completed value, ``None`` if blank or wording.
        actual_text: As printed.
        unit: Unit symbol, "" if none.
        points: 分值.
        completion: 完成率.
        score: 得分.
        reason: 未完成原因分析 as printed.
        place: Where the row starts.
    """

    path: tuple[str, ...]
    comparison: str = ""
    target: Figure | None = None
    target_text: str = ""
    actual: Figure | None = None
    actual_text: str = ""
    unit: str = ""
    points: Figure | None = None
    completion: Figure | None = None
    score: Figure | None = None
    reason: str = ""
    place: Place = NOWHERE

    def figures(self) -> Iterator[Figure]:
        """Yield the row's figures."""
        for figure in (self.target, self.actual, self.points, self.completion, self.score):
            if figure is not None:
                yield figure


@attrs.frozen(eq=False, repr=False)
class Form(Value):
    """A performance self-evaluation form (自评表) or the figures of a report (自评报告).

    Attributes:
        kind: ``整体自评表``, ``项目自评表``, ``整体自评报告``, ``项目自评报告``, ``项目自评说明`` (what the
            prose states of one project), ``绩效总体说明`` (what it states of all).
        name: Project or department name as printed.
        unit: Money unit printed in the form, "" if none.
        rows: Fund rows.
        indicators: Indicator rows.
        total_points: Sum of 分值 as printed.
        total_score: 总分 as printed.
        stated: Figures of a report's sentences by canonical key (``项目预算金额``, ``资金到位``, ``支出``, ``评价得分``).
        place: Where it starts.
        section: Section number path.
        complete: False if lines of it could not be read.
        remarks: What could not be read, in words.
        words: What a report states in words, by key (``等级``, ``存在的问题``); of a form, why money was not spent
            (``资金未完成原因``), "" if the cell for it is blank.
    """

    kind: str
    name: str
    unit: str = ""
    rows: tuple[FormRow, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    total_points: Figure | None = None
    total_score: Figure | None = None
    stated: tuple[tuple[str, Figure], ...] = ()
    place: Place = NOWHERE
    section: str = ""
    complete: bool = True
    remarks: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def figures(self) -> Iterator[Figure]:
        """Yield every figure of the form."""
        for row in self.rows:
            yield from row.figures.values()
        for indicator in self.indicators:
            yield from indicator.figures()
        for figure in (self.total_points, self.total_score):
            if figure is not None:
                yield figure
        for _, figure in self.stated:
            yield figure
