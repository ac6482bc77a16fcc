"""On paper: lists are whole, table heads come again on every sheet, nothing is cut off at the edge or in the middle.

The pages are printed to PDF by the browser and read back with poppler, as a printer would get them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import urls
from generator.model.kinds import KINDS
from tests.browser import sample
from tests.towns import REAL

A4 = 595.0, 842.0  # points
EDGE = 14.0  # points: what printers cannot reach; browsers leave twice that by themselves


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 794, "height": 1123})
    yield context.new_page()
    context.close()


def _read(pdf: Path, *options: str) -> str:
    if not shutil.which("pdftotext"):
        pytest.fail("no pdftotext; `make browser` installs it")
    told = subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], capture_output=True, check=False, encoding="utf-8", timeout=60
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def _plain(text: str) -> str:
    """Text without spaces and without the look of its characters: PDF keeps some under other numbers."""
    return re.sub(r"[\s\u00ad\u200b]", "", unicodedata.normalize("NFKC", text).translate(_RADICALS))


# Radicals that fonts give the shape of a character of its own.
_RADICALS = str.maketrans(
    "⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻨⻩⻬⻮⻰⺠⺟⻄⻣⻤⻁⻆", "见角贝车长门青页风飞食马鱼麦黄齐齿龙民母西骨鬼虎角"
)

# What a reader of the paper should have, piece by piece: what is shown when the page is printed.
_PIECES = """() => {
    const pieces = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let text; (text = walk.nextNode());) {
        const one = text.parentElement;
        if (!text.data.trim() || !one.checkVisibility({visibilityProperty: true})) continue;
        if (one.closest("svg, option, .q-unseen") || one.offsetWidth === 1) continue;
        pieces.push(text.data.trim());
    }
    return pieces;
}"""
# Leaves nothing on the page but the table with this number, and says whether there is one; tables that fit on a sheet
# have nothing to repeat.
_ALONE = """number => {
    const table = [...document.querySelectorAll("main table")].filter(one =>
        one.tHead && one.checkVisibility() && one.offsetHeight > 1200)[number];
    if (!table) return null;
    for (let one = table; one !== document.body; one = one.parentElement)
        [...one.parentElement.children].forEach(other => other === one || other.remove());
    return [...table.tHead.querySelectorAll("th, td")].map(cell => cell.innerText);
}"""


def _printed(page: Page, address: str, file: Path) -> list[str]:
    """Print a page; the pieces of text it should have."""
    page.goto(address)
    _print(page, file)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    pieces = page.evaluate(_PIECES)
    page.emulate_media(media="null")
    return pieces


def _print(page: Page, file: Path) -> None:
    page.pdf(path=file, format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1cm"))


def _beyond(pdf: Path) -> list[str]:
    """Words that stand beyond the edge of the paper, and pages without a word."""
    faults = []
    for number, sheet in enumerate(_read(pdf, "-bbox").split("<page ")[1:], 1):
        width, height = (float(found) for found in re.findall(r'(?:width|height)="([\d.]+)"', sheet)[:2])
        words = re.findall(
            r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', sheet
        )
        if abs(width - A4[0]) > 2 or abs(height - A4[1]) > 2 or not words:
            faults.append(f"第{number}张：{width}×{height}，{len(words)}个词")
        for left, top, right, bottom, word in words:
            if float(left) < EDGE or float(right) > width - EDGE or float(top) < EDGE or float(bottom) > height - EDGE:
                faults.append(f"第{number}张：{word} 出了边")
    return faults


def _missing(pieces: list[str], pdf: Path) -> list[str]:
    """Pieces of text that are not on the paper, in either of the orders in which it can be read."""
    texts = [_plain(_read(pdf, option)) for option in ("-raw", "-layout")]

    def there(piece: str) -> bool:
        return any(_plain(piece) in text for text in texts)

    # A piece that goes on in another line beside a neighbour is broken up by it: then its words are there.
    return [
        piece for piece in pieces if not there(piece) and not all(map(there, re.findall(r"\w{1,4}", _plain(piece))))
    ]


def test_every_kind_of_page_prints_whole(town, page, tmp_path, a_few):
    faults = {}
    for url in a_few(1):
        pdf = tmp_path / "page.pdf"
        lines = _printed(page, town.address + url, pdf)
        missing, beyond = _missing(lines, pdf), _beyond(pdf)
        if missing or beyond:
            faults[f"/{url}"] = [f"没印出来：{line[:60]}" for line in missing[:4]] + beyond[:4]
        sheets = _read(pdf, "-raw").split("\f")
        assert _plain(page.locator("h1").first.inner_text()) in _plain(sheets[0]), url
    assert faults == {}


def test_a_guide_fits_on_three_sheets(towns, page, tmp_path):
    """The longest of the real town's; the sample's fullest, which has every field filled in, may take a fourth."""
    real, pdf = towns(REAL), tmp_path / "guide.pdf"
    by_size = sorted(real.record.guides, key=lambda id_: sample.file_of(real.folder, urls.of_id(id_)).stat().st_size)
    for id_ in by_size[-2:]:
        _printed(page, real.address + urls.of_id(id_), pdf)
        assert _read(pdf, "-raw").count("\f") <= 3, id_


def test_every_list_prints_every_entry(town, page, tmp_path):
    for kind in KINDS:
        entries = town.record.list_of(kind)
        where = sorted({urls.SECTIONS[kind.letter]})[0]
        if not entries or not sample.file_of(town.folder, where).is_file():
            continue
        pdf = tmp_path / "list.pdf"
        _printed(page, town.address + where, pdf)
        text = _plain(_read(pdf, "-raw"))
        links = page.evaluate(
            "() => [...document.querySelectorAll('main a[href]')].map(one => [one.href, one.innerText])"
        )
        names = {href.removeprefix(town.address): name for href, name in links}
        lost = [id_ for id_ in entries if id_ not in text and not _on_paper(names.get(urls.of_id(id_)), text)]
        assert lost == [], where


def _on_paper(name: str | None, text: str) -> bool:
    return bool(name) and all(_plain(piece) in text for piece in name.split("\n"))


def test_the_head_of_a_table_comes_again_on_every_sheet(town, page, tmp_path, a_few):
    again, pdf = 0, tmp_path / "table.pdf"
    for url in a_few(1):
        written = sample.file_of(town.folder, url).read_text("utf-8")
        for number in range(min(written.count("<thead"), 3)):
            page.goto(town.address + url)
            head = page.evaluate(_ALONE, number)
            if head is None:
                break
            _print(page, pdf)
            sheets = [_plain(sheet) for sheet in _read(pdf, "-layout").split("\f") if sheet.strip()]
            letters = set(_plain("".join(head)))  # narrow columns break their words
            without = [sheet[:60] for sheet in sheets if not letters <= set(sheet[: len(letters) + 20])]
            assert without == [], (url, head)
            again += len(sheets) - 1
    assert again, "there are tables longer than a sheet"


WIDE = """<!doctype html><meta charset="utf-8"><title>错</title><main><h1>错</h1>
<p style="width: 1200px; text-align: right">出了边的字</p><div style="height: 20px; overflow: hidden">在的<br>没了的字</div></main>"""


def test_what_is_cut_off_is_seen(page, tmp_path):
    (tmp_path / "错.html").write_text(WIDE, "utf-8")
    pdf = tmp_path / "错.pdf"
    lines = _printed(page, (tmp_path / "错.html").as_uri(), pdf)
    assert _missing([*lines, "没有写过的"], pdf) == ["没有写过的"] or "没了的字" in _missing(lines, pdf)
    assert _beyond(pdf) or _missing(lines, pdf)
