"""`qingdan list` shows every file once, also those that cannot be read, in columns that align."""

from __future__ import annotations

import json

import pytest

from generator import record
from generator.model.kinds import KINDS, LISTS, meant_by
from generator.reports import display_width
from tests.qingdan import run
from tests.towns import TOWN


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("q", "权力清单"),
        ("权力", "权力清单"),
        ("权力清单", "权力清单"),
        ("authority", "权力清单"),
        ("指路", "不归镇里办的事"),
        ("机构", "机构"),
        ("决定", "执法决定"),
        ("t", "动态调整"),
        ("town.yml", "镇的基本情况"),
        ("抽查事项", "随机抽查事项"),
        ("拼音", "拼音"),
    ],
)
def test_words_for_a_list(word, title):
    assert [kind.title for kind in meant_by(word)] == [title]


def test_a_folder_may_hold_two_lists():
    assert [kind.letter for kind in meant_by("responsibility")] == ["z", "r"]


def test_every_file_is_listed_once():
    town, _ = record.read(TOWN)
    shown = run("list", root=TOWN).output
    for file in town.files.values():
        assert sum(line.endswith(f"  {file.path}") for line in shown.split("\n")) == 1, file.path
    for kind in KINDS:
        if entries := town.list_of(kind):
            assert f"{kind.title}　{len(entries)} 个" in shown
            assert all(str(getattr(entry, "name", "")) in shown for entry in entries.values())


def test_columns_align_under_wide_characters():
    lines = [line for line in run("list", "权力", root=TOWN).output.split("\n") if line.startswith("  q")]
    assert len({display_width(line[: line.index("powers/")]) for line in lines}) == 1
    assert len({len(line[: line.index("powers/")]) for line in lines}) > 1


def test_ids_are_in_the_order_of_their_numbers(root):
    entry = (root / "powers/authority/q001.yml").read_text("utf-8")
    (root / "powers/authority/q1000.yml").write_text(entry.replace("q001", "q1000"), "utf-8")
    ids = [line.split()[0] for line in run("list", "q", root=root).output.split("\n")[1:] if line]
    assert ids == sorted(ids, key=lambda id_: int(id_[1:])) and ids[-1] == "q1000"


def test_broken_files_are_listed_too(root):
    (root / "powers/authority/q001.yml").write_text("编号：q001\n", "utf-8")
    (root / "powers/vocabulary/拼音.yml").write_text("拼音：无\n", "utf-8")
    shown = run("list", root=root).output
    line = next(line for line in shown.split("\n") if "powers/authority/q001.yml" in line)
    assert "读不出来" in line and "1 个读不出来" in shown
    body = json.loads(run("list", "拼音", "--format", "json", root=root).output)
    assert body["清单"][0]["条目"] == [
        {"编号": "", "名称": "拼音", "文件": "powers/vocabulary/拼音.yml", "读得出来": False}
    ]


def test_json_counts():
    body = json.loads(run("list", "--format", "json", root=TOWN).output)["清单"]
    assert [item["名称"] for item in body] == [kind.title for kind in (*KINDS, *LISTS)]
    assert all(item["数量"] == len(item["条目"]) for item in body)


def test_wrong_word_and_no_record(tmp_path):
    wrong = run("list", "没有这种", root=TOWN)
    assert wrong.exit_code == 2 and "权力清单" in wrong.output
    empty = run("list", root=tmp_path)
    assert empty.exit_code == 1 and "H300" in empty.output


def test_a_table_of_a_year_says_which():
    said = run("list", "年度执法数据", root=TOWN).stdout
    assert "年度执法数据（2024年）" in said and "年度执法数据（2025年）" in said
