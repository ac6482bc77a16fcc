"""`qingdan export --on`: the lists as they stood on a day, as a workbook or as data. Nothing of it is taken back in.

In: the record without errors, a day. Out: the bytes of a file.
"""

from __future__ import annotations

from datetime import date

from generator.derive.timeline import LIVING, timeline
from generator.model.fields import fields_of
from generator.model.kind import Kind
from generator.opendata import lives
from generator.record import Record
from generator.reports import json_text
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Column, Sheet

ABOUT = "由现在的记录和历次调整推回去。只有须经调整的格子是那天的；别的格子那天是什么样没有记，这里不列。"
_FIRST = ("编号", "名称", "状态")
_LAST = ("从哪天起", "哪次调整", "动作", "资料性质", "本站网址")


def workbook(record: Record, day: date) -> bytes:
    """A workbook with a sheet for each list that has entries on that day, and one that says how to read them."""
    times = timeline(record, day)
    found = {kind: lives.on(times, kind, day) for kind in LIVING}
    about = [["日期", day.isoformat()], ["怎么来的", ABOUT]]
    about += [[kind.title, f"{len(rows)} 条"] for kind, rows in found.items()]
    sheets = [Sheet("说明", [Column("是什么", 10), Column("内容", 60)], about)]
    sheets += [_sheet(kind, rows) for kind, rows in found.items() if rows]
    name = str(record.town.name) if record.town else ""
    return workbook_writer.workbook(f"{name}{day.isoformat()}的清单", sheets)


def _sheet(kind: Kind, rows: list[lives.Row]) -> Sheet:
    order = {spec.name: place for place, spec in enumerate(fields_of(kind.model))}
    paths = {path for row in rows for path in row} - {*_FIRST, *_LAST}
    titles = [*_FIRST, *sorted(paths, key=lambda path: (order[path.partition("·")[0]], path)), *_LAST]
    return Sheet(
        kind.title, [Column(title, 14) for title in titles], [[row.get(t) or None for t in titles] for row in rows]
    )


def data(record: Record, day: date) -> bytes:
    """The same as JSON."""
    times = timeline(record, day)
    said = {"日期": day.isoformat(), "说明": ABOUT, "清单": {k.attribute: lives.on(times, k, day) for k in LIVING}}
    return f"{json_text(said)}\n".encode()
