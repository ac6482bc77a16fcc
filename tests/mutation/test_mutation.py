"""A share of the seeded faults, the same every time; all of them: `python -m tests.mutation --n 5000`."""

from __future__ import annotations

from generator.checked import read_and_check
from tests.mutation.__main__ import verdicts
from tests.mutation.judging import workspace
from tests.mutation.seeding import OPERATORS
from tests.towns import DAY

SHARE = len(OPERATORS) * 2  # every operator twice
KNOWN = {op.name for op in OPERATORS if not op.why and not op.harmless}
HARMLESS = {op.name for op in OPERATORS if op.harmless}


def test_there_are_enough_ways_to_go_wrong() -> None:
    assert len(KNOWN) >= 60
    assert all(op.sentence for op in OPERATORS)
    assert len({op.name for op in OPERATORS}) == len(OPERATORS)


def test_the_town_itself_is_without_fault() -> None:
    with workspace() as root:
        assert not read_and_check(root, DAY).problems


def test_what_people_do_wrong_is_seen_where_it_was_done() -> None:
    found = verdicts(SHARE, seed=20261122)
    known = [v for v in found if v.operator in KNOWN]
    caught = [v for v in known if v.caught]
    missed = [f"{v.operator}：{v.seen}" for v in known if not v.caught]
    astray = [f"{v.operator}：{v.seen}" for v in caught if not v.placed]
    assert len(caught) >= 0.97 * len(known), "\n".join(missed)
    assert len(astray) <= 0.01 * len(caught), "\n".join(astray)
    assert not [f"{v.operator}：{v.seen}" for v in found if v.operator in HARMLESS and v.caught]
