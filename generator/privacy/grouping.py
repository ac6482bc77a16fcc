"""Whether digits that stand in groups are one number.

In: a run, a stretch of whole groups. Out: yes or no. Rows of small numbers, days and spans of years must not
run together into the number of a person.
"""

from __future__ import annotations

from generator.privacy.digits import Run

Sizes = tuple[int, ...]
_LEAST_OF_A_BROKEN_ONE = 3  # digits on either side of a line end


def together(run: Run, first: int, end: int, usual: frozenset[Sizes], before: int = 0) -> bool:
    """Whether a stretch of groups is one number: grouped as usual, or all that stands there, with one sign between.

    The first `before` digits, a prefix, do not count in the grouping.
    """
    if first + before in run.group_at:
        first, before = first + before, 0
    head, *rest = run.sizes(first, end)
    sizes = (head - before, *rest)
    if len(sizes) == 1:
        return True
    if head == 4 and _begins_a_day(run.digits[first:end], sizes[1]):
        return False
    if sizes in usual:
        return True
    signs = run.gaps(first, end)
    if signs == {"\n"}:
        return len(sizes) == 2 and min(sizes) >= _LEAST_OF_A_BROKEN_ONE
    signs -= {"\n"}
    return run.is_whole(first, end) and len(signs) == 1 and not signs & {"\t", "/"}


def _begins_a_day(digits: str, second: int) -> bool:
    """Whether the first four digits are a year of the last century, with a month or another year behind."""
    return digits.startswith("19") and (second <= 2 or (second == 4 and digits[4:6] in ("19", "20")))
