"""A cited article that does not exist, and one that says something else than before, are found in texts of laws."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator import record
from tests.citations import texts
from tests.citations.__main__ import cited, judged
from tests.towns import TOWN

_OLD = "# 样例市户外广告条例\n\n2023年10月26日通过\n\n第十二条 大型的要批准。\n\n第十四条 七个工作日。\n\n第二十五条 罚款。\n"
_NEW = "# 样例\n\n2025年12月25日修订\n\n## 第一章\n\n**第十二条** 大型的要批准。\n\n**第十四条** 三十日内决定，另有规定的除外。\n"


def test_what_is_missing_or_unlike_is_found(tmp_path: Path) -> None:
    title = "样例市户外广告和招牌设置管理条例"
    for folder, name, text in (("old", f"{title}(2023-10-26).md", _OLD), ("new", f"{title}.md", _NEW)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, "utf-8")
    old, new = texts.read([tmp_path / "old"], [title]), texts.read([tmp_path / "old", tmp_path / "new"], [title])
    assert old[title].day == date(2023, 10, 26) and new[title].day == date(2025, 12, 25)

    town, _ = record.read(TOWN)
    found = {
        str(article): alike for _, law, article, alike in judged(list(cited(town, TOWN)), new, old) if law == title
    }
    assert found["第十二条"] == 1
    assert found["第十四条"] is not None and 0 < found["第十四条"] < 0.9
    assert found["第二十五条"] == 0
