"""What a batch consists of: every file once, in a fixed order, what is left out with its reason."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from gouji.batch.discover import Search, discover
from gouji.batch.patterns import matches

KNOWN = frozenset({".txt", ".pdf"})


def found(*roots: Path, **search: object) -> list[str]:
    names = [f for f in discover(Search(roots, KNOWN, **search)) if not f.skipped]  # type: ignore[arg-type]
    return [f.source.removeprefix(roots[0].as_posix()).lstrip("/") for f in names]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "乙 区/决算.txt",
        "甲区/2024/决算.PDF",
        "甲区/2024/~$决算.pdf",
        "甲区/照片.jpg",
        "甲区/.隐/x.txt",
    ):
        path = tmp_path / "文 件" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path / "文 件"


def test_folders_are_searched_in_a_fixed_order_and_hidden_files_left(tree: Path) -> None:
    assert found(tree) == ["乙 区/决算.txt", "甲区/2024/决算.PDF"]


def test_what_is_left_out_is_told(tree: Path) -> None:
    told = {
        Path(f.source).name: f.skipped
        for f in discover(Search((tree,), KNOWN, exclude=("乙 区/**",)))
        if f.skipped
    }
    assert told == {"照片.jpg": "不是可读的格式", "决算.txt": "--exclude"}


@pytest.mark.parametrize(
    ("patterns", "path", "fits"),
    [
        ("*.pdf", "甲区/2024/决算.PDF", True),
        ("甲区/*", "甲区/2024/决算.pdf", False),
        ("甲区/**", "甲区/2024/决算.pdf", True),
        ("**/2024/*", "甲区/2024/决算.pdf", True),
        ("**/2024/*", "2024/决算.pdf", True),
        ("[甲乙]区/**/决算.*", "乙区/决算.txt", True),
        ("[!甲]区/**", "甲区/决算.txt", False),
        ("决算.???", "决算.txt", True),
        ("a[b.txt", "a[b.txt", True),
        ("2024", "甲区/2024", True),
    ],
)
def test_patterns(patterns: str, path: str, fits: bool) -> None:
    assert matches([patterns], path) is fits


def test_include_and_exclude(tree: Path) -> None:
    assert found(tree, include=("*.pdf",)) == ["甲区/2024/决算.PDF"]
    assert found(tree, exclude=("2024",)) == ["乙 区/决算.txt"]


def test_a_file_named_twice_is_taken_once_and_its_extension_does_not_matter(tree: Path) -> None:
    odd = tree / "没有扩展名"
    odd.write_text("x", encoding="utf-8")
    assert found(tree / "乙 区", tree / "乙 区" / "决算.txt") == ["决算.txt"]
    assert len(found(odd)) == 1


def test_the_output_is_not_searched(tree: Path) -> None:
    assert found(tree, aside=(tree / "乙 区",)) == ["甲区/2024/决算.PDF"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_back_end(tree: Path) -> None:
    (tree / "甲区" / "环").symlink_to(tree, target_is_directory=True)
    (tree / "甲区" / "自环").symlink_to(tree / "甲区" / "自环")
    (tree / "甲区" / "断.txt").symlink_to(tree / "没有.txt")
    assert found(tree) == ["乙 区/决算.txt", "甲区/2024/决算.PDF", "甲区/断.txt"]
    (broken,) = [f for f in discover(Search((tree,), KNOWN)) if f.failed]
    assert "不存在" in broken.failed


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_names_in_gbk_are_shown_as_text_and_can_be_opened(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "决算.txt".encode("gb18030")
    with open(raw, "wb") as stream:  # noqa: PTH123
        stream.write(b"x")
    (one,) = discover(Search((tmp_path,), KNOWN))
    assert one.source.endswith("/决算.txt")
    assert Path(one.path).read_bytes() == b"x"


def test_an_archive_is_one_document_unless_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "全区.zip", "w") as archive:
        archive.writestr("乙局.txt", "x")
        archive.writestr("甲局.pdf", "x")
        archive.writestr("说明.jpg", "x")
    (tmp_path / "坏.zip").write_bytes(b"PK nothing")
    assert found(tmp_path) == ["全区.zip", "坏.zip"]
    assert found(tmp_path, unpack=True) == ["全区.zip!/乙局.txt", "全区.zip!/甲局.pdf", "坏.zip"]


def test_folders_of_attachments_are_one_document_each_if_asked_for(tmp_path: Path) -> None:
    for name in (
        "公开/甲局/报告.txt",
        "公开/甲局/附件/报表.pdf",
        "公开/某区/乙局/决算.txt",
        "公开/某区/丙局/照片.jpg",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    root = tmp_path / "公开"
    assert found(root, as_one=True) == ["某区/乙局", "甲局"]
    assert found(root, as_one=True, exclude=("甲局",)) == ["某区/乙局"]
    assert found(root, as_one=True, include=("某区/**",)) == ["某区/乙局"]
    # A folder that is named is one document, as in gouji audit.
    assert found(root / "甲局", as_one=True) == [""]
