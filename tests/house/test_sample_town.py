"""The sample town is complete: it fills every field that the model knows, so that every page and export is tried."""

from __future__ import annotations

from generator import record
from generator.model.fields import Part, fields_of, parts_of, published
from generator.model.kinds import KINDS, LISTS
from tests.towns import TOWN

# An ended guide would have no page to show; that a guide may end is tried by tests/invalid.
NEVER = {("Guide", "终止")}


def _filled(part: Part, found: set[tuple[str, str]]) -> None:
    for spec in fields_of(type(part)):
        value = getattr(part, spec.attribute)
        if value is None:
            continue
        found.add((type(part).__name__, spec.name))
        for item in value if spec.many else (value,):
            if isinstance(item, Part):
                _filled(item, found)


def test_every_field_is_filled_somewhere():
    """Every field that readers see; what stays with the clerks (隐私核对) is told at every check, and the sample is silent."""
    town, problems = record.read(TOWN)
    assert problems == []
    found: set[tuple[str, str]] = set()
    for part in town.parts():
        _filled(part, found)
    known = {
        (model.__name__, spec.name)
        for kind in (*KINDS, *LISTS)
        for model in parts_of(kind.model)
        for spec in published(model)
    }
    assert known - found == NEVER
