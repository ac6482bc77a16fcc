"""Finds out which row of the superior's list is which entry of the town's, and how that is known.

In: both sides. Out: a `Match` for each row that has one.

First come the ways that leave no doubt: name, current name, part, code, the name before the brackets. Then names are
compared by the pairs of characters that they share; rare pairs weigh more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

from generator.desk.compare.items import SuperiorItem, TownItem, bare_name, base_code, before_brackets

# The least likeness (0 to 1) of a match: as a rule, with an article in common, with different types.
_LEAST, _LEAST_WITH_BASIS, _LEAST_WITH_OTHER_TYPE = 0.66, 0.5, 0.8
_SURE, _AHEAD = 0.85, 0.1  # the likeness of a sure match, and how far the next best must be behind
_LOOKED_AT = 12  # candidates whose likeness is worked out
_SHORTEST = 4  # characters of a part, or of a name without its brackets, that may be looked up
# Words that make a matter a different one: 未取得 is not 取得, 变更 is not 注销.
_TURNING = ("未", "不", "非", "无", "变更", "注销", "延续", "补", "新设", "初次", "撤销", "临时", "伪造", "转让")


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that a row is, how it was found, and whether that is sure."""

    entry: TownItem
    how: str
    sure: bool = True


def matches(items: Sequence[SuperiorItem], entries: Sequence[TownItem]) -> dict[SuperiorItem, Match]:
    """The matches by row; rows without one are left out."""
    living = sorted(entries, key=lambda entry: (bool(entry.ended), entry.id))
    found: dict[SuperiorItem, Match] = {}
    for way in (_by_name, _by_current_name, _by_part, _by_code, _by_name_before_brackets):
        look_up = way(living)
        for item in items:
            if item not in found and (match := look_up(item)):
                found[item] = match
    taken = {match.entry for match in found.values()}
    left = [entry for entry in living if entry not in taken and not entry.ended]
    names = [*(item.name for item in items), *(entry.name for entry in living)]
    weights = _weights(list(map(bare_name, names)))
    return found | _alike([item for item in items if item not in found], left, weights)


LookUp = Callable[[SuperiorItem], Match | None]


def _index(pairs: Iterable[tuple[str, TownItem]]) -> dict[str, list[TownItem]]:
    found: dict[str, list[TownItem]] = defaultdict(list)
    for key, entry in pairs:
        if key:
            found[key].append(entry)
    return found


def _best(entries: Sequence[TownItem], item: SuperiorItem) -> TownItem | None:
    """Of several entries the one of the same type, then one in use, then the one with the most articles in common."""
    return max(
        entries,
        key=lambda entry: (entry.type == item.type, not entry.ended, len(entry.basis & item.basis)),
        default=None,
    )


def _match(entries: Sequence[TownItem], item: SuperiorItem, how: str) -> Match | None:
    entry = _best(entries, item)
    return Match(entry, how) if entry else None


def _by_name(entries: Sequence[TownItem]) -> LookUp:
    names = _index((bare_name(entry.name), entry) for entry in entries)

    def look_up(item: SuperiorItem) -> Match | None:
        whole = names.get(bare_name(item.name + item.part)) if item.part else None
        return _match(whole or names.get(bare_name(item.name), []), item, "名称一样")

    return look_up


def _by_current_name(entries: Sequence[TownItem]) -> LookUp:
    names = _index((bare_name(entry.current), entry) for entry in entries)
    return lambda item: _match(names.get(bare_name(item.name), []), item, "和镇里记的“现行清单名称”一样")


def _by_part(entries: Sequence[TownItem]) -> LookUp:
    names = _index((bare_name(entry.name), entry) for entry in entries)
    parts = _index(
        (bare_name(part), entry) for entry in entries for part in entry.parts if len(bare_name(part)) >= _SHORTEST
    )

    def look_up(item: SuperiorItem) -> Match | None:
        if item.part and (match := _match(names.get(bare_name(item.part), []), item, "上级的子项和镇里的名称一样")):
            return match
        return _match(parts.get(bare_name(item.name), []), item, "和镇里的一个子项一样")

    return look_up


def _by_code(entries: Sequence[TownItem]) -> LookUp:
    codes = _index((base_code(code), entry) for entry in entries for code in entry.codes)
    return lambda item: _match(codes.get(item.code, []), item, f"编码一样（{item.code}）")


def _by_name_before_brackets(entries: Sequence[TownItem]) -> LookUp:
    heads = _index(
        (before_brackets(entry.name), entry) for entry in entries if len(before_brackets(entry.name)) >= _SHORTEST
    )

    def look_up(item: SuperiorItem) -> Match | None:
        fitting = [
            entry for entry in heads.get(before_brackets(item.name), []) if not item.type or entry.type == item.type
        ]
        entry = _best(fitting, item)
        if entry is None:
            return None
        common = bool(entry.basis & item.basis)
        how = "括号前面的名称一样" + ("，依据有相同的条" if common else "")
        return Match(entry, how, sure=common and len(fitting) == 1)

    return look_up


class _NamesByPairs:
    """The names of entries, looked up by the pairs of characters in them."""

    def __init__(self, entries: Sequence[TownItem], weights: dict[str, float]) -> None:
        self.entries, self.weights = entries, weights
        self.pairs = [frozenset(_pairs(bare_name(entry.name))) for entry in entries]
        self.holding: dict[str, list[int]] = defaultdict(list)
        for number, pairs in enumerate(self.pairs):
            for pair in pairs:
                self.holding[pair].append(number)
        common = max(50, len(entries) // 5)  # a pair in so many names does not tell them apart
        self.holding = {pair: numbers for pair, numbers in self.holding.items() if len(numbers) <= common}

    def near(self, item: SuperiorItem) -> list[tuple[float, TownItem]]:
        """The entries whose names are most like that of a row, each with its likeness, the likest first."""
        mine = frozenset(_pairs(bare_name(item.name)))
        counted = Counter(number for pair in mine for number in self.holding.get(pair, ()))
        numbers = [number for number, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_LOOKED_AT]]
        scored = [(_likeness(mine, self.pairs[number], self.weights), number) for number in numbers]
        return [(score, self.entries[number]) for score, number in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]


def _alike(
    items: Sequence[SuperiorItem], entries: Sequence[TownItem], weights: dict[str, float]
) -> dict[SuperiorItem, Match]:
    """Matches between rows and entries that have none yet, the likest first; each row and each entry has at most one."""
    names = _NamesByPairs(entries, weights)
    offers: list[tuple[float, SuperiorItem, TownItem, float]] = []
    for item in items:
        near = names.near(item)
        for score, entry in near:
            next_best = max((other for other, one in near if one is not entry), default=0.0)
            if score >= _least_likeness(item, entry):
                offers.append((score, item, entry, next_best))
    offers.sort(key=lambda offer: (-offer[0], offer[1].sheet, offer[1].row, offer[2].id))
    found: dict[SuperiorItem, Match] = {}
    given: set[TownItem] = set()
    for score, item, entry, next_best in offers:
        if item not in found and entry not in given:
            found[item] = _judged(score, item, entry, next_best)
            given.add(entry)
    return found


def _least_likeness(item: SuperiorItem, entry: TownItem) -> float:
    if item.type and entry.type and item.type != entry.type:
        return _LEAST_WITH_OTHER_TYPE
    return _LEAST_WITH_BASIS if item.basis & entry.basis else _LEAST


def _judged(score: float, item: SuperiorItem, entry: TownItem, next_best: float) -> Match:
    common = bool(item.basis & entry.basis)
    how = f"名称有{round(score * 100)}%像" + ("，依据有相同的条" if common else "")
    turned = [word for word in _TURNING if word in _difference(item.name, entry.name)]
    if turned:
        how += f"；差在“{turned[0]}”"
    sure = score >= _SURE and common and item.type in ("", entry.type) and score - next_best >= _AHEAD and not turned
    return Match(entry, how, sure)


def _difference(one: str, other: str) -> str:
    one, other = bare_name(one), bare_name(other)
    parts = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return " ".join(f"{one[a:b]} {other[c:d]}" for word, a, b, c, d in parts if word != "equal")


def _pairs(name: str) -> list[str]:
    return [name[i : i + 2] for i in range(len(name) - 1)]


def _weights(names: Sequence[str]) -> dict[str, float]:
    """How much each pair of characters tells names apart: 处罚 little, 广告 much."""
    counted = Counter(pair for name in names for pair in set(_pairs(name)))
    return {pair: log(1 + len(names) / count) for pair, count in counted.items()}


def _likeness(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    total = sum(sorted(weights[pair] for pair in one)) + sum(sorted(weights[pair] for pair in other))
    return 2 * sum(sorted(weights[pair] for pair in one & other)) / total if total else 0.0
