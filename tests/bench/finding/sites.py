"""The same entries for three searches: our index, and a plain site of them that the theme's search and Pagefind index.

In: a town. Out: a folder to be served, and how long each index took. Pagefind (PyPI `pagefind[extended]`)
and jieba, by which the theme's search cuts Chinese into words, come from tests/bench/requirements.lock;
without them their columns stay empty, or the theme's index knows whole clauses only.
"""

from __future__ import annotations

import html
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from rjsmin import jsmin

from generator.derive.pinyin import Reader
from generator.derive.town import Town
from generator.search import index
from generator.search.matters import Matter, matters
from tests.search import indexes
from tests.towns import ROOT

SCRIPTS = ROOT / "overrides/assets/search"
_CONFIG = {
    "site_name": "peer",
    "theme": {"name": "material", "language": "zh", "custom_dir": "theme"},
    "plugins": [{"search": {"lang": "zh", "separator": r"[\s\u200b\u3000\-、。，．？！；]+"}}],
    "nav": [{"peer": "index.md"}],  # a menu of all pages would be drawn on each
    "validation": {"nav": {"omitted_files": "ignore"}},
}
# The page's text alone: what the theme draws round it is in no index.
_PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><main data-pagefind-body>{{ page.content }}</main></body></html>
"""


def pagefind() -> list[str]:
    """Pagefind's command, empty where the package is not installed."""
    if importlib.util.find_spec("pagefind"):
        return [sys.executable, "-m", "pagefind"]
    beside = shutil.which("pagefind")
    return [beside] if beside else []


def ours(town: Town, place: Path) -> float:
    """Our index and the page that asks; seconds of the index, its dictionary loaded before."""
    Reader().syllables("字")
    start = perf_counter()
    files = list(index.files(town, ()))
    seconds = perf_counter() - start
    folder = place / "ours"
    indexes.write(files, folder)
    (folder / "search.js").write_text(script(), "utf-8")
    for name in ("page.html", "finding.js"):
        shutil.copy(Path(__file__).with_name(name), folder / name)
    return seconds


def script() -> str:
    """The engine as one file, as a site serves it."""
    return jsmin("\n".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js"))))


def plain(town: Town, work: Path, place: Path) -> float:
    """A site of all entries with the theme's search; seconds of the whole build."""
    docs = work / "docs"
    for matter in matters(town, ()):
        page = docs / f"{matter.url.rstrip('/')}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_markdown(matter), "utf-8")
    (docs / "index.md").write_text("# peer\n", "utf-8")
    (work / "theme").mkdir()
    for template in ("main.html", "404.html"):
        (work / "theme" / template).write_text(_PAGE if template == "main.html" else "", "utf-8")
    (work / "mkdocs.yml").write_text(json.dumps(_CONFIG), "utf-8")  # JSON is YAML
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(work / "mkdocs.yml"), "-d", str(place)]
    start = perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return perf_counter() - start


def found_by_pagefind(place: Path) -> float:
    """Pagefind's index of the plain site; seconds."""
    start = perf_counter()
    subprocess.run([*pagefind(), "--site", str(place), "--silent"], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def theme_files(place: Path) -> Sequence[Path]:
    """What the theme's search fetches before its first result: the worker first."""
    scripts = place / "assets/javascripts"
    worker = next(scripts.glob("workers/search.*.min.js"))
    lunr = [scripts / f"lunr/min/lunr.{name}.min.js" for name in ("stemmer.support", "zh")]
    return [worker, *lunr, place / "search/search_index.json"]


def _markdown(matter: Matter) -> str:
    """Everything our own index is given of an entry."""
    words = "，".join(word for _, word in matter.said)
    lines = [line for line in (words, *matter.text.split("\n")) if line.strip()]
    return f"# {_plain(matter.name)}\n\n" + "\n\n".join(map(_plain, lines)) + "\n"


def _plain(text: str) -> str:
    """A text that Markdown takes as it stands."""
    return "".join(
        f"\\{one}" if one in "\\`*_{}[]()#+-.!|<>" else one for one in html.escape(text, quote=False).strip()
    )
