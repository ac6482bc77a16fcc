"""What must hold of a random town and a workbook: there and back, gone and back, and edits that say what they say.

In: a town's files, chance. Out: nothing; `AssertionError` where something was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from generator import record, rules
from generator.desk.export import job as exporting
from generator.desk.import_ import job as importing
from generator.files import together
from generator.intake.plan import ImportPlan
from generator.model.fields import Grade
from generator.model.kinds import EVERY
from generator.model.values import NOTHING_WORD
from generator.syntax import characters, parser
from tests.desk import values
from tests.desk.sheets import Cell, Desk
from tests.desk.towns import Files
from tests.towns import DAY

REFUSALS = ("读不回原样", "会丢批注", "写成了几行", "放不下")  # said aloud, nothing done: no damage


@contextmanager
def without_rules() -> Iterator[None]:
    """Random towns can be read but keep no rule."""
    with mock.patch.object(rules, "check", lambda town, day: []):
        yield


def exported(root: Path) -> bytes:
    """The whole record as a workbook."""
    town, problems = record.read(root)
    assert not problems, problems[:3]
    return exporting.workbook(town, [list_ for list_ in EVERY if exporting.data_of(town, list_)])


def there_and_back(root: Path, content: bytes) -> None:
    """Nothing was changed: nothing is wrong, nothing would be written."""
    plan = importing.plan(root, content, DAY)
    assert not plan.troubles, plan.troubles[:3]
    assert not plan.changed, [draft.edits[:3] for draft in plan.changed]
    assert not plan.files
    assert not plan.notices, plan.notices
    assert "有错" not in plan.outcomes.values()


def gone_and_back(root: Path, files: Files, content: bytes, rng: Random) -> None:
    """Entries that are gone come back from a workbook and say the same, as far as cells can tell."""
    entries = [path for path in files if re.search(r"/[a-z]\d+\.yml$", path)]
    gone = [path for path in entries if rng.random() < 0.7]
    desk = Desk(content)
    del desk.book["目录"]  # which knows that they were deleted since
    for path in gone:
        (root / path).unlink()
    plan = importing.plan(root, desk.saved(), DAY)
    assert plan.holds, plan.troubles[:3]
    together.write(root, plan.files)
    for path, before in files.items():
        if path in gone:
            assert _cells_tell(_data((root / path).read_bytes())) == _cells_tell(_data(before)), path
        else:
            assert (root / path).read_bytes() == before, path


def edited(root: Path, files: Files, content: bytes, rng: Random, count: int = 6) -> int:
    """Random cells say something else; afterwards the record says exactly that. How many edits were refused aloud."""
    desk = Desk(content)
    wanted = {path: _data(before) for path, before in files.items()}
    spots: set[tuple[Any, ...]] = set()
    changed: dict[str, list[tuple[Cell, str]]] = {}
    for cell in rng.sample(desk.cells, min(count, len(desk.cells))):
        spot = (cell.key, desk.tables[cell.sheet].path, cell.positions, cell.place.path)
        path = next(path for path in files if path.endswith((f"/{cell.key}.yml", f"powers/{cell.key}")))
        said = _said(cell, desk.tables[cell.sheet].path, wanted[path], rng)
        if spot in spots or said is None:
            continue
        spots.add(spot)
        desk.put(cell.where, said)
        changed.setdefault(path, []).append((cell, said))
        _put(wanted[path], desk.tables[cell.sheet].path, cell, said)
    plan = importing.plan(root, desk.saved(), DAY)
    if refused := _refused(plan):
        assert not plan.holds
        return refused
    together.write(root, plan.files)
    for path, before in files.items():
        after = (root / path).read_bytes()
        if path not in changed:
            assert after == before, path
            continue
        _says(_data(after), wanted[path], changed[path])
        for comment in re.findall(r"批注第\d+号", before.decode("utf-8-sig")):
            assert f"# {comment}\n" in after.decode("utf-8-sig").replace("\r\n", "\n") + "\n", (path, comment)
    return 0


def _said(cell: Cell, table: tuple[str, ...], data: dict[str, Any], rng: Random) -> str | None:
    """Something else for a cell to say; None to leave it: what stands alone would lack what must stand beside it."""
    spec = cell.place.spec
    box = _box(data, table, cell)
    if spec.type is None or box is None:
        return None
    if spec.note.grade is not Grade.MUST and rng.random() < 0.2:
        return "" if len(box) > 1 and str(cell.said or "").strip() else None
    lines = [values.value(rng, spec, nasty=False) for _ in range(rng.randint(1, 3) if spec.many else 1)]
    if spec.note.nothing and spec.type.nothing and rng.random() < 0.1:
        lines = [NOTHING_WORD]
    return "\n".join(lines)


def _box(data: dict[str, Any], table: tuple[str, ...], cell: Cell) -> dict[str, Any] | None:
    """The mapping in plain data that a cell speaks of; None where there is none."""
    box: Any = data
    for name, number in zip(table, cell.positions, strict=False):
        box = box[name][number - 1]
    for step in cell.place.path[:-1]:
        box = box.get(step)
        if not isinstance(box, dict):
            return None
    return box if len(cell.positions) == len(table) else None


def _put(data: dict[str, Any], table: tuple[str, ...], cell: Cell, said: str) -> None:
    """The same edit, done by hand in plain data."""
    box = _box(data, table, cell)
    assert box is not None
    name = cell.place.path[-1]
    if said:
        box[name] = said.split("\n") if cell.place.spec.many and said != NOTHING_WORD else said
    else:
        del box[name]


def _says(after: Any, wanted: Any, changed: list[tuple[Cell, str]]) -> None:
    """Exactly what was wanted; a list of one may stand on the line."""
    edited = {cell.place.path[-1] for cell, _ in changed}
    assert set(after) == set(wanted), (set(after) ^ set(wanted), changed)
    for name, value in wanted.items():
        if isinstance(value, dict):
            _says(after[name], value, changed)
        elif isinstance(value, list) and isinstance(after[name], list) and isinstance(value[0], dict):
            assert len(value) == len(after[name]), name
            for one, other in zip(after[name], value, strict=True):
                _says(one, other, changed)
        elif name in edited and isinstance(value, list) and len(value) == 1:
            assert after[name] in (value, value[0]), name
        else:
            assert after[name] == value, (name, after[name], value)


def _refused(plan: ImportPlan) -> int:
    """How many troubles say that the file is to be edited by hand; any other is a failure."""
    wrong = [trouble for trouble in plan.troubles if not any(word in trouble.message for word in REFUSALS)]
    assert not wrong, wrong[:3]
    return len(plan.troubles)


def _data(content: bytes) -> dict[str, Any]:
    root = parser.parse(content).root
    assert root
    return root.data()


def _cells_tell(value: Any) -> Any:
    """What is left of plain data in cells: lines without their ends, blank ones gone, lists as their lines."""
    if isinstance(value, dict):
        return {name: told for name, inner in value.items() if (told := _cells_tell(inner))}
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return [told for item in value if (told := _cells_tell(item))]
    if isinstance(value, list):
        return "\n".join(line for item in value for line in _cells_tell(item).split("\n") if line)
    text = re.sub("x005F_", "", value)
    text = re.sub("_x000D_", "\n", text)
    lines = [line.strip(" \u3000\u00a0") for line in characters.visible(text).split("\n")]
    return "\n".join(lines).strip()
