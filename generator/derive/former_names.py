"""What a text said before a body or a law was renamed: what only follows a renaming has not changed.

In: the record, whose bodies and laws keep their former names. Out: a text, or plain data, as it read under those names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.record import Record

Renamed = tuple[str, str]  # today's name and a former one, as they are cited


def renamed(record: Record) -> tuple[Renamed, ...]:
    """Every body and law with each of its former names."""
    bodies = ((str(body.name), str(former)) for body in record.departments.values() for former in body.former or ())
    laws = ((f"《{law.name}》", f"《{former}》") for law in record.laws.values() for former in law.former or ())
    return (*bodies, *laws)


def before(value: Any, names: Sequence[Renamed]) -> Iterator[Any]:
    """A text or plain data as it read before each renaming, and before all of them."""
    for some in (*((one,) for one in names), names):
        if (then := _before(value, some)) != value:
            yield then


def _before(value: Any, names: Sequence[Renamed]) -> Any:
    match value:
        case str():
            for now, former in names:
                value = value.replace(now, former)
            return value
        case dict():
            return {name: _before(inner, names) for name, inner in value.items()}
        case list():
            return [_before(item, names) for item in value]
    return value
