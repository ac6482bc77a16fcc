"""`qingdan rename`: the old name is kept, what refers to it follows, nothing else changes; all files or none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import record
from generator.checked import read_and_check
from tests.qingdan import Done, run
from tests.towns import DAY, ROOT, edit, state

OLD, NEW = "便民服务局", "政务服务局"


def rename(root: Path, *words: str) -> Done:
    return run("rename", *words, root=root)


def changed(before: dict[str, bytes], root: Path) -> set[str]:
    after = state(root)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_it_is_shown_before_it_is_written(root: Path) -> None:
    before = state(root)
    done = rename(root, OLD, NEW)
    assert done.exit_code == 0 and "加上 --apply" in done.output and state(root) == before
    assert "powers/departments/j012.yml　名称" in done.output and "承办机构" in done.output


def test_a_body_is_renamed_wherever_it_is_meant_today(root: Path) -> None:
    edit(root, "authority/q001.yml", (f"承办机构: {OLD}", f"承办机构: {OLD}  # 核过"))
    edit(root, "services/f005.yml", ("一句话: ", f"一句话: {OLD}说，"))
    was, problems = read_and_check(root, DAY).record, read_and_check(root, DAY).problems
    before = state(root)
    done = rename(root, OLD, NEW, "--apply")
    assert done.exit_code == 0, done.output
    assert "没有动" in done.output and "一句话" in done.output  # a sentence may speak of the time before
    now = read_and_check(root, DAY)
    assert now.problems == problems
    assert str(now.record.departments["j012"].name) == NEW and OLD in now.record.departments["j012"].names
    for id_, power in was.powers.items():
        expected = NEW if power.handler == OLD and not power.ended else power.handler
        assert now.record.powers[id_].handler == expected
    assert now.record.adjustments == was.adjustments and now.record.decisions == was.decisions
    for path in changed(before, root):  # nothing but the name changed, and comments stay
        text = (root / path).read_text("utf-8")
        if path != "powers/departments/j012.yml":
            assert text.replace(NEW, OLD) == before[path].decode().replace(NEW, OLD), path
    assert "# 核过" in (root / "powers/authority/q001.yml").read_text("utf-8")


def test_a_law_is_renamed_in_citations_of_the_record_and_of_prose(root: Path) -> None:
    shutil.copytree(ROOT / "content/help", root / "content/help")
    page = root / "content/help/ask.md"
    old, new = "样例市户外广告和招牌设置管理条例", "样例市户外广告设施管理条例"
    page.write_text(page.read_text("utf-8") + f"\n见《{old}》第十四条。\n", "utf-8")
    done = rename(root, f"《{old}》", new, "--apply")
    assert done.exit_code == 0, done.output
    after, problems = record.read(root)
    assert not problems and after.laws["g101"].former and old in after.laws["g101"].names
    assert f"见《{new}》第十四条。" in page.read_text("utf-8")
    of_then = ("powers/adjustments/", "powers/enforcement/decisions/")
    citing = [path for path, content in state(root).items() if f"《{old}》".encode() in content]
    assert citing and all(path.startswith(of_then) for path in citing)
    assert run("check", root=root).exit_code == 0


def test_what_only_follows_a_renaming_has_not_changed(root: Path, tmp_path: Path) -> None:
    then = Path(shutil.copytree(root, tmp_path / "以前"))
    rename(root, OLD, NEW, "--apply")
    said = run("diff", str(then), root=root).output
    assert "只是跟着机构、法规改名的 6 个文件，不算改" in said and "q001　" not in said and "q001 城市" not in said
    assert "须经调整" not in said
    edit(root, "authority/q001.yml", ("权限边界: ", "权限边界: 还有："))
    said = run("diff", str(then), root=root).output
    assert "q001 城市大型户外广告设置审核" in said and "须经调整的 1 处" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("没有的局", NEW), "机构、法规里没有“没有的局”"),
        ((OLD, OLD), "一样"),
        ((OLD, "综合行政执法局"), "已经是"),
        (("q001", NEW), "事项改名要走动态调整"),
    ],
)
def test_what_cannot_be_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    before = state(root)
    done = rename(root, *words, "--apply")
    assert done.exit_code == 1 and said in done.output and state(root) == before, done.output


def test_a_body_that_was_renamed_by_hand_is_told_of_the_former_name(root: Path) -> None:
    edit(root, "departments/j012.yml", (f"名称: {OLD}", f"名称: {NEW}"))
    assert "把旧名写进它的“曾用名”" in run("check", root=root).output
