"""Decisions by the elements of 双公示: complete, in time, in the right name, withdrawn when wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.derive import sums
from generator.derive.publicity import publicity
from generator.model.fields import fields_of
from generator.problem import FieldPath, When
from generator.record import Record
from generator.rules.rule import Finding, rule
from generator.standards.calendar import working_days_between

_PUBLIC = "公众：看得到谁被处罚、凭什么"
_PARTY = "当事人：不该公示的不公示，到期就撤下"
_AUDITOR = "审计：数字经得起验算"

NEEDED = {
    "行政处罚": ("breach_kind", "facts", "basis", "penalties", "content", "procedure", "gravity", "why_public"),
    "行政许可": ("title", "licence_kind", "licensed", "valid_from", "valid_until"),
}


@rule("H601", "决定要写全双公示的必填项", protects=_PUBLIC)
def decisions_have_their_elements(record: Record, today: date) -> Iterator[Finding]:
    """A penalty and a licence each have the elements that 双公示 asks for."""
    for decision in record.decisions.values():
        specs = {spec.attribute: spec for spec in fields_of(type(decision))}
        for attribute in NEEDED[decision.kind]:
            if not getattr(decision, attribute):
                spec = specs[attribute]
                yield Finding(
                    decision,
                    ("种类",),
                    f"{decision.kind}没有写“{spec.name}”",
                    f"例：{spec.name}: {spec.example}",
                    lacks=(spec.name,),
                )


@rule("H602", "法人写信用代码，自然人不写代码", protects=_PARTY)
def parties_have_their_codes(record: Record, today: date) -> Iterator[Finding]:
    """A legal person has its credit code; a natural person has no code at all."""
    for decision in record.decisions.values():
        if decision.party_kind == "法人及非法人组织" and not decision.credit_code:
            yield Finding(
                decision,
                ("行政相对人类别",),
                "是法人，没有写统一社会信用代码",
                "照营业执照抄18位代码。",
                lacks=("统一社会信用代码",),
            )
        if decision.of_person:
            for name, value in (("统一社会信用代码", decision.credit_code), ("法定代表人", decision.representative)):
                if value:
                    yield Finding(decision, (name,), f"是自然人，不应当有“{name}”", "删掉这一格。", needless=True)


_AMOUNTS = (
    ("罚款", "罚款金额", "fine"),
    ("没收", "没收金额", "confiscated"),
    ("暂扣", "暂扣或吊销证照名称及编号", "licence_taken"),
    ("吊销", "暂扣或吊销证照名称及编号", "licence_taken"),
)


@rule("H603", "罚款写金额，没收写金额，吊销写证照", protects=_PUBLIC, advice="补上这一格，或者改“处罚类别”。")
def penalties_name_what_they_take(record: Record, today: date) -> Iterator[Finding]:
    """A penalty says what it takes: a fine how much, a confiscation how much, a revocation which licence."""
    for decision in record.decisions.values():
        kinds = " ".join(decision.penalties or ())
        for word, name, attribute in _AMOUNTS:
            if word in kinds and not getattr(decision, attribute):
                yield Finding(decision, ("处罚类别",), f"有“{word}”，没有写“{name}”", lacks=(name,))


@rule(
    "H604",
    "决定作出7个工作日内公布",
    protects=_PUBLIC,
    when=When.REMINDER,
    advice="以后早些公布（国办发〔2018〕118号）；日期写错的改过来。",
)
def decisions_are_published_in_time(record: Record, today: date) -> Iterator[Finding]:
    """A decision is published within seven working days (国办发〔2018〕118号)."""
    for decision in record.decisions.values():
        days = working_days_between(decision.decided.date, decision.published.date)
        if days is not None and days > 7:
            yield Finding(decision, ("公布日期",), f"决定后第{days}个工作日才公布")


@rule("H605", "决定的几个日子要有先后", protects=_AUDITOR, advice="对照决定书改日期。")
def decision_days_are_in_order(record: Record, today: date) -> Iterator[Finding]:
    """A decision is made first, then published; neither lies in the future; its validity begins before it ends."""
    for decision in record.decisions.values():
        if decision.published.date < decision.decided.date:
            yield Finding(decision, ("公布日期",), f"公布在 {decision.published}，比决定的 {decision.decided} 还早")
        if decision.published.date > today:
            yield Finding(decision, ("公布日期",), f"{decision.published} 还没到")
        until = decision.valid_until.date if decision.valid_until else None
        if decision.valid_from and until and until < decision.valid_from.date:
            yield Finding(decision, ("有效期至",), f"到 {decision.valid_until}，比起始的 {decision.valid_from} 还早")


@rule(
    "H606",
    "轻微失信的处罚原则上不公示",
    protects=_PARTY,
    when=When.REMINDER,
    advice="确有必要才公示，最长3个月；没有必要的把这个文件移出去。",
)
def minor_breaches_are_not_published(record: Record, today: date) -> Iterator[Finding]:
    """A penalty for a minor breach is as a rule not published (信用修复管理办法, in force from 2026-04-01)."""
    for decision in record.decisions.values():
        if decision.gravity == "轻微" and not decision.withdrawn:
            yield Finding(decision, ("失信程度",), "写的是“轻微”")


@rule("H607", "撤回的写明理由，3个工作日内撤", protects=_PARTY)
def withdrawals_are_explained(record: Record, today: date) -> Iterator[Finding]:
    """A withdrawn decision says why and when; only a withdrawn one does (行政处罚法第四十八条)."""
    for decision in record.decisions.values():
        withdrawn = decision.withdrawn
        if withdrawn and not decision.withdrawal:
            yield Finding(
                decision, ("状态",), "写的是“已撤回”，没有写“撤回”", "在“撤回”里写两个日期和理由。", lacks=("撤回",)
            )
        if decision.withdrawal and not withdrawn:
            yield Finding(decision, ("撤回",), "写了“撤回”，状态不是“已撤回”", "状态改成“已撤回”，或者删掉“撤回”。")
        if decision.withdrawal and decision.withdrawal.day.date < decision.withdrawal.changed.date:
            yield Finding(decision, ("撤回", "撤回日期"), "撤回比变更、撤销还早", "对照文书改日期。")


@rule(
    "H608",
    "撤回不能晚于3个工作日",
    protects=_PARTY,
    when=When.REMINDER,
    advice="以后早些撤（行政处罚法第四十八条）；日期写错的改过来。",
)
def withdrawals_are_in_time(record: Record, today: date) -> Iterator[Finding]:
    """A decision is withdrawn within three working days of its change (行政处罚法第四十八条)."""
    for decision in record.decisions.values():
        if decision.withdrawal:
            days = working_days_between(decision.withdrawal.changed.date, decision.withdrawal.day.date)
            if days is not None and days > 3:
                yield Finding(decision, ("撤回", "撤回日期"), f"第{days}个工作日才撤回")


@rule(
    "H625",
    "数不出工作日的要自己数",
    protects=_PARTY,
    when=When.REMINDER,
    advice="照国务院办公厅公布的放假安排自己数一遍；程序有了那一年的，换新一版再查。",
)
def working_days_can_be_counted(record: Record, today: date) -> Iterator[Finding]:
    """What must be done within working days does not run into a year whose holidays are not known."""
    for decision in record.decisions.values():
        spans: list[tuple[FieldPath, date, date, int]] = [
            (("公布日期",), decision.decided.date, decision.published.date, 7)
        ]
        if decision.withdrawal:
            withdrawal = decision.withdrawal
            spans.append((("撤回", "撤回日期"), withdrawal.changed.date, withdrawal.day.date, 3))
        for path, start, end, most in spans:
            # So few days hold no more working days, whichever they are.
            if (end - start).days > most and working_days_between(start, end) is None:
                yield Finding(decision, path, f"从 {start} 到 {end}，有一年的放假安排没有录入，数不出是第几个工作日")


@rule(
    "H609",
    "公示期满的决定要撤下",
    protects=_PARTY,
    when=When.REMINDER,
    advice="页面已经不显示正文；把这个文件移出记录，版本历史也要清。",
)
def expired_decisions_are_removed(record: Record, today: date) -> Iterator[Finding]:
    """The record keeps no penalty whose period of publicity is over."""
    for decision in record.decisions.values():
        period = publicity(decision)
        if period and period.end < today and not decision.withdrawn:
            yield Finding(decision, ("决定日期",), f"按“{period.rule}”，公示到 {period.end.isoformat()} 为止")


@rule("H610", "决定的种类和权力的类型要对得上", protects=_PUBLIC, advice="改“种类”或者“对应权力”。")
def decision_fits_its_power(record: Record, today: date) -> Iterator[Finding]:
    """A decision is of the same type as its power: a penalty exercises a power to penalise."""
    for decision in record.decisions.values():
        power = record.powers.get(decision.power.id)
        if power is not None and power.type != decision.kind:
            yield Finding(decision, ("对应权力",), f"{power.id} 是{power.type}，这里是{decision.kind}")


@rule(
    "H611",
    "决定要以有权机关的名义作出",
    protects="当事人：知道是谁的决定、不服找谁",
    advice="委托的写委托机关，其余写镇政府。",
)
def decisions_bear_the_right_name(record: Record, today: date) -> Iterator[Finding]:
    """A decision names the principal where its power is delegated, else the town."""
    for decision in record.decisions.values():
        power = record.powers.get(decision.power.id)
        if power is None or record.town is None:
            continue
        right = power.principal if power.delegated else record.town.authority
        if right and record.department_ids.get(decision.authority) != record.department_ids.get(right):
            yield Finding(
                decision, ("决定机关",), f"写的是“{decision.authority}”，{power.id} 是{power.mode}的，应当是“{right}”"
            )


@rule("H612", "决定的编号带决定的年份", protects=_AUDITOR, advice="按决定日期的年份编号，文件也放到那一年的文件夹。")
def decision_ids_carry_their_year(record: Record, today: date) -> Iterator[Finding]:
    """The first four digits of a decision's id are the year in which it was made: c2026001."""
    for decision in record.decisions.values():
        if decision.id[1:5] != str(decision.decided.date.year):
            yield Finding(decision, ("决定日期",), f"编号是 {decision.id}，决定日期是 {decision.decided}")


@rule("H613", "决定书文号不能重复", protects=_AUDITOR, advice="看看是不是同一份决定登了两次。")
def decision_numbers_are_unique(record: Record, today: date) -> Iterator[Finding]:
    """No two decisions have the same 文号."""
    seen: dict[str, str] = {}
    for id_, decision in record.decisions.items():
        if decision.number in seen:
            yield Finding(decision, ("决定书文号",), f"和 {seen[decision.number]} 的一样")
        seen.setdefault(decision.number, id_)


@rule(
    "H622",
    "罚款、没收的金额和处罚内容里写的一样",
    protects=_PARTY,
    advice="对照决定书，两处改成一样；多打少打一个0就差十倍。",
)
def amounts_agree_with_the_content(record: Record, today: date) -> Iterator[Finding]:
    """The amount of a fine or confiscation is one that the content of the penalty names, or their sum."""
    for decision in record.decisions.values():
        for word, name, amount in (("罚款", "罚款金额", decision.fine), ("没收", "没收金额", decision.confiscated)):
            named = sums.named(str(decision.content or ""), word)
            if named and amount and amount.yuan not in (*named, sum(named)):
                yield Finding(decision, (name,), f"写的是{amount}，处罚内容里没有这个数：“{decision.content}”")


_LARGE = 1_000_000  # yuan: a town's own fines have a hundredth of it


@rule(
    "H626",
    "一百万元以上的罚款、没收，多看一眼",
    protects=_PARTY,
    when=When.REMINDER,
    advice="对照决定书看单位：是元还是万元。",
)
def large_amounts_are_looked_at(record: Record, today: date) -> Iterator[Finding]:
    """A fine or confiscation of a million yuan or more is asked about: mostly it is so many yuan, taken for 万元."""
    for decision in record.decisions.values():
        for name, amount in (("罚款金额", decision.fine), ("没收金额", decision.confiscated)):
            if amount and amount.yuan >= _LARGE:
                yield Finding(decision, (name,), f"{amount}，有一百万元以上")


@rule(
    "H623",
    "相对人的类别和名称、信用代码对得上",
    protects=_PARTY,
    when=When.REMINDER,
    advice="公司、合作社、村委会是法人及非法人组织；代码以92开头的是个体工商户。",
)
def parties_are_of_their_kind(record: Record, today: date) -> Iterator[Finding]:
    """A company is no sole trader, and a code that begins with 92 is one of a sole trader (GB 32100-2015)."""
    for decision in record.decisions.values():
        kind = decision.party_kind
        if kind != "法人及非法人组织" and decision.party.endswith(("公司", "合作社", "委员会", "合作联社")):
            yield Finding(decision, ("行政相对人类别",), f"写的是“{kind}”，名称是“{decision.party}”")
        elif decision.credit_code and decision.credit_code[:2] == "92" and kind == "法人及非法人组织":
            yield Finding(decision, ("行政相对人类别",), f"写的是“{kind}”，代码“{decision.credit_code}”是个体工商户的")
