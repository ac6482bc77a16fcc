"""The clerk's form over HTTP: what is typed changes its field and nothing else, or nothing is written and it is said why."""

from __future__ import annotations

import os
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from generator.editing import pasting, share
from generator.model.kinds import KINDS
from generator.model.service import Material
from generator.preview import Preview
from generator.preview.saves import RECORD
from tests.editing import every_field
from tests.editing.sending import Answered, Pairs, ask, do, fields, typed
from tests.towns import DAY, TOWN, copied, edit, state

FORM = "/-/edit/f001/"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The sample town under a preview: it makes the site once for all tests."""
    with Preview(copied(tmp_path_factory.mktemp("town")), DAY) as running:
        yield running


@pytest.fixture
def root(preview: Preview) -> Iterator[Path]:
    """The folder of the town, which is as it was again for the next test."""
    root = preview.live.root
    before = state(root)
    yield root
    for path in state(root).keys() - before.keys():
        (root / path).unlink()
    for path, content in before.items():
        (root / path).write_bytes(content)
    preview.saves.note(RECORD)


def opened(preview: Preview, path: str = FORM) -> Pairs:
    """What a form would send as it is."""
    answer = ask(preview, path)
    assert answer.status == 200, answer.text
    return fields(answer.text)


def faults(answer: Answered) -> list[str]:
    """What stands at the fields."""
    return re.findall(r'<p class="e-fault" id="([^"]*)-错1">! ([^<]*)', answer.text)


def of(saved: str) -> str:
    """The page of a save, by the address that one is led to after it."""
    return f"/-/saved/{saved.partition('=')[2]}/"


def text(root: Path, path: str = "services/f001.yml") -> str:
    return (root / "powers" / path).read_text("utf-8")


def test_each_field_changes_alone_and_no_comment_is_lost() -> None:
    """A share of the fields of the sample town; all of them, and those of the real record: python -m tests.editing."""
    opened_files, changed, found = every_field.through(TOWN, Random(20261130), files=0.06, share=0.25)
    assert opened_files > 3 and changed > 40
    assert not found, found[:5]


def test_a_save_changes_its_line_and_says_so(preview: Preview, root: Path) -> None:
    edit(root, "services/f001.yml", ("一句话: ", "# 镇里定的说法\n一句话: "))
    before, others = text(root), state(root)
    preview.saves.note(RECORD)
    answer = ask(preview, FORM, do(typed(opened(preview), "一句话", ["要占集镇的路，先来办这个。"])))
    assert answer.status == 303 and answer.headers["Location"].startswith("/services/f001/?saved=")
    after = text(root)
    assert [line for line in after.split("\n") if line not in before.split("\n")] == [
        "一句话: 要占集镇的路，先来办这个。"
    ]
    assert "# 镇里定的说法" in after and len(after.split("\n")) == len(before.split("\n"))
    now = state(root)
    assert {path for path in now if now[path] != others.get(path)} == {"powers/services/f001.yml"}
    page = ask(preview, answer.headers["Location"]).text
    assert (
        "存好了：f001" in page
        and "<ins>要占集镇的路，先来办这个。</ins>" in page
        and 'href="../../-/edit/f001/"' in page
    )


def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(preview: Preview, root: Path) -> None:
    before = state(root)
    pairs = typed(typed(opened(preview), "一句话", [""]), "承诺办结时限", ["三毛"])
    answer = ask(preview, FORM, do(pairs))
    assert answer.status == 422 and "还没存：有 2 处要改" in answer.text
    assert [name for name, _ in faults(answer)] == ["一句话", "承诺办结时限"]
    assert ("承诺办结时限", "三毛") in fields(answer.text), "what was typed is still there"
    assert state(root) == before


def test_a_fault_that_only_other_entries_show_is_found_before_writing(preview: Preview, root: Path) -> None:
    before = state(root)
    answer = ask(preview, FORM, do(typed(opened(preview), "承办机构", ["没有这个局"])))
    assert answer.status == 422 and [name for name, _ in faults(answer)] == ["承办机构"] and state(root) == before


def test_an_unchanged_form_writes_nothing(preview: Preview, root: Path) -> None:
    before = {path: (root / path).stat().st_mtime_ns for path in state(root)}
    assert ask(preview, FORM, do(opened(preview))).headers["Location"] == "/services/f001/"
    assert {path: (root / path).stat().st_mtime_ns for path in state(root)} == before


def test_groups_are_added_moved_and_dropped_before_anything_is_written(preview: Preview, root: Path) -> None:
    before, pairs = state(root), opened(preview)
    names = [value for name, value in pairs if re.fullmatch(r"申请材料\.\d+\.名称", name)]
    for wish in ("下 申请材料.0", "加 申请材料", "删 申请材料.1"):
        answer = ask(preview, FORM, do(pairs, wish))
        assert answer.status == 200
        pairs = fields(answer.text)
    assert state(root) == before
    last = len(names) - 1
    pairs = typed(pairs, f"申请材料.{last}.名称", ["邻居的意见"])
    pairs = typed(pairs, f"申请材料.{last}.必要性", ["非必要"])
    assert ask(preview, FORM, do(pairs)).status == 303
    written = re.findall(r"^  - 名称: (.*)$", text(root).partition("申请材料:")[2], re.M)[: len(names)]
    assert written == [names[1], *names[2:], "邻居的意见"]


def test_what_is_pasted_becomes_groups_to_be_looked_at(preview: Preview, root: Path) -> None:
    before, pairs = state(root), opened(preview)
    count = sum(bool(re.fullmatch(r"申请材料\.\d+", name)) for name, _ in pairs)
    answer = ask(
        preview, FORM, do(typed(pairs, "申请材料.贴", ["1．申请书\r\n2、营业执照\r\n（3）现场照片"]), "贴 申请材料")
    )
    pairs = fields(answer.text)
    assert answer.status == 200 and "粘来了 3 项，还没存" in answer.text and state(root) == before
    assert [dict(pairs)[f"申请材料.{count + i}.名称"] for i in range(3)] == ["申请书", "营业执照", "现场照片"]
    table = "序号\t名称\t必要性\t份数\r\n1\t委托书\t非必要\t2\r\n2\t租房合同\t必要\t1"
    again = fields(ask(preview, FORM, do(typed(pairs, "申请材料.贴", [table]), "贴 申请材料")).text)
    last = dict(again)
    assert [last[f"申请材料.{count + 3}.{name}"] for name in ("名称", "必要性", "份数")] == ["委托书", "非必要", "2"]
    for i in range(3):
        again = typed(again, f"申请材料.{count + i}.必要性", ["必要"])
    assert ask(preview, FORM, do(again)).status == 303
    assert "- 名称: 租房合同" in text(root)


@pytest.mark.parametrize(
    ("pasted_text", "items", "left"),
    [
        ("1\t申请书\t必要\t原件", [{"名称": "申请书", "必要性": "必要"}], ["原件"]),
        ("申请书\n\n", [{"名称": "申请书"}], []),
        ("", [], []),
        ("名称\t说不清的一列\n甲\t乙", [{"名称": "名称"}, {"名称": "甲"}], ["说不清的一列", "乙"]),
    ],
)
def test_what_is_pasted_is_not_guessed(pasted_text: str, items: list[dict[str, str]], left: list[str]) -> None:
    assert pasting.pasted(Material, pasted_text) == (items, left)


def test_a_new_name_is_followed_where_the_old_one_stands(preview: Preview, root: Path) -> None:
    before, path = state(root), "/-/edit/q003/"
    saved = ask(preview, path, do(typed(opened(preview, path), "名称", ["临时占道审批"]))).headers["Location"]
    now = state(root)
    changed = {path for path in now if now[path] != before[path]}
    assert {"powers/authority/q003.yml", "powers/services/f001.yml"} <= changed
    assert "q003 临时占道审批" in text(root)
    assert ask(preview, "/-/undo/", undoing(preview, saved)).status == 303 and state(root) == before


def undoing(preview: Preview, saved: str) -> Pairs:
    """What the button that undoes a save sends."""
    page = ask(preview, of(saved)).text
    return list(dict.fromkeys(re.findall(r'name="(token|number)" value="([^"]*)"', page)))


def test_empty_and_none_are_two_answers(preview: Preview, root: Path) -> None:
    """“待核” leaves the field out, “无” is written; words and “无” together are asked about."""
    edit(root, "services/f001.yml", ("到办事现场次数: 1", "到办事现场次数: 无"))
    preview.saves.note(RECORD)
    pairs = opened(preview)
    assert ("到办事现场次数.无", "无") in pairs and ("到办事现场次数", "") in pairs
    gone = [pair for pair in pairs if pair[0] != "到办事现场次数.无"]
    assert ask(preview, FORM, do([*gone, ("到办事现场次数.无", "待核")])).status == 303
    assert "到办事现场次数" not in text(root)
    pairs = opened(preview)
    assert ("到办事现场次数.无", "待核") in pairs
    gone = [pair for pair in pairs if pair[0] != "到办事现场次数.无"]
    assert ask(preview, FORM, do([*gone, ("到办事现场次数.无", "无")])).status == 303
    assert "到办事现场次数: 无" in text(root)
    both = [*opened(preview), ("承诺办结时限.无", "无")]
    answer = ask(preview, FORM, do(both))
    assert answer.status == 422 and "只留一样" in dict(faults(answer))["承诺办结时限"]


def test_what_people_type_becomes_what_the_record_writes(preview: Preview, root: Path) -> None:
    pairs = typed(opened(preview), "核对到", ["2026年11月2日"])
    pairs = typed(pairs, "到办事现场次数", ["２次"])
    assert ask(preview, FORM, do(pairs)).status == 303
    assert "核对到: 2026-11-02" in text(root) and "到办事现场次数: 2\n" in text(root)


def test_an_entry_is_named_by_its_id_alone(preview: Preview, root: Path) -> None:
    pairs = typed(opened(preview), "对应权力", ["q003", ""])
    assert ask(preview, FORM, do(pairs)).headers["Location"] == "/services/f001/", "it said so already"
    assert ("对应权力", "q003 临时占用城市道路审批") in opened(preview)


def test_fields_that_the_mode_leaves_no_place_for_are_folded(preview: Preview) -> None:
    page = ask(preview, "/-/edit/q001/").text
    folded = re.search(r"不用填的 \d+ 格：([^<]*)", page)
    assert folded and "委托书" in folded[1].split("、")


def test_a_new_entry_gets_its_id_when_it_is_saved(preview: Preview, root: Path) -> None:
    before = state(root)
    pairs = opened(preview, "/-/new/elsewhere/")
    answer = ask(preview, "/-/new/elsewhere/", do(pairs))
    assert answer.status == 422 and state(root) == before
    for name, value in (("名称", "办身份证"), ("资料性质", "法条整理"), ("核对到", "2026-11-01")):
        pairs = typed(pairs, name, [value])
    pairs = typed(typed(pairs, "归谁办", ["公安派出所"]), "说法", ["身份证丢了"])
    pairs = typed(pairs, "依据", ["《城市道路管理条例》第三十条"])
    answer = ask(preview, "/-/new/elsewhere/", do(pairs))
    assert answer.status == 303, faults(answer)
    new = state(root).keys() - before.keys()
    assert len(new) == 1 and f"/{Path(new.pop()).stem}/?saved=" in answer.headers["Location"]


def test_every_kind_has_an_empty_form(preview: Preview) -> None:
    shown = [re.findall("<h1>(.*?)</h1>", ask(preview, f"/-/new/{kind.attribute}/").text) for kind in KINDS]
    assert shown == [[f"新的{kind.word}"] for kind in KINDS]


def test_a_save_is_undone_unless_the_file_went_on(preview: Preview, root: Path) -> None:
    before = text(root)
    saved = ask(preview, FORM, do(typed(opened(preview), "一句话", ["甲。"]))).headers["Location"]
    undo = undoing(preview, saved)
    assert ask(preview, "/-/undo/", undo).headers["Location"] == saved
    assert text(root) == before and "撤回了" in ask(preview, saved).text
    saved = ask(preview, FORM, do(typed(opened(preview), "一句话", ["乙。"]))).headers["Location"]
    edit(root, "services/f001.yml", ("乙。", "丙。"))
    answer = ask(preview, "/-/undo/", [undo[0], ("number", saved.partition("=")[2])])
    assert answer.status == 409 and "后来又改过" in answer.text and "丙。" in text(root)


def test_one_field_of_many_entries_is_saved_together_or_not_at_all(preview: Preview, root: Path) -> None:
    path, before = "/-/table/departments/咨询电话/", state(root)
    pairs = opened(preview, path)
    changed = typed(typed(pairs, "j001.咨询电话", ["0000-0000091"]), "j002.咨询电话", ["说不好"])
    answer = ask(preview, path, do(changed))
    assert answer.status == 422 and state(root) == before and ("j001.咨询电话", "0000-0000091") in fields(answer.text)
    saved = ask(preview, path, do(typed(changed, "j002.咨询电话", ["0000-0000092"]))).headers["Location"]
    now = state(root)
    assert {path for path in now if now[path] != before[path]} == {f"powers/departments/j00{i}.yml" for i in (1, 2)}
    page = ask(preview, of(saved)).text
    assert "j001 咨询电话" in page and "j002 咨询电话" in page and "旧名称" not in page
    late = ask(preview, path, do(typed(pairs, "j001.咨询电话", ["0000-0000093"])))
    assert late.status == 422 and "被改成“0000-0000091”" in late.text
    assert ask(preview, "/-/undo/", undoing(preview, saved)).status == 303 and state(root) == before


def test_a_whole_list_has_a_form_too(preview: Preview, root: Path) -> None:
    path = "/-/edit/vocabulary/同义词.yml/"
    before = text(root, "vocabulary/同义词.yml")
    answer = ask(preview, path, do(opened(preview, path)))
    assert answer.status == 303 and text(root, "vocabulary/同义词.yml") == before


def test_the_adjustment_of_a_change_is_drafted_and_undone(preview: Preview, root: Path) -> None:
    path = "/-/edit/q001/"
    saved = ask(preview, path, do(typed(opened(preview, path), "权限边界", ["只管镇驻地。"]))).headers["Location"]
    assert "还要登记一次动态调整" in ask(preview, saved).text
    page = ask(preview, of(saved)).text
    assert "<td>只管镇驻地。</td>" in page and "起草这次调整" in page
    assert "只管镇驻地。" in ask(preview, "/-/changes/").text
    token = re.findall(r'name="token" value="([^"]*)"', page)[0]
    answer = ask(preview, "/-/adjust/", [("token", token)])
    form = answer.headers["Location"]
    assert answer.status == 303 and re.fullmatch(r"/-/edit/t2026\d+/", form)
    draft = text(root, f"adjustments/{form.split('/')[3]}.yml")
    assert "事项: q001 城市大型户外广告设置审核" in draft and "改为: 只管镇驻地。" in draft
    assert ("事项.0.改了什么.0.改为", "只管镇驻地。") in opened(preview, form), "it is filled in by its own form"
    again = ask(preview, "/-/adjust/", [("token", token)])
    assert again.status == 409 and "还没有填好" in again.text


def test_publishing_says_what_keeps_it(preview: Preview, root: Path, tmp_path: Path) -> None:
    before, sent = state(root), [("网站", str(tmp_path / "www")), ("压缩包", "桌面.zip")]
    assert preview.editing
    token = ("token", preview.editing.token)
    assert ask(preview, "/-/publish/", sent).status == 403
    for more, said in (
        ([], "压缩包放到哪里：写完整的路径"),
        ([("压缩包", str(tmp_path / "a.zip"))], "勾上“第一次正式发布”"),
        ([("压缩包", str(tmp_path / "a.zip")), ("第一次", "是")], "正式发布要有送审签"),
        ([("网站", str(root))], "不能放网站"),
    ):
        assert ask(preview, "/-/publish/", [token, *sent, *more]).headers["Location"] == "/-/publish/"
        page = published(preview)
        assert "没有发布" in page and said in page, page
    assert state(root) == before and not (tmp_path / "www").exists() and not (tmp_path / "a.zip").exists()


def published(preview: Preview) -> str:
    """The page of publishing, once that has come to its end."""
    for _ in range(600):
        page = ask(preview, "/-/publish/").text
        if "正在" not in page:
            return page
        time.sleep(0.1)
    raise TimeoutError(page)


def test_a_pack_is_published_from_the_browser(preview: Preview, root: Path, tmp_path: Path) -> None:
    assert preview.editing
    pack = tmp_path / "网站.zip"
    sent = {"token": preview.editing.token, "网站": str(tmp_path / "www"), "压缩包": str(pack), "送审签": "2026年第5号"}
    sent |= {"编辑": "党政办科员", "审核": "党政办主任", "签发": "分管领导岗", "第一次": "是"}
    ask(preview, "/-/publish/", list(sent.items()))
    page = published(preview)
    assert "发布了第" in page and str(pack) in page and "解压" in page, page
    assert "先读我.txt" in zipfile.ZipFile(pack).namelist()
    assert "2026年第5号" in text(root, "publications.csv")


def test_somebody_elses_save_is_waited_for(preview: Preview, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "_PATIENCE", 0.1)
    pairs = do(typed(opened(preview), "一句话", ["甲。"]))
    lock = root / share.LOCK
    lock.write_text("老王 在 二楼 上，10:42:07\n", "utf-8")
    answer = ask(preview, FORM, pairs)
    assert answer.status == 422 and "老王 在 二楼 上，10:42:07 正在存" in answer.text and "甲。" not in text(root)
    os.utime(lock, (1, 1))  # a computer that was switched off
    assert ask(preview, FORM, pairs).status == 303 and not lock.exists()


def test_read_only_has_no_form(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Preview(preview.live.root, DAY, read_only=True)
    other.live.close()
    assert other.editing is None
    monkeypatch.setattr(preview, "editing", None)
    assert ask(preview, FORM).status == 404
    assert ask(preview, FORM, [("do", "存")]).status == 405
    assert "改这一条" not in ask(preview, "/services/f001/").text


def test_the_form_of_a_file_that_cannot_be_read_says_so(preview: Preview, root: Path) -> None:
    (root / "powers/services/f001.yml").write_text("编号: f001\n名称: [", "utf-8")
    preview.saves.note(RECORD)
    answer = ask(preview, FORM)
    assert answer.status == 409 and "powers/services/f001.yml 里有错" in answer.text
