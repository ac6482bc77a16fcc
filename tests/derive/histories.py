"""Random histories of a town: entries come, change, are renamed, merged, taken back and come back; some days are published.

In: a seed. Out: a `History`: the record at its end, and of each day on which it was published what stood in its lists
then, kept aside while it was made. Several adjustments count from one day, in the order of no id, at most
two of an entry: in what order three came no record says; some are
approved before they count.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator import urls
from generator.derive import adjusted, wording
from generator.derive.timeline import LIVING
from generator.model.adjustment import Adjustment
from generator.model.authority import POWER
from generator.model.entry import Living
from generator.model.kinds import BY_LETTER
from generator.model.responsibility import RESPONSIBILITY
from generator.model.service import GUIDE
from generator.reading.ledger import Row
from generator.record import Record

Said = dict[str, dict[str, str]]  # id → its 须经调整 fields
ENDS = ("收回", "取消", "合并")
_FIELDS = {
    POWER: ("名称", "权限边界", "承办机构", "委托书·期限"),
    RESPONSIBILITY: ("名称", "主责部门", "工作方式"),
    GUIDE: ("名称", "承诺办结时限"),
}
_BLANK: dict[Any, dict[str, Any]] = {
    POWER: {"类型": "行政许可", "行使方式": "委托", "实施依据": ["《某法》第一条"]},
    RESPONSIBILITY: {"类别": "配合履职"},
    GUIDE: {"对应权力": "无", "一句话": "某", "服务对象": ["自然人"]},
}


@dataclass
class History:
    """A record at the end of its history, the day it ends, what was published on which days."""

    record: Record
    today: date
    published: list[tuple[date, Said]]


@dataclass
class _Making:
    chance: random.Random
    day: date = date(2026, 1, 5)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)  # as they lie there
    holding: dict[str, dict[str, Any]] = field(default_factory=dict)  # as they count
    waiting: list[tuple[date, str, dict[str, Any]]] = field(default_factory=list)
    adjustments: list[dict[str, Any]] = field(default_factory=list)
    firsts: dict[str, date] = field(default_factory=dict)
    published: list[tuple[date, Said]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    today: list[str] = field(default_factory=list)  # what was adjusted today


def made(seed: int, moves: int = 14) -> History:
    """A history of some moves."""
    making = _Making(random.Random(seed))
    making.numbers = making.chance.sample(range(1, 200), 199)
    for _ in range(making.chance.randint(2, 5)):
        _appear(making, making.chance.choice(LIVING), None)
    _publish(making)
    for _ in range(moves):
        _move(making)
    _publish(making)
    return History(_record(making), making.day, making.published)


def _move(making: _Making) -> None:
    chance = making.chance
    if chance.random() < 0.7:  # else one more on the same day
        _pass(making, chance.randint(1, 30))
    if chance.random() < 0.3:
        _publish(making)
    elif chance.random() < 0.15:
        _appear(making, GUIDE, None)  # a guide needs no adjustment to begin
    else:
        _adjust(making)


def _pass(making: _Making, days: int) -> None:
    """Let days pass: what was waiting for one of them counts now."""
    making.day += timedelta(days=days)
    if days:
        making.today.clear()
    for start, id_, data in list(making.waiting):
        if start <= making.day:
            making.files[id_] = making.holding[id_] = data
            making.waiting.remove((start, id_, data))


def _publish(making: _Making) -> None:
    """Keep what counts on the day, at its end; an example is never kept."""
    for id_ in making.files:
        making.firsts.setdefault(id_, making.day)
    said = {
        id_: adjusted.texts(BY_LETTER[id_[0]].model, data)
        for id_, data in making.holding.items()
        if data["资料性质"] != "示例"
    }
    making.published.append((making.day, said))
    _pass(making, 1)


def _appear(making: _Making, kind: Any, action: str | None) -> str:
    id_ = f"{kind.letter}{len(making.files) + 101}"
    standing = making.chance.choice(("官方", "法条整理", "法条整理", "示例")) if action is None else "官方"
    data: dict[str, Any] = {"编号": id_, "名称": f"事项{id_}", "资料性质": standing, **_BLANK[kind]}
    if kind is POWER:
        data["委托书"] = {"文号": "某委〔2025〕1号", "期限": "2025-07-01 至 2028-06-30", "公告": "某公告〔2025〕1号"}
    making.files[id_] = data
    if action is None:
        making.holding[id_] = data
    return id_


def _adjust(making: _Making) -> None:
    """An adjustment of one to three entries that counts from today, or later: then the files change on that day."""
    chance = making.chance
    later = chance.randint(1, 25) if chance.random() < 0.2 else 0
    start = making.day + timedelta(days=later)
    held = {id_ for _, id_, _ in making.waiting} | {id_ for id_ in making.files if making.today.count(id_) > 1}
    free = [id_ for id_, data in making.files.items() if id_ not in held and data["资料性质"] != "示例"]
    items = []
    for id_ in chance.sample(free, min(len(free), chance.randint(1, 3))):
        if chance.random() < 0.15:
            kind, action = chance.choice((POWER, RESPONSIBILITY)), chance.choice(("新增", "承接"))
            entry = _appear(making, kind, action)
            item, data = {"动作": action, "理由": "某"}, making.files[entry]
        else:
            entry = id_
            item, data = _changed(making, id_)
        items.append({"事项": f"{entry} 某"} | item)
        making.waiting.append((start, entry, data))
        making.today.append(entry)
    _pass(making, 0)
    if items:
        making.adjustments.append(
            {
                "编号": f"t2026{making.numbers.pop():03}",
                "名称": "某次调整",
                "资料性质": "官方",
                "批准文件": "某政发〔2026〕1号",
                "生效日期": start.isoformat(),
                "事项": items,
            }
        )


def _changed(making: _Making, id_: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an adjustment does to an entry, and the entry after it."""
    chance, data = making.chance, making.files[id_]
    state = data.get("状态", "在用")
    if state in ENDS or (state == "暂停" and chance.random() < 0.5):
        written = [{"字段": "状态", "原为": state, "改为": "在用"}]
        back = {key: value for key, value in data.items() if key not in ("状态", "终止", "停办")}
        return {"动作": "恢复", "理由": "某", "改了什么": written}, back
    if chance.random() < 0.25:
        end = chance.choice(ENDS)
        item: dict[str, Any] = {"动作": end, "理由": "某"}
        item |= {"收回": {"交回给": "某局"}, "合并": {"并入": "q101 某"}}.get(end, {})
        return item, data | {"状态": end, "终止": {"日期": making.day.isoformat(), "原因": "某"}}
    if state == "在用" and chance.random() < 0.2:
        written = [{"字段": "状态", "原为": "在用", "改为": "暂停"}]
        pause = {"起": making.day.isoformat(), "原因": "某"}
        return {"动作": "变更", "理由": "某", "改了什么": written}, data | {"状态": "暂停", "停办": pause}
    kind = BY_LETTER[id_[0]]
    path = chance.choice(_FIELDS[kind])
    before = wording.at(kind.model, data, path) or ""
    after = _another(chance, path, before)
    written = [{"字段": path, "原为": before or "无", "改为": after or "无"}]
    return {"动作": "更名" if path == "名称" else "变更", "理由": "某", "改了什么": written}, _with(data, path, after)


def _another(chance: random.Random, path: str, before: str) -> str:
    if path == "委托书·期限":
        return f"2025-07-01 至 {chance.randint(2027, 2040)}-06-{chance.randint(10, 30)}"
    if path == "承诺办结时限":
        return f"{chance.randint(1, 400)}个工作日"
    return f"某{chance.randint(1, 10**6)}" if path == "名称" or not before or chance.random() < 0.7 else ""


def _with(data: dict[str, Any], path: str, after: str) -> dict[str, Any]:
    outer, _, inner = path.partition(wording.STEP)
    if inner:
        return data | {outer: data[outer] | {inner: after}}
    return data | {outer: after} if after else {key: value for key, value in data.items() if key != outer}


def _record(making: _Making) -> Record:
    def of(kind: Any) -> dict[str, Living]:
        found = {id_: data for id_, data in making.files.items() if id_[0] == kind.letter}
        return {id_: kind.model.model_validate(data) for id_, data in found.items()}

    adjustments = [Adjustment.model_validate(data) for data in making.adjustments]
    rows = [Row(id_, urls.of_id(id_), "", "", first, None, None) for id_, first in making.firsts.items()]
    return Record(
        powers=of(POWER),
        guides=of(GUIDE),
        responsibilities=of(RESPONSIBILITY),
        adjustments={str(one.id): one for one in sorted(adjustments, key=lambda one: one.id)},
        ledger=tuple(rows),
    )


def written(adjustment: Adjustment) -> dict[str, Any]:
    """An adjustment as it would stand in its file."""
    return wording.plain(adjustment)
