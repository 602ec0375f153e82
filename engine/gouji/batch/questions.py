"""The questions most people have of a batch, each one query; ``--sql`` answers the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import attrs

from gouji.batch.store import connect
from gouji.errors import GoujiError
from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Question(Value):
    """A ready question.

    Attributes:
        name: As typed.
        about: What it answers, in a line.
        sql: The query; ``:year`` and ``:department`` narrow it, ``:top`` bounds the rows.
    """

    name: str
    about: str
    sql: str


@attrs.frozen(eq=False, repr=False)
class Answer(Value):
    """Rows of a query.

    Attributes:
        columns: Their names.
        rows: In the order of the query.
        more: Rows there are beyond those.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    more: int = 0


_CHOSEN = (
    "d.status = 'audited' AND (:year IS NULL OR d.year = :year)"
    " AND (:department IS NULL OR instr(d.department, :department) > 0)"
)
_WHO = "COALESCE(NULLIF(d.department, ''), '（未识别）')"

QUESTIONS = (
    Question(
        "总览",
        "每个年度：文件、部门、读不了的、有错误的、问题数",
        f"""SELECT COALESCE(CAST(d.year AS TEXT), '未识别') AS 年度, COUNT(*) AS 文件, COUNT(DISTINCT NULLIF(d.department, '')) AS 部门,
        SUM(d.errors > 0) AS 有错误的文件, SUM(d.errors) AS 错误, SUM(d.warnings) AS 警告, SUM(d.infos) AS 提示,
        SUM(d.violated) AS 不成立的关系, SUM(d.undecided) AS 未判定的关系
        FROM documents d WHERE {_CHOSEN} GROUP BY d.year ORDER BY d.year DESC""",
    ),
    Question(
        "问题最多的部门",
        "按错误、警告排列的部门（已结的不算）",
        f"""SELECT {_WHO} AS 部门, COUNT(*) AS 文件, SUM(d.errors) AS 错误, SUM(d.warnings) AS 警告, SUM(d.infos) AS 提示,
        MIN(d.source) AS 其中一份 FROM documents d WHERE {_CHOSEN} GROUP BY {_WHO}
        HAVING SUM(d.errors + d.warnings + d.infos) > 0 ORDER BY 错误 DESC, 警告 DESC, 提示 DESC, 部门""",
    ),
    Question(
        "最常见的问题",
        "哪些规则报得最多（已结的不算）",
        f"""SELECT f.rule AS 规则, (SELECT MIN(title) FROM rules r WHERE r.id = f.rule) AS 名称, f.severity AS 级别,
        COUNT(*) AS 问题, COUNT(DISTINCT f.document) AS 文件,
        COUNT(DISTINCT {_WHO}) AS 部门 FROM findings f JOIN documents d ON d.id = f.document WHERE f.settled = '' AND {_CHOSEN}
        GROUP BY f.rule, f.severity ORDER BY 问题 DESC, f.rule""",
    ),
    Question(
        "缺得最多的表",
        "各表在多少份文件里没有读到，其中多少份确认没有公开",
        f"""SELECT m.key AS 表, COUNT(*) AS 没有读到的文件,
        SUM(EXISTS (SELECT 1 FROM findings f WHERE f.document = d.id AND f.rule = 'WZ-01' AND instr(f.message, m.key) > 0)) AS 确认缺少,
        ROUND(100.0 * COUNT(*) / (SELECT COUNT(*) FROM documents d WHERE {_CHOSEN}), 1) AS 占百分之,
        MIN({_WHO}) AS 其中一个部门 FROM missing_tables m JOIN documents d ON d.id = m.document WHERE {_CHOSEN}
        GROUP BY m.key ORDER BY 没有读到的文件 DESC, 表""",
    ),
    Question(
        "逐年比较",
        "同一部门各年度的收支总计（万元）和问题数",
        f"""SELECT {_WHO} AS 部门, d.year AS 年度,
        (SELECT ROUND(MAX(c.fen) / 1000000.0, 2) FROM cells c WHERE c.document = d.id AND c.table_key = '公开01表'
         AND c.row = '收入.本年收入合计') AS 本年收入, (SELECT ROUND(MAX(c.fen) / 1000000.0, 2) FROM cells c
         WHERE c.document = d.id AND c.table_key = '公开01表' AND c.row = '支出.本年支出合计') AS 本年支出,
        d.errors AS 错误, d.warnings AS 警告, d.source AS 文件 FROM documents d WHERE {_CHOSEN} AND d.department <> ''
        AND (SELECT COUNT(DISTINCT o.year) FROM documents o WHERE o.status = 'audited' AND o.department = d.department) > 1
        ORDER BY 部门, d.year, d.source""",
    ),
    Question(
        "读不了的文件",
        "没能检查的文件，各有原因",
        """SELECT d.source AS 文件, e.kind AS 种类, d.reason AS 原因 FROM documents d LEFT JOIN errors e ON e.document = d.id
        WHERE d.status = 'unreadable' AND (:department IS NULL OR instr(d.source, :department) > 0) ORDER BY d.source""",
    ),
    Question(
        "没有检查的",
        "哪些规则在多少份文件里没有运行或没有得出结论，最常见的原因",
        f"""SELECT u.rule AS 规则, u.outcome AS 情况, u.reason AS 原因, COUNT(DISTINCT u.document) AS 文件, SUM(u.n) AS 处 FROM (
        SELECT document, rule, '未运行' AS outcome, reason, 1 AS n FROM not_run
        UNION ALL SELECT document, rule, '未能判定', reason, 1 FROM relations WHERE verdict = 'undecided'
        ) u JOIN documents d ON d.id = u.document WHERE {_CHOSEN} GROUP BY u.rule, u.outcome, u.reason
        ORDER BY 文件 DESC, 处 DESC, u.rule, u.reason""",
    ),
    Question(
        "没有纳入的文件",
        "文件夹里有、但不是这批文件的，各有原因",
        "SELECT source AS 文件, reason AS 原因 FROM skipped WHERE (:department IS NULL OR instr(source, :department) > 0)"
        " ORDER BY source",
    ),
    Question(
        "问题清单",
        "每一个问题一行",
        f"""SELECT {_WHO} AS 部门, d.year AS 年度, f.severity AS 级别, f.rule AS 规则, f.message AS 说明, f.place AS 位置,
        f.printed AS 印的是, f.expected AS 应为, f.words AS 已结的理由, d.source AS 文件
        FROM findings f JOIN documents d ON d.id = f.document
        WHERE {_CHOSEN} ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, d.id, f.ordinal""",
    ),
)

_LEVELS = {"error": "错误", "warning": "警告", "info": "提示"}


def find_question(name: str) -> Question:
    """Return the question of that name or of a clear part of it.

    Raises:
        GoujiError: If there is none, or several.
    """
    found = [q for q in QUESTIONS if q.name == name] or [q for q in QUESTIONS if name in q.name]
    if len(found) != 1:
        listed = "、".join(q.name for q in QUESTIONS)
        raise GoujiError(f"{'不止一个' if found else '没有'}名为“{name}”的问题", hint=f"可问：{listed}")
    return found[0]


def ask(
    path: Path, sql: str, *, top: int | None = None, year: int | None = None, department: str | None = None
) -> Answer:
    """Run a query that cannot change anything.

    Args:
        path: The database.
        sql: One statement.
        top: Most rows to return, ``None`` for all.
        year: Value of ``:year``.
        department: Value of ``:department``.

    Raises:
        GoujiError: If SQLite refuses the statement.
    """
    db = connect(path, read_only=True)
    try:
        # Read-only is the file's; ATTACH, PRAGMA and the like are refused too.
        db.set_authorizer(_authorise)
        cursor = db.execute(sql, {"year": year, "department": department})
        if cursor.description is None:
            raise GoujiError("不是查询语句", source="SQL")
        columns = tuple(str(d[0]) for d in cursor.description)
        rows: list[tuple[object, ...]] = []
        more = 0
        for row in cursor:
            if top is None or len(rows) < top:
                rows.append(tuple(_shown(v) for v in row))
            else:
                more += 1
        return Answer(columns, tuple(rows), more)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise GoujiError(f"查询不成立：{error}", source="SQL", hint="表和栏见 docs/batch.md") from error
    finally:
        db.close()


def _authorise(action: int, *_: object) -> int:
    allowed = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY


def _shown(value: object) -> object:
    return f"（{len(value)} 字节）" if isinstance(value, bytes) else value


def in_words(answer: Answer) -> Answer:
    """Return an answer with severities in Chinese, for tables that people read."""
    if "级别" not in answer.columns:
        return answer
    at: Sequence[int] = [i for i, name in enumerate(answer.columns) if name == "级别"]
    rows = tuple(
        tuple(_LEVELS.get(str(v), v) if i in at else v for i, v in enumerate(row)) for row in answer.rows
    )
    return attrs.evolve(answer, rows=rows)
