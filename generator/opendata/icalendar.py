"""Calendars that phones and office programs take in (RFC 5545): how lines are written.

In: the lines of a calendar's parts. Out: bytes, the same for the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

_OCTETS = 75  # of a line, its end not counted


def calendar(name: str, program: str, lines: Iterable[str]) -> bytes:
    """A calendar of some events, given as their lines."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//qingdan//{program}//ZH", "CALSCALE:GREGORIAN"]
    whole = [*head, f"X-WR-CALNAME:{text(name)}", *lines, "END:VCALENDAR"]
    return b"".join(_folded(line) for line in whole)


def opening(uid: str, day: date, today: date) -> tuple[str, ...]:
    """The lines that begin an event of a whole day; the stamp is the day of the list, not the clock's."""
    return (
        *("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{today:%Y%m%d}T000000Z"),
        *(f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"),
    )


def text(value: str) -> str:
    """A text as the value of a property."""
    for mark in ("\\", ";", ","):
        value = value.replace(mark, "\\" + mark)
    return value.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line with its end, broken where it has more octets than a line may have, never within a character."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
