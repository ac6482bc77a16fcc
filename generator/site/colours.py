"""The town's own colour: one of eight, chosen in town.yml or found from what the town is called.

In: the town's file. Out: the tokens of the style sheet that carry it. It marks what can be touched and where one is,
nothing else. None is red or pink, which mean the state, or danger. Each was found in OKLCH with chroma .085: its
lightness lowered until it reads at 7:1 on the soft ground (light), raised until it does on the dark one; so all eight
are as easy to read as each other. A colour of one's own is refused, not repaired.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from generator.model.town import TownFile
from generator.standards import tables

PART = "assets/style/11-colour.css"  # among the parts of the style sheet, behind the tokens that it completes


class Colour(NamedTuple):
    """A colour to write with and its tint to write on: by day, and in the dark."""

    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


COLOURS = {
    "松绿": Colour("#215d3b", "#e7f4eb", "#85c19a", "#1f3025"),
    "青瓷": Colour("#075d50", "#e4f4f0", "#71c3b1", "#1a302b"),
    "碧水": Colour("#015b63", "#e3f4f6", "#6ac1cb", "#183032"),
    "靛青": Colour("#1a577b", "#e6f2fb", "#80bae4", "#1d2d39"),
    "黛蓝": Colour("#3e5082", "#ebf0fd", "#9db3eb", "#252b3b"),
    "藤紫": Colour("#5b487c", "#f2eefb", "#beaae5", "#2d2838"),
    "秋香": Colour("#684e0c", "#f6efe3", "#cdb074", "#322a1a"),
    "橄榄": Colour("#4d571a", "#eff2e5", "#adba7c", "#2a2d1c"),
}
if tuple(COLOURS) != tables.names("主色"):
    raise LookupError("site/colours.py: the colours are not those of the table 主色 in code_lists.yml")


def of(town: TownFile) -> Colour:
    """Returns the colour that the town chose; where it chose none, always the same one for the same town."""
    if town.colour:
        return COLOURS[str(town.colour)]
    names = sorted(COLOURS)
    told = f"{town.division_code or ''}{town.province}{town.county}{town.name}".encode()
    return COLOURS[names[int.from_bytes(sha256(told).digest()[:4]) % len(names)]]


def style(colour: Colour) -> str:
    """Returns the part of the style sheet that says a colour; 10-tokens.css has the same conditions."""
    day = f"--q-accent: {colour.ink}; --q-accent-soft: {colour.tint};"
    dark = f"--q-accent: {colour.dark_ink}; --q-accent-soft: {colour.dark_tint};"
    return (
        f":root {{ {day} }}\n"
        f'@media screen and (prefers-color-scheme: dark) {{\n  :root:not([data-theme="light"]) {{ {dark} }}\n}}\n'
        f'@media screen {{\n  :root[data-theme="dark"] {{ {dark} }}\n}}\n'
    )
