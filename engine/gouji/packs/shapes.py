"""The shapes of the packs' data files, so that a slip in one is told with its place when the pack is read.

A shape is written as the data is: a table as a dict (a key with ``!`` must be there, :data:`OTHERS` stands for keys of
the author's own), a list as a list of one shape, a single value as one of the constants.  Files whose names are not
here are a plugin's own and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from gouji.errors import PackError

TEXT: Final = "文字"
PATTERN: Final = "正则表达式"
FLAG: Final = "true 或 false"
COUNT: Final = "整数"
NUMBER: Final = "数"
OTHERS: Final = "*"
NAMES: Final = [TEXT]
"""Texts, at least none."""
NAME_OR_NAMES: Final = (TEXT, NAMES)

Shape = Any
"""A constant, a list of one shape, a tuple of alternatives, or a dict of shapes."""

_STATED = [{"key!": TEXT, "pattern!": PATTERN, "further": NAMES}]
_NAMED = [{"key!": TEXT, "names!": NAMES}]

SHAPES: Final[Mapping[str, Shape]] = {
    "completeness": {
        "tables": NAMES,
        "since": {OTHERS: COUNT},
        "empty": {"sentences": NAMES},
        "section": [{"key!": TEXT, "words!": NAMES, "heading": FLAG}],
        "item": [
            {"key!": TEXT, "section!": TEXT, "words": NAMES, "patterns": [PATTERN], "spent": NAMES, "unless": NAMES}
        ],
    },
    "narrative": {
        "words": {OTHERS: NAMES},
        "section": [
            {
                "key!": TEXT,
                "titles": NAMES,
                "match": NAMES,
                "also": NAMES,
                "inner": NAMES,
                "asides": NAMES,
                "opens": NAMES,
                "classes": TEXT,
                "codes": TEXT,
                "column": TEXT,
                "depth": COUNT,
                "table": TEXT,
                "subject": [
                    {
                        "name!": TEXT,
                        "names": NAMES,
                        "alone": NAMES,
                        "cell": NAMES,
                        "either": [NAMES],
                        "budget": NAMES,
                        "bases": {OTHERS: NAME_OR_NAMES},
                        "each": NAMES,
                        "of": TEXT,
                        "parts": NAMES,
                        "prior_parts": NAMES,
                        "prior_within": NAMES,
                        "prior_beside": NAMES,
                        "splits": [NAMES],
                        "total": FLAG,
                        "within": TEXT,
                    }
                ],
                "topic": [{"names!": NAMES, "money": TEXT, "counts": {OTHERS: NAMES}}],
            }
        ],
    },
    "performance": {
        "titles": {OTHERS: NAMES},
        "fund_column": _NAMED,
        "fund_row": _NAMED,
        "fund_sum": [{"whole!": TEXT, "parts!": NAMES, "also": NAMES}],
        "indicator_columns": {OTHERS: NAMES},
        "indicator_words": {OTHERS: NAMES},
        "units": {"words": NAMES},
        "grades": {OTHERS: NUMBER},
        "known_rate": [{"names!": NAMES, "fund": TEXT, "staff": FLAG, "trips": FLAG}],
        "stated_rate": [{"part!": TEXT, "whole!": NAMES, "rate!": TEXT, "near": FLAG}],
        "stated_sum": [{"whole!": NAMES, "least": COUNT, "parts": [NAMES], "each": TEXT, "out_of": TEXT}],
        "divided": {OTHERS: [NAMES]},
        "report_figure": _STATED,
        "report_word": _STATED,
        "statement_figure": _STATED,
        "statement_word": _STATED,
        "overview_figure": _STATED,
    },
    "wording": {
        "pattern": [{"rule!": TEXT, "pattern!": PATTERN, "message!": TEXT, "where": TEXT, "unless": TEXT, "since": COUNT}],
        "renamed": [{"old!": TEXT, "new!": TEXT, "since!": COUNT}],
        "enumeration": [{"nouns!": NAMES}],
        "predicates": NAMES,
        "exclusive": [{"names!": NAMES}],
        "topic": [{"word!": TEXT, "also!": NAMES}],
        "umbrella": [{"name!": TEXT, "names": NAMES, "codes!": NAMES, "loose": FLAG}],
        "reasons": {"common": NAMES},
    },
    "regions": {"province": {OTHERS: {"names!": NAMES, "cities": NAMES, "districts": NAMES}}},
}  # fmt: skip


def check_shape(name: str, data: object, where: str) -> None:
    """Hold a data file against the shape of its name.

    Args:
        name: Without ``.toml``.
        data: As parsed.
        where: Pack and file, for messages.

    Raises:
        PackError: Naming file, key and what should stand there.
    """
    if name in SHAPES:
        _check(SHAPES[name], data, where, "")


def _check(shape: Shape, value: object, where: str, at: str) -> None:
    if isinstance(shape, tuple):
        shape = shape[1] if isinstance(value, list) else shape[0]
    if isinstance(shape, dict):
        _table(shape, value, where, at)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise PackError(f"{at} 应为列表", source=where)
        for number, item in enumerate(value, 1):
            _check(shape[0], item, where, f"{at}[{number}]")
    else:
        _single(shape, value, where, at)


def _table(shape: Mapping[str, Shape], value: object, where: str, at: str) -> None:
    if not isinstance(value, dict):
        raise PackError(f"{at or '文件'} 应为一个表", source=where)
    known = {key.removesuffix("!"): item for key, item in shape.items()}
    for key in shape:
        if key.endswith("!") and key[:-1] not in value:
            raise PackError(f"{at} 缺少 {key[:-1]}".strip(), source=where)
    for key, item in value.items():
        inner = known.get(key, known.get(OTHERS))
        if inner is None:
            raise PackError(
                f"未知的键 {f'{at}.{key}'.lstrip('.')}", source=where, hint=f"可以有 {'、'.join(known)}"
            )
        _check(inner, item, where, f"{at}.{key}".lstrip("."))


def _single(shape: Shape, value: object, where: str, at: str) -> None:
    fits = {
        TEXT: isinstance(value, str),
        PATTERN: isinstance(value, str),
        FLAG: isinstance(value, bool),
        COUNT: isinstance(value, int) and not isinstance(value, bool),
        NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
    }
    if not fits[shape]:
        raise PackError(f"{at} 应为{shape}", source=where)
    if shape == PATTERN:
        try:
            re.compile(str(value))
        except (re.error, OverflowError, RecursionError) as error:
            raise PackError(f"{at} 不是有效的正则表达式：{error}", source=where) from error
