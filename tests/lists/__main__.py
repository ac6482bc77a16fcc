"""python -m tests.lists: every layout in two kinds of file, compared with what went in; then faults, if asked."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from random import Random

from generator.intake import words
from tests.lists import faults, formats
from tests.lists.judging import Verdict, judge
from tests.lists.layouts import LAYOUTS, Made
from tests.office import all_converted
from tests.towns import copied, edit


def corpus(folder: Path) -> list[tuple[str, str, Made, bytes]]:
    """Each layout as .xlsx and in another kind of file, by turns: its name, its kind, the list, the bytes."""
    found: list[tuple[str, str, Made, bytes]] = []
    by_office: dict[str, dict[str, Path]] = {ending: {} for ending in formats.BY_OFFICE}
    plain, kept = list(formats.PLAIN.items()), list(formats.BY_OFFICE)
    for number, (name, make) in enumerate(LAYOUTS.items()):
        made = make()
        found.append((name, "xlsx", made, formats.xlsx(made)))
        if made.flat:
            kind, write = plain[number % len(plain)]
            found.append((name, kind, made, write(made)))
        if not made.flat or number % 3 == 0:
            place = folder / f"{number}.xlsx"
            place.write_bytes(formats.xlsx(made))
            by_office[kept[number % len(kept)]][name] = place
    if shutil.which("soffice"):
        for ending, files in by_office.items():
            for name, place in zip(files, all_converted(list(files.values()), ending, folder), strict=True):
                found.append((name, ending, LAYOUTS[name](), place.read_bytes()))
    return found


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.lists")
    parser.add_argument("--only", default="", help="只跑名字里有这几个字的")
    parser.add_argument("--faults", type=int, default=0, help="改做：清单里放这么多处错，看指不指得出那一格")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder))
        edit(root, "town.yml", ("发布状态: 正式", "发布状态: 演示"))
        if arguments.faults:
            show_faults(root, arguments.faults, arguments.seed, arguments.only)
            return
        every = [one for one in corpus(Path(folder)) if arguments.only in one[0] + one[1]]
        print("收对  共几项  没有下落的行  意思变了的  样子，文件")
        done: list[Verdict] = []
        for name, kind, made, content in every:
            verdict = judge(made, content, root)
            done.append(verdict)
            print(
                f"{verdict.right:>4}  {verdict.items:>6}  {verdict.untold:>12}  {len(verdict.silent):>10}  {name}，{kind}"
            )
            for line in (
                *verdict.silent[:3],
                *([f"没有收 {'、'.join(verdict.lost[:4])}：{verdict.told}"] if verdict.lost else []),
            ):
                print(f"      {line[:300]}")
    right, items = sum(one.right for one in done), sum(one.items for one in done)
    kinds = len({kind for _, kind, _, _ in every})
    print(
        f"\n{len(every)} 份清单，{len({name for name, _, _, _ in every})} 种样子，{kinds} 种文件："
        f"{items} 项收对 {right}（{right / items:.1%}），意思悄悄变了的 {sum(len(one.silent) for one in done)}，"
        f"没有下落的行 {sum(one.untold for one in done)}"
    )


def show_faults(root: Path, many: int, seed: int, only: str) -> None:
    """Sow faults, each operator in turn, and print what was told, and where."""
    every = [(name, sow) for name, sow in faults.OPERATORS.items() if only in name]
    counts = {name: [0, 0, 0] for name, _ in every}
    missed: list[str] = []
    number = 0
    while sum(made for made, _, _ in counts.values()) < many:
        name, sow = every[number % len(every)]
        sown = sow(Random(f"{seed} {number}"))
        number += 1
        if sown is None:
            continue
        told, right, plan = faults.outcome(sown, root)
        counts[name] = [a + b for a, b in zip(counts[name], (1, told, right), strict=True)]
        if not right:
            said = [f"{words.place(one.where)} {one.message}" for one in plan.troubles[:2]]
            missed.append(f"{name}：{sorted(sown.cells)[:4]}，说的是 {said or plan.notices[:2]}")
    print("次数  说了  格子对  错")
    for name, (made, told, right) in counts.items():
        print(f"{made:>4}  {told:>4}  {right:>6}  {name}")
    made, told, right = (sum(column) for column in zip(*counts.values(), strict=True))
    print(
        "\n".join(
            ["", *missed[:20], f"{made} 处错：说了 {told}（{told / made:.1%}），格子对 {right}（{right / made:.1%}）"]
        )
    )


if __name__ == "__main__":
    main()
