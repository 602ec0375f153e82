"""约定测试，用上海式样的虚构文件。"""

import pytest
from samples import correct

from gouji.testing.suite import *  # noqa: F403


@pytest.fixture(scope="session")
def gouji_disclosures():
    return [correct(seed) for seed in (3, 5, 8, 13)]
