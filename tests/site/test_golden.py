"""What the sample town's site says, kept: a page of each kind and each section, the data beside them.

`pytest --bless tests/site/test_golden.py` rewrites tests/expected/; then read the difference.
"""

from __future__ import annotations

import shutil

import pytest

from generator import urls
from generator.checked import read_and_check
from generator.model.kinds import KINDS
from generator.site import engine, shell
from tests.towns import DAY, ROOT, TOWN

EXPECTED = ROOT / "tests/expected"
SECTIONS = ("", *sorted(set(urls.SECTIONS.values())), "enforcement/", "completeness/", "az/", "themes/", "life/")
DATA = (
    "data/v1/index.json",
    "data/v1/powers.csv",
    "data/v1/guides.json",
    "data/v1/decisions.json",
    "sitemap.xml",
    "robots.txt",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory):
    """The sample town's site: the plugin that built it, its folder."""
    folder = tmp_path_factory.mktemp("golden")
    return engine.run(TOWN, folder, DAY, read_and_check(TOWN, DAY)), folder


def _one_of_each(record) -> list[str]:
    return [urls.of(next(iter(record.list_of(kind).values()))) for kind in KINDS if record.list_of(kind)]


def _kept(built) -> dict[str, bytes]:
    """Bodies by URL, the data files, and whole pages for one entry of each kind."""
    made, folder = built
    bodies = {body.url: body for body in made.build.bodies}
    entries = _one_of_each(made.build.town.record)
    kept = {f"bodies/{url}index.html": bodies[url].html.encode() for url in (*SECTIONS, *entries)}
    kept |= {f"pages/{url}index.html": (folder / url / "index.html").read_bytes() for url in entries}
    return kept | {name: (folder / name).read_bytes() for name in DATA}


def test_the_site_says_what_it_said(built, bless):
    kept = _kept(built)
    if bless:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, content in kept.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_bytes(content)
    expected = {p.relative_to(EXPECTED).as_posix(): p.read_bytes() for p in EXPECTED.rglob("*") if p.is_file()}
    changed = sorted(name for name in kept.keys() | expected.keys() if kept.get(name) != expected.get(name))
    assert changed == [], "pytest --bless tests/site/test_golden.py rewrites tests/expected/; then read the difference"


def test_a_filled_frame_is_what_the_theme_would_draw(built):
    made, _ = built
    seen = set()
    for body in made.build.bodies:
        kind = shell.frame_of(body.url), body.kind, body.indexed
        if kind in seen:
            continue
        seen.add(kind)
        holes = shell.holes(body, made.build.file, made.build.formal)
        assert made.press.draw(body.url, holes) == made.press.page(body), body.url
    assert len(seen) > 20
