"""What the page of a guide says, section by section, in a resident's words.

In: a guide and the writer of its page. Out: the values that guide_body.html prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.derive.answers import in_full
from generator.derive.town import Town
from generator.model.service import Case, Charge, Guide, Step
from generator.model.values import Text, YesNo, is_nothing
from generator.opendata.attachments import served_name
from generator.pages import words
from generator.pages.components import Fact
from generator.pages.escaping import markup, quoted
from generator.pages.writing import Writer


@dataclass(frozen=True, slots=True)
class CaseOfGuide:
    """One of several ways in which a matter arises; its number ties to it what holds for it alone."""

    number: int
    name: str
    facts: Sequence[Fact]


def cases(guide: Guide, write: Writer) -> tuple[list[CaseOfGuide], list[Fact]]:
    """Returns the cases of a guide, and what is the same in all of several: it is said once."""
    told = [_case(case, write) for case in guide.cases or ()]
    alike = [fact for fact in told[0] if all(fact in facts for facts in told)] if len(told) > 1 else []
    return [
        CaseOfGuide(number, str(case.name), [fact for fact in facts if fact not in alike])
        for number, (case, facts) in enumerate(zip(guide.cases or (), told, strict=True), 1)
    ], alike


def _case(case: Case, write: Writer) -> list[Fact]:
    return write.facts(
        ("办理情形·什么时候用", "什么时候用", case.when),
        ("办理情形·什么时候申请", "什么时候申请", case.apply),
        ("办理情形·承诺办结时限", "承诺多久办好", case.promised_limit),
        ("办理情形·法定办结时限", "法律规定最长", case.legal_limit),
        ("办理情形·有效期", "证管多久", case.validity),
        ("办理情形·特别说明", "要注意", case.note),
        ("办理情形·依据", "依据", case.basis),
    )


def conditions(guide: Guide, write: Writer) -> list[Fact]:
    """Returns who may come, and who may not; conditions that the first screen tells in full are not repeated."""
    return write.facts(
        ("受理条件", "要符合", None if in_full(guide) else guide.conditions),
        ("不予办理的情形", "这些情况办不了", guide.refused),
        ("数量限制", "名额", _or_none(guide.quota, "不限")),
    )


# 怎么走.


@dataclass(frozen=True, slots=True)
class StepOfGuide:
    """A step: what it is called, what is done, by whom, how long, to what end."""

    stage: str
    work: str
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Flow:
    """The steps, and what goes along with them; `shared` are those of all such matters."""

    steps: Sequence[StepOfGuide]
    shared: bool
    field: str
    along: Sequence[Fact]


def flow(guide: Guide, write: Writer) -> Flow | None:
    """Returns how a matter goes, None where nothing is known of it."""
    steps = steps_of(guide, write.town)
    along = write.facts(
        ("特别程序", "还要", guide.special),
        ("联办机构", "一起办的单位", _joined(guide.joint)),
        ("中介服务", "要不要请中介", _or_none(guide.intermediary, "不用请")),
    )
    if not (steps or along):
        return None
    return Flow(
        [_step(step) for step in steps],
        bool(guide.flow and not guide.steps),
        "办理环节" if guide.steps else "办理流程",
        along,
    )


def steps_of(guide: Guide, town: Town) -> tuple[Step, ...]:
    """Returns a guide's own steps; where it has none those that all powers of a type share."""
    template = town.record.template_of.get(str(guide.flow)) if guide.flow else None
    return guide.steps or (template.flow if template else None) or ()


def _step(step: Step) -> StepOfGuide:
    facts = (
        ("办理环节·谁办", "", step.by),
        ("办理环节·时限", "", step.limit),
        ("办理环节·结果", "结果：", step.outcome),
    )
    return StepOfGuide(
        str(step.stage),
        str(step.work or ""),
        [Fact(field, "", f"{word}{value}") for field, word, value in facts if value],
    )


# 多久, 多少钱, 拿到什么, 还能怎么办.


def limits(guide: Guide, write: Writer) -> list[Fact]:
    """Returns how long it takes, and how that is counted."""
    return write.facts(
        ("承诺办结时限", "承诺多久办好", guide.promised_limit),
        ("法定办结时限", "法律规定最长", guide.legal_limit),
        ("法定办结时限说明", "怎么算", guide.legal_limit_note),
        ("不计入时限", "这些时间另算", guide.not_counted),
    )


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge under its name, or, without a name, what holds for all of them."""

    name: str
    facts: Sequence[Fact]


def fees(guide: Guide, write: Writer) -> list[Fee]:
    """Returns each charge, then what holds for all of them."""
    charges = [Fee(str(charge.name), _charge(charge, write)) for charge in guide.charges or ()]
    ground = "凭什么不收" if guide.fee == "不收费" else "收费依据"
    whole = write.facts(
        ("收费依据", ground, guide.fee_basis),
        ("是否支持网上支付", "能不能网上交", _able(guide.pay_online) if charges else None),
    )
    return [*charges, Fee("", whole)] if whole else charges


def _charge(charge: Charge, write: Writer) -> list[Fact]:
    return write.facts(
        ("收费项目·标准", "多少钱", charge.standard),
        ("收费项目·减免", "可以少交、不交", charge.relief),
        ("收费项目·依据", "凭什么收", charge.basis),
        ("收费项目·减免依据", "凭什么少交", charge.relief_basis),
    )


def result(guide: Guide, write: Writer) -> list[Fact]:
    """Returns what one gets."""
    facts = write.facts(
        ("结果名称", "名称", guide.result),
        ("结果类型", "是什么", guide.result_type),
        ("结果载明", "上面写", _joined(guide.result_states)),
        ("有效期", "管多久", guide.validity),
    )
    if guide.result_sample and not is_nothing(guide.result_sample):
        name = str(guide.result_sample)
        facts.append(Fact("结果样本", "样子", _sample(guide, name)))
    return facts


def _sample(guide: Guide, name: str) -> Markup:
    href, shown = served_name(str(guide.id), name), quoted(name)
    return markup(f'<a href="{href}" download="{shown}">{shown}</a>')


def ways(guide: Guide, write: Writer) -> list[Fact]:
    """Returns the other ways to get it done: on the net, by mail, through somebody else."""
    return write.facts(
        ("办理形式", "怎么交", _joined(guide.ways)),
        ("网上办理地址", "网上办", guide.online),
        ("移动端办理地址", "手机上办", guide.mobile),
        ("网上办理深度", "网上办到哪一步", guide.depth),
        ("是否支持预约办理", "能不能预约", _able(guide.bookable)),
        ("是否支持物流快递", "能不能寄", _able(guide.express)),
        ("村级代办", "村里能不能代办", guide.proxy),
        ("必须现场办理原因", "为什么要跑", guide.why_visit),
        ("通办范围", "在哪些地方能办", guide.reach),
    )


def labels(guide: Guide, write: Writer) -> list[Fact]:
    """Returns what the guide is filed under."""
    audience = tuple(words.AUDIENCES.get(str(who), str(who)) for who in guide.audience or ())
    return write.facts(
        ("俗称", "大家也叫", _joined(guide.nicknames)),
        ("服务对象", "谁来办", _joined(audience or guide.audience)),
        ("主题", "归在", _joined(guide.themes)),
        ("人生阶段", "人生阶段", _joined(guide.life_stages)),
        ("审批方式", "审批方式", guide.approval),
        ("业务办理项编码", "业务办理项编码", guide.handling_code),
    )


def _joined(values: tuple[Any, ...] | None) -> Any:
    """Returns a list of short words as one line."""
    return Text("、".join(map(str, values))) if values else values


def _able(answer: YesNo | None) -> Text | None:
    """Returns 是 or 否 as the answer to “能不能”."""
    return None if answer is None else Text("能" if answer else "不能")


def _or_none(value: Text | None, said: str) -> Text | None:
    """Returns a value; where it is “无”, what that means here."""
    return Text(said) if is_nothing(value) else value
