"""A kind of record says everything of itself: what is left out stops the program, and its sentence names it.

The kind is the one that CONTRIBUTING adds, in a copy of the repository.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from generator.model.entry import Entry
from generator.model.kind import InSearch, Kind, ListKind
from generator.model.kinds import LISTS, kind_of
from generator.model.service import Guide
from tests.house import worked
from tests.qingdan import started

# What the program itself needs; what its tests need beside that is for those who run them.
RECIPE = [
    block
    for block in worked.blocks("CONTRIBUTING.md", "加一种记录")
    if block.worked and block.file.startswith(("generator/", "tests/town/"))
]
GUIDE = kind_of(Guide)
SAYING = [(said, field.name) for said in (GUIDE, GUIDE.search, LISTS[0]) for field in fields(said) if field.name != "_"]


@pytest.mark.parametrize(("whole", "name"), SAYING, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_not_said_is_named(whole: Kind | InSearch | ListKind, name: str) -> None:
    said = {field.name: getattr(whole, field.name) for field in fields(whole) if field.name != name}
    with pytest.raises(TypeError, match=f"missing 1 required .*argument: '{name}'"):
        type(whole)(**said)


def test_an_entry_says_what_it_is_called_by() -> None:
    class Nameless(Entry):
        """An entry of which nobody knows how it is called."""

    with pytest.raises(TypeError, match="Nameless does not say in `naming`"):
        replace(GUIDE, model=Nameless)


# What is left out of the recipe, by the beginning of its block's words, and the end of what is said then.
LEFT_OUT = (
    (
        "after generator/model/kinds.py 「    ",
        "model/kinds.py: KINDS does not hold the kind of Point",
    ),
    ("after generator/record/lists.py 「    ", "record/lists.py: Record has no field that keeps 便民服务点"),
    (
        "after generator/site/contents.py 「    Adjustment",
        "site/contents.py: OF_ENTRIES does not say what makes the pages of 便民服务点",
    ),
)
# What is said wrongly, and the end of what is said then.
SAID_WRONG = (
    ('letter="d"', 'letter="q"', "model/kinds.py: two kinds have the letter 'q'; each needs its own"),
    (
        'attribute="points"',
        'attribute="town"',
        "model/kinds.py: two kinds have the attribute 'town'; each needs its own",
    ),
    ("place=75", "place=70", "model/kinds.py: two kinds have the place in search 70; each needs its own"),
    (
        'menu="departments/"',
        'menu="points/"',
        "site/shell.py: 便民服务点 names 'points/', which is no section of the menu above it",
    ),
)


def loaded(folder: Path) -> str:
    """The last line of what is said when the copy's site is loaded."""
    code = "import generator.site.contents, generator.site.shell"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], check=False, cwd=folder, capture_output=True, encoding="utf-8"
    )
    return done.stderr.strip().rpartition("\n")[2]


def made(folder: Path, without: str = " ") -> Path:
    """The copy with the new kind in it, but for the block whose words begin so."""
    worked.copied(folder)
    for block in RECIPE:
        if not block.words.startswith(without):
            worked.apply(block, folder)
    return folder


@pytest.mark.parametrize(("without", "sentence"), LEFT_OUT, ids=lambda value: value.partition(" ")[0])
def test_a_step_that_is_left_out_is_named(without: str, sentence: str, tmp_path: Path) -> None:
    assert sum(block.words.startswith(without) for block in RECIPE) == 1
    assert loaded(made(tmp_path, without)).endswith(sentence)


@pytest.mark.parametrize(("right", "wrong", "sentence"), SAID_WRONG)
def test_what_does_not_fit_the_other_kinds_is_named(right: str, wrong: str, sentence: str, tmp_path: Path) -> None:
    model = made(tmp_path) / "generator/model/point.py"
    text = model.read_text("utf-8")
    assert text.count(right) == 1
    model.write_text(text.replace(right, wrong), "utf-8")
    assert loaded(tmp_path).endswith(sentence)


def test_a_kind_that_says_everything_is_found_everywhere(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert loaded(folder) == ""
    site = folder / "site"
    built = started("build", "--root", "tests/town", "--site", "site", cwd=folder)
    assert built.exit_code == 0 and "便民服务点　1" in built.stdout, built.output
    page = (site / "points/d001/index.html").read_text("utf-8")
    assert "河东村便民服务点" in page and 'aria-current="true">找站所、找我村' in page.replace("\n", ""), (
        "under its menu"
    )
    assert "河东村便民服务点" in (site / "points/index.html").read_text("utf-8")
    letters = (site / "az/index.html").read_text("utf-8")
    assert "河东村便民服务点" in letters and "河东代办点" in letters
    (row,) = json.loads((site / "data/v1/points.json").read_text("utf-8"))
    assert row["编号"] == "d001" and row["本站网址"] == "points/d001/"
    assert "data/v1/points.csv" in (site / "data/index.html").read_text("utf-8").replace("../", "data/")
    assert "points/d001/" in (site / "sitemap.xml").read_text("utf-8")
    assert "服务哪些村" in (site / "help/filling/points/index.html").read_text("utf-8")
    for typed in ("河东代办点", "河东村服务点", "hedongcun"):
        found = started("search", typed, "--root", "tests/town", cwd=folder)
        assert found.stdout.startswith("d001"), found.output
    assert "d001" in started("list", "便民服务点", "--root", "tests/town", cwd=folder).stdout
