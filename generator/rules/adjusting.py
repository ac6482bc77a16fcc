"""须经调整: a published value of such a field changes only by an adjustment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.derive import adjusted, former_names
from generator.derive.history import BEGINNINGS, counts_after, history_of
from generator.model.adjustment import Adjustment
from generator.model.entry import BY_ADJUSTMENT
from generator.model.fields import Part, named_fields
from generator.model.kinds import KINDS
from generator.reading.ledger import Row, unpacked
from generator.record import Record
from generator.rules.rule import Finding, rule

_AUDITOR = "审计：公布过的权责怎么变的，每一步都有文件"
_ADVICE = "运行“qingdan diff --adjustment”起草一份动态调整，填好批准文件；照文件改正录错的字，也写一份。"


def _published(record: Record) -> dict[str, Row]:
    """The rows that say what an entry's 须经调整 fields were, by its id."""
    return {row.id: row for row in record.ledger if row.adjusted}


@rule("H710", "公布过的权责，改了须经调整的格子，要有一次调整写了它", protects=_AUDITOR)
def adjusted_fields_change_by_adjustments(record: Record, today: date) -> Iterator[Finding]:
    """Undoing the adjustments since an entry was last published gives the 须经调整 fields that were published."""
    rows = {} if record.hides(Adjustment) else _published(record)
    listed = {row.id for row in record.ledger}
    history = history_of(record) if rows else {}
    renamed = former_names.renamed(record)
    for id_, row in rows.items():
        entry = record.get(id_)
        if entry is None or not adjusted.subject(type(entry)) or entry.mistaken:
            continue
        # An adjustment that was published and in force by then is done with: it covers nothing that came later.
        since = [
            step
            for step in reversed(history.get(id_, ()))
            if step.adjustment.id not in listed or counts_after(step.adjustment, row.changed or row.first)
        ]
        said = adjusted.of_entry(entry)
        walked = adjusted.walked_back(type(entry), said, since, today)
        changed = min((adjusted.unlike(then, row.adjusted, renamed) for then in walked), key=len)
        if changed:
            yield _uncovered(entry, row, changed, bool(since))


def _uncovered(entry: Any, row: Row, changed: list[str], tried: bool) -> Finding:
    """The finding of an entry whose 须经调整 fields changed; `tried` says whether some adjustment names the entry."""
    exact = unpacked(row.adjusted) is not None
    names = changed if exact else list(dict.fromkeys(path.partition("·")[0] for path in changed))
    fields = "、".join(f"“{name}”" for name in names[:4]) + ("等" if len(names) > 4 else "")
    lacking = "写了的调整对不上" if tried else "没有哪一次调整写了它"
    ended = entry.state in BY_ADJUSTMENT and not tried
    what = f"缺一次“{entry.state}”它的调整" if ended else lacking
    said = fields if exact else f"须经调整的格子（{fields}）"
    message = f"{(row.changed or row.first).isoformat()} 发布以后，{entry.id} {said}改过，{what}"
    return Finding(entry, ("状态",) if ended else _at(entry, names[0] if exact else "名称"), message, _ADVICE)


def _at(entry: Any, path: str) -> tuple[str, ...]:
    """The field of the entry in which a path stands; its name where that field is empty now."""
    field = path.partition("·")[0]
    model: type[Part] = type(entry)
    spec = named_fields(model).get(field)
    return (field,) if spec and getattr(entry, spec.attribute) is not None else ("名称",)


@rule("H711", "第一次发布以后，新的权力、职责要有一次调整新增、承接或者拆分出来", protects=_AUDITOR)
def beginnings_have_an_adjustment(record: Record, today: date) -> Iterator[Finding]:
    """A power or duty that was added after its list was first published was begun by an adjustment."""
    if record.hides(Adjustment):
        return
    published = {id_[0] for id_ in _published(record)}  # the lists that were published, their fields written down
    listed = {row.id for row in record.ledger}
    begun = {
        item.entry.id
        for adjustment in record.adjustments.values()
        for item in adjustment.items
        if item.action in BEGINNINGS
    }
    given = (kind for kind in KINDS if kind.given and kind.letter in published)
    for entry in (entry for kind in given for entry in record.list_of(kind).values()):
        if entry.id not in listed and entry.id not in begun and adjusted.published(entry):
            message = f"{entry.id} 是发布以后加的，没有哪一次调整“新增”“承接”或者“拆分”它"
            yield Finding(entry, ("名称",), message, _ADVICE)
