"""`publish`, `withdraw`, `rollback`, `verify` as a clerk types them, with the real engine and a town just begun."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import jsonschema
import pytest

from generator.publication import edition, pack, proving
from generator.publication.state import State
from generator.reading import ledger, log
from tests import servers, web
from tests.privacy import invented
from tests.publication import unseen
from tests.qingdan import Done, run, started
from tests.towns import ROOT, TOWN, edit, state

SLIP = ("--slip", "2026年第5号", "--editor", "党政办文员", "--reviewer", "党政办主任", "--signer", "值周的副镇长")
NEWER = "2026-11-24"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town as `qingdan init` begins it, published once; not to be written in."""
    folder = tmp_path_factory.mktemp("begun")
    assert run("init", folder / "town", "名称=样例镇", "省=山东省", "设区的市=样例市", "县=青榆县").exit_code == 0
    said = publish(folder)
    assert said.exit_code == 0, said.output
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    """A copy of it: town/ and www/ with what lies beside."""
    return Path(shutil.copytree(begun, tmp_path / "镇 [1]"))


def publish(folder: Path, *words: str | Path) -> Done:
    return run("publish", "--site", folder / "www", *words, root=folder / "town")


def withdraw(folder: Path, what: str, *words: str | Path) -> Done:
    return run("withdraw", what, "--site", folder / "www", *words, root=folder / "town")


def verify(folder: Path, what: str | Path) -> Done:
    return run("verify", what, root=folder / "town")


def now(folder: Path) -> edition.Edition:
    return edition.read((folder / "www" / edition.FILE).read_bytes())


def rows(folder: Path) -> dict[str, ledger.Row]:
    found, faults = ledger.read((folder / "town/powers" / ledger.NAME).read_bytes())
    assert faults == []
    return {row.url: row for row in found}


def test_a_first_edition_says_what_it_is(folder: Path) -> None:
    site, one = folder / "www", now(folder)
    assert (one.about.sequence, one.about.before, one.about.state) == (1, "", "演示")
    assert one.about.lock == hashlib.sha256((ROOT / "requirements.lock").read_bytes()).hexdigest()
    subprocess.run(["sha256sum", "--quiet", "-c", edition.SUMS], cwd=site, check=True)
    jsonschema.validate(
        json.loads((site / edition.FILE).read_bytes()), json.loads((site / "data/v1/edition.schema.json").read_bytes())
    )
    assert {*one.files, edition.FILE, edition.SUMS} == state(site).keys()
    assert (site / "data/v1/ledger.csv").read_bytes() == (folder / "town/powers" / ledger.NAME).read_bytes()
    known = log.read((folder / "town/powers" / log.NAME).read_bytes())
    assert [(line.sequence, line.edition, line.slip) for line in known.lines] == [(1, one.digest, "")]
    assert {row.adjusted for row in rows(folder).values()} == {""}  # a demonstration binds nobody
    pages = web.site(site)
    assert web.dead(site, pages) == [] and one.about.pages == len(pages)
    assert {url.removesuffix("index.html") for url in pages if url != "404.html"} == rows(folder).keys()
    said = verify(folder, site)
    assert said.exit_code == 0 and "都对得上" in said.stdout


def test_days_on_pages_and_in_data_are_those_of_the_ledger_that_follows(folder: Path) -> None:
    edit(folder / "town", "elsewhere/p001.yml", ("备注: ", "备注: 多写一句。"))
    said = publish(folder, "--as-of", NEWER)
    assert said.exit_code == 0, said.output
    assert now(folder).digest in said.stdout and "备份一份" in said.stdout
    there = rows(folder)
    days = {url: (str(row.first), str(row.changed)) for url, row in there.items() if row.id}
    assert days["elsewhere/p001/"] == ("2026-11-22", NEWER) and days["services/f005/"] == ("2026-11-22", "2026-11-22")
    for url, (first, changed) in days.items():
        id_ = there[url].id
        page = (folder / "www" / url / "index.html").read_text("utf-8")
        assert f'<time datetime="{first}" data-field="首次发布">' in page, url
        assert f'<time datetime="{changed}" data-field="最后变动">' in page, url
        data = json.loads((folder / "www" / url / f"{id_}.json").read_bytes())
        assert (data["首次发布"], data["最后变动"]) == (first, changed)
    assert now(folder).about.before == edition.read((release(folder, 1) / edition.FILE).read_bytes()).digest


def release(folder: Path, number: int) -> Path:
    return next(one.site for one in State(folder / "www").releases() if one.number == number)


def test_the_same_record_gives_the_same_edition(folder: Path, begun: Path) -> None:
    shutil.rmtree(folder / "www")
    shutil.rmtree(folder / ".qingdan")
    for name in (ledger.NAME, log.NAME):
        (folder / "town/powers" / name).unlink()
    assert publish(folder).exit_code == 0
    assert state(folder / "www") == state(begun / "www")


def test_what_looks_at_a_town_does_not_take_the_place_of_what_is_published(folder: Path) -> None:
    before = state(folder)
    said = run("build", "--site", folder / "www", root=folder / "town")
    assert said.exit_code == 1 and "发布了的网站" in said.stderr and state(folder) == before
    for _ in range(2):
        built = run("build", root=folder / "town")
        assert built.exit_code == 0 and "看：qingdan serve" in built.stdout
    assert not (folder / "town/site" / edition.FILE).exists()


def test_the_towns_own_files_come_along_and_those_of_others_stay(folder: Path) -> None:
    own = folder / "town/content/root/.well-known/check.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine", "utf-8")
    (folder / "www/CNAME").write_text("www.example.gov.cn", "utf-8")
    before = state(folder)
    said = publish(folder)
    assert said.exit_code == 1 and "CNAME" in said.stderr and "content/root" in said.stderr
    assert state(folder) == before
    (folder / "www/CNAME").unlink()
    assert publish(folder).exit_code == 0
    assert (folder / "www/.well-known/check.txt").read_text("utf-8") == "mine"
    own.unlink()
    assert publish(folder).exit_code == 0 and ".well-known/check.txt" in now(folder).gone
    own.write_text("mine", "utf-8")  # it was not withdrawn: it may come back as it was
    assert publish(folder).exit_code == 0 and ".well-known/check.txt" in now(folder).files


def test_a_number_that_no_record_holds_does_not_leave(folder: Path) -> None:
    number = invented.identity(random.Random(3))
    own = folder / "town/content/root/list.txt"
    own.parent.mkdir(parents=True)
    own.write_text(f"张三 {number}", "utf-8")
    before = state(folder)
    said = publish(folder)
    assert said.exit_code == 1 and "个人的号码：list.txt" in said.stderr and number not in said.output
    assert state(folder) == before


def test_a_site_that_says_nothing_sensible_of_itself_is_moved_aside(folder: Path) -> None:
    (folder / "www" / edition.FILE).write_bytes(b"{}")
    said = publish(folder)
    assert said.exit_code == 1 and "--adopt" in said.stderr
    said = publish(folder, "--adopt")
    assert said.exit_code == 0 and "before-1" in said.stderr and now(folder).about.sequence == 2
    assert (State(folder / "www").folder / "releases/before-1" / edition.FILE).read_bytes() == b"{}"


def test_what_ended_keeps_its_id_and_its_address(folder: Path) -> None:
    file = max((folder / "town/powers/elsewhere").glob("p*.yml"))
    content, id_ = file.read_bytes(), file.stem
    file.unlink()
    said = publish(folder)
    assert said.exit_code == 1 and "H746" in said.output and f"elsewhere/{id_}/index.html" in now(folder).files
    new = run("new", "指路", "名称=补办结婚证", "资料性质=法条整理", "说法=结婚证丢了", "归谁办=婚姻登记机关",
              "依据=《居民身份证法》第七条", root=folder / "town")  # fmt: skip
    assert new.exit_code == 0 and f"p{int(id_[1:]) + 1:03}" in new.output, new.output
    file.write_bytes(content)


def test_taken_down_whatever_else_is_the_matter(folder: Path) -> None:
    edit(folder / "town", "departments/j001.yml", ("名称", "名 称"))  # one misspelt key elsewhere
    assert publish(folder).exit_code == 1
    said = withdraw(folder, "p001", "--reason", "误发", "--as-of", NEWER)
    assert said.exit_code == 0, said.output
    assert "撤下了 p001，发布了第2版" in said.stdout and "缓存" in said.stdout
    site = folder / "www"
    assert "误发" in (site / "elsewhere/p001/index.html").read_text("utf-8")
    assert (
        "elsewhere/p001/p001.json" not in now(folder).files and now(folder).gone["elsewhere/p001/p001.json"].withdrawn
    )
    left = [path for path, content in state(site).items() if b"p001" in content]
    assert {path for path in left if path.startswith(("search/", "elsewhere/index", "sitemap"))} == set()
    assert web.dead(site, web.site(site)) == []
    assert str(rows(folder)["elsewhere/p001/"].last) == NEWER
    assert [one.number for one in State(site).releases()] == [2]  # the first one held it
    assert verify(folder, site).exit_code == 0
    edit(folder / "town", "departments/j001.yml", ("名 称", "名称"))
    again = publish(folder, "--as-of", NEWER)
    assert again.exit_code == 1 and "--restore p001" in again.stderr and now(folder).about.sequence == 2
    assert publish(folder, "--as-of", NEWER, "--restore", "p001").exit_code == 0
    assert rows(folder)["elsewhere/p001/"].last is None


def test_what_was_taken_down_may_be_dropped_or_come_back_changed(folder: Path) -> None:
    assert withdraw(folder, "p001").exit_code == 0
    file = folder / "town/powers/elsewhere/p001.yml"
    content = file.read_bytes()
    file.unlink()
    dropped = publish(folder)
    assert dropped.exit_code == 0 and "elsewhere/p001/p001.json" not in now(folder).files, dropped.output
    file.write_bytes(content)
    edit(folder / "town", "elsewhere/p001.yml", ("备注: ", "备注: 改好了。"))
    changed = publish(folder)
    assert changed.exit_code == 0 and "elsewhere/p001/p001.json" in now(folder).files, changed.output


def test_back_to_an_edition_but_never_to_what_was_withdrawn(folder: Path) -> None:
    first = now(folder)
    edit(folder / "town", "elsewhere/p001.yml", ("备注: ", "备注: 多写一句。"))
    assert publish(folder).exit_code == 0
    said = run("rollback", "--site", folder / "www", root=folder / "town")
    assert said.exit_code == 0 and "退回了第1版" in said.stdout and now(folder) == first
    known = log.read((folder / "town/powers" / log.NAME).read_bytes())
    assert [line.edition for line in known.lines][2] == first.digest and known.broken == ()
    assert verify(folder, folder / "www").exit_code == 0
    (release(folder, 2) / "index.html").write_text("changed", "utf-8")
    said = run("rollback", "2", "--site", folder / "www", root=folder / "town")
    assert said.exit_code == 1 and "index.html" in said.stderr and now(folder) == first
    again = publish(folder)
    assert again.exit_code == 0 and now(folder).about.sequence == 4


def test_a_pack_and_a_disk_come_of_the_same_edition(folder: Path) -> None:
    first = Path(shutil.copytree(folder / "www", folder / "at the county"))
    edit(folder / "town", "elsewhere/p001.yml", ("备注: ", "备注: 多写一句。"))
    wanted = ("--pack", folder / "网站.zip", "--disk", folder / "U 盘")
    said = publish(folder, *wanted)
    assert said.exit_code == 0 and "网站.zip" in said.stdout and "双击" in said.stdout, said.output
    assert verify(folder, folder / "网站.zip").exit_code == 0
    with zipfile.ZipFile(folder / "网站.zip") as archive:
        assert all(path.isascii() and len(path) <= 180 for path in archive.namelist() if path != pack.README)
        archive.extractall(first)
    assert verify(folder, first).exit_code == 0, verify(folder, first).output
    assert (folder / "U 盘/index.html").is_file()
    refused = publish(folder, *wanted)
    assert refused.exit_code == 1 and "写一个空的" in refused.stderr and now(folder).about.sequence == 2
    (folder / "照片.zip").write_bytes(b"not ours")
    refused = publish(folder, "--pack", folder / "照片.zip")
    assert refused.exit_code == 1 and (folder / "照片.zip").read_bytes() == b"not ours"
    assert publish(folder, "--pack", folder / "部分.zip", "--part").exit_code == 0
    with zipfile.ZipFile(folder / "部分.zip") as archive:
        assert 3 < len(archive.namelist()) < 60  # edition.json, its sums, what the next edition says of itself


def test_a_copied_record_learns_what_was_published(folder: Path) -> None:
    shutil.copytree(folder / "town", folder / "copy")
    assert publish(folder, "--as-of", NEWER).exit_code == 0
    words = ("publish", "--site", folder / "www", "--as-of", NEWER)
    behind = run(*words, root=folder / "copy")
    assert behind.exit_code == 1 and "网站是第2版，这里只记到第1版" in behind.stderr
    second = now(folder).digest
    caught_up = run(*words, "--former", folder / "www", root=folder / "copy")
    assert caught_up.exit_code == 0 and now(folder).about.sequence == 3
    assert now(folder).about.before == second
    elsewhere = run("publish", "--site", folder / "other/www", "--as-of", NEWER, root=folder / "town")
    assert elsewhere.exit_code == 0  # a place of its own, and the ledger at hand


def test_an_id_that_stands_for_two_entries_names_both(folder: Path) -> None:
    town, other = folder / "town", Path(shutil.copytree(folder / "town", folder / "other"))
    next_ = 1 + max(int(file.stem[1:]) for file in (town / "powers/elsewhere").glob("p*.yml"))
    for root, name in ((town, "补办结婚证"), (other, "补办户口簿")):
        words = (
            f"名称={name}",
            "资料性质=法条整理",
            "说法=丢了",
            "归谁办=登记机关",
            "依据=《居民身份证法》第七条",
        )
        assert f"p{next_:03}" in run("new", "指路", *words, root=root).output
    assert publish(folder).exit_code == 0
    said = run("publish", "--site", folder / "www", "--former", folder / "www", root=other)
    assert said.exit_code == 1 and "补办户口簿" in said.stderr and "补办结婚证" in said.stderr, said.output


def _earnest(folder: Path) -> Path:
    """The sample town in a folder, which is in 正式, as if it had never been published."""
    shutil.copytree(TOWN / "powers", folder / "town/powers")
    (folder / "town/powers" / ledger.NAME).unlink(missing_ok=True)
    return folder


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample town, published once in 正式; not to be written in."""
    folder = _earnest(tmp_path_factory.mktemp("approved"))
    said = publish(folder, "--first", *SLIP)
    assert said.exit_code == 0, said.output
    return folder


def test_everything_that_leaves_can_be_seen(approved: Path, tmp_path: Path) -> None:
    """Every file of the site and of the pack, whatever wrote it."""
    folder = Path(shutil.copytree(approved, tmp_path / "copy"))
    said = publish(folder, "--slip", "2026年第6号", "--pack", folder / "pack.zip")
    assert said.exit_code == 0, said.output
    files = state(folder / "www") | {"pack.zip": (folder / "pack.zip").read_bytes()}
    assert len(files) > 300
    assert [found for path, content in files.items() for found in unseen.unseen(path, content)] == []


def _zipped(name: str, text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("path", "content", "found"),
    [
        ("a/index.html", "<p>甲\u200b</p>".encode(), ["U+200B"]),
        ("a/index.html", b"<p>&#x202e;&zwj;</p>", ["U+200D", "U+202E"]),
        ("a.json", b'{"\\u2066": ["\\u001b"]}', ["U+001B", "U+2066"]),
        ("a.csv", "\ufeff甲\r\n乙\ufeff\r\n".encode(), ["U+FEFF"]),
        ("a.svg", "<title>甲\xad</title>".encode(), ["U+00AD"]),
        ("sitemap.xml", b"<a>\r</a>", ["U+000D"]),
        ("robots.txt", "甲\u2028".encode(), ["U+2028"]),
        ("a.ics", b"A:\tB\r\n", ["U+0009"]),
        ("SHA256SUMS", b"\0", ["U+0000"]),
        ("a.zip", _zipped("b.docx", "no archive").replace(b"b.docx", b"b.html"), []),
        ("a.docx", _zipped("word/document.xml", "<w:t>甲\u3164</w:t>"), ["U+3164"]),
        ("a.xlsx", _zipped("xl/sharedStrings.xml", "<t>甲&#65039;</t>"), ["U+FE0F"]),
        ("a.exe", b"MZ", ["nobody knows what this is"]),
    ],
)
def test_what_cannot_be_seen_is_found_in_any_file(path: str, content: bytes, found: list[str]) -> None:
    assert [one.partition(": ")[2] for one in unseen.unseen(path, content)] == found


def test_in_earnest_the_past_and_the_approval_are_asked_for(tmp_path: Path) -> None:
    folder = _earnest(tmp_path)
    assert "--first" in publish(folder).stderr
    assert "送审签的编号" in publish(folder, "--first").stderr
    named = publish(folder, "--first", *SLIP[:-1], "李样例")
    assert named.exit_code == 1 and "姓名" in named.stderr and not (folder / "www").exists()


def test_in_earnest_the_ledger_holds_what_goes_by_adjustments(approved: Path, tmp_path: Path) -> None:
    """What is published in 正式 changes by an adjustment alone, and the check names the one field that changed."""
    kept = {row.id: row.adjusted for row in rows(approved).values()}
    assert kept["q001"] and kept["z101"] and not kept["g001"]
    folder = Path(shutil.copytree(approved, tmp_path / "copy"))
    edit(folder / "town", "authority/q001.yml", ("监督电话: 0000-0000199", "监督电话: 0000-0000198"))
    assert run("check", root=folder / "town").exit_code == 0
    edit(folder / "town", "authority/q001.yml", ("权限边界: 管", "权限边界: 只管"))
    said = run("check", root=folder / "town")
    assert said.exit_code == 1 and "H710" in said.stdout and "“权限边界”改过" in said.stdout, said.output


def test_the_approval_is_remembered_and_stays_in_the_log(approved: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(approved, tmp_path / "copy"))
    assert publish(folder, "--slip", "2026年第6号").exit_code == 0
    known = log.read((folder / "town/powers" / log.NAME).read_bytes())
    assert [line.slip for line in known.lines] == [
        f"2026年第{n}号；编辑：党政办文员；审核：党政办主任；签发：值周的副镇长" for n in (5, 6)
    ]
    assert not any("值周的副镇长".encode() in content for content in state(folder / "www").values())
    double = publish(folder, "--slip", "2026年第6号", "--editor", "党政办主任")
    assert "同一个岗位" in double.stderr and "同一张" in double.stderr
    assert "不能写成" in publish(folder, "--slip", "7", "--as-of", "2026-11-01").stderr


def test_an_attachment_goes_alone_by_the_name_that_a_clerk_knows(approved: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(approved, tmp_path / "copy"))
    taken = withdraw(folder, "占道申请表.txt")
    assert taken.exit_code == 0 and "powers/attachments/f001/占道申请表.txt" in taken.stdout, taken.output
    (path,) = (path for path, one in now(folder).gone.items() if one.withdrawn)
    assert path.startswith("services/f001/f001-") and not (folder / "www" / path).exists()
    assert path.encode() not in (folder / "www/services/f001/index.html").read_bytes()
    assert f"--restore {path}" in publish(folder, "--slip", "2026年第7号").stderr


def test_a_change_is_shown_line_by_line(approved: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(approved, tmp_path / "copy"))
    page = folder / "www/authority/q001/index.html"
    page.write_bytes(page.read_bytes().replace("权力".encode(), "权利".encode(), 1))
    said = verify(folder, folder / "www")
    assert said.exit_code == 1 and "改过 1 个文件" in said.stdout and "权利" in said.stdout


def test_no_place_for_a_site_is_told_by_its_cause(folder: Path) -> None:
    before = state(folder)
    assert "挂载点" in run("publish", "--site", "/dev/shm", root=folder / "town").stderr
    assert run("publish", "--site", folder / "town/powers/www", root=folder / "town").exit_code == 2
    assert run("publish", "--site", folder / ".qingdan/www", root=folder / "town").exit_code == 2
    assert "不是压缩包" in verify(folder, folder / "nowhere").stderr
    assert state(folder) == before


def test_a_ledger_of_before_is_brought_over(folder: Path) -> None:
    """As 0.1.0 described it: five columns, and 最后发布 was the day of the last publication."""
    town = folder / "town"
    shutil.rmtree(folder / "www")
    shutil.rmtree(folder / ".qingdan")
    (town / "powers" / log.NAME).unlink()
    head = "编号,网址,摘要,首次发布,最后发布"
    lines = (head, "q203,authority/q203/,1f2e,2026-01-05,2026-06-01", "p001,elsewhere/p001/,1f2e,2026-06-01,2026-06-01")
    (town / "powers" / ledger.NAME).write_text("\n".join(lines) + "\n", "utf-8")
    assert publish(folder).exit_code == 0
    there = rows(folder)
    assert str(there["authority/q203/"].first) == "2026-01-05" and there["authority/q203/"].last is None
    assert str(there["elsewhere/p001/"].first) == "2026-06-01" and str(there["services/f005/"].first) == "2026-11-22"


def test_a_server_is_asked_for_what_was_taken_down(begun: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(begun, tmp_path / "plain"))  # nginx takes no blanks
    with servers.serving("nginx", "location / { try_files $uri $uri/ =404; }", folder / "www", folder / "nginx") as at:
        assert verify(folder, f"{at}/").exit_code == 0
    served = Path(shutil.copytree(folder / "www", folder / "served"))
    assert withdraw(folder, "p001").exit_code == 0
    shutil.copytree(folder / "www", served, dirs_exist_ok=True)  # copied over, nothing taken away
    with servers.serving("nginx", "location / { try_files $uri $uri/ =404; }", served, folder / "nginx") as at:
        said = verify(folder, at)
    assert said.exit_code == 1 and "撤下了的还在" in said.stdout and "elsewhere/p001/p001.json" in said.stdout


def test_an_older_site_is_known_by_the_log(folder: Path) -> None:
    shutil.copytree(folder / "www", folder / "older")
    assert publish(folder).exit_code == 0
    said = verify(folder, folder / "older")
    assert said.exit_code == 1 and "网站是旧的" in said.stdout


def test_stopped_by_the_clerk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(folder)

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(proving, "prove", stopped)
    said = publish(folder)
    assert said.exit_code == 130 and "停下了，什么也没改" in said.stderr
    assert state(folder) == before


def test_stopped_before_the_command_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    said = started("check", before=tmp_path)
    assert said.exit_code == 130 and said.output.strip() == "停下了。"


def test_a_page_that_the_ledger_cannot_hold_is_told(folder: Path) -> None:
    page = folder / "town/content/两 页.md"
    page.parent.mkdir()
    page.write_text("# 两页\n\n说明。\n", "utf-8")
    before = state(folder)
    said = publish(folder)
    assert said.exit_code == 1 and "账本记不下" in said.stderr and state(folder) == before


def test_digests_are_those_of_the_bytes(folder: Path) -> None:
    one = now(folder)
    for path, filed in one.files.items():
        content = (folder / "www" / path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (filed.size, filed.sha256)
