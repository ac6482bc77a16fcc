"""Every slip in tests/invalid/ is found, once, where the clerk must look; nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checked import read_and_check
from generator.problem import CODES
from generator.syntax import characters
from tests import overlay
from tests.blessing import difference
from tests.towns import DAY, TOWN

each = pytest.mark.parametrize("case", overlay.CASES, ids=lambda case: case.name)


@each
def test_slip(case: Path, town_copy: Path, bless: bool):
    found = overlay.lines(overlay.problems(case, town_copy))
    expected = case / "expected.txt"
    if bless:
        expected.write_bytes("".join(f"{line}\n" for line in found).encode())
    name = f"{case.name}/expected.txt"
    if said := difference({name: "\n".join(_expected(case))}, {name: "\n".join(found)}, "tests/rules/test_invalid.py"):
        pytest.fail(said, pytrace=False)


def _expected(case: Path) -> list[str]:
    path = case / "expected.txt"
    return path.read_text("utf-8").splitlines() if path.is_file() else ["no expected.txt yet"]


def test_the_sample_town_holds():
    assert overlay.lines(read_and_check(TOWN, DAY).problems) == []


def test_every_code_has_its_slip():
    seen = {line.split()[0] for case in overlay.CASES for line in _expected(case)}
    assert sorted(seen) == sorted(CODES)


@each
def test_the_name_tells_whether_it_is_a_slip(case: Path):
    assert case.name.endswith("没有问题") == (_expected(case) == [])


@pytest.mark.parametrize(
    "name",
    [
        "编码_GBK被很多条引用",
        "文件名_大写",
        "文件夹_放在最外面",
        "文件名_只剩副本",
        "格子名称_必有的写错字",
        "镇文件_读不出来",
    ],
)
def test_one_cause_is_one_problem(name: str):
    """What refers to a file that is broken, misnamed or misplaced says nothing of it."""
    assert len(_expected(overlay.INVALID / name)) == 1


def test_every_span_lies_in_its_line(town_copy: Path):
    """A place that is pointed at exists: editors and annotations need it."""
    for case in overlay.CASES:
        for problem in overlay.problems(case, town_copy):
            path = case / problem.file if (case / problem.file).is_file() else TOWN / problem.file
            if not path.is_file():
                assert problem.span == (1, 1, 1), case.name
                continue
            lines = characters.readable(path.read_bytes()).replace("\r\n", "\n").split("\n")
            line = lines[problem.span.line - 1]
            assert 1 <= problem.span.column <= len(line) + 1, (case.name, problem)


def test_problems_come_sorted_and_once(town_copy: Path):
    for case in overlay.CASES:
        problems = overlay.problems(case, town_copy)
        assert list(problems) == sorted(set(problems)), case.name


def test_reading_twice_says_the_same():
    assert read_and_check(TOWN, DAY).problems == read_and_check(TOWN, DAY).problems
