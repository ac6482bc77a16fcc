"""The package as pip installs it, in a folder that holds nothing of the repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests import web
from tests.qingdan import Done, started
from tests.towns import ROOT, TOWN, copied, state


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The package as pip installs it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True)
    found = next(folder.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", folder / "installed", found], check=True)
    return folder / "installed"


def _installed(wheel: Path, folder: Path, *words: str) -> Done:
    """Run the installed command in a folder that holds nothing of the repository."""
    return started(*words, cwd=folder, before=wheel)


def test_the_installed_package_builds_two_towns(wheel, tmp_path):
    lock = wheel / "generator/starter/requirements.lock"
    assert lock.read_bytes() == (ROOT / "requirements.lock").read_bytes()  # what an edition says it was made with
    for name, source in (("hequan", TOWN), ("ciyao", ROOT)):
        town = tmp_path / name
        town.mkdir()
        shutil.copytree(source / "powers", town / "powers")
        done = _installed(wheel, town, "build")
        assert done.exit_code == 0, done.output
        found = web.site(town / "site")
        assert f"{name}: {web.dead(town / 'site', found)}" == f"{name}: []"
        assert "site/plan/index.html" not in found  # the plan of one town is not another's
    assert "禾泉镇" in (tmp_path / "hequan/site/index.html").read_text("utf-8")


def test_the_towns_own_theme_wins(wheel, tmp_path):
    root = copied(tmp_path)
    (root / "overrides/partials").mkdir(parents=True)
    (root / "overrides/partials/footer.html").write_text("<footer>本镇自己的页脚</footer>", "utf-8")
    assert _installed(wheel, root, "build").exit_code == 0
    assert "本镇自己的页脚" in (root / "site/authority/q001/index.html").read_text("utf-8")


def test_the_installed_package_begins_a_town_of_another_province(wheel, tmp_path):
    """All that `init` gives comes from the package: the same files as from the repository, whole, and up to date."""
    words = ("名称=样例镇", "省=四川省", "县=青榆县")
    for name, begin in (("here", started), ("there", partial(_installed, wheel, tmp_path))):
        done = begin("init", tmp_path / name, *words)
        assert done.exit_code == 0, done.output
    assert state(tmp_path / "here") == state(tmp_path / "there")
    done = _installed(wheel, tmp_path / "there", "check")
    assert done.exit_code == 0 and "0 处错误，0 处提醒" in done.output, done.output
    assert "没有要换的" in _installed(wheel, tmp_path, "init", "there", "--update").output
