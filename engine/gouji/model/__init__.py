"""The values that flow through gouji: documents, ledgers, relations, findings, reports.

Frozen attrs classes without behaviour beyond their own arithmetic.  This package imports
nothing else of gouji.
"""

from gouji.model.cause import Cause, Change
from gouji.model.document import (
    Block,
    Box,
    Document,
    Grid,
    GridCell,
    Line,
    Note,
    Page,
    Place,
    StatedCell,
    StatedRow,
    StatedTable,
)  # fmt: skip
from gouji.model.facts import Fact, Form, FormRow, Indicator, Measure, Paragraph, Section
from gouji.model.interval import Interval, Rational
from gouji.model.ledger import Column, DocumentFacts, Figure, Ledger, Row, Table, Unrecognised
from gouji.model.quantity import Kind, Quantity, Regime, blank, format_ticks, parse_quantity
from gouji.model.relation import (
    CATEGORIES,
    Linear,
    Opaque,
    Outcome,
    Ratio,
    Relation,
    Rule,
    RuleClass,
    Severity,
    Term,
    Tier,
    Verdict,
)
from gouji.model.report import (
    NOTHING_TO_CHECK,
    Alternative,
    Certificate,
    DocumentReport,
    Evidence,
    FailedDocument,
    Finding,
    NotRun,
    Problem,
    Report,
    Settled,
    Tie,
)
from gouji.model.units import Unit, unit

__all__ = [
    "CATEGORIES", "NOTHING_TO_CHECK", "Alternative", "Block", "Box", "Cause", "Certificate", "Change", "Column", "Document",
    "DocumentFacts",
    "DocumentReport", "Evidence", "Fact", "FailedDocument", "Figure", "Finding", "Form", "FormRow", "Grid",
    "GridCell", "Indicator", "Interval", "Kind", "Ledger", "Line", "Linear", "Measure", "NotRun", "Note",
    "Opaque", "Outcome", "Page", "Paragraph", "Place", "Problem", "Quantity", "Ratio", "Rational", "Regime",
    "Relation", "Report", "Row", "Rule", "RuleClass", "Section", "Settled", "Severity", "StatedCell", "StatedRow",
    "StatedTable", "Table", "Term", "Tie", "Tier", "Unit", "Unrecognised", "Verdict", "blank", "format_ticks",
    "parse_quantity", "unit",
]  # fmt: skip
