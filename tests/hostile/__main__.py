"""python -m tests.hostile fuzz --n 1000000 --seed 1: malformed files; python -m tests.hostile growth, injection."""

from __future__ import annotations

import argparse
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.hostile import fuzz, growth, injection
from tests.hostile.fuzz import Outcome

_SHARE = 2000  # inputs that a process takes at a time


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("what", choices=("fuzz", "growth", "injection"))
    parser.add_argument("--n", type=int, default=1_000_000, help="多少份不成样子的文件")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    if arguments.what == "growth":
        _growth()
    elif arguments.what == "injection":
        _injection()
    else:
        _fuzz(arguments.n, arguments.seed, arguments.processes)


def _injection() -> None:
    for name, payload in (injection.PAYLOADS | {"都在一起": injection.ALL_IN_ONE}).items():
        with tempfile.TemporaryDirectory() as folder:
            different, files = injection.differences(Path(folder), payload)
        print(f"{name}：{files} 个文件，不一样的 {len(different)} 个 {'、'.join(different)}", flush=True)


def _growth() -> None:
    steepest = growth.Grown("", "", 0, 0)
    for grown in growth.every():
        print(f"{grown.seconds:6.2f} 秒（512 KB）  次数 {grown.exponent:4.2f}  {grown.by}：{grown.shape}", flush=True)
        steepest = max(steepest, grown, key=lambda one: one.exponent)
    print(f"次数最大的 {steepest.exponent:.2f}（{steepest.by}：{steepest.shape}）")


def _fuzz(count: int, seed: int, processes: int) -> None:
    shares = [range(first, min(first + _SHARE, count)) for first in range(0, count, _SHARE)]
    whole = Outcome()
    with ProcessPoolExecutor(processes) as pool:
        for done in pool.map(partial(_timed, seed), shares):
            whole.count += done.count
            whole.slowest, whole.memory = max(whole.slowest, done.slowest), max(whole.memory, done.memory)
            for number, flaw in done.wrong[:20]:
                print(f"第{number}份：{flaw}", flush=True)
            whole.wrong += done.wrong
            if whole.count % (50 * _SHARE) == 0:
                print(f"{whole.count} 份，出错 {len(whole.wrong)} 份", flush=True)
    print(
        f"种子 {seed}：{whole.count} 份，出错 {len(whole.wrong)} 份；最慢 {whole.slowest:.2f} 秒（处理器时间），"
        f"内存最多 {whole.memory:.0f} MB"
    )


def _timed(seed: int, numbers: range) -> Outcome:
    return fuzz.run(seed, numbers)


if __name__ == "__main__":
    main()
