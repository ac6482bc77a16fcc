"""python -m tests.search [--slips all] [--tsv 文件] [--out 文件]: how much of what people type the search finds, and what it misses."""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from generator.site.contents import Build
from tests.search import indexes, measuring, node, slips
from tests.search.labelled import NONE, Query, from_table, queries
from tests.towns import REAL, TOWNS


def report(most: int, table: Path | None) -> str:
    """Everything measured, as text; `most` is how many slips of the pen are tried, 0 for none; `table` holds queries of
    others for the real town."""
    said = []
    with tempfile.TemporaryDirectory(prefix="search-") as place, node.running() as engine:
        folders = {name: Path(place) / name for name in TOWNS}
        builds = {name: indexes.lay(name, folder) for name, folder in folders.items()}
        asked = _of_others(table, folders[REAL]) if table else queries()
        answered = [
            one for one in measuring.ask(engine, folders, [q for q in asked if q.kind == NONE]) if one.answer.results
        ]
        found = measuring.ask(engine, folders, [query for query in asked if query.kind != NONE])
        said += [f"答不了的 {sum(q.kind == NONE for q in asked)} 个，当成答得了的 {len(answered)} 个"]
        said += [f"  {one.query.text}：{one.answer.named()[:3]}" for one in answered]
        said += ["", measuring.told(found), _times(found), "", "没找到的", *measuring.misses(found)]
        said += ["", "找到了，但不在第一的", *measuring.low(found)]
        if most:
            said += _slips(engine, folders, builds, most)
    return "\n".join(said) + "\n"


def _of_others(table: Path, folder: Path) -> list[Query]:
    """Queries of a table: what answers them is named as people name it."""
    names: dict[str, str] = {}
    for _, url, name, *_ in indexes.pages(folder):
        last = url.rstrip("/").rpartition("/")[2]
        names[last if last[1:].isdigit() else url] = name
    return from_table(table, REAL, names)


def _times(found: list[measuring.Judged]) -> str:
    times = sorted(one.answer.milliseconds for one in found)
    at95 = times[int(0.95 * len(times))]
    return (
        f"每次查（Node，引擎已热）中位 {statistics.median(times):.1f} 毫秒，95% 在 {at95:.1f} 内，最久 {times[-1]:.1f}"
    )


def _slips(engine: node.Node, folders: dict[str, Path], builds: dict[str, Build], most: int) -> list[str]:
    """The slips of both towns, or so many spread over them."""
    typed = [query for name, build in builds.items() for query in slips.of_build(name, build)]
    found = measuring.ask(engine, folders, slips.spread(typed, most))
    said = ["", f"手误：全部名称和俗称里共 {len(typed)} 处，试了 {len(found)} 处", measuring.told(found), _times(found)]
    return [*said, "", "手误里没找到的", *measuring.misses(found)]


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.search")
    parser.add_argument("--slips", default="0", help="另试多少处手误，all 是全部")
    parser.add_argument("--tsv", type=Path, help="考题换成这张表的：kind、query、answers 三列")
    parser.add_argument("--out", type=Path, help="写到这个文件")
    arguments = parser.parse_args()
    text = report(10**9 if arguments.slips == "all" else int(arguments.slips), arguments.tsv)
    if arguments.out:
        arguments.out.write_text(text, "utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
