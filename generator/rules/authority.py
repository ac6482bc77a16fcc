"""Powers: type × mode, the papers of a delegation, figures of use.

赋权 and 委托 differ in law: in whose name, whose seal, who answers. What contradicts it is said here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.model.authority import CONFERRED, DELEGATED, STATUTORY, Power
from generator.model.values import Area
from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule
from generator.standards import tables

_APPLICANT = "申请人：知道是谁的决定、不服找谁"
_SUPERVISOR = "审计：权从哪来说得清"
SOON = timedelta(days=60)  # how early it is said that something ends


def _real(record: Record) -> Iterator[Power]:
    """The powers that are stated as fact. A 示例 claims nothing, so it needs no documents."""
    return (power for power in record.powers.values() if not power.is_example)


@rule(
    "H421", "赋权的权力要写放权文件", protects=_SUPERVISOR, advice="在“放权文件”里写文号；没有文件，资料性质写“示例”。"
)
def conferred_powers_name_document(record: Record, today: date) -> Iterator[Finding]:
    """A conferred power names the document that confers it (行政许可法第二十五条)."""
    for power in _real(record):
        if power.conferred and not power.document:
            yield Finding(power, ("行使方式",), "写的是“赋权”，没有写放权文件", lacks=("放权文件",))


@rule("H422", "委托的权力要写委托机关", protects=_APPLICANT, advice="补上“委托机关”：委托镇里办的那个县级部门。")
def delegated_powers_name_principal(record: Record, today: date) -> Iterator[Finding]:
    """A delegated power names its principal, in whose name it is exercised (行政许可法第二十四条)."""
    for power in _real(record):
        if power.delegated and not power.principal:
            yield Finding(power, ("行使方式",), "写的是“委托”，没有写委托机关", lacks=("委托机关",))


@rule(
    "H423",
    "委托的权力要写委托书：文号、期限、公告",
    protects=_APPLICANT,
    advice="补上“委托书”三格；委托机关还没公告的，先不要公布这一项。",
)
def delegated_powers_have_mandate(record: Record, today: date) -> Iterator[Finding]:
    """A delegated power has a written mandate, which the principal announced (行政许可法第二十四条)."""
    for power in _real(record):
        if power.delegated and not power.mandate:
            yield Finding(power, ("行使方式",), "写的是“委托”，没有写委托书", lacks=("委托书",))


@rule(
    "H442",
    "领域照本镇的方案写",
    protects="居民：按领域挑的时候挑得全",
    advice="照 town.yml 里“领域”列的写；方案真有这一个，加进那里。",
)
def areas_are_the_towns(record: Record, today: date) -> Iterator[Finding]:
    """Where the town lists the 领域 of its plan, a power is in one of them."""
    known = record.choices(Area)
    for power in record.powers.values():
        if known and power.field and str(power.field) not in known:
            meant = tables.did_you_mean(tables.closest(str(power.field), known))
            yield Finding(power, ("领域",), f"写的是“{power.field}”，本镇的领域是：{'、'.join(known)}", meant)


# What a power of a mode must not have.
FOREIGN = {
    STATUTORY: (
        ("放权文件", "document"),
        ("委托机关", "principal"),
        ("委托书", "mandate"),
        ("用章", "seal"),
        ("省政府批准文号", "approval"),
    ),
    CONFERRED: (("委托机关", "principal"), ("委托书", "mandate")),
    DELEGATED: (("赋权通道", "channel"),),
}


@rule("H424", "格子要和行使方式对得上", protects=_APPLICANT, advice="改“行使方式”，或者删掉这一格。")
def mode_fits_fields(record: Record, today: date) -> Iterator[Finding]:
    """A power has no field that belongs to another mode: a statutory one no mandate, a delegated one no channel."""
    for power in record.powers.values():
        for name, attribute in FOREIGN[power.mode]:
            if getattr(power, attribute):
                yield Finding(power, (name,), f"行使方式是“{power.mode}”，不应当有“{name}”", needless=True)


@rule(
    "H425",
    "行政处罚不能照一般委托交给镇里",
    protects="当事人：处罚要有权的机关才能作",
    when=When.REMINDER,
    advice="查省里有没有决定交由乡镇行使（行政处罚法第二十四条）；有就改成“赋权”并写明文件。",
)
def penalties_are_not_delegated(record: Record, today: date) -> Iterator[Finding]:
    """A penalty is no delegated power: a province's decision gives it to towns (行政处罚法第二十四条)."""
    for power in record.powers.values():
        if power.type == "行政处罚" and power.delegated:
            yield Finding(power, ("行使方式",), "行政处罚写成了“委托”")


@rule(
    "H426",
    "行政强制措施权不能委托",
    protects="当事人：强制要有权的机关才能作",
    advice="核实类型和行使方式；行政强制法第十七条不许委托。",
)
def coercion_is_not_delegated(record: Record, today: date) -> Iterator[Finding]:
    """A coercive measure is no delegated power (行政强制法第十七条)."""
    for power in record.powers.values():
        if power.type == "行政强制" and power.delegated:
            yield Finding(power, ("行使方式",), "行政强制写成了“委托”")


@rule(
    "H427",
    "委托检查要有县政府批准",
    protects="企业：知道来查的人有没有权",
    when=When.REMINDER,
    advice="在“放权文件”里写县政府批准的文号（山东省乡镇人民政府工作条例第八条）。",
)
def delegated_inspections_are_approved(record: Record, today: date) -> Iterator[Finding]:
    """A delegated inspection names the document by which the county approved it (山东省乡镇人民政府工作条例第八条)."""
    for power in _real(record):
        if power.type == "行政检查" and power.delegated and not power.document:
            yield Finding(power, ("行使方式",), "委托的行政检查没有写批准的文件")


@rule(
    "H428",
    "委托期限不能已经过了",
    protects=_APPLICANT,
    when=When.FORMAL,
    advice="续签的，换上新委托书；不再委托的，写明“终止”。",
)
def mandates_have_not_expired(record: Record, today: date) -> Iterator[Finding]:
    """The mandate of a power in use has not expired."""
    for power in record.powers.values():
        if power.mandate and not power.ending and power.mandate.period.end and power.mandate.period.end < today:
            yield Finding(power, ("委托书", "期限"), f"委托 {power.mandate.period.end.isoformat()} 已经到期")


@rule(
    "H429", "委托快到期要早打算", protects=_APPLICANT, when=When.REMINDER, advice="和委托机关商量续签，或者准备交回。"
)
def mandates_do_not_end_soon(record: Record, today: date) -> Iterator[Finding]:
    """The mandate of a power in use does not expire within the next 60 days."""
    for power in record.powers.values():
        end = power.mandate.period.end if power.mandate and not power.ending else None
        if end and today <= end <= today + SOON:
            yield Finding(power, ("委托书", "期限"), f"还有 {(end - today).days} 天到期")


@rule("H430", "委托的用章是委托机关的", protects=_APPLICANT, advice="写委托机关的哪枚章；章不是它的，先核实。")
def seal_is_the_principals(record: Record, today: date) -> Iterator[Finding]:
    """The seal of a delegated power is its principal's."""
    for power in record.powers.values():
        principal = record.department(power.principal) if power.principal else None
        if principal and power.seal and principal.name not in power.seal:
            yield Finding(power, ("用章",), f"“{power.seal}”不是“{principal.name}”的章")


@rule("H431", "委托机关是县级以上的机关", protects=_APPLICANT, advice="写委托镇里办的那个部门，不写镇里的机构。")
def principals_are_outside_the_town(record: Record, today: date) -> Iterator[Finding]:
    """A principal is a department of the county or above, no department of the town."""
    for power in record.powers.values():
        body = record.department(power.principal) if power.principal else None
        if body and body.kind in ("党政机构", "事业单位", "村居"):
            yield Finding(power, ("委托机关",), f"“{body.name}”是{body.kind}，不能当委托机关")


@rule("H432", "委托书的几个日子要有先后", protects=_SUPERVISOR, advice="先签订、后公告、再生效；对照原件改日期。")
def mandate_days_are_in_order(record: Record, today: date) -> Iterator[Finding]:
    """A mandate is signed first; then it is announced, and its period begins."""
    for power in record.powers.values():
        mandate = power.mandate
        if mandate and mandate.signed and mandate.noticed and mandate.noticed.date < mandate.signed.date:
            yield Finding(power, ("委托书", "公告日期"), f"公告在 {mandate.noticed}，比签订的 {mandate.signed} 还早")
        if mandate and mandate.signed and mandate.period.start < mandate.signed.date:
            yield Finding(
                power, ("委托书", "期限"), f"从 {mandate.period.start.isoformat()} 起，比签订的 {mandate.signed} 还早"
            )


@rule(
    "H437",
    "行政处罚的名称写成“对……的处罚”",
    protects="居民：一看名称就知道是什么",
    when=When.REMINDER,
    advice="照公布的名称写；名称里没有“处罚”的，看看类型对不对。",
)
def penalties_are_named_so(record: Record, today: date) -> Iterator[Finding]:
    """The name of a penalty has the word 处罚 in it."""
    for power in record.powers.values():
        if power.type == "行政处罚" and "处罚" not in power.name:
            yield Finding(power, ("名称",), f"类型是行政处罚，名称是“{power.name}”")


@rule(
    "H438",
    "权属争议的处理要写救济特别规定",
    protects="当事人：错过期限就告不成了",
    when=When.REMINDER,
    advice="在“救济特别规定”里写起诉期限和依据（如土地管理法第十四条、森林法第二十二条）。",
)
def ownership_rulings_state_remedy(record: Record, today: date) -> Iterator[Finding]:
    """A ruling on rights to land or forest names its own limit for going to court (土地管理法第十四条, 森林法第二十二条)."""
    for power in record.powers.values():
        ruled = "权属争议" in power.name or "使用权争议" in power.name
        if power.type == "行政裁决" and ruled and not power.remedies and not power.ending:
            yield Finding(power, ("类型",), "没有写救济特别规定")


@rule(
    "H439",
    "赋权、委托的权力要写责任事项和追责情形",
    protects="居民：知道镇里该做到什么",
    when=When.FORMAL_ONLY,
    advice="写“行政许可通用”一类的模板名称，特有的写在“补充责任”。",
)
def powers_state_duties(record: Record, today: date) -> Iterator[Finding]:
    """A power says what the town must do with it, and for what it answers."""
    for power in record.powers.values():
        for name, own, more in (
            ("责任事项", power.duties, power.more_duties),
            ("追责情形", power.accountability, power.more_accountability),
        ):
            if not own and not more and not power.ending:
                yield Finding(power, ("名称",), f"没有写“{name}”", lacks=(name,))


@rule("H440", "运行情况的数要合得上", protects="审计：数字经得起验算", advice="对照台账改数。")
def figures_of_use_add_up(record: Record, today: date) -> Iterator[Finding]:
    """No more cases are finished than accepted, or decided than finished; a year stands once, and has begun."""
    for power in record.powers.values():
        years: set[int] = set()
        for i, row in enumerate(power.use or ()):
            accepted, finished, granted, refused = (
                n.number if n else None for n in (row.accepted, row.finished, row.granted, row.refused)
            )
            if accepted is not None and finished is not None and finished > accepted:
                yield Finding(power, ("运行情况", i, "办结"), f"办结{finished}件，比受理的{accepted}件还多")
            if finished is not None and (granted or 0) + (refused or 0) > finished:
                yield Finding(
                    power,
                    ("运行情况", i, "办结"),
                    f"准予加不予是{(granted or 0) + (refused or 0)}件，比办结的{finished}件还多",
                )
            if row.year.number in years:
                yield Finding(power, ("运行情况", i, "年度"), f"{row.year}年写了两次")
            if row.year.number > today.year:
                yield Finding(power, ("运行情况", i, "年度"), f"{row.year}年还没到")
            years.add(row.year.number)
