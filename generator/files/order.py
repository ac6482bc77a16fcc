"""Sorts the fields of a record file in the order of the model.

In: the pieces of a file and its model. Out: the same pieces, sorted.
"""

from __future__ import annotations

from generator.files.pieces import Piece
from generator.model.fields import Part, fields_of
from generator.syntax.tree import Mapping


def arrange(piece: Piece, model: type[Part] | None) -> None:
    """Sort the fields of a piece; a field that the model does not know stays behind the one before it."""
    specs = {spec.name: spec for spec in fields_of(model)} if model else {}
    order = {name: rank for rank, name in enumerate(specs)}
    ranks, rank = {}, -1
    for child in piece.children:
        name = child.key.text if child.key else ""
        rank = order.get(name, rank)
        ranks[id(child)] = rank
        spec = specs.get(name)
        arrange(child, (spec.part if spec else None) if child.key else model)
    if isinstance(piece.value, Mapping):
        piece.children.sort(key=lambda child: ranks[id(child)])
