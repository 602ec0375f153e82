"""公开06: economic items in two or three lanes side by side, one figure each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import attrs

from gouji.names import HAN, squash
from gouji.packs import TableSpec
from gouji.reading.plain.bodies import Body, BodyRow
from gouji.reading.plain.tokens import Printed, Token

_CODE = re.compile(r"3\d\d(?:\d\d)?")
_PART = re.compile(r"\d{2}")
_LEAST = 3
"""Characters of a total's name that may be the beginning of no other word."""
_NEAR = 8
"""Words and figures within which the rest of a broken name stands."""


def read_lanes(spec: TableSpec, tokens: Sequence[Token]) -> Body | None:
    """Read the lanes: a code of a lane's blocks opens a row of that lane; its figure follows."""
    lane_of = {block: lane.name for lane in spec.lanes for block in lane.blocks}
    totals = {squash(name): lane.name for lane in spec.lanes for row in lane.rows for name in row.names}
    tokens = _named_whole(tokens, totals)
    rows: list[BodyRow] = []
    current: BodyRow | None = None
    stray = 0
    i = 0
    while i < len(tokens):
        token = tokens[i]
        code, length = _code_at(tokens, i)
        word = squash(token.text)
        if code and code[:3] in lane_of:
            current = BodyRow(lane_of[code[:3]], code, "", [], line=token.line)
            rows.append(current)
            i += length
            continue
        if word in totals:
            current = BodyRow(totals[word], "", word, [], line=token.line)
            rows.append(current)
        elif current is not None:
            if not token.figure:
                if current.code:
                    current.label += word
            elif not current.figures:
                current.figures.append(token)
            else:
                stray += 1
        i += 1
    if len(rows) < 5:
        return None
    used = {row.lane for row in rows}
    unused = sum(lane.name not in used for lane in spec.lanes)
    return Body(spec, rows, max(0.05, 1.0 - stray / len(rows) - 0.1 * unused))


def _named_whole(tokens: Sequence[Token], names: Collection[str]) -> Sequence[Token]:
    """Return tokens with the names of totals that their cell broke put together: ``人员经费合`` ``12.00`` ``计``."""
    begun = [i for i, token in enumerate(tokens) if not token.figure and _rests(squash(token.text), names)]
    if not begun:
        return tokens
    found = list(tokens)
    gone: set[int] = set()
    for i in begun:
        words, parts = squash(tokens[i].text), []
        for j in range(i + 1, min(len(tokens), i + _NEAR)):
            word = "" if tokens[j].figure or j in gone else squash(tokens[j].text)
            if word and any(rest.startswith(word) for rest in _rests(words, names)):
                words += word
                parts.append(j)
        if i not in gone and words in names:
            found[i] = tokens[i]._replace(text=words)
            gone.update(parts)
    return [token for i, token in enumerate(found) if i not in gone]


def _rests(words: str, names: Collection[str]) -> list[str]:
    """Return what may follow the beginning of a name."""
    return [n[len(words) :] for n in names if len(words) >= _LEAST and n.startswith(words) and n != words]


def rejoined(lines: Sequence[Printed]) -> list[Printed]:
    """Join a class code that stands alone on its line with what follows: ``302`` ``12`` ``因公出国…``."""
    joined: list[Printed] = []
    for line in lines:
        plain = line.text.strip()
        previous = joined[-1].text.strip() if joined else ""
        alone = re.fullmatch(r"(?:.*\s)?3\d\d(?:\s\d\d)?", previous)
        if alone and (_PART.match(plain) or re.match(HAN, plain)):
            joined[-1] = attrs.evolve(joined[-1], text=f"{previous} {plain}")
        else:
            joined.append(line)
    return joined


def _code_at(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    token = tokens[i]
    if not _CODE.fullmatch(token.text):
        return "", 0
    code, length = token.text, 1
    if len(code) == 3 and i + 1 < len(tokens) and _PART.fullmatch(tokens[i + 1].text):
        code, length = code + tokens[i + 1].text, 2
    after = tokens[i + length] if i + length < len(tokens) else None
    return ("", 0) if after is None or after.figure else (code, length)
