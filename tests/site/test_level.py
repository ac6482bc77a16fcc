"""A 街道 and a 乡 speak of themselves in their own words, on every page and in the search."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checked import read_and_check
from generator.derive.level import WRITTEN, Voice, level_of, voice
from generator.derive.town import derive
from generator.desk.init import job
from generator.record import Record
from generator.site import engine
from tests.towns import DAY, edit

WORDS = re.compile("镇里|镇政府")
# The names of fields, which every file writes so; another word; what stands in 《》.
NAMES = re.compile("镇里能做什么|镇里的职责|集镇里|《[^》]*》")


@pytest.fixture(scope="module")
def subdistrict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a 街道 as `qingdan init` makes it."""
    root = tmp_path_factory.mktemp("level") / "town"
    job.start(root, ["名称=样例街道", "省=山东省", "设区的市=样例市", "县=青榆县"], None, {})
    checked = read_and_check(root, DAY)
    assert checked.holds
    engine.run(root, root / "site", DAY, checked)
    return root / "site"


def test_no_page_of_a_subdistrict_calls_it_a_town(subdistrict: Path) -> None:
    told = 0
    for path in subdistrict.rglob("*.html"):
        text = NAMES.sub("", path.read_text("utf-8"))
        assert not WORDS.search(text), (path, WORDS.search(text))
        told += "街道" in text
    assert told > 100


def test_the_search_of_a_subdistrict_shows_its_own_words(subdistrict: Path) -> None:
    cards = "".join(path.read_text("utf-8") for path in subdistrict.glob("search/*/cards-*.json"))
    shown = re.findall(r'\[\d+,"[a-z]+/[^"]*","[^"]*","[^"]*"[^]]*\],\[[^]]*\],"[^"]*"', cards)
    assert len(shown) > 50 and not [card for card in shown if WORDS.search(NAMES.sub("", card))]


def test_each_level_has_its_words() -> None:
    said = "不归镇里办的，向镇政府反映；本镇核对过的，全镇都算。乡镇政府、城镇里的不变。"
    assert Voice(level_of("样例镇")).text(said) == Voice(level_of("样例开发区")).text(said) == said
    assert (
        Voice(level_of("样例民族乡"))
        .text(said)
        .startswith("不归乡里办的，向乡政府反映；本乡核对过的，全乡都算。乡镇政府、城镇里")
    )
    assert (
        Voice(level_of("样例街道"))
        .text(said)
        .startswith("不归街道办的，向街道办事处反映；本街道核对过的，全街道都算。乡镇政府")
    )


def test_what_is_quoted_and_what_machines_go_by_stays() -> None:
    speak = Voice(level_of("样例街道"), frozenset({"镇里的职责", "原镇政府院内"}))
    assert speak.text("《镇政府工作规则》、“镇里的职责”、原镇政府院内、镇政府") == (
        "《镇政府工作规则》、“镇里的职责”、原镇政府院内、街道办事处"
    )
    html = '<dt data-field="镇里能做什么" aria-label="镇里">镇里</dt><a href="?x=镇里" data-how="镇里办">镇里</a>'
    assert speak.html(html) == (
        '<dt data-field="镇里能做什么" aria-label="街道">街道</dt><a href="?x=镇里" data-how="街道办">街道</a>'
    )
    assert Voice(WRITTEN).html(html) is html


def test_what_the_record_itself_says_stays(root: Path) -> None:
    """An address keeps the house it names; what the program says beside it does not."""
    edit(root, "town.yml", ("名称: 禾泉镇", "名称: 禾泉街道"))
    edit(root, "departments/j011.yml", ("地址: ", "地址: 原镇政府院内，"))
    speak = voice(_record(root))
    assert speak.text("原镇政府院内，到镇里问") == "原镇政府院内，到街道问"


def test_messages_speak_so_too(root: Path) -> None:
    edit(root, "town.yml", ("名称: 禾泉镇", "名称: 禾泉街道"))
    edit(root, "authority/q101.yml", ("委托机关: ", "备注: 原来写在委托机关："))
    told = [problem for problem in read_and_check(root, DAY).problems if problem.code == "H422"]
    assert [problem.advice for problem in told] == ["补上“委托机关”：委托街道办的那个县级部门。"]


def _record(root: Path) -> Record:
    return derive(read_and_check(root, DAY).record, DAY).record
