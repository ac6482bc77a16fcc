"""The fields of an entry that only an adjustment may change (须经调整): as text, their digest, what they were before.

In: an entry, the adjustments that concern it. Out: texts by path; a digest; the texts as they were before each
adjustment. The ledger keeps the digest. `texts` must therefore give the same for an entry that has not changed,
whatever else changes in the program.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from generator.derive import former_names, wording
from generator.derive.history import BEGINNINGS, Step, counts_after
from generator.model.adjustment import Adjustment
from generator.model.entry import Entry, Living
from generator.model.fields import Part, fields_of
from generator.model.values import NOTHING_WORD
from generator.reading.ledger import packed, unpacked

Texts = Mapping[str, str]
History = Iterable[Step]  # of one entry, newest first


def subject(model: type[Part]) -> bool:
    """Whether entries of a model change by adjustments: powers, duties and guides do; a law or a body does not."""
    return issubclass(model, Living)


def texts(model: type[Part], data: Mapping[str, Any]) -> dict[str, str]:
    """The 须经调整 fields that say something, by path."""
    return dict(_texts(model, data, "")) if subject(model) else {}


def _texts(model: type[Part], data: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for spec in fields_of(model):
        value = data.get(spec.name)
        if spec.part and holds(spec.part):
            parts = wording.items(value) if spec.many else [value]
            names = wording.labels(spec.part, parts) if spec.many else [""]
            for name, part in zip(names, parts, strict=True):
                if isinstance(part, dict):
                    lead = f"{above}{spec.name}{wording.STEP}" + (f"{name}{wording.STEP}" if spec.many else "")
                    yield from _texts(spec.part, part, lead)
        elif spec.note.adjusted:
            words = wording.text(spec, value) if spec.part else wording.at(model, dict(data), spec.name)
            if words and words != NOTHING_WORD:
                yield above + spec.name, words


@cache
def holds(model: type[Part]) -> bool:
    """Whether a part says itself which of its fields are 须经调整."""
    return any(spec.note.adjusted or (spec.part and holds(spec.part)) for spec in fields_of(model))


def adjusted_path(model: type[Part], path: str) -> str:
    """The 须经调整 field that a path is or stands in, "" where it is none: 收费项目 for 收费项目·占用费·标准."""
    for spec in fields_of(model):
        if path != spec.name and not path.startswith(spec.name + wording.STEP):
            continue
        if not (spec.part and holds(spec.part)):
            return spec.name if spec.note.adjusted else ""
        found = wording.field_at(model, path)
        return path if found and found.note.adjusted and not found.part else ""
    return ""


def digest(said: Texts) -> str:
    """What ledgers of before keep of the 须经调整 fields: one digest of all."""
    written = json.dumps(dict(said), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def of_entry(entry: Part) -> dict[str, str]:
    """The 须经调整 fields of an entry as it stands."""
    return texts(type(entry), wording.plain(entry)) if subject(type(entry)) else {}


def published(entry: Entry) -> str:
    """The cell 须经调整 of an entry's row in the ledger; "" for what claims nothing: an example, a mistake."""
    if entry.is_example or entry.mistaken:
        return ""
    return packed(_digests(of_entry(entry)))


def _digests(said: Texts) -> dict[str, str]:
    return {path: hashlib.sha256(text.encode()).hexdigest()[:12] for path, text in said.items()}


def unlike(said: Texts, kept: str, renamed: Sequence[former_names.Renamed] = ()) -> list[str]:
    """The paths of the fields that are not what a cell of the ledger says, none where all are.

    What was published under a former name of a body or a law is the same. A ledger of before has one digest of all
    fields: where they are not the same, nobody knows which it is.
    """
    before = unpacked(kept)
    if before is None:
        every = (dict(said), *former_names.before(dict(said), renamed))
        return [] if any(digest(then) == kept for then in every) else list(said)
    now = _digests(said)
    unlike = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
    followed = {
        path
        for path in unlike & said.keys()
        for then in former_names.before(said[path], renamed)
        if _digests({path: then})[path] == before.get(path)
    }
    return sorted(unlike - followed)


def covering(path: str, before: str, after: str, history: History, today: date) -> tuple[Adjustment, ...]:
    """The adjustments, newest first, that lead a field from what it was to what it is; () where they do not."""
    met, value = [], after
    for adjustment, _, deltas in history:
        for delta in deltas:
            if delta.path != path:
                continue
            if delta.after != value:
                if counts_after(adjustment, today):
                    continue
                return ()
            met.append(adjustment)
            value = delta.before
            if value == before:
                return tuple(met)
    return ()


def walked_back(model: type[Part], said: Texts, history: History, today: date) -> Iterator[dict[str, str]]:
    """The fields as they are, then before the last adjustment, the one before it, and so on.

    Ends where an adjustment does not fit what stands after it: from there on nothing is known.
    """
    now = dict(said)
    yield dict(now)
    for adjustment, item, deltas in history:
        if item.action in BEGINNINGS:
            return
        steps = [step for step in deltas if adjusted_path(model, step.path) == step.path]
        if any(now.get(step.path, "") != step.after for step in steps):
            if counts_after(adjustment, today):
                continue
            return
        for step in steps:
            now.pop(step.path, None)
            now |= {step.path: step.before} if step.before else {}
        yield dict(now)
