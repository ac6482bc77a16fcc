"""办事指南, 指路 and 一件事: limits, fees, telephones, visits; whatever could send a person in vain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.derive.completeness import in_force, missing_elements
from generator.model.entry import Living
from generator.model.service import Guide
from generator.model.wayfinding import Fork, Stage
from generator.problem import FieldPath, When
from generator.record import Record
from generator.rules.rule import Finding, rule

_RESIDENT = "居民：照着指南去，不白跑一趟"


def _limits(guide: Guide) -> Iterator[tuple[FieldPath, Any, Any]]:
    """Each pair of a promised and a legal limit, with the path of the promised one."""
    yield ("承诺办结时限",), guide.promised_limit, guide.legal_limit
    for i, case in enumerate(guide.cases or ()):
        yield ("办理情形", i, "承诺办结时限"), case.promised_limit, case.legal_limit


@rule(
    "H501", "承诺办结时限不能比法定的长", protects=_RESIDENT, advice="对照法条改其中一个；法定的照抄，承诺的只能更短。"
)
def promised_within_legal(record: Record, today: date) -> Iterator[Finding]:
    """A promised limit is no longer than the legal one, where both have comparable units."""
    for guide in record.guides.values():
        for path, promised, legal in _limits(guide):
            if promised and legal and promised.longer_than(legal):
                yield Finding(guide, path, f"承诺{promised}，比法定的{legal}还长")


@rule("H502", "各环节时限加起来不超过办结时限", protects=_RESIDENT, advice="改短某一步，或者改办结时限。")
def steps_within_limit(record: Record, today: date) -> Iterator[Finding]:
    """The limits of the steps that have the unit of the whole limit add up to no more than it."""
    for guide in record.guides.values():
        whole = guide.promised_limit or guide.legal_limit
        if not whole or not guide.steps:
            continue
        amounts = [step.limit.amount for step in guide.steps if step.limit and step.limit.unit == whole.unit]
        total = sum(amounts)
        if total > whole.amount and whole.unit != "当场":
            yield Finding(guide, ("办理环节",), f"各环节加起来{total}{whole.unit}，超过办结时限{whole}")


@rule("H503", "即办件当场办，承诺件有期限", protects=_RESIDENT, advice="改“办件类型”，或者改时限。")
def case_kind_fits_limit(record: Record, today: date) -> Iterator[Finding]:
    """A 即办件 has the limit 当场, and nothing else has."""
    for guide in record.guides.values():
        limit = guide.promised_limit or guide.legal_limit
        if not limit or not guide.case_kind:
            continue
        if (guide.case_kind == "即办件") != (limit.unit == "当场"):
            yield Finding(guide, ("办件类型",), f"写的是“{guide.case_kind}”，时限是“{limit}”")


@rule(
    "H504",
    "收费的写清项目、标准、依据",
    protects=_RESIDENT,
    advice="在“收费项目”里写名称、标准、依据；没有依据不能收。",
)
def fees_have_grounds(record: Record, today: date) -> Iterator[Finding]:
    """A fee says for what it is and on which ground; what is free has no fee."""
    for guide in record.guides.values():
        if guide.fee == "收费" and not guide.charges:
            yield Finding(guide, ("是否收费",), "写的是“收费”，没有写收费项目", lacks=("收费项目",))
        if guide.fee == "收费" and guide.charges and not guide.fee_basis:
            for i, charge in enumerate(guide.charges):
                if not charge.basis:
                    yield Finding(guide, ("收费项目", i), f"“{charge.name}”没有写收费依据")
        if guide.fee == "不收费" and guide.charges:
            yield Finding(guide, ("收费项目",), "写的是“不收费”，却列了收费项目", "改“是否收费”，或者删掉收费项目。")
        if guide.fee == "不收费" and guide.pay_online:
            yield Finding(
                guide, ("是否支持网上支付",), "写的是“不收费”，却支持网上支付", "删掉这一格，或者改“是否收费”。"
            )


def _phones(record: Record) -> Iterator[tuple[Any, FieldPath, Any, Any]]:
    """Each pair of an inquiry and a complaint number: the entry, the path of the complaint number, the numbers."""
    for guide in record.guides.values():
        own = guide.complaint_phone is not None or guide.inquiry_phone is not None
        path = ("监督投诉电话",) if guide.complaint_phone is not None else ("咨询电话",)
        if own:
            yield guide, path, in_force(guide, record, "inquiry_phone"), in_force(guide, record, "complaint_phone")
    for body in record.departments.values():
        yield body, ("监督投诉电话",), body.inquiry_phone, body.complaint_phone
    if record.town:
        centre = record.town.centre
        yield record.town, ("便民服务中心", "监督投诉电话"), centre.inquiry_phone, centre.complaint_phone


@rule(
    "H505",
    "咨询电话和监督投诉电话不能是一个",
    protects="居民：投诉不会打到被投诉的人那里",
    advice="写另一个号码；没有就空着，页面会写12345。",
)
def complaint_phone_is_another(record: Record, today: date) -> Iterator[Finding]:
    """The number for complaints is not the number of those who are complained of."""
    for part, path, inquiry, complaint in _phones(record):
        if inquiry and complaint and inquiry == complaint:
            yield Finding(part, path, f"两个电话都是 {complaint}")
    for power in record.powers.values():
        body = record.department(power.handler) if power.handler else None
        if power.supervision_phone and body and power.supervision_phone == body.inquiry_phone:
            yield Finding(power, ("监督电话",), f"{power.supervision_phone} 就是承办机构的咨询电话")


@rule("H506", "要跑的说清为什么，不用跑的就不写", protects=_RESIDENT)
def visits_have_reasons(record: Record, today: date) -> Iterator[Finding]:
    """A guide that asks for a visit says why; one that asks for none gives no reason."""
    for guide in record.guides.values():
        if not guide.visits:
            continue
        if guide.visits.number and not guide.why_visit:
            yield Finding(
                guide, ("到办事现场次数",), f"要到现场{guide.visits}次，没有写原因", "在“必须现场办理原因”里写一句。"
            )
        if not guide.visits.number and guide.why_visit:
            yield Finding(guide, ("必须现场办理原因",), "到现场0次，却写了必须到现场的原因", "删掉这一格，或者改次数。")


@rule(
    "H507", "不用跑的要有别的办法", protects=_RESIDENT, advice="“办理形式”里写上“网上办理”或者“快递申请”，或者改次数。"
)
def no_visit_needs_another_way(record: Record, today: date) -> Iterator[Finding]:
    """A guide without visits can be done online or by post; one that is wholly online asks for no visit."""
    for guide in record.guides.values():
        remote = {"网上办理", "快递申请"} & set(guide.ways or ())
        if guide.visits and not guide.visits.number and not remote:
            yield Finding(guide, ("到办事现场次数",), "写的是0次，办理形式里没有网上办理、快递申请")
        if guide.depth == "全程网办" and guide.visits and guide.visits.number:
            yield Finding(
                guide, ("到办事现场次数",), f"能全程网办，却要到现场{guide.visits}次", "改次数，或者改“网上办理深度”。"
            )


@rule(
    "H508",
    "能网上办的写明网址",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="在“网上办理地址”里写省政务服务网的页面。",
)
def online_has_an_address(record: Record, today: date) -> Iterator[Finding]:
    """A guide that can be done online gives the address."""
    for guide in record.guides.values():
        if "网上办理" in (guide.ways or ()) and not (guide.online or guide.mobile):
            yield Finding(guide, ("办理形式",), "写了网上办理，没有写网址")


@rule(
    "H509",
    "办理时间要写明工作日",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="例：工作日 8:30—12:00，13:30—17:00。",
)
def hours_name_working_days(record: Record, today: date) -> Iterator[Finding]:
    """Opening hours say on which days."""
    places: list[tuple[Any, FieldPath, Any]] = [(g, ("办理时间",), g.hours) for g in record.guides.values()]
    places += [(d, ("办公时间",), d.hours) for d in record.departments.values()]
    if record.town:
        places.append((record.town, ("便民服务中心", "办公时间"), record.town.centre.hours))
    for part, path, hours in places:
        if hours and not any(word in hours for word in ("工作日", "全天", "24小时", "每天", "周")):
            yield Finding(part, path, f"“{hours}”没有说哪几天")


@rule("H510", "行政许可的指南至少有一条常见问题", protects=_RESIDENT, when=When.FORMAL, advice="写一条大家最常问的。")
def licence_guides_answer_questions(record: Record, today: date) -> Iterator[Finding]:
    """The guide of a licence answers at least one question."""
    for guide in record.guides.values():
        types = {power.type for ref in guide.powers if (power := record.powers.get(ref.id))}
        if "行政许可" in types and not guide.questions:
            yield Finding(guide, ("名称",), "没有写常见问题")


@rule("H511", "结果名称和结果类型要对得上", protects=_RESIDENT, advice="证、证书是“证照”；批复、批文是“批文”。")
def result_fits_its_type(record: Record, today: date) -> Iterator[Finding]:
    """The type of a result agrees with its name: what is called 证 is a 证照."""
    for guide in record.guides.values():
        if not guide.result or not guide.result_type:
            continue
        expected = (
            "证照"
            if guide.result.endswith(("证", "证书", "执照"))
            else "批文"
            if guide.result.endswith(("批复", "批文"))
            else ""
        )
        if expected and guide.result_type != expected:
            yield Finding(guide, ("结果类型",), f"“{guide.result}”应当是“{expected}”，写的是“{guide.result_type}”")


@rule("H512", "材料的适用情形要是写过的情形", protects=_RESIDENT, advice="照“办理情形”里的名称写，一字不差。")
def material_cases_exist(record: Record, today: date) -> Iterator[Finding]:
    """The cases that need a material are cases of the guide, and no two cases have the same name."""
    for guide in record.guides.values():
        names = [str(case.name) for case in guide.cases or ()]
        for i, name in enumerate(names):
            if name in names[:i]:
                yield Finding(guide, ("办理情形", i, "名称"), f"“{name}”写了两次", "改成分得开的名称。")
        for i, material in enumerate(guide.materials or ()):
            for j, case in enumerate(material.cases or ()):
                if case not in names:
                    yield Finding(guide, ("申请材料", i, "适用情形", j), f"“办理情形”里没有“{case}”")


@rule(
    "H513",
    "示例的权力不出指南",
    protects="居民：不会照着没核实的事去跑一趟",
    advice="删掉这份指南，等权力核实以后再写。",
)
def examples_have_no_guide(record: Record, today: date) -> Iterator[Finding]:
    """A guide serves a power that is stated as fact, and is no example itself."""
    for guide in record.guides.values():
        powers = [power for ref in guide.powers if (power := record.powers.get(ref.id))]
        if powers and all(power.is_example for power in powers):
            yield Finding(guide, ("对应权力",), f"{powers[0].id} 的资料性质是“示例”")
        if guide.is_example:
            yield Finding(guide, ("资料性质",), "指南不能是“示例”")


@rule("H514", "结束了的权力不再有指南", protects=_RESIDENT, advice="指南也写上状态和“终止”，说清现在怎么办。")
def ended_powers_have_no_guide(record: Record, today: date) -> Iterator[Finding]:
    """A guide in use serves at least one power in use."""
    for guide in record.guides.values():
        powers = [power for ref in guide.powers if (power := record.powers.get(ref.id))]
        if powers and not guide.ending and all(power.ending for power in powers):
            yield Finding(guide, ("对应权力",), f"{powers[0].id} 的状态是“{powers[0].state}”")


@rule(
    "H515",
    "缺四类以上要素的指南不发布",
    protects=_RESIDENT,
    when=When.FORMAL_ONLY,
    advice="把缺的问清补上；补不上的先不写成指南。",
)
def guides_are_complete_enough(record: Record, today: date) -> Iterator[Finding]:
    """A guide lacks fewer than four key elements (国办秘函〔2019〕19号)."""
    for guide in record.guides.values():
        missing = missing_elements(guide, record)
        if len(missing) >= 4 and not guide.ending:
            yield Finding(guide, ("名称",), f"缺{len(missing)}类要素：{'、'.join(missing)}")


@rule(
    "H516",
    "分情形的时限写在情形里",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="留情形里的，删掉外面的；或者反过来。",
)
def limits_stand_once(record: Record, today: date) -> Iterator[Finding]:
    """A guide has its legal limit either by case or once for all cases."""
    for guide in record.guides.values():
        if guide.legal_limit and any(case.legal_limit for case in guide.cases or ()):
            yield Finding(guide, ("法定办结时限",), "情形里写了法定办结时限，外面又写了一个")


@rule(
    "H517",
    "指南的标题不超过24个字",
    protects="居民：手机上、转发时看得全",
    when=When.REMINDER,
    advice="改短；官方叫法由对应权力带出来。",
)
def guide_titles_are_short(record: Record, today: date) -> Iterator[Finding]:
    """The title of a guide fits a phone and a shared link."""
    for guide in record.guides.values():
        if len(guide.name) > 24:
            yield Finding(guide, ("名称",), f"有{len(guide.name)}个字")


@rule("H518", "“先办完”的要是前面的步骤", protects=_RESIDENT, advice="写前面某一步的名称；顺序错了就调一调。")
def earlier_steps_come_first(record: Record, today: date) -> Iterator[Finding]:
    """What has to be done before a step is an earlier step of the same 一件事."""
    for whole in record.together.values():
        for i, step in enumerate(whole.steps):
            for j, name in enumerate(step.after or ()):
                if not any(name in earlier.what or earlier.what in name for earlier in whole.steps[:i]):
                    yield Finding(whole, ("步骤", i, "先办完", j), f"前面没有“{name}”这一步")


@rule(
    "H519",
    "一件事的步骤要能办",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="换成还在用、有依据的那一条；没有就只写依据，不写“事项”。",
)
def steps_can_be_taken(record: Record, today: date) -> Iterator[Finding]:
    """Neither a step nor what to do in its place leads to an entry that has ended."""
    for whole in record.together.values():
        taken: tuple[tuple[str, Sequence[Stage | Fork]], ...] = (("步骤", whole.steps), ("分岔", whole.forks or ()))
        for name, steps in taken:
            for i, step in enumerate(steps):
                entry = record.get(step.entry.id) if step.entry else None
                if isinstance(entry, Living) and entry.ended:
                    yield Finding(whole, (name, i, "事项"), f"{step.entry.id} 已经{entry.state}了")
