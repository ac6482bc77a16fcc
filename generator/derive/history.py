"""What the adjustments did to each entry, step by step, in the order in which they did it.

In: a record. Out: `Step`s by the id of an entry, oldest first.

Adjustments count from a day; what is done on one day is put in the order in which each step begins with what the step
before it left. That an ending sets the state, and that what comes back is in use, need not be written: `deltas` says
it, and takes the state before from the steps before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice, permutations
from typing import Any, NamedTuple

from generator.derive import wording
from generator.model.adjustment import Adjusted, Adjustment, Change
from generator.model.entry import BY_ADJUSTMENT, IN_USE, Entry
from generator.model.values import NOTHING
from generator.record import Record

BEGINNINGS = ("新增", "承接", "拆分")  # the actions by which an entry comes into the lists
RETURN = "恢复"
STATE = "状态"
_MOST = 5  # steps of an entry on one day whose orders are tried; nobody changes one thing more often in a day
_TRIED = 50  # orders that are compared with today


class Delta(NamedTuple):
    """A field of an entry before and after, as text; "" where nothing is written."""

    path: str
    before: str
    after: str


_Item = tuple[Adjustment, Adjusted]


class Step(NamedTuple):
    """What an adjustment did to an entry: what it says of it, and which fields that changed."""

    adjustment: Adjustment
    item: Adjusted
    deltas: tuple[Delta, ...]


def start_of(adjustment: Adjustment) -> date | None:
    """The day from which an adjustment counts: effective, else published, else approved."""
    day = adjustment.effective or adjustment.published or adjustment.approved
    return day.date if day else None


def counts_after(adjustment: Adjustment, day: date) -> bool:
    """Whether an adjustment counts only from a later day than this one."""
    start = start_of(adjustment)
    return start is not None and start > day


def history_of(record: Record) -> dict[str, tuple[Step, ...]]:
    """The steps of each entry that an adjustment names, by its id, oldest first; without a day come first."""
    found: dict[str, list[_Item]] = {}
    for adjustment in sorted(record.adjustments.values(), key=lambda a: (_start(a), a.id)):
        for item in adjustment.items:
            found.setdefault(item.entry.id, []).append((adjustment, item))
    return {id_: tuple(_steps(_in_order(items, record.get(id_)))) for id_, items in found.items()}


def _start(adjustment: Adjustment) -> date:
    return start_of(adjustment) or date.min


def _steps(items: Iterable[_Item]) -> Iterator[Step]:
    known: dict[str, str] = {}
    for adjustment, item in items:
        deltas = tuple(_deltas(item, known))
        known |= _left(item, deltas)
        yield Step(adjustment, item, deltas)


def _in_order(items: Sequence[_Item], entry: Entry | None) -> Sequence[_Item]:
    """The steps by their days, those of one day so that each fits.

    Of several such orders the one that leads to today's entry, and in which the entry was in use before: to rest and to
    go on, both on one day, can be read either way. Where none fits they stay as they are, and the rules say so.
    """
    days = [tuple(same) for _, same in groupby(items, key=lambda one: _start(one[0]))]
    if all(len(day) == 1 for day in days):
        return items
    orders = list(islice(_fitting(days, {}, False), _TRIED))
    plain = wording.plain(entry) if entry and len(orders) > 1 else {}
    orders.sort(key=lambda order: (-_led_to(order, entry, plain), _rested(order)))
    return orders[0] if orders else items


def _rested(order: Sequence[_Item]) -> bool:
    """Whether an entry was not in use before the first of some steps."""
    first = next((delta for step in _steps(order) for delta in step.deltas if delta.path == STATE), None)
    return first is not None and first.before != IN_USE


def _fitting(days: Sequence[Sequence[_Item]], known: Mapping[str, str], begun: bool) -> Iterator[tuple[_Item, ...]]:
    """Every order in which each step of a day fits what the one before it left."""
    if not days:
        yield ()
        return
    for order in permutations(days[0]) if len(days[0]) <= _MOST else [days[0]]:
        if (left := _after(order, known, begun)) is not None:
            yield from ((*order, *rest) for rest in _fitting(days[1:], left, True))


def _led_to(order: Sequence[_Item], entry: Entry | None, plain: dict[str, Any]) -> int:
    """How many fields are what some steps left; those that count only from a later day leave what is not there yet."""
    left = _after(order, {}, False) or {}
    return sum((wording.at(type(entry), plain, path) or "") == left[path] for path in left) if entry else 0


def _after(order: Sequence[_Item], known: Mapping[str, str], begun: bool) -> dict[str, str] | None:
    """What is known of the fields after some steps; None where one of them does not fit."""
    now = dict(known)
    for number, (_, item) in enumerate(order):
        deltas = list(_deltas(item, now))
        if misplaced(item, now.get(STATE, ""), begun or number > 0):
            return None
        if any(now.get(delta.path, delta.before) != delta.before for delta in deltas):
            return None
        now |= _left(item, deltas)
    return now


def _left(item: Adjusted, deltas: Sequence[Delta]) -> dict[str, str]:
    """What is known of the fields after a step."""
    begun = {STATE: wording.unwritten(STATE)} if item.action in BEGINNINGS else {}
    return begun | {delta.path: delta.after for delta in deltas}


def misplaced(item: Adjusted, state: str, begun: bool) -> str:
    """What keeps an entry from taking a step, in words; "" where nothing does. `state` is "" where it is not known."""
    ended = state in BY_ADJUSTMENT
    if item.action in BEGINNINGS and begun and not ended:
        return "已经在清单里"
    if item.action == RETURN and state == IN_USE:
        return "没有停，也没有结束"
    if (
        ended
        and item.action not in (*BEGINNINGS, RETURN)
        and all(change.field != STATE for change in item.changes or ())
    ):
        return f"已经“{state}”了"
    return ""


def _deltas(item: Adjusted, known: Mapping[str, str]) -> Iterator[Delta]:
    """What a step did to the fields, given what they were before it as far as that is known."""
    written = [Delta(str(c.field), _word(c, c.before), _word(c, c.after)) for c in item.changes or ()]
    yield from written
    if all(delta.path != STATE for delta in written):
        before = known.get(STATE, wording.unwritten(STATE))
        if item.action in BY_ADJUSTMENT:
            yield Delta(STATE, before, str(item.action))
        elif item.action in (*BEGINNINGS, RETURN) and before != IN_USE:
            yield Delta(STATE, before, wording.unwritten(STATE))


def _word(change: Change, value: Any) -> str:
    return wording.unwritten(str(change.field)) if value is NOTHING else str(value)
