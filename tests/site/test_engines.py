"""Whichever engine is installed, the site is the same: mkdocs with Material and without it, ProperDocs without mkdocs."""

from __future__ import annotations

import hashlib
import os
import site
import subprocess
import sys
from pathlib import Path

import pytest

from tests.towns import DAY, ROOT, SAMPLE, TOWNS

# What is left out of the packages that are installed, by what then runs.
WITHOUT: dict[str, tuple[str, ...]] = {
    "mkdocs, Material": (),
    "mkdocs": ("material", "mkdocs_material"),
    "ProperDocs": ("mkdocs", "mkdocs_material", "material"),
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory):
    """A folder with the packages that are installed here but for some, as if those had never been."""

    def without(names: tuple[str, ...]) -> Path:
        folder = tmp_path_factory.mktemp("installed")
        for package in (path for path in Path(site.getsitepackages()[0]).iterdir() if path.suffix != ".pth"):
            if package.name.partition("-")[0] not in names:
                (folder / package.name).symlink_to(package)
        return folder

    return without


def _digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


_BUILD = """
import sys
from datetime import date
from pathlib import Path
from generator.site import engine
engine.run(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]))
print(engine.mkdocs.__name__, sorted(name for name in ("material", "mkdocs.commands") if name in sys.modules))
"""


def test_each_engine_builds_the_same_site(installed, tmp_path: Path) -> None:
    packages = {name: installed(left_out) for name, left_out in WITHOUT.items()}
    for town, root in TOWNS.items():
        sites = {}
        # Of the larger town the two that differ most are enough: a build takes seconds.
        for name, folder in packages.items() if town == SAMPLE else [*packages.items()][::2]:
            run = subprocess.run(
                [sys.executable, "-S", "-c", _BUILD, str(root), str(tmp_path / town / name), str(DAY)],
                env=os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
                capture_output=True,
                text=True,
                check=False,
            )
            assert run.returncode == 0, (town, name, run.stderr)
            assert run.stdout.startswith("properdocs" if name == "ProperDocs" else "mkdocs"), run.stdout
            sites[name] = _digest(tmp_path / town / name)
        first, *others = sites.values()
        assert first and all(other == first for other in others), (
            town,
            {name: len(one) for name, one in sites.items()},
        )
