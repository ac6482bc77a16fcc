"""publications.csv: each line holds on to the one before; whoever changes one later leaves a trace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from generator.reading import log

DAY = date(2026, 1, 1)
_LINES = 5


@pytest.fixture(scope="module")
def content() -> bytes:
    """A log of five publications."""
    found = b""
    for number in range(1, _LINES + 1):
        day = DAY + timedelta(days=number)
        found = log.longer(log.read(found), number, day, "a" * 40, f"{number:064x}", f"{number}号；编辑：文员")
    return found


def test_a_log_is_read_as_it_was_written(content: bytes) -> None:
    known = log.read(content)
    assert known.broken == () and [line.sequence for line in known.lines] == [1, 2, 3, 4, 5]
    assert known.last and known.last.edition == f"{5:064x}" and known.lines[0].before == log.chained(log.HEADER)
    assert log.read(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")).broken == ()  # as Notepad saves it


@pytest.mark.parametrize("at", range(1, _LINES))
def test_a_line_that_is_changed_dropped_or_moved_leaves_a_trace(content: bytes, at: int) -> None:
    lines = content.decode().splitlines()
    changed = [*lines[:at], lines[at].replace("文员", "主任"), *lines[at + 1 :]]
    dropped = [*lines[:at], *lines[at + 1 :]]
    moved = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    for after in (changed, dropped, moved):
        assert log.read(("\n".join(after) + "\n").encode()).broken, after


def test_after_a_break_it_goes_on(content: bytes) -> None:
    """A break is a sentence: the next publication is chained to what stands there."""
    broken = content.replace("3号".encode(), "9号".encode())
    after = log.longer(log.read(broken), 6, DAY + timedelta(days=6), "", "f" * 64, "")
    known = log.read(after)
    assert len(known.broken) == 1 and known.broken[0].line == 5 and "接不上" in known.broken[0].said
    assert len(known.lines) == 6


def test_the_reason_for_which_something_was_taken_down_is_found(content: bytes) -> None:
    said = log.withdrawn("c2026001", "误发，写错了人")
    after = log.longer(log.read(content), 6, DAY, "", "f" * 64, said)
    assert log.why_withdrawn(log.read(after), "c2026001") == "误发，写错了人"
    assert log.why_withdrawn(log.read(after), "c202600") == ""


@pytest.mark.parametrize("content", ["序号,日期\n", "乱\n写\n", f"{log.HEADER}\n一,二\n", "\x00"])
def test_what_is_no_log_is_told_and_stops_nothing(content: str) -> None:
    assert log.read(content.encode()).broken
    assert log.longer(log.read(content.encode()), 1, DAY, "", "f" * 64, "")
