"""What pages say of the laws behind an entry: how far each is known, and its state in its own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.derive.town import Town, derive
from generator.model.citation import ArticleName, Citation
from generator.model.reference import Law, Version
from generator.model.values import Count, Day, LawName
from generator.pages import powers
from generator.pages.grounds import known_to, notes
from tests.pages.shown import page_at

DAY = date(2026, 11, 22)
NATIONAL, LOCAL = "g012", "g101"  # 城镇排水与污水处理条例, 样例市户外广告和招牌设置管理条例


def _law(law: Law, **said: Any) -> Law:
    days = {name: Day.parse(value) for name, value in said.items() if name == "checked"}
    return law.model_copy(update={**said, **days})


def _town(sample: Town, *laws: Law, **power: Any) -> Town:
    """The sample town with q002 resting on two laws, and these laws as given."""
    basis = tuple(
        map(Citation.parse, ("《城镇排水与污水处理条例》第二十一条", "《样例市户外广告和招牌设置管理条例》第十二条"))
    )
    changed = sample.record.powers["q002"].model_copy(update={"basis": basis, **power})
    record = replace(
        sample.record,
        laws={**sample.record.laws, **{str(law.id): law for law in laws}},
        powers={**sample.record.powers, "q002": changed},
    )
    return derive(record, DAY)


def _known(sample: Town, national: dict[str, str], local: dict[str, str], checked: str = "2026-10-20") -> str:
    laws = sample.record.laws
    town = _town(sample, _law(laws[NATIONAL], **national), _law(laws[LOCAL], **local), checked=Day.parse(checked))
    return known_to(town.record.powers["q002"], town.record)


@pytest.mark.parametrize(
    ("national", "local", "checked", "said"),
    [
        (
            {"checked": "2026-06-26", "compared_with": "第三方整理"},
            {"checked": "2025-04-19", "compared_with": "第三方整理"},
            "2026-06-26",
            "照第三方整理的法律文本核对到 2026-06-26，样例市的到 2025-04-19；没有和国家法律法规数据库逐字对过",
        ),
        (
            {"checked": "2026-06-26", "compared_with": "第三方整理"},
            {"checked": "2025-04-19", "compared_with": "第三方整理"},
            "2025-01-01",  # the entry itself was compared earlier than either law
            "照第三方整理的法律文本核对到 2025-01-01；没有和国家法律法规数据库逐字对过",
        ),
        (
            {"checked": "2026-06-26", "compared_with": "国家法律法规数据库"},
            {"checked": "2026-06-26", "compared_with": "国家法律法规数据库"},
            "2026-10-20",
            "照国家法律法规数据库的文本核对到 2026-06-26",
        ),
        (
            {"checked": "2026-06-26", "compared_with": "公布机关"},
            {"checked": "2026-09-01", "compared_with": "公开报道"},
            "2026-10-20",
            "法规核对到 2026-09-01，行政法规的到 2026-06-26；原文没有看到",
        ),
    ],
)
def test_the_earlier_day_counts_for_each_basis(
    sample: Town, national: dict[str, str], local: dict[str, str], checked: str, said: str
) -> None:
    assert _known(sample, national, local, checked) == said


def test_what_rests_on_no_law_has_its_own_day(sample: Town) -> None:
    duty = sample.record.responsibilities["z101"]
    assert known_to(duty, sample.record) == f"核对到 {duty.checked}"


def _version(dated: str, effective: str = "", changed: tuple[str, ...] | None = None) -> Version:
    articles = None if changed is None else tuple(map(ArticleName.parse, changed))
    start = Day.parse(effective) if effective else None
    return Version.model_construct(
        dated=Day.parse(dated), effective=start, articles=Count.parse("60"), changed=articles
    )


@pytest.mark.parametrize(
    ("state", "versions", "said"),
    [
        ("现行", (), ""),
        ("已废止", (), "《城镇排水与污水处理条例》已废止，不能再凭它办事，现在看《城乡规划法》。"),
        (
            "部分被代替",
            (),
            "《城镇排水与污水处理条例》有的条已经由《城乡规划法》代替，两边不一样的，照《城乡规划法》办。",
        ),
        ("待核实", (), "《城镇排水与污水处理条例》现在还管不管用，没有核实。"),
        (
            "尚未施行",
            (_version("2026-11-01", "2027-03-01"),),
            "《城镇排水与污水处理条例》从 2027-03-01 起才施行，在那以前不能凭它办事。",
        ),
        (
            "已修改",
            (_version("2026-11-01"),),
            "《城镇排水与污水处理条例》2026-11-01 改过，这一页还没有照改过的文本看过，条号、内容可能变了。",
        ),
        (
            "已修改",
            (_version("2026-11-01", changed=("第二十二条",)),),
            "",
        ),
        ("已修改", (_version("2026-09-01"),), "《城镇排水与污水处理条例》修改过，这里照修改以后的条号写。"),
        (
            "现行",
            (_version("2026-11-01", "2027-01-01"),),
            "《城镇排水与污水处理条例》2027-01-01 起换新的文本，到那天条号、内容可能变。",
        ),
    ],
)
def test_each_state_of_a_law_has_its_own_words(
    sample: Town, state: str, versions: tuple[Version, ...], said: str
) -> None:
    law = sample.record.laws[NATIONAL]
    changed = _law(law, state=state, successor=LawName("城乡规划法"), versions=(*versions, *law.versions))
    town = _town(sample, changed)
    power = town.record.powers["q002"]
    assert notes(power, town.record, DAY) == ([said] if said else [])
    assert said in page_at(powers, town, "authority/q002/").text


def test_what_has_ended_is_not_told(sample: Town) -> None:
    law = _law(sample.record.laws[NATIONAL], state="已废止")
    ending = next(power.ending for power in sample.record.powers.values() if power.ending)
    town = _town(sample, law, ending=ending)
    assert notes(town.record.powers["q002"], town.record, DAY) == []
