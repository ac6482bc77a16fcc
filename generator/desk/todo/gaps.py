"""Finds what is missing or must be looked at again: elements, checks, amended grounds, steps left out, late publication.

In: the record and today. Out: matters. What an example lacks is not asked for: it lacks everything until there is an
official paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from generator.derive import outside
from generator.derive.amendment import newest
from generator.derive.completeness import in_force, issued, missing_elements, needless
from generator.derive.grounds import on_national_law_alone
from generator.desk.todo.due import Category, Due, Urgency, due, found, numbered
from generator.model.adjustment import Adjustment
from generator.model.authority import Power, Use
from generator.model.decision import Decision
from generator.model.fields import FieldSpec, Grade, Part, fields_of, named_fields
from generator.model.kinds import KINDS
from generator.model.reference import Law
from generator.model.service import Guide
from generator.problem import FieldPath
from generator.record import Record
from generator.record.tried import TO_DO, Outcome

_ASK = "问到了填上；确实没有的写“无”；不知道的先空着。"
_CENTRE = "先问便民服务中心的几格：填上一次，没有单独写的指南都补上。"
_CHECK = "对照现在的法规、文件看一遍，看过了改“核对到”。"
_OF_THE_STATE = {True: "国家的法规", False: "只凭国家的法规整理的条目"}
_STEPS = ("proposer", "reviewer", "legality", "approver")  # 四道手续


def gaps(record: Record, today: date) -> Iterator[Due]:
    """Everything that is missing or old."""
    yield from _papers(record)
    yield from _amended(record, today)
    yield from _steps(record)
    yield from _missing(record)
    yield from _unverified(record, today)
    yield from _addresses(record)
    yield from _late(record, today)


def _stated(record: Record) -> Iterator[Any]:
    """What is stated as fact and has not ended: entries, the town, the lists."""
    for part in record.parts():
        if not part.is_example and not part.ended:
            yield part


def _papers(record: Record) -> Iterator[Due]:
    """Delegations without their paper, its announcement or a seal (field: auditors' ledger of delegations)."""
    for power in _stated(record):
        if not isinstance(power, Power) or not power.delegated:
            continue
        lacking = [] if power.mandate else ["委托书"]
        lacking += ["公告日期"] if power.mandate and power.mandate.noticed is None else []
        lacking += ["用章"] if power.seal is None else []
        if lacking:
            path = ("委托书", "公告日期") if lacking[0] == "公告日期" else (lacking[0],)
            why = f"没有写{_quoted(lacking)}"
            what = f"向{power.principal or '委托机关'}要；还没公告的，先不要公布这一项。"
            yield due(record, power, Category.MANDATES, Urgency.OPEN, path, why=why, what=what)


def _amended(record: Record, today: date) -> Iterator[Due]:
    for code in ("H405", "H406"):
        for part, finding, what in found(code, record, today):
            law = part if isinstance(part, Law) else record.law(_at(part, finding.path).law)
            day = newest(law) if law and code == "H406" else None
            urgency = Urgency.OVER if code == "H405" else Urgency.OPEN
            yield due(record, part, Category.AMENDED, urgency, finding.path, day=day, why=finding.message, what=what)


def _at(part: Part, path: FieldPath) -> Any:
    """The value at a path in an entry or a list."""
    value: Any = part
    for step in path:
        if isinstance(step, int):
            value = value[step]
        else:
            model: type[Part] = type(value)
            value = getattr(value, named_fields(model)[step].attribute)
    return value


def _steps(record: Record) -> Iterator[Due]:
    """Adjustments that lack one of their four steps."""
    names = {spec.attribute: spec.name for spec in fields_of(Adjustment)}
    for adjustment in record.adjustments.values():
        lacking = [names[attribute] for attribute in _STEPS if not getattr(adjustment, attribute)]
        if lacking:
            why = f"四道手续里没有写{_quoted(lacking)}"
            who = str(adjustment.proposer or "")
            what = "哪一道没有办就去补；办了没有登记的填上。"
            yield due(record, adjustment, Category.STEPS, Urgency.OPEN, (lacking[0],), why=why, what=what, who=who)


def _unverified(record: Record, today: date) -> Iterator[Due]:
    """What was last checked more than a year ago, or nobody says when.

    Laws of the state, and what rests on them alone, are the same for all towns: one matter each. What the town added
    is told by name.
    """
    limit = today.replace(year=today.year - 1, day=28 if (today.month, today.day) == (2, 29) else today.day)
    national: dict[str, list[Any]] = {}
    for part in _stated(record):
        if "checked" not in type(part).model_fields or (part.checked and part.checked.date >= limit):
            continue
        if part.checked and on_national_law_alone(part, record):
            national.setdefault(_OF_THE_STATE[isinstance(part, Law)], []).append(part)
            continue
        day = part.checked.date if part.checked else None
        why = f"核对到 {part.checked}，过了一年" if part.checked else "没写核对到哪天"
        rank = (0,) if day is None else (1,)
        said: dict[str, Any] = {"day": day, "why": why, "what": _CHECK, "rank": rank}
        yield due(record, part, Category.UNVERIFIED, Urgency.OPEN, ("核对到",), **said)
    for name, parts in national.items():
        day = min(part.checked.date for part in parts)
        why = f"{len(parts)} 个，最早的核对到 {day}，过了一年：{'、'.join(str(part.id) for part in parts)}"
        said = {"day": day, "why": why, "what": _CHECK, "rank": (2,), "name": name}
        matter = due(record, parts[0], Category.UNVERIFIED, Urgency.OPEN, ("核对到",), **said)
        yield replace(matter, id="", key=name)


_URGENCY_OF = {
    Outcome.LEFT: Urgency.OVER,
    Outcome.DEAD: Urgency.OPEN,
    Outcome.MOVED: Urgency.OPEN,
    Outcome.UNSURE: Urgency.NOTED,
}


def _addresses(record: Record) -> Iterator[Due]:
    """Pages elsewhere that were not there, or led elsewhere, when they were tried last."""
    for part, name, address in outside.named(record):
        tried = record.tried.get(address)
        if tried and tried.outcome in _URGENCY_OF:
            urgency, what = _URGENCY_OF[tried.outcome], TO_DO[tried.outcome]
            why = f"{address} {tried.outcome}" + (f"：{tried.said}" if tried.said else "")
            one = due(record, part, Category.ADDRESSES, urgency, (name,), day=tried.day, why=why, what=what)
            yield numbered(one, name)


def _late(record: Record, today: date) -> Iterator[Due]:
    for decision, finding, what in found("H604", record, today):
        day = decision.published.date
        yield due(record, decision, Category.LATE, Urgency.NOTED, finding.path, day=day, why=finding.message, what=what)


_ORDER = {kind.model: place for place, kind in enumerate(sorted(KINDS, key=lambda kind: kind.model is not Guide))}
# Elements of a guide that stand for one of the key elements, which are asked for by their own names.
_KEY = ("basis", "conditions", "materials", "address", "hours", "inquiry_phone", "fee", "flow", "decider")


def _missing(record: Record) -> Iterator[Due]:
    """The elements left empty, a matter for each entry; the town's own file first, then what guides need most."""
    for part in _stated(record):
        guide = part if isinstance(part, Guide) else None
        key = list(missing_elements(guide, record)) if guide else []
        rest = list(dict.fromkeys(_empty(part, record)))
        if not key and not rest:
            continue
        thin = guide is not None and not issued(guide, record)
        said = [f"检查要看的缺 {len(key)} 类：{'、'.join(key)}"] if key else []
        said += [f"{'另外' if key else ''}还空着 {len(rest)} 格：{'、'.join(rest)}"] if rest else []
        rank = (part is not record.town, -len(key), _ORDER.get(type(part), len(_ORDER)), -len(rest))
        category = Category.THIN if thin else Category.MISSING
        what = _CENTRE + _ASK if part is record.town else _ASK
        yield due(record, part, category, Urgency.OPEN, (), why="；".join(said), what=what, rank=rank)


def _empty(part: Part, record: Record, within: str = "") -> Iterator[str]:
    """The names of the empty elements of a mapping, with those of the mappings in it."""
    for spec in fields_of(type(part)):
        value = getattr(part, spec.attribute)
        if value is None:
            if spec.note.grade is Grade.ELEMENT and _asked(part, spec, record):
                yield within + spec.name
        elif spec.part:
            for item in value if spec.many else (value,):
                yield from _empty(item, record, f"{within}{spec.name}·")


def _asked(part: Any, spec: FieldSpec, record: Record) -> bool:
    """Whether an empty element is to be asked for: some do not apply, some are known from elsewhere."""
    name = spec.attribute
    if spec.name in needless(part):
        return False
    if isinstance(part, Power):
        papers = ("mandate", "seal") if part.delegated else ()  # asked for among the delegations
        return name not in ("checked", *papers)
    if isinstance(part, Guide):
        by_case = name in ("legal_limit", "promised_limit") and part.cases
        return name not in (*_KEY, "checked") and not by_case and in_force(part, record, name) is None
    if isinstance(part, Decision) and part.of_person and name == "credit_code":
        return False
    if isinstance(part, Use):
        return name in ("accepted", "finished")  # only licences are granted or refused
    # `checked` is reported by itself, and so are the steps of an adjustment.
    return name != "checked" and not (isinstance(part, Adjustment) and name in _STEPS)


def _quoted(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names)
