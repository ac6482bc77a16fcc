"""What `qingdan export` makes beside the forms: national elements, the register of data, the package; all without examples."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from generator.derive.town import Town
from generator.model.authority import Power
from generator.model.fields import named_fields
from generator.model.service import Guide
from generator.model.town import TownFile
from generator.opendata.rows import DERIVED, OPEN_LISTS
from generator.standards import tables
from tests.qingdan import run
from tests.towns import ROOT


def _sheets(root: Path, file: Path, option: str) -> dict[str, list[dict[str, str]]]:
    """The sheets that an export makes, each row by the names of its columns."""
    assert run("export", file, option, root=root).exit_code == 0
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(file.read_bytes())):
        head, *lines = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, (cell or "" for cell in line), strict=True)) for line in lines]
    return found


def test_every_element_is_a_field_of_the_record_or_none() -> None:
    whole = tables.load("national_item.yml")
    for one in whole["要素"]:
        known = {"指南": named_fields(Guide), "权力": {**named_fields(Power), **DERIVED}, "镇": named_fields(TownFile)}
        assert one["格子"] in known[one["来自"]] if "来自" in one else "格子" not in one, one
    for title, name in (("材料", "申请材料"), ("收费", "收费项目"), ("常见问题", "常见问题")):
        part = named_fields(Guide)[name].part
        assert part and all(one["格子"] in named_fields(part) for one in whole[title])


def test_guides_in_national_elements_and_what_they_lack(sample: Town, root: Path, tmp_path: Path) -> None:
    sheets = _sheets(root, tmp_path / "事项.xlsx", "--national")
    rows = {row["编号"]: row for row in sheets["事项"]}
    assert rows.keys() == {str(one.id) for one in sample.record.guides.values() if not one.ended}
    first = rows["f001"]
    assert (first["事项名称"], first["实施主体"]) == ("临时占用城市道路许可", "禾泉镇人民政府")
    assert (first["承诺办结时限"], first["承诺办结时限单位"]) == ("5", "个工作日")
    assert first["权力来源"] == "2 上级下放" and first["设定依据"].startswith("《城市道路管理条例》")
    for line in sheets["缺的"]:
        empty = sum(not row[line["要素"]] for row in rows.values())
        assert line["多少件空着"] == f"{empty}/{len(rows)}"
    assert {line["要素"] for line in sheets["缺的"]} == {
        n for n in first if n != "编号" and not all(r[n] for r in rows.values())
    }
    materials = sum(len(one.materials or ()) for one in sample.record.guides.values() if not one.ended)
    assert len(sheets["材料"]) == materials


def test_the_register_names_every_list_that_has_something(root: Path, tmp_path: Path) -> None:
    sheets = _sheets(root, tmp_path / "登记表.xlsx", "--register")
    assert len(sheets["数据目录"]) > 12 and {row["更新周期"] for row in sheets["数据目录"]} == {"待填"}
    fields = {(row["目录名称"], row["数据项"]) for row in sheets["数据项"]}
    assert ("权力清单", "行使方式") in fields and ("权力清单", "区划代码") in fields


@pytest.mark.parametrize("option", ["--national", "--register", "--account"])
def test_no_example_leaves_in_a_workbook(real: Town, tmp_path: Path, option: str) -> None:
    text = "".join(
        str(cell)
        for rows in _sheets(ROOT, tmp_path / "表.xlsx", option).values()
        for row in rows
        for cell in row.values()
    )
    examples = [one for one in real.record.entries() if one.is_example]
    assert len(examples) > 50 and not [one.id for one in examples if one.called in text and len(one.called) > 12]


def test_no_example_leaves_in_the_package(tmp_path: Path) -> None:
    file = tmp_path / "数据.zip"
    assert run("export", file, "--data", root=ROOT).exit_code == 0
    with zipfile.ZipFile(file) as packed:
        names = set(packed.namelist())
        assert {f"{list_.name}.csv" for list_ in OPEN_LISTS} | {"datapackage.json", "powers.xlsx"} <= names
        assert not [name for name in names if name.endswith(".csv") and ",示例,是," in packed.read(name).decode()]


@pytest.mark.parametrize(
    "words", [("数据.xlsx", "--data"), ("数据.zip",), ("表.zip", "--national"), ("表.xlsx", "权力清单", "--register"), ("表.xlsx", "--account", "--on", "2026-01-01")]
)  # fmt: skip
def test_what_does_not_go_together_is_refused(root: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run("export", tmp_path / words[0], *words[1:], root=root).exit_code == 2
