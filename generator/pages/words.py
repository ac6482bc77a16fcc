"""The words a resident reads for what the record says: states, modes, standings.

One sentence for each term of the code lists, in one place.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.authority import CONFERRED, DELEGATED, STATUTORY, Power
from generator.model.decision import Decision
from generator.model.entry import (
    ABOLISHED,
    EXAMPLE,
    MERGED,
    MISTAKEN,
    OFFICIAL,
    TAKEN_BACK,
    Ending,
    Entry,
    Living,
    Pause,
)
from generator.model.kinds import kind_of
from generator.model.reference import Department, Law

PENDING = "待核"
MODES = {STATUTORY: "法律直接给镇里的", CONFERRED: "镇里自己办（赋权）", DELEGATED: "县里委托镇里办（委托）"}
OUTCOMES = {
    "初审转报": "镇里初审，别处决定",
    "调解": "调解，不作决定",
    "备案": "备案",
    "查处反映": "接到反映后查处",
}
STANDINGS = {OFFICIAL: "有官方文件", "法条整理": "按法条整理，不是官方清单", EXAMPLE: "示例，不是真的"}
DUTY_CLASSES = {"基本履职": "镇里的事", "配合履职": "县里主办、镇里帮忙", "上级收回": "已交回县里办"}
NEEDS = {"必要": "必须交", "免提交": "不用交", "容缺后补": "可以先办后补", "非必要": "有就带，没有也行"}
CHANNELS = {"申请人自备": "自己准备", "政府部门核发": "政府部门发的", "其他": "找别处出"}
HANDLING = {"即办件": "当场办", "承诺件": "收件后办"}
FEES = {"收费": "要收钱", "不收费": "不收钱"}
AUDIENCES = {
    "自然人": "个人",
    "企业法人": "公司",
    "社会组织法人": "社会组织",
    "事业法人": "事业单位",
    "非法人企业": "个人独资、合伙企业",
}
LIFE = {state: state for state in ("正常办理", "暂停的", "不再办的")}


def title(entry: Entry) -> str:
    """Returns an entry's title: what is unverified says so in its title."""
    return f"{heading(entry)}（示例）" if entry.is_example else heading(entry)


def heading(entry: Entry) -> str:
    """Returns what an entry is called at the head of its page; a decision's 文号 alone does not say what it is."""
    return f"{entry.kind}决定 {entry.called}" if isinstance(entry, Decision) else entry.called


def standing(entry: Entry) -> str:
    """Returns an entry's 资料性质 in plain words; a law is its own source, so there is nothing to say of it."""
    return "" if isinstance(entry, Law) and not entry.is_example else STANDINGS[entry.standing]


def word(entry: Entry) -> str:
    """Returns what an entry is: 权力事项, 办事指南, …"""
    return kind_of(type(entry)).word


def state(entry: Entry) -> str:
    """Returns an entry's state in plain words, "" where it is in use."""
    if isinstance(entry, Living):
        return _paused(entry.pause) if entry.pause else _ending(entry, entry.ending) if entry.ending else ""
    if isinstance(entry, Department) and entry.ended:
        return f"已撤销，职能划入{entry.successor}" if entry.successor else "已撤销"
    return "已撤回" if isinstance(entry, Decision) and entry.withdrawn else ""


def _paused(pause: Pause) -> str:
    return f"暂停办理：{pause.reason}" + (f"，到 {pause.end}" if pause.end else "")


def _ending(entry: Living, ending: Ending) -> str:
    if entry.state == TAKEN_BACK:
        return f"已交回{ending.taken_by or '上级'}办"
    if entry.state == MERGED:
        return f"已并入《{ending.merged_into.name}》" if ending.merged_into else "已并入别的事项"
    return "发布有误，已撤下" if entry.mistaken else "已取消，不用办了"


def life(entry: Living) -> str:
    """Returns whether an entry is in use, rests or has ended, as one of `LIFE`."""
    return "不再办的" if entry.ended else "暂停的" if entry.pause else "正常办理"


def mode(power: Power) -> str:
    """Returns in what way a power is the town's; of an example only what it imagines."""
    return f"示例里设想：{power.mode}" if power.is_example else MODES[power.mode]


_ENDED = {ABOLISHED: "已取消", TAKEN_BACK: "已交回县里", MERGED: "已并入别的事项", MISTAKEN: "发布有误"}


def tally(powers: Sequence[Power]) -> str:
    """Returns how many powers there are, and how many of them have ended: 43 项（其中 2 项已取消）. Examples are not for counting here."""
    counts = [(said, sum(power.state == state for power in powers)) for state, said in _ENDED.items()]
    ended = "、".join(f"{count} 项{said}" for said, count in counts if count)
    return f"{len(powers)} 项" + (f"（其中 {ended}）" if ended else "")


def visits(count: int) -> str:
    """Returns how often one must come."""
    return "不用跑" if count == 0 else "最多跑一次" if count == 1 else f"要跑{count}次"


def pending(names: Sequence[str]) -> str:
    """Returns the one line that stands for all that is not known: 还有5样没核实：…"""
    return f"还有{len(names)}样没核实：{'、'.join(names)}" if names else ""
