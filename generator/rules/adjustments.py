"""动态调整: what the adjustments say happened agrees with what the entries say today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.derive import former_names, wording
from generator.derive.history import BEGINNINGS, RETURN, STATE, history_of, misplaced, start_of
from generator.model.adjustment import Adjusted, Adjustment, Change
from generator.model.entry import BY_ADJUSTMENT, IN_USE, MISTAKEN, RESTING, Living
from generator.model.fields import Part, fields_of, named_fields
from generator.model.values import NOTHING_WORD, is_nothing, shown
from generator.problem import FieldPath, When
from generator.record import Record
from generator.rules.rule import Finding, or_meant, rule
from generator.standards import tables

_STATES = {NOTHING_WORD, *tables.names("事项状态")}
_AUDITOR = "审计：某一天的清单是什么样，推得回去"


def _steps(record: Record) -> Iterator[tuple[Adjustment, int, Adjusted]]:
    """Each item of every adjustment, with its adjustment and its position there."""
    for adjustment in record.adjustments.values():
        for i, item in enumerate(adjustment.items):
            yield adjustment, i, item


def _start(adjustment: Adjustment) -> date:
    """The day from which an adjustment holds; without one it held always."""
    return start_of(adjustment) or date.min


def _at(adjustment: Adjustment, item: Adjusted) -> FieldPath:
    """Where in an adjustment one of its items stands."""
    return "事项", next(i for i, one in enumerate(adjustment.items) if one is item)


def _changes(adjustment: Adjustment, item: Adjusted) -> Iterator[tuple[FieldPath, Change]]:
    """The changes of fields in an item, each with its place in the adjustment."""
    for j, change in enumerate(item.changes or ()):
        yield (*_at(adjustment, item), "改了什么", j), change


@rule("H701", "调整动作要写全", protects=_AUDITOR)
def actions_have_their_details(record: Record, today: date) -> Iterator[Finding]:
    """An item says what its action needs: by whom it was taken back, into what it was merged, which fields changed."""
    needed = {
        "收回": ("given_to", "交回给"),
        "合并": ("merged_into", "并入"),
        "更名": ("changes", "改了什么"),
        "变更": ("changes", "改了什么"),
        "恢复": ("changes", "改了什么"),
    }
    for adjustment, i, item in _steps(record):
        attribute, name = needed.get(item.action, ("", ""))
        if name and not getattr(item, attribute):
            yield Finding(
                adjustment,
                ("事项", i, "动作"),
                f"动作是“{item.action}”，没有写“{name}”",
                f"补上“{name}”。",
                lacks=("事项", i, name),
            )


@rule(
    "H702",
    "事项的状态要和最后一次调整一致",
    protects=_AUDITOR,
    advice="事项改漏了就去改事项；后来又变了的，新写一次动态调整，以前公布过的不改。",
)
def states_follow_adjustments(record: Record, today: date) -> Iterator[Finding]:
    """An entry's state is the one that the last adjustment of it put it in."""
    if record.hides(Adjustment):
        return
    last = {
        id_: now[-1]
        for id_, steps in history_of(record).items()
        if (now := [step for step in steps if _start(step.adjustment) <= today])
    }
    known = {(item.entry.id, item.action) for _, _, item in _steps(record)}
    for id_, (adjustment, item, _) in last.items():
        entry = record.get(id_)
        if not isinstance(entry, Living):
            continue
        if id_ in record.powers and entry.ending and (id_, entry.state) not in known:
            continue  # what lacks is the adjustment that ended it: H708
        expected, state = item.action if item.action in BY_ADJUSTMENT else IN_USE, entry.current_state
        if state != expected and not (expected == IN_USE and state in (RESTING, MISTAKEN)):
            message = f"动作是“{item.action}”，{id_} 现在的状态是“{state}”"
            yield Finding(adjustment, (*_at(adjustment, item), "动作"), message)


@rule(
    "H703",
    "改了的格子现在就是“改为”的样子",
    protects=_AUDITOR,
    advice="事项改漏了就去改事项；后来又改过的，新写一次动态调整，以前公布过的不改。",
)
def changes_match_today(record: Record, today: date) -> Iterator[Finding]:
    """The value of a field today is the one that its last change gave it."""
    if record.hides(Adjustment):
        return
    last: dict[tuple[str, str], tuple[Adjustment, FieldPath, Change]] = {}
    for id_, steps in history_of(record).items():
        for adjustment, item, deltas in steps:
            if _start(adjustment) <= today:
                for delta in deltas:  # an ending changes the state without writing it
                    last.pop((id_, delta.path), None)
                last |= {
                    (id_, str(change.field)): (adjustment, path, change) for path, change in _changes(adjustment, item)
                }
    for (id_, name), (adjustment, path, change) in last.items():
        entry = record.get(id_)
        spec = wording.field_at(type(entry), name) if entry is not None else None
        if entry is None or spec is None or (spec.part and not spec.many):
            continue  # H704 says so
        current = wording.at(type(entry), wording.plain(entry), name)
        written = wording.unwritten(name) if is_nothing(change.after) else str(change.after)
        if current != written and written not in former_names.before(current, former_names.renamed(record)):
            now = shown(current or "") or "空的"
            yield Finding(adjustment, (*path, "改为"), f"{id_} 的“{name}”现在是“{now}”，这里写改为“{shown(written)}”")


@rule("H704", "改的要是这一条有的格子", protects=_AUDITOR)
def changed_fields_exist(record: Record, today: date) -> Iterator[Finding]:
    """A change names a field of the entry's kind, or a field inside one: 委托书·期限."""
    for adjustment, i, item in _steps(record):
        entry = record.get(item.entry.id)
        if entry is None:
            continue
        model: type[Part] = type(entry)
        for j, change in enumerate(item.changes or ()):
            name = str(change.field)
            spec = wording.field_at(model, name)
            where = ("事项", i, "改了什么", j, "字段")
            if spec is None:
                advice = or_meant(name, named_fields(model), "写记录文件里的格子名称。")
                yield Finding(adjustment, where, f"没有“{name}”这一格", advice)
            elif spec.part and not spec.many:
                inner = [f"{name}·{each.name}" for each in fields_of(spec.part)]
                yield Finding(adjustment, where, f"“{name}”里面有几格", f"写改的那一格，例：{inner[0]}。")


@rule("H705", "前后两次调整要接得上", protects=_AUDITOR, advice="对照前一次调整改“原为”。")
def changes_form_a_chain(record: Record, today: date) -> Iterator[Finding]:
    """The value before a change is the value after the change before it."""
    if record.hides(Adjustment):
        return
    for id_, steps in history_of(record).items():
        known: dict[str, str] = {}
        for adjustment, item, deltas in steps:
            for (path, change), delta in zip(_changes(adjustment, item), deltas, strict=False):
                after = known.get(delta.path, delta.before)
                if after != delta.before:
                    message = f"{id_} 到这时是“{after or '空的'}”，这里写原为“{change.before}”"
                    yield Finding(adjustment, (*path, "原为"), message)
            known |= {delta.path: delta.after for delta in deltas}


@rule(
    "H712",
    "从第一次调整一步一步推下来，要推得出现在的样子",
    protects=_AUDITOR,
    advice="对照批准文件，改动作、改日期，或者补上中间漏登的一次调整。",
)
def steps_follow_one_another(record: Record, today: date) -> Iterator[Finding]:
    """A step is one that its entry could take then: what has ended can only come back, what is in use need not."""
    if record.hides(Adjustment):
        return
    for id_, steps in history_of(record).items():
        state = ""
        for number, (adjustment, item, deltas) in enumerate(steps):
            wrong = misplaced(item, state, number > 0)
            told = any(delta.path == STATE and delta.before != state for delta in deltas)  # by H705
            told |= item.action == RETURN and not item.changes  # by H701
            if wrong and not told:
                message = f"{id_} 到这时{wrong}，这里又写“{item.action}”"
                yield Finding(adjustment, (*_at(adjustment, item), "动作"), message)
            for path, change in _changes(adjustment, item):
                if change.field == STATE and not {str(change.before), str(change.after)} <= _STATES:
                    yield Finding(adjustment, (*path, "改为"), f"状态没有从“{change.before}”到“{change.after}”的")
            begun = str(IN_USE) if item.action in BEGINNINGS else state
            state = next((delta.after for delta in reversed(deltas) if delta.path == STATE), begun)


@rule("H706", "批准、公布、生效要有先后", protects=_AUDITOR, advice="对照文件改日期。")
def adjustment_days_are_in_order(record: Record, today: date) -> Iterator[Finding]:
    """An adjustment is approved first, then published; it takes effect after it was approved."""
    for adjustment in record.adjustments.values():
        if adjustment.approved and adjustment.published and adjustment.published.date < adjustment.approved.date:
            yield Finding(
                adjustment, ("公布日期",), f"公布在 {adjustment.published}，比批准的 {adjustment.approved} 还早"
            )
        if adjustment.approved and adjustment.effective and adjustment.effective.date < adjustment.approved.date:
            yield Finding(
                adjustment, ("生效日期",), f"生效在 {adjustment.effective}，比批准的 {adjustment.approved} 还早"
            )
        if adjustment.published and adjustment.published.date > today:
            yield Finding(adjustment, ("公布日期",), f"{adjustment.published} 还没到")


@rule(
    "H707",
    "调整的四道手续要写全",
    protects=_AUDITOR,
    when=When.FORMAL,
    advice="提出、审核、合法性审查、批准，哪一道没有就去补。",
)
def adjustments_were_reviewed(record: Record, today: date) -> Iterator[Finding]:
    """An adjustment says who proposed it, who reviewed it, and that its legality was examined."""
    for adjustment in record.adjustments.values():
        lacking = [
            name
            for name, value in (
                ("提出单位", adjustment.proposer),
                ("审核单位", adjustment.reviewer),
                ("合法性审查", adjustment.legality),
            )
            if not value
        ]
        if lacking:
            yield Finding(adjustment, ("名称",), f"没有写{'、'.join(f'“{name}”' for name in lacking)}")


@rule(
    "H708", "结束了的事项要有一次调整", protects=_AUDITOR, when=When.FORMAL, advice="写一份动态调整，把这一条列进去。"
)
def endings_have_an_adjustment(record: Record, today: date) -> Iterator[Finding]:
    """An adjustment of the same day names every power that was taken back, merged or abolished."""
    if record.hides(Adjustment):
        return
    days = {(item.entry.id, item.action): _start(adjustment) for adjustment, _, item in _steps(record)}
    for power in record.powers.values():
        if not power.ending or power.state not in BY_ADJUSTMENT:
            continue
        start = days.get((power.id, power.state))
        if start is None:
            yield Finding(power, ("状态",), f"状态是“{power.state}”，没有哪一次调整写了它")
        elif start != power.ending.day.date:
            yield Finding(
                power,
                ("终止", "日期"),
                f"这里写 {power.ending.day}，调整从 {start.isoformat()} 起生效",
                "两处改成一样。",
            )


@rule("H709", "一次调整里一条只写一次", protects=_AUDITOR, advice="合成一条。")
def entries_stand_once(record: Record, today: date) -> Iterator[Finding]:
    """One adjustment names an entry only once."""
    for adjustment in record.adjustments.values():
        seen: set[str] = set()
        for i, item in enumerate(adjustment.items):
            if item.entry.id in seen:
                yield Finding(adjustment, ("事项", i, "事项"), f"{item.entry.id} 上面已经写过")
            seen.add(item.entry.id)
