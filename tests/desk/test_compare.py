"""A superior's list against the town's: nothing lost, nothing guessed without saying so."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.derive.town import Town
from generator.desk.compare import job as comparing
from generator.desk.compare import words as telling
from generator.desk.compare import workbook
from generator.desk.compare.articles import articles_in, only_one_side
from generator.desk.compare.comparison import Comparison
from generator.desk.compare.differences import (
    BASIS,
    CANCELLED,
    CODE,
    ENDED,
    NAME,
    OURS,
    THEIRS,
    TYPE,
    UNCODED,
    differences,
)
from generator.desk.compare.items import SuperiorItem, TownItem, town_items, type_called
from generator.desk.compare.matching import matches
from generator.model.authority import Power
from generator.model.kinds import kind_of
from tests import effort, office
from tests.qingdan import run
from tests.towns import DAY, SAMPLE, TOWN

POWERS = kind_of(Power)
AD_LAW = "《样例市户外广告和招牌设置管理条例》"
Line = Sequence[str | int | None]


def county(rows: Sequence[Line], sheet: str = "权责清单") -> bytes:
    """A county's list in the layout of Shandong: two titles, a header of two lines, sections, merged cells."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append(["青榆县乡镇（街道）权责清单指导目录（2026年版）"])
    page.append(["单位：青榆县司法局　　2026年9月"])
    page.append(["序号", "职权名称", None, "职权类型", "实施依据", None, "基本编码", "备注"])
    page.append([None, "主项", "子项", None, "法律法规", "具体条款", None, None])
    for cells in ("A1:H1", "A2:H2", "A3:A4", "B3:C3", "D3:D4", "E3:F3", "G3:G4", "H3:H4"):
        page.merge_cells(cells)
    for row in rows:
        page.append(list(row))
    book.create_sheet("填表说明").append(["请认真填写"])
    return saved(book)


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(name: str, type_: str = "", basis: str = "", code: str = "", remark: str = "", sub: str = "") -> Line:
    """A line of the county's list."""
    law, mark, articles = basis.partition("》")
    return (1, name, sub, type_, law + mark, articles, code, remark)


LIST = county(
    [
        ["一、行政许可（5项）"],
        row(
            "设置大型户外广告及在城市建筑物、设施上悬挂、张贴宣传品审批",
            "行政许可",
            f"{AD_LAW}第十二条",
            "370102001000",
        ),
        row("城镇污水排入排水管网许可", "行政许可", "《城镇排水与污水处理条例》第21条", "370102002000"),
        row("临时占用城市道路审批", "许可", "《城市道路管理条例》第三十条、第三十一条", "", "予以取消"),
        row("乡村建设规划许可证核发", "XK", "《中华人民共和国城乡规划法》（2019年修正）第四十一条", "370102101000"),
        row("农村村民住宅用地审批", "行政许可", "《土地管理法》第六十二条第四款", "370102201000"),
        ["二、行政处罚（3项）"],
        row(
            "对擅自在街道、广场、市场、车站等场所修建临时建筑的处罚",
            "行政处罚",
            "《村庄和集镇规划建设管理条例》第四十条",
        ),
        row("对违反规定设置大型户外广告设施的处罚", "行政强制", f"{AD_LAW}第二十五条", "370202204999"),
        row("对违反规定设置大型户外广告设施的处罚", "行政强制", f"{AD_LAW}第二十五条", "370202204999"),
        row("对焚烧秸秆的处罚", "行政处罚", "《大气污染防治法》第一百一十九条"),
        row("危险化学品经营许可", "行政许可", "《危险化学品安全管理条例》第三十三条"),
        row("对乱停放的处罚", "行政处罚", "", "", "已废止"),
        (3, None, None, "行政处罚", None, None, None, "看备注"),
    ]
)


def compared(town: Town, content: bytes = LIST, **words: str) -> Comparison:
    """A comparison with the sample town's powers."""
    return comparing.compare(town.record, content, POWERS, words)


def found(made: Comparison) -> set[tuple[str, str, str, bool]]:
    """The findings in short: kind, row, entry, whether sure."""
    return {
        (one.sort, str(one.item.row) if one.item else "", one.entry.id if one.entry else "", one.sure)
        for one in made.differences
    }


def test_what_differs_is_found_and_nothing_else(sample: Town) -> None:
    made = compared(sample)
    assert {one for one in found(made) if one[0] not in (OURS, THEIRS)} == {
        (CANCELLED, "8", "q003", True),
        (NAME, "9", "q101", True),
        (NAME, "10", "q201", True),
        (NAME, "12", "q203", False),
        (TYPE, "13", "q204", True),
        (BASIS, "6", "q001", True),
        (BASIS, "9", "q101", True),
        (BASIS, "13", "q204", True),
        (CODE, "13", "q204", True),
        (ENDED, "16", "q104", True),
    }
    assert {one[1] for one in found(made) if one[0] == THEIRS} == {"15"}
    assert {one[2] for one in found(made) if one[0] == OURS} == {"q102", "q202", "q205", "q206", "q207", "q208", "q209"}
    perhaps = next(one for one in made.differences if not one.sure)
    assert "像" in perhaps.why and "依据有相同的条" in perhaps.why


def test_every_row_is_accounted_for_and_the_sums_come_out(sample: Town) -> None:
    made = compared(sample)
    book = openpyxl.load_workbook(io.BytesIO(LIST))
    rows = {(sheet.title, line[0].row) for sheet in book for line in sheet.iter_rows() if any(c.value for c in line)}
    assert set(made.outcomes) == rows
    assert made.outcomes["权责清单", 7] == "一样"
    assert made.outcomes["权责清单", 9] == "有不同" and made.outcomes["权责清单", 12] == "可能是同一项"
    assert made.outcomes["权责清单", 14] == "重复（和第13行）"
    assert made.outcomes["权责清单", 17] == "上级已取消，镇里没有"
    assert made.outcomes["权责清单", 18] == "没有名称的行"
    for line in made.sums():
        total, _, parts = line.partition(" = ")
        numbers = [int(part.rpartition(" ")[2]) for part in parts.split(" + ")]
        assert int(total.split()[-2]) == sum(numbers), line


def test_a_sheet_that_is_not_understood_is_told(sample: Town) -> None:
    made = compared(sample)
    assert made.theirs.notices == [
        "“填表说明”是没有认出的表，没有比，共1行；列名不同的，用 --header 说明，例：--header 项目=名称。"
    ]
    book = openpyxl.Workbook()
    book.active.append(["项目", "类型"])
    book.active.append(["城镇污水排入排水管网许可", "行政许可"])
    assert compared(sample, saved(book)).theirs.understood == 0
    explained = compared(sample, saved(book), 项目="名称")
    assert explained.outcomes == {("Sheet", 1): "表头、标题", ("Sheet", 2): "一样"}


def test_the_town_against_itself_differs_in_nothing(town: Town) -> None:
    """The town's own list in plain columns; what has ended is left out."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "权力清单"  # as one of our own sheets is called, which it is not
    page.append(["序号", "事项名称", "职权类型", "设定依据", "基本编码", "状态"])
    living = [power for power in town.record.powers.values() if not power.ending]
    for power in living:
        basis = "\n".join(map(str, power.basis or ()))
        page.append([1, power.name, power.type, basis, power.catalog_code and str(power.catalog_code), "在用"])
    made = compared(town, saved(book))
    same_name = len({(power.name, power.type, power.catalog_code) for power in living})
    assert not [one for one in made.differences if one.sort != OURS], made.differences[:3]
    assert sum(lot == "一样" for lot in made.outcomes.values()) == same_name
    assert {item.code for item in made.theirs.items} >= {str(one.catalog_code) for one in living if one.catalog_code}


def test_a_gap_among_neighbours_is_told_as_weaker(sample: Town) -> None:
    """Of two of one law and type one is missing; the third stands alone with its law."""
    owns = [
        TownItem("q1", "甲许可", "", (), "行政许可", frozenset({("样例法", "第一条")}), (), ""),
        TownItem("q2", "乙丙丁戊许可", "", (), "行政许可", frozenset({("样例法", "第二条")}), (), ""),
        TownItem("q3", "别的法的许可", "", (), "行政许可", frozenset({("别的法", "第二条")}), (), ""),
    ]
    items = [SuperiorItem("表", 2, "甲许可", "", "行政许可", frozenset(), "")]
    some, _ = differences(items, owns, matches(items, owns))
    assert [(one.sort, one.entry.id if one.entry else "", one.sure) for one in some] == [
        (CANCELLED, "q2", False),
        (OURS, "q3", True),
    ]
    assert "q1 都在上级清单里，只有这一项不在" in some[0].why


@pytest.mark.parametrize(
    ("name", "sub", "type_", "code", "basis", "id_", "how", "sure"),
    [
        ("城镇污水排入排水管网许可", "", "", "", "", "q002", "名称一样", True),
        ("城镇污水 排入\n排水管网许可", "", "", "", "", "q002", "名称一样", True),
        ("食品摊点备案(发放信息公示卡)", "", "", "", "", "q208", "名称一样", True),
        ("市政设施建设类审批", "", "", "", "", "q003", "现行清单名称", True),
        ("户外广告管理", "城市大型户外广告设置审核", "", "", "", "q001", "上级的子项", True),
        ("完全不同的名称", "", "", "370102002000", "", "q002", "编码一样", True),
        ("食品摊点备案", "", "", "", "", "q208", "括号前面的名称一样", False),
        ("乡村建设规划许可证核发", "", "行政许可", "", "《城乡规划法》第四十一条", "q101", "依据有相同的条", True),
        ("对焚烧秸秆的处罚", "", "行政处罚", "", "", "", "", True),
        (
            "对未取得或者按照乡村建设规划许可证进行建设、逾期不改正的拆除",
            "",
            "行政强制",
            "",
            "《城乡规划法》第六十五条",
            "q205",
            "差在",
            False,
        ),
    ],
)
def test_matches_say_how_they_were_found(
    sample: Town, name: str, sub: str, type_: str, code: str, basis: str, id_: str, how: str, sure: bool
) -> None:
    bare = "".join(name.split())
    item = SuperiorItem("表", 5, bare, sub, type_, articles_in(basis, sample.record), code)
    match = matches([item], town_items(sample.record, POWERS)).get(item)
    assert (match.entry.id if match else "") == id_
    if match:
        assert how in match.how and match.sure is sure, match.how


@pytest.mark.parametrize(
    ("remark", "gone", "sure"),
    [
        ("取消", True, True),
        ("2026年6月废止", True, True),
        ("原来要求的几样证明材料已经按照省里的文件取消，事项照旧办理", True, False),
        ("保留，不予取消", False, True),
        ("未取消", False, True),
        ("名称调整", False, True),
        ("", False, True),
    ],
)
def test_what_says_that_an_item_is_gone(sample: Town, remark: str, gone: bool, sure: bool) -> None:
    made = compared(sample, county([row("城镇污水排入排水管网许可", "行政许可", "", "", remark)]))
    about = [one for one in made.differences if one.entry and one.entry.id == "q002"]
    assert [one.sort for one in about] == ([CANCELLED] if gone else [])
    if gone:
        assert about[0].sure is sure and f"写着“{remark[:40]}”" in about[0].theirs


def test_a_column_of_states_is_believed(sample: Town) -> None:
    book = openpyxl.Workbook()
    for line in (
        ["事项名称", "事项类型", "事项状态", "实施编码"],
        ["城镇污水排入排水管网许可", "行政许可", "停用", None],
        ["对焚烧秸秆的处罚", "行政处罚", "取消", None],
        ["临时占用城市道路审批", "行政许可", "收回", None],
        ["食品摊点备案（发放信息公示卡）", "其他权力", "在用", "11379999YL0005YLBB5371002208000"],
        ["农村幼儿园举办、停办登记注册", "其他类", "在用", None],
    ):
        book.active.append(line)
    made = compared(sample, saved(book))
    assert (CANCELLED, "2", "q002", True) in found(made)
    assert made.outcomes["Sheet", 3] == "上级已取消，镇里没有"
    assert (CANCELLED, "4", "q003", True) in found(made)
    assert made.outcomes["Sheet", 5] == "一样"  # the 12 digits within the 31


def test_a_code_that_the_town_has_elsewhere_or_not_at_all(sample: Town) -> None:
    content = county(
        [
            row("城镇污水排入排水管网许可", "行政许可", "", "370102003000"),
            row("城镇排水设施接入审核", "行政许可", "", "370102004000"),
            row("劳动用工现场检查", "行政检查", "", "370602102999"),
        ]
    )
    made = compared(sample, content)
    other = next(one for one in made.differences if one.sort == CODE and one.item and one.item.row == 5)
    assert "镇里写在 q003" in other.why
    assert {one[0] for one in found(made) if one[1] == "6"} <= {UNCODED, ENDED}


def test_basis_is_compared_by_article(sample: Town) -> None:
    record = sample.record
    whole = "《中华人民共和国城乡规划法》（2019年修正）第四十一条：在乡、村庄规划区内进行建设的……。《土地管理法》第62条"
    assert articles_in(whole, record) == {("城乡规划法", "第四十一条"), ("土地管理法", "第六十二条")}
    first, second = articles_in("《甲法》第一条第二款、第三条", record), articles_in("《甲法》第一条、《乙法》", record)
    assert only_one_side(first, second) == (["《甲法》第三条"], ["《乙法》"])
    assert articles_in("青政发〔2025〕9号", record) == articles_in("", record) == frozenset()
    assert only_one_side(articles_in("《甲法》", record), articles_in("《甲法》第三条", record)) == ([], [])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("许可", "行政许可"),
        ("行政许可", "行政许可"),
        ("CF", "行政处罚"),
        ("其他权力", "其他行政权力"),
        ("其它类", "其他行政权力"),
        ("公共服务", "公共服务"),
    ],
)
def test_types_in_others_words(said: str, meant: str) -> None:
    assert type_called(said) == meant


def test_the_same_lists_give_the_same_answer(sample: Town) -> None:
    one, two = compared(sample), compared(sample)
    assert telling.text(one) == telling.text(two)
    assert workbook.workbook(one, SAMPLE, DAY) == workbook.workbook(two, SAMPLE, DAY)


def test_ten_thousand_rows_are_soon_done(sample: Town) -> None:
    acts = ["未取得", "未按照", "擅自改变", "伪造", "转让", "逾期不办"]
    things = [
        f"{first}{second}设施" for first in "广播供热燃气园林桥梁管廊停车照明" for second in "登记备案许可验收检测维修"
    ]
    items = [
        SuperiorItem(
            "表",
            number,
            f"对{acts[number % 6]}{things[number % len(things)]}{number // 50}的处罚",
            "",
            "行政处罚",
            frozenset(),
            "",
        )
        for number in range(10_000)
    ]
    owns = [
        TownItem(
            f"q{n}", f"对{acts[n % 6]}{things[n % len(things)]}第{n}号的处罚", "", (), "行政处罚", frozenset(), (), ""
        )
        for n in range(900)
    ]
    assert effort.grows_straight(lambda count: matches(items[:count], owns), len(items), tries=1)


def test_the_workbook_prints_with_both_sides(sample: Town, tmp_path: Path) -> None:
    made = compared(sample)
    content = workbook.workbook(made, SAMPLE, DAY)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["合计", "对照", "上级有镇无", "上级清单每一行"]
    page = book["对照"]
    assert page.max_row - 1 == sum(one.sort != THEIRS for one in made.differences)
    assert page.cell(2, 1).value == CANCELLED and page.cell(2, 1).fill.start_color.rgb == "FFF8CBAD"
    assert book["上级清单每一行"].max_row - 1 == len(made.outcomes)
    (tmp_path / "对照.xlsx").write_bytes(content)
    (tmp_path / "上级.xlsx").write_bytes(LIST)
    words = office.words(office.printed([tmp_path / "对照.xlsx"], tmp_path)[0])
    assert "禾泉镇权力清单与上级清单对照（2026-11-22）" in words and "乡村建设规划许可证核发" in words
    older = office.converted(tmp_path / "上级.xlsx", "xls", tmp_path)
    assert found(compared(sample, older.read_bytes())) == found(made)


def test_the_command(tmp_path: Path) -> None:
    file = tmp_path / "上级清单.xlsx"
    file.write_bytes(LIST)
    done = run("compare", file, root=TOWN)
    assert done.exit_code == 0, done.output
    assert "可能是：上级“权责清单”第12行" in done.output and "事项 10 项 = " in done.output
    said = json.loads(run("compare", file, "--format", "json", root=TOWN).stdout)
    assert len(said["各行"]) == 19 and {one["把握"] for one in said["发现"]} == {"是", "可能是"}
    out = run("compare", file, "--out", str(tmp_path / "对照.xlsx"), root=TOWN)
    assert out.exit_code == 0 and (tmp_path / "对照.xlsx").is_file()
    assert run("compare", file, "--list", "法规", root=TOWN).exit_code == 2
    assert run("compare", file, "--out", "甲.doc", root=TOWN).exit_code == 2
    file.write_bytes(b"not a workbook")
    refused = run("compare", file, root=TOWN)
    assert refused.exit_code == 1 and "不是 Excel 或者 WPS 表格" in refused.output
    empty = openpyxl.Workbook()
    empty.active.append(["甲"])
    file.write_bytes(saved(empty))
    nothing = run("compare", file, root=TOWN)
    assert nothing.exit_code == 1 and "没有认出哪一张表是清单" in nothing.output
