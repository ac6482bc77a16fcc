"""九宫格: the town's own mark, its 行政区划代码 as nine shapes in three rows. No emblem, no seal, nothing to be bought.

In: a code. Out: the shapes as one SVG path. Each digit is a shape of its own, so that no two towns have one mark: 0 is
a disc, 1 to 4 a quarter of a disc in four turns, 5 a square, 6 to 9 a triangle in four turns. A town whose code is not
known has no mark: a code is never invented.
"""

from __future__ import annotations

from markupsafe import Markup

_CELLS = 9
_SIDE, _GAP = 10, 1  # of a cell, and between cells; in units of the drawing
WHOLE = 3 * _SIDE + 2 * _GAP

# Each shape as it stands in a cell whose upper left corner is the point just moved to.
_SHAPES = {
    "0": "m5 0a5 5 0 0 1 0 10a5 5 0 0 1 0-10z",
    "1": "h10a10 10 0 0 1-10 10z",
    "2": "v10h10a10 10 0 0 1-10-10z",
    "3": "m10 0v10h-10a10 10 0 0 1 10-10z",
    "4": "h10v10a10 10 0 0 1-10-10z",
    "5": "h10v10h-10z",
    "6": "h10l-10 10z",
    "7": "h10v10z",
    "8": "m10 0v10h-10z",
    "9": "v10h10z",
}


def path(code: str) -> str:
    """Returns the shapes as the `d` of a path in a square of `WHOLE`; "" where the code is not that of a town."""
    if len(code) < _CELLS or not code.isdecimal():
        return ""
    step = _SIDE + _GAP
    return "".join(
        f"M{place % 3 * step} {place // 3 * step}{_SHAPES[digit]}" for place, digit in enumerate(code[:_CELLS])
    )


def icon(code: str, paper: str, ink: str) -> Markup:
    """Returns the picture that a browser shows for the site: the mark in `ink` on `paper`, both as #rrggbb.

    Without a known code it is what the site is: a list with ticks.
    """
    shapes = path(code)
    drawn = (
        f'<path transform="translate(8 8)" fill="{ink}" d="{shapes}"/>'
        if shapes
        else f'<path transform="translate(8 8)" fill="none" stroke="{ink}" stroke-width="3" d="M2 7l4 4 6-8M16 8h14M2 23l4 4 6-8M16 24h14"/>'
    )
    side = WHOLE + 16
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="{paper}" d="M0 0h{side}v{side}H0z"/>{drawn}</svg>\n'
    )
