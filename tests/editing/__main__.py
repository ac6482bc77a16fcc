"""python -m tests.editing fields, python -m tests.editing hostile --n 2000: the clerk's form, field by field and sent
what it never sends."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

from generator.preview import Preview
from tests.editing import every_field, hostile
from tests.towns import DAY, TOWNS, copied


def main() -> None:
    """Run and print; what went wrong makes the exit status 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.editing")
    parser.add_argument("what", choices=["fields", "hostile"])
    parser.add_argument("--n", type=int, default=2000, help="多少个请求")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="只改这么多的格子")
    arguments = parser.parse_args()
    rng, wrong = Random(arguments.seed), []
    if arguments.what == "fields":
        for name, root in TOWNS.items():
            files, count, found = every_field.through(root, rng, share=arguments.share)
            print(f"{name}：{files} 个文件，{count} 格，一格一格改，{len(found)} 处不对")
            wrong += found
    else:
        with tempfile.TemporaryDirectory() as folder, Preview(copied(Path(folder)), DAY) as preview:
            count, wrong = hostile.through(preview, rng, arguments.n)
            print(f"{count} 个请求，{len(wrong)} 个写了东西或者出错停下")
    for line in wrong[:40]:
        print(f"  {line[:400]}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
