"""Packs: what jurisdictions print, state and demand, as data, and which of them apply.

Everything that is knowledge lives in pack folders (``specs/`` and third parties' packages); this
package reads and merges it.
"""

from gouji.packs.load import find_packs, load_pack, read_rules
from gouji.packs.model import (
    CodeEntry,
    ColumnSpec,
    LaneSpec,
    Pack,
    RowSpec,
    RuleFile,
    Specs,
    SumSpec,
    TableSpec,
    once,
)
from gouji.packs.select import select_before, select_packs

__all__ = [
    "CodeEntry", "ColumnSpec", "LaneSpec", "Pack", "RowSpec", "RuleFile", "Specs", "SumSpec", "TableSpec",
    "find_packs", "load_pack", "once", "read_rules", "select_before", "select_packs",
]  # fmt: skip
