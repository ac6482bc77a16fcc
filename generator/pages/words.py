"""The words a resident reads for what the record says: states, modes, standings.

One sentence for each term of the code lists, in one place. Used by the modules of `pages/`.
"""

from __future__ import annotations

from typing import Any

from generator.model.kinds import BY_LETTER

PENDING = "待核"
MODES = {"法定": "法律直接给镇里的", "赋权": "镇里自己办（赋权）", "委托": "县里委托镇里办（委托）"}
OUTCOMES = {
    "初审转报": "镇里初审，别处决定",
    "调解": "调解，不作决定",
    "备案": "备案",
    "查处反映": "接到反映后查处",
}
STANDINGS = {"官方": "有官方文件", "法条整理": "按法条整理，不是官方清单", "示例": "示例，不是真的"}
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


def title(entry: Any) -> str:
    """An entry's title: what is unverified says so in its title."""
    name = str(vars(entry).get("name") or f"{entry.kind}决定 {entry.number}")
    return f"{name}（示例）" if entry_standing(entry) == "示例" else name


def entry_standing(entry: Any) -> str:
    """An entry's 资料性质, "" for kinds that have none (a law is known by its text)."""
    return str(vars(entry).get("standing") or "")


def standing(entry: Any) -> str:
    """An entry's 资料性质 in plain words; a law is its own source, so there is nothing to say of it."""
    said = entry_standing(entry)
    return "" if entry.id[0] == "g" and said != "示例" else STANDINGS.get(said, "")


def word(entry: Any) -> str:
    """What an entry is: 权力事项, 办事指南, …"""
    return BY_LETTER[entry.id[0]].word


def state(entry: Any) -> str:
    """An entry's state in plain words, "" where it is in use."""
    given = vars(entry)
    pause, ending = given.get("pause"), given.get("ending")
    if pause:
        return f"暂停办理：{pause.reason}" + (f"，到 {pause.end}" if pause.end else "")
    if not ending:
        return _past(entry)
    match entry.state:
        case "收回":
            return f"已交回{ending.taken_by or '上级'}办"
        case "合并":
            return f"已并入《{ending.merged_into.name}》" if ending.merged_into else "已并入别的事项"
        case "误发":
            return "发布有误，已撤下"
        case _:
            return "已取消，不用办了"


def _past(entry: Any) -> str:
    """The state of what ends without an 终止: a body, a decision."""
    match vars(entry).get("state"):
        case "已撤销":
            return f"已撤销，职能划入{entry.successor}" if entry.successor else "已撤销"
        case "已撤回":
            return "已撤回"
        case _:
            return ""


def mode(power: Any) -> str:
    """In what way a power is the town's; of an example only what it imagines."""
    return f"示例里设想：{power.mode}" if entry_standing(power) == "示例" else MODES[power.mode]


_ENDED = {"取消": "已取消", "收回": "已交回县里", "合并": "已并入别的事项", "误发": "发布有误"}


def tally(powers: list[Any]) -> str:
    """How many powers, and how many of them have ended: 43 项（其中 2 项已取消）. Examples are not for counting here."""
    counts = [(said, sum(power.state == state for power in powers)) for state, said in _ENDED.items()]
    ended = "、".join(f"{count} 项{said}" for said, count in counts if count)
    return f"{len(powers)} 项" + (f"（其中 {ended}）" if ended else "")


def visits(count: int) -> str:
    """How often one must come."""
    return "不用跑" if count == 0 else "最多跑一次" if count == 1 else f"要跑{count}次"


def pending(names: list[str]) -> str:
    """The one line that stands for all that is not known: 还有5样没核实：…"""
    return f"还有{len(names)}样没核实：{'、'.join(names)}" if names else ""
