"""Finds what differs between two lists: 名称、类型、依据、编码, what the superior cancelled, what only one side has.

In: both sides and their matches. Out: `Difference`s in the order in which they matter, and what became of each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.desk.compare.articles import in_words, only_one_side
from generator.desk.compare.items import SuperiorItem, TownItem, bare_name, base_code
from generator.desk.compare.matching import Match
from generator.intake.plan import RowRef

CANCELLED, NAME, TYPE, BASIS, CODE = "上级已取消", "名称不同", "类型不同", "依据不同", "编码不同"
ENDED, OURS, THEIRS, UNCODED = "镇里已终止", "镇有上级无", "上级有镇无", "镇里没写编码"
SORTS = (CANCELLED, NAME, TYPE, BASIS, CODE, ENDED, OURS, THEIRS, UNCODED)  # the weightiest first
ASIDE = (THEIRS, UNCODED)  # these contradict nothing
SAME, OTHER, PERHAPS, CANCELLED_AND_NOT_OURS = "一样", "有不同", "可能是同一项", f"{CANCELLED}，镇里没有"
_NAMED = 5  # neighbours that a reason names


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its sort, the row and the entry it concerns, what each side says, how it is known.

    `sure` is False where it is only probable (可能是).
    """

    sort: str
    item: SuperiorItem | None
    entry: TownItem | None
    theirs: str
    ours: str
    why: str
    sure: bool = True

    @property
    def place(self) -> tuple[str, int, str]:
        """The key of its order among differences of its sort: by row, else by id."""
        if self.item:
            return self.item.sheet, self.item.row, ""
        return "", 0, self.entry.id if self.entry else ""


def differences(
    items: Sequence[SuperiorItem], entries: Sequence[TownItem], matched: Mapping[SuperiorItem, Match]
) -> tuple[list[Difference], dict[RowRef, str]]:
    """All differences, and what became of each row that is an item."""
    found: list[Difference] = []
    outcomes: dict[RowRef, str] = {}
    by_code = {base_code(code): entry for entry in entries for code in entry.codes}
    for item in items:
        row, match = RowRef(item.sheet, item.row), matched.get(item)
        if match is None:
            if not item.ended:
                found.append(Difference(THEIRS, item, None, item.title, "", ""))
            outcomes[row] = CANCELLED_AND_NOT_OURS if item.ended else THEIRS
            continue
        about = _between(item, match, by_code)
        found += about
        differs = any(difference.sort not in ASIDE for difference in about)
        outcomes[row] = PERHAPS if not match.sure else OTHER if differs else SAME
    found += _ours_alone(entries, {match.entry for match in matched.values()})
    found.sort(key=lambda difference: (SORTS.index(difference.sort), not difference.sure, difference.place))
    return found, outcomes


def _between(item: SuperiorItem, match: Match, by_code: Mapping[str, TownItem]) -> list[Difference]:
    """What differs between a row and its entry; for an uncertain match one difference that says everything."""
    entry = match.entry
    if item.ended:
        if entry.ended:
            return []
        return [Difference(CANCELLED, item, entry, item.ended, "还在用", match.how, item.surely and match.sure)]
    if entry.ended:
        return [Difference(ENDED, item, entry, "还在清单里", f"状态是“{entry.ended}”", match.how, match.sure)]
    found = [one for one in (_type(item, match), _basis(item, match), _code(item, match, by_code)) if one]
    if not match.sure:
        told = [f"{one.sort}：上级 {one.theirs}，镇里 {one.ours}" for one in found if one.sort not in ASIDE]
        why = match.how + (f"。另外，{'；'.join(told)}" if told else "")
        return [Difference(NAME, item, entry, item.title, entry.name, why, False)]
    if not _same_name(item, entry):
        found.insert(0, Difference(NAME, item, entry, item.title, entry.name, match.how))
    return found


def _same_name(item: SuperiorItem, entry: TownItem) -> bool:
    ours = {bare_name(name) for name in (entry.name, entry.current, *entry.parts)}
    return bare_name(item.name) in ours or bare_name(entry.name) in (
        bare_name(item.name + item.part),
        bare_name(item.part),
    )


def _type(item: SuperiorItem, match: Match) -> Difference | None:
    entry = match.entry
    if item.type and entry.type and item.type != entry.type:
        return Difference(TYPE, item, entry, item.type, entry.type, match.how)
    return None


def _basis(item: SuperiorItem, match: Match) -> Difference | None:
    entry = match.entry
    if not item.basis or not entry.basis:
        return None
    theirs, ours = only_one_side(item.basis, entry.basis)
    if not theirs and not ours:
        return None
    why = match.how if item.basis & entry.basis else f"{match.how}；没有一条相同"
    their_more = "多出：" + "\n".join(theirs) if theirs else "没有比镇里多的"
    our_more = "多出：" + "\n".join(ours) if ours else "没有比上级多的"
    return Difference(BASIS, item, entry, their_more, our_more, why)


def _code(item: SuperiorItem, match: Match, by_code: Mapping[str, TownItem]) -> Difference | None:
    entry = match.entry
    if not item.code or item.code in map(base_code, entry.codes):
        return None
    if not entry.codes:
        return Difference(UNCODED, item, entry, item.code, "", match.how)
    other = by_code.get(item.code)
    elsewhere = f"；上级的这个编码，镇里写在 {other.called}" if other and other is not entry else ""
    return Difference(CODE, item, entry, item.code, "、".join(entry.codes), match.how + elsewhere)


def _ours_alone(entries: Sequence[TownItem], matched: set[TownItem]) -> list[Difference]:
    """The entries in use that no row matches; perhaps cancelled where all their neighbours are matched.

    Neighbours are entries of the same type that rest on the same law.
    """
    living = [entry for entry in entries if not entry.ended]
    neighbours: dict[tuple[str, str], list[TownItem]] = defaultdict(list)
    for entry in living:
        for law in _laws(entry):
            neighbours[entry.type, law].append(entry)
    found = []
    for entry in living:
        if entry in matched:
            continue
        for law in _laws(entry):
            beside = [other for other in neighbours[entry.type, law] if other is not entry]
            if beside and all(other in matched for other in beside):
                named = "、".join(other.id for other in beside[:_NAMED])
                why = f"依据同一部《{law}》的{entry.type} {named} 都在上级清单里，只有这一项不在"
                found.append(Difference(CANCELLED, None, entry, "清单里没有", "还在用", why, False))
                break
        else:
            basis = "；".join(in_words(entry.basis))
            found.append(Difference(OURS, None, entry, "", entry.name, f"镇里的依据：{basis}" if basis else ""))
    return found


def _laws(entry: TownItem) -> list[str]:
    return sorted({law for law, _ in entry.basis})
