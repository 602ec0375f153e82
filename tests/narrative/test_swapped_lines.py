"""Lines that changed places (some converters write the raised last line of a paragraph first) deny nothing."""

from __future__ import annotations

from identity_texts import audited, base, changed

ITEM = "5、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于："
SAID = "日常工作支出。年初预算为39.58万元，支出决算为45.49万元。决算数大于预算数的主要原因：据实列支。"
SWAPPED = "45.49万元。决算数大于预算数的主要原因：据实列支。日常工作支出。年初预算为39.58万元，支出决算为"
GONE = "决算数大于预算数的主要原因：据实列支。日常工作支出。年初预算为39.58万元。"


def test_an_amount_away_from_its_name_is_not_left_out() -> None:
    before = {f.rule.id for f in audited(base("district")).findings}
    swapped = changed(base("district"), ((ITEM + SAID, ITEM + SWAPPED),))
    rules = {f.rule.id for f in audited(swapped).findings} - before
    assert not rules & {"SM-21", "SM-30"}


def test_an_amount_that_stands_nowhere_is() -> None:
    assert "SM-21" in {f.rule.id for f in audited(changed(base("district"), ((ITEM + SAID, GONE),))).findings}
