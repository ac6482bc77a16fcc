"""Reading a folder: every broken file is told, misplaced and locked ones too; no link leads out."""

from __future__ import annotations

import os
import sys
import tracemalloc
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from generator import record
from generator.desk.fmt import job as fmt
from generator.desk.fmt import words
from generator.reading import folder, log
from generator.syntax import parser
from tests import overlay
from tests.qingdan import run
from tests.towns import TOWN


def test_fifty_broken_files_are_all_reported_in_one_run(tmp_path: Path):
    cases = [case for case in overlay.CASES if (case / "powers/elsewhere/p001.yml").is_file()]
    broken = [
        (case / "powers/elsewhere/p001.yml").read_bytes()
        for case in cases
        if "powers/elsewhere/p001.yml" in (case / "expected.txt").read_text("utf-8")
    ][:50]
    assert len(broken) == 50
    folder = tmp_path / "powers" / "elsewhere"
    folder.mkdir(parents=True)
    (tmp_path / "powers" / "town.yml").write_bytes((TOWN / "powers" / "town.yml").read_bytes())
    for number, content in enumerate(broken, 1):
        (folder / f"p{number:03}.yml").write_bytes(content)
    town, problems = record.read(tmp_path)
    assert {p.file for p in problems} == {f"powers/elsewhere/p{number:03}.yml" for number in range(1, 51)}
    assert len(town.files) == 51


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("elsewhere/P035.YML", "改名为 p035.yml。"),
        ("elsewhere/p035.yml.txt", "改名为 p035.yml。"),
        ("elsewhere/p035.docx", "移出 powers；是附件就放到 attachments。"),
        ("elsewhere/办身份证.yml", "改名为 p035.yml。"),
        ("办身份证.yml", "改名为 p035.yml，放到 elsewhere。"),
    ],
)
def test_a_wrong_name_is_told_the_right_one(path: str, advice: str):
    assert folder.strange(path, "编号: p035\n名称: 办身份证\n".encode()).advice == advice


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A record of one entry, with room for what is no file."""
    for path in ("town.yml", "elsewhere/p001.yml"):
        (tmp_path / "powers" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "powers" / path).write_bytes((TOWN / "powers" / path).read_bytes())
    (tmp_path / "powers/attachments/f001").mkdir(parents=True)
    return tmp_path


def test_a_link_that_leads_out_is_not_followed(small: Path):
    secret = small / "secret.txt"
    secret.write_text("root:x:0:0", "utf-8")
    powers = small / "powers"
    (powers / "elsewhere/p002.yml").symlink_to(secret)
    (powers / "elsewhere/p003.yml").symlink_to(small / "nowhere")
    (powers / "elsewhere/p004.yml").symlink_to("p004.yml")
    (powers / "attachments/f001/form.pdf").symlink_to(secret)
    (powers / "laws").symlink_to(small)
    (powers / "elsewhere/p998.yml").mkdir()
    town, problems = record.read(small)
    assert {(problem.code, problem.file.removeprefix("powers/")) for problem in problems} == {
        ("H301", path)
        for path in (
            "attachments/f001/form.pdf",
            "elsewhere/p002.yml",
            "elsewhere/p003.yml",
            "elsewhere/p004.yml",
            "elsewhere/p998.yml",
            "laws",
        )
    }
    assert not town.attachments
    assert not any(b"root" in file.content for file in town.files.values())
    assert {"p002", "p003", "p998"} <= town.broken


def test_a_file_that_is_locked_is_said(small: Path, monkeypatch: pytest.MonkeyPatch):
    def locked(path: str, mode: str, buffering: int) -> IO[bytes]:
        if path.endswith("/p001.yml"):
            raise PermissionError(13, "locked")
        return open(path, mode, buffering)

    monkeypatch.setattr(folder, "open", locked, raising=False)
    town, problems = record.read(small)
    assert [(p.code, p.file) for p in problems] == [("H301", "powers/elsewhere/p001.yml")]
    assert "读不了" in problems[0].message
    assert town.town is not None and "p001" in town.broken


def test_tidying_passes_over_what_is_misplaced(small: Path):
    place = small / "powers/elsewhere"
    (place / "p001.yml").rename(place / "P001.yml")
    outcomes = fmt.run(small, write=False)
    assert [(o.path, bool(o.refused)) for o in outcomes if o.refused] == [("powers/elsewhere/P001.yml", True)]
    assert words.text(outcomes, written=False).endswith("已经整齐 1 个，不能排的 1 个")


def test_how_large_a_file_is_is_looked_at_before_it_is_read(small: Path):
    """Three thousand million bytes that take no room on the disk."""
    for path in ("elsewhere/p002.yml", "film.mp4", "published.csv"):
        with open(small / "powers" / path, "wb") as file:
            file.truncate(3_000_000_000)
    tracemalloc.start()
    _, problems = record.read(small)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert {problem.file for problem in problems if problem.code == "H102"} == {
        "powers/elsewhere/p002.yml",
        "powers/film.mp4",
        "powers/published.csv",
    }
    assert most < 50_000_000


def test_a_log_of_many_years_is_read(small: Path):
    """What the program writes by itself may outgrow what a person writes."""
    before = log.longer(log.NONE, 1, date(2026, 1, 1), "a" * 40, "b" * 64, "2026年第1号；编辑：综合岗")
    many = before + before.splitlines(keepends=True)[-1] * 5000
    (small / "powers" / log.NAME).write_bytes(many)
    read, problems = record.read(small)
    assert len(many) > parser.LARGEST and len(read.publications.lines) == 5001
    assert [problem.code for problem in problems] == []


def test_fifteen_hundred_folders_in_folders_are_told_once(small: Path):
    place = os.open(small / "powers", os.O_RDONLY)
    try:
        for _ in range(1500):
            os.mkdir("d", dir_fd=place)
            below = os.open("d", os.O_RDONLY, dir_fd=place)
            os.close(place)
            place = below
    finally:
        os.close(place)
    _, problems = record.read(small)
    while (small / "powers/d/d").is_dir():  # pytest itself could not clear away so many
        (small / "powers/d/d").rename(small / "powers/e")
        (small / "powers/d").rmdir()
        (small / "powers/e").rename(small / "powers/d")
    assert [problem.code for problem in problems] == ["H301"]
    assert "套了12层以上" in problems[0].message


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do everything is refused nothing")
def test_a_folder_that_may_not_be_read_is_told(small: Path):
    closed = small / "powers/attachments/f001"
    closed.chmod(0)
    try:
        _, problems = record.read(small)
    finally:
        closed.chmod(0o755)
    assert [(problem.code, problem.file) for problem in problems] == [("H301", "powers/attachments/f001")]


def test_a_folder_that_cannot_be_listed_is_told(small: Path, monkeypatch: pytest.MonkeyPatch):
    listing = os.scandir

    def refusing(place: str) -> Iterator[os.DirEntry[str]]:
        if place.rstrip("/").endswith("/elsewhere"):
            raise PermissionError(13, "refused")
        return listing(place)

    monkeypatch.setattr(os, "scandir", refusing)
    _, problems = record.read(small)
    assert [(problem.code, problem.file) for problem in problems] == [("H301", "powers/elsewhere")]
    assert "打不开" in problems[0].message


@pytest.mark.skipif(sys.platform not in ("linux",), reason="other systems have no such names")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("办事".encode("gbk") + b".pdf", "办事.pdf"),
        (b"\xff\xfe.pdf", "�"),
        ("表\u202efdp.exe".encode(), "表�fdp.exe"),
        (b"a\x1b[31m\n.pdf", "a�[31m�.pdf"),
    ],
)
@pytest.mark.parametrize("folder_of", ["attachments/f001", "elsewhere", "../content"])
def test_a_file_name_that_is_no_text_is_told_in_text(small: Path, folder_of: str, name: bytes, shown: str):
    place = small / "powers" / folder_of
    place.mkdir(exist_ok=True)
    with open(os.fsencode(place.resolve()) + b"/" + name, "wb"):
        pass
    done = run("check", root=small)
    assert done.exit_code == 1 and shown in done.stdout
    assert not {character for character in done.stdout if unicodedata.category(character) in ("Cf", "Cs")}
    assert "\x1b" not in done.stdout
    for form in ("json", "sarif", "github"):
        assert "H301" in run("check", "--format", form, root=small).stdout


def test_what_is_neither_file_nor_folder_is_told(small: Path):
    os.mkfifo(small / "powers/elsewhere/p002.yml")
    os.mkfifo(small / "powers/attachments/f001/form.pdf")
    _, problems = record.read(small)
    assert [problem.code for problem in problems] == ["H301", "H301"]
