"""Tools for testing gouji and its plugins: made-up disclosures with known truth, contract tests."""
