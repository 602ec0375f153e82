"""Pytest fixtures over all that the plugins under test add; load with ``pytest_plugins = "gouji.testing.pytest_plugin"``.

Which plugins are under test stands in pytest's settings (entry-point names)::

    [tool.pytest.ini_options]
    gouji_plugins = ["qinghe"]

``from gouji.testing.suite import *`` in a test file then runs the contract tests over them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import pytest

from gouji.allowed import Choice
from gouji.audit import Auditor, Options
from gouji.host import Host
from gouji.model import Ledger, Report
from gouji.packs import Pack, Specs
from gouji.testing import samples
from gouji.testing.synthetic import PrintedDocument, make_truth, print_national
from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Sample(Value):
    """A well-formed input of an extractor.

    Attributes:
        name: File name.
        data: Its bytes.
        words: Texts it prints, each of which the document must hold.
    """

    name: str
    data: bytes = attrs.field(repr=False)
    words: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Added(Value):
    """What the plugins under test add.

    Attributes:
        host: With the built-ins and the plugins under test, and no other.
        names: The plugins under test.
    """

    host: Host
    names: tuple[str, ...]

    def of(self, kind: str) -> list[object]:
        """Return extractors, packs, checks or reporters of the plugins under test."""
        if kind == "pack":
            sources = {s.name for s in self.host.packs if self.host.owner(s) in self.names}
            return [p for p in Auditor(self.host).packs if p.source in sources]
        items: dict[str, Sequence[object]] = {
            "extractor": self.host.extractors,
            "check": [check for _, check in self.host.checks],
            "reporter": list(self.host.reporters.values()),
        }
        return [item for item in items[kind] if self.host.owner(item) in self.names]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting ``gouji_plugins``."""
    parser.addini("gouji_plugins", "gouji plugins under test (entry-point names)", "args", [])


def pytest_configure(config: pytest.Config) -> None:
    """Load the plugins under test; a plugin that does not load stops the run."""
    names = tuple(config.getini("gouji_plugins"))
    host = Host(choice=Choice(frozenset(names), frozenset(names) - {"builtin"}))
    if host.problems:
        raise pytest.UsageError("；".join(p.message for p in host.problems))
    config.stash[_ADDED] = Added(host, names)


_ADDED = pytest.StashKey[Added]()
_KINDS = {f"gouji_{kind}": kind for kind in ("extractor", "pack", "check", "reporter")}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests that ask for ``gouji_extractor`` and its like once for each."""
    for fixture, kind in _KINDS.items():
        if fixture in metafunc.fixturenames:
            items = metafunc.config.stash[_ADDED].of(kind)
            names = [str(getattr(i, "name", None) or getattr(i, "id", kind)) for i in items]
            metafunc.parametrize(fixture, items, ids=names, scope="session")


@pytest.fixture(scope="session")
def gouji_added(request: pytest.FixtureRequest) -> Added:
    """What the plugins under test add."""
    return request.config.stash[_ADDED]


@pytest.fixture(scope="session")
def gouji_auditor(gouji_added: Added) -> Auditor:
    """An auditor with the built-ins and the plugins under test."""
    return Auditor(gouji_added.host)


@pytest.fixture(scope="session")
def gouji_samples() -> Mapping[str, Sample]:
    """Well-formed inputs by extractor name; override with one for each extractor of yours."""
    return {}


@pytest.fixture(scope="session")
def gouji_disclosures(gouji_pack: Pack) -> list[PrintedDocument]:
    """Correct disclosures of the pack's province; override if it prints more than the national template."""
    place = gouji_pack.jurisdiction.rsplit("/", 1)[-1]
    year = samples.year_of(gouji_pack)
    return [print_national(make_truth(seed, f"{place}清河示例区档案馆", year)) for seed in samples.SEEDS]


@pytest.fixture(scope="session")
def gouji_checked() -> tuple[Specs, dict[str, Ledger]]:
    """Specs and ledgers to run checks on."""
    return samples.ledgers()


@pytest.fixture(scope="session")
def gouji_reports() -> dict[str, Report]:
    """Reports to render."""
    return samples.reports()


@pytest.fixture(scope="session")
def gouji_core() -> Auditor:
    """An auditor with the built-ins alone, to compare with."""
    return Auditor(options=Options(plugins=Choice(frozenset())))
