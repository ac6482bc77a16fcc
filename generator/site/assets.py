"""The theme's own files as the site serves them: parts joined into one file, scripts without their comments.

In: the paths and texts of the theme's files. Out: which of them are served, and the texts of those that are made.
"""

from __future__ import annotations

from collections.abc import Mapping

from rjsmin import jsmin

SHEET = "assets/qingdan.css"
# Material's scripts, style sheets and pictures, which no page loads, and a template that is not used.
_NOT_SERVED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "assets/preview.", "sitemap.xml")
# What is written in parts, by folder, and the one file that the parts become, in the order of their names.
_JOINED = {"assets/style/": SHEET, "assets/search/": "assets/search.js"}


def served(path: str) -> bool:
    """Whether a file of the theme is part of the site, as it is or as a part of a made one."""
    return not path.startswith(_NOT_SERVED)


def rewritten(path: str) -> bool:
    """Whether a file is served with another text, or as a part of another file: `made` needs its text."""
    return served(path) and (path.startswith(tuple(_JOINED)) or (path.startswith("assets/") and path.endswith(".js")))


def made(texts: Mapping[str, str]) -> dict[str, str]:
    """The files to serve, by path, made of the texts of all files that are `rewritten`."""
    files: dict[str, str] = {path: text for path, text in texts.items() if not path.startswith(tuple(_JOINED))}
    for folder, path in _JOINED.items():
        files[path] = "\n".join(texts[part] for part in sorted(texts) if part.startswith(folder))
    return {path: jsmin(text) if path.endswith(".js") else text for path, text in files.items()}
