"""gouji 的上海规则包：统一式样的次序和名称、政府采购五个数、绩效评级。"""

from importlib.resources import files

from gouji.api import PackSource
from gouji.hooks import hookimpl

GOUJI_API = 1


@hookimpl
def gouji_packs():
    """Return the folder of packs."""
    return [PackSource("gouji-shanghai", files("gouji_shanghai") / "packs")]


@hookimpl
def gouji_checks():
    """Return the checks."""
    from gouji_shanghai.performance import Performance
    from gouji_shanghai.procurement import Procurement
    from gouji_shanghai.tables import Tables

    return [Tables(), Procurement(), Performance()]
