"""What a page says of the laws behind an entry: to which day they are known, by which text, in which state each is.

In: an entry, the record, the day. Out: sentences. Nothing of it is typed in the record; a law in force of which
nothing is to be said is not mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.derive.amendment import begins, change, concerned
from generator.derive.grounds import KnownTo, known, laws_of, national
from generator.model.entry import Entry, WholeFile
from generator.model.reference import AMENDED, IN_FORCE, NOT_YET, PARTLY_REPLACED, REPEALED, UNCERTAIN, Law
from generator.record import Record

# What the laws of one day were compared with, and what that is not.
_WITH = {
    "国家法律法规数据库": ("照国家法律法规数据库的文本核对到 ", ""),
    "公布机关": ("照公布机关的文本核对到 ", ""),
    "第三方整理": ("照第三方整理的法律文本核对到 ", "没有和国家法律法规数据库逐字对过"),
    "公开报道": ("照公开报道核对到 ", "原文没有看到"),
}
_PLAIN = ("法规核对到 ", "")
_COUNCIL = re.compile("(人民代表大会|人民政府).*")
# What is said of a law in each state, on its own page and on every page that rests on it.
STATES = {
    IN_FORCE: "现行",
    AMENDED: "修改过",
    PARTLY_REPLACED: "有的条被代替",
    REPEALED: "已废止",
    NOT_YET: "还没有施行",
    UNCERTAIN: "有没有效，待核实",
}


def known_to(part: WholeFile, record: Record) -> str:
    """Returns to which day the laws behind a file of the record are known, and by which texts; "" where it bears no day.

    照第三方整理的法律文本核对到 2026-06-26，山东省的到 2025-04-19；没有和国家法律法规数据库逐字对过
    """
    days = known(part, record)
    if not days:
        return ""
    if not days[0].laws:
        return f"核对到 {days[0].day}"
    texts = list(dict.fromkeys(str(law.compared_with or "") for one in days for law in one.laws))
    lead, less = _WITH.get(texts[0], _PLAIN) if len(texts) == 1 else _PLAIN
    lesser = less or "；".join(dict.fromkeys(_WITH[text][1] for text in texts if text in _WITH and _WITH[text][1]))
    said = [f"{lead}{days[0].day}", *(f"{_whose(one, days[0])}到 {one.day}" for one in days[1:])]
    return "，".join(said) + (f"；{lesser}" if lesser else "")


def _whose(one: KnownTo, first: KnownTo) -> str:
    """Returns what the laws of a later place in the sentence are called: by whose they are, else by their titles."""
    labels = list(dict.fromkeys(map(_label, one.laws)))
    if set(labels) & set(map(_label, first.laws)) or len(labels) > 3:
        titles = [f"《{law.name}》" for law in one.laws]
        return "、".join(titles[:3]) + (f"等{len(titles)}部" if len(titles) > 3 else "")
    return "、".join(labels) + "的"


def _label(law: Law) -> str:
    return str(law.rank) if national(law) else _COUNCIL.sub("", str(law.maker or "")) or str(law.rank)


def notes(entry: Entry, record: Record, today: date) -> list[str]:
    """Returns a sentence for each law behind an entry that is not simply in force as the entry knows it."""
    if isinstance(entry, Law) or entry.ended:
        return []
    unread = {str(law.id) for law, _, _ in concerned(entry, record, today)}
    return [note for law in laws_of(entry, record) for note in _notes(law, entry, str(law.id) in unread, today)]


def _notes(law: Law, entry: Entry, unread: bool, today: date) -> Iterator[str]:
    if note := state_note(law):
        yield note
    start = begins(law.newest)
    if start and start > today and law.state != NOT_YET:
        yield f"《{law.name}》{start} 起换新的文本，到那天条号、内容可能变。"
    elif unread:
        yield f"《{law.name}》{start} 改过，这一页还没有照改过的文本看过，条号、内容可能变了。"
    elif law.state == AMENDED and _read(law, entry, today):
        yield f"《{law.name}》修改过，这里照修改以后的条号写。"


def _read(law: Law, entry: Entry, today: date) -> bool:
    """Returns whether an entry was checked after the newest version of a law."""
    checked = vars(entry).get("checked")
    return bool(checked and change(law, checked.date, today) is None)


def state_note(law: Law) -> str:
    """Returns what one must know of a law before one relies on it, "" where it is in force."""
    by = f"《{law.successor}》" if law.successor else ""
    start = begins(law.newest)
    if law.state == REPEALED:
        return f"《{law.name}》已废止，不能再凭它办事" + (f"，现在看{by}。" if by else "。")
    if law.state == PARTLY_REPLACED:
        return f"《{law.name}》有的条已经由{by or '别的法规'}代替，两边不一样的，照{by or '新的'}办。"
    if law.state == NOT_YET:
        return f"《{law.name}》" + (f"从 {start} 起才施行，在那以前不能凭它办事。" if start else "还没有施行。")
    return f"《{law.name}》现在还管不管用，没有核实。" if law.state == UNCERTAIN else ""
