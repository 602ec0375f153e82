"""The packs that apply to the department of the sentences."""

from __future__ import annotations

import pytest
from prose import FACTS

from gouji.audit import Auditor
from gouji.packs import Specs, select_packs


@pytest.fixture(scope="session")
def specs() -> Specs:
    return select_packs(Auditor().packs, FACTS)
