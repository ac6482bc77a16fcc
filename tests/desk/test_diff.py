"""qingdan diff: what changed is said field by field, what needs an adjustment is named, the draft covers it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from generator import record, versions
from generator.checked import read_and_check
from generator.derive import adjusted, wording
from generator.derive.field_changes import field_changes
from generator.derive.history import history_of
from generator.desk.diff import earlier
from generator.handbook import manuals
from generator.model.authority import Power
from generator.model.service import Guide
from generator.reading import ledger
from tests.qingdan import Done, run
from tests.towns import DAY, copied, edit

PERIOD = ("2028-06-30", "2029-06-30")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the sample town, and beside it the record as it was."""
    copied(tmp_path / "then")
    return copied(tmp_path / "now")


def diff(root: Path, *words: str) -> Done:
    """The command, as of the day of the tests."""
    return run("diff", *words, root=root)


def against(root: Path, *words: str) -> Done:
    """The command, compared with the record as it was."""
    return diff(root, str(root.parent / "then"), *words)


def told(root: Path) -> dict[str, dict]:
    """What the JSON form says, by id or file."""
    body = json.loads(against(root, "--format", "json").stdout)
    return {change["编号"] or change["文件"]: change for change in body["改了的"]}


def test_nothing_changed_is_said_and_holds(root: Path) -> None:
    done = against(root)
    assert done.exit_code == 0
    assert done.stdout.strip().endswith("没有变。")


def test_another_way_of_writing_is_no_change(root: Path) -> None:
    edit(root, "authority/q002.yml", ("编号: q002", "# 核过\n编号: q002"), ("类型: 行政许可", "类型: '行政许可'"))
    edit(root, "authority/q002.yml", ("实施依据: 《", "实施依据:\n  - 《"))
    assert "没有变" in against(root).stdout


def test_a_field_before_and_after_and_that_it_needs_an_adjustment(root: Path) -> None:
    edit(root, "authority/q101.yml", PERIOD, ("0000-0000239", "0000-0000240"))
    done = against(root)
    assert done.exit_code == 1
    assert "委托书·期限　【须经调整，还没有写进哪一次调整】" in done.stdout
    assert "原来：2025-07-01 至 2028-06-30" in done.stdout
    assert re.search(r"监督电话\n +原来：0000-0000239\n +现在：0000-0000240", done.stdout)
    assert "须经调整的 1 处，1 处还没有写进哪一次调整。" in done.stdout


def test_what_needs_no_adjustment_holds(root: Path) -> None:
    edit(root, "authority/q101.yml", ("0000-0000239", "0000-0000240"))
    assert against(root).exit_code == 0


def test_items_of_a_list_are_told_one_by_one(root: Path) -> None:
    edit(root, "authority/q101.yml", ("  - 翻盖老屋\n", "  - 盖二层\n"))
    (found,) = told(root)["q101"]["格子"]
    assert (found["格子"], found["去掉"], found["加上"]) == ("俗称", ["翻盖老屋"], ["盖二层"])


def test_parts_are_matched_by_what_names_them() -> None:
    before = {
        "申请材料": [{"名称": "申请表", "份数": "1"}, {"名称": "身份证", "份数": "1"}, {"名称": "照片", "份数": "2"}]
    }
    after = {
        "申请材料": [{"名称": "委托书", "份数": "3"}, {"名称": "身份证", "份数": "2"}, {"名称": "近照", "份数": "2"}]
    }
    found = [(change.path, change.before, change.after) for change in field_changes(Guide, before, after)]
    assert found == [
        ("申请材料·申请表", "申请表（份数：1）", ""),
        ("申请材料·身份证·份数", "1", "2"),
        ("申请材料·照片·名称", "照片", "近照"),
        ("申请材料·委托书", "", "委托书（份数：3）"),
    ]


def test_a_new_order_is_told_as_that() -> None:
    parts = [{"环节": "受理"}, {"环节": "决定"}]
    (change,) = field_changes(Guide, {"办理环节": parts}, {"办理环节": parts[::-1]})
    assert change.moved
    (change,) = field_changes(Power, {"俗称": ["甲", "乙"]}, {"俗称": ["乙", "甲"]})
    assert change.moved


def test_none_and_not_known_differ() -> None:
    (change,) = field_changes(Power, {"权限边界": "无"}, {})
    assert (change.before, change.after) == ("无", "")


def test_actions_are_the_words_of_adjustments(root: Path) -> None:
    edit(root, "authority/q002.yml", ("名称: 城镇污水", "名称: 污水"))
    edit(root, "responsibility/z101.yml", ("资料性质: 官方", "资料性质: 官方\n状态: 取消"))
    edit(root, "authority/q103.yml", ("状态: 取消\n", ""))
    edit(root, "town.yml", ("0000-0000101", "0000-0000109"))
    edit(root, "enforcement/执法人员.yml", ("石样例", "石样本"))
    (root / "powers/elsewhere/p003.yml").unlink()
    (root / "powers/attachments/f001/新.pdf").write_bytes(b"%PDF-1.4")
    found = {key: change["动作"] for key, change in told(root).items()}
    assert found == {
        "q002": ["更名"],
        "q103": ["恢复"],
        "z101": ["取消"],
        "p003": ["文件没有了"],
        "powers/town.yml": ["变更"],
        "powers/enforcement/执法人员.yml": ["变更"],
        "powers/attachments/f001/新.pdf": ["新增"],
    }


def test_a_file_that_cannot_be_read_is_named(root: Path) -> None:
    edit(root, "authority/q101.yml", ("类型: 行政许可", "类型：行政许可"))
    done = against(root)
    assert done.exit_code == 1
    assert "q101" in done.stdout and "这个文件有错，没法比" in done.stdout


def test_every_form_says_the_same(root: Path) -> None:
    edit(root, "authority/q101.yml", PERIOD)
    edit(root, "authority/q002.yml", ("名称: 城镇污水", "名称: 污水<b>"))
    page = against(root, "--format", "html").stdout
    markdown = against(root, "--format", "md").stdout
    for text in (page, markdown):
        assert "委托书·期限" in text and "须经调整，还没有写进哪一次调整" in text
    assert "202<del>8</del>-06-30" in page and "202<ins>9</ins>-06-30" in page
    assert "<b>" not in page and "<script" not in page and "http" not in page
    assert "\\<b\\>" in markdown


def test_the_page_goes_into_a_file_whatever_the_console_can_show(root: Path, tmp_path: Path) -> None:
    edit(root, "authority/q101.yml", ("0000-0000239", "0000-0000240"))
    out = tmp_path / "改了什么.html"
    for _ in range(2):
        assert against(root, "--out", str(out)).exit_code == 0
    assert out.read_text("utf-8").startswith("<!doctype html>") and "乡村建设规划许可证核发" in out.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [out.name]


# Where the earlier record comes from.


def git(root: Path, *words: str) -> None:
    """git, with a name of its own."""
    name = ["-c", "user.name=文员", "-c", "user.email=wenyuan@example.gov.cn", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *name, *words], cwd=root, check=True, capture_output=True)


def committed(root: Path, words: str) -> None:
    """Everything, committed."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", words)


def test_compared_with_a_revision_and_what_was_last_published(root: Path) -> None:
    git(root, "init", "-q")
    committed(root, "一")
    edit(root, "authority/q101.yml", ("0000-0000239", "0000-0000240"))
    assert "0000-0000240" in diff(root).stdout
    row = "q101,authority/q101/,0123456789abcdef,,2026-06-01,2026-11-01,\n"
    edit(root, "published.csv", (",".join(ledger_header(root)), ",".join(ledger.COLUMNS)))
    with open(root / "powers/published.csv", "ab") as file:
        file.write(row.encode())
    committed(root, "二，发布")
    edit(root, "authority/q102.yml", ("名称: 劳动用工", "名称: 用工"))
    committed(root, "三")
    since = diff(root)
    assert "q102" in since.stdout and "q101" not in since.stdout
    assert "q102" not in diff(root, "HEAD").stdout
    assert "0000-0000239" in diff(root, "HEAD~2").stdout


def ledger_header(root: Path) -> list[str]:
    """The first line of a ledger."""
    return (root / "powers/published.csv").read_text("utf-8").splitlines()[0].split(",")


def test_a_town_inside_a_repository_is_compared_with_its_own_past(root: Path) -> None:
    git(root.parent, "init", "-q")
    committed(root.parent, "一")
    edit(root, "authority/q101.yml", PERIOD)
    assert "q101" in diff(root, "HEAD").stdout and "1 个文件不一样" in diff(root, "HEAD").stdout


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "不在版本库里"),
        (["v9"], "没有“v9”这个文件夹"),
        (["{empty}"], "没有 powers 文件夹"),
    ],
)
def test_without_an_earlier_record_it_says_so(root: Path, tmp_path: Path, asked: list[str], said: str) -> None:
    (tmp_path / "empty").mkdir()
    done = diff(root, *[word.format(empty=tmp_path / "empty") for word in asked])
    assert done.exit_code == 1
    assert said in done.stderr


def test_a_revision_that_is_not_there_and_no_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "init", "-q")
    assert "还没有提交过" in diff(root).stderr
    committed(root, "一")
    assert "没有“v9”这个版本" in diff(root, "v9").stderr
    with pytest.raises(earlier.NoEarlier, match="没有“--output=x”这个版本"), earlier.earlier_record(root, "--output=x"):
        pass
    monkeypatch.setattr(versions.shutil, "which", lambda _: None)
    assert "没有装 git" in diff(root).stderr


def test_a_published_town_without_version_control_is_told_to_keep_a_copy(root: Path) -> None:
    row = "q101,authority/q101/,0123456789abcdef,2026-01-05,2026-01-05,\n"
    (root / "powers/published.csv").write_text(f"编号,网址,摘要,首次发布,最后发布,须经调整\n{row}", "utf-8")
    done = diff(root)
    assert "不在版本库里" in done.stderr and "qingdan diff ..\\以前的" in done.stderr


# 须经调整.


def drafted(root: Path) -> Path:
    """The adjustment that the command drafts."""
    assert against(root, "--adjustment").exit_code == 1
    return root / "powers/adjustments/t2026003.yml"


def fill(path: Path) -> None:
    """Fill in the blanks of a draft as a clerk would, from the paper."""
    known = {
        "名称": "2026年第三次动态调整",
        "资料性质": "官方",
        "提出单位": "禾泉镇人民政府",
        "审核单位": "中共青榆县委机构编制委员会办公室",
        "合法性审查": "青榆县司法局",
        "批准机关": "青榆县人民政府",
        "批准文件": "青政发〔2026〕9号",
        "批准日期": "2026-11-12",
        "公布日期": "2026-11-16",
        "生效日期": "2026-11-18",
        "理由": "群众少跑一趟",
        "在途件": "接着办完",
    }
    text = re.sub(r"(?m)^( *)(\S+):  # 填：.*$", lambda m: f"{m[1]}{m[2]}: {known[m[2]]}", path.read_text("utf-8"))
    path.write_bytes(text.encode())


def test_the_draft_covers_what_it_was_drafted_for_once_filled_in(root: Path) -> None:
    edit(root, "authority/q101.yml", PERIOD, ("承办机构: 规划建设和生态环境办公室", "承办机构: 便民服务局"))
    edit(root, "authority/q002.yml", ("名称: 城镇污水", "名称: 污水"))
    edit(root, "services/f001.yml", ("每平方米每天0.3元", "每平方米每天0.4元"))
    edit(root, "responsibility/z101.yml", ("资料性质: 官方", "资料性质: 官方\n状态: 取消\n终止:\n  日期: 2026-11-18\n  原因: 县里统一养护\n  文件: 青政发〔2026〕9号\n  群众怎么办: 打12345"))  # fmt: skip
    path = drafted(root)
    assert not read_and_check(root, DAY).holds  # a draft is not published
    fill(path)
    run("fmt", root=root)  # q002's new name, wherever it is mentioned
    assert [problem.message for problem in read_and_check(root, DAY).problems] == []
    done = against(root)
    assert done.exit_code == 0, done.stdout
    assert "须经调整，t2026003 写了" in done.stdout
    adjustment = record.read(root)[0].adjustments["t2026003"]
    assert [(str(item.entry), item.action) for item in adjustment.items] == [
        ("q002 污水排入排水管网许可", "更名"),
        ("q101 乡村建设规划许可证核发（农村村民使用宅基地建房）", "变更"),
        ("f001 临时占用城市道路许可", "变更"),
        ("z101 集镇道路、路灯和公厕的日常养护", "取消"),
    ]


def test_a_new_power_needs_an_adjustment_and_the_draft_adds_it(root: Path) -> None:
    new = (root / "powers/authority/q209.yml").read_text("utf-8").replace("q209", "q212")
    (root / "powers/authority/q212.yml").write_bytes(new.encode())
    assert against(root).exit_code == 1
    assert "动作: 新增" in drafted(root).read_text("utf-8")


def test_what_cannot_be_drafted_is_not(root: Path) -> None:
    assert "不用起草" in against(root, "--adjustment").stderr
    edit(root, "authority/q101.yml", PERIOD)
    drafted(root)
    again = against(root, "--adjustment")
    assert again.exit_code == 1 and "t2026003 还没有填好" in again.stderr
    assert not (root / "powers/adjustments/t2026004.yml").exists()


def test_what_is_written_into_an_earlier_adjustment_covers_nothing(root: Path) -> None:
    edit(root, "authority/q101.yml", PERIOD)
    item = """  - 事项: q101 乡村建设规划许可证核发（农村村民使用宅基地建房）
    动作: 变更
    理由: 续签
    改了什么:
      - 字段: 委托书·期限
        原为: 2025-07-01 至 2028-06-30
        改为: 2025-07-01 至 2029-06-30
"""
    edit(root, "adjustments/t2026002.yml", ("说明: 主街", item + "说明: 主街"))
    assert against(root).exit_code == 1


CHANGED = """编号: t2026003
名称: 2026年第三次动态调整
资料性质: 官方
批准文件: 青政发〔2026〕9号
生效日期: 2026-11-18
事项:
  - 事项: q101 乡村建设规划许可证核发（农村村民使用宅基地建房）
    动作: 变更
    理由: 续签
    改了什么:
      - 字段: 委托书·期限
        原为: 2025-07-01 至 2028-06-30
        改为: 2025-07-01 至 2029-06-30
"""


@pytest.mark.parametrize(("end", "status"), [("2029-06-30", 0), ("2030-06-30", 1)])
def test_an_adjustment_covers_what_it_says_and_no_more(root: Path, end: str, status: int) -> None:
    edit(root, "authority/q101.yml", ("2028-06-30", end))
    (root / "powers/adjustments/t2026003.yml").write_bytes(CHANGED.encode())
    assert against(root).exit_code == status


def test_undone_step_by_step_back_to_what_was_empty(root: Path) -> None:
    then = record.read(root)[0].get("q001")
    edit(root, "authority/q001.yml", ("县级保留情形:", "委托机关: 青榆县综合行政执法局\n县级保留情形:"))
    text = CHANGED.replace("q101 乡村建设规划许可证核发（农村村民使用宅基地建房）", "q001 城市大型户外广告设置审核")
    text = text.replace("委托书·期限", "委托机关").replace("2025-07-01 至 2028-06-30", "无")
    text = text.replace("2025-07-01 至 2029-06-30", "青榆县综合行政执法局")
    (root / "powers/adjustments/t2026003.yml").write_bytes(text.encode())
    now, _ = record.read(root)
    history = reversed(history_of(now)["q001"])
    steps = list(adjusted.walked_back(Power, adjusted.of_entry(now.get("q001")), history, DAY))
    assert len(steps) == 3  # today, before t2026003, before it was renamed; it came by t2025001
    assert adjusted.unlike(steps[1], adjusted.published(then)) == []
    assert adjusted.unlike(steps[0], adjusted.published(then)) == ["委托机关"]
    assert steps[2]["名称"] == "大型户外广告设置审核"


def test_an_adjustment_to_come_is_passed_over(root: Path) -> None:
    (root / "powers/adjustments/t2026003.yml").write_bytes(CHANGED.replace("2026-11-18", "2027-01-01").encode())
    now, _ = record.read(root)
    entry = now.get("q101")
    steps = list(adjusted.walked_back(Power, adjusted.of_entry(entry), reversed(history_of(now)["q101"]), DAY))
    assert [adjusted.unlike(step, adjusted.published(entry)) for step in steps] == [[]]


def test_an_example_and_a_mistake_need_no_adjustment(root: Path) -> None:
    for side in (root, root.parent / "then"):
        edit(side, "authority/q101.yml", ("资料性质: 官方", "资料性质: 示例"))
    edit(root, "authority/q101.yml", PERIOD)
    edit(root, "authority/q002.yml", ("资料性质: 官方", "资料性质: 官方\n状态: 误发"))
    assert against(root).exit_code == 0


def test_the_digest_depends_on_what_is_adjusted_and_nothing_else(sample) -> None:
    power = sample.record.powers["q101"]
    data = wording.plain(power)
    said = adjusted.texts(Power, data)
    kept = adjusted.published(power)
    assert adjusted.unlike(said, kept) == []
    assert adjusted.texts(Power, data | {"监督电话": "0000-0000001", "备注": "改过"}) == said
    for spec in wording.fields_of(Power):
        if spec.note.adjusted and not spec.part:
            changed = adjusted.texts(Power, data | {spec.name: "另一个样子"})
            assert adjusted.unlike(changed, kept) == [spec.name]
            assert adjusted.digest(changed) != adjusted.digest(said)
    assert adjusted.texts(Power, {**data, "状态": "在用"}) == said  # 不写就是“在用”


def test_digests_in_ledgers_stay_as_they_are(sample) -> None:
    """What was published by an earlier version must not look changed in this one."""
    known = {
        "q001": "04260a230844ee6d",
        "q101": "526f80ec8cf8f5f0",
        "f001": "79594dfe661b83e9",
        "z101": "69482f5005428cba",
    }
    said = {id_: adjusted.of_entry(sample.record.get(id_)) for id_ in known}
    assert {id_: adjusted.digest(one) for id_, one in said.items()} == known
    assert not any(adjusted.unlike(said[id_], known[id_]) for id_ in known)
    z101 = "依据=2ddcd9dd1654|名称=7ea00e46c521|状态=564c8331d5cf|类别=4f7812eb2cbf|镇里的职责=664f11372688"
    assert adjusted.published(sample.record.get("z101")) == z101


def test_fields_are_found_by_their_paths(sample) -> None:
    guide = sample.record.guides["f001"]
    data = wording.plain(guide)
    assert wording.at(Guide, data, "办理情形·延期·承诺办结时限") == "5个工作日"
    assert wording.at(Guide, data, "办理情形·没有这种·承诺办结时限") == ""
    assert wording.at(Guide, data, "办理情形·延期·没有这格") is None
    assert wording.at(Guide, data, "委托书") is None
    dotted = {"办理情形": [{"名称": "甲·乙", "法定办结时限": "7日"}]}
    assert wording.at(Guide, dotted, "办理情形·甲·乙·法定办结时限") == "7日"
    assert wording.at(Guide, data, "办理情形") and wording.at(Guide, data, "办理情形·延期") is None
    twice = {"办理情形": [{"名称": "甲"}, {"名称": "甲", "法定办结时限": "7日"}]}
    assert wording.at(Guide, twice, "办理情形·甲（第2条）·法定办结时限") == "7日"


def test_the_example_in_the_manual_is_what_is_said(root: Path) -> None:
    edit(root, "authority/q101.yml", PERIOD)
    manual = (manuals.FILES / "diff.md").read_text("utf-8")
    example = re.search(r"```text diff\n(.*?)```", manual, re.S)
    assert example and example[1].strip() in against(root).stdout


def test_an_adjustment_that_tells_of_an_old_name_stays_and_asks_for_the_renaming(root: Path) -> None:
    edit(root, "authority/q101.yml", ("（农村村民使用宅基地建房）", "（农村建房）"))
    assert run("fmt", root=root).exit_code == 0
    (found,) = [problem for problem in read_and_check(root, DAY).problems if problem.code == "H312"]
    assert found.file == "powers/adjustments/t2025001.yml"
    assert "qingdan fmt" not in found.advice and "--adjustment" in found.advice
