"""Tables out of text that lost its layout: blank cells vanished, labels wrapped, columns gone.

Only the template's own structure is used: titles, 栏次 and 行次, fixed rows, code patterns, and the sums
the form states.  Figures are never altered; a place that had to be inferred is marked as inferred.
"""

from gouji.reading.plain.read import read_lines

__all__ = ["read_lines"]
