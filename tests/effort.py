"""How much work something costs, in processor time: a wall clock would judge how busy the machine is.

In: work to be done for a size. Out: whether twice the size costs about twice as much, not four times.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import cache
from time import process_time
from typing import Any

SMALL = 0.05  # seconds of processor time: below it nobody waits, and chance decides


def spent(work: Callable[[], object], tries: int = 3) -> float:
    """Seconds of processor time that work takes, the least of a few tries, none of which profits from what came before."""
    least = float("inf")
    caches = _caches()
    gc.disable()  # as a command does: what the tests have made so far is not looked through
    try:
        for _ in range(tries):
            for keeping in caches:
                keeping.cache_clear()
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


@cache
def _caches() -> list[Any]:
    """The program's caches of what it read: those with a limit. A cache without one keeps the program's own tables."""
    named = [
        value
        for name, module in sorted(sys.modules.items())
        if name.startswith("generator.")
        for value in vars(module).values()
    ]
    of_types = [value for owner in named if isinstance(owner, type) for value in vars(owner).values()]
    found = {id(one): one for one in (*named, *of_types) if getattr(one, "cache_parameters", None)}
    return [one for one in found.values() if one.cache_parameters()["maxsize"]]
