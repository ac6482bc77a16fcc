"""What pictures are drawn of: boxes, lines, text that breaks, and the frame that names them.

In: plain values. Out: pieces of SVG as `Markup`, and the frame that makes one picture of them. Colours
come from the style sheet's classes, and without it the ink of the text serves. A picture is as narrow
as a phone, so that its text is never scaled down there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

WIDTH = 328  # a phone of 360 within its margins: 16 units of text are 16 px there
SIZE = 16  # of text
LINE = 22  # from one line of text to the next
PAD = 12  # inside a box
_NOT_FIRST = "，。、；：）》”！？"


def picture(id_: str, title: str, said: str, height: int, parts: Iterable[Markup]) -> Markup:
    """Returns the frame of a picture with its parts: its name and what it says stand in it for those who do not see it."""
    return Markup(
        f'<svg class="q-fig" role="img" aria-labelledby="{id_}-title" aria-describedby="{id_}-desc"'
        f' viewBox="0 0 {WIDTH} {height}" font-size="{SIZE}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{id_}-title">{escape(title)}</title><desc id="{id_}-desc">{escape(said)}</desc>{"".join(parts)}</svg>'
    )


def unheard(height: int, parts: Iterable[Markup]) -> Markup:
    """Returns the frame of a picture for the eyes only: what it says stands beside it as text."""
    return Markup(
        f'<svg class="q-fig" aria-hidden="true" focusable="false" viewBox="0 0 {WIDTH} {height}" font-size="{SIZE}"'
        f' xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def box(x: int, y: int, width: int, height: int, kind: str = "q-fig-box") -> Markup:
    """Returns an empty box with an outline."""
    return Markup(
        f'<rect class="{kind}" fill="none" stroke="currentColor" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>'
    )


def line(path: str, broken: bool = False) -> Markup:
    """Returns a line along a path; a broken one means “beside”, not “below”."""
    dashes = ' stroke-dasharray="4 4"' if broken else ""
    return Markup(f'<path class="q-fig-line" fill="none" stroke="currentColor" stroke-width="2"{dashes} d="{path}"/>')


def text(
    x: int, y: int, said: str, kind: str = "q-fig-text", anchor: str = "start", fill: str = "currentColor"
) -> Markup:
    """Returns a line of text; `y` is where it stands."""
    # Drawn for thousands of pages: only the text comes from outside, and only it is escaped.
    return Markup(f'<text class="{kind}" fill="{fill}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(said)}</text>')


def texts(x: int, y: int, lines: Sequence[str], kind: str = "q-fig-text", anchor: str = "start") -> Markup:
    """Returns lines of text below each other."""
    return Markup("").join(text(x, y + LINE * i, said, kind, anchor) for i, said in enumerate(lines))


def width(said: str) -> int:
    """Returns about how wide a text is drawn: a Chinese character is as wide as it is high."""
    return round(sum(SIZE if ord(char) > 0x2E7F or char in "“”—…" else SIZE * 0.58 for char in said))


def wrapped(said: str, room: int) -> list[str]:
    """Returns the lines of a text; none begins with a mark that closes, numbers and words may break anywhere."""
    if len(said) * SIZE <= room:  # as most labels: no character is wider than it is high
        return [said]
    lines = [""]
    for char in said:
        if lines[-1] and width(lines[-1] + char) > room and char not in _NOT_FIRST:
            lines.append("")
        lines[-1] += char
    return lines
