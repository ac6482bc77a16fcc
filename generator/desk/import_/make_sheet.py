"""要新建的.xlsx: what a list names and the record lacks, a row each, for the clerk to decide.

In: `Lacking`s. Out: the bytes of the workbook; back from the workbook the `Decisions`.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.desk.import_.making import GIVEN, IS, NEW, NOT, SORTS, Decision, Decisions, proposed
from generator.desk.import_.named import KINDS
from generator.intake.plan import Lacking
from generator.sheets import workbook_reader, workbook_writer
from generator.sheets.read_book import Unreadable
from generator.sheets.workbook_writer import Cell, Column, Sheet
from generator.standards import tables

SHEET = "要新建的"
_KIND, _NAME, _ROWS, _WHAT, _OTHER, _SORT = "种类", "清单里的名称", "清单里哪几行", "怎么办", "就是哪个", "级别、性质"
_HEADING = (
    f"清单里提到、记录里没有的。“{_WHAT}”写“{NEW}”“{NOT}”，或者写“{IS}”、再在“{_OTHER}”写记录里的名称；"
    f"有像的，空着等您定。“{GIVEN}”是程序带的国家法规，别的只照名称建，写着待核实。编号写进记录时才给。"
)
_MOST_ROWS = 12  # that a cell lists
_NEAR = "#FFF2CC"  # a row that waits for the clerk


class Undecided(Exception):
    """Rows that cannot be used; the text tells the clerk which and why."""


def workbook(found: Sequence[Lacking]) -> bytes:
    """The workbook with what the program proposes."""
    choices = [(one, proposed(one)) for one in found]
    sorts = (GIVEN, *(name for table in SORTS.values() for name in tables.names(table)))
    columns = [
        Column(_KIND, 6, locked=True),
        Column(_NAME, 30, locked=True),
        Column(_ROWS, 20, locked=True),
        Column(
            _WHAT, 8, f"{NEW}：建一个文件，写着待核实。{IS}：记录里已有的。{NOT}：清单里这几处不收。", (NEW, IS, NOT)
        ),
        Column(_OTHER, 26, f"“{_WHAT}”写“{IS}”的，写记录里的名称。"),
        Column(_SORT, 14, "法规的效力级别、机构的性质、文件的文种：照名称看的，不对就改。", sorts),
    ]
    rows: list[list[Cell]] = [
        [one.title, one.name, _rows(one), choice.what, choice.other, choice.sort] for one, choice in choices
    ]
    waiting = {number: _NEAR for number, (_, choice) in enumerate(choices) if not choice.what}
    return workbook_writer.workbook(SHEET, [Sheet(SHEET, columns, rows, tones=waiting, heading=_HEADING)])


def _rows(one: Lacking) -> str:
    rows = list(dict.fromkeys(str(cell.row) for cell in one.cells))
    more = f"等{len(rows)}行" if len(rows) > _MOST_ROWS else ""
    return "、".join(rows[:_MOST_ROWS]) + more


def decisions(content: bytes) -> Decisions:
    """What the clerk decided. Raises `Undecided`."""
    try:
        sheets = workbook_reader.read(content).sheets
    except Unreadable as why:
        raise Undecided(str(why)) from None
    sheet = next((one for one in sheets if one.name == SHEET), None)
    header = next((row for row in sheet.rows if _WHAT in sheet.row(row).values()), None) if sheet else None
    if sheet is None or header is None:
        raise Undecided(f"没有“{SHEET}”这张表；删掉这个文件，再敲一次，程序重新写一份")
    columns = {str(title): number for number, title in sheet.row(header).items()}
    letters = {kind.word: kind.letter for kind in KINDS}
    found: dict[tuple[str, str], Decision] = {}
    wrong = []
    for number in sheet.rows[sheet.rows.index(header) + 1 :]:
        cells = sheet.row(number)
        kind, name, what, other, sort = (
            str(cells.get(columns.get(title, 0)) or "").strip() for title in (_KIND, _NAME, _WHAT, _OTHER, _SORT)
        )
        other = other.strip("《》")
        if kind not in letters or not name:
            continue
        found[letters[kind], name] = Decision(what, other, sort)
        allowed = ("", GIVEN, *tables.names(SORTS[letters[kind]]))
        if what not in (NEW, IS, NOT):
            wrong.append(
                f"第{number}行“{name}”：“{_WHAT}”{f'写的是“{what}”' if what else '空着'}，写“{NEW}”“{IS}”或者“{NOT}”"
            )
        elif what == IS and not other:
            wrong.append(f"第{number}行“{name}”：写了“{IS}”，“{_OTHER}”空着")
        elif what == NEW and (sort not in allowed or (kind == "机构" and not sort)):
            said = f"写的是“{sort}”" if sort else "空着"
            wrong.append(f"第{number}行“{name}”：“{_SORT}”{said}，只能写：{'、'.join(allowed[2:])}")
    if wrong:
        raise Undecided("\n  ".join(["这几行还没有定：", *wrong]))
    return found
