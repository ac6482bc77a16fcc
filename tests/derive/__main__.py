"""`python -m tests.derive --n 10000`: so many random histories, each judged; says how many do not hold, the first of them."""

from __future__ import annotations

import argparse
import time

from tests.derive import histories, judging


def main() -> None:
    """Make and judge the histories."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--n", type=int, default=10_000)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    bad, steps, days, began = 0, 0, 0, time.process_time()
    for seed in range(asked.seed, asked.seed + asked.n):
        history = histories.made(seed)
        steps += sum(len(one.items) for one in history.record.adjustments.values())
        days += len(history.published)
        found = list(judging.wrong(history))
        bad += bool(found)
        if found and bad <= 5:
            print(f"seed {seed}:", *found[:3], sep="\n  ")
    seconds = time.process_time() - began
    print(f"{asked.n} histories, {steps} steps, {days} published days: {bad} do not hold; {seconds:.0f} s")
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
