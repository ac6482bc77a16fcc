"""Takes the answers of bodies into the record: blanks are filled, nothing else changes, each with who answered and when.

In: sheets that `sheet` made, filled in, of one or more workbooks in any order. Out: the drafts in an `ImportPlan`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.asked.blanks import MATERIALS, columns
from generator.asked.sheet import ASKED, FIELD, HERE, ID, NAME, NOTE, UNKNOWN, WHEN, WHO
from generator.intake import spellings
from generator.intake.plan import CellRef, EntryDraft, FieldEdit, ImportPlan, RowRef
from generator.model.fields import named_fields
from generator.model.kind import AnyKind
from generator.model.kinds import BY_LETTER, list_kind_of
from generator.model.town import TownFile
from generator.model.values import NOTHING_WORD
from generator.record import Record
from generator.sheets.cells import CellValue, Refusal, as_text, from_cell, set_value, value_at
from generator.sheets.columns import FieldColumn
from generator.sheets.read_book import ReadBook, ReadSheet
from generator.sheets.workbook_writer import CHOICES
from generator.syntax import parser

REPLIES = "答复"
_WHO, _DAY, _FIELDS = "谁", "日期", "字段"
_TITLES = (ID, NAME, FIELD, HERE)


def asked(sheets: Sequence[ReadSheet]) -> bool:
    """Whether a workbook is one that asked."""
    return any(sheet.name == ASKED and _columns(sheet) for sheet in sheets)


def together(books: Mapping[str, ReadBook]) -> ReadBook:
    """Several workbooks that asked as one: each sheet is called like its file. The names of the files differ."""
    sheets, notices = [], []
    for name, book in books.items():
        for sheet in book.sheets:
            if sheet.name == ASKED:
                sheet.name = name
                sheets.append(sheet)
        notices += book.notices
    return ReadBook(sheets, notices)


def _columns(sheet: ReadSheet) -> dict[str, int]:
    """The numbers of the columns by their titles; {} where the first row is no header of ours."""
    first = sheet.row(sheet.rows[0]) if sheet.rows else {}
    found = {str(title): number for number, title in first.items()}
    return found if all(title in found for title in _TITLES) else {}


@dataclass(frozen=True, slots=True)
class _Answer:
    """A cell that was filled in: whose it is, which field, what it says, who answered and when."""

    where: CellRef
    key: str
    column: FieldColumn
    said: CellValue
    who: str
    day: str


class Answers:
    """Drafts what the answers change."""

    told_before: frozenset[str] = frozenset()

    def __init__(self, day: date) -> None:
        self.day = day

    def draft(self, sheets: Sequence[ReadSheet], record: Record, plan: ImportPlan) -> None:
        """Fill a plan with the drafts."""
        names = spellings.names_in(record)
        for sheet in sheets:
            if sheet.name not in (NOTE, CHOICES):
                for answer in self._answers(sheet, record, plan):
                    self._take(answer, record, plan, names)

    def remark(self, record: Record, plan: ImportPlan) -> None:
        """Say how many cells were filled in, and by whom."""
        filled = sum(len(draft.edits) for draft in plan.changed)
        plan.notices.append(f"收了 {filled} 格答复，谁、哪天答复的写在各条的“{REPLIES}”里。")

    def _answers(self, sheet: ReadSheet, record: Record, plan: ImportPlan) -> list[_Answer]:
        at = _columns(sheet)
        if not at:
            plan.wrong(
                CellRef(sheet.name, sheet.rows[0] if sheet.rows else 1, 0),
                "表头变了，不知道哪一列是什么",
                "照发出去的那份填。",
            )
            return []
        who, day = self._who(sheet, at, plan)
        found = []
        for row in sheet.rows:
            cells = sheet.row(row)
            id_, title, said = (cells.get(at[name]) for name in (ID, FIELD, HERE))
            outcome = RowRef(sheet.name, row)
            if row == sheet.rows[0]:
                plan.outcomes[outcome] = "表头"
            elif id_ is None:
                plan.outcomes[outcome] = "谁、哪天答复的"
            elif said is None or str(said).strip() in ("", UNKNOWN):
                plan.outcomes[outcome] = "没有填"
            else:
                where = CellRef(sheet.name, row, at[HERE])
                plan.keys[outcome] = key = str(id_).strip()
                kind = _kind(key)
                column = next((one for one in columns(kind) if one.title == title), None) if kind else None
                if key not in record.files or column is None:
                    plan.wrong(where, f"没有 {key} 的“{title}”这一格", "编号、哪一格照发出去的那份写，不要改。")
                else:
                    found.append(_Answer(where, key, column, said, who, day))
        return found

    def _who(self, sheet: ReadSheet, at: Mapping[str, int], plan: ImportPlan) -> tuple[str, str]:
        """Who answered and when."""
        said: dict[str, tuple[int, CellValue]] = {}
        for row in sheet.rows:
            cells = sheet.row(row)
            if cells.get(at[ID]) is None and cells.get(at[FIELD]) in (WHO, WHEN):
                said[str(cells[at[FIELD]])] = row, cells.get(at[HERE])
        who = str(said.get(WHO, (0, None))[1] or "").strip()
        row, written = said.get(WHEN, (0, None))
        if not who:
            plan.wrong(
                CellRef(sheet.name, said.get(WHO, (1, None))[0] or 1, at[HERE]),
                "没有写谁答复的",
                "写科室、岗位，不写个人姓名。",
            )
        if written is None:
            plan.notices.append(f"“{sheet.name}”没有写哪天答复的，照收的这一天写 {self.day}。")
            return who, self.day.isoformat()
        day = from_cell(written, named_fields(_reply_part())[_DAY])
        if isinstance(day, Refusal):
            plan.refuse(CellRef(sheet.name, row, at[HERE]), day)
            return who, ""
        return who, day

    def _take(self, answer: _Answer, record: Record, plan: ImportPlan, names: spellings.RecordNames) -> None:
        kind = _kind(answer.key)
        assert kind
        if answer.key not in plan.drafts:
            root = parser.parse(record.files[answer.key].content).root
            plan.drafts[answer.key] = EntryDraft(kind, answer.key, root.data() if root else {}, False)
        draft, column = plan.drafts[answer.key], answer.column
        text = from_cell(answer.said, column.spec)
        if isinstance(text, Refusal):
            plan.refuse(answer.where, text)
            return
        value, shown = _value(column, text, names, plan, answer)
        now = value_at(draft.data, column.path)
        if now is not None:
            if as_text(now) != shown and now != value:
                earlier = next((edit for edit in draft.edits if edit.field == column.title), None)
                other = f"“{earlier.where.sheet}”第{earlier.where.row}行" if earlier else "记录里"
                plan.wrong(
                    answer.where,
                    f"“{column.title}”{other}已经写了“{as_text(now) if not isinstance(now, list) else shown}”",
                    "只收空着的格子。答得不一样的，问清哪个对；要改，直接改那一条的文件。",
                )
            return
        if isinstance(value, str):
            set_value(draft.data, column, value)
        else:
            draft.data[column.path[0]] = value
        draft.cells[column.path] = answer.where
        draft.cells.setdefault((), answer.where)
        draft.edits.append(FieldEdit(column.title, "", shown, column.spec.note.adjusted, answer.where))
        _note(draft, answer)


def _value(
    column: FieldColumn, text: str, names: spellings.RecordNames, plan: ImportPlan, answer: _Answer
) -> tuple[Any, str]:
    """The value that an answer stands for, and how it is shown."""
    if column.path == (MATERIALS,) and text != NOTHING_WORD:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return [spellings.inner_item(column.spec, {"名称": line}, names)[0] for line in lines], "\n".join(lines)
    if text == NOTHING_WORD:
        return text, text
    value, remark, _ = spellings.in_our_form(column, text, names)
    if remark:
        plan.notices.append(f"“{answer.where.sheet}”第{answer.where.row}行{column.title}：{remark}")
    return value, str(value)


def _note(draft: EntryDraft, answer: _Answer) -> None:
    """Note who answered a field and when, one note for all fields of a day."""
    replies = draft.data.setdefault(REPLIES, [])
    same = next((one for one in replies if (one.get(_WHO), one.get(_DAY)) == (answer.who, answer.day)), None)
    if same is None:
        same = {_WHO: answer.who, _DAY: answer.day, _FIELDS: []}
        replies.append(same)
        draft.cells[REPLIES, len(replies) - 1] = answer.where
    same[_FIELDS].append(answer.column.title)


def _kind(key: str) -> AnyKind | None:
    town = list_kind_of(TownFile)
    return town if key == town.pattern else BY_LETTER.get(key[:1])


def _reply_part() -> Any:
    return named_fields(TownFile)[REPLIES].part
