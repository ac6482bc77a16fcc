"""Charts from figures: bars, years beside each other, parts of a whole, as SVG that reads aloud and prints.

In: plain numbers and an id that is unique on its page. Out: one `<svg>` as `Markup`; the same numbers
give the same chart. Every bar has its number written beside it, and what bars mean is told by their
words and their filling (full, light, open), never by colour alone; the page prints the same numbers
as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.pictures.drawing import LINE, PAD, SIZE, WIDTH, picture, text, texts, width, wrapped

_HIGH = 12  # a bar
_BAR = 28  # a bar with the room below it
_FILLINGS = ("q-fig-bar", "q-fig-bar q-fig-bar--light", "q-fig-bar q-fig-bar--open")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row with one number."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A row with several numbers: one a year, or one a part."""

    label: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a whole is there, and what else is to be said of it."""

    label: str
    part: int
    whole: int
    note: str = ""


def bars(id_: str, title: str, rows: Sequence[Bar], unit: str) -> Markup:
    """Draws a bar for each row, its label above it and its number at the end of the line."""
    most = max((row.number for row in rows), default=0)
    parts: list[Markup] = []
    top = 0
    for row in rows:
        head, top = _headed(row.label, f"{row.number}{unit}", top)
        parts += [head, _track(0, top, WIDTH), *_bar(0, top, WIDTH, row.number, most)]
        top += _BAR
    return picture(id_, title, "；".join(f"{row.label}{row.number}{unit}" for row in rows) + "。", top, parts)


def compared(id_: str, title: str, rows: Sequence[Bars], names: Sequence[str], unit: str) -> Markup:
    """Draws for each row a bar a name (a year), the first full and the others light; the names stand before them."""
    most = max((number for row in rows for number in row.numbers), default=0)
    left = max(map(width, names), default=0) + PAD
    room = WIDTH - left - width(f"{most}{unit}") - PAD
    parts: list[Markup] = []
    top = 0
    for row in rows:
        lines = wrapped(row.label, WIDTH)
        parts.append(texts(0, top + SIZE, lines, "q-fig-strong"))
        top += LINE * len(lines)
        for i, (name, number) in enumerate(zip(names, row.numbers, strict=True)):
            parts.append(text(0, top + SIZE, name, "q-fig-quiet"))
            parts += _bar(left, top + 4, room, number, most, _FILLINGS[min(i, 1)])
            parts.append(text(WIDTH, top + SIZE, f"{number}{unit}", "q-fig-value", "end"))
            top += LINE + 2
        top += PAD
    said = "；".join(
        f"{row.label}：" + "，".join(f"{name}{number}{unit}" for name, number in zip(names, row.numbers, strict=True))
        for row in rows
    )
    return picture(id_, title, f"{said}。", top, parts)


def shares(id_: str, title: str, rows: Sequence[Share]) -> Markup:
    """Draws how much of each whole is there: the track is the whole, the bar what is there."""
    parts: list[Markup] = []
    top = 0
    for row in rows:
        head, top = _headed(row.label, f"{row.part}/{row.whole}", top)
        parts += [head, _track(0, top, WIDTH), *_bar(0, top, WIDTH, row.part, row.whole)]
        top += _BAR
        if row.note:
            lines = wrapped(row.note, WIDTH)
            parts.append(texts(0, top + 8, lines, "q-fig-quiet"))
            top += LINE * len(lines) + PAD
    said = "；".join(f"{row.label} {row.part}/{row.whole}{f'，{row.note}' if row.note else ''}" for row in rows)
    return picture(id_, title, f"{said}。", top, parts)


def stacked(id_: str, title: str, rows: Sequence[Bars], names: Sequence[str]) -> Markup:
    """Draws what each row consists of: up to three parts, full, light and open, with their names and numbers below."""
    most = max((sum(row.numbers) for row in rows), default=0)
    parts: list[Markup] = []
    top = 0
    for row in rows:
        head, top = _headed(row.label, str(sum(row.numbers)), top)
        parts += [head, *_pieces(row.numbers, top, most), *_legend(row.numbers, names, top + _HIGH + 8)]
        top += _HIGH + 8 + LINE + PAD
    said = "；".join(
        f"{row.label}{sum(row.numbers)}，其中"
        + "、".join(f"{name}{number}" for name, number in zip(names, row.numbers, strict=True))
        for row in rows
    )
    return picture(id_, title, f"{said}。", top, parts)


def _headed(label: str, number: str, top: int) -> tuple[Markup, int]:
    """Returns a label with its number at the end of the line, and where the next thing goes."""
    lines = wrapped(label, WIDTH - width(number) - PAD)
    head = texts(0, top + SIZE, lines) + text(WIDTH, top + SIZE, number, "q-fig-value", "end")
    return head, top + LINE * len(lines)


def _pieces(numbers: tuple[int, ...], top: int, most: int) -> Iterator[Markup]:
    """Yields the parts of a row, one after the other; the smallest can still be seen."""
    left = 1
    room = WIDTH - 2 - 3 * len(numbers)  # so that parts that are widened to be seen still fit
    for number, filling in zip(numbers, _FILLINGS, strict=False):
        if number:
            long = max(round(room * number / most), 3)
            yield _rect(filling, left, top, long)
            left += long


def _legend(numbers: tuple[int, ...], names: Sequence[str], top: int) -> Iterator[Markup]:
    """Yields the number of each part, behind a swatch that is filled as the part is."""
    left = 1
    for number, name, filling in zip(numbers, names, _FILLINGS, strict=False):
        said = f"{name} {number}"
        yield _rect(filling, left, top + 2, _HIGH)
        yield text(left + _HIGH + 6, top + SIZE - 3, said, "q-fig-quiet")
        left += _HIGH + 6 + width(said) + SIZE


def _track(left: int, top: int, room: int) -> Markup:
    return _rect("q-fig-track", left, top, room)


def _bar(left: int, top: int, room: int, number: int, most: int, filling: str = _FILLINGS[0]) -> list[Markup]:
    """Returns a bar as long as its number is of the most; nought has none, the smallest can still be seen."""
    return [_rect(filling, left, top, max(round(room * number / most), 3))] if number else []


def _rect(kind: str, left: int, top: int, long: int) -> Markup:
    paint = ' fill="currentColor"' if kind == _FILLINGS[0] else ' fill="none" stroke="currentColor"'
    return Markup(f'<rect class="{kind}"{paint} x="{left}" y="{top + 2}" width="{long}" height="{_HIGH}" rx="2"/>')
