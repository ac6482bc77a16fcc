"""python -m tests.desk --faults 1000 --towns 1000 --seed 1: whether a workbook can damage the record silently."""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path
from random import Random

from tests.desk import proof, towns
from tests.desk.judging import Verdict, verdicts
from tests.desk.seeding import OPERATORS
from tests.mutation.__main__ import share
from tests.towns import ROOT, TOWN


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.desk")
    parser.add_argument("--faults", type=int, default=1000)
    parser.add_argument("--towns", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="只跑名字里有这几个字的")
    parser.add_argument("--real", action="store_true", help="错放进仓库自己的记录里，不放进样板镇")
    arguments = parser.parse_args()
    if arguments.only:
        OPERATORS[:] = [op for op in OPERATORS if arguments.only in op.name or arguments.only in op.sentence]
    if arguments.faults:
        show(verdicts(arguments.faults, arguments.seed, ROOT if arguments.real else TOWN))
    if arguments.towns:
        random_towns(arguments.towns, arguments.seed)


def show(found: list[Verdict]) -> None:
    """What was caught, by operator; then the misses, and what was said elsewhere."""
    by_operator: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in found:
        by_operator[verdict.operator].append(verdict)
    print("发现  格子对  次数  写法")
    for op in OPERATORS:
        made = by_operator[op.name]
        caught = [verdict for verdict in made if verdict.caught]
        placed = sum(verdict.placed for verdict in caught)
        print(f"{share(len(caught), len(made)):>6} {share(placed, len(caught)):>6} {len(made):>4}  {op.sentence}")
    sown = [verdict for verdict in found if verdict.operator]
    for title, wrong in (
        ("没有发现的", [v for v in sown if not v.caught]),
        ("格子不对的", [v for v in sown if v.caught and not v.placed]),
        ("没有错的格子也说有错", by_operator[""]),
    ):
        print(f"\n{title}：{len(wrong)}")
        for verdict in wrong[:12]:
            print(f"  {verdict.operator} {verdict.seen[:300]}")
    caught = [verdict for verdict in sown if verdict.caught]
    placed = sum(verdict.placed for verdict in caught)
    print(
        f"\n{len(OPERATORS)} 种写法，{len(sown)} 处错误：发现 {share(len(caught), len(sown))}，格子对 {share(placed, len(caught))}"
    )


def random_towns(count: int, seed: int) -> None:
    """Towns there and back; in turn entries that are gone come back, and edits."""
    wrong, refused, files_seen = [], 0, 0
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        files = towns.town(rng.randrange(1 << 32), rng.randint(0, 5), rng.randint(0, 12), told=number % 2 == 0)
        files_seen += len(files)
        with proof.without_rules(), tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            towns.write(root, files)
            try:
                content = proof.exported(root)
                proof.there_and_back(root, content)
                if number % 2:
                    refused += proof.edited(root, files, content, rng)
                else:
                    proof.gone_and_back(root, files, content, rng)
            except AssertionError as error:
                wrong.append(f"第{number}个镇：{str(error)[:300]}")
    print(f"\n{count} 个镇，{files_seen} 个文件：往返不一致 {len(wrong)} 个，明说改不了的格子 {refused} 处")
    print("\n".join(wrong[:12]))


if __name__ == "__main__":
    main()
