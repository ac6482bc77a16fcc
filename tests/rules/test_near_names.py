"""“是不是想写” is worked out for what is told, not for everything that is wrong: twenty of a kind in a file.

Steps are counted, not seconds: how often a written word is held against all the words there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checked import read_and_check
from generator.problem import MOST
from generator.rules import references
from generator.standards import tables
from tests.towns import DAY, copied

MANY = 1500
_HEAD = (
    "编号: p901\n名称: 办样例\n资料性质: 法条整理\n说法: [办样例]\n归谁办: 甲\n镇里能做什么: 无\n核对到: 2026-10-20\n"
)
_BASIS = "依据: 《居民身份证法》第七条\n"


def _each(line: str) -> str:
    """MANY lines that differ: in a number, or in one character."""
    return "".join(line.format(n=i, c=chr(0x4E00 + i)) + "\n" for i in range(MANY))


# What stands in a file MANY times, each time a little otherwise: the code, what is asked of the first, the text.
WRONG = {
    "法规": ("H401", "是不是想写《城市道路管理条例》", "依据:\n" + _each("  - 《城市道路管理{c}条例》第一条")),
    "文件": ("H402", "先在 documents", "依据:\n" + _each("  - 甲政乙〔1999〕{n}号")),
    "格子": ("H222", "改成“说法”", _BASIS + _each("说法{c}: 甲")),
    "选项": ("H211", "是不是想写“证件户口”", _BASIS + "主题:\n" + _each("  - 证件户口{c}")),
    "出处的格子": (
        "H318",
        "是不是想写“归谁办”",
        _BASIS + "出处:\n  - 文件: 青政发〔2025〕9号\n    位置: 附件\n    字段:\n" + _each("      - 归谁办{c}"),
    ),
}


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The words that were held against all others."""
    found: list[str] = []
    real = tables._closest

    def noted(written: str, allowed: tuple[str, ...]) -> str:
        found.append(written)
        return real(written, allowed)

    monkeypatch.setattr(tables, "_closest", noted)
    yield found


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_told_is_not_looked_for(what: str, tmp_path: Path, looked: list[str]) -> None:
    code, asked, text = WRONG[what]
    root = copied(tmp_path)
    (root / "powers/elsewhere/p901.yml").write_text(_HEAD + text, "utf-8")
    told = [problem for problem in read_and_check(root, DAY).problems if problem.code == code]
    assert len(told) == MOST and f"还有{MANY - MOST}处" in told[-1].message
    assert all(asked in problem.advice for problem in (told[0], told[-1]))
    assert len(looked) <= 3 * MOST, "a word is looked for although nobody is told of it"


def test_prose_is_not_looked_through_for_more_than_is_told(tmp_path: Path, looked: list[str]) -> None:
    root = copied(tmp_path)
    (root / "content").mkdir()
    (root / "content/a.md").write_text(_each("凭《城市道路管理{c}条例》第一条。"), "utf-8")
    told = [problem for problem in read_and_check(root, DAY).problems if problem.code == "H401"]
    assert len(told) == MOST and "是不是想写《城市道路管理条例》" in told[-1].advice
    assert [problem.span.line for problem in told] == list(range(1, MOST + 1)) and len(looked) == MOST


def test_entries_are_not_searched_for_each_id_that_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    real = references._called
    monkeypatch.setattr(references, "_called", lambda name, record: searched.append(name) or real(name, record))
    root = copied(tmp_path)
    steps = _each("  - 做什么: 样例{n}\n    事项: f9{n} 甲\n    依据: 《居民身份证法》第七条")
    head = _HEAD.replace("p901", "y901").replace("归谁办: 甲\n镇里能做什么: 无\n", "")
    (root / "powers/together/y901.yml").write_text(f"{head}步骤:\n{steps}", "utf-8")
    told = [problem for problem in read_and_check(root, DAY).problems if problem.code == "H311"]
    assert len(told) == MOST == len(searched)
