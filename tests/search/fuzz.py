"""python -m tests.search.fuzz --n 100000: whatever is typed, the engine answers soon, and with nothing but the record.

In: how many queries, a seed. Out: what went wrong, and how long the slowest took. Queries are thrown
together from every plane of Unicode, lone surrogates, markup, names that scripts reserve, real names
and syllables; some are very long. A share runs in `make test`.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.search import indexes, labelled, node
from tests.towns import TOWNS

LIMIT = 100  # milliseconds
_TURNS = 500  # queries of a town, then the other's
_ODD = [
    "__proto__", "constructor", "hasOwnProperty", "toString", "prototype", "undefined", "null", "NaN", "valueOf",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;", "&#x27;", '"><svg/onload=1>', "{{ town.name }}",
    "${1}", "%00", "../../index.json", "\\", "'", '"', "`", "[", "(", "*", "+", "?", "(a+)+$", "#", "=", "-", "=hw", "#f001",
    "\0", "\r\n", "\t", "\x1b[31m", "\u200b", "\u200d", "\u202e", "\ufeff", "\u3000", "\u0301" * 40, "𠀀", "𣗋", "👨‍👩‍👧‍👦", "ﷺ", "㍿", "①",
    "第", "条", "第零条", "第九百九十九条之九", "9" * 30, "'" * 9, "怎么", "在哪里", "，", "。", "〔2019〕",
]  # fmt: skip
_SYLLABLES = [
    "zhuang",
    "chuang",
    "shuang",
    "hu",
    "wai",
    "guang",
    "gao",
    "zhai",
    "ji",
    "di",
    "ling",
    "xian",
    "lv",
    "nve",
    "er",
    "ang",
    "xi",
    "an",
    "fang",
    "g",
    "h",
    "zh",
    "ch",
    "sh",
    "w",
    "a",
    "o",
    "e",
    "i",
    "u",
    "v",
]


class Town(NamedTuple):
    """What may come of one town: its index, the queries that are real, the results that are its own."""

    folder: Path
    real: tuple[str, ...]
    known: frozenset[tuple[str, str]]


class Fault(NamedTuple):
    """A query that went wrong."""

    query: str
    what: str


class Slow(NamedTuple):
    """A query over the limit; `again` is the best of three more times: what a collection of garbage or another process held up is soon then."""

    milliseconds: float
    again: float
    query: str


class Outcome(NamedTuple):
    """What a run came to."""

    faults: list[Fault]
    slow: list[Slow]
    worst: tuple[float, str]
    median: float


def town(name: str, folder: Path) -> Town:
    """Lay a town's index into a folder."""
    indexes.lay(name, folder)
    return known(name, folder)


def known(name: str, folder: Path) -> Town:
    """A town whose index lies in a folder."""
    shown = indexes.cards(folder)
    words = [word for card in shown for word in (card[2], *card[4][1::2])]
    asked = [query.text for query in labelled.queries() if query.town == name]
    return Town(folder, (*words, *asked), frozenset((card[1], card[2]) for card in shown))


def queries(real: Sequence[str], seed: str) -> Iterator[str]:
    """Queries without end, the same for the same seed."""
    chance = random.Random(seed)
    ways = (_any, _any, _pieces, _pieces, _pieces, _real, _real, _letters, _characters, _repeated)
    while True:
        yield chance.choice(ways)(chance, real)


def _length(chance: random.Random) -> int:
    return chance.choice((1, 2, 3, 5, 8, 13, 21, 40, 48, 60, 200)) if chance.random() < 0.97 else chance.randrange(9000)


def _any(chance: random.Random, real: Sequence[str]) -> str:
    """Any code points at all, lone surrogates among them."""
    top = chance.choice((0x7F, 0x2FF, 0xFFFF, 0x10FFFF, 0xDFFF))
    least = 0xD800 if top == 0xDFFF else 0
    return "".join(chr(chance.randint(least, top)) for _ in range(_length(chance)))


def _pieces(chance: random.Random, real: Sequence[str]) -> str:
    """Odd things, syllables and real words, run together or apart."""
    pools = (_ODD, _SYLLABLES, real)
    pieces = (chance.choice(chance.choice(pools)) for _ in range(chance.randint(1, 7)))
    return chance.choice(("", "", " ", "、", "-", "　")).join(pieces)


def _real(chance: random.Random, real: Sequence[str]) -> str:
    """A real word with a few characters gone, doubled, turned or foreign."""
    ones = list(chance.choice(real))
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(ones) + 1)
        ones[at : at + chance.randint(0, 2)] = chance.choice(
            (ones[at : at + 1] * 2, ones[at : at + 2][::-1], [chr(chance.randint(0x4E00, 0x9FA5))], [])
        )
    return "".join(ones)


def _letters(chance: random.Random, real: Sequence[str]) -> str:
    """Letters with no sense, which may be cut into syllables in many ways."""
    return "".join(
        chance.choice(chance.choice(("aeiou", "zcshngx", "abcdefghijklmnopqrstuvwxyz0123456789")))
        for _ in range(_length(chance))
    )


def _characters(chance: random.Random, real: Sequence[str]) -> str:
    """Characters of the record in no order."""
    return "".join(chance.choice(chance.choice(real) or "无") for _ in range(_length(chance)))


def _repeated(chance: random.Random, real: Sequence[str]) -> str:
    """The same again and again."""
    piece = chance.choice((*_ODD, *_SYLLABLES, chance.choice(real)))
    return piece * chance.choice((2, 10, 48, 100, 3000 if len(piece) < 9 else 100))


def run(engine: node.Node, towns: Sequence[Town], count: int, seed: str) -> Outcome:
    """So many queries, by turns in each town, by turns with whole pages looked through and without."""
    faults: list[Fault] = []
    times: list[float] = []
    slow: list[Slow] = []
    worst = (0.0, "")
    streams = [queries(town.real, f"{seed} {number}") for number, town in enumerate(towns)]
    for turn, start in enumerate(range(0, count, _TURNS)):
        place, stream = towns[turn % len(towns)], streams[turn % len(towns)]
        asked = [next(stream) for _ in range(min(_TURNS, count - start))]
        texts = turn // 2 % 2 == 1
        for answer in engine.ask(place.folder, asked, texts=texts):
            times.append(answer.milliseconds)
            worst = max(worst, (answer.milliseconds, answer.query))
            faults += [Fault(answer.query, what) for what in _wrong(answer, place)]
            if answer.milliseconds > LIMIT:
                again = engine.ask(place.folder, [answer.query] * 3, texts=texts)
                best = min(min(one.milliseconds, one.own) for one in again)
                slow.append(Slow(answer.milliseconds, best, answer.query))
    return Outcome(faults, sorted(slow, reverse=True), worst, statistics.median(times))


def _wrong(answer: node.Answer, place: Town) -> Iterator[str]:
    if answer.error:
        yield answer.error
    shown = answer.shown()
    for result in shown:
        url = result["url"].partition("#")[0]
        if (url, result["name"]) not in place.known:
            yield f"not of the record: {result['url']} {result['name']}"
        for start, end in result["marks"]:
            if not 0 <= start < end <= len(result["name"].encode("utf-16-le")) // 2:
                yield f"a mark outside the name: {result['name']} {result['marks']}"
    if len({result["url"] for result in shown}) < len(shown):
        yield "the same page twice"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.fuzz")
    parser.add_argument("--n", type=int, default=100000)
    parser.add_argument("--seed", default="1")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="search-") as folder, node.running() as engine:
        towns = [town(name, Path(folder) / name) for name in TOWNS]
        outcome = run(engine, towns, arguments.n, arguments.seed)
    lasting = [one for one in outcome.slow if one.again > LIMIT]
    print(f"{arguments.n} 次，出错 {len(outcome.faults)} 次")
    print(
        f"中位 {outcome.median:.2f} 毫秒，最久 {outcome.worst[0]:.0f} 毫秒；超过 {LIMIT} 毫秒的 {len(outcome.slow)} 次，再问还超过的 {len(lasting)} 次"
    )
    for fault in outcome.faults[:20]:
        print(f"  {_short(fault.query)}：{fault.what[:400]}")
    for one in outcome.slow[:20]:
        print(f"  {one.milliseconds:.0f} 毫秒，再问 {one.again:.0f} 毫秒  {_short(one.query)}")


def _short(query: str) -> str:
    return f"{query[:60]!a}（{len(query)} 个字符）"


if __name__ == "__main__":
    main()
