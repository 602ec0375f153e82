"""gouji.grammar: the rule language's grammar, parser, syntax tree, diagnostics and formatter.

Knows nothing of ledgers: names are text here, their meaning is ``gouji.rules``.
"""

from gouji.grammar.diagnostics import Diagnostic, nearest
from gouji.grammar.parser import parse, parse_expression

__all__ = ["Diagnostic", "nearest", "parse", "parse_expression"]
