"""The list of the checks' rules is what the checks say."""

from __future__ import annotations

from collections import Counter

from check_page import PAGE, page

from gouji.host import Host


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/support/check_page.py"


def test_ids_are_unique_over_all_checks() -> None:
    ids = Counter(rule.id for _, check in Host().checks for rule in check.rules)
    assert [i for i, n in ids.items() if n > 1] == []
