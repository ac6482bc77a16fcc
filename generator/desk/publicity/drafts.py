"""Works the rows of a 双公示 workbook into drafts of decisions: new ones and changed ones.

In: the forms of a workbook, the record, values given beside it. Out: the drafts in an `ImportPlan`.

A decision is known by its 文号. An empty cell changes nothing. Nor does a cell that says what the export would write
for the record, however the record writes it: 0.2 in the form leaves 0.2万元 as it is.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from pydantic_core import PydanticCustomError

from generator.derive.masking import masked
from generator.desk.publicity.form_sheets import DECIDED, DECISIONS, NUMBER, FormRow, FormSheet, own_column
from generator.desk.publicity.values import for_form, for_record
from generator.files import ids
from generator.intake import spellings
from generator.intake.plan import CellRef, EntryDraft, FieldEdit, ImportPlan, RowRef
from generator.model.citation import Citation
from generator.model.decision import Decision
from generator.model.fields import Grade, fields_of
from generator.model.leaf import Leaf
from generator.model.values import EntryRef
from generator.record import Record
from generator.rules.decisions import NEEDED
from generator.sheets.cells import Refusal, as_text, set_value, value_at
from generator.sheets.columns import ID, FieldColumn
from generator.syntax import parser

KIND, PARTY = "种类", "行政相对人名称"


class Drafts:
    """Makes the drafts of a plan from the rows of forms."""

    def __init__(self, plan: ImportPlan, record: Record, constants: Mapping[str, str]) -> None:
        """`constants` are the values for new decisions that the clerk gave beside the workbook, by field."""
        self.plan, self.record, self.constants = plan, record, constants
        self.ids = ids.Ids(record)
        self.names = spellings.names_in(record)
        self.by_number = {_bare(str(decision.number)): id_ for id_, decision in record.decisions.items()}
        self.taken: dict[str, RowRef] = {}  # the row of each 文号

    def take(self, form: FormSheet) -> None:
        """Make the drafts from the rows of a form."""
        for row in form.rows:
            draft = self._begun(form, row)
            row.key = self.plan.keys[row.cell().in_row] = draft.key if draft else ""
            if draft is None:
                continue
            for column, where, text in row.fields():
                self._field(draft, column, where, text)
            if draft.new:
                self._complete(draft, form, row)

    def _begun(self, form: FormSheet, row: FormRow) -> EntryDraft | None:
        """The draft of a row's decision; None where the row does not tell which decision it is."""
        number, day = row.text_of(NUMBER), row.text_of(DECIDED)
        if not number:
            self.plan.wrong(row.cell(), "没有写决定书文号，不知道是哪一份决定", "照决定书补上文号。")
            return None
        if first := self.taken.get(_bare(number)):
            message = f"“{number}”在“{first.sheet}”第{first.row}行已经有了"
            self.plan.wrong(row.cell_of(NUMBER), message, "一份决定只留一行。")
            return None
        self.taken[_bare(number)] = row.cell().in_row
        id_ = self.by_number.get(_bare(number), "")
        if not id_ and not re.match(r"(?:19|20)\d\d-", day):
            self.plan.wrong(row.cell(), "没有写决定日期，或者写得不像日期", "照决定书补上，例：2026/04/08。")
            return None
        known = self.record.decisions.get(id_)
        if known and known.kind != form.kind:
            message = f"{id_} 在记录里是{known.kind}，这里是{form.kind}"
            self.plan.wrong(row.cell(), message, "放到另一张表里，或者改文号。")
            return None
        if id_:
            root = parser.parse(self.record.files[id_].content).root
            draft = EntryDraft(DECISIONS, id_, copy.deepcopy(root.data()) if root else {}, new=False)
        else:
            id_ = self.ids.next(DECISIONS, {DECIDED: day}, int(day[:4]))
            draft = EntryDraft(DECISIONS, id_, {ID: id_, KIND: form.kind}, new=True)
        draft.cells[()] = row.cell()
        self.plan.drafts[id_] = draft
        return draft

    def _field(self, draft: EntryDraft, column: FieldColumn, where: CellRef, text: str | Refusal) -> None:
        """Take one field of a row."""
        draft.cells[column.path] = where
        if isinstance(text, Refusal):
            self.plan.refuse(where, text)
            return
        value = self._in_full(column, text)
        if draft.new:
            if column.spec.type is Citation:
                value, remark, kept = self._basis(value)
                if remark:
                    self.plan.notices.append(f"“{where.sheet}”第{where.row}行{column.title}：{remark}")
                draft.keep(column.path[0], kept)
            set_value(draft.data, column, value)
        elif column.title != NUMBER:
            *same, now = self._texts(draft, column)
            if value not in (*same, now):
                set_value(draft.data, column, value)
                draft.edits.append(FieldEdit(column.title, now, value, False, where))

    def _texts(self, draft: EntryDraft, column: FieldColumn) -> tuple[str, ...]:
        """The texts with which a cell changes nothing; the last one is what the record itself says."""
        written = as_text(value_at(draft.data, column.path))
        if len(column.path) > 1:
            return "", written
        decision = self.record.decisions[draft.key]
        exported = for_record(for_form(getattr(decision, column.spec.attribute)), column.spec)
        same = ["", exported] if isinstance(exported, str) else [""]
        if column.title == PARTY and decision.of_person:
            same.append(masked(written))
        return *same, written

    def _in_full(self, column: FieldColumn, text: str) -> str:
        """A power named by its id or by its name alone, as the record writes it: id and name."""
        if column.spec.type is not EntryRef or not text:
            return text
        named = [id_ for id_, power in self.record.powers.items() if text in (id_, power.name)]
        return f"{named[0]} {self.record.powers[named[0]].name}" if len(named) == 1 else text

    def _basis(self, text: str) -> spellings.Stated:
        """Laws and articles, a line each, and what is left out of a text that quotes them."""
        if all(_accepts(Citation, line) for line in text.split("\n")):
            return spellings.Stated(text)
        return spellings.citations(text, self.names)

    def _complete(self, draft: EntryDraft, form: FormSheet, row: FormRow) -> None:
        """Add the constants to a new decision; note what it lacks."""
        for name, value in self.constants.items():
            column = own_column(name)
            if column and not as_text(draft.data.get(column.path[0])):
                set_value(draft.data, column, self._in_full(column, value))
        must = [spec.name for spec in fields_of(Decision) if spec.note.grade is Grade.MUST]
        must += [spec.name for spec in fields_of(Decision) if spec.attribute in NEEDED[form.kind]]
        refused = {column.title for column, _, text in row.fields() if isinstance(text, Refusal)}
        lacking = [name for name in must if not draft.data.get(name) and name not in refused]
        if lacking:
            message = f"新的一份决定，没有写：{'、'.join(lacking)}"
            example = f"--set {lacking[0]}=…"
            advice = f"在表里加上这几列，列名照这里写；各行一样的，命令里写 {example}。"
            self.plan.wrong(row.cell(), message, advice)


def _bare(number: str) -> str:
    """A 文号 without blanks, with one kind of brackets."""
    return re.sub(r"\s+", "", number).translate(str.maketrans("[]【】()（）", "〔〕〔〕〔〕〔〕"))


def _accepts(leaf: type[Leaf], text: str) -> bool:
    try:
        leaf.read(text)
    except PydanticCustomError:
        return False
    return True
