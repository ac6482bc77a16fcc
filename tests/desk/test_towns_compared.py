"""qingdan towns: every row of both towns is accounted for, what is alike stands apart, hostile data are refused."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.derive.town import Town
from generator.desk.towns.pairing import paired
from generator.model.authority import POWER
from generator.opendata import catalogue
from tests import web
from tests.qingdan import run


def _folder(town: Town, place: Path) -> Path:
    """What a town publishes, in a folder."""
    for path, content in catalogue.files(town):
        if path.startswith("data/v1/"):
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
    return place


@pytest.fixture
def both(sample: Town, tmp_path: Path) -> tuple[Path, Path]:
    """The sample town, and a neighbour that has other ids, one name written otherwise, one power less and one more."""
    here, there = _folder(sample, tmp_path / "禾泉"), _folder(sample, tmp_path / "邻镇")
    file = there / "data/v1/powers.json"
    rows = json.loads(file.read_bytes())
    for row in rows:
        row["编号"] = row["编号"].replace("q", "q9")
        row.pop("基本编码", None) if row["编号"] == "q9201" else None
    by_id = {row["编号"]: row for row in rows}
    by_id["q9001"]["行使方式"] = "委托"
    by_id["q9203"]["名称"] = by_id["q9203"]["名称"] + "工作"
    by_id["q9203"].pop("基本编码", None)
    del by_id["q9102"]
    by_id["q9999"] = {**by_id["q9201"], "编号": "q9999", "名称": "完全不同的一件事"}
    file.write_text(json.dumps(list(by_id.values()), ensure_ascii=False), "utf-8")
    index = there / "data/v1/index.json"
    index.write_bytes(index.read_bytes().replace("禾泉镇".encode(), "邻禾镇".encode()))
    return here, there


def test_what_differs_is_said_and_every_row_is_accounted_for(both: tuple[Path, Path]) -> None:
    done = run("towns", *both, "--format", "json")
    powers = next(one for one in json.loads(done.stdout)["清单"] if one["清单"] == "powers")
    pairs = {one["这边"]: one for one in powers["都有"]}
    assert pairs["q001"]["不一样的"] == [{"格子": "行使方式", "这边": "赋权", "那边": "委托"}]
    assert powers["只有这边有"] == ["q102"] and powers["只有那边有"] == ["q9999"]
    (perhaps,) = powers["可能一样"]
    assert (perhaps["这边"], perhaps["那边"]) == ("q203", "q9203") and perhaps["怎么对上的"].startswith("名称像")
    rows = json.loads((both[0] / "data/v1/powers.json").read_bytes())
    real = [row["编号"] for row in rows if row["示例"] == "否"]
    assert sorted([*pairs, perhaps["这边"], *powers["只有这边有"]]) == sorted(real)
    assert f"禾泉镇 {len(real)} 条，邻禾镇 {len(real)} 条" in run("towns", *both).stdout


def test_workbook_and_page_say_the_same(both: tuple[Path, Path], tmp_path: Path) -> None:
    book, page = tmp_path / "两镇.xlsx", tmp_path / "两镇.html"
    for file in (book, page):
        assert run("towns", *both, "--out", file).exit_code == 0
    sheet = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))["权力清单"]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)][1:]
    facts = web.read(page.read_text("utf-8"))
    assert facts.unclosed == [] and facts.loaded == []
    for row in rows:
        assert all(cell in facts.text for cell in row)
    assert ["不一样", "q001"] in [row[:2] for row in rows]
    assert run("towns", *both, "--out", book).exit_code == 1  # it is there already


def test_any_two_lists_are_accounted_for() -> None:
    """Random rows: each stands in exactly one place, and a list beside itself is the same."""
    chance = random.Random(5)
    for _ in range(150):
        here, there = ([_row(chance, number) for number in range(chance.randint(0, 9))] for _ in "ab")
        found = paired(POWER, here, there)
        left = [pair.here["编号"] for pair in (*found.both, *found.perhaps)] + [row["编号"] for row in found.here]
        right = [pair.there["编号"] for pair in (*found.both, *found.perhaps)] + [row["编号"] for row in found.there]
        assert sorted(left) == sorted(row["编号"] for row in here)
        assert sorted(right) == sorted(row["编号"] for row in there)
        same = paired(POWER, here, [dict(row) for row in here])
        assert len(same.both) == len(here) and not same.perhaps and not same.here and not same.there


def _row(chance: random.Random, number: int) -> dict[str, Any]:
    name = "".join(chance.choices("占用挖掘城市道路许可审批未变更注销", k=chance.randint(1, 8)))
    row = {"编号": f"q{number + 101}", "名称": name, "示例": "否", "类型": chance.choice(("行政许可", "行政处罚"))}
    return row | ({"基本编码": f"{chance.randint(0, 5):012}"} if chance.random() < 0.4 else {})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "读不出来"),
        (b'{"a": 1}', "不是一条一条的清单"),
        (b"[1, 2]", "不是一条一条的清单"),
        (b'[{"\xe7\xbc\x96\xe5\x8f\xb7": 5}]', "不是一条一条的清单"),
        (b"[" * 100_000, "读不出来"),
        (b"\xff\xfe", "读不出来"),
    ],
)
def test_what_is_no_published_data_is_refused(both: tuple[Path, Path], content: bytes, said: str) -> None:
    (both[1] / "data/v1/powers.json").write_bytes(content)
    done = run("towns", *both)
    assert done.exit_code == 1 and said in done.output


def test_a_folder_without_data_is_refused_and_text_stays_text(both: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert "没有 data/v1/index.json" in run("towns", both[0], tmp_path / "空").output
    file = both[1] / "data/v1/powers.json"
    file.write_text(file.read_text("utf-8").replace("完全不同的一件事", "<script>x</script>\\u001b[31m"), "utf-8")
    page = tmp_path / "两镇.html"
    assert run("towns", both[0] / "data/v1", both[1], "--out", page).exit_code == 0
    assert "<script>x" not in page.read_text("utf-8") and "\x1b" not in run("towns", *both).output
