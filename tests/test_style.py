"""The style sheet: colours that can be read in every mode, nothing that is fought over, nothing too new for old phones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.site import colours
from tests.towns import ROOT

PARTS = sorted((ROOT / "overrides/assets/style").glob("*.css"))
TOKENS = next(part for part in PARTS if "tokens" in part.name).read_text("utf-8")
_BLOCK = re.compile(r"(:root[^{]*)\{([^{}]*)\}")
_LIGHT, _ELDER = ":root", ':root[data-mode="elder"]'
_DARK, _DARK_ELDER = ':root[data-theme="dark"]', ':root[data-mode="elder"][data-theme="dark"]'
MODES = {
    "light": (_LIGHT,),
    "dark": (_LIGHT, _DARK),
    "长者": (_LIGHT, _ELDER),
    "长者 dark": (_LIGHT, _DARK, _ELDER, _DARK_ELDER),
}
# What is written on what.
TEXT = [
    *((ink, ground) for ink in ("ink", "quiet", "accent", "warn", "alarm", "good") for ground in ("paper", "card", "soft")),
    *((ink, "accent-soft") for ink in ("ink", "quiet", "accent")),
    *((ink, "warn-soft") for ink in ("ink", "quiet", "accent", "warn")),
    ("good", "good-soft"), ("accent-ink", "accent"),
]  # fmt: skip
EDGES = [
    ("edge", "paper"),
    ("edge", "card"),
    ("edge", "soft"),
    ("edge", "accent-soft"),
    ("accent", "paper"),
    ("accent", "accent-soft"),
]


def _declared(css: str, selector: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for where, block in _BLOCK.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.S)):
        if where.strip() == selector:
            found |= dict(re.findall(r"--q-([\w-]+):\s*(#[0-9a-f]{3,6})", block))
    return found


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", colours.COLOURS)
@pytest.mark.parametrize("mode", MODES)
def test_colours_can_be_read_in_every_mode(mode: str, colour: str) -> None:
    """In the colour of any town."""
    tokens: dict[str, str] = {}
    town = colours.style(colours.COLOURS[colour])
    for selector in MODES[mode]:
        tokens |= _declared(town, selector) | _declared(TOKENS, selector)
    assert len(tokens) > 10
    least = 7 if "长者" in mode else 4.5
    pale = [
        f"{ink} on {ground}: {value:.1f}"
        for pairs, limit in ((TEXT, least), (EDGES, 3))
        for ink, ground in pairs
        if (value := _contrast(tokens[ink], tokens[ground])) < limit
    ]
    assert pale == []


@pytest.mark.parametrize("chosen", [_DARK, _DARK_ELDER])
def test_dark_is_the_same_by_system_and_by_choice(chosen: str) -> None:
    by_system = chosen.replace('[data-theme="dark"]', ':not([data-theme="light"])')
    assert _declared(TOKENS, by_system) == _declared(TOKENS, chosen) != {}


def test_the_browsers_bar_wears_the_headers_ground() -> None:
    frame = (ROOT / "overrides/main.html").read_text("utf-8")
    grounds = [_declared(TOKENS, selector)["card"] for selector in (_LIGHT, _DARK)]
    assert re.findall(r'name="theme-color" content="(#\w+)"', frame) == grounds


# Parts of the frame and those that every page is made of; each subject's own part is its own.
@pytest.mark.parametrize("part", [p for p in PARTS if p.name[0] in "1234" or "home" in p.name or "prose" in p.name])
def test_nothing_is_fought_over_and_colours_come_from_the_tokens(part: Path) -> None:
    css = part.read_text("utf-8")
    assert "!important" not in css and "box-shadow" not in css
    if part.name != "10-tokens.css":
        assert not re.search(r"#[0-9a-f]{3,8}\b(?![\w-])", re.sub(r"#[a-z][\w-]* ~", "", css)), part.name


def test_nothing_asks_for_what_old_phones_lack() -> None:
    """A selector that an old kernel cannot read takes its whole rule away: it stands alone. A font is a second request."""
    css = re.sub(r"/\*.*?\*/", "", "".join(part.read_text("utf-8") for part in PARTS), flags=re.S)
    for new in ("@layer", "@import", "@font-face", "url(", "color-mix", "light-dark("):
        assert new not in css, new
    for selector in re.findall(r"([^{}]+)\{", css):
        if re.search(r":(is|where|has)\(|::details-content", selector):
            assert "," not in selector, selector.strip()


def test_no_space_is_set_between_digits_and_characters() -> None:
    """WebKitGTK sets it wrongly: the digit lies over the character before it, and 0.3元 reads 3元."""
    css = re.sub(r"/\*.*?\*/", "", "".join(part.read_text("utf-8") for part in PARTS), flags=re.S)
    assert set(re.findall(r"text-autospace:\s*([\w-]+)", css)) == {"no-autospace"}
