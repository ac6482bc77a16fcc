"""Pictures from figures and steps: a flow, bars, an organisation, as SVG that reads aloud and prints.

In: plain values and an id that is unique on its page. Out: one `<svg>` as `Markup`; the same values
give the same picture. Colours come from the style sheet's classes, and without it the ink of the
text serves. All are as narrow as a phone, so that their text is never scaled down; a picture never
stands alone: the page prints the same values beside it. Used by the modules of `pages/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

_WIDTH = 340  # a phone of 360 with its margins: 16 units of text are about 16 px there
_SIZE = 16  # of text
_LINE = 22  # from one line of text to the next
_PAD = 12  # inside a box
_GAP = 22  # between boxes, where the arrow goes
_NOT_FIRST = "，。、；：）》”！？"


class Step(NamedTuple):
    """A step of a flow: what is done, and how long it may take."""

    name: str
    limit: str = ""


class Bar(NamedTuple):
    """A row of a chart."""

    label: str
    number: int


class Group(NamedTuple):
    """Bodies of one kind; a broken line leads to those that are not the head's own."""

    name: str
    members: tuple[str, ...]
    own: bool = True


class Chart(NamedTuple):
    """An organisation: who stands above, and what stands below, by kinds."""

    head: str
    groups: tuple[Group, ...]


def flow(id_: str, title: str, steps: Sequence[Step]) -> Markup:
    """Steps from top to bottom, numbered, an arrow between each two."""
    parts, top = [], 1
    for number, step in enumerate(steps, 1):
        if number > 1:
            parts.append(_arrow(top))
            top += _GAP
        box, height = _step(number, step, top)
        parts.append(box)
        top += height
    said = "；".join(
        f"{number} {step.name}{f'（{step.limit}）' if step.limit else ''}" for number, step in enumerate(steps, 1)
    )
    return _picture(id_, title, f"一共{len(steps)}步：{said}。", top + 1, parts)


def _step(number: int, step: Step, top: int) -> tuple[Markup, int]:
    """A box with its number, its name and its limit; how high it is."""
    left, right = 52, _WIDTH - _PAD
    limit = _text(right, top + _PAD + _SIZE, step.limit, "q-fig-quiet", "end") if step.limit else Markup("")
    room = right - left - (_width(step.limit) + _PAD if step.limit else 0)
    lines = _wrapped(step.name, room)
    height = 2 * _PAD + _LINE * len(lines)
    mark = Markup('<circle class="q-fig-mark" cx="28" cy="{}" r="14" fill="currentColor"/>{}').format(
        top + height // 2, _text(28, top + height // 2 + 6, str(number), "q-fig-number", "middle", fill="#fff")
    )
    return _box(1, top, _WIDTH - 2, height) + mark + _texts(left, top + _PAD + _SIZE, lines) + limit, height


def _arrow(top: int) -> Markup:
    return _line(f"M{_WIDTH // 2} {top + 2}v{_GAP - 5}m-6 -6l6 6l6 -6")


def bars(id_: str, title: str, rows: Sequence[Bar], unit: str) -> Markup:
    """A bar for each row, its label above it and its number at the end of the line."""
    most = max((row.number for row in rows), default=0)
    parts, top = [], 0
    for row in rows:
        number = f"{row.number}{unit}"
        lines = _wrapped(row.label, _WIDTH - _width(number) - _PAD)
        parts.append(_texts(0, top + _SIZE, lines))
        parts.append(_text(_WIDTH, top + _SIZE, number, "q-fig-value", "end"))
        top += _LINE * len(lines)
        parts.append(_bar("q-fig-track", top, _WIDTH, ' fill="none" stroke="currentColor"'))
        length = round(_WIDTH * row.number / most) if most else 0
        if row.number:
            parts.append(_bar("q-fig-bar", top, max(length, 3), ' fill="currentColor"'))
        top += 28
    return _picture(id_, title, "；".join(f"{row.label}{row.number}{unit}" for row in rows) + "。", top, parts)


def _bar(kind: str, top: int, width: int, paint: str) -> Markup:
    return Markup(f'<rect class="{kind}"{paint} x="0" y="{top + 2}" width="{width}" height="12" rx="2"/>')


def organisation(id_: str, title: str, chart: Chart) -> Markup:
    """The head above, each kind as a heading on the trunk, its bodies in two columns below."""
    head = _wrapped(chart.head, _WIDTH - 2 * _PAD)
    height = 2 * _PAD + _LINE * len(head)
    parts = [
        _box(1, 1, _WIDTH - 2, height, "q-fig-head"),
        _texts(_WIDTH // 2, 1 + _PAD + _SIZE, head, "q-fig-on", "middle"),
    ]
    top = above = 1 + height
    for group in chart.groups:
        branch = top + 18 + 17
        drawn, height = _group(group, top + 18)
        parts += [_line(f"M9 {above}V{branch}h11", broken=not group.own), drawn]
        above, top = branch, top + 18 + height
    said = "；".join(
        f"{group.name}{len(group.members)}个{'' if group.own else '，不是内设机构'}：{'、'.join(group.members)}"
        for group in chart.groups
    )
    return _picture(id_, title, f"{chart.head}。{said}。", top + 1, parts)


def _group(group: Group, top: int) -> tuple[Markup, int]:
    """A kind's heading and its bodies, two in a row; how high they are."""
    left, gap = 20, 8
    width = (_WIDTH - 1 - left - gap) // 2
    heading = f"{group.name}　{len(group.members)}个"
    parts = [
        _box(left, top, _width(heading) + 2 * _PAD, 34, "q-fig-kind"),
        _text(left + _PAD, top + 23, heading, "q-fig-strong"),
    ]
    down = 34 + gap
    for pair in zip(group.members[::2], [*group.members[1::2], ""], strict=False):
        names = [_wrapped(name, width - 2 * _PAD) for name in pair if name]
        height = _LINE * max(map(len, names)) + _PAD + 4
        for column, lines in enumerate(names):
            x = left + column * (width + gap)
            first = top + down + (height - _LINE * len(lines)) // 2 + _SIZE + 1
            parts += [_box(x, top + down, width, height), _texts(x + _PAD, first, lines)]
        down += height + gap
    return Markup("").join(parts), down - gap


def _picture(id_: str, title: str, said: str, height: int, parts: Iterable[Markup]) -> Markup:
    """The frame of every picture: its name and what it says stand in it for those who do not see it."""
    return Markup(
        f'<svg class="q-fig" role="img" aria-labelledby="{id_}-title" aria-describedby="{id_}-desc"'
        f' viewBox="0 0 {_WIDTH} {height}" font-size="{_SIZE}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{id_}-title">{escape(title)}</title><desc id="{id_}-desc">{escape(said)}</desc>{"".join(parts)}</svg>'
    )


def _box(x: int, y: int, width: int, height: int, kind: str = "q-fig-box") -> Markup:
    return Markup(
        '<rect class="{}" fill="none" stroke="currentColor" x="{}" y="{}" width="{}" height="{}" rx="4"/>'
    ).format(kind, x, y, width, height)


def _line(path: str, broken: bool = False) -> Markup:
    dashes = Markup(' stroke-dasharray="4 4"') if broken else Markup("")
    return Markup('<path class="q-fig-line" fill="none" stroke="currentColor" stroke-width="2"{} d="{}"/>').format(
        dashes, path
    )


def _text(
    x: int, y: int, text: str, kind: str = "q-fig-text", anchor: str = "start", fill: str = "currentColor"
) -> Markup:
    # Drawn for thousands of pages: only the text comes from outside, and only it is escaped.
    return Markup(f'<text class="{kind}" fill="{fill}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>')


def _texts(x: int, y: int, lines: Sequence[str], kind: str = "q-fig-text", anchor: str = "start") -> Markup:
    return Markup("").join(_text(x, y + _LINE * i, line, kind, anchor) for i, line in enumerate(lines))


def _width(text: str) -> int:
    """About how wide a text is drawn: a Chinese character is as wide as it is high."""
    return round(sum(_SIZE if ord(char) > 0x2E7F or char in "“”—…" else _SIZE * 0.58 for char in text))


def _wrapped(text: str, room: int) -> list[str]:
    """The lines of a text; none begins with a mark that closes, numbers and words may break anywhere."""
    if len(text) * _SIZE <= room:  # as most labels: no character is wider than it is high
        return [text]
    lines = [""]
    for char in text:
        if lines[-1] and _width(lines[-1] + char) > room and char not in _NOT_FIRST:
            lines.append("")
        lines[-1] += char
    return lines
