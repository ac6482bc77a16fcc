"""python -m tests.house.recipes [标题…]: the recipes of CONTRIBUTING, each followed in a copy of the repository.

In: titles of recipes, all of them unless said. Out: a copy with the recipe's worked examples in it; how pytest ended
there. The command runs all tests that need no browser; `test_recipes.py` runs what each recipe says proves it.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.house import worked
from tests.towns import ROOT

DOCUMENT = "CONTRIBUTING.md"
RECIPES = ("加一格", "加一条规矩", "加一个可选的值", "加一种记录", "核准新的输出")
# These follow the recipes themselves, and would follow each a second time.
FOLLOWERS = ("tests/house/test_recipes.py", "tests/model/test_kinds.py")
BLESSED = "python -m pytest tests/site/test_golden.py --bless"


def followed(recipe: str, folder: Path) -> list[str]:
    """Do in a copy what a recipe says; its commands that prove it, in their order."""
    worked.copied(folder, tests=True)
    blocks = worked.blocks(DOCUMENT, recipe)
    for block in blocks:
        if block.worked:
            worked.apply(block, folder)
    return [line for block in blocks if block.words == "check" for line in block.text.splitlines()]


def ran(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command line that begins with `python`, run in a copy."""
    python, *words = shlex.split(command)
    assert python == "python", command
    options = f"-p no:cacheprovider --basetemp={folder / '.tests'}"  # nothing is shared with who runs this
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTEST_ADDOPTS": options}
    return subprocess.run(
        [sys.executable, *words], check=False, cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )


def main(recipes: tuple[str, ...]) -> int:
    """Follow recipes, and run all tests after each; the number of recipes after which one failed."""
    rest = " ".join(f"--ignore {path}" for path in (*FOLLOWERS, "tests/browser"))
    failed = 0
    for recipe in recipes:
        with tempfile.TemporaryDirectory(prefix="recipe-") as place:
            folder = Path(place)
            shown = [name for name in (".github", ".ci", "Makefile", "LICENSE", ".gitignore") if (ROOT / name).exists()]
            commands = followed(recipe, folder)
            for name in shown:  # what some tests look at, and no recipe changes
                (folder / name).symlink_to(ROOT / name)
            done = [ran(command, folder) for command in (*commands, f"python -m pytest tests {rest}")]
            print(f"## {recipe}\n{done[-1].stdout}", flush=True)
            failed += any(one.returncode for one in done)
    return failed


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or RECIPES))
