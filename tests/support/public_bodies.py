"""All bodies with their own texts: hospitals, schools, offices with funds, units below them."""

from __future__ import annotations

from collections.abc import Callable

from bodies_more import MORE
from bodies_office import OFFICES
from bodies_other import OTHERS
from bodies_service import SERVICE
from bodies_small import SMALL
from bodies_third import THIRD

from gouji.testing.synthetic import PrintedDocument

BODIES: dict[str, Callable[[int], PrintedDocument]] = {
    **SERVICE,
    **OFFICES,
    **OTHERS,
    **SMALL,
    **MORE,
    **THIRD,
}
