"""What may go wrong with a publication, in full: `python -m tests.publication`, or the names of some of it.

`--share 100` does a hundredth of each. It prints how many cases ran and how many were wrong, and what. A share that a seed
chooses runs in `make test` (test_faults.py).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.publication import commands, crowd, faults, histories, reader, tampering, targets
from tests.publication.ready import IN_MEMORY

Work = Callable[[Path, int, int], Iterator[list[str]]]  # a folder, one of how many parts, a seed
WHAT: dict[str, tuple[str, Work]] = {
    "kills": (
        "killed before and in every call of a publication",
        lambda folder, share, seed: faults.kills(folder, every=share, seed=seed),
    ),
    "failures": (
        "every call fails in every way",
        lambda folder, share, seed: faults.failures(folder, every=share, seed=seed),
    ),
    "crowd": (
        "50 publishers at once, 20 rounds",
        lambda folder, share, seed: crowd.rounds(folder, publishers=50, rounds=max(1, 20 // share)),
    ),
    "targets": (
        "1,000 folders with things of others",
        lambda folder, share, seed: targets.targets(folder, count=max(1, 1000 // share), seed=seed),
    ),
    "tamperings": (
        "10,000 tamperings that verify shall find",
        lambda folder, share, seed: tampering.tamperings(folder, count=max(1, 10_000 // share), seed=seed),
    ),
    "histories": (
        "2,000 histories of a town",
        lambda folder, share, seed: histories.histories(folder, count=max(1, 2000 // share), seed=seed),
    ),
    "commands": (
        "500 kills of the real command",
        lambda folder, share, seed: commands.kills(folder, count=max(1, 500 // share), seed=seed),
    ),
    "reader": (
        "answers of nginx while 1,000 editions follow each other",
        lambda folder, share, seed: reader.answers(folder, editions=max(2, 1000 // share), readers=4, seed=seed),
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="What may go wrong with a publication.")
    parser.add_argument("what", nargs="*", metavar="what", help=f"some of: {' '.join(WHAT)}; all without")
    parser.add_argument("--share", type=int, default=1, help="one of how many parts")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if unknown := set(options.what) - WHAT.keys():
        parser.error(f"not known: {' '.join(unknown)}")
    worst = 0
    for name in options.what or WHAT:
        said, work = WHAT[name]
        started = time.monotonic()
        with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
            cases = list(work(Path(folder), options.share, options.seed))
        wrong = [case for case in cases if case]
        print(*(fault for case in wrong[:20] for fault in case), sep="\n", end="\n" if wrong else "")
        print(f"{name}: {said}: {len(cases)} cases, {len(wrong)} wrong, {time.monotonic() - started:.0f} s", flush=True)
        worst |= bool(wrong)
    sys.exit(worst)


if __name__ == "__main__":
    main()
