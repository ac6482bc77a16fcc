"""What a careless or hostile hand puts into the record or the prose: it stays text, and does nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from generator.checked import Checked, read_and_check
from generator.model.fields import fields_of
from generator.model.town import TownFile
from generator.model.values import Title
from generator.site import engine, prose
from generator.site.plain_markdown import PlainMarkdown
from tests.qingdan import run
from tests.towns import DAY, ROOT, copied, state

FRAMED = ("index.html", "404.html", "authority/q001/index.html", "help/index.html")
PAYLOADS = {
    "网站名称": "<img src=x onerror=a()>",
    "主办单位": "<script>a()</script>",
    "备案号": "<b onclick=a()",
    "公安备案号": "\"'><svg onload=a()>",
    "纠错邮箱": 'a"onload=a()//@b.cn',
}
HARMLESS = dict.fromkeys(PAYLOADS, "无害") | {"纠错邮箱": "a@b.cn"}


class _Shape(HTMLParser):
    """The elements of a page, each with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))


def _shapes(folder: Path, said: dict[str, str]) -> dict[str, list[tuple[str, ...]]]:
    """The shapes of pages of a formal town that is called and registered otherwise; neither form nor rule is asked."""
    record = read_and_check(copied(folder), DAY).record
    assert record.town
    names = {spec.name: spec.attribute for spec in fields_of(TownFile)}
    town = record.town.model_copy(update={names[name]: Title(value) for name, value in said.items()})
    engine.run(folder, folder / "site", DAY, Checked(replace(record, town=town), ()))
    shapes = {}
    for name in FRAMED:
        parser = _Shape()
        parser.feed((folder / "site" / name).read_text("utf-8"))
        shapes[name] = parser.seen
    return shapes


def test_what_the_frame_prints_of_the_town_is_text(tmp_path: Path) -> None:
    assert _shapes(tmp_path / "hostile", PAYLOADS) == _shapes(tmp_path / "harmless", HARMLESS)


NAMED = prose.Names(
    prose.Named("禾泉镇", "禾泉镇人民政府", "样例省", "青榆县人民政府", "", "", "", "", "", prose.Centre("")),
    False,
    {},
    bool,
)


@pytest.mark.parametrize(
    "asked",
    [
        "{{ town.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.popen('touch proof').read() }}",
        "{{ 7 * 7 }}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ town.name | upper }}",
        "{{ town.name.upper() }}",
        "{% for a in '1234567890' %}{% endfor %}",
        "{% include 'main.html' %}",
        "{% set town = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{{ lipsum() }}",
        "{{ known.get('赋权') }}",
        "{{ nobody }}",
        "{{ town.credit_code }}",
        "{% if %}",
    ],
)
def test_prose_is_not_code(asked: str) -> None:
    with pytest.raises(prose.Refused, match="花括号"):
        prose.filled(f"一行\n{asked}\n", NAMED)


def test_prose_says_what_it_may() -> None:
    written = '{{ town.name }}{% if formal or has("") %}甲{% elif not has("a.md") %}乙{% else %}丙{% endif %}'
    assert prose.filled(written, NAMED) == "禾泉镇丙"


def test_a_page_of_prose_runs_nothing_at_build(root: Path) -> None:
    shutil.copytree(ROOT / "content", root / "content", ignore=shutil.ignore_patterns("plan"))
    page = root / "content/help/index.md"
    page.write_text(page.read_text("utf-8") + "\n{{ cycler.__init__.__globals__.os.popen('touch proof').read() }}\n")
    done = run("build", root=root)
    assert done.exit_code == 1 and not (root / "site").exists() and not (ROOT / "proof").exists()
    assert re.search(r"help/index\.md 第\d+行：花括号里只能写规定的名字", done.stderr), done.stderr


HOSTILE_PROSE = """# 一页 { #one onclick="a()" style="x" }

<script>document.title='X'</script> <img src=x onerror="a()">

<div onmouseover="a()">
一段
</div>

[点](javascript:a()) [点](JaVa&#115;cript:a()) [点](data:text/html,x){ onclick="a()" target=x }

![图](javascript:a()) [点][1] [点](https://b.cn/?q="onload="a) <javascript:a()>

| 甲{ onload=a() } | 乙 |
|:--|--:|
| <b>粗</b> | `<i>` |

[1]: vbscript:a()
"""


def _drawn(prose_page: str) -> str:
    extensions = ["attr_list", "tables", "toc", "fenced_code", PlainMarkdown()]
    return markdown.Markdown(extensions=extensions).convert(prose_page)


def test_prose_is_drawn_as_text_whatever_it_is() -> None:
    """The rules told of all this; here nobody asked them."""
    shape = _Shape()
    shape.feed(drawn := _drawn(HOSTILE_PROSE))
    assert {element[0] for element in shape.seen} <= set(
        ["h1", "p", "a", "img", "table", "thead", "tbody", "tr", "th", "td", "code"]
    )
    assert {name for element in shape.seen for name in element[1:]} <= {"id", "href", "src", "alt", "style"}
    assert re.findall('(?:href|src)="([^"]*)"', drawn) == ["https://b.cn/?q=&quot;onload=&quot;a"]
    assert set(re.findall('style="([^"]*)"', drawn)) == {"text-align: left;", "text-align: right;"}
    assert "&lt;script&gt;" in drawn and "&lt;div onmouseover" in drawn


def test_a_file_name_with_digits_of_another_kind_is_told(root: Path) -> None:
    (root / "powers/3②4.pdf").write_bytes(b"%PDF")
    (root / "powers/authority/q②.yml").write_text("名称: 甲\n", "utf-8")
    checked = read_and_check(root, DAY)
    assert {"powers/3②4.pdf", "powers/authority/q②.yml"} <= {problem.file for problem in checked.problems}


# Where a site may be written: from below the town's folder, what is asked for and what would be lost.
ENDANGERING = [
    ".", "..", "../..", "powers", "powers/new", "content/x", "overrides", ".git", ".git/x", "linked", "linked/x", "kept",
]  # fmt: skip


@pytest.mark.parametrize("asked", ENDANGERING)
def test_a_site_never_takes_the_towns_place(tmp_path: Path, asked: str) -> None:
    """Every folder is dressed as a site that was built here: the mark alone must not be enough."""
    town = copied(tmp_path / "land" / "town")
    for name in ("content/a.md", "overrides/main.css", ".git/HEAD", "kept/.git/HEAD", "linked-from/a"):
        (town / name).parent.mkdir(parents=True)
        (town / name).write_text("mine", "utf-8")
    (town / "linked").symlink_to(town / "powers")
    for folder in [*(path for path in tmp_path.rglob("*") if path.is_dir()), tmp_path]:
        (folder / ".qingdan-site").write_text("", "utf-8")
    before = state(tmp_path)
    done = run("build", "--site", asked, cwd=town)
    assert done.exit_code == 2 and "换一个地方" in done.stderr, done.stderr
    assert state(tmp_path) == before


def test_a_site_copied_over_the_town_takes_nothing_away(root: Path) -> None:
    """`cp -r site/. .`, then a build into the folder itself: the town's own folder bears the mark."""
    assert run("build", root=root).exit_code == 0
    shutil.copytree(root / "site", root, dirs_exist_ok=True)
    assert run("build", "--site", root, root=root).exit_code == 2
    assert (root / "powers/town.yml").is_file()


def test_mkdocs_itself_empties_no_town(root: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("content", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("plan"))
    before = state(root)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", "powers"],
        check=False, cwd=root, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode and "不能放网站" in done.stderr, done.stderr
    assert state(root) == before
