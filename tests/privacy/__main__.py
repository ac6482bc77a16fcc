"""python -m tests.privacy --n 20000 --codes 100000 --seed 1: what the scanner catches and what it takes for private."""

from __future__ import annotations

import argparse
from collections import Counter

from tests.privacy import judging


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.privacy")
    parser.add_argument("--n", type=int, default=20_000, help="多少个个人的号码")
    parser.add_argument("--codes", type=int, default=100_000, help="多少个不是个人的号码")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    _show_caught(judging.caught(arguments.n, arguments.seed))
    _show_alarms(judging.alarms(arguments.codes, arguments.seed))
    for name, (seconds, exponent) in judging.times().items():
        print(f"{seconds:6.2f} 秒（512 KB）  次数 {exponent:4.2f}  {name}")


def _show_caught(seen: list[judging.Caught]) -> None:
    made, missed = Counter(one.form for one in seen), Counter(one.form for one in seen if not one.right)
    print("没发现  次数  写法")
    for form, count in made.items():
        print(f"{missed[form]:>6} {count:>5}  {form}")
    print("\n漏掉的")
    for one in [one for one in seen if not one.right][:40]:
        print(f"  {one.form}：{one.text!r}")
    right = sum(one.right for one in seen)
    print(f"\n{len(made)} 种写法，{len(seen)} 个号码：当作错误的 {100 * right / len(seen):.2f}%\n")


def _show_alarms(seen: list[judging.Alarm]) -> None:
    print("错怪  白问  次数  是什么")
    for what in dict.fromkeys(one.what for one in seen):
        here = [one for one in seen if one.what == what]
        print(f"{sum(one.errors for one in here):>4} {sum(one.reminders for one in here):>5} {len(here):>6}  {what}")
    for one in [one for one in seen if one.errors][:20]:
        print(f"  {one.text!r}")
    errors, reminders = sum(one.errors for one in seen), sum(one.reminders for one in seen)
    print(
        f"\n{len(seen)} 个不是个人的号码：错怪 {errors} 个，白问 {reminders} 个（{100 * reminders / len(seen):.2f}%）\n"
    )


if __name__ == "__main__":
    main()
