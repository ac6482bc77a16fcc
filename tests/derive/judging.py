"""What must hold of a history: the lists on every day it was published are what was published then, and steps add up.

In: a `History`. Out: sentences about what does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls
from generator.derive.history import counts_after, history_of
from generator.derive.periods import between
from generator.derive.timeline import Timeline, timeline
from generator.record import Record
from generator.rules import adjustments as rules
from tests.derive.histories import History, Said

STEPS = (
    rules.states_follow_adjustments,
    rules.changes_match_today,
    rules.changes_form_a_chain,
    rules.steps_follow_one_another,
    rules.actions_have_their_details,
)


def wrong(history: History) -> Iterator[str]:
    """Everything in a history that does not hold."""
    times = timeline(history.record, history.today)
    yield from (f"rule {rule.code.number}: {one.message}" for rule, one in told(history.record, history))
    for day, said in history.published:
        if (then := lists(times, day)) != said:
            other = {id_ for id_ in {**then, **said} if then.get(id_) != said.get(id_)}
            yield f"{day}: " + "; ".join(f"{id_} {said.get(id_)} → {then.get(id_)}" for id_ in sorted(other))
        dead = [id_ for id_ in then if history.record.get(id_) is None or urls.of_id(id_) == ""]
        yield from (f"{day}: {id_} has no page" for id_ in dead)
    yield from _replayed(times, history)
    yield from _compared(times, history)


def lists(times: Timeline, day) -> Said:
    """The 须经调整 fields of what stood in the lists on a day."""
    return {str(life.entry.id): life.texts(stand) for life, stand in times.on(day)}


def told(record: Record, history: History) -> list:
    """What the rules about steps find."""
    return [(rule, one) for rule in STEPS for one in rule.find(record, history.today)]


def _replayed(times: Timeline, history: History) -> Iterator[str]:
    """Doing every step from the first stand on gives what the files say, but for what counts only later."""
    for id_, steps in history_of(history.record).items():
        life = times.lives.get(id_)
        if life is None or not life.stands:
            continue
        said = life.texts(life.stands[0])
        first = life.stands[0].by
        for step in steps[steps.index(first) + 1 if first else 0 :]:
            if counts_after(step.adjustment, history.today):
                continue
            said |= {delta.path: delta.after for delta in step.deltas}
        now = {path: text for path, text in said.items() if text}
        if now != life.today:
            yield f"{id_}: replayed {now}, the file says {life.today}"


def _compared(times: Timeline, history: History) -> Iterator[str]:
    """What changed between two published days, done to the first list, gives the second."""
    for (first, before), (last, after) in zip(history.published, history.published[1:], strict=False):
        said = {id_: dict(texts) for id_, texts in before.items()}
        for one in between(times, first, last):
            entry = said.setdefault(str(one.life.entry.id), {})
            for delta in one.fields:
                entry[delta.path] = delta.after
        said = {id_: {path: text for path, text in texts.items() if text} for id_, texts in said.items()}
        if said != after:
            yield f"{first} – {last}: what changed does not lead from the one to the other"
