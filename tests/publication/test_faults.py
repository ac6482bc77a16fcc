"""A share of `python -m tests.publication`: what a seed chooses of what may go wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.publication import recovery
from tests.publication import commands, crowd, faults, histories, reader, tampering, targets


def wrong(cases: Iterable[list[str]]) -> list[str]:
    """What was wrong in some cases; there must be some."""
    found = list(cases)
    assert found
    return [fault for case in found for fault in case]


def test_killed_at_calls_of_all_kinds_a_site_is_whole(folder: Path) -> None:
    assert wrong(faults.kills(folder, every=60, seed=3)) == []


def test_a_call_that_fails_leaves_the_old_site_or_the_new_one_and_is_told(folder: Path) -> None:
    assert wrong(faults.failures(folder, every=200, seed=3)) == []


def test_of_many_publishers_each_publishes_or_is_told_to_wait(folder: Path) -> None:
    assert wrong(crowd.rounds(folder, publishers=10, rounds=3)) == []


def test_no_foreign_file_is_lost(folder: Path) -> None:
    assert wrong(targets.targets(folder, count=40, seed=5)) == []


def test_whatever_is_done_to_a_site_verify_finds_it(folder: Path) -> None:
    assert wrong(tampering.tamperings(folder, count=150, seed=7)) == []


def test_the_real_command_is_killed_and_the_site_is_whole(folder: Path) -> None:
    assert wrong(commands.kills(folder, count=3, seed=9)) == []


def test_whoever_asks_a_server_meanwhile_gets_whole_answers_of_one_edition(folder: Path) -> None:
    assert wrong(reader.answers(folder, editions=8, readers=2, seed=11)) == []


def test_no_id_stands_for_two_and_no_address_dies(folder: Path) -> None:
    assert wrong(histories.histories(folder, count=4, seed=13)) == []


def test_the_look_at_faults_sees_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells nothing would pass: with recovery switched off the kills leave something behind."""
    monkeypatch.setattr(recovery, "recover", lambda state, root: ())
    assert wrong(faults.kills(folder, every=150, seed=3)) != []
