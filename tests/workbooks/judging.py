"""Takes mutants in by every door, and judges what came of it.

In: a number of mutants, a seed. Out: a `Verdict` for each: what was wrong, how long it took. The town is a small one,
made by `qingdan init`: what a workbook does does not depend on it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from time import process_time

from generator import record
from generator.attachments import looking
from generator.desk.compare import job as comparing
from generator.desk.compare import words as comparison_words
from generator.desk.compare import workbook as comparison_workbook
from generator.desk.export import job as exporting
from generator.desk.import_ import job as importing
from generator.desk.publicity import export as reporting
from generator.desk.publicity import import_ as reported
from generator.intake import marking, words
from generator.intake.plan import ImportPlan
from generator.model.kinds import EVERY, KINDS
from generator.sheets import read_book
from tests.desk import layouts
from tests.house.test_words import QUOTED, TERMS, english
from tests.qingdan import run
from tests.towns import DAY, TOWN
from tests.workbooks.mutants import mutant

SLOW = 2.0  # seconds of processor time
LONG = 600  # characters of a line that a clerk is told
SETTING = {"资料性质": "法条整理", "行使方式": "法定", "责任事项": "{类型}通用", "追责情形": "{类型}通用"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: `wrong` is "" where all is well, `refused` says that it could not be read."""

    number: int
    done: str
    door: str
    wrong: str
    seconds: float
    refused: bool


@cache
def bases() -> tuple[bytes, ...]:
    """Sound workbooks: a town's export, lists of others, forms of 双公示."""
    town, _ = record.read(TOWN)
    whole = exporting.workbook(town, [kind for kind in EVERY if exporting.data_of(town, kind)])
    powers = exporting.workbook(town, [KINDS[0]])
    forms = reporting.export(town, DAY).content
    lists = [layout().content for layout in (layouts.county, layouts.sections, layouts.filled_in)]
    return (whole, powers, powers, forms, *lists, *lists)


def small_town(folder: Path) -> Path:
    """A town to take workbooks into."""
    done = run("init", folder / "镇", "名称=样例镇", "省=四川省", "县=青榆县")
    assert done.exit_code == 0, done.output
    return folder / "镇"


def verdicts(count: int, seed: int, root: Path, first: int = 0) -> Iterator[Verdict]:
    """Take so many mutants in."""
    town, _ = record.read(root)
    for number in range(first, first + count):
        rng = Random(f"{seed}/{number}")
        content, done = mutant(rng.choice(bases()), rng)
        door = rng.choice(("import", "import", "import", "compare", "publicity"))
        looking.look("清单.xlsx", content)
        wrong, refused, start = "", False, process_time()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                said = _through(door, content, root, town)
        except read_book.Unreadable as unreadable:
            refused, said = True, str(unreadable)
        except Exception as crash:
            said, wrong = "", f"{type(crash).__name__}: {crash}"[:200]
        seconds = process_time() - start
        wrong = wrong or _unkind(said, content)
        if seconds > SLOW and not wrong:
            wrong = f"{seconds:.1f} 秒"
        yield Verdict(number, done, door, wrong, seconds, refused)


def _through(door: str, content: bytes, root: Path, town: record.Record) -> str:
    """What is said of a workbook at a door; one with troubles comes back marked, and is opened again."""
    if door == "compare":
        comparison = comparing.compare(town, content, KINDS[0], {})
        comparison_workbook.workbook(comparison, "样例镇", DAY)
        comparison_words.text(comparison)
        return "\n".join(map(words.told, comparison.theirs.notices))
    plan: ImportPlan
    if door == "publicity":
        plan = reported.plan(root, content, DAY, {"程序": "普通程序"})
    else:
        plan = importing.plan(root, content, DAY, importing.Asked(constants=SETTING))
    words.as_json(plan)
    said = words.text(plan)
    if not plan.holds:
        assert marking.marked(content, plan.book, plan.troubles).startswith(b"PK")
    told = [line for line in said.splitlines() if line.startswith(("注意：", "“", "  怎么改："))]
    return "\n".join(told)


def _unkind(said: str, content: bytes) -> str:
    """What in a message is English, a term of the trade, or a raw control character; "" where it is plain."""
    if raw := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", said):
        return f"控制字符 {raw[0]!r}：{said[max(0, raw.start() - 30) : raw.start() + 10]!r}"
    if long := next((line for line in said.splitlines() if len(line) > LONG), ""):
        return f"话有{len(long)}个字：{long[:80]}"
    ours = QUOTED.sub("", said)
    strange = {word for word in english(ours) if word not in _ASKED_FOR and word.encode() not in _written(content)}
    if strange or TERMS.search(ours):
        return f"不是中文：{sorted(strange)[:5]} {TERMS.findall(ours)[:3]}"
    return ""


_ASKED_FOR = {"header", "set", "new", "xlsb", "ods", "MB", "publicity", "export"}


def _written(content: bytes) -> bytes:
    """What stands in a workbook, as far as it can be unpacked."""
    from tests.workbooks.mutants import unpacked

    try:
        return b"\n".join(unpacked(content).values())
    except Exception:
        return content
