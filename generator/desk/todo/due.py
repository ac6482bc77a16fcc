"""One matter that is due: which entry, which field, since or until when, why, what to do, who.

In: an entry of the record. Out: a `Due`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from generator.derive.completeness import in_force
from generator.model.decision import Decision
from generator.model.entry import WholeFile
from generator.model.kinds import list_kind_of
from generator.model.service import Guide
from generator.pages import words
from generator.problem import FieldPath
from generator.record import Record
from generator.reports import path_text
from generator.rules import RULES, Finding


class Urgency(StrEnum):
    """How soon something must be done, most urgent first."""

    OVER = "已经过了"
    SOON = "快到了"
    OPEN = "要补、要核"
    NOTED = "记着就行"


class Category(Enum):
    """What kind of matter is due: the name of the category, and what it holds in a sentence."""

    MANDATES = "委托", "委托书60天内到期、已经到期的，没有委托书、公告日期、用章的"
    PUBLICITY = "公示期满", "公示期满还在记录里的，60天内期满的"
    TASKS = "交办任务", "60天内到期的，过了期限还写着“进行中”的"
    CERTIFICATES = "执法证", "60天内到期的，过了期还在岗的"
    FIGURES = "年度数据", "上一年的执法数据，每年1月31日前公布"
    PAUSES = "停办", "60天内停完的，停完了没有改回来的"
    AMENDED = "依据变了", "核对以后法规修改了、废止了的"
    STEPS = "调整手续", "提出、审核、合法性审查、批准，四道缺了哪一道"
    THIN = "缺得多的指南", "检查要看的十类要素，缺四类以上"
    MISSING = "缺要素", "还空着的要素；检查要看的排在前面"
    UNVERIFIED = "没核对", "超过一年没有核对，或者没写核对到哪天"
    ADDRESSES = "网址", "上一次试的时候打不开的、转到别处的、不再是政府网站的"
    LATE = "公布晚了", "许可、处罚决定后7个工作日内要公布"

    @property
    def title(self) -> str:
        """The name of the category."""
        return self.value[0]

    @property
    def about(self) -> str:
        """What the category holds, in a sentence."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Due:
    """A matter of an entry, or of a file that holds a whole list: then `id` is "".

    `key` is the matter's own name, the same as long as the entry lives. `day` is the last day on which something
    holds, or the day since when it no longer does. `rank` orders matters of the same urgency. `what` is to be done,
    by `who`.
    """

    category: Category
    urgency: Urgency
    key: str
    id: str
    name: str
    file: str
    field: str
    day: date | None
    why: str
    what: str
    who: str
    rank: tuple[int, ...] = ()

    def left(self, today: date) -> str:
        """How long it is until the day, or since: 还有 28 天; "" where nothing ends on that day."""
        if self.day is None or self.urgency not in (Urgency.OVER, Urgency.SOON):
            return ""
        days = (self.day - today).days
        return f"还有 {days} 天" if days > 0 else f"过了 {-days} 天" if days else "就是今天"


def due(record: Record, part: WholeFile, category: Category, urgency: Urgency, path: FieldPath, **said: Any) -> Due:
    """A matter of an entry or a list at the field with a path; `said` gives its other fields."""
    id_, file = str(getattr(part, "id", "")), record.file_of(part).path
    given = {"day": None, "what": "", "name": _name(part), "who": _who(part, record)} | said
    return Due(category, urgency, id_ or file, id_, file=file, field=path_text(path), **given)


def numbered(one: Due, number: str) -> Due:
    """The matter of one item of a list, with the item's own number in its key."""
    return replace(one, key=f"{one.key}/{number}")


def found(code: str, record: Record, today: date) -> Iterator[tuple[Any, Finding, str]]:
    """What the rule of a code finds, whatever the publication state: the entry, the finding, what to do."""
    declared, rule = next((declared, rule) for declared, rule in RULES if declared.number == code)
    for finding in rule(record, today):
        yield finding.part, finding, finding.advised or declared.advice


def advice(code: str) -> str:
    """What the rule of a code says is to be done."""
    return next(declared.advice for declared, _ in RULES if declared.number == code)


def _name(part: Any) -> str:
    if getattr(part, "id", None):
        return words.title(part)
    return list_kind_of(type(part)).title


def _who(part: Any, record: Record) -> str:
    """The body that handles an entry; "" where none is known."""
    if isinstance(part, Guide):
        return str(in_force(part, record, "handler") or "")
    if isinstance(part, Decision):
        part = record.powers.get(part.power.id)
    return str(getattr(part, "handler", None) or "")
