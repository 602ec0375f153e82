"""Answers as text: a table for people, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json

from gouji.batch.questions import Answer
from gouji.display import cut, harmless, pad, pad_left, width
from gouji.i18n import tr

_NARROW = 8
"""Columns are cut to no less than this."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_table(answer: Answer, columns: int) -> str:
    """Lay an answer out for a terminal; long texts are cut to the width, and what is left out is said."""
    if not answer.rows:
        return tr("没有")
    texts = [[_text(v) for v in row] for row in answer.rows]
    numeric = [
        all(isinstance(r[i], int | float | None) for r in answer.rows) for i in range(len(answer.columns))
    ]
    widths = [max(width(name), *(width(row[i]) for row in texts)) for i, name in enumerate(answer.columns)]
    room = columns - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROW:
        widest = widths.index(max(widths))
        widths[widest] = max(_NARROW, widths[widest] - (sum(widths) - room))
        second = sorted(widths)[-2] if len(widths) > 1 else 0
        widths[widest] = max(widths[widest], min(second, room))
        if sum(widths) > room:
            widths[widest] -= 1
    lines = [
        "  ".join(pad(cut(n, w), w) for n, w in zip(answer.columns, widths, strict=True)).rstrip(),
        "  ".join("─" * w if width("─") == 1 else "─" * (w // 2) for w in widths),
    ]
    for row in texts:
        cells = [
            (pad_left if right else pad)(cut(text, w), w)
            for text, w, right in zip(row, widths, numeric, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    if answer.more:
        lines.append(tr("……另有 {n} 行，用 --top 列出更多", n=f"{answer.more:,}"))
    return "\n".join(lines)


def as_csv(answer: Answer) -> str:
    """Write CSV that spreadsheets open as text: nothing a document says becomes a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for v in row])
    return buffer.getvalue()


def as_json(answer: Answer) -> str:
    """Write a list of objects."""
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) >= 1000 or value != int(value) else f"{value:g}"
    return harmless(str(value))
