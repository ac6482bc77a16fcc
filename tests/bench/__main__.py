"""python -m tests.bench --entries 1000 10000 [--json]: how long a check takes, stage by stage."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import town
from tests.bench.measuring import measure, whole_check


def bench(entries: int) -> dict[str, Any]:
    """Make a town of so many entries, check it, time it."""
    spawn = multiprocessing.get_context("spawn")  # so that a process's peak memory is its own
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        town.write(Path(place), entries)
        with spawn.Pool(1, maxtasksperchild=1) as pool:
            seconds, memory = pool.apply(whole_check, (place,))
            result = pool.apply(measure, (place,))
    return {**result, "整个检查秒数": seconds, "每条毫秒": 1000 * seconds / entries, "最多内存MB": memory}


def show(result: dict[str, Any]) -> None:
    """A table in plain words."""
    print(f"{result['记录数']} 条记录、{result['文件数']} 个文件：{result['错误']} 处错误，{result['提醒']} 处提醒")
    print(
        f"  整个检查 {result['整个检查秒数']:.2f} 秒，每条 {result['每条毫秒']:.2f} 毫秒，最多用内存 {result['最多内存MB']:.0f} MB"
    )
    for name, seconds in result["各步秒数"].items():
        print(f"  {seconds:8.3f} 秒  {name}")
    print("  其中最慢的五条规矩")
    for name, seconds in result["最慢的规矩"]:
        print(f"  {seconds:8.3f} 秒    {name}")
    print()


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--entries", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    results = {entries: bench(entries) for entries in arguments.entries}
    if arguments.json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        for result in results.values():
            show(result)


if __name__ == "__main__":
    main()
