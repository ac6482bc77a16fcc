"""How well queries are answered: whether something acceptable is among the first few, and how far up.

In: what was wanted for each query, and what came. Out: `Judged`; figures by kind.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.search.labelled import Query
from tests.search.node import Answer, Node, keys

FIRST = 5  # so many results are looked at
RECALL, FIRST_IS, RECALL_OF_KIND = 0.96, 0.86, 0.90  # the least that is good enough
UNTOLD, WRONGLY = 0.02, 0.05  # the most: answerable questions told “没有找到”, others answered as if it fitted
SLIPS = 0.95  # the least share of slips that must be forgiven


class Judged(NamedTuple):
    """A query and what came.

    `rank` is the place of the first acceptable answer, 0 where none came; `near` says whether it stands among what is
    merely near. A question that the record cannot answer has nothing that is wanted.
    """

    query: Query
    answer: Answer
    rank: int
    near: bool

    @property
    def found(self) -> bool:
        """Whether it stands among the first."""
        return 0 < self.rank <= FIRST

    @property
    def forgiven(self) -> bool:
        """Whether a reader who slipped is shown it, were it under “是不是要找”."""
        return self.found or self.near

    @property
    def reciprocal(self) -> float:
        """One by the rank; what stands beyond the tenth place is not seen."""
        return 1 / self.rank if 0 < self.rank <= 2 * FIRST else 0.0


class Figures(NamedTuple):
    """What many queries come to."""

    queries: int
    recall: float
    mrr: float
    first: float
    untold: float


def judged(query: Query, answer: Answer) -> Judged:
    """One query's answer, judged."""
    wanted = set(query.wanted)
    places = (place for place, result in enumerate(answer.results, 1) if wanted & set(keys(result)))
    near = any(wanted & set(keys(result)) for result in answer.near)
    return Judged(query, answer, next(places, 0), near)


def ask(node: Node, folders: dict[str, Path], queries: Sequence[Query], *, fresh: bool = False) -> list[Judged]:
    """Ask every query in its town; the folder of each town's index is given."""
    found = []
    for town, folder in folders.items():
        chosen = [query for query in queries if query.town == town]
        answers = node.ask(folder, [query.text for query in chosen], fresh=fresh, limit=2 * FIRST)
        found += [judged(query, answer) for query, answer in zip(chosen, answers, strict=True)]
    return found


def figures(found: Sequence[Judged]) -> Figures:
    """Recall among the first five, mean reciprocal rank, share that stands first, share without any answer."""
    return Figures(
        len(found),
        statistics.fmean(one.found for one in found),
        statistics.fmean(one.reciprocal for one in found),
        statistics.fmean(one.rank == 1 for one in found),
        statistics.fmean(not one.answer.results for one in found),
    )


def by_kind(found: Iterable[Judged]) -> dict[str, Figures]:
    """The figures of each kind, in the order in which kinds come."""
    kinds: dict[str, list[Judged]] = {}
    for one in found:
        kinds.setdefault(one.query.kind, []).append(one)
    return {kind: figures(of_kind) for kind, of_kind in kinds.items()}


def told(found: Sequence[Judged]) -> str:
    """A table of the figures by kind."""
    rows = {**by_kind(found), "总计": figures(found)}
    lines = ["前5条有  MRR    第一条就是  没有  次数  类"]
    lines += [
        f"{f.recall:7.1%}  {f.mrr:.3f}  {f.first:9.1%}  {f.untold:5.1%}  {f.queries:>4}  {kind}"
        for kind, f in rows.items()
    ]
    return "\n".join(lines)


def misses(found: Iterable[Judged]) -> list[str]:
    """What was not found among the first five: what was typed, what should have come, what came instead."""
    return [
        f"{one.query.kind} {one.query.town}「{one.query.text}」要 {'/'.join(one.query.wanted)}（第{one.rank or '—'}）来了 {_came(one.answer)}"
        for one in found
        if not one.found
    ]


def low(found: Iterable[Judged]) -> list[str]:
    """What was found, but not first."""
    return [
        f"第{one.rank} {one.query.kind} {one.query.town}「{one.query.text}」要 {'/'.join(one.query.wanted)} 来了 {_came(one.answer)}"
        for one in sorted(found, key=lambda one: -one.rank)
        if one.found and one.rank > 1
    ]


def _came(answer: Answer) -> str:
    if answer.error:
        return answer.error
    shown = zip(answer.named()[:FIRST], answer.results, strict=False)
    return "；".join(f"{key} {result['name']} {result['score']}" for key, result in shown) or "没有"
