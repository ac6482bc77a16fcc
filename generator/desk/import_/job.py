"""`qingdan import`: works out what a workbook would change in the record, or what is wrong with it, cell by cell.

In: the town's folder and the bytes of a workbook. Out: an `ImportPlan`, whose files are written all together or not
at all.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.asked import answers
from generator.asked.sheet import ASKED
from generator.desk.import_ import known_sheets, misplaced, mixed, remembered, whose_list
from generator.desk.import_.drafts import Drafts
from generator.desk.import_.keys import EntryKeys
from generator.desk.import_.making import Decisions, Maker
from generator.intake import spellings, take_in
from generator.intake.plan import ImportPlan, RowRef, Trouble
from generator.intake.rows import SheetRows
from generator.model.fields import Grade, fields_of, named_fields
from generator.model.kind import AnyKind, Kind
from generator.national import given
from generator.reading.reader import MISSING
from generator.record import Record
from generator.sheets import fingerprints, workbook_reader
from generator.sheets.columns import ID
from generator.sheets.read_book import ReadSheet, Unreadable
from generator.syntax import parser

_SHOWN = 5  # ids that a notice names


@dataclass(frozen=True, slots=True)
class Asked:
    """What the clerk said beside the file: the field of headers, values for what has no column, the kinds it may hold.

    `good`: rows of a list of others that are wrong are given back, the others taken. `make`: what the list names and
    the record lacks is drafted, as the clerk decided in `decisions`; all of it where the clerk was not asked yet.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    kinds: Sequence[AnyKind] = ()
    good: bool = False
    make: bool = False
    decisions: Decisions | None = None


def plan(root: Path, content: bytes, day: date, asked: Asked = Asked()) -> ImportPlan:
    """What a workbook would change. Raises `read_book.Unreadable` where it is no workbook."""
    book = workbook_reader.read(content)
    if answers.asked(book.sheets):
        return take_in.plan_of(root, answers.together({ASKED: book}), day, answers.Answers(day))
    made = take_in.plan_of(root, book, day, _Drafter(root, day, asked))
    left: set[RowRef] = set()
    given_back: list[Trouble] = []
    while asked.good and not made.holds:
        wrong = _wrong_rows(made)
        if not wrong or wrong <= left:
            return made
        left |= wrong
        given_back += made.troubles
        made = take_in.plan_of(root, book, day, _Drafter(root, day, asked, left))
        made.given_back = given_back
    return made


def answered(root: Path, contents: Mapping[str, bytes], day: date) -> ImportPlan:
    """What several sheets that asked would change together; the contents by names that tell them apart.

    Raises `read_book.Unreadable` where one is no such sheet.
    """
    books = {name: workbook_reader.read(content) for name, content in contents.items()}
    if others := [name for name, book in books.items() if not answers.asked(book.sheets)]:
        raise Unreadable(f"“{'”“'.join(others)}”不是 qingdan ask 写的表；别的表一次收一份")
    return take_in.plan_of(root, answers.together(books), day, answers.Answers(day))


def _wrong_rows(made: ImportPlan) -> set[RowRef]:
    """The rows that are wrong, with all others of the same entries; none where something else is wrong."""
    if any(trouble.where is None or trouble.whole for trouble in made.troubles):
        return set()
    wrong = {trouble.where.in_row for trouble in made.troubles if trouble.where}
    keys = {made.keys.get(row, "") for row in wrong} - {""}
    return wrong | {row for row, key in made.keys.items() if key in keys}


class _Drafter:
    """Drafts entries from workbooks that `qingdan export` made, and from lists that others published."""

    told_before: frozenset[str] = frozenset()

    def __init__(self, root: Path, day: date, asked: Asked, left: Container[RowRef] = ()) -> None:
        self.root, self.day, self.asked, self.left = root, day, asked, left
        self.maker: Maker | None = None
        self.sheets: list[SheetRows] = []  # those that are taken in

    def draft(self, sheets: Sequence[ReadSheet], record: Record, plan: ImportPlan) -> None:
        """Fill the plan with drafts, or with what keeps the workbook from being taken in."""
        once = remembered.read(self.root)
        found = known_sheets.known_sheets(sheets, self.asked.headers, self.asked.kinds, plan, self.left, once)
        if not found:
            advice = "表头要有“名称”一列和另外一列认得的；列名不同的，用 --header 说明，例：--header 职权名称=名称。"
            if not any(trouble.where for trouble in plan.troubles):
                plan.wrong(None, "没有认出哪一张表是清单", advice)
            return
        exported = fingerprints.read(sheets)
        if exported is None and any(sheet.found.own for sheet in found):
            plan.notices.append("没有“目录”那张表，看不出导出以后别人改没改过；看清楚下面要改的是不是都是自己改的。")
        keys = EntryKeys(record, self.day, self.asked.constants, exported)
        self._give(found, record, plan)
        for sheet in sorted(found, key=lambda sheet: len(sheet.found.table.path)):
            keys.assign(sheet, plan)
        plan.keys = {
            RowRef(row.sheet, number): row.key for sheet in found for row in sheet.rows for number in row.numbers
        }
        if lacking := list(_lacking_columns(found, record, self.asked.constants)):
            plan.troubles += lacking
            return
        self.sheets = found
        before = {key: _data(record, key) for key in plan.keys.values() if key in record.files}
        Drafts(plan, before, spellings.names_in(record), self.asked.constants, exported).take(found)
        for sheet in found:
            if not sheet.found.table.path:
                misplaced.note(sheet, before, plan)
        if self.asked.make:
            self.maker = Maker(record, keys.ids, self.asked.decisions, self.day.year)
            self.maker.make(plan)

    def _give(self, found: Sequence[SheetRows], record: Record, plan: ImportPlan) -> None:
        """Give sheets what they say as a whole, and note constants that fit none of them."""
        for sheet in found:
            said = whose_list.given(sheet, record)
            plan.notices += [
                f"“{sheet.found.sheet.name}”：{name}照表名、列名、标题填“{body}”。" for name, body in said.items()
            ]
            sheet.given |= said
            if "一句话" not in self.asked.constants and (remark := mixed.said_in_short(sheet)):
                plan.notices.append(remark)
        for name in self.asked.constants:
            if not any(name in named_fields(sheet.found.table.kind.model) for sheet in found):
                lists = "、".join(dict.fromkeys(sheet.found.table.kind.title for sheet in found))
                plan.wrong(None, f"--set {name}=…：{lists}里没有“{name}”这一格", "照“怎么填”里的格子名写。")

    def _beside(self, plan: ImportPlan, name: str, content: bytes) -> None:
        """Have a file beside powers/ written too."""
        place = self.root / name
        plan.files[name] = (place.read_bytes() if place.is_file() else None, content)

    def remark(self, record: Record, plan: ImportPlan) -> None:
        """Note the entries that exported sheets leave out: an entry does not end by not being mentioned."""
        if self.maker and self.maker.given:
            self._beside(plan, given.FILE, given.written(given.read(self.root) | self.maker.given))
        if self.asked.headers and plan.files:
            before = remembered.read(self.root)
            said = before | remembered.now((rows.found for rows in self.sheets), self.asked.headers)
            if said != before:
                self._beside(plan, remembered.FILE, remembered.written(said))
        ids: dict[Kind, set[str]] = {}
        for sheet in self.sheets:
            table = sheet.found.table
            if sheet.found.own and not table.path and isinstance(table.kind, Kind):
                ids.setdefault(table.kind, set()).update(row.key for row in sheet.rows)
        for kind, there in ids.items():
            if missing := [id_ for id_ in record.list_of(kind) if id_ not in there]:
                shown = "、".join(missing[:_SHOWN]) + ("……" if len(missing) > _SHOWN else "")
                advice = "不再办的，改它的“状态”，写上“终止”。"
                plan.notices.append(f"“{kind.title}”里没有的 {len(missing)} 条没有动：{shown}。{advice}")


def _lacking_columns(sheets: Sequence[SheetRows], record: Record, constants: Mapping[str, str]) -> Iterator[Trouble]:
    """The fields that new entries must have and that a sheet of others has no column for."""
    for sheet in sheets:
        if sheet.found.own or all(row.key in record.files for row in sheet.rows if row.key):
            continue
        given = {column.title for row in sheet.rows for column in row.texts} | set(constants) | set(sheet.given) | {ID}
        for spec in fields_of(sheet.found.table.kind.model):
            if spec.note.grade is Grade.MUST and not spec.part and spec.name not in given:
                message = f"“{sheet.found.sheet.name}”没有“{spec.name}”这一列（{spec.meaning}）"
                example = f"--set {spec.name}={spec.example}"
                advice = f"加上 --set，全都填同一个，例：{example}；或者在表里加这一列。"
                yield Trouble(None, message, advice, MISSING.number)


def _data(record: Record, key: str) -> dict[str, Any]:
    root = parser.parse(record.files[key].content).root
    return root.data() if root else {}
