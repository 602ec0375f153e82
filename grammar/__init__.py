"""gouji.grammar: the rule language's grammar, parser, syntax tree, diagnostics and formatter.

Knows nothing of ledgers: names are text here, their meaning is ``gouji.rules``.
"""

from gouji.grammar.diagnostics import Diagnostic, nearest
from gouji.grammar.formatter import format_source
from gouji.grammar.parser import parse, parse_expression
from gouji.grammar.printer import show, show_body

__all__ = ["Diagnostic", "format_source", "nearest", "parse", "parse_expression", "show", "show_body"]
