"""`qingdan compare`: a superior's list beside the town's, row by row.

In: the record, the bytes of a workbook, the kind of entry that it lists. Out: a `Comparison`. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.desk.compare.comparison import Comparison
from generator.desk.compare.differences import differences
from generator.desk.compare.items import town_items
from generator.desk.compare.matching import matches
from generator.desk.compare.superior_list import superior_list
from generator.model.kind import Kind
from generator.record import Record
from generator.sheets import workbook_reader


def compare(record: Record, content: bytes, kind: Kind, explained: Mapping[str, str]) -> Comparison:
    """The comparison with a workbook; `explained` gives the field for headers that the clerk explained.

    Raises `read_book.Unreadable` where the file is no workbook.
    """
    book = workbook_reader.read(content)
    theirs = superior_list(book.sheets, kind, explained, record)
    theirs.notices += book.notices
    ours = town_items(record, kind)
    matched = matches(theirs.items, ours)
    found, outcomes = differences(theirs.items, ours, matched)
    return Comparison(kind, theirs, ours, matched, found, theirs.outcomes | outcomes)
