"""Official codes: the parts of a code agree with the entry (GB/T 39554.1, GB 32100)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.values import CreditCode
from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule
from generator.standards import tables

_AUDITOR = "审计：编码对不上，和上级清单就对不上"


@rule("H451", "基本编码的第3、4位是事项类型", protects=_AUDITOR, advice="对照上级清单改编码或者类型。")
def catalog_code_names_type(record: Record, today: date) -> Iterator[Finding]:
    """Digits 3 and 4 of a 基本编码 are the code of the power's type."""
    for power in record.powers.values():
        code = tables.code("事项类型", power.type)
        if power.catalog_code and power.catalog_code[2:4] != code:
            yield Finding(power, ("基本编码",), f"第3、4位是“{power.catalog_code[2:4]}”，{power.type}应当是“{code}”")


@rule("H452", "实施编码的后12位就是基本编码", protects=_AUDITOR, advice="照编码平台上的抄。")
def task_code_holds_catalog_code(record: Record, today: date) -> Iterator[Finding]:
    """The last 12 characters of a 实施编码 are the 基本编码."""
    for power in record.powers.values():
        if power.task_code and power.catalog_code and power.task_code[19:] != power.catalog_code:
            yield Finding(power, ("实施编码",), f"后12位是“{power.task_code[19:]}”，基本编码是“{power.catalog_code}”")


@rule("H453", "实施编码的前18位是统一社会信用代码", protects=_AUDITOR, advice="照证书抄；末位是校验码。")
def task_code_holds_credit_code(record: Record, today: date) -> Iterator[Finding]:
    """The first 18 characters of a 实施编码 are a credit code with a right check digit (GB 32100)."""
    for power in record.powers.values():
        code = power.task_code
        if code and CreditCode.check_digit(code[:17]) != code[17]:
            yield Finding(power, ("实施编码",), f"前18位“{code[:18]}”的校验码不对")


@rule(
    "H454",
    "实施编码里的机关就是实施主体",
    protects=_AUDITOR,
    when=When.REMINDER,
    advice="法定、赋权的用镇政府的代码；委托的向委托机关问清用谁的。",
)
def task_code_names_the_actor(record: Record, today: date) -> Iterator[Finding]:
    """The 实施编码 of a statutory or conferred power begins with the town's own credit code, and names its level."""
    town = record.town
    for power in record.powers.values():
        code = power.task_code
        if not code or power.delegated or not town:
            continue
        if town.credit_code and code[:18] != town.credit_code:
            yield Finding(power, ("实施编码",), f"前18位是“{code[:18]}”，镇政府的是“{town.credit_code}”")
        elif code[18] != "5":
            yield Finding(power, ("实施编码",), f"第19位是“{code[18]}”，镇级应当是“5”")


@rule("H455", "编码不能重复", protects=_AUDITOR, advice="看看哪一条抄错了。")
def codes_are_unique(record: Record, today: date) -> Iterator[Finding]:
    """No two entries in use have the same 实施编码 or 业务办理项编码."""
    for entries, attribute, name in (
        (record.powers, "task_code", "实施编码"),
        (record.guides, "handling_code", "业务办理项编码"),
    ):
        seen: dict[str, str] = {}
        for id_, entry in entries.items():
            code = getattr(entry, attribute)
            if not code or entry.ending:
                continue
            if code in seen:
                yield Finding(entry, (name,), f"和 {seen[code]} 的一样")
            seen.setdefault(code, id_)


@rule("H456", "业务办理项编码的前31位是权力的实施编码", protects=_AUDITOR, advice="照编码平台上的抄。")
def handling_code_extends_task_code(record: Record, today: date) -> Iterator[Finding]:
    """The 业务办理项编码 of a guide begins with the 实施编码 of its power."""
    for guide in record.guides.values():
        codes = [p.task_code for ref in guide.powers if (p := record.powers.get(ref.id)) and p.task_code]
        if guide.handling_code and codes and guide.handling_code[:31] not in codes:
            yield Finding(guide, ("业务办理项编码",), f"前31位不是对应权力的实施编码“{codes[0]}”")
