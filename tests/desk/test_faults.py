"""A share of the faults that are seeded into workbooks; all of them: `python -m tests.desk --faults 1000`."""

from __future__ import annotations

from tests.desk.judging import verdicts
from tests.desk.seeding import OPERATORS

SHARE = 100


def test_there_are_enough_ways_to_go_wrong() -> None:
    assert len(OPERATORS) >= 50
    assert all(op.sentence for op in OPERATORS)
    assert len({op.name for op in OPERATORS}) == len(OPERATORS)


def test_what_goes_wrong_in_a_workbook_is_told_at_its_cell() -> None:
    found = verdicts(SHARE, seed=20261122)
    sown = [verdict for verdict in found if verdict.operator]
    caught = [verdict for verdict in sown if verdict.caught]
    assert len(sown) >= SHARE * 0.95, "no room in the town"
    assert len(caught) >= 0.97 * len(sown), "\n".join(v.seen for v in sown if not v.caught)
    assert not [f"{v.operator}：{v.seen}" for v in caught if not v.placed]
    elsewhere = [verdict.seen for verdict in found if verdict.stray]
    assert len(elsewhere) <= 0.02 * len(sown), "\n".join(elsewhere)
