"""python -m tests.workbooks --n 20000 --seed 1: mutated workbooks taken in, and what became of them."""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections import Counter, defaultdict
from math import log2
from pathlib import Path

from tests.effort import spent
from tests.workbooks import judging, shapes
from tests.workbooks.judging import Verdict
from tests.workbooks.test_harm import taken_in


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.workbooks")
    parser.add_argument("--n", type=int, default=20_000, help="多少份改坏了的表格")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="从第几份开始")
    parser.add_argument("--scale", action="store_true", help="只量时间跟大小的关系：每种样子，32 到 512 KB")
    arguments = parser.parse_args()
    if arguments.scale:
        scale()
        return
    seen: list[Verdict] = []
    with tempfile.TemporaryDirectory() as folder:
        root = judging.small_town(Path(folder))
        for verdict in judging.verdicts(arguments.n, arguments.seed, root, arguments.first):
            seen.append(verdict)
            if verdict.wrong:
                print(f"第{verdict.number}份 {verdict.door} {verdict.done}：{verdict.wrong}", flush=True)
            if len(seen) % 1000 == 0:
                print(f"…{len(seen)}", flush=True)
    show(seen)


def scale() -> None:
    """For each shape the processor time at each size, and the power of the size with which it grows from first to last."""
    print("".join(f"{size // 1024:>7} KB" for size in shapes.sizes()), "  次数  样子")
    for shape in shapes.SHAPES:
        times = []
        for size in shapes.sizes():
            content = shapes.workbook(shape, size)
            times.append(spent(lambda content=content: taken_in(content)))  # type: ignore[misc]  # bound at once
        doublings = len(times) - 1
        exponent = log2(times[-1] / times[0]) / doublings
        print("".join(f"{seconds:>9.3f}s" for seconds in times), f"{exponent:>6.2f}  {(shape.__doc__ or '').strip()}")


def show(seen: list[Verdict]) -> None:
    """How many of each sort were refused, how long the slowest took."""
    by: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in seen:
        for name in dict.fromkeys(verdict.done.split("+")):
            by[name].append(verdict)
    print("不收  次数  最久(秒)  做了什么")
    for name, here in sorted(by.items()):
        print(f"{sum(v.refused for v in here):>5} {len(here):>5} {max(v.seconds for v in here):>8.2f}  {name}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    wrong = Counter(bool(v.wrong) for v in seen)[True]
    total = sum(v.seconds for v in seen)
    print(
        f"\n{len(seen)} 份：出错、拖久、不是中文的 {wrong} 份；共 {total:.0f} 秒，最久 {max(v.seconds for v in seen):.2f} 秒，内存最多 {memory} MB"
    )


if __name__ == "__main__":
    main()
