"""The index of a town as its site is given it, prose and all, in a folder that the engine can be pointed to.

In: a town's name, an empty folder. Out: files below `search/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.checked import read_and_check
from generator.site import engine
from generator.site.contents import Build
from tests.towns import DAY, TOWNS


def build(name: str, place: Path) -> Build:
    """What a build makes of a town, told of its prose; pages of the record are not written."""
    root = TOWNS[name]
    return engine.run(root, place, DAY, read_and_check(root, DAY), pages=False).build


def write(files: Iterable[tuple[str, bytes]], place: Path) -> None:
    """Write files by their paths below a folder."""
    for path, content in files:
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def lay(name: str, place: Path) -> Build:
    """Write a town's index below a folder."""
    made = build(name, place / "pages")
    write(made.search(), place)
    return made


def cards(folder: Path) -> list[list[Any]]:
    """Every card of an index: list, address, name, note, other words; those of everyday words have no address."""
    index = json.loads((folder / "search/index.json").read_bytes())
    parts = (folder / "search" / index["at"] / f"cards-{number}.json" for number in range(len(index["cards"])))
    return [card for part in parts for card in json.loads(part.read_bytes())]


def pages(folder: Path) -> list[list[Any]]:
    """The cards that lead to a page."""
    index = json.loads((folder / "search/index.json").read_bytes())
    return cards(folder)[: index["matters"]]
