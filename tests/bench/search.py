"""python -m tests.bench.search --entries 100 1000 10000: what the search finds, how soon, for how many bytes, beside others.

The others are the theme's own search (lunr) and Pagefind, on the same entries, in the same run and the same
browser. Prints one table, never judges: machines differ, so compare the columns of one run.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from generator import record
from generator.derive.town import derive
from tests.bench import town as made
from tests.bench.finding import browser, sites
from tests.search import measuring, node
from tests.search.labelled import Query, queries
from tests.towns import DAY, REAL, SAMPLE, TOWNS

TYPED = 40  # queries typed letter by letter
FETCHED = 25  # queries asked each in a new browser
NAMES = {"ours": "自己的", "theme": "主题自带（lunr）", "pagefind": "Pagefind"}
_COPY = re.compile(r"([a-bd-su-z])\d*(\d{3})|([ct]\d{4})\d*(\d{3})")
Row = dict[str, str]


def bench(name: str, root: Path, asked: Sequence[Query], chromium: Browser, alone: bool) -> list[Row]:
    """Every search on one town's entries, or ours alone: a row each."""
    read, _ = record.read(root)
    town = derive(read, DAY)
    entries = sum(1 for _ in read.entries())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder) / "site"
        made_in = {} if alone else {"theme": sites.plain(town, Path(folder), place)}
        if sites.pagefind() and not alone:
            made_in["pagefind"] = sites.found_by_pagefind(place)
        made_in = {"ours": sites.ours(town, place)} | made_in
        with browser.served(place) as address:
            rows = []
            for engine, seconds in made_in.items():
                print(f"{name}：{NAMES[engine]}……", file=sys.stderr)
                row = {"记录": f"{name} {entries}", "搜索": NAMES[engine]}
                row |= _found(chromium, address, engine, asked)
                row |= _bytes(chromium, address, engine, place, asked)
                row |= {"建索引 毫秒/条": f"{1000 * seconds / entries:.2f}"}
                rows.append(row)
                print("  " + "，".join(row.values()), file=sys.stderr)
    return rows


def _found(chromium: Browser, address: str, engine: str, asked: Sequence[Query]) -> Row:
    """Recall and rank of all queries; then some typed letter by letter."""
    with browser.opened(chromium, address, engine) as page:
        came = browser.ask(page, [query.text for query in asked])
    places = [_rank(query, urls) for query, urls in zip(asked, came, strict=True)]
    with browser.opened(chromium, address, engine) as page:
        times = browser.typing(page, [query.text for query in _some(asked, TYPED)])
    first, whole = (sorted(time[which] for time in times) for which in (0, 1))
    return {
        "前5条有": f"{statistics.fmean(0 < place <= measuring.FIRST for place in places):.1%}",
        "MRR": f"{statistics.fmean(1 / place if place else 0 for place in places):.3f}",
        "每个字到头一批画出 p50": f"{first[len(first) // 2]:.0f} ms",
        "p95": f"{first[int(len(first) * 0.95)]:.0f} ms",
        "到全部 p95": f"{whole[int(len(whole) * 0.95)]:.0f} ms",
        "最久": f"{whole[-1]:.0f} ms",
    }


def _rank(query: Query, urls: Sequence[str]) -> int:
    """The place of the first acceptable address, 0 where there is none; a copy of what is meant is as good."""
    named = [_named(url.partition("#")[0]) for url in urls]
    return next((place for place, key in enumerate(named, 1) if key in query.wanted), 0)


def _named(url: str) -> str:
    """An address as the labelled queries name it."""
    return url if url.startswith(("themes/", "life/")) else _original(url.rstrip("/").rpartition("/")[2])


def _original(id_: str) -> str:
    """q3001 is the third copy of q001."""
    found = _COPY.fullmatch(id_)
    return (found[1] or found[3]) + (found[2] or found[4]) if found else id_


def _bytes(chromium: Browser, address: str, engine: str, place: Path, asked: Sequence[Query]) -> Row:
    """Compressed bytes of all that is fetched for the answer to one query in a new browser."""
    if engine == "ours":
        with node.running() as running:
            answers = running.ask(place / "ours", [query.text for query in asked], fresh=True)
        script = len(gzip.compress(sites.script().encode(), 9))
        size = _packed(place / "ours/search")
        sums = [script + sum(map(size, answer.parts)) for answer in answers]
    elif engine == "theme":
        sums = [sum(len(gzip.compress(file.read_bytes(), 9)) for file in sites.theme_files(place))]
    else:
        sums = browser.fetched(chromium, address, engine, [query.text for query in _some(asked, FETCHED)])
    sums.sort()
    at95 = sums[min(len(sums) - 1, int(len(sums) * 0.95))]
    return {"头一次字节 中位": _kb(statistics.median(sums)), "字节 p95": _kb(at95), "字节 最多": _kb(sums[-1])}


def _packed(folder: Path) -> Callable[[str], int]:
    """The compressed size of a part, each worked out once."""
    sizes: dict[str, int] = {}

    def size(part: str) -> int:
        if part not in sizes:
            sizes[part] = len(gzip.compress((folder / part).read_bytes(), 9))
        return sizes[part]

    return size


def _kb(size: float) -> str:
    return f"{size / 1000:.1f} kB"


def _some(asked: Sequence[Query], most: int) -> list[Query]:
    """So many, spread evenly over all kinds."""
    return [asked[at * len(asked) // most] for at in range(min(most, len(asked)))] if len(asked) > most else list(asked)


def show(rows: Sequence[Row]) -> None:
    """One table; a Chinese character is as wide as two letters."""
    columns = list(rows[0])
    table = [columns, *([row[column] for column in columns] for row in rows)]
    widths = [max(_width(line[at]) for line in table) for at in range(len(columns))]
    for line in table:
        print("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip())


def _width(text: str) -> int:
    return sum(2 if one > "\u2e80" else 1 for one in text)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search")
    parser.add_argument("--entries", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--alone", action="store_true", help="只量自己的，不和别的比")
    arguments = parser.parse_args()
    if not sites.pagefind():
        print("没有 Pagefind：pip install --require-hashes -r tests/bench/requirements.lock", file=sys.stderr)
    asked = queries()
    rows: list[Row] = []
    with browser.chromium() as chromium:
        rows += bench(
            "真的镇", TOWNS[REAL], [query for query in asked if query.town == REAL], chromium, arguments.alone
        )
        for entries in arguments.entries:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                made.write(Path(folder), entries)
                rows += bench(
                    "造的镇",
                    Path(folder),
                    [query for query in asked if query.town == SAMPLE],
                    chromium,
                    arguments.alone,
                )
    show(rows)
    print(
        f"考题：真的镇 {sum(query.town == REAL for query in asked)} 道，造的镇 {sum(query.town == SAMPLE for query in asked)} 道；打字 {TYPED} 道，处理器放慢到 1/{browser.SLOWER}。"
    )


if __name__ == "__main__":
    main()
