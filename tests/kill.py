"""Killing builds at random moments: the site that is served must be whole every time.

`python -m tests.kill --n 200` builds the sample town again and again, ends each build with SIGKILL
after a random time, and looks at the site after each. A share of it runs in `make test`.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.towns import DAY, TOWN


def _build(site: Path) -> subprocess.Popen[bytes]:
    words = ["build", "--root", str(TOWN), "--site", str(site), "--as-of", str(DAY)]
    command = [sys.executable, "-m", "generator", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def state(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def kill_builds(folder: Path, count: int, seed: int) -> list[str]:
    """Kill `count` builds; what was wrong with the site after one, as sentences."""
    chance, site = random.Random(seed), folder / "site"
    started = time.monotonic()
    _build(site).wait()
    length = time.monotonic() - started
    whole = state(site)
    assert whole, "the first build made no site"
    faults = []
    for number in range(count):
        # Most of the danger is near the end, where the folders change places.
        moment = length * (chance.uniform(0, 1) if number % 2 else chance.uniform(0.8, 1.1))
        build = _build(site)
        time.sleep(moment)
        build.kill()
        build.wait()
        if state(site) != whole:
            faults.append(f"killed after {moment:.3f} s of {length:.3f} s: the site is not whole")
    _build(site).wait()
    left = [path.name for path in folder.iterdir() if path.name not in ("site", ".site.lock")]
    return faults + [f"left behind: {name}" for name in left]


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill builds at random moments.")
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults = kill_builds(Path(folder), options.n, options.seed)
    print("\n".join(faults))
    print(f"{options.n} builds killed, {len(faults)} times something was wrong")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
