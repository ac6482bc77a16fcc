"""Every kind of file is read as what its first bytes say: the same cells, the same rows that do not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.desk.import_ import job as importing
from generator.sheets import office_program, read_book, workbook_reader
from tests.desk.others import SETTING
from tests.towns import DAY, TOWN
from tests.workbooks import forms

MADE = {
    "xlsx": forms.xlsx,
    "docx": forms.word,
    "网页": forms.page,
    "国标码的网页": lambda: forms.page("gb18030"),
    "2003的XML": forms.xml,
}


def judge(content: bytes, hidden: tuple[int, ...] = (forms.HIDDEN,)) -> None:
    """The same cells, the same rows hidden and struck out."""
    (sheet,) = workbook_reader.read(content).sheets
    last = sheet.rows[-len(forms.ROWS) :]
    assert [[str(sheet.row(row)[column]) for column in range(1, 6)] for row in last] == [
        list(row) for row in forms.ROWS
    ]
    first = last[0] - 1
    assert set(sheet.row(first).values()) == {forms.TITLE}
    assert [row - first + 1 for row in sheet.rows if row in sheet.hidden_rows] == list(hidden)
    assert [row - first + 1 for row in sheet.rows if sheet.struck_out(row)] == [forms.STRUCK]


@pytest.mark.parametrize("kind", MADE)
def test_every_kind_of_file_says_the_same(kind: str) -> None:
    judge(MADE[kind]())


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_an_office_program_writes_says_the_same(ending: str, tmp_path: Path) -> None:
    judge(forms.by_office(forms.xlsx(), "清单.xlsx", ending, tmp_path))


def test_an_older_document_is_read_through_libreoffice(tmp_path: Path) -> None:
    made = forms.word(hidden=False)  # of a table with hidden rows LibreOffice writes no .doc, and of a .docx a flat one
    rich = forms.by_office(made, "清单.docx", "rtf", tmp_path)
    judge(forms.by_office(rich, "清单.rtf", "doc", tmp_path), hidden=())


def test_without_libreoffice_the_clerk_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_program.shutil, "which", lambda name: None)
    with pytest.raises(read_book.Unreadable, match=r"另存为 \.docx"):
        workbook_reader.read(rb"{\rtf1 \trowd}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_plain_text_keeps_long_codes(encoding: str) -> None:
    (sheet,) = workbook_reader.read(forms.commas(encoding)).sheets
    assert [sheet.row(row)[5] for row in sheet.rows[2:]] == [forms.ROWS[1][4], forms.ROWS[4][4]]
    assert sheet.row(3)[4] == forms.ROWS[1][3]


@pytest.mark.parametrize("kind", [*MADE, "csv"])
def test_what_is_hidden_or_struck_out_does_not_come_in(kind: str) -> None:
    content = forms.commas("gb18030") if kind == "csv" else MADE[kind]()
    plan = importing.plan(TOWN, content, DAY, importing.Asked(constants=SETTING))
    assert [draft.name for draft in plan.changed] == [forms.ROWS[1][1], forms.ROWS[4][1]]
    told = " ".join(plan.notices)
    assert kind == "csv" or ("隐藏的" in told and "划掉的" in told)
    assert len(plan.outcomes) == (6 if kind != "csv" else 4) + (kind == "docx")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 ...", "请发来的人给 Word 或者 Excel 的原件"),
        (b"Rar!\x1a\x07", "先解压"),
        (b"\x89PNG\r\n", "这是图片"),
        (b"MIME-Version: 1.0\r\n", "网页存档"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "打不开"),
        ("一行字，不是表".encode(), "不是 Excel 或者 WPS 表格"),
        (b"\0\1\2\3" * 40, "不是 Excel 或者 WPS 表格"),
        (b"<html><body>hello</body></html>", "没有表格"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><table><tr><td>&b;</td></tr></table>', ""),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, told: str) -> None:
    if told:
        with pytest.raises(read_book.Unreadable, match=told):
            workbook_reader.read(content)
    else:
        assert "c" not in str(workbook_reader.read(content).sheets[0].cells)


def test_a_declaration_with_entities_is_refused() -> None:
    bomb = forms.xml().replace(b"<Workbook", b'<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1)
    with pytest.raises(read_book.Unreadable):
        workbook_reader.read(bomb)


def test_more_than_a_file_may_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_book.spreadsheet, "MOST_CELLS", 10)
    for content in (forms.word(), forms.page(), forms.xml(), forms.commas()):
        with pytest.raises(read_book.Unreadable, match="格子太多"):
            workbook_reader.read(content)
