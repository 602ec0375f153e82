"""What was not checked, for every report alike: nothing may be left out in one format and told in another."""

from __future__ import annotations

from collections import Counter

import attrs

from gouji.model import NOTHING_TO_CHECK, DocumentReport, Verdict
from gouji.value import Value

IDLE = "没有适用内容的规则"
"""Kind of the rules the document holds nothing for: not checked, and nothing to check."""

SENTENCES = "未读懂的句子"
"""Kind of the sentences with amounts that were not understood; their reason is their place."""


@attrs.frozen(eq=False, repr=False)
class Unchecked(Value):
    """Something that was not checked or could not be decided.

    Attributes:
        kind: What kind of thing, in words.
        what: The rule, table or sentence.
        reason: Why.
        count: How many relations share rule and reason.
    """

    kind: str
    what: str
    reason: str
    count: int = 1


def unchecked(document: DocumentReport) -> list[Unchecked]:
    """Return what was not checked in a document, what matters most first."""
    ledger = document.ledger
    found = [Unchecked("出错的检查", p.source or p.kind, p.message) for p in document.problems]
    found += [Unchecked("未识别的表", f"{u.title}（{u.place}）", u.reason) for u in ledger.unrecognised]
    found += [Unchecked(SENTENCES, text, str(place)) for text, place in ledger.not_understood]
    waiting = Counter(
        (f"{o.relation.rule.id} {o.relation.rule.title}".strip(), o.reason)
        for o in document.outcomes
        if o.verdict is Verdict.UNDECIDED
    )
    found += [Unchecked("未能判定的关系", what, reason, n) for (what, reason), n in waiting.items()]
    for idle in (False, True):
        kind = IDLE if idle else "未运行的规则"
        found += [
            Unchecked(kind, f"{n.rule.id} {n.rule.title}", n.reason)
            for n in document.not_run
            if (n.reason == NOTHING_TO_CHECK) is idle
        ]
    return found
