"""What the record lacks is asked of the bodies, and what they fill in comes back: no hand in between, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from generator import record
from generator.asked import blanks
from generator.asked.sheet import ASKED, HERE
from generator.derive.completeness import needless
from generator.derive.town import derive
from generator.files import edit as editing
from generator.model.kinds import kind_of, list_kind_of
from generator.model.town import TownFile
from generator.pages import departments
from generator.sheets.cells import as_text, value_at
from generator.sheets.columns import FieldColumn
from generator.syntax import parser
from tests.pages.shown import page_at
from tests.qingdan import run
from tests.towns import DAY, TOWN, edit

Data = dict[str, Any]


def emptied(root: Path, many: int, seed: int) -> dict[tuple[str, str], str]:
    """Empties cells of a town that are asked for; what stood in them, by key of the file and title."""
    read, _ = record.read(root)
    found = [
        (part, column, text)
        for _, part in blanks.parts(read)
        for column in blanks.columns(kind_of_file(part))
        if (text := said(data_of(read, part), column.path)) and column.path[0] not in needless(part)
        if not (column.title in ("受理条件", "法定办结时限", "承诺办结时限") and vars(part).get("cases"))
    ]
    Random(seed).shuffle(found)
    gone: dict[tuple[str, str], str] = {}
    for part, column, text in found:
        if len(gone) < many and empty(root / read.file_of(part).path, type(part), column):
            gone[key_of(part), column.title] = text
    return gone


def said(data: Data, path: tuple[str, ...]) -> str:
    """What a cell says, of 申请材料 the names: more is not asked for."""
    value = value_at(data, path)
    if path == (blanks.MATERIALS,) and isinstance(value, list):
        return "\n".join(one["名称"] for one in value)
    return as_text(value)


def kind_of_file(part: Any) -> Any:
    return list_kind_of(TownFile) if isinstance(part, TownFile) else kind_of(type(part))


def key_of(part: Any) -> str:
    return "town.yml" if isinstance(part, TownFile) else str(part.id)


def data_of(read: record.Record, part: Any) -> Data:
    tree = parser.parse(read.file_of(part).content).root
    assert tree
    return tree.data()


def empty(file: Path, model: Any, column: FieldColumn) -> bool:
    """Empties a cell of a file; whether that can be done without a source that says nothing any more."""
    tree = parser.parse(file.read_bytes()).root
    assert tree
    data = tree.data()
    inner = value_at(data, column.path[:-1]) if len(column.path) > 1 else data
    if len(inner) == 1:  # a mapping with nothing in it is none
        return False
    del inner[column.path[-1]]
    for source in data.get("出处", ()) if len(column.path) == 1 else ():
        source["字段"] = [name for name in source["字段"] if name != column.path[0]]
    if data.get("出处") and not (left := [source for source in data["出处"] if source["字段"]]):
        return False
    if data.get("出处"):
        data["出处"] = left
    file.write_bytes(editing.changed(file.read_bytes(), model, data))
    return True


def filled(folder: Path, answers: Mapping[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Fills in what the sheets ask, as people do; which cells there were."""
    asked = set()
    for place in folder.glob("*.xlsx"):
        book = openpyxl.load_workbook(place)
        page = book[ASKED]
        page["F3"] = "2026-11-20"
        for row in page.iter_rows(min_row=4):
            key, title = str(row[0].value), str(row[2].value)
            if row[4].value is None and (key, title) in answers:
                asked.add((key, title))
                row[5].value = answers[key, title]
        book.save(place)
    return asked


def test_two_hundred_blanks_are_asked_filled_and_come_back(root: Path, tmp_path: Path) -> None:
    text = (root / "powers/services/f006.yml").read_text("utf-8")  # one guide more: the town has not so many cells
    text = text.replace("f006", "f008").replace("借用文化站活动室", "借用文化站排练厅")
    (root / "powers/services/f008.yml").write_text(text, "utf-8")
    before = everything(root)
    gone = emptied(root, 200, seed=1)
    assert len(gone) == 200
    folder = tmp_path / "问"
    done = run("ask", folder, root=root)
    assert done.exit_code == 0 and "只填黄的格子" in done.output, done.output
    assert filled(folder, gone) == set(gone)
    places = sorted(folder.glob("*.xlsx"))
    Random(2).shuffle(places)
    back = run("import", *places, "--apply", root=root)
    assert back.exit_code == 0 and "收了 200 格答复" in back.output, back.output
    assert run("check", root=root).exit_code == 0
    after = everything(root)
    answered = {
        (key, title)
        for key, data in after.items()
        for reply in data.pop("答复", ())
        for title in reply["字段"]
        if reply["谁"] and reply["日期"] == "2026-11-20"
    }
    assert answered >= set(gone)
    for key, title in gone:
        path = tuple(title.split("·"))
        assert said(after[key], path) == said(before[key], path), (key, title)


def everything(root: Path) -> dict[str, Data]:
    """What every file of a record says, by its key."""
    read, _ = record.read(root)
    return {key_of(part): data_of(read, part) for _, part in blanks.parts(read)}


@pytest.fixture
def asking(root: Path, tmp_path: Path) -> Path:
    """The sheet for one body, of a town that lacks three cells of it."""
    edit(root, "departments/j012.yml", ("咨询电话: 0000-0000101\n", ""), ("地址: 样例路1号便民服务中心\n", ""))
    done = run("ask", tmp_path, "--only", "便民服务局", root=root)
    assert done.exit_code == 0, done.output
    (place,) = tmp_path.glob("问*.xlsx")
    return place


def answer(place: Path, **said: str) -> None:
    book = openpyxl.load_workbook(place)
    page = book[ASKED]
    for row in page.iter_rows(min_row=2):
        if row[4].value is None and str(row[2].value) in said:
            row[5].value = said[str(row[2].value)]
    book.save(place)


def test_known_cells_are_grey_and_blanks_are_yellow(asking: Path) -> None:
    page = openpyxl.load_workbook(asking)[ASKED]
    colours = {str(row[2].value): row[5].fill.start_color.rgb for row in page.iter_rows(min_row=4)}
    assert colours["咨询电话"] == colours["地址"] == "FFFFF2CC" and colours["办公时间"] == "FFEDEDED"
    assert [cell.value for cell in page[1]][-1] == HERE and "例：" in str(page["D3"].value)
    assert all(page.cell(row, 1).protection.locked for row in (4, 5)) and page.protection.sheet


def test_only_what_is_right_and_was_asked_comes_in(root: Path, asking: Path) -> None:
    answer(asking, 咨询电话="打老王", 地址="待核")
    done = run("import", asking, root=root)
    assert done.exit_code == 1 and "“要问的”F" in done.output and "打老王" in done.output
    answer(asking, 咨询电话="００００-0000101", 谁答复的="便民服务局窗口", 哪天答复的="2026年11月20日")
    assert run("import", asking, "--apply", root=root).exit_code == 0
    text = (root / "powers/departments/j012.yml").read_text("utf-8")
    assert "咨询电话: 0000-0000101" in text and "\n地址:" not in text
    assert "  - 谁: 便民服务局窗口\n    日期: 2026-11-20\n    字段:\n      - 咨询电话\n" in text
    assert "便民服务局窗口 2026-11-20 答复" in page_of(root, "departments/j012/")
    answer(asking, 咨询电话="0000-0000999")  # it is no blank any more
    done = run("import", asking, root=root)
    assert done.exit_code == 1 and "已经写了“0000-0000101”" in done.output


def page_of(root: Path, url: str) -> str:
    read, problems = record.read(root)
    assert not problems
    return page_at(departments, derive(read, DAY), url).text


def test_two_who_answer_otherwise_are_asked_again_and_other_tables_come_alone(
    root: Path, asking: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(asking.read_bytes())
    answer(asking, 地址="样例路1号")
    answer(other, 地址="样例路2号")
    done = run("import", asking, other, root=root)
    assert done.exit_code == 1 and "已经写了“样例路1号”" in done.output
    plain = tmp_path / "清单.xlsx"
    assert run("export", plain, "机构", root=root).exit_code == 0
    done = run("import", asking, plain, root=root)
    assert done.exit_code == 1 and "“清单”不是 qingdan ask 写的表" in done.output


def test_what_is_no_cell_of_ours_is_told(root: Path, asking: Path) -> None:
    book = openpyxl.load_workbook(asking)
    book[ASKED]["A4"], book[ASKED]["F4"] = "j999", "甲"
    book.save(asking)
    assert "没有 j999 的" in run("import", asking, root=root).output


def test_nothing_is_asked_of_a_town_that_lacks_nothing() -> None:
    done = run("ask", "问", root=TOWN)
    assert done.exit_code == 1 and "没有要问的" in done.output and not Path("问").exists()
