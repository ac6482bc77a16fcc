"""What a publication has decided and not yet carried out: written before the exchange, taken away at the end.

In: the state of a site. Out: `releases/unfinished.json`, one file, so that it is there or not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.publication import calls
from generator.publication.state import State


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the record that a publication writes: the SHA-256 of what it was ("" for no file), its new bytes."""

    before: str
    after: bytes


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A publication that was decided: it is done once the edition of this digest stands in the site's place.

    `release` is the release that was made for it, 0 for none; `papers` are ledger and log by their paths below the
    town's folder; `forgotten` are the releases that go with it; `adopted` keeps what stood in the place as a whole.
    """

    edition: str
    release: int
    papers: Mapping[str, Paper]
    forgotten: tuple[int, ...] = ()
    adopted: bool = False


def _place(state: State) -> Path:
    return state.folder / "releases" / "unfinished.json"


def write(state: State, decided: Unfinished) -> None:
    """Remember what was decided."""
    said = {
        "edition": decided.edition,
        "release": decided.release,
        "papers": {path: [paper.before, paper.after.decode()] for path, paper in decided.papers.items()},
        "forgotten": list(decided.forgotten),
        "adopted": decided.adopted,
    }
    calls.replace(_place(state), json.dumps(said, ensure_ascii=False).encode())


def read(state: State) -> Unfinished | None:
    """What was decided and is not done; None where there is no such thing."""
    if calls.there(_place(state)) is None:
        return None
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        said = json.loads(calls.read(_place(state)))
        papers = {path: Paper(before, after.encode()) for path, (before, after) in said["papers"].items()}
        return Unfinished(said["edition"], said["release"], papers, tuple(said["forgotten"]), said["adopted"])
    return None


def forget(state: State) -> None:
    """It is done, or will never be."""
    if calls.there(_place(state)) is not None:
        calls.unlink(_place(state))
        calls.sync_folder(_place(state).parent)


def digest(content: bytes | None) -> str:
    """What `Paper.before` says of a file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()
