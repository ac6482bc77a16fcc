"""行政执法公示 but for decisions: who enforces, by which measure, and figures that add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.model.entry import WholeFile
from generator.model.fields import Part, fields_of
from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule

_PUBLIC = "公众：看得到谁被处罚、凭什么"
_AUDITOR = "审计：数字经得起验算"


def _sum(part: Part, leave_out: tuple[str, ...]) -> int:
    """The sum of the counts of a part, without the fields named."""
    return sum(getattr(part, s.attribute).number for s in fields_of(type(part)) if s.name not in leave_out)


FIGURES_BY = (1, 31)  # month and day: the figures of a year are published by then in the next (国办发〔2018〕118号)


@rule("H614", "年度数据的合计是各项相加", protects=_AUDITOR, advice="对照台账改数；并处的算一件，计入最重的一类。")
def annual_totals_add_up(record: Record, today: date) -> Iterator[Finding]:
    """合计 is the sum of its items; accepted cases are part of those applied for, decided ones of the accepted."""
    for figures in record.statistics.values():
        for name, part in (("行政处罚", figures.penalties), ("行政强制", figures.coercion)):
            if part and (total := _sum(part, ("合计", "罚没金额"))) != part.total.number:
                yield Finding(figures, (name, "合计"), f"写的是{part.total}，各项加起来是{total}")
        licences = figures.licences
        if licences.accepted.number > licences.applied.number:
            yield Finding(figures, ("行政许可", "受理"), f"受理{licences.accepted}件，比申请的{licences.applied}件还多")
        if licences.granted.number + licences.refused.number > licences.accepted.number:
            yield Finding(figures, ("行政许可", "许可"), f"许可加不予许可，比受理的{licences.accepted}件还多")


@rule("H624", "有罚没的件数就有罚没金额", protects=_AUDITOR, when=When.REMINDER, advice="对照台账改数。")
def fines_have_an_amount(record: Record, today: date) -> Iterator[Finding]:
    """Where fines or confiscations are counted, there is an amount; where there is an amount, they are counted."""
    for figures in record.statistics.values():
        cases = figures.penalties.fine.number + figures.penalties.confiscation.number
        yuan = figures.penalties.amount.yuan if figures.penalties.amount else 0
        if bool(cases) != bool(yuan):
            yield Finding(
                figures, ("行政处罚", "罚没金额"), f"罚款、没收一共{cases}件，金额写的是“{figures.penalties.amount}”"
            )


@rule("H615", "年度数据的年份和文件名一样", protects=_AUDITOR, advice="改年度，或者改文件名。")
def annual_files_carry_their_year(record: Record, today: date) -> Iterator[Finding]:
    """statistics/2025.yml has the figures of 2025, and was published after that year."""
    for year, figures in record.statistics.items():
        if str(figures.year) != year:
            yield Finding(figures, ("年度",), f"写的是{figures.year}，文件名是 {year}.yml")
        elif figures.published.date.year <= figures.year.number:
            yield Finding(figures, ("公布日期",), f"{figures.year}年还没过完就公布了全年数据")


@rule(
    "H616",
    "年度数据在次年1月31日前公布",
    protects=_PUBLIC,
    when=When.REMINDER,
    advice="以后早些公布（国办发〔2018〕118号）。",
)
def annual_figures_are_in_time(record: Record, today: date) -> Iterator[Finding]:
    """A year's figures are published by 31 January of the next year (国办发〔2018〕118号)."""
    for year, figures in record.statistics.items():
        if str(figures.year) == year and figures.published.date > date(figures.year.number + 1, *FIGURES_BY):
            yield Finding(figures, ("公布日期",), f"{figures.published} 才公布{figures.year}年的数据")


def _items(file: Any) -> Iterator[tuple[WholeFile, int, Any]]:
    """Each item of a list, with the list itself and the item's position; none where the town has no such list."""
    for i, item in enumerate(file.items if file else ()):
        yield file, i, item


@rule(
    "H617", "执法人员属于公布的执法主体", protects="被检查的人：认得清来的是谁", advice="在执法主体里补上，或者改单位。"
)
def officers_belong_to_enforcers(record: Record, today: date) -> Iterator[Finding]:
    """The department of an officer or an inspection is published as an enforcer."""
    known = {record.department_ids.get(body.name) for _, _, body in _items(record.enforcers)}
    if record.enforcers is None:
        return
    for officers, i, officer in _items(record.officers):
        if record.department_ids.get(officer.body) not in known:
            yield Finding(officers, ("执法人员", i, "单位"), f"“{officer.body}”不在执法主体里")
    for inspections, i, inspection in _items(record.inspections):
        if inspection.by and record.department_ids.get(inspection.by) not in known:
            yield Finding(inspections, ("抽查事项", i, "实施主体"), f"“{inspection.by}”不在执法主体里")


@rule("H618", "执法证号不能重复", protects="被检查的人：认得清来的是谁", advice="照证件改。")
def certificates_are_unique(record: Record, today: date) -> Iterator[Finding]:
    """No two officers have the same certificate."""
    seen: dict[str, str] = {}
    for officers, i, officer in _items(record.officers):
        if officer.certificate in seen:
            yield Finding(officers, ("执法人员", i, "执法证号"), f"和{seen[officer.certificate]}的一样")
        seen.setdefault(officer.certificate, officer.name)


@rule(
    "H619",
    "执法证过期的不能在岗",
    protects="被检查的人：来的人要有有效的证",
    when=When.REMINDER,
    advice="换了新证改“有效期至”；没有换的改成“离岗”。",
)
def certificates_are_valid(record: Record, today: date) -> Iterator[Finding]:
    """The certificate of an officer on duty has not expired."""
    for officers, i, officer in _items(record.officers):
        if officer.until and officer.until.date and officer.until.date < today and not officer.left:
            yield Finding(officers, ("执法人员", i, "有效期至"), f"{officer.until} 已经过期")


@rule("H620", "委托的执法主体要写委托机关", protects="当事人：知道是谁的决定", advice="补上“委托机关”。")
def delegated_enforcers_name_principal(record: Record, today: date) -> Iterator[Finding]:
    """A department that enforces by delegation names its principal."""
    for enforcers, i, body in _items(record.enforcers):
        if body.kind == "委托" and not body.principal:
            yield Finding(enforcers, ("执法主体", i, "性质"), "写的是“委托”，没有写委托机关")


@rule("H621", "裁量基准对应的是处罚权", protects="当事人：同样的事同样处理", advice="改“对应权力”。")
def discretion_is_for_penalties(record: Record, today: date) -> Iterator[Finding]:
    """A measure of discretion belongs to a power to penalise, and no two of its grades have the same name."""
    for discretions, i, item in _items(record.discretions):
        power = record.powers.get(item.power.id) if item.power else None
        if power is not None and power.type != "行政处罚":
            yield Finding(discretions, ("裁量基准", i, "对应权力"), f"{power.id} 是{power.type}")
        names = [grade.name for grade in item.grades]
        for j, name in enumerate(names):
            if name in names[:j]:
                yield Finding(
                    discretions,
                    ("裁量基准", i, "裁量档次", j, "档次"),
                    f"“{name}”写了两档",
                    "合成一档，或者改名称。",
                )
