"""A few of the faults that `python -m tests.lists --faults` sows: told, and at the right cell."""

from __future__ import annotations

from random import Random

import pytest

from tests.lists import faults
from tests.towns import TOWN

FEW = (
    "两项的名称合并成了一格",
    "承办机构单独排过序，记录里有这些事项",
    "名称单独排过序，类型对不上",
    "一格划掉了",
    "时限没有单位，或者单位不是办事的",
)


@pytest.mark.parametrize("name", FEW)
def test_a_fault_is_told_at_its_cell(name: str) -> None:
    tries = (faults.OPERATORS[name](Random(f"{name} {number}")) for number in range(20))
    sown = next(one for one in tries if one is not None)
    told, right, plan = faults.outcome(sown, TOWN)
    assert told and right, (sown.cells, plan.troubles)
