"""A workbook that is taken in: what it says of persons is told, and never printed whole."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from generator.intake import private
from generator.sheets import workbook_reader
from tests.qingdan import run
from tests.towns import DAY

MOBILE = "13800000000"


def _book(*rows: list[object], hidden: bool = False) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if hidden:
        book.create_sheet("目录")
        book.worksheets[0].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("number", [MOBILE, int(MOBILE), float(MOBILE)])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_number_in_a_cell_is_told(number: object, hidden: bool) -> None:
    told = list(private.notices(workbook_reader.read(_book(["事项", "备注"], ["甲", number], hidden=hidden)).sheets))
    assert told == [
        "“Sheet”里有个人的东西：“138…00”是手机号。",
        "有个人的东西的表，不要放进记录的文件夹，也不要发到群里；用完删掉。",
    ]


def test_a_list_of_persons_is_told() -> None:
    told = list(private.notices(workbook_reader.read(_book(["姓名", "年龄"], ["石样例", 62], ["林样例", 60])).sheets))
    assert told[0] == "“Sheet”里有个人的东西：像是一张名单，2个人，姓名旁边有“年龄”。"


def test_other_workbooks_are_not_spoken_of() -> None:
    assert (
        list(private.notices(workbook_reader.read(_book(["事项", "代码"], ["甲", "913709827000000475"])).sheets)) == []
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_taken_in_is_shown_without_its_numbers(root: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(_book(["编号", "名称", "备注"], ["q001", "城市大型户外广告设置审核", f"打{MOBILE}"]))
    said = run("import", file, "--root", root, "--as-of", DAY.isoformat(), "--list", "权力清单", "--format", form)
    assert MOBILE not in said.output
