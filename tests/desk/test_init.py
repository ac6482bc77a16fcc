"""`qingdan init`: a town to begin with is small, whole and true, in any province, or is not begun at all."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator import record
from generator.checked import read_and_check
from generator.cli import main
from generator.derive.grounds import laws_of, on_national_law_alone
from generator.derive.town import derive
from generator.desk.fmt import job as fmt
from generator.desk.init import job as init
from generator.files import together, whole
from generator.model.authority import Power
from generator.model.entry import Shared
from generator.model.fields import values_of
from generator.model.service import Guide
from generator.model.values import EntryRef
from generator.pages import elsewhere
from generator.standards import tables
from tests.qingdan import run
from tests.towns import DAY, ROOT

GIVEN = ["名称=样例镇", "省=四川省", "设区的市=样例市", "县=青榆县"]


def begun(folder: Path, *words: str) -> Path:
    done = run("init", folder, *(words or GIVEN))
    assert done.exit_code == 0, done.output
    return folder


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_from_nothing_to_a_site(tmp_path: Path) -> None:
    """In another province, in a folder with spaces: begun, checked, built; nothing of this town or province in it."""
    root = begun(tmp_path / "我的 镇（试）")
    done = run("check", root=root)
    assert done.exit_code == 0 and "0 处错误，0 处提醒" in done.output, done.output
    done = run("build", root=root)
    assert done.exit_code == 0, done.output
    for page in (
        "",
        "authority/q203/",
        "services/f005/",
        "elsewhere/p001/",
        "departments/j001/",
        "help/editing/",
        "about/",
    ):
        assert (root / "site" / page / "index.html").is_file(), page
    for page in ("index.html", "authority/q203/index.html", "help/lists/index.html", "help/modes/index.html"):
        text = (root / "site" / page).read_text("utf-8")
        assert "样例镇" in text and not any(word in text for word in ("山东", "泰安", "宁阳", "磁窑")), page
    assert "演示" in (root / "site/index.html").read_text("utf-8")


def test_a_double_click_starts_it(tmp_path: Path) -> None:
    """The starter of Windows is plain ASCII with its line ends; that of a Linux desktop runs in the town's folder."""
    root = begun(tmp_path / "我的 镇")
    bat = (root / "打开.bat").read_bytes()
    assert bat.isascii() and bat.count(b"\r\n") == bat.count(b"\n") > 5 and b'cd /d "%~dp0"' in bat
    starter = root / "打开.desktop"
    value = next(
        line.removeprefix("Exec=") for line in starter.read_text("utf-8").splitlines() if line.startswith("Exec=")
    )
    found = re.fullmatch(
        r'sh -c "((?:[^"\\]|\\.)*)" sh %k', value.replace("\\\\", "\\")
    )  # a string of the file format …
    assert found
    script = re.sub(r'\\(["`$\\])', r"\1", found[1])  # … and an argument in quotes (Desktop Entry Specification)
    program = tmp_path / "qingdan"
    program.write_text('#!/bin/sh\necho "$PWD $1"\n')
    program.chmod(0o755)
    said = subprocess.run(
        ["sh", "-c", script, "sh", str(starter)],
        check=True,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert said.stdout == f"{root} serve\n", said.stderr


def test_what_the_laws_give_to_towns_is_not_a_subdistricts(tmp_path: Path) -> None:
    root = begun(tmp_path / "a", "名称=样例街道", "省=四川省", "县=青榆区")
    town, problems = record.read(root)
    assert not problems and town.town
    assert (town.town.authority, town.town.superior) == ("样例街道办事处", "青榆区人民政府")
    assert not town.powers and not town.guides and town.elsewhere
    assert run("check", root=root).exit_code == 0


def test_it_is_tidy_and_invents_nothing(tmp_path: Path) -> None:
    root = begun(tmp_path / "a")
    outcomes = fmt.run(root, write=False)
    assert outcomes and not any(outcome.changed or outcome.refused for outcome in outcomes)
    town, _ = record.read(root)
    assert town.town and not town.formal and town.town.review_body == "青榆县人民政府"
    for part in (town.town, town.town.centre, *town.departments.values()):
        for attribute in ("address", "hours", "inquiry_phone", "complaint_phone", "head", "credit_code", "sources"):
            assert getattr(part, attribute, None) is None, (part, attribute)
    assert {str(part.standing) for part in (town.town, *town.departments.values())} == {"示例"}
    assert {str(entry.standing) for entry in (*town.powers.values(), *town.laws.values())} == {"法条整理"}


@pytest.mark.parametrize(
    "words",
    [
        GIVEN,
        ["名称=样例乡", "省=黑龙江省", "县=样例县"],
        ["名称=样例街道", "省=广东省", "设区的市=样例市", "县=样例区"],
    ],
)
def test_a_town_of_any_province_begins_with_the_laws_of_the_state(tmp_path: Path, words: list[str]) -> None:
    root = begun(tmp_path / "a", *words)
    checked = read_and_check(root, DAY)
    assert not checked.problems
    town = checked.record
    matters = list(town.shared())
    assert len(town.laws) >= 40 and len(matters) >= 60
    assert bool(town.guides) == bool(town.powers) == (not words[0].endswith("街道"))
    for guide in town.guides.values():  # the powers that it serves came with it
        assert all(town.powers[ref.id].name == ref.name for ref in guide.powers)
    assert all(matter.national_id and matter.asked == "还没问" for matter in matters)
    assert all(basis for matter in matters for basis in (laws_of(matter, town),))
    for path in everything(root / "powers"):
        if path != "town.yml":  # whose hints give examples
            text = (root / "powers" / path).read_text("utf-8")
            assert not re.search("山东|泰安|宁阳|磁窑", text), path
    for matter in matters:
        for _, _, reference in values_of(matter, EntryRef):
            assert town.get(reference.id), (matter.id, reference)


def test_the_numbers_of_the_program_are_unique_and_name_what_they_number() -> None:
    real, _ = record.read(ROOT)
    rows = tables.load("national_matters.yml")["事项"]
    assert len({row["全国编号"] for row in rows}) == len({row["取自"] for row in rows}) == len(rows)
    assert [row["全国编号"] for row in rows] == [f"全{number:04}" for number in range(1, len(rows) + 1)]
    for row in rows:
        entry = real.get(row["取自"])
        assert isinstance(entry, Shared) and entry.name == row["名称"]
        if not isinstance(entry, Power):  # whose 承办机构 has a local source: neither is given
            assert on_national_law_alone(entry, real), row
        for ref in entry.powers if isinstance(entry, Guide) else ():
            assert ref.id in {row["取自"] for row in rows}, row


def test_what_came_with_the_program_waits_for_the_towns_word(tmp_path: Path) -> None:
    """A demonstration shows it with a mark; a formal town publishes it once it said that it holds."""
    root = begun(tmp_path / "a")
    said = {"p001": "本镇办", "p002": "不归本镇"}
    for id_, word in said.items():
        file = root / f"powers/elsewhere/{id_}.yml"
        file.write_text(file.read_text("utf-8").replace("本镇核对: 还没问", f"本镇核对: {word}"), "utf-8")
    town, _ = record.read(root)
    shown = derive(town, DAY)
    assert "p002" not in shown.record.elsewhere and {"p001", "p003"} <= set(shown.record.elsewhere)
    assert "未经本镇核对" in elsewhere.body(shown.record.elsewhere["p003"], shown).html
    assert "未经本镇核对" not in elsewhere.body(shown.record.elsewhere["p001"], shown).html
    assert town.town
    formal = replace(town, town=town.town.model_copy(update={"state": "正式"}))
    published = derive(formal, DAY).record
    assert set(published.elsewhere) == {"p001"} and not (published.together or published.guides or published.powers)


def test_the_editor_and_the_version_store_know_the_folder(tmp_path: Path) -> None:
    root = begun(tmp_path / "a")
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
    assert all((root / place).is_file() for place in settings["yaml.schemas"])
    assert "/site/" in (root / ".gitignore").read_text("utf-8").splitlines()
    told = (root / "README.md").read_text("utf-8")
    assert told.startswith("# 样例镇办事与权责公开") and "样例镇人民政府" in told and "{" not in told
    for command in ("check", "serve", "build", "new"):
        assert f"qingdan {command}" in told and command in main.commands


def test_names_that_follow_may_be_given(tmp_path: Path) -> None:
    root = begun(tmp_path / "a", *GIVEN, "机关全称=样例民族乡人民政府", "上级=青榆自治县人民政府")
    town, problems = record.read(root)
    assert not problems and town.town and town.town.authority == "样例民族乡人民政府"
    assert town.department("青榆自治县人民政府")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["名称=样例镇"], "省=…"),
        ([*GIVEN, "发布状态=正式"], "发布状态：现在不问"),
        ([*GIVEN, "名成=甲"], "是不是想写“名称”"),
        ([*GIVEN, "县=甲"], "写了两次"),
        (["名称=待定"], "写的是“待定”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_hold_is_told_and_nothing_is_made(tmp_path: Path, words: list[str], expected: str) -> None:
    done = run("init", tmp_path / "a", *words)
    assert done.exit_code == 2 and expected in done.output, done.output
    assert not (tmp_path / "a").exists()


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "别的.txt").write_text("别的", "utf-8")
    done = run("init", tmp_path, *GIVEN)
    assert done.exit_code == 2 and "已经有东西" in done.output
    assert everything(tmp_path) == ["别的.txt"]


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "aux.d", "镇?", "镇:1", "镇.", "镇 "])
def test_a_name_that_windows_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    done = run("init", tmp_path / name, *GIVEN)
    assert done.exit_code == 2 and "换一个名称" in done.output, done.output
    assert not any(tmp_path.iterdir())


def test_an_empty_folder_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", ".", *GIVEN).exit_code == 0
    assert (tmp_path / "powers/town.yml").is_file()


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves no folder; a power cut after the decision leaves a town once the command is given again."""
    folder = tmp_path / "a"
    write, count = whole.write, iter(range(100))

    def full(place: Path, content: bytes) -> None:
        if next(count) == 5:
            raise OSError(28, "full")
        write(place, content)

    with monkeypatch.context() as patch:
        patch.setattr(whole, "write", full)
        done = run("init", folder, *GIVEN)
        assert done.exit_code == 1 and "写不进去" in done.output
    assert not folder.exists()

    def cut(root: Path) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(together, "finish", cut)
        assert run("init", folder, *GIVEN).exit_code == 130
    done = run("init", folder, *GIVEN)
    assert "接着写完了" in done.output and done.exit_code == 0
    assert (folder / "powers/town.yml").is_file() and not [name for name in os.listdir(folder) if "qingdan" in name]


def test_at_a_terminal_the_names_that_follow_are_offered(tmp_path: Path) -> None:
    answers = ["样例镇", "四川省", "", "青榆县", "", "青榆县人民政府"]
    offered = []

    def ask(question) -> str:
        offered.append(question.default)
        return answers.pop(0)

    init.start(tmp_path / "a", [], ask, {})
    town, problems = record.read(tmp_path / "a")
    assert not problems and town.town and town.town.authority == "样例镇人民政府" and not answers
    assert offered == ["", "", "无", "", "样例镇人民政府", "青榆县人民政府"]


def test_what_clerks_are_told_to_type_exists() -> None:
    """On the page for clerks and in a new town's README; each command with the options it is given."""
    told = (ROOT / "content/help/editing.md").read_text("utf-8") + init._beginning()["README.md"].decode()
    lines = re.findall(r"qingdan ([a-z]+)((?: [^\s`]+)*)", told)
    assert len(lines) > 15
    for name, rest in lines:
        known = {option for param in main.commands[name].params for option in param.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, (name, rest)
