"""WJ-14 where the names are listed behind the number that counts them."""

from __future__ import annotations

import pytest

from gouji.api import Source
from gouji.audit import Auditor

TAIL = "\n二、收入决算情况说明\n2023年度本年收入合计100.00万元。\n"


def messages(sentence: str) -> list[str]:
    text = f"清河示例局2023年度部门决算情况说明\n一、部门基本情况\n{sentence}{TAIL}"
    report = Auditor().audit(Source("说明.txt", content=text.encode()))
    return [f.message for f in report.findings if f.rule.id == "WJ-14"]


@pytest.mark.parametrize(
    ("sentence", "told", "listed"),
    [
        ("本局内设机构3个，分别是办公室、业务科。", 3, 2),
        ("设9个内设机构，分别为：办公室、招商股、财务股。", 9, 3),
        ("内设科室2个，分别是办公室、政治部（机关党委）、业务科，依托园区设立工作室1个。", 2, 3),
        ("本部门设4个内设机构（办公室、规划科、服务科），下属两家单位。", 4, 3),
        ("共设2个职能部门，包括：办公室、政治部、立案庭。", 2, 3),
    ],
)
def test_names_behind_their_number_are_counted(sentence: str, told: int, listed: int) -> None:
    (message,) = messages(sentence)
    assert f"写作 {told} 个" in message
    assert f"列出 {listed} 个名称" in message


@pytest.mark.parametrize(
    "sentence",
    [
        "本局内设机构3个，分别是办公室、业务科、财务科。",
        "内设机构3个，分别为办公室、业务科、监督和法规科。",
        "内设机构4个，分别为办公室、业务科、财务科和人事科。",
        "内设职能部门15个，包括办公室、政治部。",
        "设有3个职能部门、1个派出法庭，分别是：立案庭、审判庭、执行局，某某人民法庭。",
        "内设机构5个，分别为办公室、业务科等。",
        "内设机构4个，分别为第一、第二、第三检察部、办公室。",
        "内设机构3个，分别是办公室、业务科，财务科。",
    ],
)
def test_lists_that_are_right_or_not_to_be_told_apart_accuse_nobody(sentence: str) -> None:
    assert messages(sentence) == []
