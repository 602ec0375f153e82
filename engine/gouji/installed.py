"""What is installed: the plugins that packages announce, and the folders of packages' data.

``importlib.metadata`` and ``importlib.resources`` answer both, and take a twentieth of an audit to be imported.  Most
installations have no plugin but gouji's own, and all but a few lie in plain folders: for these, looking into the folders
is enough.  In any other case the libraries are asked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gouji._version import __version__

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

GROUP = "gouji"
OWN = ("builtin", "gouji_plugins")
"""Name and module of the entry that gouji's own distribution announces."""
_METADATA = (".dist-info", ".egg-info")


class Entry(NamedTuple):
    """A plugin that an installed distribution announces.

    Attributes:
        name: Entry-point name.
        module: What it names: a module, perhaps with an attribute.
        distribution: Name of the distribution, "" if unknown.
        version: Its version, "" if unknown.
        load: Imports and returns the plugin; raises whatever the import raises.
    """

    name: str
    module: str
    distribution: str
    version: str
    load: Callable[[], object]

    @property
    def origin(self) -> str:
        """Distribution and module, to be shown."""
        return f"{self.distribution}：{self.module}" if self.distribution else self.module


def plugins() -> list[Entry]:
    """Return the plugins of all installed distributions, in no particular order."""
    if _only_own():
        name, module = OWN
        return [Entry(name, module, GROUP, __version__, lambda: import_module(module))]
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    return [
        Entry(e.name, e.value, e.dist.name if e.dist else "", e.dist.version if e.dist else "", e.load)
        for e in found
    ]


def _only_own() -> bool:
    """Whether gouji's own plugin, and no other, is announced; ``False`` where folders do not tell."""
    if any(hasattr(finder, "find_distributions") for finder in sys.meta_path if finder is not PathFinder):
        return False  # a finder of its own may know of more
    found = False
    for place in dict.fromkeys(sys.path):
        try:
            with os.scandir(place or ".") as entries:
                announced = [e.path for e in entries if e.name.endswith(_METADATA)]
        except FileNotFoundError:
            continue
        except OSError:
            return False  # an archive, or a folder that may not be read
        for folder in announced:
            section = _section(folder)
            if section is None:
                return False
            if section and (found or section != ["=".join(OWN)]):
                return False
            found = found or bool(section)
    return found


def _section(folder: str) -> list[str] | None:
    """Return the lines of gouji's group that a distribution announces, without blanks; ``None`` if it cannot be read."""
    try:
        text = Path(folder, "entry_points.txt").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, UnicodeDecodeError):
        return None
    if GROUP not in text:
        return []
    lines = ["".join(line.split()) for line in text.splitlines()]
    head = f"[{GROUP}]"
    if head not in lines:
        return []
    after = lines[lines.index(head) + 1 :]
    end = next((i for i, line in enumerate(after) if line.startswith("[")), len(after))
    return [line for line in after[:end] if line and not line.startswith("#")]


def data_of(package: str) -> Traversable:
    """Return the folder of a package's files, wherever it is installed."""
    places = list(getattr(import_module(package), "__path__", ()))
    if len(places) == 1 and Path(places[0]).is_dir():
        return Path(places[0])
    from importlib.resources import files

    return files(package)
