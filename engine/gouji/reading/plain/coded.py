"""科目 tables (公开02, 03, 05, 07, 08): a code or 合计 opens a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.names import squash
from gouji.packs import TableSpec
from gouji.reading.plain.bodies import Body, BodyRow
from gouji.reading.plain.tokens import Token

_CODE = re.compile(r"\d{3,9}")
_PART = re.compile(r"\d{2}")
_GLUED = re.compile(r"^(\d{3,7})([^\d.,%].*)$")
_TOTALS = ("合计", "总计")
_HEADS = {"基本支出", "项目支出"}
_SUMS = ("合计", "小计")
_LINE = 12
"""Words of a line that are looked at."""


def read_coded(spec: TableSpec, tokens: Sequence[Token]) -> Body | None:
    """Read a 科目 table; everything before its first row is header."""
    lane = spec.lanes[0]
    tokens = _split_glued(tokens)
    rows: list[BodyRow] = []
    total_seen = False
    i = 0
    while i < len(tokens):
        token = tokens[i]
        word = squash(token.text)
        code, length = _code_at(tokens, i)
        if code:
            rows.append(BodyRow(lane.name, code, "", [], line=token.line))
            i += length
            continue
        total = word in _TOTALS and not total_seen and _total_here(tokens, i, bool(rows))
        if total and (not _shared(tokens, i) or not any(t.figure for t in tokens)):
            rows.append(BodyRow(lane.name, "", "合计", [], line=token.line))
            total_seen = True
        elif rows:
            row = rows[-1]
            if token.figure:
                row.figures.append(token)
            elif row.code:
                row.label += word
        i += 1
    if not rows:
        return None
    width = len(lane.columns)
    fitting = sum(len(row.figures) <= width for row in rows)
    fullest = max((len(row.figures) for row in rows if len(row.figures) <= width), default=0)
    # Between layouts of one title the one whose columns the fullest row fills is right.
    score = fitting / len(rows) - (0.02 * (width - fullest) if fullest else 0.01 * width)
    return Body(spec, rows, max(0.05, score))


def _split_glued(tokens: Sequence[Token]) -> list[Token]:
    """Separate a code from the label it was printed against: ``201一般公共服务支出``."""
    result = []
    for token in tokens:
        glued = _GLUED.match(token.text) if not token.figure else None
        if glued and token.first:
            result.append(Token(glued[1], token.line, True, True))
            result.append(Token(glued[2], token.line, False))
        else:
            result.append(token)
    return result


def _code_at(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """Return the 科目 code that starts at a token and how many tokens it takes, ("", 0) if none.

    A code is followed by a name; split codes (``201 06 01``) are joined.
    """
    token = tokens[i]
    if not token.first or not _CODE.fullmatch(token.text) or token.text[0] not in "12":
        return "", 0
    code, length = token.text, 1
    while len(code) < 7 and i + length < len(tokens):
        following = tokens[i + length]
        if following.line != token.line or not _PART.fullmatch(following.text):
            break
        code += following.text
        length += 1
    after = tokens[i + length] if i + length < len(tokens) else None
    if after is None or after.figure:
        return "", 0
    return code, length


def _shared(tokens: Sequence[Token], i: int) -> bool:
    """Whether the heads of the columns of spending stand on the line of a 合计: ``合计 12.50 合计 基本支出 项目支出``.

    Its figures are then those of other columns, and nothing tells of which: they are not placed.  Heads that wrap
    leave only their own 合计 there.
    """
    own = {squash(t.text) for t in tokens[i + 1 : i + _LINE] if t.line == tokens[i].line and not t.figure}
    return own >= _HEADS or not own.isdisjoint(_SUMS)


def _total_here(tokens: Sequence[Token], i: int, inside: bool) -> bool:
    """Whether a 合计 is the total row and not a header word.

    It opens a row if figures follow it, if rows were read before it, or if it ends the region.
    """
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or inside:
        return True
    if _shared(tokens, i) and not any(t.figure for t in tokens):
        return tokens[i].first  # a form without any figure, its heads on the line of its total
    if following.figure and following.integer is None:
        return True
    if following.first and tokens[i].first:
        # An empty total row: the header is over (a 栏次 row came before) and a code or nothing follows.
        return any(squash(t.text) == "栏次" for t in tokens[:i]) or bool(_CODE.fullmatch(following.text))
    return False
