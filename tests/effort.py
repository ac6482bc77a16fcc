"""How much work something costs, in processor time: a wall clock would judge how busy the machine is.

In: work to be done for a size. Out: whether twice the size costs about twice as much, not four times.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

SMALL = 0.05  # seconds of processor time: below it nobody waits, and chance decides


def spent(work: Callable[[], object], tries: int = 3) -> float:
    """Seconds of processor time that work takes, the least of a few tries."""
    least = float("inf")
    gc.disable()  # as a command does: what the tests have made so far is not looked through
    try:
        for _ in range(tries):
            start = process_time()
            work()
            least = min(least, process_time() - start)
    finally:
        gc.enable()
    return least


def grows_straight(work: Callable[[int], object], size: int, tries: int = 3) -> bool:
    """Whether the whole size costs at most three times what half of it costs."""
    whole = spent(lambda: work(size), tries)
    return whole < SMALL or whole <= 3 * spent(lambda: work(size // 2), tries)
