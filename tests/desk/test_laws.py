"""A law is revised in the sample town: every place that rests on it is told, none else; rewriting changes these alone.

What rests on what is read here from the lines of the files, not by the program that is tested.
"""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import record
from generator.checked import read_and_check
from generator.derive.town import derive
from generator.model.citation import articles
from generator.pages.grounds import notes
from tests.qingdan import run
from tests.towns import DAY

BEGUN = DAY - timedelta(days=10)
_CITED = re.compile(r"^ *(?:- )?(?:[^\s:《]+: )?《([^》]+)》((?:第[^、]+(?:、第[^、]+)*)?)$")
SEEDS = range(6)


class Line(NamedTuple):
    """A line of a file that cites a law: its path, number, and the names of the articles without paragraphs."""

    file: str
    number: int
    articles: tuple[str, ...]


def _lines(root: Path, law: dict[str, str]) -> list[Line]:
    """Where a law is cited by what is in use, checked before the law changes, and no record of a past day."""
    found = []
    for place in sorted((root / "powers").rglob("*.yml")):
        text, path = place.read_text("utf-8"), place.relative_to(root).as_posix()
        if "/laws/" in path or re.search("^终止:", text, re.M) or not re.search(r"^核对到: \d", text, re.M):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            cited = _CITED.match(line)
            if cited and cited[1] in law["names"].split("|"):
                names = tuple(str(one._replace(rest="")) for one in articles(cited[2])) if cited[2] else ()
                found.append(Line(path, number, names))
    return found


def _laws(root: Path) -> list[dict[str, str]]:
    """The laws on which something rests, by file: path, names."""
    found = []
    for place in sorted((root / "powers" / "laws").glob("*.yml")):
        text = place.read_text("utf-8")
        names = [
            re.search("^名称: (.*)$", text, re.M)[1],
            *re.findall("^  - (样例市户外广告条例|食品三小条例|市容条例)$", text, re.M),
        ]
        law = {
            "file": place.relative_to(root).as_posix(),
            "names": "|".join(names),
            "state": "已废止" if "已废止" in text else "",
        }
        if not law["state"] and any(line.articles for line in _lines(root, law)):
            found.append(law)
    return found


def _picked(root: Path, seed: int) -> tuple[dict[str, str], list[Line], random.Random]:
    rng = random.Random(seed)
    law = rng.choice(_laws(root))
    return law, _lines(root, law), rng


def _revise(root: Path, law: dict[str, str], start: date, changed: list[str] | None = None) -> None:
    """Puts a new version on top of a law's file."""
    place = root / law["file"]
    said = f"    修改的条: [{'、'.join(changed).replace('、', ', ')}]\n" if changed else ""
    version = f"版本:\n  - 版本日期: {DAY - timedelta(days=20)}\n    施行日期: {start}\n    条数: 900\n{said}"
    place.write_text(place.read_text("utf-8").replace("版本:\n", version, 1), "utf-8")


def _replace(root: Path, law: dict[str, str], pattern: str, by: str) -> None:
    place = root / law["file"]
    text, count = re.subn(pattern, by, place.read_text("utf-8"), count=1, flags=re.M)
    assert count == 1
    place.write_text(text, "utf-8")


def _told(root: Path, code: str) -> list[tuple[str, int, str]]:
    problems = read_and_check(root, DAY).problems
    return [(problem.file, problem.span.line, problem.message) for problem in problems if problem.code == code]


@pytest.mark.parametrize("seed", SEEDS)
def test_changed_articles_are_told_at_every_place_that_cites_one(root: Path, seed: int) -> None:
    law, lines, rng = _picked(root, seed)
    changed = rng.choice([line.articles for line in lines if line.articles])[:1]
    _revise(root, law, BEGUN if seed % 2 else DAY + timedelta(days=40), list(changed))
    assert {told[:2] for told in _told(root, "H406")} == {
        (line.file, line.number) for line in lines if set(changed) & set(line.articles)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_an_unknown_revision_is_told_once_with_all_that_rests_on_it(root: Path, seed: int) -> None:
    law, lines, _ = _picked(root, seed)
    _revise(root, law, BEGUN)
    ((file, _, said),) = _told(root, "H406")
    names = {line.file.rpartition("/")[2].removesuffix(".yml") for line in lines}
    told = set(re.split("[、]", said.rpartition("：")[2]))
    assert file == law["file"]
    assert {name.rpartition("/")[2].removesuffix(".yml") for name in told} == names


def test_what_begins_later_than_in_sixty_days_is_not_told(root: Path) -> None:
    law, *_ = _picked(root, 0)
    _revise(root, law, DAY + timedelta(days=61))
    assert not _told(root, "H406")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_repealed_law_is_told_once_with_every_place(root: Path, seed: int) -> None:
    law, *_ = _picked(root, seed)
    _replace(root, law, "^有效性: .*$", "有效性: 已废止\n被代替: 无")
    ((file, line, said),) = _told(root, "H405")
    here = [
        place
        for place in sorted((root / "powers").rglob("*.yml"))
        if "/laws/" not in place.as_posix() and "终止:\n" not in place.read_text("utf-8")
    ]
    cited = [
        (place.relative_to(root).as_posix(), number)
        for place in here
        for number, text in enumerate(place.read_text("utf-8").split("\n"), 1)
        if (found := _CITED.match(text)) and found[1] in law["names"].split("|")
    ]
    assert (file, line) in cited
    others = int(re.search(r"还有 (\d+) 处", said)[1]) if "还有" in said else 0
    assert others == len(cited) - 1
    for path, _ in cited:
        assert path == file or path.rpartition("/")[2].removesuffix(".yml") in said or path in said


@pytest.mark.parametrize("seed", SEEDS)
def test_what_rests_on_a_law_that_was_replaced_in_part_says_so_and_nothing_else(root: Path, seed: int) -> None:
    law, lines, _ = _picked(root, seed)
    _replace(root, law, "^有效性: .*$", "有效性: 部分被代替\n被代替: 民法典甲")
    _replace(root, law, "^被代替: .*$", "被代替: 土地管理法")
    town, _ = record.read(root)
    entries = derive(town, DAY).record.entries()
    saying = {str(entry.id) for entry in entries if any("有的条已经由" in note for note in notes(entry, town, DAY))}
    cited = {line.file.rpartition("/")[2].removesuffix(".yml") for line in lines if "/enforcement/" not in line.file}
    assert cited <= saying
    for id_ in saying:  # decisions bear no day of checking: they are in no line above
        text = next((root / "powers").rglob(f"{id_}.yml")).read_text("utf-8")
        assert any(f"《{name}》" in text for name in law["names"].split("|"))


@pytest.mark.parametrize("seed", SEEDS)
def test_rewriting_changes_the_places_that_cite_a_moved_article_alone(root: Path, tmp_path: Path, seed: int) -> None:
    law, lines, rng = _picked(root, seed)
    first = next(root / line.file for line in lines if line.articles)
    first.write_text(
        f"# 记着：《{law['names'].split('|')[0]}》{lines[0].articles[0]}\n" + first.read_text("utf-8"), "utf-8"
    )
    lines = _lines(root, law)
    _revise(root, law, BEGUN)
    before = _contents(root)
    table = tmp_path / "对照.csv"
    id_ = law["file"].rpartition("/")[2].removesuffix(".yml")
    assert run("laws", id_, "--table", table, root=root).exit_code == 0
    rows = table.read_text("utf-8-sig").splitlines()
    old = [row.partition(",")[0] for row in rows[1:]]
    assert set(old) == {name for line in lines for name in line.articles} | _elsewhere(root, law)
    # Every article moves to where another one was: a chain that must not be walked twice.
    new = dict(zip(old, [*old[1:], "第八百九十九条"], strict=True))
    table.write_text("原条,现条\n" + "".join(f"{a},{b}\n" for a, b in new.items()), "utf-8")
    shown = run("laws", id_, "--rewrite", table, root=root)
    assert shown.exit_code == 0 and _contents(root) == before, shown.output
    done = run("laws", id_, "--rewrite", table, "--apply", root=root)
    assert done.exit_code == 0, done.output
    after = _contents(root)
    expected = dict(before)
    for path, number, names in {line for line in lines if line.articles}:
        text = expected[path].split("\n")
        text[number - 1] = re.sub(
            "第[^、第款项]+条(?:之[^、第款项]+)?", lambda found: new.get(found[0], found[0]), text[number - 1]
        )
        expected[path] = "\n".join(text)
        assert names
    drafted = {path for path in after if path not in before}
    told = {path: text for path, text in after.items() if path != law["file"] and path not in drafted}
    for path, text in told.items():
        assert _unwritten(text, law) == _unwritten(expected[path], law), path
        assert [line for line in text.split("\n") if line.startswith("#")] == [
            line for line in before[path].split("\n") if line.startswith("#")
        ]
    assert f"{rng.choice(old)}" in after[law["file"]].partition("条号对照:")[2]
    again = run("laws", id_, "--rewrite", table, "--apply", root=root)
    assert again.exit_code == 1 and "已经改过了" in again.output and _contents(root) == after


def _contents(root: Path) -> dict[str, str]:
    return {place.relative_to(root).as_posix(): place.read_text("utf-8") for place in (root / "powers").rglob("*.yml")}


def _unwritten(text: str, law: dict[str, str]) -> list[str]:
    """The lines of a file, but for running text that cites the law within a sentence."""
    return [
        line
        for line in text.split("\n")
        if _CITED.match(line) or not any(name in line for name in law["names"].split("|"))
    ]


def _elsewhere(root: Path, law: dict[str, str]) -> set[str]:
    """The articles that are cited by decisions and by what has ended."""
    found: set[str] = set()
    for place in (root / "powers").rglob("*.yml"):
        for line in place.read_text("utf-8").split("\n") if "/laws/" not in place.as_posix() else ():
            cited = _CITED.match(line)
            if cited and cited[1] in law["names"].split("|") and cited[2]:
                found |= {str(one._replace(rest="")) for one in articles(cited[2])}
    return found


def test_what_was_read_is_noted_for_all_that_rests_on_it(root: Path) -> None:
    law, lines, _ = _picked(root, 1)
    _revise(root, law, BEGUN)
    id_ = law["file"].rpartition("/")[2].removesuffix(".yml")
    assert "加上 --apply 才写" in run("laws", id_, "--seen", root=root).output and _told(root, "H406")
    assert run("laws", id_, "--seen", "--apply", root=root).exit_code == 0
    assert not _told(root, "H406")
    for line in lines:
        assert f"核对到: {DAY}\n" in (root / line.file).read_text("utf-8")


def test_what_rests_on_another_changed_law_too_is_left(root: Path) -> None:
    """Its day would say that the other law was read as well."""
    town, _ = record.read(root)
    power = town.powers["q001"]
    first, other = sorted({str(town.law(citation.law).id) for citation in power.basis if citation.law})[:2]
    for id_ in (first, other):
        _revise(root, {"file": f"powers/laws/{id_}.yml"}, BEGUN)
    said = run("laws", first, "--seen", "--apply", root=root).output
    assert f"没有动 q001：它还凭 {other}" in said
    assert "核对到: 2026-10-20" in (root / "powers/authority/q001.yml").read_text("utf-8")
    run("laws", first, other, "--seen", "--apply", root=root)
    assert f"核对到: {DAY}" in (root / "powers/authority/q001.yml").read_text("utf-8")


def test_a_formal_town_gets_one_adjustment_to_fill_in(root: Path, tmp_path: Path) -> None:
    ledger = root / "powers/published.csv"
    _revise(root, {"file": "powers/laws/g012.yml"}, BEGUN)
    head, *rows = ledger.read_text("utf-8").splitlines()
    columns = head.split(",")
    row = {name: "" for name in columns} | {
        "编号": "q002",
        "网址": "authority/q002/",
        "摘要": "1f2e",
        "首次发布": "2026-10-09",
        "最后发布": "2026-11-20",
    }
    ledger.write_text("\n".join([head, *rows, ",".join(row[name] for name in columns)]) + "\n", "utf-8")
    table = tmp_path / "对照.csv"
    table.write_text("原条,现条\n第二十一条,第二十二条\n", "utf-8")
    said = run("laws", "g012", "--rewrite", table, "--apply", root=root).output
    drafts = [path for path in (root / "powers/adjustments").glob("*.yml") if "草稿" in path.read_text("utf-8")]
    assert len(drafts) == 1 and drafts[0].name in said
    text = drafts[0].read_text("utf-8")
    assert "事项: q002" in text and "动作: 变更" in text and f"{BEGUN} 起换了文本" in text
    assert "批准文件:  # 填" in text and "第二十二条" in text


def test_a_demonstration_gets_none(root: Path, tmp_path: Path) -> None:
    town = root / "powers/town.yml"
    town.write_text(town.read_text("utf-8").replace("发布状态: 正式", "发布状态: 演示"), "utf-8")
    before = set((root / "powers/adjustments").iterdir())
    _revise(root, {"file": "powers/laws/g012.yml"}, BEGUN)
    table = tmp_path / "对照.csv"
    table.write_text("原条,现条\n第二十一条,第二十二条\n", "utf-8")
    assert run("laws", "g012", "--rewrite", table, "--apply", root=root).exit_code == 0
    assert set((root / "powers/adjustments").iterdir()) == before


def test_prose_is_rewritten_too_and_read_pages_are_left(root: Path, tmp_path: Path) -> None:
    _revise(root, {"file": "powers/laws/g012.yml"}, BEGUN)
    said = "# 排水\n\n接管见《城镇排水与污水处理条例》第二十一条第一款、第二十三条，别处第二十一条不动，另见《城镇排水与污水处理条例》第二十一条第二款。\n"
    pages = {"old.md": "2026-10-20", "new.md": "2026-11-20"}
    (root / "content").mkdir()
    for name, checked in pages.items():
        (root / "content" / name).write_text(f"---\n核对到: {checked}\n---\n\n{said}", "utf-8")
    (root / "content" / "undated.md").write_text(said, "utf-8")
    table = tmp_path / "对照.csv"
    table.write_text("原条,现条\n第二十一条,第二十五条\n", "utf-8")
    told = run("laws", "g012", "--rewrite", table, "--apply", root=root).output
    assert "content/old.md 第7行" in told and "没有动 content/undated.md" in told
    moved = said.replace("条例》第二十一条", "条例》第二十五条")  # both on one line
    assert (root / "content/old.md").read_text("utf-8").endswith(moved)
    assert (root / "content/new.md").read_text("utf-8").endswith(said)
    assert (root / "content/undated.md").read_text("utf-8") == said


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("原条,现条\n第二十一条,\n", "第2行"),
        ("原条,现条\n二十一,第三条\n", "第2行"),
        ("原条,现条\n第二十一条,第三条\n第二十一条,第四条\n", "前面写过了"),
        ("条,号\n", "第一行要是"),
    ],
)
def test_a_table_that_is_not_filled_in_is_refused(root: Path, tmp_path: Path, table: str, said: str) -> None:
    _revise(root, {"file": "powers/laws/g012.yml"}, BEGUN)
    place = tmp_path / "对照.csv"
    place.write_text(table, "utf-8")
    done = run("laws", "g012", "--rewrite", place, "--apply", root=root)
    assert done.exit_code == 1 and said in done.output


def test_it_says_what_rests_on_what() -> None:
    listed = run("laws").output
    assert "凭得多的在前" in listed
    alone = run("laws", "城镇排水与污水处理条例").output
    assert "第二十一条" in alone and "处凭它" in alone
    assert run("laws", "没有这部法").exit_code == 1
