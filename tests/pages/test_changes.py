"""最近变动: newest first, each step and each change."""

from __future__ import annotations

from generator.derive.town import Town
from generator.model.values import NOTHING, Day
from generator.pages import changes
from tests.pages.shown import body_at, page_at, with_entry, with_only


def test_changes_stand_newest_first(sample: Town) -> None:
    text = page_at(changes, sample, "changes/").text
    assert text.index("2026-10-08") < text.index("2026-06-01") < text.index("2025-07-01")


def test_one_change_or_none_is_said_honestly(real: Town) -> None:
    assert "这里登每次调整；目前只有2019年方案。" in page_at(changes, real, "changes/").text
    assert "目前一次也没有登" in page_at(changes, with_only(real, "adjustments", []), "changes/").text


def test_a_missing_step_is_marked(real: Town, sample: Town) -> None:
    facts = page_at(changes, real, "changes/t2019001/")
    steps = ("提出单位", "审核单位", "合法性审查", "批准机关")
    assert [facts.fields[step] for step in steps] == ["待核：没有查到"] * 4
    assert "没有查到" not in page_at(changes, sample, "changes/t2026001/").text
    skipped = sample.record.get("t2026001").model_copy(update={"legality": NOTHING})
    facts = page_at(changes, with_entry(sample, "adjustments", skipped), "changes/t2026001/")
    assert facts.fields["合法性审查"] == "没有这一步"


def test_a_change_shows_before_and_after(sample: Town) -> None:
    html = body_at(changes, sample, "changes/t2026001/").html
    assert "<del>大型户外广告设置审核</del>" in html and "<ins>城市大型户外广告设置审核</ins>" in html
    adjustment = sample.record.get("t2026001")
    renamed = next(item for item in adjustment.items if item.action == "更名")
    change = renamed.changes[0].model_copy(update={"before": NOTHING})
    item = renamed.model_copy(update={"changes": (change,)})
    shown = with_entry(sample, "adjustments", adjustment.model_copy(update={"items": (item,)}))
    assert "<del>（空着）</del>" in body_at(changes, shown, "changes/t2026001/").html


def test_the_page_of_changes_bears_the_day_of_the_last(sample: Town) -> None:
    assert body_at(changes, sample, "changes/").day == Day.parse("2026-10-08").date
