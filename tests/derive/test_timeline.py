"""The lists on any date: what was published then, what is left out on every date, what breaks a history is told."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import record as records
from generator.checked import read_and_check
from generator.derive.timeline import timeline
from generator.derive.town import Town, derive
from generator.model.adjustment import Adjustment
from generator.opendata import catalogue, feeds
from generator.pages import changes, departments
from generator.sheets import workbook_reader
from tests.derive import histories, judging
from tests.qingdan import run
from tests.towns import DAY, edit


def test_the_lists_on_every_published_day_are_what_was_published() -> None:
    published = 0
    for seed in range(20_000, 20_150):
        history = histories.made(seed)
        published += len(history.published)
        assert list(judging.wrong(history)) == [], seed
    assert published > 600


def test_what_breaks_a_history_is_told() -> None:
    """Of each history one value, action or day of an adjustment is made another; what nobody can know may pass."""
    told = tried = 0
    for seed in range(30_000, 30_060):
        history = histories.made(seed)
        chance = random.Random(seed)
        changed = _broken(history, chance)
        if changed is None:
            continue
        tried += 1
        found = judging.told(changed.record, changed)
        told += bool(found)
        assert found or list(judging.wrong(changed)) == [], seed
    assert tried > 40 and told > tried // 2


def _broken(history: histories.History, chance: random.Random) -> histories.History | None:
    """The history with another 改为 somewhere; the timeline may not be what it was without a word."""
    written = [
        (one, i, j)
        for one in history.record.adjustments.values()
        for i, item in enumerate(one.items)
        for j, _ in enumerate(item.changes or ())
        if one.effective and one.effective.date <= history.today
    ]
    if not written:
        return None
    one, i, j = chance.choice(written)
    data = json.loads(json.dumps(histories.written(one)))
    data["事项"][i]["改了什么"][j]["改为"] = "另一个样子"
    adjustments = {**history.record.adjustments, str(one.id): Adjustment.model_validate(data)}
    return replace(history, record=replace(history.record, adjustments=adjustments))


def _on(town: Town, day: date) -> dict[str, tuple[str, str]]:
    times = timeline(town.record, town.today)
    return {str(life.entry.id): (life.name(stand), life.state(stand)) for life, stand in times.on(day)}


def test_entries_are_what_they_were(sample: Town) -> None:
    before, between, now = (_on(sample, day) for day in (date(2025, 6, 30), date(2026, 5, 31), DAY))
    assert "q001" not in before and between["q001"] == ("大型户外广告设置审核", "在用")
    assert now["q001"] == ("城市大型户外广告设置审核", "在用")
    assert between["q104"][1] == "在用" and now["q104"][1] == "收回" and "z301" not in between


def test_on_its_day_the_list_is_what_the_files_say(town: Town) -> None:
    now = _on(town, town.today)
    entries = [*town.record.powers.values(), *town.record.guides.values(), *town.record.responsibilities.values()]
    real = {str(one.id): (one.called, one.current_state) for one in entries if not (one.is_example or one.mistaken)}
    assert now == real


def test_what_was_taken_back_was_never_there(sample: Town, real: Town) -> None:
    assert sample.record.powers["q210"].mistaken and any(one.is_example for one in real.record.powers.values())
    for town in (sample, real):
        for day in (date(2000, 1, 1), date(2026, 1, 1), DAY):
            kept = {str(life.entry.id) for life, _ in timeline(town.record, DAY).on(day)}
            assert not [id_ for id_ in kept if (one := town.record.get(id_)) and (one.is_example or one.mistaken)]
            assert {id_[0] for id_ in kept} <= set("qfz")  # no decision, no body with its head, no officer


def test_who_headed_a_body_before_is_published_nowhere(root: Path) -> None:
    edit(root, "adjustments/t2026002.yml", ("说明: 主街", f"{_HEAD}说明: 主街"))
    read, problems = records.read(root)
    assert problems == [] and "王前任" in str(read.adjustments["t2026002"])
    town = derive(read, DAY)
    files = {**dict(catalogue.files(town)), **dict(feeds.files(town))}
    assert not [path for path, content in files.items() if "王前任" in content.decode()]
    pages = [*changes.bodies(town), departments.body(town.record.departments["j012"], town)]
    assert not [page.url for page in pages if "王前任" in page.html]
    assert town.record.adjustments["t2026002"].items[-1].reason == "换届"


_HEAD = """  - 事项: j012 便民服务局
    动作: 变更
    理由: 换届
    改了什么:
      - 字段: 负责人
        原为: 王前任
        改为: 石样例
"""


def test_an_adjustment_that_counts_later_changes_nothing_yet(root: Path) -> None:
    edit(root, "adjustments/t2026002.yml", ("生效日期: 2026-10-08", "生效日期: 2026-12-01"))
    found = timeline(records.read(root)[0], DAY)
    assert found.lives["q202"].state(found.lives["q202"].stands[-1]) == "在用"


def test_a_rest_that_no_adjustment_says_begins_on_its_day(sample: Town) -> None:
    resting = sample.record.guides["f006"]
    assert resting.pause
    start = resting.pause.start.date
    assert _on(sample, start)["f006"][1] == "暂停" and _on(sample, start - timedelta(days=1))["f006"][1] == "在用"


@pytest.mark.parametrize("words", [("--to", "2026-01-01"), ("--from", "2026-06-02", "--to", "2026-06-01"), ("--from", "2027-01-01"), ("--from", "2026-01-01", "--notice", "公告.docx"), ("--from", "2026-01-01", "HEAD")])  # fmt: skip
def test_days_that_cannot_be_compared_are_refused(root: Path, words: tuple[str, ...]) -> None:
    assert run("diff", *words, root=root).exit_code == 2


def test_two_days_are_compared(root: Path) -> None:
    done = run("diff", "--from", "2026-05-31", "--to", "2026-06-01", "--format", "json", root=root)
    told = {one["编号"]: one for one in json.loads(done.stdout)["改了的"]}
    assert done.exit_code == 0 and told.keys() == {"q001", "q002", "q004", "q103", "q104", "q209", "z203", "z301"}
    assert (told["q104"]["动作"], told["q001"]["动作"], told["z301"]["动作"]) == (["收回"], ["更名"], ["新增"])
    assert told["q001"]["须经调整"] == [
        {"格子": "名称", "原来": "大型户外广告设置审核", "现在": "城市大型户外广告设置审核", "调整": ["t2026001"]}
    ]
    assert "没有变" in run("diff", "--from", DAY.isoformat(), root=root).stdout
    book = root / "改了什么.xlsx"
    assert run("diff", "--from", "2026-05-31", "--to", "2026-06-01", "--out", book, root=root).exit_code == 0
    sheet = {sheet.name: sheet for sheet in workbook_reader.read(book.read_bytes()).sheets}["改了什么"]
    lines = [list(sheet.row(number).values()) for number in sheet.rows]
    renamed = ["权力清单", "q001", "城市大型户外广告设置审核", "更名", "名称"]
    assert [*renamed, "大型户外广告设置审核", "城市大型户外广告设置审核", "须经调整，t2026001 写了"] in lines


def test_the_lists_on_a_day_are_exported(root: Path, tmp_path: Path) -> None:
    data, book = tmp_path / "那天.json", tmp_path / "那天.xlsx"
    for file in (data, book):
        assert run("export", file, "--on", "2026-05-31", root=root).exit_code == 0
    powers = {row["编号"]: row for row in json.loads(data.read_bytes())["清单"]["powers"]}
    assert powers["q001"]["名称"] == "大型户外广告设置审核" and powers["q001"]["哪次调整"] == "t2025001"
    assert "q209" not in powers and "q210" not in powers
    sheets = {sheet.name: sheet for sheet in workbook_reader.read(book.read_bytes()).sheets}
    assert len(sheets["权力清单"].rows) == len(powers) + 1
    assert run("export", tmp_path / "x.xlsx", "--on", "2027-01-01", root=root).exit_code == 2
    assert run("export", tmp_path / "x.json", root=root).exit_code == 2


def test_a_record_with_errors_has_no_past(root: Path, tmp_path: Path) -> None:
    edit(root, "adjustments/t2026002.yml", ("改为: 5个工作日", "改为: 4个工作日"))
    done = run("export", tmp_path / "x.xlsx", "--on", "2026-01-01", root=root)
    assert done.exit_code == 1 and "先把上面的错误改好" in done.output and not (tmp_path / "x.xlsx").exists()


def test_ending_again_after_coming_back_is_no_error(root: Path) -> None:
    """收回, 恢复, 收回: the last one does not write the state, which is another one than the last that was written."""
    for number, day, what in (("3", "2026-10-12", _BACK), ("4", "2026-10-19", _AGAIN)):
        text = (root / "powers/adjustments/t2026002.yml").read_text("utf-8")
        text = text.replace("t2026002", f"t202600{number}").replace("2026-10-08", day)
        head, tail = text[: text.index("事项:")], text[text.index("说明:") :]
        (root / f"powers/adjustments/t202600{number}.yml").write_text(f"{head}{what}{tail}", "utf-8", newline="\n")
    edit(root, "authority/q104.yml", ("日期: 2026-06-01", "日期: 2026-10-19"))
    found = [
        problem for problem in read_and_check(root, DAY).problems if problem.code in ("H702", "H703", "H705", "H712")
    ]
    assert found == []


_BACK = """事项:
  - 事项: q104 危险化学品经营许可
    动作: 恢复
    理由: 县里没有接
    改了什么:
      - 字段: 状态
        原为: 收回
        改为: 在用
"""
_AGAIN = """事项:
  - 事项: q104 危险化学品经营许可
    动作: 收回
    理由: 县里接了
    交回给: 青榆县应急管理局
"""
