"""What CONTRIBUTING tells a newcomer is so: its words are names of the package, its two walks are what is gone through."""

from __future__ import annotations

import importlib
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import openpyxl
import pytest

import generator
from generator import processes
from generator.checked import read_and_check
from generator.desk.export import job as exporting
from generator.model.authority import Power
from generator.model.fields import Part
from generator.model.kinds import kind_of
from generator.pages import powers
from generator.record import read
from generator.site import engine
from tests.qingdan import run
from tests.towns import DAY, ROOT, TOWN, copied

PACKAGE = Path(generator.__file__).parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


WORDS = re.findall(r"^\| (.+?) \| `([\w.]+)` \| (.+?) \|$", section("词"), re.M)
WALKS = [
    re.findall(r"^\d+\. `([\w./]+)`", part, re.M) for part in re.split(r"，打开\d+个文件：\n", section("走一遍"))[1:]
]


def named(path: str) -> object:
    """What a dotted path below `generator` names: a module, or something in one, or a field of a model in one."""
    steps = path.split(".")
    for length in range(len(steps), 0, -1):
        try:
            found: object = importlib.import_module(".".join(["generator", *steps[:length]]))
        except ModuleNotFoundError:
            continue
        for step in steps[length:]:
            if isinstance(found, type) and issubclass(found, Part) and step in found.model_fields:
                found = found.model_fields[step]
            else:
                found = getattr(found, step)
        return found
    raise AttributeError(path)


@pytest.mark.parametrize("path", [path for _, path, _ in WORDS])
def test_a_word_is_a_name_of_the_package(path: str) -> None:
    assert named(path) is not None


def test_a_word_stands_once() -> None:
    assert len(WORDS) > 25 and len(WORDS) == section("词").count("\n| ") - 1
    for column in zip(*WORDS, strict=True):
        assert len(set(column)) == len(column)


def gone_through(work: Callable[[], object]) -> set[str]:
    """The files of the package whose functions are called by some work, templates among them."""
    files = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            files.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return {Path(file).relative_to(PACKAGE).as_posix() for file in files if file.startswith(f"{PACKAGE}/")}


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process does would not be seen."""
    monkeypatch.setattr(processes, "alone", True)


def test_an_entry_goes_this_way_from_bytes_to_page(tmp_path: Path) -> None:
    def work() -> None:
        made = engine.run(TOWN, tmp_path, DAY, read_and_check(TOWN, DAY), pages=False)
        body = next(body for body in powers.bodies(made.build.town) if body.url == "authority/q001/")
        made.press.write("authority/q001/index.html", made.press.page(body).encode())

    assert set(WALKS[0]) <= gone_through(work)
    assert "城市大型户外广告设置审核" in (tmp_path / "authority/q001/index.html").read_text("utf-8")


def test_a_row_goes_this_way_from_cell_to_file(tmp_path: Path) -> None:
    root = copied(tmp_path)
    town, _ = read(root)
    book = openpyxl.load_workbook(io.BytesIO(exporting.workbook(town, [kind_of(Power)])))
    sheet = next(sheet for sheet in book if "俗称" in [cell.value for cell in sheet[1]])
    sheet.cell(2, [cell.value for cell in sheet[1]].index("俗称") + 1).value = "刚加的说法"
    book.save(tmp_path / "清单.xlsx")
    assert set(WALKS[1]) <= gone_through(lambda: run("import", tmp_path / "清单.xlsx", "--apply", root=root))
    assert any("刚加的说法" in file.read_text("utf-8") for file in (root / "powers").rglob("*.yml"))


def test_the_walks_count_their_files() -> None:
    said = [int(number) for number in re.findall(r"打开(\d+)个文件", section("走一遍"))]
    assert said == [len(walk) for walk in WALKS] == [len(set(walk)) for walk in WALKS] and len(said) == 2
