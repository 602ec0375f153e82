"""What the results of an audit depend on beside the document, as one digest: engine, packs, plugins, settings.

Versions alone would miss a rule pack edited on the spot and an engine run from a checkout, so contents are digested.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from gouji.audit import Auditor
from gouji.solving import Budget
from gouji.work import Bounds

Add = Callable[..., None]
_ENGINE = ("gouji", "gouji.grammar", "gouji.specs", "gouji_plugins")
_NOT_ENGINE = ("cli", "testing", "scaffold", "__pycache__")
"""Folders whose contents change no result."""


def fingerprint(auditor: Auditor) -> str:
    """Return the digest of everything but document, kin and limits that decides what an audit says."""
    digest = hashlib.sha256()

    def add(*parts: object) -> None:
        for part in parts:
            raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogateescape")
            digest.update(len(raw).to_bytes(8, "big") + raw)

    for name in _ENGINE:
        add("engine", name)
        _add_module(add, name)
    add("libraries", *sorted(_libraries()))
    for plugin in sorted(auditor.host.plugins, key=lambda p: p.name):
        add("plugin", plugin.name, plugin.version, bool(plugin.error))
        module = plugin.origin.rpartition("：")[2].split(":")[0].split(".")[0]
        if not plugin.error and module not in ("", "gouji_plugins", "直接给出"):
            _add_module(add, module)
    for source in auditor.host.packs:
        add("packs", source.name)
        _add_folder(add, source.root)
    options = auditor.options
    for folder in options.pack_folders:
        add("pack folder")
        _add_folder(add, folder)
    for file in auditor.user_rules:
        add("rules", file.text)
    add("overrides", tuple(options.overrides), sorted(options.parameters.items()))
    add("disabled", sorted(options.disabled), options.budget or Budget())
    return digest.hexdigest()


def limits_digest(auditor_limits: object, bounds: Bounds) -> str:
    """Return a digest of the limits: a document that was refused for one is tried again under others."""
    return hashlib.sha256(f"{auditor_limits}{bounds}".encode()).hexdigest()[:16]


def _libraries() -> Iterator[str]:
    """Yield name and version of every installed library that gouji names as a dependency, extras included."""
    for requirement in requires("gouji") or ():
        name = requirement.split(";")[0].strip()
        for mark in "<>=!~[ ":
            name = name.split(mark)[0]
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def _add_module(add: Add, name: str) -> None:
    """Digest a package, or a plugin that is a single file."""
    try:
        module = import_module(name)
    except ImportError:
        return
    if hasattr(module, "__path__"):
        _add_folder(add, files(name))
    elif module.__file__:
        add(name, Path(module.__file__).read_bytes())


def _add_folder(add: Add, root: Traversable | Path) -> None:
    for name, data in _contents(root, ""):
        add(name, data)


def _contents(folder: Traversable | Path, below: str) -> Iterable[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            if below or entry.name not in _NOT_ENGINE:
                yield from _contents(entry, f"{below}{entry.name}/") if entry.name != "__pycache__" else ()
        elif not entry.name.endswith((".pyc", ".so", ".pyd")):
            yield f"{below}{entry.name}", entry.read_bytes()
