"""What is wrong with a finished site is seen before it takes its place: each fault put into one that is right."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.checked import read_and_check
from generator.derive.town import Town
from generator.publication import making, proving
from tests.privacy import invented
from tests.towns import DAY, TOWN

_IDENTITY = invented.identity(random.Random(3))


class Finished(NamedTuple):
    """A site that is right, and what it was made from."""

    folder: Path
    made: making.Made


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The sample town's site, which is in 正式."""
    folder = tmp_path_factory.mktemp("finished") / "site"
    folder.mkdir()
    return Finished(folder, making.make(TOWN, folder, DAY, read_and_check(TOWN, DAY)))


def _proven(folder: Path, town: Town, made: making.Made) -> list[str]:
    return proving.prove(folder, town, made.addresses)


def test_a_site_that_is_right_is_right(finished: Finished) -> None:
    assert _proven(finished.folder, finished.made.town, finished.made) == []


def _lost_page(site: Path) -> None:
    (site / "authority/q002/index.html").unlink()


def _lost_data(site: Path) -> None:
    (site / "authority/q001/q001.json").unlink()


def _unknown_page(site: Path) -> None:
    shutil.copytree(site / "authority/q001", site / "authority/q999")


def _dead_link(site: Path) -> None:
    page = site / "about/index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", '<a href="../authority/q998/">x</a></main>'), "utf-8")


def _a_row_less(site: Path) -> None:
    data = site / "data/v1/powers.json"
    data.write_text(json.dumps(json.loads(data.read_bytes())[1:]), "utf-8")


def _a_table_cut_short(site: Path) -> None:
    table = site / "data/v1/guides.csv"
    table.write_bytes(table.read_bytes()[:-200])


def _example(site: Path) -> None:
    page = site / "authority/q001/index.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", "（示例）</h1>", 1), "utf-8")


def _number(site: Path) -> None:
    (site / "authority/q001/q001.json").write_text(json.dumps({"备注": f"经办人{_IDENTITY}"}), "utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_lost_page, "没有生成的页面：authority/q002/"),
        (_lost_data, "没有生成的数据：authority/q001/q001.json"),
        (_unknown_page, "记录里没有的页面：authority/q999/"),
        (_dead_link, "点不到地方的链接：about/index.html → ../authority/q998/"),
        (_a_row_less, "data/v1/powers.json 里有"),
        (_a_table_cut_short, "读回来对不上的数据：data/v1/guides.json"),
        (_example, "正式发布的网站里有示例：authority/q001/index.html"),
        (_number, "个人的号码：authority/q001/q001.json"),
    ],
)
def test_each_fault_is_told(finished: Finished, tmp_path: Path, harm: Callable[[Path], None], said: str) -> None:
    site = Path(shutil.copytree(finished.folder, tmp_path / "site"))
    harm(site)
    found = _proven(site, finished.made.town, finished.made)
    assert any(one.startswith(said) for one in found), found
    assert not any(_IDENTITY in one for one in found)
