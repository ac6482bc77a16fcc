"""The record over time as rows: what stood in the lists on a day, and how each entry came to be what it is.

In: a timeline. Out: rows of plain text, under the record's own field names. What a field said then is given for
须经调整 fields alone; for all others nobody wrote down what they were.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from generator import urls
from generator.derive.history import STATE
from generator.derive.timeline import NAME, SHORT, Life, Stand, Timeline
from generator.model.kind import Kind
from generator.model.kinds import kind_of

Row = dict[str, Any]


def on(timeline: Timeline, kind: Kind, day: date) -> list[Row]:
    """A list as it stood on a day, what had ended too: its 须经调整 fields, since when it stood so, by which adjustment."""
    return [_then(life, stand) for life, stand in timeline.of(kind, day)]


def _then(life: Life, stand: Stand) -> Row:
    entry, said = life.entry, life.texts(stand)
    row = {"编号": str(entry.id), NAME: life.name(stand), STATE: life.state(stand)}
    return row | said | _since(stand) | {"资料性质": str(entry.standing), "本站网址": urls.of(entry)}


def _since(stand: Stand) -> Row:
    return {
        "从哪天起": stand.since.isoformat() if stand.since else "",
        "哪次调整": str(stand.by.adjustment.id) if stand.by else "",
        "动作": str(stand.by.item.action) if stand.by else "",
    }


def whole(timeline: Timeline) -> list[Row]:
    """Every entry with how it stood, oldest first; 现在 has what lists say of it, 当时 what a field said then, where it says another thing today."""
    return [
        {
            "编号": str(life.entry.id),
            NAME: life.entry.called,
            "清单": kind_of(type(life.entry)).attribute,
            "本站网址": urls.of(life.entry),
            "现在": {path: text for path in SHORT[type(life.entry)] if (text := life.text(path, life.stands[-1]))},
            "经过": [
                _since(stand) | {STATE: life.state(stand)} | ({"当时": dict(stand.then)} if stand.then else {})
                for stand in life.stands
            ],
        }
        for life in timeline.lives.values()
        if life.stands
    ]
