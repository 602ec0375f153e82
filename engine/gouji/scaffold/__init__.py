"""The package that ``gouji new-pack`` writes: a province's packs, tests and CI, filled in from ``template/``."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import attrs

from gouji._version import __version__
from gouji.errors import GoujiError
from gouji.value import Value

_PLACES = {
    "setup.cfg.txt": "setup.cfg",
    "pyproject.toml.txt": "pyproject.toml",
    "README.md.txt": "README.md",
    "gitignore.txt": ".gitignore",
    "ci.yml.txt": ".github/workflows/test.yml",
    "init.py.txt": "{module}/__init__.py",
    "pack.toml.txt": "{module}/packs/{folder}/pack.toml",
    "tables.toml.txt": "{module}/packs/{folder}/tables.toml",
    "rules.gj.txt": "{module}/packs/{folder}/规则.gj",
    "test_contract.py.txt": "tests/test_contract.py",
    "test_pack.py.txt": "tests/test_pack.py",
}


@attrs.frozen(eq=False, repr=False)
class NewPack(Value):
    """What a new package is called and speaks of.

    Attributes:
        name: Distribution, ``gouji-qinghe``.
        jurisdiction: Such as ``甘肃`` or ``甘肃/临夏``.
        year: First year of accounts it is for.
    """

    name: str
    jurisdiction: str
    year: int

    @property
    def short(self) -> str:
        """Entry-point name: ``qinghe``."""
        return self.name.removeprefix("gouji-")

    @property
    def module(self) -> str:
        """Python package: ``gouji_qinghe``."""
        return self.name.replace("-", "_")


def new_pack(name: str, jurisdiction: str, year: int) -> NewPack:
    """Return what a package is called.

    Raises:
        GoujiError: If the name cannot be that of a package or the jurisdiction is none.
    """
    plain = name.strip().lower().replace("_", "-")
    plain = plain if plain.startswith("gouji-") else f"gouji-{plain}"
    if not re.fullmatch(r"gouji(?:-[a-z][a-z0-9]*)+", plain):
        raise GoujiError("名称只能用小写字母、数字和连字符，如 gouji-qinghe", source=name)
    if not re.fullmatch(r"[\u4e00-\u9fff]+(?:/[\u4e00-\u9fff]+)*", jurisdiction):
        raise GoujiError("地区应写作 省 或 省/市，如 甘肃 或 甘肃/临夏", source=jurisdiction)
    return NewPack(plain, jurisdiction, year)


def write(pack: NewPack, folder: Path) -> list[Path]:
    """Write the package into a new folder and return its files.

    Raises:
        GoujiError: If the folder is there and not empty, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GoujiError("已经存在，没有改动它", source=str(folder))
    words = {
        "name": pack.name, "short": pack.short, "module": pack.module, "jurisdiction": pack.jurisdiction,
        "place": pack.jurisdiction.rsplit("/", 1)[-1], "year": str(pack.year), "version": __version__,
        "folder": f"{pack.short}-{pack.year}", "prefix": pack.short.upper(),
    }  # fmt: skip
    made = []
    for source, target in _PLACES.items():
        text = (files(__name__) / "template" / source).read_bytes().decode("utf-8")
        filled = re.sub(r"\{\{(\w+)\}\}", lambda m: words[m[1]], text)
        path = folder / target.format(**words)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(filled.encode("utf-8"))
        except OSError as error:
            raise GoujiError(f"无法写入：{error}", source=str(path)) from error
        made.append(path)
    return made
