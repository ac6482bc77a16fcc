"""python -m tests.mutation --n 5000 --seed 1: how much of what people do wrong the check sees."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor

from tests.mutation.judging import Verdict, run
from tests.mutation.seeding import OPERATORS


def verdicts(count: int, seed: int, workers: int | None = None) -> list[Verdict]:
    """The verdicts of a whole run, on as many processors as there are."""
    workers = workers or os.cpu_count() or 1
    shares = [list(range(start, count, workers)) for start in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        return [verdict for share in pool.map(run, shares, [seed] * workers) for verdict in share]


def share(part: int, whole: int) -> str:
    """A percentage, to a tenth."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--n", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="只跑名字里有这几个字的")
    arguments = parser.parse_args()
    if arguments.only:
        OPERATORS[:] = [op for op in OPERATORS if arguments.only in op.name or arguments.only in op.family]
    by_operator: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts(arguments.n, arguments.seed):
        by_operator[verdict.operator].append(verdict)
    show(by_operator)


def show(by_operator: dict[str, list[Verdict]]) -> None:
    """What was caught, by operator; then the misses; then what no check can know; then false alarms."""
    known = [op for op in OPERATORS if not op.why and not op.harmless]
    print("发现  行对  代号对  次数  写法")
    for op in known:
        found = by_operator[op.name]
        caught = [v for v in found if v.caught]
        columns = (len(caught), sum(v.placed for v in caught), sum(v.coded for v in caught))
        print(
            "  ".join(
                f"{share(n, d):>6}" for n, d in zip(columns, (len(found), len(caught), len(caught)), strict=True)
            ),
            f"{len(found):>4}",
            f" {op.name}：{op.sentence}",
        )
    for title, wrong in (
        ("没有发现的", lambda v: not v.caught),
        ("行不对的", lambda v: v.caught and not v.placed),
        ("代号没料到的", lambda v: v.placed and not v.coded),
    ):
        print(f"\n{title}")
        for op in known:
            missed = [v for v in by_operator[op.name] if wrong(v)]
            for verdict in missed[:3]:
                print(f"  {op.name}（{len(missed)}）：{verdict.seen[:300]}")
    print("\n别的文件也跟着报的（一处错误，应当只在一处说）")
    for op in known:
        stray = [v for v in by_operator[op.name] if v.stray]
        if stray:
            worst = max(stray, key=lambda v: v.stray)
            print(f"  {op.name}（{len(stray)}/{len(by_operator[op.name])}，最多 {worst.stray} 处）：{worst.seen[:240]}")
    print("\n查不出的（不计入），碰巧发现的份额和原因")
    for op in (op for op in OPERATORS if op.why):
        found = by_operator[op.name]
        print(f"  {share(sum(v.caught for v in found), len(found)):>6}  {op.sentence}：{op.why}")
    print("\n本来没错的（应当什么都不说）")
    for op in (op for op in OPERATORS if op.harmless):
        alarms = [v for v in by_operator[op.name] if v.caught]
        print(
            f"  误报 {len(alarms)}/{len(by_operator[op.name])}  {op.sentence}"
            + (f"：{alarms[0].seen[:200]}" if alarms else "")
        )
    found = [v for op in known for v in by_operator[op.name]]
    caught = [v for v in found if v.caught]
    print(
        f"\n{len(known)} 种写法，{len(found)} 处错误：发现 {share(len(caught), len(found))}，行对 {share(sum(v.placed for v in caught), len(caught))}，代号对 {share(sum(v.coded for v in caught), len(caught))}"
    )


if __name__ == "__main__":
    main()
