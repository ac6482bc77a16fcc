"""What a comparison found: 名称、类型、依据、编码不同, what the superior has done away with, what only one side has.

In: both sides and their matches. Out: `Finding`s in the order in which they matter, and the lot of each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.desk.compare.matching import Match
from generator.desk.compare.sides import Item, Own, code_named, differing, listed, plain

GONE, NAME, TYPE, BASIS, CODE = "上级已取消", "名称不同", "类型不同", "依据不同", "编码不同"
ENDED, OURS, THEIRS, UNCODED = "镇里已终止", "镇有上级无", "上级有镇无", "镇里没写编码"
KINDS = (GONE, NAME, TYPE, BASIS, CODE, ENDED, OURS, THEIRS, UNCODED)
# Only counted, or told at the end: nothing contradicts there.
ASIDE = (THEIRS, UNCODED)
SAME, OTHER, PERHAPS = "一样", "有不同", "可能是同一项"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: the sides it concerns, what each says, why it is thought so; `sure` or only 可能是."""

    kind: str
    item: Item | None
    own: Own | None
    theirs: str
    ours: str
    why: str
    sure: bool = True


def findings(
    items: Sequence[Item], owns: Sequence[Own], matched: Mapping[Item, Match]
) -> tuple[list[Finding], dict[tuple[str, int], str]]:
    """All findings, and what became of each row that is an item."""
    found: list[Finding] = []
    lots: dict[tuple[str, int], str] = {}
    by_code = {code_named(code): own for own in owns for code in own.codes}
    for item in items:
        match = matched.get(item)
        if match is None:
            if not item.ended:
                found.append(Finding(THEIRS, item, None, item.title, "", ""))
            lots[item.sheet, item.row] = f"{GONE}，镇里没有" if item.ended else THEIRS
            continue
        about = _pair(item, match, by_code)
        found += about
        serious = [one for one in about if one.kind not in ASIDE]
        lots[item.sheet, item.row] = PERHAPS if not match.sure else OTHER if serious else SAME
    found += _ours_alone(owns, {match.own for match in matched.values()})
    order = {kind: number for number, kind in enumerate(KINDS)}
    found.sort(key=lambda one: (order[one.kind], not one.sure, *_place(one)))
    return found, lots


def _place(one: Finding) -> tuple[str, int, str]:
    return (one.item.sheet, one.item.row, "") if one.item else ("", 0, one.own.id if one.own else "")


def _pair(item: Item, match: Match, by_code: Mapping[str, Own]) -> list[Finding]:
    """What differs between a row and its entry; of an uncertain pair one finding that says all."""
    own = match.own
    if item.ended:
        if own.ended:
            return []
        return [Finding(GONE, item, own, item.ended, "还在用", match.how, item.surely and match.sure)]
    if own.ended:
        return [Finding(ENDED, item, own, "还在清单里", f"状态是“{own.ended}”", match.how, match.sure)]
    found = [one for one in (_type(item, match), _basis(item, match), _code(item, match, by_code)) if one]
    if not match.sure:
        more = "；".join(f"{one.kind}：上级 {one.theirs}，镇里 {one.ours}" for one in found if one.kind not in ASIDE)
        why = match.how + (f"。另外，{more}" if more else "")
        return [Finding(NAME, item, own, item.title, own.name, why, False)]
    if plain(item.name) not in {plain(own.name), plain(own.current), *map(plain, own.subs)} and (
        plain(item.name + item.sub) != plain(own.name) and plain(item.sub) != plain(own.name)
    ):
        found.insert(0, Finding(NAME, item, own, item.title, own.name, match.how))
    return found


def _type(item: Item, match: Match) -> Finding | None:
    own = match.own
    if item.type and own.type and item.type != own.type:
        return Finding(TYPE, item, own, item.type, own.type, match.how)
    return None


def _basis(item: Item, match: Match) -> Finding | None:
    if not item.basis or not match.own.basis:
        return None
    theirs, ours = differing(item.basis, match.own.basis)
    if not theirs and not ours:
        return None
    why = match.how
    if not item.basis & match.own.basis:
        why += "；没有一条相同"
    more = "多出：" + "\n".join(theirs) if theirs else "没有比镇里多的"
    own_more = "多出：" + "\n".join(ours) if ours else "没有比上级多的"
    return Finding(BASIS, item, match.own, more, own_more, why)


def _code(item: Item, match: Match, by_code: Mapping[str, Own]) -> Finding | None:
    own = match.own
    if not item.code or item.code in map(code_named, own.codes):
        return None
    if not own.codes:
        return Finding(UNCODED, item, own, item.code, "", match.how)
    other = by_code.get(item.code)
    why = match.how + (f"；上级的这个编码，镇里写在 {other.id} {other.name}" if other and other is not own else "")
    return Finding(CODE, item, own, item.code, "、".join(own.codes), why)


def _ours_alone(owns: Sequence[Own], matched: set[Own]) -> list[Finding]:
    """Entries in use that the superior's list has not; where all their neighbours stand in it, perhaps cancelled."""
    neighbours: dict[tuple[str, str], list[Own]] = defaultdict(list)
    for own in owns:
        if not own.ended:
            for law in sorted({law for law, _ in own.basis}):
                neighbours[own.type, law].append(own)
    found = []
    for own in owns:
        if own.ended or own in matched:
            continue
        for law in sorted({law for law, _ in own.basis}):
            beside = [other for other in neighbours[own.type, law] if other is not own]
            if beside and all(other in matched for other in beside):
                named = "、".join(other.id for other in beside[:5])
                why = f"依据同一部《{law}》的{own.type} {named} 都在上级清单里，只有这一项不在"
                found.append(Finding(GONE, None, own, "清单里没有", "还在用", why, False))
                break
        else:
            basis = "；".join(listed(own.basis))
            found.append(Finding(OURS, None, own, "", own.name, f"镇里的依据：{basis}" if basis else ""))
    return found
