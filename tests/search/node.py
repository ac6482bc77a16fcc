"""The search's own engine, run in Node: one process for as many queries as there are.

In: a folder that holds `search/`, queries. Out: an `Answer` for each.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ENGINE = Path(__file__).with_name("engine.js")
BATCH = 2000  # queries a line: an answer is read whole before the next is asked for


class Answer(NamedTuple):
    """What one query led to: `results` that answer it, what is `near`, `texts` that hold the words; `parts` are what had to be fetched for it, `error` what the engine threw, "" else.

    `milliseconds` are those of the clock; `own` are those of the processor, the same on a busy machine.
    """

    query: str
    results: tuple[dict[str, Any], ...]
    near: tuple[dict[str, Any], ...]
    texts: tuple[dict[str, Any], ...]
    danger: dict[str, Any] | None
    meant: str
    milliseconds: float
    own: float
    rounds: int
    parts: tuple[str, ...]
    error: str

    def named(self) -> list[str]:
        """The results as the labelled queries name them: an id, or the address of a theme's page."""
        return [key(result) for result in self.results]

    def shown(self) -> list[dict[str, Any]]:
        """Everything that a reader is shown, what is the same matter as a result right behind it."""
        return [one for result in (*self.results, *self.near, *self.texts) for one in (result, *result["also"])]


def key(result: dict[str, Any]) -> str:
    """What the labelled queries call a result."""
    return result["id"] or result["url"]


def keys(result: dict[str, Any]) -> list[str]:
    """What they call it and what is the same matter: a guide and its power are one result."""
    return [key(one) for one in (result, *result["also"])]


class Node:
    """A Node process that holds the engine."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(
        self, folder: Path, queries: Sequence[str], *, fresh: bool = False, limit: int = 0, texts: bool = False
    ) -> list[Answer]:
        """Ask each query in turn; `fresh` forgets all that was fetched before each of them."""
        options = {"folder": str(folder), "fresh": fresh, "limit": limit, "texts": texts}
        found = []
        for start in range(0, len(queries), BATCH):
            batch = queries[start : start + BATCH]
            answers = self._line(options | {"queries": list(batch)})
            found += [_answer(query, answer) for query, answer in zip(batch, answers, strict=True)]
        return found

    def _line(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")  # ASCII: lone surrogates pass as escapes
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("Node ended")
        return json.loads(line)


@contextmanager
def running(moved: Mapping[str, Mapping[str, float]] | None = None) -> Iterator[Node]:
    """A Node process, ended with the block. `moved`: numbers of the engine that have another value, by script and name."""
    command = ["node", str(ENGINE), json.dumps(moved or {})]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        yield Node(process)
    finally:
        assert process.stdin and process.stdout
        process.stdin.close()
        process.wait()
        process.stdout.close()


def _answer(query: str, given: dict[str, Any]) -> Answer:
    return Answer(
        query,
        tuple(given.get("results", ())),
        tuple(given.get("near", ())),
        tuple(given.get("texts", ())),
        given.get("danger"),
        given.get("meant", ""),
        given["ms"],
        given["cpu"],
        given.get("rounds", 0),
        tuple(given["parts"]),
        given.get("error", ""),
    )
