"""Newer texts of what came with the program: what a town did not change is replaced on request, its own wording stays.

The newer program is a copy of this project's record in which texts were changed.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from generator import record
from generator.commands import prompting
from generator.derive.town import derive
from generator.forms.asking import Question
from generator.national import given
from generator.pages import guides, powers
from generator.site import starter
from tests.qingdan import Done, run
from tests.towns import DAY, ROOT, edit, state

P1, P2, P3 = (f"elsewhere/p00{number}.yml" for number in (1, 2, 3))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "镇"
    done = run("init", folder, "名称=样例镇", "省=四川省", "县=青榆县")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def town(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "镇"))


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record that a newer program takes its texts from, to be changed."""
    folder = tmp_path / "新的程序"
    for kind in ("authority", "services", "elsewhere", "together", "laws"):
        shutil.copytree(ROOT / "powers" / kind, folder / "powers" / kind)
    monkeypatch.setattr(starter, "folder", lambda: folder)
    return folder


def update(town: Path, *words: str) -> Done:
    return run("init", town, "--update", *words)


def changed(before: dict[str, bytes], town: Path) -> set[str]:
    """The files that differ, but for what the program keeps to take an import back."""
    after = state(town)
    paths = (path for path in before.keys() | after.keys() if not path.startswith(".qingdan/"))
    return {path for path in paths if before.get(path) != after.get(path)}


def reworded(newer: Path, path: str) -> None:
    file = newer / "powers" / path
    text, count = re.subn("^归谁办: .*$", "归谁办: 新写的去处", file.read_text("utf-8"), flags=re.M)
    assert count == 1
    file.write_text(text, "utf-8")


def test_a_new_town_has_nothing_to_replace(town: Path) -> None:
    before = state(town)
    assert "没有要换的" in update(town, "--apply").output and state(town) == before


def test_what_the_town_did_not_change_is_replaced_and_what_it_says_itself_stays(town: Path, newer: Path) -> None:
    edit(town, P1, ("本镇核对: 还没问", "本镇核对: 本镇办\n电话: 12345"), ("依据:", "# 问过派出所\n依据:"))
    own = town / "powers" / P2
    own.write_text(re.sub("^归谁办: .*$", "归谁办: 本镇的写法", own.read_text("utf-8"), flags=re.M), "utf-8")
    for path in (P1, P2):
        reworded(newer, path)
    before = state(town)
    seen = update(town)
    assert "什么也没有写" in seen.output and state(town) == before
    first, second = seen.output.split("两边对着看")
    assert "p001" in first and "新写的去处" in first and "再看一遍" in first
    assert "本镇：本镇的写法" in second and "新的：新写的去处" in second and "点了名才换" in second
    assert update(town, "--apply").exit_code == 0
    assert changed(before, town) == {f"powers/{P1}", given.FILE}
    text = (town / "powers" / P1).read_text("utf-8")
    for said in ("归谁办: 新写的去处", "本镇核对: 本镇办", "电话: 12345", "# 问过派出所"):
        assert said in text
    assert run("check", root=town).exit_code == 0
    assert "p001" not in update(town).output  # once is enough
    reworded(newer, P1)
    (newer / "powers" / P1).write_text((newer / "powers" / P1).read_text("utf-8").replace("新写的去处", "更新的去处"))
    update(town, "--apply")  # what was taken over counts as given
    assert "归谁办: 更新的去处" in (town / "powers" / P1).read_text("utf-8")
    assert update(town, "p002", "--apply").exit_code == 0
    assert "归谁办: 新写的去处" in (town / "powers" / P2).read_text("utf-8")


def test_without_the_list_of_what_was_given_all_counts_as_the_towns_own(town: Path, newer: Path) -> None:
    (town / given.FILE).unlink()
    reworded(newer, P1)
    before = state(town)
    assert "两边对着看（1）" in update(town, "--apply").output and state(town) == before


def test_what_the_town_removed_does_not_come_back_by_itself(town: Path, newer: Path) -> None:
    (town / "powers" / P3).unlink()
    before = state(town)
    assert "不点名不放回来（1）" in update(town, "--apply").output and state(town) == before
    assert update(town, "全0003", "--apply").exit_code == 0
    (path,) = changed(before, town)
    assert path != f"powers/{P3}" and "全国编号: 全0003" in (town / path).read_text(
        "utf-8"
    )  # an id is never used again


def test_a_matter_that_the_program_has_since_comes_with_its_laws_and_waits_for_the_towns_word(town: Path) -> None:
    """The town is of a program that had neither the matter nor the law, and gave its ids away."""
    listed = town / given.FILE
    rows = listed.read_text("utf-8").splitlines(keepends=True)
    listed.write_text("".join(row for row in rows if not row.startswith(("全0055,", "反家庭暴力法,"))), "utf-8")
    read, _ = record.read(town)
    matter = next(entry for entry in read.shared() if entry.national_id == "全0055")
    law = read.law("反家庭暴力法")
    assert law and "家庭暴力" in matter.name
    for entry in (matter, law):
        (town / read.file_of(entry).path).unlink()
    for entry in (entry for entry in read.shared() if entry is not matter):  # what led there
        file = town / read.file_of(entry).path
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if f"事项: {matter.id} " not in line), "utf-8")
    edit(town, P1, ("编号: p001", "编号: p999"))
    (town / "powers" / P1).rename(town / "powers/elsewhere/p999.yml")
    for file in (town / "powers/together").iterdir():
        file.write_text(file.read_text("utf-8").replace("事项: p001 ", "事项: p999 "), "utf-8")
    before = state(town)
    done = update(town, "--apply")
    assert done.exit_code == 0, done.output
    after, problems = record.read(town)
    assert not problems and run("check", root=town).exit_code == 0
    (new,) = [entry for entry in after.shared() if entry.national_id == "全0055"]
    assert new.asked == "还没问" and after.law("反家庭暴力法") and str(new.id) not in before
    again = update(town).output
    assert (
        "全0055" not in again and "事项\n      本镇：（空着）" in again
    )  # the step that was cut off counts as changed


# ---- guides, with the powers that they serve

F5, Q203 = "services/f005.yml", "authority/q203.yml"


def test_what_the_town_fills_in_of_a_guide_or_a_power_stays_and_is_no_change(town: Path, newer: Path) -> None:
    """Where to go, by when, who handles it: the program leaves that open, and keeps what the town wrote there."""
    assert "承办机构" not in (town / "powers" / Q203).read_text("utf-8")  # of the town that the texts come from
    edit(town, F5, ("核对到:", "办理地点: 样例路1号\n承诺办结时限: 5个工作日\n核对到:"))
    edit(town, Q203, ("核对到:", "承办机构: 样例镇人民政府\n监督电话: 0000-0000002\n核对到:"))
    assert "没有要换的" in update(town).output
    for path in (F5, Q203):
        text = (newer / "powers" / path).read_text("utf-8")
        (newer / "powers" / path).write_text(re.sub("^备注: .*$", "备注: 新的话。", text, flags=re.M), "utf-8")
    assert update(town, "--apply").exit_code == 0
    for path, said in ((F5, ("办理地点: 样例路1号", "承诺办结时限: 5个工作日")), (Q203, ("承办机构: 样例镇人民政府",))):
        text = (town / "powers" / path).read_text("utf-8")
        assert "备注: 新的话。" in text and all(one in text for one in said)


def test_a_guide_of_the_same_name_that_the_town_wrote_itself_is_its_own(town: Path) -> None:
    edit(town, F5, ("全国编号: 全0099\n本镇核对: 还没问\n", ""), ("一句话: ", "一句话: 本镇的话："))
    before = state(town)
    seen = update(town, "--apply").output
    assert "两边对着看（1）" in seen and "f005" in seen and state(town) == before
    assert update(town, "f005", "--apply").exit_code == 0
    assert changed(before, town) == {f"powers/{F5}"}
    assert "全国编号: 全0099" in (town / "powers" / F5).read_text("utf-8")


def test_a_guide_brings_the_powers_that_it_serves(town: Path) -> None:
    """Both were removed, and what led there; the guide is wanted again."""
    for path in (F5, Q203):
        (town / "powers" / path).unlink()
    for file in (town / "powers/together").iterdir():
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if "事项: f005 " not in line), "utf-8")
    assert update(town, "全0099", "--apply").exit_code == 0
    after, problems = record.read(town)
    assert not problems and run("check", root=town).exit_code == 0
    numbers = {str(entry.national_id): entry for entry in after.shared()}
    assert numbers["全0099"].powers[0].id == numbers["全0078"].id != "q203"


def test_a_subdistrict_is_not_offered_what_is_a_towns(tmp_path: Path) -> None:
    folder = tmp_path / "街道"
    assert run("init", folder, "名称=样例街道", "省=四川省", "县=青榆区").exit_code == 0
    assert "没有要换的" in update(folder).output


def test_with_a_guide_the_powers_that_it_serves_hold_here(town: Path) -> None:
    done = run("national", "f005", "--say", "本镇办", root=town)
    assert "记下了 2 条，连同指南对应的权力（q203）；还没问的 125 条" in done.output
    assert "本镇核对: 本镇办" in (town / "powers" / Q203).read_text("utf-8")
    run("national", "q203", "--say", "不归本镇", root=town)  # what was said of the power itself is not overruled
    run("national", "f005", "--say", "还没问", root=town)
    assert "记下了 1 条；" in run("national", "f005", "--say", "本镇办", root=town).output


def test_a_guide_whose_power_is_not_published_says_so(town: Path) -> None:
    run("national", "f006", "--say", "本镇办", root=town)
    run("national", "q215", "--say", "不归本镇", root=town)
    read, _ = record.read(town)
    shown = derive(read, DAY)
    page = guides.body(shown.record.guides["f006"], shown).html
    assert "“最低生活保障申请受理、调查核实和审核”镇里还没有核对好，先打12345问。" in page and "q215/" not in page
    assert "未经本镇核对" not in page
    assert "未经本镇核对" in guides.body(shown.record.guides["f007"], shown).html
    assert "未经本镇核对" in powers.body(shown.record.powers["q216"], shown).html


# ---- laws


def packed(root: Path, tmp_path: Path) -> Path:
    place = tmp_path / "法规.zip"
    done = run("laws", "--pack", place, root=root)
    assert done.exit_code == 0, done.output
    return place


def test_a_newer_set_of_laws_is_shown_law_by_law_and_keeps_what_is_the_towns(root: Path, tmp_path: Path) -> None:
    """The sample town's own law is older: versions, state and day come from the set, the rest is its own."""
    own = root / "powers/laws/g012.yml"
    source = tmp_path / "别的镇"
    shutil.copytree(root / "powers", source / "powers")
    theirs = source / "powers/laws/g012.yml"
    text = theirs.read_text("utf-8")
    newest = "版本:\n  - 版本日期: 2026-09-01\n    施行日期: 2026-11-10\n    条数: 70\n    条号对照:\n      - 原条: 第一条\n        现条: 第二条\n"
    text = (
        text.replace("版本:\n", newest, 1).replace("有效性: 现行", "有效性: 已修改").replace("编号: g012", "编号: g777")
    )
    theirs.write_text(re.sub("^核对到: .*$", "核对到: 2026-11-01", text, flags=re.M), "utf-8")
    theirs.rename(source / "powers/laws/g777.yml")
    mine = own.read_text("utf-8")
    own.write_text(mine.replace("效力级别:", "简称: [排水条例]\n效力级别:", 1) + "备注: 本镇的话。\n", "utf-8")
    place, before = packed(source, tmp_path), state(root)
    seen = run("laws", "--update", place, root=root)
    assert seen.exit_code == 0 and state(root) == before
    assert "城镇排水与污水处理条例" in seen.output and "2026-09-01" in seen.output and "新的：已修改" in seen.output
    assert "备注照本镇的留着" in seen.output and "凭它的" in seen.output and "q002" in seen.output
    assert run("laws", "--update", place, "--apply", root=root).exit_code == 0
    assert changed(before, root) == {"powers/laws/g012.yml", given.FILE}
    after = own.read_text("utf-8")
    for said in (
        "编号: g012",
        "版本日期: 2026-09-01",
        "核对到: 2026-11-01",
        "有效性: 已修改",
        "排水条例",
        "备注: 本镇的话。",
    ):
        assert said in after
    assert "条号对照" not in after  # what was rewritten there was not rewritten here
    assert all(line in after for line in re.findall("    条数: .*|  - 版本日期: .*", mine))
    told = run("check", root=root).output
    assert "H406" in told and "城镇排水与污水处理条例" in told
    assert "没有要换的" in run("laws", "--update", place, root=root).output


def test_a_law_that_the_town_knows_better_and_laws_that_nobody_asked_for_are_left(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "别的镇"
    shutil.copytree(root / "powers", source / "powers")
    place = packed(source, tmp_path)
    edit(root, "laws/g012.yml", ("版本:\n", "版本:\n  - 版本日期: 2026-09-01\n    条数: 70\n"), ("现行", "已修改"))
    with zipfile.ZipFile(place, "a") as archive:
        law = (ROOT / "powers/laws/g025.yml").read_text("utf-8").replace("食品安全法", "样例法")
        archive.writestr("laws/g999.yml", law)
    before = state(root)
    said = run("laws", "--update", place, "--apply", root=root).output
    assert "本镇的更新" in said and "本镇没有的（1）" in said and state(root) == before
    assert run("laws", "样例法", "--update", place, "--apply", root=root).exit_code == 0
    (new,) = changed(before, root) - {given.FILE}
    assert new.startswith("powers/laws/") and "样例法" in (root / new).read_text("utf-8")
    assert run("laws", "没有的法", "--update", place, "--apply", root=root).exit_code == 1


def test_nothing_is_written_where_the_record_would_not_hold(root: Path, tmp_path: Path) -> None:
    """A text with fewer articles than are cited is not taken."""
    source = tmp_path / "别的镇"
    shutil.copytree(root / "powers", source / "powers")
    edit(source, "laws/g012.yml", ("版本:\n", "版本:\n  - 版本日期: 2026-09-01\n    条数: 2\n"))
    place, before = packed(source, tmp_path), state(root)
    done = run("laws", "--update", place, "--apply", root=root)
    assert done.exit_code == 1 and "什么也没有写" in done.output and state(root) == before


@pytest.mark.parametrize("fault", ["not a zip", "bomb", "fields", "local", "cut"])
def test_a_set_that_is_none_is_told(root: Path, tmp_path: Path, fault: str) -> None:
    place, out = tmp_path / "法规.zip", io.BytesIO()
    law = (ROOT / "powers/laws/g025.yml").read_text("utf-8")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if fault == "bomb":
            archive.writestr("laws/g025.yml", b"#" * (64 * 1024 * 1024))
        elif fault == "fields":
            archive.writestr("laws/g025.yml", law + "新的格子: 甲\n")
        elif fault == "local":
            archive.writestr("laws/g001.yml", (ROOT / "powers/laws/g001.yml").read_bytes())
            archive.writestr("../../laws.txt", "x")
        else:
            archive.writestr("laws/g025.yml", law)
    content = out.getvalue()
    place.write_bytes({"not a zip": b"PK\x03\x04 no", "cut": content[:-40]}.get(fault, content))
    before = state(root)
    done = run("laws", "--update", place, "--apply", root=root)
    said = {"fields": "新的格子", "bomb": "太大", "local": "没有国家的法律"}.get(fault, "没有传完整")
    assert done.exit_code == 1 and said in done.output and state(root) == before, done.output


def test_at_a_terminal_it_asks(town: Path, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (P1, P2):
        reworded(newer, path)
    before, answers = state(town), ["9", "一条一条问", "2", "1"]
    monkeypatch.setattr(prompting, "ask", lambda: lambda question: answers.pop(0))
    assert update(town).exit_code == 0 and not answers
    assert changed(before, town) == {f"powers/{P2}", given.FILE}


def test_the_same_laws_make_the_same_file(root: Path, tmp_path: Path) -> None:
    assert packed(root, tmp_path).read_bytes() == packed(root, tmp_path).read_bytes()


# ---- the town's word


def test_the_word_is_set_for_many_at_once_and_only_that_line_changes(town: Path) -> None:
    listed = run("national", root=town).output
    assert "还没问 127" in listed and "全0001  p001" in listed
    before = state(town)
    assert run("national", "p001", "全0002", "--say", "本镇办", root=town).exit_code == 0
    after = state(town)
    assert changed(before, town) == {f"powers/{P1}", f"powers/{P2}"}
    for path in (f"powers/{P1}", f"powers/{P2}"):
        assert after[path] == before[path].replace("还没问".encode(), "本镇办".encode())
    rows = json.loads(run("national", "--format", "json", root=town).output)["事项"]
    assert [row["编号"] for row in rows if row["本镇核对"] == "本镇办"] == ["p001", "p002"]
    assert run("national", "p9999", "--say", "本镇办", root=town).exit_code == 1
    assert run("national", "--say", "本镇办", root=town).exit_code == 2


def test_in_one_sitting_what_was_said_before_stopping_counts(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("national", "--ask", root=town).exit_code == 1  # no terminal
    asked: list[str] = []

    def ask(question: Question) -> str:
        asked.append(question.name)
        return ["本镇办", "", "什么", "3", "停"][len(asked) - 1]

    monkeypatch.setattr(prompting, "ask", lambda: ask)
    before = state(town)
    done = run("national", "--ask", root=town)
    assert done.exit_code == 0 and "记下了 2 条；还没问的 125 条" in done.output
    assert changed(before, town) == {f"powers/{P1}", f"powers/{P3}"} and asked[0].startswith("1/127")
    assert "本镇核对: 不归本镇" in (town / "powers" / P3).read_text("utf-8")


def test_a_workbook_is_the_same_table(town: Path, tmp_path: Path) -> None:
    """Exported, filled in with its drop-down, taken in again: the same lines change."""
    book = tmp_path / "核对.xlsx"
    assert run("export", book, "指路", "一件事", root=town).exit_code == 0
    opened = openpyxl.load_workbook(book)
    sheet = opened["不归镇里办的事（全）"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, 5):
        assert sheet.cell(row, columns["本镇核对"]).value == "还没问"
        sheet.cell(row, columns["本镇核对"]).value = "不归本镇"
    opened.save(book)
    before = state(town)
    done = run("import", book, "--apply", root=town)
    assert done.exit_code == 0, done.output
    assert changed(before, town) == {f"powers/{path}" for path in (P1, P2, P3)}
    assert "还没问 124" in run("national", root=town).output
