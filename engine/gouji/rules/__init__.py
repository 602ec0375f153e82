"""The rule language's meaning: names, units and scopes resolved, compiled to plans, run on ledgers."""
