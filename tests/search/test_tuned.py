"""The numbers of the search engine are named, each with its reason, and can be moved to see what they do."""

from __future__ import annotations

import re

import pytest

from tests.search import indexes, node
from tests.search.tuned import SCRIPTS, numbers

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FRACTION = re.compile(r"(?<![\w.])\d+\.\d+")


def test_every_number_says_why() -> None:
    assert [number.known_as for number in numbers() if len(number.why) < 8] == []
    assert len({number.known_as for number in numbers()}) > 80


def test_no_fraction_stands_without_a_name() -> None:
    for script in sorted(SCRIPTS.glob("*.js")):
        lines = _COMMENT.sub("", script.read_text("utf-8")).splitlines()
        named = re.compile(r"^  const [A-Z_]+ = [0-9.]+;$")
        assert [line for line in lines if _FRACTION.search(line) and not named.match(line.rstrip())] == [], script.name


def test_a_number_that_is_moved_changes_what_is_found(tmp_path) -> None:
    """With everything below a score that nothing reaches, nothing is found; a name that is not there is an error."""
    indexes.lay("禾泉镇", tmp_path)
    for moved, finds in (({}, True), ({"50-engine.js": {"LEAST": 2}}, False)):
        with node.running(moved) as engine:
            assert bool(engine.ask(tmp_path, ["户外广告"])[0].results) is finds
    with node.running({"50-engine.js": {"NOWHERE": 1}}) as engine, pytest.raises((RuntimeError, BrokenPipeError)):
        engine.ask(tmp_path, ["户外广告"])
