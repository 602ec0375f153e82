"""Time from a read ledger to outcomes: rules bound, relations judged, on ledgers with at least 1,500 relations.

    python benchmarks/rules/one_ledger.py [--relations 1500] [--rounds 20]

The ledger is made up; identities of its tables are repeated under further rule ids until there are enough
relations.  Printed: compilation of the rules (once), binding to the ledger, judging (first and repeated,
with residual and slack of every relation), the least time of all rounds, and peak memory of a round.
"""

from __future__ import annotations

import argparse
import gc
import time
import tracemalloc
from collections.abc import Callable
from importlib.resources import files

from gouji.api import Source
from gouji.model import Ledger
from gouji.packs import RuleFile, find_packs, select_packs
from gouji.reading.identity import identify
from gouji.reading.plain import read_lines
from gouji.relations import judge_all
from gouji.rules import load_rules
from gouji.testing.synthetic import make_truth, print_national, to_text
from gouji_plugins.extractors.text import TextExtractor

EXTRA = """
规则 X{i}-1
  每行 属于 公开02表：本年收入合计 == 财政拨款收入 + 上级补助收入 + 事业收入 + 经营收入 + 附属单位上缴收入 + 其他收入
【公开03表】
规则 X{i}-2
  每列 每个科目 有下级：求和(下级) == 本级
【公开05表】
规则 X{i}-3
  每行：小计 == 基本支出 + 项目支出
【公开06表】
规则 X{i}-4
  每列 每个科目：本级 >= 0
"""


def made_up() -> tuple[Ledger, object]:
    packs = find_packs(files("gouji.specs"), "builtin")
    source = Source("made-up.txt", content=to_text(print_national(make_truth(1))).encode())
    document = TextExtractor().extract(source)
    facts = identify(document, packs)
    specs = select_packs(packs, facts)
    tables = {t.key: t for t in read_lines(document, specs, facts).tables}
    return Ledger(document, facts, tables), specs


def least(rounds: int, work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--relations", type=int, default=1500)
    options.add_argument("--rounds", type=int, default=20)
    chosen = options.parse_args()
    ledger, specs = made_up()
    copies = 0
    while True:
        text = "".join(EXTRA.format(i=i) for i in range(copies))
        start = time.perf_counter()
        rules = load_rules(specs, [RuleFile("extra.gj", text)])  # type: ignore[arg-type]
        compiled = (time.perf_counter() - start) * 1000
        relations = rules.apply(ledger).relations
        if len(relations) >= chosen.relations:
            break
        copies += 4
    relations = relations[: chosen.relations]
    gc.collect()  # what compilation left behind is not judging's to clear
    start = time.perf_counter()
    outcomes = judge_all(relations)
    first = (time.perf_counter() - start) * 1000
    bind = least(chosen.rounds, lambda: rules.apply(ledger))
    again = least(chosen.rounds, lambda: judge_all(relations))
    tracemalloc.start()
    judge_all(relations)
    peak = tracemalloc.get_traced_memory()[1] / 1024
    print(f"rules {len(rules.rules)}, relations {len(relations)}, outcomes {len(outcomes)}")
    print(
        f"compile {compiled:.0f} ms (once), bind {bind:.2f} ms, judge first {first:.2f} ms, judge {again:.2f} ms"
    )
    print(f"peak memory of judging {peak:.0f} KiB")


if __name__ == "__main__":
    main()
