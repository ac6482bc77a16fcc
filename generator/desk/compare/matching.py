"""Which row of the superior's list is which entry of the town's, and how that is known.

In: both sides. Out: a `Match` for each row that has one. First what leaves no doubt (name, current name, part,
code, the name before the brackets), then likeness of names, weighed by how rare their pairs of characters are.
The same sides give the same matches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

from generator.desk.compare.sides import Item, Own, code_named, head, plain

_ALIKE, _WITH_BASIS, _OTHER_TYPE = 0.66, 0.5, 0.8  # likeness that makes a match worth showing
_SURE, _AHEAD = 0.85, 0.1  # and one that leaves little doubt, where the next best is well behind
_LOOKED_AT = 12  # candidates whose likeness is worked out in full
_SHORTEST = 4  # characters of a name that a bracket or a part may leave
# What turns a matter into another one: 未取得 is not 取得, 变更 is not 注销.
_TURNS = ("未", "不", "非", "无", "变更", "注销", "延续", "补", "新设", "初次", "撤销", "临时", "伪造", "转让")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry for a row, how it was found, and whether it is surely the same."""

    own: Own
    how: str
    sure: bool = True


def matches(items: Sequence[Item], owns: Sequence[Own]) -> dict[Item, Match]:
    """The match of each row; rows without one are left out."""
    living = sorted(owns, key=lambda own: (bool(own.ended), own.id))
    found: dict[Item, Match] = {}
    for step in (_by_name, _by_current_name, _by_part, _by_code, _by_head):
        look_up = step(living)
        for item in items:
            if item not in found and (match := look_up(item)):
                found[item] = match
    taken = {match.own for match in found.values()}
    left = [own for own in living if own not in taken and not own.ended]
    return found | _alike([item for item in items if item not in found], left, [*items], living)


LookUp = Callable[[Item], Match | None]


def _index(pairs: Iterable[tuple[str, Own]]) -> dict[str, list[Own]]:
    found: dict[str, list[Own]] = defaultdict(list)
    for key, own in pairs:
        if key:
            found[key].append(own)
    return found


def _best(owns: Sequence[Own], item: Item) -> Own | None:
    """Of several that fit the one of the same type, then with the most articles in common."""
    return max(owns, key=lambda own: (own.type == item.type, not own.ended, len(own.basis & item.basis)), default=None)


def _match(owns: Sequence[Own], item: Item, how: str) -> Match | None:
    own = _best(owns, item)
    return Match(own, how) if own else None


def _by_name(owns: Sequence[Own]) -> LookUp:
    names = _index((plain(own.name), own) for own in owns)

    def look_up(item: Item) -> Match | None:
        whole = names.get(plain(item.name + item.sub)) if item.sub else None
        return _match(whole or names.get(plain(item.name), []), item, "名称一样")

    return look_up


def _by_current_name(owns: Sequence[Own]) -> LookUp:
    names = _index((plain(own.current), own) for own in owns)
    return lambda item: _match(names.get(plain(item.name), []), item, "和镇里记的“现行清单名称”一样")


def _by_part(owns: Sequence[Own]) -> LookUp:
    names = _index((plain(own.name), own) for own in owns)
    parts = _index((plain(sub), own) for own in owns for sub in own.subs if len(plain(sub)) >= _SHORTEST)

    def look_up(item: Item) -> Match | None:
        if item.sub and (match := _match(names.get(plain(item.sub), []), item, "上级的子项和镇里的名称一样")):
            return match
        return _match(parts.get(plain(item.name), []), item, "和镇里的一个子项一样")

    return look_up


def _by_code(owns: Sequence[Own]) -> LookUp:
    codes = _index((code_named(code), own) for own in owns for code in own.codes)
    return lambda item: _match(codes.get(item.code, []), item, f"编码一样（{item.code}）")


def _by_head(owns: Sequence[Own]) -> LookUp:
    heads = _index((head(own.name), own) for own in owns if len(head(own.name)) >= _SHORTEST)

    def look_up(item: Item) -> Match | None:
        fitting = [own for own in heads.get(head(item.name), []) if not item.type or own.type == item.type]
        own = _best(fitting, item)
        if own is None:
            return None
        common = bool(own.basis & item.basis)
        how = "括号前面的名称一样" + ("，依据有相同的条" if common else "")
        return Match(own, how, sure=common and len(fitting) == 1)

    return look_up


class _Names:
    """The names of entries, looked up by the pairs of characters in them."""

    def __init__(self, owns: Sequence[Own], weights: dict[str, float]) -> None:
        self.owns, self.weights = owns, weights
        self.pairs = [frozenset(_pairs(plain(own.name))) for own in owns]
        self.holding: dict[str, list[int]] = defaultdict(list)
        for number, some in enumerate(self.pairs):
            for pair in some:
                self.holding[pair].append(number)
        common = max(50, len(owns) // 5)  # pairs that so many hold lead nowhere
        self.holding = {pair: numbers for pair, numbers in self.holding.items() if len(numbers) <= common}

    def near(self, item: Item) -> list[tuple[float, Own]]:
        """The entries most like a row, the likest first."""
        mine = frozenset(_pairs(plain(item.name)))
        counted = Counter(number for pair in mine for number in self.holding.get(pair, ()))
        some = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_LOOKED_AT]
        scored = [(_likeness(mine, self.pairs[number], self.weights), number) for number, _ in some]
        return [(score, self.owns[number]) for score, number in sorted(scored, key=lambda one: (-one[0], one[1]))]


def _alike(
    items: Sequence[Item], owns: Sequence[Own], all_items: Sequence[Item], all_owns: Sequence[Own]
) -> dict[Item, Match]:
    """The rows that are left, each with the entry it is most like; the likest pair is taken first."""
    names = _Names(owns, _weights([plain(one.name) for one in (*all_items, *all_owns)]))
    offers: list[tuple[float, Item, Own, float]] = []
    for item in items:
        near = names.near(item)
        for score, own in near:
            next_best = max((other for other, one in near if one is not own), default=0.0)
            if score >= _least(item, own):
                offers.append((score, item, own, next_best))
    offers.sort(key=lambda offer: (-offer[0], offer[1].sheet, offer[1].row, offer[2].id))
    found: dict[Item, Match] = {}
    given: set[Own] = set()
    for score, item, own, next_best in offers:
        if item not in found and own not in given:
            found[item] = _judged(score, item, own, next_best)
            given.add(own)
    return found


def _least(item: Item, own: Own) -> float:
    if item.type and own.type and item.type != own.type:
        return _OTHER_TYPE
    return _WITH_BASIS if item.basis & own.basis else _ALIKE


def _judged(score: float, item: Item, own: Own, next_best: float) -> Match:
    common = bool(item.basis & own.basis)
    how = f"名称有{round(score * 100)}%像" + ("，依据有相同的条" if common else "")
    turned = [word for word in _TURNS if word in _difference(item.name, own.name)]
    if turned:
        how += f"；差在“{turned[0]}”"
    sure = score >= _SURE and common and item.type in ("", own.type) and score - next_best >= _AHEAD and not turned
    return Match(own, how, sure)


def _difference(one: str, other: str) -> str:
    one, other = plain(one), plain(other)
    parts = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return " ".join(f"{one[a:b]} {other[c:d]}" for word, a, b, c, d in parts if word != "equal")


def _pairs(name: str) -> list[str]:
    return [name[i : i + 2] for i in range(len(name) - 1)]


def _weights(names: Sequence[str]) -> dict[str, float]:
    """How much a pair of characters tells: 处罚 little, 广告 much."""
    counted = Counter(pair for name in names for pair in set(_pairs(name)))
    return {pair: log(1 + len(names) / count) for pair, count in counted.items()}


def _likeness(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    total = sum(sorted(weights[pair] for pair in one)) + sum(sorted(weights[pair] for pair in other))
    return 2 * sum(sorted(weights[pair] for pair in one & other)) / total if total else 0.0
