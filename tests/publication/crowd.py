"""Many publishers of one site at once: each publishes, or is told to wait; editions, ledger and log stay one story."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.causes import Told
from generator.publication import place, standing
from generator.publication.state import State
from generator.reading import log
from tests.publication import ready


def rounds(folder: Path, publishers: int, rounds: int) -> Iterator[list[str]]:
    """Let so many publish at once, so many times; what was wrong, a list a round."""
    root, site = ready.town(folder / "town"), folder / "www/site"
    published = 0
    for turn in range(rounds):
        reading, writing = os.pipe()  # all begin when it is closed
        children = [_child(root, site, reading, writing) for _ in range(publishers)]
        os.close(reading)
        os.close(writing)
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        published += ends.count(0)
        found = [f"ended with {end}" for end in ends if end not in (0, 1)]
        found += [] if ends.count(0) else ["nobody published"]
        yield [f"round {turn}: {fault}" for fault in (*found, *ready.faults(root, site, [published]))]
    yield list(_story(root, site, published))


def _story(root: Path, site: Path, published: int) -> Iterator[str]:
    known = log.read((root / "powers" / log.NAME).read_bytes())
    if [line.sequence for line in known.lines] != list(range(1, published + 1)) or known.broken:
        yield f"{published} published, the log has {len(known.lines)} lines, broken: {known.broken}"
    now = standing.edition_in(site)
    if now is None or len(State(site).releases()) > 3:
        yield "too many releases, or no edition"


def _child(root: Path, site: Path, reading: int, writing: int) -> int:
    child = os.fork()
    if child:
        return child
    os.close(writing)
    os.read(reading, 1)
    status = 2
    try:
        ready.publish(root, site)
        status = 0
    except place.Busy:
        status = 1
    except Told:
        status = 3
    finally:
        os._exit(status)
