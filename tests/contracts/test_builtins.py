"""The built-ins keep the contract that third parties' plugins are held to."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from render_ofd import render_ofd
from render_office import render_docx, render_html, render_xlsx
from render_pdf import render_pdf

from gouji.api import Source
from gouji.audit import Auditor
from gouji.testing.pytest_plugin import Sample
from gouji.testing.suite import *  # noqa: F403
from gouji.testing.synthetic import make_truth, print_national, to_text
from gouji_plugins.reporters.ledger_json import ledger_to_json

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def gouji_samples() -> Mapping[str, Sample]:
    document = print_national(make_truth(3))
    words = ("清河示例区档案馆", "一般公共预算财政拨款收入", "年度部门决算情况说明")
    rows = "\r\n".join(
        ",".join(row)
        for row in (("收入决算表", "", ""), ("单位：万元", "", ""), ("201", "一般公共服务支出", "3.00"))
    )
    ledger = ledger_to_json(Auditor().read(Source("决算.docx", content=render_docx(document)))[0])
    return {
        "text": Sample(
            "决 算.txt", to_text(document).encode(), ("清河示例区档案馆", "一般公共预算财政拨款收入")
        ),
        "ledger": Sample("账本.json", json.dumps(ledger, ensure_ascii=False).encode(), words[2:]),
        "csv": Sample("决算.csv", rows.encode("gb18030"), ("一般公共服务支出", "3.00")),
        "html": Sample("决算.html", render_html(document), words),
        "docx": Sample("决算.docx", render_docx(document), words),
        # Renamed: the older formats proper need LibreOffice, which not every machine has.
        "legacy": Sample("决算.doc", render_docx(document), words),
        "spreadsheet": Sample("决算.xlsx", render_xlsx(document), words[:2]),
        "ofd": Sample("决算.ofd", render_ofd(document), words[:1]),
        "pdf": Sample("决算.pdf", render_pdf(document), words[:1]),
    }
