"""The fenced blocks of the documents, and the worked examples among them put into a copy of the repository.

In: a document's name; a copy to write in. Out: `Block`s; files written as the words behind ``` say:
`write FILE` the block becomes the file, `append FILE` it stands at its end; `after FILE 「START」` below the one line
that begins with START, `before FILE 「START」` above it, `replace FILE 「START」` in its place.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.towns import ROOT

PLACES = {
    "before": (0, 0),
    "after": (1, 1),
    "replace": (0, 1),
}  # from the line that is named: what the block stands for


class Block(NamedTuple):
    """A fenced block: its language, the words after it, its text."""

    language: str
    words: str
    text: str

    @property
    def worked(self) -> bool:
        """Whether it is to be put into a file."""
        return self.words.partition(" ")[0] in ("write", "append", *PLACES)

    @property
    def file(self) -> str:
        """The file it is put into."""
        return self.words.split(" ")[1]


def read(document: str) -> str:
    """The text of a document."""
    return (ROOT / document).read_text("utf-8")


def blocks(document: str, section: str = "") -> list[Block]:
    """The blocks of a document, or of one section of it."""
    text = read(document)
    text = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0] if section else text
    return [Block(*found) for found in re.findall(r"^```(\w*) ?([^\n]*)\n(.*?)^```$", text, re.M | re.S)]


def copied(target: Path, *, tests: bool = False) -> Path:
    """The repository as someone has it who has just fetched it; of its tests only the sample town unless `tests`."""
    unwanted = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("content", "generator", "overrides", "powers", "tests" if tests else "tests/town/powers"):
        shutil.copytree(ROOT / name, target / name, ignore=unwanted)
    for name in ("mkdocs.yml", "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, target / name)
    return target


def apply(block: Block, folder: Path) -> None:
    """Put a worked example where its words say."""
    how, name = block.words.split(" ")[:2]
    start = block.words.partition("「")[2].removesuffix("」")
    path = folder / name
    if how == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, "utf-8")
        return
    text = path.read_text("utf-8")
    if how == "append":
        path.write_text(text + "\n\n" + block.text, "utf-8")
        return
    lines = text.splitlines(keepends=True)
    found = [i for i, line in enumerate(lines) if line.startswith(start)]
    assert len(found) == 1, f"{name} has {len(found)} lines that begin with {start}"
    first, last = (found[0] + step for step in PLACES[how])
    lines[first:last] = [block.text]
    path.write_text("".join(lines), "utf-8")
