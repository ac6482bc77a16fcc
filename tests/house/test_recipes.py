"""Whoever follows a recipe of CONTRIBUTING to its end has a green suite: each is followed in a copy of the repository.

What is run there is what the recipe itself names; `python -m tests.house.recipes` runs everything.
"""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest

from tests.house import recipes, worked
from tests.towns import ROOT

# What the blessing changes, by the recipe that blesses: a name in tests/expected/.
BLESSED = {
    "加一格": "pages/authority/q001/index.html",
    "加一种记录": "data/v1/index.json",
    "核准新的输出": "pages/changes/index.html",
}


# A process that loads the house anew, in it a site built twice: some take longer than ten seconds beside others.
@pytest.mark.parametrize("recipe", recipes.RECIPES)
def test_who_follows_a_recipe_has_a_green_suite(recipe: str, tmp_path: Path) -> None:
    commands = recipes.followed(recipe, tmp_path)
    assert commands and (recipes.BLESSED in commands) == (recipe in BLESSED)
    for command in commands:
        done = recipes.ran(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout[-8000:]}{done.stderr[-2000:]}"
    if recipe in BLESSED:
        before, after = (root / "tests/expected" / BLESSED[recipe] for root in (ROOT, tmp_path))
        assert not filecmp.cmp(before, after, shallow=False)


def test_every_worked_example_belongs_to_a_recipe() -> None:
    inside = [block for recipe in recipes.RECIPES for block in worked.blocks(recipes.DOCUMENT, recipe) if block.worked]
    assert inside and inside == [block for block in worked.blocks(recipes.DOCUMENT) if block.worked]


def test_a_recipe_that_breaks_the_suite_is_seen(tmp_path: Path) -> None:
    """The judging itself: a field that the sample town does not fill."""
    recipes.followed("加一格", tmp_path)
    entry = tmp_path / "tests/town/powers/authority/q001.yml"
    lines = entry.read_text("utf-8").splitlines(keepends=True)
    entry.write_text("".join(line for line in lines if not line.startswith("现场勘验")), "utf-8")
    done = recipes.ran("python -m pytest tests/house/test_sample_town.py", tmp_path)
    assert done.returncode == 1 and "现场勘验" in done.stdout
