"""Rules as they run, and what running them gives."""

from __future__ import annotations

from typing import NamedTuple

from gouji.grammar.tree import Node, RuleNode
from gouji.model import NotRun, Problem, Relation, Rule
from gouji.packs import RuleFile
from gouji.rules.expand import Variant
from gouji.rules.scope import TableScope


class CompiledRule(NamedTuple):
    """A rule with its place in the packs.

    Attributes:
        rule: What findings say of it.
        node: Its tree as written.
        variants: Its body with definitions and templates put in.
        section: Tables it stands in: one for a table section, none between tables, several for a list of
            tables or for a rule without a section that fits several.
        lane: Lane of the section.
        file: File it comes from.
        applies: The file's 适用, ``None`` for always.
        when: The rule's 前提 with definitions put in, ``None`` for always.
    """

    rule: Rule
    node: RuleNode
    variants: tuple[Variant, ...]
    section: tuple[TableScope, ...]
    lane: str
    file: RuleFile
    applies: Node | None = None
    when: Node | None = None


class RuleRun(NamedTuple):
    """What rules made of a ledger.

    Attributes:
        relations: Every binding of every rule.
        not_run: Rules that selected nothing, with the reason.
        problems: Rules that failed.
    """

    relations: tuple[Relation, ...]
    not_run: tuple[NotRun, ...]
    problems: tuple[Problem, ...]
