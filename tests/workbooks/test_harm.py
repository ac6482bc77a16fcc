"""Workbooks that hang, swell, hide or run something: read at once, within limits, and told."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from generator.attachments import spreadsheet
from generator.desk.import_ import job as importing
from generator.desk.publicity import import_ as reported
from generator.intake import marking, private
from generator.intake.rows import rows_of
from generator.sheets import headers, older_workbook, read_book, workbook_reader
from generator.sheets.read_book import ReadBook, Unreadable
from tests import office
from tests.effort import grows_straight
from tests.privacy import papers
from tests.qingdan import run
from tests.towns import DAY
from tests.workbooks import judging, mutants, shapes

SETTING = {"资料性质": "法条整理", "行使方式": "法定", "责任事项": "{类型}通用", "追责情形": "{类型}通用"}
ASKED = importing.Asked(constants=SETTING)
LIST = [
    ["序号", "权力名称", "权力类型", "实施依据", "承办机构"],
    [1, "零散广告摆放许可", "行政许可", "《城市道路管理条例》第三十条", "便民服务局"],
    [2, "物料临时堆放许可", "行政许可", "《城市道路管理条例》第三十条", "便民服务局"],
    [3, "集镇道路挖掘检查", "行政检查", "《城市道路管理条例》第三十一条", "便民服务局"],
]


def book(change: Callable[[openpyxl.Workbook], object] = lambda _: None) -> bytes:
    """A list of three powers as another town made it, changed."""
    made = openpyxl.Workbook()
    made.active.title = "清单"
    for line in LIST:
        made.active.append(line)
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, more: dict[str, bytes] | None = None, end: str = "", **replaced: str) -> bytes:
    """A workbook with more parts, and with something put before the end of an element of its first sheet."""
    parts = mutants.unpacked(content) | (more or {})
    name = "xl/worksheets/sheet1.xml"
    for tag, text in replaced.items():
        parts[name] = parts[name].replace(f"</{tag}>".encode(), f"{text}</{tag}>{end}".encode())
    return mutants.packed(parts)


def new(plan: importing.ImportPlan) -> list[str]:
    """The names of the entries that a plan would make."""
    return [draft.data["名称"] for draft in plan.changed if draft.new]


def test_a_column_merged_to_its_end_is_looked_up(root: Path) -> None:
    """It hung for minutes: every one of a million cells was written down."""
    content = with_part(book(), worksheet='<mergeCells><mergeCell ref="E2:E1048576"/></mergeCells>')
    (sheet,) = workbook_reader.read(content).sheets
    assert sheet.rows == [1, 2, 3, 4] and sheet.row(4)[5] == "便民服务局" and sheet.row(900_000) == {}
    assert len(new(importing.plan(root, content, DAY, ASKED))) == 3


def test_a_cell_in_the_last_column_is_one_cell(root: Path) -> None:
    def stray(made: openpyxl.Workbook) -> None:
        made.active["XFD5000"] = "走失"

    (sheet,) = workbook_reader.read(book(stray)).sheets
    assert sheet.row(5000) == {16384: "走失"} and sheet.rows[-1] == 5000
    plan = importing.plan(root, book(stray), DAY, ASKED)
    assert len(new(plan)) == 3 and plan.outcomes[importing.take_in.words.CellRef("清单", 5000, 0).in_row]


def test_borders_around_nothing_are_not_read(root: Path) -> None:
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{letter}{n}" s="0"/>' for letter in "ABCDEFGHIJK") + "</row>"
        for n in range(100, 10_100)
    )
    content = with_part(book(), sheetData=rows)
    read = workbook_reader.read(content)
    assert read.sheets[0].rows == [1, 2, 3, 4] and read.laid_out > 100_000
    assert len(new(importing.plan(root, content, DAY, ASKED))) == 3


def test_what_is_too_large_to_mark_comes_back_as_its_values(root: Path, tmp_path: Path) -> None:
    """openpyxl holds every cell that is laid out: 575 MB, 41 seconds."""
    wrong = book(lambda made: made.active.cell(3, 3, "许不许"))
    content = with_part(wrong, worksheet='<mergeCells><mergeCell ref="H1:Z1048576"/></mergeCells>')
    (tmp_path / "来.xlsx").write_bytes(content)
    done = run("import", tmp_path / "来.xlsx", *(f"--set={k}={v}" for k, v in SETTING.items()), root=root)
    assert done.exit_code == 1
    back = openpyxl.load_workbook(tmp_path / "来（要改）.xlsx")
    assert back["清单"]["C3"].fill.start_color.rgb == "00FFC7CE" and back["清单"]["B4"].value == "集镇道路挖掘检查"
    assert "只有字" in back[marking.SUMMARY]["A1"].value


def test_what_no_library_can_keep_comes_back_as_its_values(root: Path) -> None:
    broken = {
        "xl/styles.xml": b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><sz val="maybe"/></font></fonts></styleSheet>'
    }
    content = with_part(book(lambda made: made.active.cell(3, 3, "=许不许")), broken)
    plan = importing.plan(root, content, DAY, ASKED)
    back = openpyxl.load_workbook(io.BytesIO(marking.marked(content, plan.book, plan.troubles)))
    assert back["清单"]["C3"].data_type == "s", "what was text never becomes a formula"
    assert "只有字" in back[marking.SUMMARY]["A1"].value


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        (spreadsheet, ("MOST_CELLS", 5), "格子太多"),
        (spreadsheet, ("MOST_MERGED", 0), "格子太多"),
        (spreadsheet, ("MOST_LAID_OUT", 5), "格子太多"),
        (spreadsheet, ("MOST_PLACES", 10), "摊得太开"),
        (read_book, ("MOST_ROWS", 3), "“清单”有4行，最多3行"),
        (read_book, ("MOST_COLUMNS", 4), "“清单”有5列，最多4列"),
        (read_book, ("MOST_COVERED", 1), "合并的格子太多"),
        (workbook_reader, ("LARGEST", 1000), "文件太大"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_limit_holds_and_says_so(
    limit: object, value: tuple[str, int], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = book(lambda made: made.active.merge_cells("A3:B4"))
    monkeypatch.setattr(limit, *value)
    if value[0].startswith("MOST_") and limit is spreadsheet and value[0] != "MOST_PLACES":
        field = value[0].removeprefix("MOST_").lower()
        monkeypatch.setattr(spreadsheet, "Allowance", lambda kept=spreadsheet.Allowance: kept(**{field: value[1]}))
    with pytest.raises(Unreadable, match=said) as refused:
        workbook_reader.read(content)
    assert "再来" in str(refused.value) or "一份一份来" in str(refused.value)


def test_the_number_of_texts_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_STRINGS", 3)
    with pytest.raises(Unreadable, match="格子太多"):
        workbook_reader.read(judging.bases()[1])


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"xl/worksheets/sheet1.xml": b" " * 5_000_000}, "展开以后太大"),
        ({"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "声明了文档类型"),
        ({"xl/worksheets/sheet1.xml": b"<a>" * 300 + b"</a>" * 300}, "展开以后太大"),
        (
            {"xl/worksheets/sheet1.xml": b'<worksheet><row r="1"><c r="A9999999"><v>1</v></c></row></worksheet>'},
            "可能坏了",
        ),
        ({"xl/workbook.xml": b"<workbook/>"}, "没有一张工作表"),
        ({"word/document.xml": b"<a/>"}, "Word 文件打不开"),
        ({"xl/workbook.bin": b"a"}, "这是.xlsb"),
    ],
)
def test_what_is_no_workbook_is_named(part: dict[str, bytes], said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        workbook_reader.read(with_part(book(), part))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "有宏"),
        ("xl/macrosheets/sheet1.xml", "有宏"),
        ("xl/externalLinks/externalLink1.xml", "连到别的工作簿"),
        ("xl/embeddings/oleObject1.bin", "嵌着别的文件"),
        ("xl/embeddings/Microsoft_Word_Document.docx", "嵌着别的文件"),
    ],
)
def test_what_comes_along_is_told_and_not_taken(root: Path, part: str, said: str) -> None:
    content = with_part(book(), {part: b"a"})
    plan = importing.plan(root, content, DAY, ASKED)
    assert len(new(plan)) == 3 and any(said in notice for notice in plan.notices)


def test_what_is_worked_out_is_not_taken(root: Path) -> None:
    plan = importing.plan(root, book(lambda made: made.active.cell(3, 2, '="物料"&"许可"')), DAY, ASKED)
    assert [(trouble.where[1:], trouble.message[:7]) for trouble in plan.troubles if trouble.where] == [
        ((3, 2), "这一格是公式，")
    ]


def test_hidden_rows_of_others_are_told_and_not_taken(root: Path) -> None:
    """A filter was on, and cancelled powers became powers without a word."""

    def filtered(made: openpyxl.Workbook) -> None:
        made.active.row_dimensions[3].hidden = True

    plan = importing.plan(root, book(filtered), DAY, ASKED)
    assert new(plan) == ["零散广告摆放许可", "集镇道路挖掘检查"]
    assert "“清单”第3行是隐藏的，没有收；要收，先清除筛选、取消隐藏。" in plan.notices
    assert [said for row, said in plan.outcomes.items() if row.row == 3] == ["隐藏的"]


def strike(row: int, columns: str = "ABCDE") -> Callable[[openpyxl.Workbook], None]:
    """Strikes cells of a row out."""

    def change(made: openpyxl.Workbook) -> None:
        for column in columns:
            made.active[f"{column}{row}"].font = Font(strike=True)

    return change


def test_struck_out_rows_of_others_are_told_and_not_taken(root: Path) -> None:
    for columns in ("ABCDE", "BCDE"):  # the number in front may stand as it is
        plan = importing.plan(root, book(strike(4, columns)), DAY, ASKED)
        assert new(plan) == ["零散广告摆放许可", "物料临时堆放许可"]
        assert any(notice.startswith("“清单”第4行是划掉的，没有收") for notice in plan.notices)


def test_a_cell_with_struck_out_words_is_asked_about(root: Path) -> None:
    def reworded(made: openpyxl.Workbook) -> None:
        made.active["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "广告"), "零散广告摆放许可")

    for change in (reworded, strike(2, "B")):
        plan = importing.plan(root, book(change), DAY, ASKED)
        (trouble,) = plan.troubles
        assert trouble.where and trouble.where[1:] == (2, 2) and "划掉" in trouble.message


def test_hidden_columns_that_are_taken_are_told(root: Path) -> None:
    def narrowed(made: openpyxl.Workbook) -> None:
        made.active.column_dimensions["D"].hidden = True

    plan = importing.plan(root, book(narrowed), DAY, ASKED)
    assert any("这几列是隐藏的，也收了：实施依据" in notice for notice in plan.notices)


def test_in_our_own_workbook_hidden_rows_count_and_struck_ones_are_told(root: Path, tmp_path: Path) -> None:
    """A clerk filters to find what to change; to strike a row out ends no entry."""
    assert run("export", tmp_path / "清单.xlsx", "权力清单", root=root).exit_code == 0
    made = openpyxl.load_workbook(tmp_path / "清单.xlsx")
    made["权力清单"].row_dimensions[2].hidden = True
    made["权力清单"]["K2"] = "改了备注"
    for cell in made["权力清单"][3]:
        cell.font = Font(strike=True)
    made.save(tmp_path / "清单.xlsx")
    plan = importing.plan(root, (tmp_path / "清单.xlsx").read_bytes(), DAY)
    assert plan.holds and [edit.after for draft in plan.changed for edit in draft.edits] == ["改了备注"]
    assert any("有隐藏的行（第2行）" in notice for notice in plan.notices)
    assert any("第3行划掉了：划掉不算改" in notice for notice in plan.notices)


def test_compare_and_publicity_say_the_same(root: Path, tmp_path: Path) -> None:
    (tmp_path / "上级.xlsx").write_bytes(book(strike(4)))
    done = run("compare", tmp_path / "上级.xlsx", root=root)
    assert "第4行是划掉的，没有比；要比，先去掉删除线" in done.output and "划掉的 1" in done.output
    assert run("publicity", "export", tmp_path / "双公示.xlsx", root=root).exit_code == 0
    made = openpyxl.load_workbook(tmp_path / "双公示.xlsx")
    made["行政许可"].row_dimensions[2].hidden = True
    made.save(tmp_path / "双公示.xlsx")
    plan = reported.plan(root, (tmp_path / "双公示.xlsx").read_bytes(), DAY, {})
    assert any("“行政许可”第2行是隐藏的，没有收" in notice for notice in plan.notices)


def test_chinese_formats_of_days_are_days() -> None:
    """Format 31 is 2026年4月8日 in a Chinese Excel, and in no list of formats in the file."""
    parts = mutants.unpacked(papers.xlsx({"a": [["日子"]]}))
    parts["xl/styles.xml"] = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>'
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"</sheetData>", b'<row r="2"><c r="A2" s="1"><v>46120</v></c></row></sheetData>'
    )
    (read,) = workbook_reader.read(mutants.packed(parts)).sheets
    assert str(read.cells[2][1]) == "2026-04-08 00:00:00"


def test_an_older_workbook_may_reach_far_or_be_damaged(tmp_path: Path) -> None:
    """Its reader laid sixteen million cells out in a gigabyte, and broke down with the whole program on damaged files."""

    def far(made: openpyxl.Workbook) -> None:
        made.active["IV65536"] = "远"

    for name, change in (("near", lambda _: None), ("far", far)):
        (tmp_path / f"{name}.xlsx").write_bytes(book(change))
    near, distant = (
        office.converted(tmp_path / f"{name}.xlsx", "xls", tmp_path).read_bytes() for name in ("near", "far")
    )
    assert older_workbook.places(near) == 4 * 5 and older_workbook.places(distant) == 65536 * 256
    with pytest.raises(Unreadable, match="离别的太远"):
        workbook_reader.read(distant)
    (sheet,) = workbook_reader.read(near).sheets
    assert sheet.row(4)[2] == "集镇道路挖掘检查"
    rng = Random(5)
    for number in range(40):
        damaged = bytearray(near)
        for _ in range(12):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        older_workbook.places(bytes(damaged))
        if number < 4:
            with suppress(Unreadable):
                workbook_reader.read(bytes(damaged))


def taken_in(content: bytes) -> ReadBook:
    """A workbook read, its tables found, its rows told apart, looked through for what is private."""
    read = workbook_reader.read(content)
    for sheet in read.sheets:
        if found := headers.find_table(sheet, {}):
            list(rows_of(found).hiding())
    list(private.notices(read.sheets))
    return read


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_twice_as_much_takes_twice_as_long(shape: Callable[[int], tuple[str, str]]) -> None:
    made = {size: shapes.workbook(shape, size) for size in (128 * 1024, 256 * 1024)}
    assert grows_straight(lambda size: taken_in(made[size]), 256 * 1024)


def test_a_share_of_the_mutants(tmp_path: Path) -> None:
    """The whole: python -m tests.workbooks --n 20000."""
    root = judging.small_town(tmp_path)
    seen = list(judging.verdicts(40, 1, root))
    assert [one for one in seen if one.wrong] == []
    assert 5 < sum(one.refused for one in seen) < 35, "some are read, some are refused"
    shutil.rmtree(root)
