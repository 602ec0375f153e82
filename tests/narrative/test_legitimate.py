"""What looks odd and is right: section J of the identities, one by one, is accused of nothing; and shares that add up to 99.99."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from identity_texts import audited, base, changed, said, weighty

from gouji.model import Severity
from gouji.testing.synthetic import make_truth, print_national
from gouji.testing.synthetic.places.words import V, rate

pytestmark = pytest.mark.slow

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("legitimate.toml").read_text(encoding="utf-8")
)["legitimate"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["identity"]))
def test_what_is_legitimate_is_accused_of_nothing(case: dict[str, Any]) -> None:
    changes = tuple((old, new) for old, new in case["changes"])
    assert weighty(audited(changed(base(case["base"]), changes))) == set()


def test_income_by_class_need_not_be_spending_by_class() -> None:
    tables = audited(base("funded")).ledger.tables
    income = tables["公开02表"].figure("201", "本年收入合计")
    spent = tables["公开03表"].figure("201", "本年支出合计")
    assert income is not None
    assert spent is not None
    assert income.quantity.value != spent.quantity.value


def test_shares_that_add_up_to_a_hundred_only_rounded() -> None:
    for seed in range(100, 400):
        truth = make_truth(seed, "清河示例区档案馆", 2023)
        shares = [Decimal(rate(a, truth.general)[:-1]) for _, a, _ in V(truth).classes]
        if sum(shares) != 100:
            break
    assert abs(sum(shares) - 100) <= Decimal("0.02")
    assert weighty(audited(print_national(truth))) == set()


@pytest.mark.parametrize(
    ("printed", "severity"),
    [
        ("52.75%", None),
        ("52.74%", Severity.INFO),
        ("52.85%", Severity.WARNING),
        ("57.25%", Severity.ERROR),
    ],
)
def test_a_share_is_graded_by_how_far_it_is_off(printed: str, severity: Severity | None) -> None:
    report = audited(
        changed(base("funded"), (("基本支出 470.65 万元,占 52.75%", f"基本支出 470.65 万元,占 {printed}"),))
    )
    own = [f.severity for f in report.findings if f.rule.id in ("SB-01", "SB-06", "GY-07")]
    assert max(own, key=lambda s: s.rank, default=None) is severity


@pytest.mark.parametrize(
    ("printed", "severity"),
    [("470.65", None), ("470.66", Severity.INFO), ("470.75", Severity.ERROR)],
)
def test_a_disclaimer_on_rounding_changes_no_tolerance(printed: str, severity: Severity | None) -> None:
    """Section 十三 of the base says that parts and totals may differ by rounding: they may by that, not by more."""
    report = audited(changed(base("funded"), (("基本支出 470.65 万元,占", f"基本支出 {printed} 万元,占"),)))
    own = [f.severity for f in report.findings if f.rule.id.startswith(("SM-", "SB-"))]
    assert max(own, key=lambda s: s.rank, default=None) is severity


@pytest.mark.parametrize(
    ("printed", "found"), [("8,922,731.06", False), ("8,922,650.00", False), ("8,922,640.00", True)]
)
def test_an_amount_in_yuan_may_differ_by_what_the_table_rounds_off(printed: str, found: bool) -> None:
    report = audited(changed(base("funded"), (("支出合计 892.27 万元", f"支出合计 {printed} 元"),)))
    assert ("SM-01" in said(report)) is found
