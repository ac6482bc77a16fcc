"""What the sample town's site says, kept: a page of each kind and each section, the frame, the data beside them.

`python -m pytest tests/site/test_golden.py --bless` rewrites tests/expected/; then read the difference.
"""

from __future__ import annotations

import re
import shutil

import pytest

from generator import urls
from generator.checked import read_and_check
from generator.model.kinds import KINDS
from generator.site import engine, shell
from tests.blessing import difference
from tests.towns import DAY, ROOT, TOWN

EXPECTED = ROOT / "tests/expected"
SECTIONS = ("", *sorted(set(urls.SECTIONS.values())), "enforcement/", "completeness/", "az/", "themes/", "life/")
FRAMES = {"home": "", "entry": "authority/q001/"}  # the page whose frame is kept
_HASHED = re.compile(r"(assets/\w+)\.[0-9a-f]{10}\.")  # scripts and styles by their content: they may change
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


def _kept(built) -> dict[str, str]:
    """What is kept, by the name of its file: of a page its own parts, and the frame around two of them."""
    made, folder = built
    bodies = {body.url: body for body in made.build.bodies}
    kept = {name: (folder / name).read_bytes().decode() for name in DATA}
    for url in (*SECTIONS, *_one_of_each(made.build.town.record)):
        holes = shell.holes(bodies[url], made.build.file, made.build.formal, made.build.assets)
        assert (folder / url / "index.html").read_bytes().decode() == made.press.draw(url, holes), url
        kept[f"pages/{url}index.html"] = "\n".join(holes.values())
    for name, url in FRAMES.items():
        kept[f"frames/{name}.html"] = made.press.draw(url, {hole: f"<!-- {hole} -->" for hole in shell.HOLES})
    return {name: _HASHED.sub(r"\1.….", text) for name, text in kept.items()}


def test_the_site_says_what_it_said(built, bless):
    kept = _kept(built)
    if bless:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, content in kept.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_bytes(content.encode())
    files = [path for path in EXPECTED.rglob("*") if path.is_file()]
    expected = {path.relative_to(EXPECTED).as_posix(): path.read_bytes().decode() for path in files}
    if said := difference(expected, kept, "tests/site/test_golden.py"):
        pytest.fail(said, pytrace=False)


def test_a_filled_frame_is_what_the_theme_would_draw(built):
    made, _ = built
    seen = set()
    for body in made.build.bodies:
        kind = shell.frame_of(body.url), body.kind, body.indexed
        if kind in seen:
            continue
        seen.add(kind)
        holes = shell.holes(body, made.build.file, made.build.formal, made.build.assets)
        assert made.press.draw(body.url, holes) == made.press.page(body), body.url
    assert len(seen) > 20
