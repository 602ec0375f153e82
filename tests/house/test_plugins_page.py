"""The example of docs/plugins.md is run as it stands: every hook it shows, called by the host."""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from gouji.api import CheckContext
from gouji.host import Host
from gouji.model import DocumentFacts, NotRun, Relation
from gouji.packs import RuleFile, select_packs
from gouji.rules import load_rules
from gouji.testing import contracts, samples

PAGE = Path(__file__).resolve().parents[2] / "docs" / "plugins.md"


def example() -> ModuleType:
    text = PAGE.read_text(encoding="utf-8").split("## 每个钩子一个例子")[1]
    code = re.search(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert code is not None
    module = ModuleType("qinghe_example")
    exec(compile(code[1], str(PAGE), "exec"), module.__dict__)
    return module


def test_every_hook_of_the_example_is_taken() -> None:
    host = Host(only=[], extra={"qinghe": example()})
    assert {name for name, _ in host.checks} == {"builtin", "qinghe"}
    assert "较大者" in host.functions
    assert "names" in host.ledger_writers
    assert CliRunner().invoke(host.commands["qinghe-hello"]).output == "清河\n"
    assert not host.problems


def test_the_check_keeps_the_contract_and_judges() -> None:
    check = next(c for name, c in Host(only=[], extra={"qinghe": example()}).checks if name == "qinghe")
    specs, ledgers = samples.ledgers()
    contracts.check_keeps_its_word(check, specs, ledgers)
    context = CheckContext(specs, {})
    assert isinstance(next(iter(check.run(ledgers["correct"], context))), Relation)
    assert isinstance(next(iter(check.run(ledgers["without tables"], context))), NotRun)


def test_the_writer_writes() -> None:
    _, ledgers = samples.ledgers()
    buffer = io.BytesIO()
    Host(only=[], extra={"qinghe": example()}).ledger_writers["names"].write(ledgers["correct"], buffer)
    assert "公开01表" in buffer.getvalue().decode()


def test_the_function_can_be_called_by_a_rule() -> None:
    from gouji.audit import Auditor

    host = Host(only=[], extra={"qinghe": example()})
    specs = select_packs(Auditor(host).packs, DocumentFacts(year=2024, kind="部门决算"))
    text = "规则 QINGHE-12 “收支较大者不大于总计”\n  较大者(公开01表.收入.本年收入合计, 公开01表.支出.本年支出合计) <= 公开01表.收入.总计\n"
    rules = load_rules(specs, [RuleFile("q.gj", text)], host.functions)
    assert not [d for d in rules.diagnostics if d.file == "q.gj"]
    _, ledgers = samples.ledgers()
    made = [r for r in rules.apply(ledgers["correct"]).relations if r.rule.id == "QINGHE-12"]
    assert len(made) == 1
    assert not made[0].missing


@pytest.mark.slow
def test_the_executor_works(tmp_path: Path) -> None:
    from batch_runs import OPTIONS

    from gouji.audit import Auditor
    from gouji.batch.fingerprint import fingerprint
    from gouji.work import AUDITED, Item, Job

    path = tmp_path / "决算.txt"
    path.write_bytes(samples.text(samples.correct(3)))
    executor = Host(only=[], extra={"qinghe": example()}).executors["one-by-one"]
    (result,) = executor.run(
        Job(OPTIONS, fingerprint(Auditor(options=OPTIONS))), iter([Item(7, str(path), str(path))])
    )
    assert result is not None
    assert (result.id, result.state) == (7, AUDITED)
