"""The columns of the 双公示 forms: what each is called, what of a decision it holds, when it must be filled in.

In: `standards/double_publicity.yml`. Out: `FormColumn`s by the kind of decision, and the values that follow from a
decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.derive.publicity import publicity
from generator.model.decision import Decision
from generator.model.fields import FieldSpec, named_fields
from generator.record import Record
from generator.standards import tables

FILE = "double_publicity.yml"
KINDS = ("行政许可", "行政处罚")
ALWAYS = "都"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: it holds a field of the record (`spec`), or a value that the program derives, or it stays empty.

    `derived` names the derived value, `refused` says why the column stays empty; "" where that does not apply.
    `longest` is in characters. `needed` says of which decisions it must be filled in: 都, 法人, 自然人, 罚款 …; "" for
    none. `private` columns are not to be published.
    """

    title: str
    spec: FieldSpec | None
    derived: str
    refused: str
    longest: int | None
    needed: str
    private: bool


@cache
def columns(kind: str) -> tuple[FormColumn, ...]:
    """The columns of a form in their order."""
    fields = named_fields(Decision)
    return tuple(
        FormColumn(
            item["列"],
            fields[item["格"]] if "格" in item else None,
            item.get("推出", ""),
            item.get("不收", ""),
            int(item["长"]) if "长" in item else None,
            item.get("必填", ""),
            item["公开"] == "不公开",
        )
        for item in tables.load(FILE)[kind]
    )


def writing(name: str) -> str:
    """How the forms write 长期 (no end), and what separates several values (分隔)."""
    return tables.load(FILE)["写法"][name]


def must_be_filled(column: FormColumn, decision: Decision) -> bool:
    """Whether a column must be filled in for a decision."""
    kinds = " ".join(decision.penalties or ())
    match column.needed:
        case "":
            return False
        case "法人":
            return decision.party_kind == "法人及非法人组织"
        case "自然人":
            return decision.of_person
        case "暂扣吊销":
            return "暂扣" in kinds or "吊销" in kinds
        case "罚款" | "没收" as word:
            return word in kinds
        case _:
            return True


def derived_value(name: str, decision: Decision, record: Record, day: date) -> date | str:
    """The derived value of a name; "" where the record does not say enough."""
    town = record.town
    match name:
        case "机关代码":
            body = record.department(decision.authority)
            if body and body.credit_code:
                return str(body.credit_code)
            return _town_code(record) if town and decision.authority == town.authority else ""
        case "来源单位":
            return str(town.authority) if town else ""
        case "来源代码":
            return _town_code(record)
        case "公示截止期":
            period = publicity(decision)
            return period.end if period else ""
        case "当前状态":
            return "有效" if _in_force(decision, day) else "无效"
    raise ValueError(name)


def _town_code(record: Record) -> str:
    return str(record.town.credit_code or "") if record.town else ""


def _in_force(decision: Decision, day: date) -> bool:
    ending = decision.penalty_until or decision.valid_until
    until = ending.date if ending else None
    return not decision.withdrawn and (until is None or until >= day)
