"""python -m tests.others [引擎 …] [读的程序]: look at the sample town in other engines, read its data with other programs.

`make others` installs what is wanted first. Ends with 1 where anything is not so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.browser import serving
from tests.others import browsers, pages, readers
from tests.others.pages import Seen
from tests.towns import SAMPLE, TOWN

_PARTS = (*(engine.__name__ for engine in browsers.ENGINES), "readers")


def _told(seen: Iterable[Seen]) -> int:
    """Print each thing looked at; how many are not so."""
    wrong = 0
    for one in seen:
        wrong += not one.right
        print(f"  {'对' if one.right else '不对'}　{one.where}　{one.what}　{one.found}", flush=True)
    return wrong


def main() -> None:
    """Run the parts that are named, all where none is."""
    parser = argparse.ArgumentParser(prog="python -m tests.others")
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], help=f"只做哪几样：{'、'.join(_PARTS)}")
    chosen = parser.parse_args().parts or _PARTS
    wrong = 0
    with tempfile.TemporaryDirectory() as place, serving.served(SAMPLE, Path(place) / "site") as town:
        for engine in browsers.ENGINES:
            if engine.__name__ in chosen:
                with engine() as window:
                    print(window.name, flush=True)
                    wrong += _told(pages.looked_at(window, town))
        if "readers" in chosen:
            print("读数据的程序", flush=True)
            wrong += _told(readers.read(town.folder, TOWN, Path(place)))
    print(f"不对的 {wrong} 处")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
