"""gouji.grammar: the rule language's grammar, parser, syntax tree, diagnostics and formatter."""
