"""The same record gives the same problems and the same pages: in any order, folder, time zone, language."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import record
from generator.checked import read_and_check
from generator.site.contents import prepare
from tests.towns import DAY, ROOT, TOWN, TOWNS, copied, edit

WRONG = {
    "authority/q001.yml": ("名称: 城市", "名称：城市"),
    "authority/q101.yml": ("2028-06-30", "2026-06-30"),
    "services/f001.yml": ("是否收费: 收费", "是否收费: 要钱"),
    "laws/g001.yml": ("条数: 83", "条数: 3"),
    "departments/j002.yml": ("青榆县人民政府", "青榆县政府机关"),
}


def fingerprint(root: Path) -> str:
    """Every problem and every page of a town, as one hash."""
    checked = read_and_check(root, DAY)
    digest = hashlib.sha256()
    for problem in checked.problems:
        digest.update(repr(problem).encode())
    if checked.record.town:
        for body in prepare(checked, DAY).bodies:
            digest.update(repr(body).encode())
    return digest.hexdigest()


@pytest.fixture(scope="module", params=[*TOWNS, "wrong"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample town, the real one, and the sample town with faults in five files."""
    if request.param in TOWNS:
        return TOWNS[request.param]
    root = copied(tmp_path_factory.mktemp("wrong"))
    for file, pair in WRONG.items():
        edit(root, file, pair)
    return root


@pytest.fixture(scope="module")
def expected(town: Path) -> str:
    """What the town comes to, read plainly."""
    return fingerprint(town)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_folder_does_not_matter(
    town: Path, expected: str, seed: int, disorder: Callable[[int], list[str]]
) -> None:
    listed = disorder(seed)
    assert fingerprint(town) == expected and len(listed) > 10


def test_the_folder_does_not_matter(town: Path, expected: str, tmp_path: Path) -> None:
    other = tmp_path / "另一个 文件夹" / "深处"
    shutil.copytree(town / record.FOLDER, other / record.FOLDER)
    assert fingerprint(other) == expected


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "0"},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "2"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "3", "PYTHONOPTIMIZE": "1"},
    ],
    ids=lambda environment: "-".join(map(str, environment.values())),
)
def test_the_machine_does_not_matter(town: Path, expected: str, environment: dict[str, str]) -> None:
    code = "import sys; from pathlib import Path; from tests.house.test_determinism import fingerprint; print(fingerprint(Path(sys.argv[1])))"
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    done = subprocess.run(
        [sys.executable, "-c", code, str(town)],
        cwd=ROOT,
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=True,
        timeout=240,
    )
    assert done.stdout.decode().strip() == expected


def test_a_second_reading_with_memory_is_the_same(town: Path, expected: str) -> None:
    memory = record.Memory()
    first = read_and_check(town, DAY, memory)
    again = read_and_check(town, DAY, memory)
    assert first.problems == again.problems
    assert fingerprint(town) == expected


def test_the_day_comes_in_at_the_top() -> None:
    """Another day changes what is due, nothing else asks the clock."""
    near = read_and_check(TOWN, date(2028, 5, 20)).problems
    assert json.dumps([p.code for p in near]).count("H429") >= 1
