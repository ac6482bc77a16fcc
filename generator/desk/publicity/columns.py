"""The columns of the 双公示 forms: what each is called, what of a decision it holds, when it must be filled in.

In: `double_publicity.yml`. Out: `Column`s by the kind of decision, and what the program works out for them.
Used by `reporting` and by what takes such a form in.
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
class Column:
    """A column: a field of the record, or what is `derived`, or `refused` with the reason.

    `longest` in characters, `needed` by whom (都、法人、自然人、罚款……, "" for nobody).
    """

    title: str
    spec: FieldSpec | None
    derived: str
    refused: str
    longest: int | None
    needed: str
    private: bool


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a form in their order."""
    fields = named_fields(Decision)
    return tuple(
        Column(
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
    """How something is written in the forms: 长期, 分隔."""
    return tables.load(FILE)["写法"][name]


def must(column: Column, decision: Decision) -> bool:
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


def derived(word: str, decision: Decision, record: Record, day: date) -> date | str:
    """What the program works out for a column; "" where the record does not say enough."""
    town = record.town
    match word:
        case "机关代码":
            body = record.department(decision.authority)
            own = town is not None and decision.authority == town.authority
            return str((body and body.credit_code) or (own and town and town.credit_code) or "")
        case "来源单位":
            return str(town.authority) if town else ""
        case "来源代码":
            return str((town and town.credit_code) or "")
        case "公示截止期":
            period = publicity(decision)
            return period.end if period else ""
        case "当前状态":
            return "有效" if _in_force(decision, day) else "无效"
    raise ValueError(word)


def _in_force(decision: Decision, day: date) -> bool:
    until = decision.valid_until.date if decision.valid_until else None
    return not decision.withdrawn and (until is None or until >= day)
