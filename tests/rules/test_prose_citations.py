"""Citations in prose: the same rules as in the record, with the place of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator import record
from generator.checked import read_and_check
from generator.rules import prose_citations
from tests.towns import TOWN

DAY = date(2026, 11, 22)
_PAGE = """---
核对到: {checked}
---

# 样例

- 见《行政许可法》第九十九条。
- 又见《居民身份证条例》第三条；《样例集》没有条号，不问。
- 排水见《样例市城市容貌管理办法》第三条。
- 广告见《样例市户外广告条例》第十二条、第十三条，《样例市户外广告条例》第八条没有改。
"""


def _found(root: Path, checked: str) -> list[tuple[str, int, int, str]]:
    town, _ = record.read(TOWN)
    page = root / "content" / "help" / "a.md"
    page.parent.mkdir(parents=True)
    page.write_text(_PAGE.format(checked=checked), "utf-8")
    problems = prose_citations.problems(root, town, DAY)
    return [(problem.code, *problem.span[:2], problem.message) for problem in problems]


def test_what_does_not_hold_is_told_with_its_place(tmp_path: Path) -> None:
    assert _found(tmp_path, "2026-10-20") == [
        ("H403", 7, 4, "《行政许可法》一共83条，没有第九十九条"),
        ("H401", 8, 5, "法规清单里没有《居民身份证条例》"),
        ("H405", 9, 6, "《样例市城市容貌管理办法》已废止，由《样例市户外广告和招牌设置管理条例》代替"),
    ]


def test_an_article_that_was_changed_since_the_page_was_read_is_told(tmp_path: Path) -> None:
    assert _found(tmp_path, "2025-10-20")[-1] == (
        "H406",
        10,
        6,
        "《样例市户外广告和招牌设置管理条例》2026-03-01 起改了这一条，这里只核对到 2025-10-20",
    )


def test_a_page_without_a_day_is_not_told_of_changes(tmp_path: Path) -> None:
    assert "H406" not in {code for code, *_ in _found(tmp_path, "待核")}


def test_the_check_of_a_town_looks_at_its_prose(root: Path) -> None:
    page = root / "content" / "a.md"
    page.parent.mkdir()
    page.write_text("# 样例\n\n见《行政许可法》第九十九条。\n", "utf-8")
    found = [problem for problem in read_and_check(root, DAY).problems if problem.file == "content/a.md"]
    assert [(problem.code, problem.span.line, problem.span.column) for problem in found] == [("H403", 3, 2)]
