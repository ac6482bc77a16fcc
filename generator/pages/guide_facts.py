"""What the page of a guide says, section by section, in a resident's words.

In: a guide, the town, the page's writer. Out: the values that guide.html prints. Used by `pages.guides`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from generator.derive.answers import Answer, answers, in_full, spoken, unanswered
from generator.derive.completeness import in_force
from generator.derive.town import Town
from generator.model.service import Case, Charge, Guide, Material, Step
from generator.model.values import NOTHING, Count, Leaf, Text, YesNo
from generator.pages import words
from generator.pages.body import quoted
from generator.pages.writing import Link, Writer
from generator.pictures import figures

# Where an answer of the first screen is told in full: the section, and what its link says.
_MORE = {
    "answerable": "不服怎么办",
    "cases": "看每一种",
    "conditions": "看是哪几条",
    "fees": "看收费",
    "limits": "看怎么算",
    "materials": "看材料单",
}
Rows = list[tuple[str, str, Markup | list[Markup]]]


def content(guide: Guide, town: Town, write: Writer) -> dict[str, Any]:
    """Everything a page says of how a thing is done, section by section."""
    record = town.record
    steps = steps_of(guide, town)
    answered = answers(guide, record)
    return {
        "pending": words.pending(unanswered(guide, record, answered)),
        "below": "下面写的都是法规里有的。" if guide.standing == "法条整理" else "下面写的是现在知道的。",
        "answers": [_answer(answer, guide, write) for answer in answered],
        "cases": [_case(number, case, write) for number, case in enumerate(guide.cases or (), 1)],
        "conditions": _conditions(guide, write),
        "not_to_confuse": write.lines(guide.not_to_confuse),
        "materials": [_material(material, guide, write) for material in guide.materials or ()],
        "unlisted": guide.materials is None,
        "to_state": write.lines(guide.to_state),
        "steps": [_step(step) for step in steps],
        "picture": _picture(tuple(figures.Step(str(step.stage), str(step.limit or "")) for step in steps)),
        "shared_flow": bool(guide.flow and not guide.steps),
        "flow_field": "办理环节" if guide.steps else "办理流程",
        "along": _along(guide, write),
        "limits": _limits(guide, write),
        "fees": _fees(guide, write),
        "result": _result(guide, write),
        "ways": _ways(guide, write),
        "questions": guide.questions or (),
        "complaint": write.known(in_force(guide, record, "complaint_phone")),
        "labels": _labels(guide, write),
    }


def _answer(answer: Answer, guide: Guide, write: Writer) -> dict[str, Any]:
    """A row of the first screen; a line that holds for one case only says for which."""
    lines = [
        (
            line.field or answer.label,
            _phrase(line.field, line.value, write),
            _case_of(str(line.value), guide) if answer.more == "cases" else "",
        )
        for line in answer.lines
    ]
    fields = {line.field for line in answer.lines}
    return {
        "label": answer.label,
        "lines": lines,
        "style": "q-glance--several" if len(lines) > 1 and len(fields) == 1 else "",
        "more": Link(_MORE[answer.more], f"#{answer.more}") if answer.more else None,
    }


def _case_of(line: str, guide: Guide) -> str:
    """The number of the case that a line such as “新设：受理后3个工作日” is about, "" where it is none."""
    name = line.partition("：")[0]
    return next((str(number) for number, case in enumerate(guide.cases or (), 1) if case.name == name), "")


def phrase(field: str, value: Leaf | str) -> str:
    """A value of the first screen as one says it."""
    if field == "到办事现场次数":
        return words.visits(value.number if isinstance(value, Count) else 0)
    if field == "是否收费":
        return words.FEES.get(str(value), "不收钱")
    if field == "承办机构":
        return f"镇里由{value}承办"
    return str(value)


def _phrase(field: str, value: Leaf | str, write: Writer) -> Markup:
    """The same, linked to what it names."""
    if field == "承办机构":
        return Markup(f"镇里由{write.value(value)}承办")  # type: ignore[arg-type]
    said = phrase(field, value)
    return write.value(value) if said == str(value) else Markup(quoted(said))  # type: ignore[arg-type]


def _case(number: int, case: Case, write: Writer) -> dict[str, Any]:
    rows = write.rows(
        ("办理情形·什么时候用", "什么时候用", case.when),
        ("办理情形·什么时候申请", "什么时候申请", case.apply),
        ("办理情形·承诺办结时限", "承诺多久办好", case.promised_limit),
        ("办理情形·法定办结时限", "法律规定最长", case.legal_limit),
        ("办理情形·有效期", "证管多久", case.validity),
        ("办理情形·特别说明", "要注意", case.note),
        ("办理情形·依据", "依据", case.basis),
    )
    return {"number": number, "name": case.name, "said": spoken(case), "rows": rows}


def _conditions(guide: Guide, write: Writer) -> Rows:
    return write.rows(
        ("受理条件", "要符合", None if in_full(guide) else guide.conditions),
        ("不予办理的情形", "这些情况办不了", guide.refused),
        ("数量限制", "名额", _or_none(guide.quota, "不限")),
    )


def need_of(material: Material) -> str:
    """How much a paper is needed, as `words.NEEDS` knows it."""
    return "免提交" if material.waived else str(material.need)


def _material(material: Material, guide: Guide, write: Writer) -> dict[str, Any]:
    """A paper of the checklist: short facts on one line, then what needs a sentence."""
    need = need_of(material)
    named = set(map(str, material.cases or ()))
    copies = material.copies.number if isinstance(material.copies, Count) else 0
    must = need == "必要"
    facts = [
        ("必要性", words.NEEDS[need] if must else ""),
        ("来源渠道", words.CHANNELS.get(str(material.channel or ""), "")),
        ("材料形式", str(material.form or "")),
        ("纸质规格", str(material.format or "")),
        ("份数", f"{copies}份" if copies else ""),
        ("适用情形", f"只有{'、'.join(map(str, material.cases))}要" if material.cases else ""),
    ]
    notes = write.rows(
        ("来源渠道说明", "从哪来", material.source),
        ("填报须知", "怎么填", material.hints),
        ("受理标准", "什么样的收", material.standard),
        ("备注", "说明", material.remark),
        ("依据", "凭什么要", material.basis),
    )
    files = (("空白表格", "下载空表", material.blank), ("示例样表", "看样子", material.sample))
    return {
        "name": material.name,
        "waived": bool(material.waived),
        "cases": " ".join(str(number) for number, case in enumerate(guide.cases or (), 1) if str(case.name) in named),
        "need": (("免提交" if material.waived else "必要性"), "" if must else words.NEEDS[need]),
        "facts": [fact for fact in facts if fact[1]],
        "notes": notes,
        "files": [(field, _file(word, name)) for field, word, name in files if name],
    }


def _file(word: str, name: str) -> Link:
    """An attachment lies beside the page."""
    return Link(word, quote(str(name)), str(name))


def steps_of(guide: Guide, town: Town) -> tuple[Step, ...]:
    """A guide's own steps; where it has none those that all powers of a type share."""
    template = town.record.template_of.get(str(guide.flow)) if guide.flow else None
    return guide.steps or (template.flow if template else None) or ()


@lru_cache(maxsize=256)
def _picture(steps: tuple[figures.Step, ...]) -> Markup:
    """The steps as a picture for the eyes; the list beside it says them. Many guides share theirs."""
    return figures.flow("flow", "", steps, heard=False) if len(steps) > 1 else Markup("")


def _step(step: Step) -> dict[str, Any]:
    facts = (
        ("办理环节·谁办", "", step.by),
        ("办理环节·时限", "", step.limit),
        ("办理环节·结果", "结果：", step.outcome),
    )
    return {
        "stage": step.stage,
        "work": step.work,
        "facts": [(field, f"{word}{value}") for field, word, value in facts if value],
    }


def _along(guide: Guide, write: Writer) -> Rows:
    return write.rows(
        ("特别程序", "还要", guide.special),
        ("联办机构", "一起办的单位", _joined(guide.joint)),
        ("中介服务", "要不要请中介", _or_none(guide.intermediary, "不用请")),
    )


def _limits(guide: Guide, write: Writer) -> Rows:
    return write.rows(
        ("承诺办结时限", "承诺多久办好", guide.promised_limit),
        ("法定办结时限", "法律规定最长", guide.legal_limit),
        ("法定办结时限说明", "怎么算", guide.legal_limit_note),
        ("不计入时限", "这些时间另算", guide.not_counted),
    )


def _fees(guide: Guide, write: Writer) -> list[tuple[str, Rows]]:
    """Each charge under its name; then what holds for all of them."""
    charges = [(str(charge.name), _charge(charge, write)) for charge in guide.charges or ()]
    ground = "凭什么不收" if guide.fee == "不收费" else "收费依据"
    whole = write.rows(
        ("收费依据", ground, guide.fee_basis),
        ("是否支持网上支付", "能不能网上交", _able(guide.pay_online) if charges else None),
    )
    return [*charges, ("", whole)] if whole else charges


def _charge(charge: Charge, write: Writer) -> Rows:
    return write.rows(
        ("收费项目·标准", "多少钱", charge.standard),
        ("收费项目·减免", "可以少交、不交", charge.relief),
        ("收费项目·依据", "凭什么收", charge.basis),
        ("收费项目·减免依据", "凭什么少交", charge.relief_basis),
    )


def _result(guide: Guide, write: Writer) -> Rows:
    rows = write.rows(
        ("结果名称", "名称", guide.result),
        ("结果类型", "是什么", guide.result_type),
        ("结果载明", "上面写", _joined(guide.result_states)),
        ("有效期", "管多久", guide.validity),
    )
    if guide.result_sample and guide.result_sample is not NOTHING:
        name = str(guide.result_sample)
        sample = Markup(f'<a href="{quote(name)}">{quoted(name)}</a>')
        rows.append(("结果样本", "样子", sample))
    return rows


def _joined(values: tuple[Any, ...] | None) -> Any:
    """A list of short words as one line."""
    return Text("、".join(map(str, values))) if values else values


def _able(answer: YesNo | None) -> Text | None:
    """是 or 否 as the answer to “能不能”."""
    return None if answer is None else Text("能" if answer else "不能")


def _or_none(value: Text | None, said: str) -> Text | None:
    """A value; where it is “无”, what that means here."""
    return Text(said) if value is NOTHING else value


def _ways(guide: Guide, write: Writer) -> Rows:
    return write.rows(
        ("办理形式", "怎么交", _joined(guide.ways)),
        ("网上办理地址", "网上办", guide.online),
        ("移动端办理地址", "手机上办", guide.mobile),
        ("网上办理深度", "网上办到哪一步", guide.depth),
        ("是否支持预约办理", "能不能预约", _able(guide.bookable)),
        ("是否支持物流快递", "能不能寄", _able(guide.express)),
        ("村级代办", "村里能不能代办", guide.proxy),
        ("通办范围", "在哪些地方能办", guide.reach),
    )


def _labels(guide: Guide, write: Writer) -> Rows:
    """What the guide is filed under."""
    audience = tuple(words.AUDIENCES.get(str(who), str(who)) for who in guide.audience or ())
    return write.rows(
        ("俗称", "大家也叫", _joined(guide.nicknames)),
        ("服务对象", "谁来办", _joined(audience or guide.audience)),
        ("主题", "归在", _joined(guide.themes)),
        ("审批方式", "审批方式", guide.approval),
        ("业务办理项编码", "业务办理项编码", guide.handling_code),
    )
