"""The labelled queries are many, of many kinds, and ask for nothing that is not there to be found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator import urls
from generator.derive.disclosure import disclosure
from generator.derive.topics import happenings
from tests.search.labelled import NONE, Query, queries
from tests.towns import DAY, REAL, SAMPLE, TOWNS, derived

QUERIES = queries()
TOPICS = {f"{urls.THEMES}{topic.number}/" for topic in happenings()}
SPOKEN = {"平常话", "整句", "语音"}  # who asks so knows no name: what no longer runs does not help them


def _findable(query: Query, wanted: str) -> bool:
    """Whether a reader of the town could be shown it."""
    if wanted in TOPICS:
        return True
    entry = derived(query.town).record.get(wanted)
    if entry is None:
        return False
    return not wanted.startswith("c") or disclosure(entry, DAY).shown


def _helps(query: Query, wanted: str) -> bool:
    """Whether it is more than a power that has ended or was never confirmed."""
    power = derived(query.town).record.powers.get(wanted)
    return power is None or not (power.ending or power.standing == "示例")


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(query.kind for query in QUERIES)
    towns = Counter(query.town for query in QUERIES)
    assert len(QUERIES) >= 400
    assert len(kinds) >= 12
    assert {kind: n for kind, n in kinds.items() if n < 20} == {}
    assert set(towns) == set(TOWNS)
    assert towns[REAL] >= 400
    assert towns[SAMPLE] >= 60


def test_every_answer_can_be_found() -> None:
    assert [(q.town, q.text, wanted) for q in QUERIES for wanted in q.wanted if not _findable(q, wanted)] == []
    assert [(q.town, q.text) for q in QUERIES if (q.kind == NONE) == bool(q.wanted)] == []


def test_nothing_is_written_twice() -> None:
    asked = Counter((query.town, query.text) for query in QUERIES)
    assert [once for once, n in asked.items() if n > 1] == []
    assert [(q.town, q.text) for q in QUERIES if len(set(q.wanted)) < len(q.wanted)] == []


def test_who_asks_in_plain_words_is_shown_something_that_helps() -> None:
    spoken = [query for query in QUERIES if query.kind in SPOKEN]
    assert {query.kind for query in spoken} == SPOKEN
    assert [(q.town, q.text) for q in spoken if not any(_helps(q, wanted) for wanted in q.wanted)] == []


@pytest.mark.parametrize(
    "row",
    [
        "{类: 机构, 镇: 磁窑镇, 查: 12345, 要: [z004]}",
        "{类: 机构, 镇: 磁窑镇, 要: [z004]}",
        "{类: 机构, 镇: 磁窑镇, 查: 热线, 要: [z004, 3]}",
    ],
    ids=["a number", "a cell missing", "an answer that is a number"],
)
def test_a_line_that_reads_as_something_else_is_refused(tmp_path: Path, row: str) -> None:
    file = tmp_path / "queries.yml"
    file.write_text(f"查询:\n  - {row}\n", "utf-8")
    with pytest.raises(ValueError, match="查"):
        queries(file)
