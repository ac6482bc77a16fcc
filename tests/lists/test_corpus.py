"""Six lists of the corpus: layouts and kinds of file that differ; `python -m tests.lists` takes all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lists import formats
from tests.lists.judging import judge
from tests.lists.layouts import LAYOUTS
from tests.towns import copied, edit

SIX = [
    ("类型合并成一格", "xlsx"),
    ("一类一段，小标题说类型", "2003的XML"),
    ("依据带条文原文", "docx"),
    ("有隐藏的行、划掉的行", "xlsx"),
    ("夹着公共服务", "csv，GB18030"),
    ("办事指南，一件一张", "网页"),
]


@pytest.fixture(scope="module")
def demonstrating(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("town"))
    edit(root, "town.yml", ("发布状态: 正式", "发布状态: 演示"))
    return root


@pytest.mark.parametrize(("name", "kind"), SIX)
def test_what_went_in_is_what_comes_out(name: str, kind: str, demonstrating: Path) -> None:
    made = LAYOUTS[name]()
    content = formats.xlsx(made) if kind == "xlsx" else formats.PLAIN[kind](made)
    verdict = judge(made, content, demonstrating)
    assert not verdict.silent and not verdict.lost and not verdict.untold, verdict
    assert verdict.right == verdict.items > 5
