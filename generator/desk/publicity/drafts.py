"""What the rows of a 双公示 workbook would make of the decisions: new ones, changed ones, and what is wrong.

In: the forms of a workbook, the record, values given beside it. Out: a `Woven`, with the row of each decision.
Nothing is written here. Used by `receiving`.

A decision is known by its 文号. An empty cell says nothing: what the record holds stays. A cell that says what
the record would report is no change, however the record writes it: 0.2 leaves 0.2万元 as it is.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from generator.derive.masking import masked
from generator.desk.publicity.rows import DECIDED, DECISIONS, NUMBER, Form, Row, Said, place_of
from generator.desk.publicity.values import recorded, reported
from generator.files import ids
from generator.intake import spellings
from generator.intake.plan import Change, Draft, Woven
from generator.model.citation import Citation
from generator.model.decision import Decision
from generator.model.fields import Grade, fields_of, named_fields
from generator.model.leaf import Leaf
from generator.model.values import EntryRef
from generator.record import Record
from generator.rules.decisions import NEEDED
from generator.sheets.cells import Untakable, put, text
from generator.sheets.columns import ID, Place, tables_of
from generator.syntax import parser

KIND, PARTY = "种类", "行政相对人名称"
_TABLE = tables_of(DECISIONS)[1]


class Drafts:
    """Works rows into drafts of decisions."""

    def __init__(self, record: Record, constants: Mapping[str, str]) -> None:
        self.record, self.constants = record, constants
        self.woven = Woven()
        self.ids = ids.Ids(record)
        self.known = spellings.Known(
            lambda title: title if title in record.law_ids else spellings.without_state(title), record.template_of
        )
        self.by_number = {_bare(str(decision.number)): id_ for id_, decision in record.decisions.items()}
        self.taken: dict[str, tuple[str, int]] = {}  # by 文号: where it stands in the workbook
        self.lots: dict[tuple[str, int], str] = {}

    def take(self, form: Form) -> None:
        """The rows of a form."""
        for row in form.rows:
            draft = self._begun(form, row)
            if draft is None:
                self.lots[form.page.name, row.number] = "有错"
                continue
            for said in row.fields.values():
                self._cell(draft, form, row, said)
            if draft.new:
                self._complete(draft, form, row)
            self.lots[form.page.name, row.number] = _lot(draft)

    def _begun(self, form: Form, row: Row) -> Draft | None:
        """The draft of a row's decision; None where the row does not tell which."""
        where = (form.page.name, row.number, 0)
        number, day = row.text(NUMBER), row.text(DECIDED)
        if not number:
            self.woven.wrong(where, "没有写决定书文号，不知道是哪一份决定", "照决定书补上文号。")
            return None
        if first := self.taken.get(_bare(number)):
            cell = (form.page.name, row.number, row.fields[NUMBER].column)
            self.woven.wrong(cell, f"“{number}”在“{first[0]}”第{first[1]}行已经有了", "一份决定只留一行。")
            return None
        self.taken[_bare(number)] = (form.page.name, row.number)
        id_ = self.by_number.get(_bare(number))
        if id_ is None and not re.match(r"(?:19|20)\d\d-", day):
            self.woven.wrong(where, "没有写决定日期，或者写得不像日期", "照决定书补上，例：2026/04/08。")
            return None
        known = self.record.decisions.get(id_ or "")
        if known and known.kind != form.kind:
            self.woven.wrong(where, f"{id_} 在记录里是{known.kind}，这里是{form.kind}", "放到另一张表里，或者改文号。")
            return None
        if id_:
            root = parser.parse(self.record.files[id_].content).root
            draft = Draft(_TABLE, id_, copy.deepcopy(root.data()) if root else {}, False)
        else:
            id_ = self.ids.next(DECISIONS, {DECIDED: day}, int(day[:4]))
            draft = Draft(_TABLE, id_, {ID: id_, KIND: form.kind}, True)
        draft.rows.append(where[:2])
        draft.cells[()] = where
        self.woven.drafts[id_] = draft
        return draft

    def _cell(self, draft: Draft, form: Form, row: Row, said: Said) -> None:
        where = (form.page.name, row.number, said.column)
        draft.cells[said.place.path] = where
        if isinstance(said.text, Untakable):
            self.woven.wrong(where, said.text.message, said.text.advice)
            return
        value = self._in_full(said.place, said.text)
        now = self._now(draft, said.place)
        if draft.new:
            if said.place.spec.type is Citation:
                value, left = self._basis(value)
                if left:
                    self.woven.notices.append(f"“{form.page.name}”第{row.number}行{said.place.title}：{left}")
            put(draft.data, said.place, value)
        elif value not in now and said.place.title != NUMBER:
            put(draft.data, said.place, value)
            draft.changes.append(Change(said.place.title, now[-1], value, False, where))

    def _now(self, draft: Draft, place: Place) -> tuple[str, ...]:
        """All that a cell may say and change nothing, the record's own words last."""
        held: Any = draft.data
        for step in place.path:
            held = held.get(step) if isinstance(held, dict) else None
        written = text(held)
        if draft.new or len(place.path) > 1:
            return ("", written)
        decision = self.record.decisions[draft.key]
        shown = recorded(reported(getattr(decision, place.spec.attribute)), place.spec)
        also = [masked(written)] if place.title == PARTY and decision.of_person else []
        return ("", *([shown] if isinstance(shown, str) else []), *also, written)

    def _in_full(self, place: Place, said: str) -> str:
        """A power by its number or its name alone, as the record writes it."""
        if place.spec.type is not EntryRef or not said:
            return said
        named = [id_ for id_, power in self.record.powers.items() if said in (id_, power.name)]
        return f"{named[0]} {self.record.powers[named[0]].name}" if len(named) == 1 else said

    def _basis(self, said: str) -> tuple[str, str]:
        """Laws and articles, from lines that are such or from a text that quotes them."""
        lines = said.split("\n")
        if all(_holds(Citation, line) for line in lines):
            return said, ""
        place = Place(("处罚依据",), named_fields(Decision)["处罚依据"])
        return spellings.converted(place, said, self.known)

    def _complete(self, draft: Draft, form: Form, row: Row) -> None:
        """What a new decision needs beside the form: given by the clerk, or told as missing."""
        for name, value in self.constants.items():
            place = place_of(name)
            if place and not text(draft.data.get(place.path[0])):
                put(draft.data, place, self._in_full(place, value))
        must = [spec.name for spec in fields_of(Decision) if spec.note.grade is Grade.MUST]
        must += [spec.name for spec in fields_of(Decision) if spec.attribute in NEEDED[form.kind]]
        untaken = {said.place.title for said in row.fields.values() if isinstance(said.text, Untakable)}
        lacking = [name for name in must if not draft.data.get(name) and name not in untaken]
        if lacking:
            first = f"--set {lacking[0]}=…"
            self.woven.wrong(
                (form.page.name, row.number, 0),
                f"新的一份决定，没有写：{'、'.join(lacking)}",
                f"在表里加上这几列，列名照这里写；各行一样的，命令里写 {first}。",
            )


def _lot(draft: Draft) -> str:
    return f"新增 {draft.key}" if draft.new else f"{'改' if draft.changes else '没有变'} {draft.key}"


def _bare(number: str) -> str:
    """A 文号 without what differs from one keyboard to the next."""
    return re.sub(r"\s+", "", number).translate(str.maketrans("[]【】()（）", "〔〕〔〕〔〕〔〕"))


def _holds(kind: type[Leaf], written: str) -> bool:
    try:
        kind.read(written)
    except PydanticCustomError:
        return False
    return True
