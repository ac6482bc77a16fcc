"""`qingdan compare`: a superior's list beside the town's, row by row.

In: the record, the bytes of a workbook, which list it is. Out: a `Comparison`: findings and the lot of every row.
Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.desk.compare.differing import findings
from generator.desk.compare.matching import matches
from generator.desk.compare.result import Comparison
from generator.desk.compare.sides import own
from generator.desk.compare.superior import superior
from generator.model.kind import Kind
from generator.model.kinds import KINDS
from generator.record import Record
from generator.sheets import reading
from generator.standards import tables

# The lists that others publish too, in words that `headers.yml` knows.
COMPARABLE: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind.title in tables.load("headers.yml"))


def compare(record: Record, content: bytes, kind: Kind, words: Mapping[str, str]) -> Comparison:
    """The comparison with a workbook; raises `reading.Unreadable` where it is none."""
    theirs = superior(reading.read(content), kind, words, record)
    ours = own(record, kind)
    matched = matches(theirs.items, ours)
    found, lots = findings(theirs.items, ours, matched)
    return Comparison(kind, theirs, ours, matched, found, theirs.lots | lots)
