"""The theme's own files as the site serves them: parts joined into one file, scripts without their comments.

In: the paths and texts of the theme's files. Out: which of them are served, and those that are made. A script or a
style sheet bears the hash of its content in its name, so that browsers may keep it for good: whoever needs one asks
`names` what it is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from rjsmin import jsmin

from generator import urls

SHEET, SEARCH, DISPLAY = "qingdan.css", "search.js", "display.js"
# Material's scripts, style sheets and pictures, which no page loads, and a template that is not used.
_NOT_SERVED = (
    "assets/javascripts/",
    "assets/stylesheets/",
    "assets/images/",
    "assets/preview.",
    "assets/editing.",
    "sitemap.xml",
)
# What is written in parts, by folder, and the one file that the parts become, in the order of their names.
_JOINED = {
    "assets/style/": SHEET,
    "assets/display/": DISPLAY,
    "assets/search/": SEARCH,
    "assets/page/": "page.js",
}
_HASHED = (".js", ".css")
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of the theme's files: texts by path, and by its plain name ("page.js") where each lies."""

    files: Mapping[str, str]
    names: Mapping[str, str]


def served(path: str) -> bool:
    """Whether a file of the theme is part of the site, as it is or as a part of a made one."""
    return not path.startswith(_NOT_SERVED)


def parts(name: str) -> tuple[str, str]:
    """Where in the theme a file comes from that is served by its plain name: a folder, a pattern of names in it."""
    return next(((folder, "*") for folder, made in _JOINED.items() if made == name), (urls.ASSETS, name))


def rewritten(path: str) -> bool:
    """Whether a file is served under another name: `made` needs its text."""
    return served(path) and path.startswith(urls.ASSETS) and path.endswith(_HASHED)


def made(texts: Mapping[str, str]) -> Made:
    """The files to serve, made of the texts of all files that are `rewritten`."""
    plain = {
        path.removeprefix(urls.ASSETS): text for path, text in texts.items() if not path.startswith(tuple(_JOINED))
    }
    for folder, name in _JOINED.items():
        plain[name] = "\n".join(texts[part] for part in sorted(texts) if part.startswith(folder))
    plain = {name: jsmin(text) if name.endswith(".js") else text for name, text in plain.items()}
    names = {name: _named(name, text) for name, text in plain.items()}
    return Made({names[name]: text for name, text in plain.items()}, names)


def _named(name: str, text: str) -> str:
    """The path of a file by its content: assets/page.0123456789.js."""
    stem, _, end = name.rpartition(".")
    return f"{urls.ASSETS}{stem}.{sha256(text.encode()).hexdigest()[:_DIGITS]}.{end}"
