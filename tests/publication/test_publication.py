"""From a build to the site that is served: aside, swap, under any sub-path, from the wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.publication import place
from tests import web
from tests.kill import kill_builds, state
from tests.qingdan import Done, run, started
from tests.towns import ROOT, TOWN


def test_a_finished_build_takes_the_sites_place(tmp_path):
    target = tmp_path / "site"
    for word in ("one", "two"):
        with place.aside(target) as built:
            (built / "index.html").write_text(word)
        assert state(target)["index.html"] == word.encode()
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.lock", "site"]
    assert target.stat().st_mode & 0o755 == 0o755


def test_nothing_that_is_not_a_site_is_replaced(root):
    (root / "mine").mkdir()
    (root / "mine/letter.txt").write_text("mine", "utf-8")
    before = state(root)
    done = run("build", "--site", "mine", cwd=root)
    assert done.exit_code == 1 and "换一个" in done.stderr
    assert state(root) == before


def test_a_build_that_fails_leaves_the_site(tmp_path):
    target = tmp_path / "site"
    with place.aside(target) as built:
        (built / "index.html").write_text("good")
    with pytest.raises(ZeroDivisionError), place.aside(target) as built:
        (built / "index.html").write_text("half")
        _ = 1 / 0
    assert state(target)["index.html"] == b"good"


def test_two_builds_at_once_are_refused(tmp_path):
    with place.aside(tmp_path / "site") as built, pytest.raises(place.Busy), place.aside(tmp_path / "site"):
        pass
    assert not built.exists()


def test_what_a_killed_build_left_is_swept(tmp_path):
    (tmp_path / ".site.dead-build").mkdir()
    with place.aside(tmp_path / "site"):
        pass
    assert not (tmp_path / ".site.dead-build").exists()


def test_without_the_system_call_two_renames_do(tmp_path, monkeypatch):
    monkeypatch.setattr(place, "_exchange", lambda one, other: False)
    for word in ("one", "two"):
        with place.aside(tmp_path / "site") as built:
            (built / "index.html").write_text(word)
    assert state(tmp_path / "site")["index.html"] == b"two"


def test_killed_builds_leave_the_site_whole(tmp_path):
    assert kill_builds(tmp_path, 10, seed=7) == []


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


def test_the_towns_own_theme_wins(wheel, root):
    (root / "overrides/partials").mkdir(parents=True)
    (root / "overrides/partials/footer.html").write_text("<footer>本镇自己的页脚</footer>", "utf-8")
    assert _installed(wheel, root, "build").exit_code == 0
    assert "本镇自己的页脚" in (root / "site/authority/q001/index.html").read_text("utf-8")
