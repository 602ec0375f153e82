"""The vocabulary of performance forms and reports, from the packs' ``performance.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gouji.names import squash
from gouji.packs import Specs, once
from gouji.patterns import Sparse, later, sparse


class Named(NamedTuple):
    """A column or row of a form: its key and the squashed names it is printed by, longest first."""

    key: str
    names: tuple[str, ...]


class Stated(NamedTuple):
    """Figures or words that sentences state.

    Attributes:
        key: What it is.
        pattern: With the groups ``v`` (the figure or words) and ``u`` (its unit); of the figures that the same words go
            on to state ``v2``, ``u2``, ``v3`` …
        further: Keys of these.
    """

    key: str
    pattern: Sparse
    further: tuple[str, ...] = ()

    def groups(self) -> Iterator[tuple[str, str, str]]:
        """Yield key, name of the figure's group and name of its unit's, in printed order."""
        yield self.key, "v", "u"
        for number, key in enumerate(self.further, 2):
            yield key, f"v{number}", f"u{number}"


class Words(NamedTuple):
    """The merged vocabulary.

    Attributes:
        form_titles: Endings of titles of forms.
        report_titles: Endings of titles of reports.
        whole: Words that tell a whole-department form or report.
        fund_columns: Columns of the fund rows.
        fund_rows: Fund rows.
        fund_sums: (whole, parts, parts that only some forms have) by key.
        indicator_columns: Columns of the indicator rows, by slot.
        head: Words of the indicator header that are no columns.
        first: First-level indicators.
        second: Second-level indicators.
        wording: Targets in words.
        bounded: Ends of the names of indicators that are a part of a whole: never above 100 %.
        rising: Ends of the names of other indicators of which more is better.
        timely: Words in the names of indicators that tell how soon something was done.
        total: Labels of the total row.
        units: Units of indicators, longest first.
        report: Figures of reports.
        report_words: Words of reports.
        statement: Figures of the statement on one project.
        statement_words: Words of it.
        overview: Figures of the statement on all projects.
    """

    form_titles: tuple[str, ...] = ()
    report_titles: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    fund_columns: tuple[Named, ...] = ()
    fund_rows: tuple[Named, ...] = ()
    fund_sums: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    indicator_columns: tuple[Named, ...] = ()
    head: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    wording: frozenset[str] = frozenset()
    bounded: tuple[str, ...] = ()
    rising: tuple[str, ...] = ()
    timely: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    report: tuple[Stated, ...] = ()
    report_words: tuple[Stated, ...] = ()
    statement: tuple[Stated, ...] = ()
    statement_words: tuple[Stated, ...] = ()
    overview: tuple[Stated, ...] = ()


_QUALIFIED = later(r"\((?:[A-Za-z](?:/[A-Za-z])?|万元|元|千元|亿元|%|分|\d+分|\d+%)\)$")


def plain_heading(text: str) -> str:
    """Return a squashed heading without what forms add in brackets: a letter, a unit, the points it carries.

    >>> plain_heading("执行率(B/A)")
    '执行率'
    """
    return _QUALIFIED.sub("", text)


@once
def form_words(specs: Specs) -> Words:
    """Return the vocabulary of the packs that apply; lists of a pack further down are added."""
    merged: dict[str, list[Any]] = {}
    for data in specs.data("performance"):
        _gather(merged, data, "")
    texts = {key: _texts(values) for key, values in merged.items() if values and isinstance(values[0], str)}
    sums = dict.fromkeys(
        (s["whole"], tuple(s["parts"]), tuple(s.get("also", ()))) for s in merged.get("fund_sum", [])
    )
    slots = ("sign", "target", "actual", "unit", "points", "completion", "score", "reason")
    return Words(
        texts.get("titles.form", ()),
        texts.get("titles.report", ()),
        texts.get("titles.whole", ()),
        _named(merged.get("fund_column", [])),
        _named(merged.get("fund_row", [])),
        tuple(sums),
        tuple(Named(s, texts.get(f"indicator_columns.{s}", ())) for s in slots),
        texts.get("indicator_words.head", ()),
        texts.get("indicator_words.first", ()),
        texts.get("indicator_words.second", ()),
        frozenset(texts.get("indicator_words.wording", ())),
        texts.get("indicator_words.bounded", ()),
        texts.get("indicator_words.rising", ()),
        texts.get("indicator_words.timely", ()),
        texts.get("indicator_words.total", ()),
        texts.get("units.words", ()),
        *(
            tuple(
                Stated(s["key"], sparse(s["pattern"]), tuple(s.get("further", ())))
                for s in merged.get(name, [])
            )
            for name in (
                "report_figure",
                "report_word",
                "statement_figure",
                "statement_word",
                "overview_figure",
            )
        ),
    )


def _gather(merged: dict[str, list[Any]], data: Mapping[str, Any], prefix: str) -> None:
    for key, value in data.items():
        if isinstance(value, list):
            merged.setdefault(prefix + key, []).extend(value)
        elif isinstance(value, Mapping):
            _gather(merged, value, f"{prefix}{key}.")


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    """Return the squashed texts, longest first, so that the first match is the fullest."""
    return tuple(sorted(dict.fromkeys(squash(v) for v in values), key=lambda t: (-len(t), t)))


def _named(values: Sequence[Mapping[str, Any]]) -> tuple[Named, ...]:
    found: dict[str, list[str]] = {}
    for value in values:
        found.setdefault(value["key"], []).extend((value["key"], *value.get("names", ())))
    return tuple(Named(key, _texts(names)) for key, names in found.items())
