"""powers/elsewhere/ 指路 and powers/together/ 一件事: for the person who does not know whose it is."""

from __future__ import annotations

from typing import Annotated

from generator.model.citation import Citation
from generator.model.entry import LifeStage, Shared
from generator.model.fields import FoundAs, Lines, Many, Part, element, must, optional
from generator.model.kind import InSearch, Kind, Numbering, Section
from generator.model.service import Theme
from generator.model.values import Address, Choice, Duration, EntryRef, Phone, Text, Title, Url, choice

StepFee = Annotated[Choice, choice("是否收费")]


class Elsewhere(Shared):
    """指路: what people ask the town for that is not the town's, and who does it."""

    suited = (("id", "p001"), ("name", "办身份证"))

    nicknames: Many[Title] = must("说法", "老百姓怎么说、怎么搜", "[办身份证, 身份证丢了]", found_as=FoundAs.CALLED)
    themes: Many[Theme] = optional("主题", "大白话的分类", "[证件户口]")
    life_stages: Many[LifeStage] = optional("人生阶段", "人到哪个阶段来办；最要紧的写在前，不属于就不写", "[出生]")
    deadline: Text = optional("别错过的期限", "过了就办不成、要多交钱的期限：多少天、从哪天算", "出生后一个月内")
    whose: Text = must("归谁办", "法律写明的去处", "常住户口所在地的公安机关")
    town_can: Text = element("镇里能做什么", "镇里帮得上什么；帮不上写“无”；镇里有没有这项权还没核实就空着", "无")
    basis: Lines[Citation] = must("依据", "哪条规定的", "《居民身份证法》第七条")
    bring: Many[Title] = optional("要带", "法条写明的材料", "[居民户口簿]")
    limit: Duration = optional("多久", "法条写明的时限", "60日")
    fee: StepFee = optional("是否收费", "法条写明的", "不收费")
    phone: Phone = optional("电话", "有出处才写", "12345")
    address: Address = optional("地址", "有出处才写", "样例路5号派出所")
    link: Url = optional("网址", "官方办理页面", "https://www.shandong.gov.cn/")


ELSEWHERE = Kind(
    letter="p",
    folder="elsewhere",
    model=Elsewhere,
    word="指路",
    title="不归镇里办的事",
    attribute="elsewhere",
    ids=Numbering(),
    given=False,
    section=Section("不归镇里办的事", "elsewhere/"),
    menu="services/",
    az=3,
    search=InSearch(place=20, turn=1, worth=0.985, shortened=False),
)


class Stage(Part):
    """步骤: one step of an undertaking, and whose it is."""

    what: Title = must("做什么", "这一步办什么", "小餐饮登记", found_as=FoundAs.STEP)
    whose: Text = element("归谁", "归哪个部门", "县级市场监督管理部门")
    entry: EntryRef = optional("事项", "站里有这一条的，写编号和名称", "f002 食品摊点备案")
    after: Many[Title] = optional("先办完", "要先办完哪一步", "[营业执照]")
    bring: Many[Title] = optional("要带", "要带什么", "[登记表, 身份证明]")
    limit: Duration = optional("多久", "法条写明的时限", "15日")
    fee: StepFee = optional("收费", "法条写明的", "不收费")
    note: Text = optional("说明", "还要知道什么")
    basis: Lines[Citation] = must("依据", "哪条规定的", "《市场主体登记管理条例》第五条")


class Fork(Part):
    """分岔: when one is in another case, what to do instead."""

    when: Text = must("情形", "什么情况", "没有固定门店的")
    instead: Text = must("怎么办", "改办什么", "办食品摊点备案")
    entry: EntryRef = optional("事项", "站里有这一条的，写编号和名称", "f002 食品摊点备案")


class Together(Shared):
    """一件事: the steps of one undertaking in order, each with whose it is."""

    suited = (("id", "y001"), ("name", "开一家小饭馆"))

    nicknames: Many[Title] = must("说法", "老百姓怎么说、怎么搜", "[开饭店, 开小吃店]", found_as=FoundAs.CALLED)
    themes: Many[Theme] = optional("主题", "大白话的分类", "[摆摊开店]")
    life_stages: Many[LifeStage] = optional("人生阶段", "人到哪个阶段来办；最要紧的写在前，不属于就不写", "[开办]")
    in_short: Text = element("一句话", "一句话说这件事", "先办营业执照，再办小餐饮登记。")
    steps: Many[Stage] = must("步骤", "按先后写")
    not_needed: Many[Text] = optional("不用办", "容易以为要办、其实不用的", "[门头招牌不用批]")
    forks: Many[Fork] = optional("分岔", "换一种情况怎么办")


TOGETHER = Kind(
    letter="y",
    folder="together",
    model=Together,
    word="一件事",
    title="一件事",
    attribute="together",
    ids=Numbering(),
    given=False,
    section=Section("一件事", "together/"),
    menu="services/",
    az=2,
    search=InSearch(place=30, turn=1, worth=0.985, shortened=False),
)
