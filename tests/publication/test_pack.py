"""The pack: laid over any edition before, nothing old answers; whoever unpacks it is told how to see that."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.checked import read_and_check
from generator.publication import edition, pack, withdrawn
from generator.publication.edition import About, Edition, Filed, Gone
from generator.site import engine
from tests import web
from tests.towns import DAY, TOWN

KINDS = ("services/f{}/index.html", "services/f{}/f{}.json", "data/v1/l{}.csv", "services/f{}/a{}.docx")
PARTS = "search/{}/cards-{}.json"


def _published(folder: Path, sequence: int, before: Edition | None) -> Edition:
    """A folder's files as an edition that follows another: edition.json and SHA256SUMS are written."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in (edition.FILE, edition.SUMS))
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    files = {path: Filed(len(one), hashlib.sha256(one).hexdigest()) for path, one in contents.items()}
    gone: dict[str, Gone] = {}
    if before:
        gone = before.gone | {path: Gone(one.sha256, before.about.sequence) for path, one in before.files.items()}
        gone = {path: one for path, one in gone.items() if path not in files}
    about = About(
        "禾泉镇", "正式", sequence, date(2026, 1, sequence), "", "0.1.0", "", before.digest if before else "", 3, {}
    )
    content = edition.encoded(about, files, gone)
    sums = {path: one.sha256 for path, one in files.items()} | {edition.FILE: hashlib.sha256(content).hexdigest()}
    (folder / edition.FILE).write_bytes(content)
    (folder / edition.SUMS).write_bytes(edition.sums(sums))
    return edition.read(content)


def _drawn(seed: random.Random, folder: Path) -> None:
    """A site of some files, each of a few contents."""
    paths = {seed.choice(KINDS).replace("{}", str(seed.randrange(4))) for _ in range(8)}
    at = f"{seed.randrange(1 << 48):012x}"
    for path in {"index.html", "search/index.json", *paths, *(PARTS.format(at, n) for n in range(2))}:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{path} {seed.randrange(3)}", "utf-8")


def _history(seed: random.Random, folder: Path, length: int) -> list[tuple[Path, Edition]]:
    """Editions that follow each other, each with its folder."""
    made: list[tuple[Path, Edition]] = []
    for number in range(1, length + 1):
        place = folder / f"{number}"
        _drawn(seed, place)
        made.append((place, _published(place, number, made[-1][1] if made else None)))
    return made


def _wrong(folder: Path, one: Edition) -> list[str]:
    """What lies in a folder and is neither a file of the edition nor says that it ended."""
    wrong = []
    for file in (file for file in folder.rglob("*") if file.is_file()):
        path, content = file.relative_to(folder).as_posix(), file.read_bytes()
        listed = one.files.get(path)
        if listed and hashlib.sha256(content).hexdigest() == listed.sha256:
            continue
        if path not in (pack.README, edition.FILE, edition.SUMS) and content != withdrawn.content(path):
            wrong.append(path)
    return wrong + [path for path in one.files if not (folder / path).is_file()]


def _unpacked(packed: Path, folder: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)


@pytest.mark.parametrize("number", range(40))
def test_nothing_old_answers(tmp_path: Path, number: int):
    seed = random.Random(number)
    history = _history(seed, tmp_path / "made", seed.randrange(2, 6))
    site, newest = history[-1]
    # The whole, laid over any edition before, one after the other or by leaps.
    old = tmp_path / "old"
    shutil.copytree(history[seed.randrange(len(history) - 1)][0], old)
    pack.write(site, newest, tmp_path / "whole.zip", former=history[-2][1])
    _unpacked(tmp_path / "whole.zip", old)
    assert _wrong(old, newest) == []
    # A part, laid over the one edition that it was made for, which had been laid over another by a pack.
    before, last = history[-2]
    grown = tmp_path / "grown"
    shutil.copytree(history[0][0], grown)
    pack.write(before, last, tmp_path / "before.zip", former=history[-3][1] if len(history) > 2 else None)
    _unpacked(tmp_path / "before.zip", grown)
    part = pack.write(site, newest, tmp_path / "part.zip", former=last, part=True)
    assert set(part.files) == {*part.new, *part.changed}
    _unpacked(tmp_path / "part.zip", grown)
    assert _wrong(grown, newest) == []
    subprocess.run(["sha256sum", "--quiet", "-c", edition.SUMS], cwd=grown, check=True)


def test_the_same_site_makes_the_same_pack(tmp_path: Path):
    history = _history(random.Random(1), tmp_path / "made", 2)
    copy = tmp_path / "copy"
    shutil.copytree(history[1][0], copy)  # files of another age, in another folder
    for place, name in ((history[1][0], "one.zip"), (copy, "other.zip")):
        pack.write(place, history[1][1], tmp_path / name, former=history[0][1])
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_ten_lines_for_whoever_unpacks_it(tmp_path: Path):
    history = _history(random.Random(5), tmp_path / "made", 3)
    site, newest = history[-1]
    packed = pack.write(site, newest, tmp_path / "a.zip", "https://www.example.gov.cn/hequan", history[-2][1])
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names, text = archive.namelist(), archive.read(pack.README).decode("utf-8-sig")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert len(lines) == 10 and names[0] == pack.README
    assert "第 3 版　2026-01-03" in lines[0] and f"{len(newest.files)} 个文件" in lines[1]
    assert f"新的 {len(packed.new)} 个文件，改了的 {len(packed.changed)} 个，撤下的" in lines[3]
    (folder,) = {path.split("/")[1] for path in newest.files if path.startswith("search/") and path.count("/") == 2}
    assert "删掉这些" in lines[4] and folder in lines[4]
    assert "https://www.example.gov.cn/hequan/about/verify/" in lines[5]
    ended = next(path for path in sorted(newest.gone) if path.endswith("index.html"))
    assert f"https://www.example.gov.cn/hequan/{ended.removesuffix('index.html')}" in lines[6]
    assert newest.digest in lines[7]


def test_a_part_says_what_it_may_be_laid_over(tmp_path: Path):
    history = _history(random.Random(5), tmp_path / "made", 3)
    pack.write(history[2][0], history[2][1], tmp_path / "a.zip", former=history[1][1], part=True)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "只能盖在第 2 版（2026-01-02）上面" in archive.read(pack.README).decode("utf-8-sig")


def test_a_page_that_ended_leads_on():
    page = web.read(withdrawn.content("services/f009/sheet/index.html").decode())
    assert page.titles == ["这一页撤下了"] and page.links == ["../../../", "../../../services/"] and page.loaded == []
    assert web.read(withdrawn.content("404.html").decode()).links == ["./"]


def test_what_ended_is_of_its_kind():
    assert json.loads(withdrawn.content("services/f009/f009.json")) == {"状态": "已撤下"}
    rows = list(csv.reader(withdrawn.content("data/v1/x.csv").decode("utf-8-sig").splitlines()))
    assert rows == [["状态"], ["已撤下"]]
    assert ElementTree.fromstring(withdrawn.content("assets/icon.svg")) is not None
    with pytest.raises(ValueError):  # so that a page opened before begins anew
        json.loads(withdrawn.content("search/0123456789ab/cards-0.json"))


def test_a_pack_that_cannot_be_written_leaves_the_old_one(tmp_path: Path):
    site, one = _history(random.Random(1), tmp_path / "made", 1)[0]
    (tmp_path / "a.zip").write_bytes(b"the pack before")
    (site / "index.html").unlink()
    with pytest.raises(FileNotFoundError):
        pack.write(site, one, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"the pack before"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["a.zip"]


def test_the_sample_town_packs_under_plain_names(tmp_path: Path):
    engine.run(TOWN, tmp_path / "site", DAY, read_and_check(TOWN, DAY))
    one = _published(tmp_path / "site", 1, None)
    pack.write(tmp_path / "site", one, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = [name for name in archive.namelist() if name != pack.README]
    assert [name for name in names if not name.isascii() or len(name) > 180] == []
    assert {*names} == {*one.files, edition.FILE, edition.SUMS}
