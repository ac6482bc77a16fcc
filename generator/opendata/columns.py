"""The columns of each list as a table, in an order that only ever grows at its end.

In: a list. Out: paths of names, the same whatever rows there are. `standards/columns.yml` keeps the order in which
they came; a column that it does not list stands last.
"""

from __future__ import annotations

from functools import cache

from generator.model.fields import Part, published
from generator.opendata.rows import OpenList, added
from generator.standards import tables

Path = tuple[str, ...]
STEP = "·"


@cache
def columns(list_: OpenList) -> tuple[Path, ...]:
    """The columns of a list: the model's fields and what the program adds."""
    known = {
        STEP.join(path): path for path in (*_fields(list_.model), ("资料性质",), *((name,) for name in added(list_)))
    }
    order = {name: place for place, name in enumerate(_kept(list_.name))}
    return tuple(known[name] for name in sorted(known, key=lambda name: order.get(name, len(order))))


def _kept(name: str) -> list[str]:
    """The columns of a list in the order in which they came, release by release."""
    return [column for release in tables.load("columns.yml").get(name, {}).values() for column in release]


def _fields(model: type[Part]) -> list[Path]:
    """The fields of a mapping as paths; those of a mapping it holds once come in its place."""
    paths: list[Path] = []
    for spec in published(model):
        inner = _fields(spec.part) if spec.part and not spec.many else [()]
        paths += [(spec.name, *path) for path in inner]
    return paths
