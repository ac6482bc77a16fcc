"""放权事项的台账: every power that was handed down, no figures told from none, few cases first; page and workbook agree."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl

from generator.derive.evaluation import NO_FIGURES, accounts
from generator.derive.town import Town
from generator.model.amounts import Count
from generator.pages import evaluation, powers
from tests import web
from tests.qingdan import run


def test_every_power_that_was_handed_down_is_in_it_once(town: Town) -> None:
    powers = town.record.powers.values()
    handed = {str(one.id) for one in powers if one.mode != "法定" and not (one.is_example or one.mistaken)}
    found = [str(account.power.id) for account in accounts(town.record)]
    assert sorted(found) == sorted(handed)
    facts = web.read(evaluation.body(town).html)
    assert facts.unclosed == [] and facts.inline == [] and len(facts.links) >= len(found)


def test_no_figures_are_told_from_none(sample: Town) -> None:
    power = sample.record.powers["q001"]
    none = power.use[0].model_copy(update={"accepted": Count("0", 0)})
    for use, said, first in (((none,), "受理0", True), (None, NO_FIGURES, False)):
        changed = power.model_copy(update={"use": use})
        found = accounts(replace(sample.record, powers={**sample.record.powers, "q001": changed}))
        places = [str(account.power.id) for account in found if not account.power.ended]
        account = next(account for account in found if account.power.id == "q001")
        assert said in account.cases and (places[0] == "q001") == first
        assert first or places[-1] == "q001"


def test_what_takes_an_expert_stands_before_what_few_ask_for(sample: Town) -> None:
    ended = [account for account in accounts(sample.record) if account.power.ended]
    assert str(ended[0].power.id) == "q104" and ended[0].expert and ended[0].accepted == 1


def test_what_came_with_a_power_stands_on_its_page(sample: Town) -> None:
    facts = web.read(powers.body(sample.record.powers["q001"], sample).html).fields
    assert {"交接·案卷", "交接·账号", "交接·印章", "交接·培训"} <= facts.keys()
    assert "2026-04-10 青榆县综合行政执法局：抽查3件" in facts["检查督导"] and "整改：补齐" in facts["检查督导"]


def test_the_newest_year_counts(sample: Town) -> None:
    power = sample.record.powers["q001"]
    older = power.use[0].model_copy(update={"year": type(power.use[0].year)("2024", 2024), "accepted": Count("99", 99)})
    changed = power.model_copy(update={"use": (older, *power.use)})
    (account,) = accounts(replace(sample.record, powers={"q001": changed}))
    assert account.accepted == 6 and account.cases.startswith("2025年")


def test_workbook_and_page_say_the_same(sample: Town, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "台账.xlsx"
    assert run("export", file, "--account", root=root).exit_code == 0
    head, *lines = openpyxl.load_workbook(io.BytesIO(file.read_bytes())).active.iter_rows(values_only=True)
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    text = web.read(evaluation.body(sample).html).text
    assert [row["编号"] for row in rows] == [str(account.power.id) for account in accounts(sample.record)]
    for row in rows:
        for name in ("交接", "支持保障", "年度办件", "投诉复议", "检查督导"):
            assert (row[name] or "") in text, (row["编号"], name)
    assert any("抽查3件" in (row["检查督导"] or "") for row in rows) and any(
        row["投诉复议"] == NO_FIGURES for row in rows
    )
    for words in (
        ("台账.zip", "--account"),
        ("台账.xlsx", "权力清单", "--account"),
        ("台账.xlsx", "--account", "--data"),
    ):
        assert run("export", tmp_path / f"另{words[0]}", *words[1:], root=root).exit_code == 2
