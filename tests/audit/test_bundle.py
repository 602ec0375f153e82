"""Several files that form one disclosure are read as one; hostile archives end in a clear error."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from render_office import render_docx, render_xlsx
from render_pdf import Style, render_pdf

from gouji.api import Limits, Source
from gouji.audit import Auditor
from gouji.bundle import members
from gouji.cli import main
from gouji.errors import UnreadableInput
from gouji.testing.synthetic import PrintedDocument, PrintedTable, make_truth, plant, print_national


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def zipped(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """Return an archive; ``gbk`` writes names as old Windows programs do, without saying their encoding."""
    buffer = io.BytesIO()
    raw = {name: (name.encode("gb18030") if gbk else name.encode()) for name in files}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr("N" * len(raw[name]) if gbk else name, data)
    data = buffer.getvalue()
    for name in files if gbk else ():
        data = data.replace(b"N" * len(raw[name]), raw[name])
    return data


def halves(seed: int) -> tuple[PrintedDocument, PrintedDocument, PrintedDocument]:
    """Return a disclosure with planted errors, its prose alone and its tables alone."""
    import attrs

    whole, _ = plant(print_national(make_truth(seed)), seed)
    prose = tuple(p for p in whole.pieces if not isinstance(p, PrintedTable))
    tables = tuple(p for p in whole.pieces if isinstance(p, PrintedTable))
    return whole, attrs.evolve(whole, pieces=prose), attrs.evolve(whole, pieces=tables)


@pytest.mark.slow
def test_a_report_and_its_tables_give_the_findings_of_the_whole(auditor: Auditor, tmp_path: Path) -> None:
    whole, prose, tables = halves(153)
    wanted = {f.id for f in auditor.audit(Source("全.docx", content=render_docx(whole))).findings}
    files = {"1 报告.docx": render_docx(prose), "2 报表/公开表.xlsx": render_xlsx(tables, prose=False)}
    packed = auditor.audit(Source("公开.zip", content=zipped(files)))
    assert {f.id for f in packed.findings} == wanted != set()
    parts = {e.place.part for f in packed.findings for e in f.evidence}
    assert parts == {"1 报告.docx", "2 报表/公开表.xlsx"}
    folder = tmp_path / "公 开"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "~$1 报告.docx").write_bytes(b"lock")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    loose = auditor.audit_path(folder)
    assert {f.id for f in loose.findings} == wanted
    assert [n.text for n in loose.ledger.notes if n.code.startswith("member")] == [
        "附件的格式不能读：照片.jpg"
    ]


@pytest.mark.slow
def test_the_command_line_takes_archives_and_folders(tmp_path: Path) -> None:
    _, prose, tables = halves(153)
    folder = tmp_path / "公 开"
    folder.mkdir()
    (folder / "报告.pdf").write_bytes(render_pdf(prose, Style()))
    (folder / "报表.xlsx").write_bytes(render_xlsx(tables, prose=False))
    one = CliRunner().invoke(
        main, ["audit", str(folder), "--as-one", "--format", "csv", "-o", str(tmp_path / "1.csv")]
    )
    assert one.exit_code == 1, one.output
    archive = tmp_path / "公开.zip"
    archive.write_bytes(zipped({p.name: p.read_bytes() for p in folder.iterdir()}))
    two = CliRunner().invoke(main, ["audit", str(archive), "--format", "csv", "-o", str(tmp_path / "2.csv")])
    assert two.exit_code == 1, two.output
    found = [
        [line.split(",")[5] for line in (tmp_path / f"{n}.csv").read_text("utf-8-sig").splitlines()[1:]]
        for n in (1, 2)
    ]
    assert found[0] == found[1] != []


@pytest.mark.parametrize("render", [render_xlsx, render_docx])
def test_several_departments_are_no_one_disclosure(
    auditor: Auditor, render: Callable[[PrintedDocument], bytes]
) -> None:
    names = ["清河示例区档案馆", "白石示例县水利局"]
    kind = "xlsx" if render is render_xlsx else "docx"
    files = {f"{name}.{kind}": render(print_national(make_truth(3, name))) for name in names}
    with pytest.raises(UnreadableInput, match=r"同一份公开|不是一份公开"):
        auditor.extract(Source("全市.zip", content=zipped(files)))
    years = {f"{y}.txt": f"清河示例区档案馆{y}年度部门决算\n".encode() for y in (2023, 2024)}
    with pytest.raises(UnreadableInput, match="不是一份公开"):
        auditor.extract(Source("两年.zip", content=zipped(years)))


def test_one_bad_member_is_named_and_the_rest_read(auditor: Auditor) -> None:
    good = render_docx(print_national(make_truth(3)))
    files = {"好.docx": good, "坏.docx": good[:500], "内.zip": zipped({"a.docx": good})}
    document = auditor.extract(Source("公开.zip", content=zipped(files)))
    assert {n.code for n in document.notes} == {"member-unreadable", "member-archive"}
    assert any("坏.docx" in n.text for n in document.notes)


def test_text_beside_tables_tells_that_its_tables_are_not_read(auditor: Auditor) -> None:
    good = render_docx(print_national(make_truth(3)))
    document = auditor.extract(
        Source("公开.zip", content=zipped({"表.docx": good, "说明.txt": "说明。".encode()}))
    )
    assert [n.code for n in document.notes] == ["member-without-layout"]


def test_names_in_gbk_are_read() -> None:
    data = zipped({"决算公开说明.txt": "一".encode()}, gbk=True)
    [member] = members(Source("公开.zip", content=data))
    assert member.name.startswith("公开.zip!/决算公开说明")


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/abs/x.txt", "..\\..\\x.txt", "C:/x.txt"])
def test_paths_in_archives_go_nowhere(name: str) -> None:
    [member] = members(Source("公开.zip", content=zipped({name: b"x"})))
    assert member.path is None
    assert ".." not in member.name


def test_hostile_archives_are_refused(auditor: Auditor) -> None:
    bomb = zipped({"a.txt": b"0" * 5_000_000})
    with pytest.raises(UnreadableInput, match="压缩炸弹"):
        auditor.extract(Source("炸.zip", content=bomb, limits=Limits(unpacked_bytes=1_000_000)))
    many = zipped({f"{i}.txt": b"x" for i in range(30)})
    with pytest.raises(UnreadableInput, match="上限 10 个"):
        auditor.extract(Source("多.zip", content=many, limits=Limits(archive_files=10)))
    with pytest.raises(UnreadableInput, match="损坏"):
        auditor.extract(Source("坏.zip", content=b"PK\x03\x04" + b"junk" * 100))
    with pytest.raises(UnreadableInput, match="没有可以读取"):
        auditor.extract(Source("空.zip", content=zipped({"a.jpg": b"x"})))
