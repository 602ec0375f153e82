"""gouji 勾稽: a rule-based consistency engine for public accounts (部门决算).

Importing this package imports nothing else: the command line starts quickly and the
stages are loaded when they are used.  See ``docs/architecture.md`` for the module map.
"""

from gouji._version import __version__

__all__ = ["__version__"]
