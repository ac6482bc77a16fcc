"""python -m tests.bench.first_word --entries 350 1000 10000: what the first word costs that is typed letter by letter.

Counted is everything that comes for it: the index, the engine, and each part that any letter on the way asks for, as
if a reader stopped at every one. Bytes are those on the wire. Prints one line a town, never judges.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator import record
from generator.derive.town import derive
from generator.search import index
from tests.bench import town as made
from tests.bench.finding import sites
from tests.search import indexes
from tests.search.labelled import queries
from tests.search.node import Node, running
from tests.towns import DAY, REAL, SAMPLE, TOWNS

KINDS = {"全拼", "中间的词"}  # of the labelled questions, those of one word
ISSUED = ("dibao", "低保")


class Cost(NamedTuple):
    """A word, how many files came for it, how many bytes they have."""

    word: str
    requests: int
    size: int


def words(town: str) -> list[str]:
    """The words to be typed in one of the two towns."""
    return [*ISSUED, *(query.text for query in queries() if query.town == town and query.kind in KINDS)]


def costs(node: Node, folder: Path, typed: Iterable[str]) -> list[Cost]:
    """What each word costs a reader who comes anew to the index in a folder; a single Latin letter asks for nothing."""
    engine = len(gzip.compress(sites.script().encode()))

    @cache
    def size(part: str) -> int:
        return len(gzip.compress((folder / "search" / part).read_bytes()))

    found = []
    for word in typed:
        begun = [word[:end] for end in range(2 if word[0].isascii() else 1, len(word) + 1)]
        parts = {part for answer in node.ask(folder, begun, fresh=True, limit=8) for part in answer.parts}
        parts.add("index.json")
        found.append(Cost(word, len(parts) + 1, engine + sum(map(size, parts))))
    return found


def told(name: str, found: Sequence[Cost]) -> str:
    """One line: the middle, what 95 in 100 do not pass, the most; and the word that is asked about."""
    requests, sizes = sorted(one.requests for one in found), sorted(one.size for one in found)
    at95 = min(int(0.95 * len(found)), len(found) - 1)
    asked = next(one for one in found if one.word == ISSUED[0])
    return (
        f"{name}：{len(found)} 个词，请求 中位 {requests[len(found) // 2]}、95% 在 {requests[at95]} 内、最多 {requests[-1]}；"
        f"字节 中位 {sizes[len(found) // 2] / 1000:.1f} kB、95% 在 {sizes[at95] / 1000:.1f} kB 内、最多 {sizes[-1] / 1000:.1f} kB；"
        f"{asked.word} {asked.requests} 个、{asked.size / 1000:.1f} kB"
    )


def lay(root: Path, folder: Path) -> int:
    """Write the index of a town's record below a folder; how many entries it has."""
    read, _ = record.read(root)
    indexes.write(index.files(derive(read, DAY), ()), folder)
    return sum(1 for _ in read.entries())


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.first_word")
    parser.add_argument("--entries", type=int, nargs="*", default=[350, 1000, 10000])
    arguments = parser.parse_args()
    with running() as node, tempfile.TemporaryDirectory(prefix="bench-") as place:
        entries = lay(TOWNS[REAL], Path(place) / "real")
        print(told(f"{REAL} {entries}", costs(node, Path(place) / "real", words(REAL))), flush=True)
        for wanted in arguments.entries:
            made.write(Path(place) / f"made-{wanted}", wanted)
            entries = lay(Path(place) / f"made-{wanted}", Path(place) / f"index-{wanted}")
            print(told(f"造的镇 {entries}", costs(node, Path(place) / f"index-{wanted}", words(SAMPLE))), flush=True)


if __name__ == "__main__":
    main()
