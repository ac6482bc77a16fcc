"""Changing record files: only what says something else is touched, comments stay, all files or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.files import comments, edit, together
from generator.model.authority import Power
from generator.reading import folder
from generator.syntax import parser
from tests.towns import ROOT

WRITTEN = """\
# 2025年起由镇里办
编号: q001
名称: 户外广告设置审核  # 名称照抄
资料性质: 官方
俗称: [大广告牌, 立柱广告]
类型: 行政许可
行使方式: 法定
实施依据:
  - 《城市市容和环境卫生管理条例》第十一条  # 核过
  # 下面这条待看
  - 《泰安市户外广告设施和招牌设置管理条例》第十四条
监督电话:
"""


def data_of(content: bytes) -> dict:
    root = parser.parse(content).root
    assert root
    return root.data()


def changed(**fields) -> str:
    data = {key: value for key, value in (data_of(WRITTEN.encode()) | fields).items() if value is not None}
    return edit.changed(WRITTEN.encode(), Power, data).decode()


def test_a_file_that_says_so_already_is_the_same_bytes():
    odd = b"\xef\xbb\xbf" + WRITTEN.replace("\n", "\r\n").encode()
    assert edit.changed(odd, Power, data_of(odd)) == odd


def test_one_value_changes_one_line():
    assert changed(类型="行政确认") == WRITTEN.replace("行政许可", "行政确认")
    assert changed(名称="广告设置审核") == WRITTEN.replace("户外广告设置审核", "广告设置审核")


def test_new_fields_stand_where_the_model_has_them():
    assert changed(领域="城镇规划建设管理") == WRITTEN.replace("实施依据:", "领域: 城镇规划建设管理\n实施依据:")


def test_lists_gain_and_lose_lines_and_keep_their_comments():
    basis = data_of(WRITTEN.encode())["实施依据"]
    assert "  # 核过\n  - 《城乡规划法》第四十条\n" in changed(实施依据=[basis[0], "《城乡规划法》第四十条", basis[1]])
    without = changed(实施依据=basis[1:])
    assert "第十一条" not in without and "# 核过" in without and "# 下面这条待看" in without
    assert "俗称: [大广告牌, 立柱广告, 高炮]" in changed(俗称=["大广告牌", "立柱广告", "高炮"])


def test_nested_fields_and_long_texts():
    text = changed(委托书={"文号": "青自然资委〔2025〕3号", "期限": "2025-07-01 至 2028-06-30"}, 备注="第一行\n第二行")
    assert "委托书:\n  文号: 青自然资委〔2025〕3号\n  期限: 2025-07-01 至 2028-06-30\n" in text
    assert "备注: |-\n  第一行\n  第二行\n" in text


def test_a_broken_file_is_left_alone():
    with pytest.raises(edit.Unwritable, match="qingdan check"):
        edit.changed("名称：写错了\n".encode(), Power, {"编号": "q001"})


VALUES = st.recursive(
    st.sampled_from(
        ["甲", "乙 # 丙", "- 丁", "2025-01-01", "“引号”", "多行\n文字", "尾\n", " 空格", "a: b", "'", "无"]
    ),
    lambda inner: (
        st.lists(inner.filter(bool), min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["名称", "文号", "环节", "责任"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES, VALUES)
def test_any_data_becomes_any_other(before, after):
    """Whatever a file says, it can be made to say something else, and back."""
    first = edit.new_file(Power, {"编号": "q001", "备注": before})
    second = edit.changed(first, Power, {"编号": "q001", "备注": after})
    assert data_of(second) == {"编号": "q001", "备注": after}
    assert data_of(edit.changed(second, Power, {"编号": "q001", "备注": before})) == data_of(first)


def test_every_file_of_the_record_can_be_written_anew_from_its_data():
    for path in [*(ROOT / "powers").rglob("*.yml"), *(ROOT / "tests/town/powers").rglob("*.yml")]:
        content = path.read_bytes()
        model = folder.model_of(path.relative_to(next(p for p in path.parents if p.name == "powers")).as_posix())
        document = parser.parse(content)
        assert model and document.root
        again = edit.new_file(model, data_of(content))
        assert data_of(again) == data_of(content)
        empties = any(line.endswith(":") and not line.startswith(" ") for line in document.text.splitlines())
        if not comments.all_comments(document.text, document.root) and not empties:
            assert data_of(again) == data_of(content)


FILES = {
    "powers/authority/q001.yml": (b"old 1", b"new 1"),
    "powers/authority/q002.yml": (None, b"new 2"),
    "powers/authority/q003.yml": (b"old 3", None),
}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    for path, (content, _) in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            (tmp_path / path).write_bytes(content)
    return tmp_path


def standing(root: Path) -> dict[str, bytes | None]:
    return {path: (root / path).read_bytes() if (root / path).is_file() else None for path in FILES}


BEFORE = {path: pair[0] for path, pair in FILES.items()}
AFTER = {path: pair[1] for path, pair in FILES.items()}


def nothing_lies_about(root: Path) -> bool:
    return not [path for path in root.rglob(".*")]


def test_all_files_are_written(before):
    together.write(before, FILES)
    assert standing(before) == AFTER and nothing_lies_about(before)


def test_a_file_changed_in_between_stops_everything(before):
    (before / "powers/authority/q003.yml").write_bytes(b"somebody else")
    with pytest.raises(together.ChangedMeanwhile, match=r"q003\.yml"):
        together.write(before, FILES)
    assert (before / "powers/authority/q001.yml").read_bytes() == b"old 1"


def test_a_file_that_cannot_be_written_undoes_the_others(before, monkeypatch):
    real = os.replace

    def stuck(source, target):
        if target == before / "powers/authority/q002.yml":
            raise PermissionError(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", stuck)
    with pytest.raises(together.PutBack, match=r"q002\.yml"):
        together.write(before, FILES)
    assert standing(before) == BEFORE and nothing_lies_about(before)


@pytest.mark.parametrize("step", range(1, 20))
def test_a_cut_at_any_moment_leaves_all_or_nothing(before, step):
    """The process ends at its n-th change of the disk; the next command finishes or finds nothing begun."""
    pid = os.fork()
    if pid == 0:
        left = step

        def counted(call):
            def wrapper(*args, **kwargs):
                nonlocal left
                left -= 1
                if left == 0:
                    os._exit(9)
                return call(*args, **kwargs)

            return wrapper

        for owner, name in (
            (os, "fsync"),
            (os, "replace"),
            (Path, "unlink"),
            (together.shutil, "rmtree"),
        ):
            setattr(owner, name, counted(getattr(owner, name)))
        together.write(before, FILES)
        os._exit(0)
    os.waitpid(pid, 0)
    together.finish(before)
    assert standing(before) in (BEFORE, AFTER)
    assert not (before / ".qingdan-ready").exists()
