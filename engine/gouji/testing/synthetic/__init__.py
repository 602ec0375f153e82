"""Made-up disclosures with known truth: for tests, examples, benchmarks and packs' own samples.

``make_truth`` draws a consistent department in whole 分; ``print_national`` and its siblings print it
in a province's template (``print_phrased``: in many phrasings, ``print_place``: as twelve further places word it), every figure rounded once; ``plant`` puts errors in and says which.
"""

from gouji.testing.synthetic.national import print_national
from gouji.testing.synthetic.phrasings import print_phrased
from gouji.testing.synthetic.places import PLACES, print_place
from gouji.testing.synthetic.plain import to_text
from gouji.testing.synthetic.planting import Planted, plant
from gouji.testing.synthetic.printed import HeadCell, Heading, Paragraph, PrintedDocument, PrintedTable
from gouji.testing.synthetic.provinces import print_beijing, print_shaanxi, print_zhejiang
from gouji.testing.synthetic.shanghai import print_shanghai
from gouji.testing.synthetic.styles import STYLES, Style, print_styled
from gouji.testing.synthetic.truth import Item, Project, Truth, make_truth

__all__ = [
    "PLACES",
    "STYLES",
    "HeadCell",
    "Heading",
    "Item",
    "Paragraph",
    "Planted",
    "PrintedDocument",
    "PrintedTable",
    "Project",
    "Style",
    "Truth",
    "make_truth",
    "plant",
    "print_beijing",
    "print_national",
    "print_phrased",
    "print_place",
    "print_shaanxi",
    "print_shanghai",
    "print_styled",
    "print_zhejiang",
    "to_text",
]  # fmt: skip
