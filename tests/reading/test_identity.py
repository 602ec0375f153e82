"""What a document says of itself, in the places and spellings that real ones use."""

from __future__ import annotations

import pytest

from gouji.model import Document, Line
from gouji.reading.identity import identify


def department(*lines: str) -> str:
    return identify(Document("x", "text", "", tuple(Line(t) for t in lines))).department


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("部门：清河示例市第八局 单位：万元", "清河示例市第八局"),
        ("部门：清河示例市档案馆 金额单位：万元", "清河示例市档案馆"),
        ("编制单位：清河示例市第7中学", "清河示例市第7中学"),
        ("部门名称：清河示例市档案馆 2024年度 单位：万元", "清河示例市档案馆"),
        ("清河示例市第12中学2024年度单位决算", "清河示例市第12中学"),
        ("单位：万元", ""),
    ],
)
def test_the_department_is_read_whole(line: str, name: str) -> None:
    assert department(line) == name
