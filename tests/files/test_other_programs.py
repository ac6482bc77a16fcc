"""What other programs make of a record file when they save it is read as before, or `qingdan fmt` brings it back.

PyYAML and ruamel.yaml write the files here. What Prettier writes, which the YAML extension of VS Code calls to format a
document, is kept in this module: version 3.10, with its own settings.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import yaml
from ruamel.yaml import YAML

from generator.desk.fmt import job as fmt
from generator.model.service import Guide
from generator.reading.folder import FOLDER, model_of
from generator.record import File
from generator.syntax import parser
from tests.towns import TOWN

LONG = "带着 Word 打印的申请表 和 WPS 做的材料清单，按上面写的顺序排好，一样一份，缺了的先空着，交上来以后窗口当场看，缺什么写在 通知单 上，补齐了再来 一趟，别的不用带，也不用 再排一次队"
# Every place where a comment may stand.
EVERY = f"""\
# 文件的批注，和下面空一行隔开

# 第一格上面的批注
编号: f005  # 值后面的批注
名称: "摆摊: 备案"  # 引号后面的批注
一句话: {LONG}
# 格子上面的批注
俗称: [摆摊, 出摊]  # 方括号后面的批注
申请材料:  # 列表上面的批注
  # 第一样上面的批注
  - 名称: 申请表  # 列表里的批注
    份数: 1份
    # 第一样末尾的批注
  - 名称: 身份证
  # 列表末尾的批注
咨询电话:  # 空着的格子后面的批注
备注: |  # 竖线后面的批注
  第一行 #3 不是批注
  # 也不是批注
# 文件末尾的批注
"""
PARTED = EVERY.replace("\n# 文件末尾的批注", "\n\n# 文件末尾的批注")  # from the text block above it
PRETTIER = re.sub(r"(?<=\S)  #", " #", PARTED)


def plain(data: object, ascii_only: bool = False) -> str:
    return yaml.dump(data, allow_unicode=not ascii_only)


def pyyaml(text: str) -> str:
    return plain(yaml.load(text, yaml.BaseLoader))


def pyyaml_ascii(text: str) -> str:
    return plain(yaml.load(text, yaml.BaseLoader), ascii_only=True)


def ruamel(text: str) -> str:
    program, written = YAML(), io.StringIO()
    program.dump(program.load(text), written)
    return written.getvalue()


PROGRAMS = (pyyaml, pyyaml_ascii, ruamel)
each_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)


def data(text: str) -> dict:
    parsed = parser.parse(text.encode())
    assert parsed.root is not None and not parsed.faults, (text, parsed.faults)
    return parsed.root.data()


def formatted(text: str, model: type = Guide) -> str:
    done = fmt.formatted(File("powers/services/f005.yml", text.encode()), model, lambda _: None)
    assert not done.refused, done.refused
    return done.content.decode()


def comments(text: str) -> list[str]:
    return [line.partition("# ")[2] for line in text.splitlines() if "# " in line]


@pytest.mark.parametrize("program", [pyyaml, ruamel])
def test_every_file_of_the_record_comes_back(program: Callable[[str], str]) -> None:
    files = sorted((TOWN / FOLDER).rglob("*.yml"))
    assert len(files) > 100
    for file in files:
        model = model_of(file.relative_to(TOWN / FOLDER).as_posix())
        assert model is not None
        text = file.read_text("utf-8")
        written = program(text)
        assert data(written) == data(text) == data(formatted(written, model)), file


@each_program
def test_a_long_text_that_is_folded_is_one_text(program: Callable[[str], str]) -> None:
    written = program(EVERY)
    assert LONG not in written and data(written)["一句话"] == LONG
    assert data(formatted(written)) == data(EVERY)


def test_comments_outlive_ruamel_and_prettier() -> None:
    assert formatted(PRETTIER) == PARTED != PRETTIER
    written = formatted(ruamel(EVERY))  # it moves the dashes to the left, and no comment with them
    assert [line.strip() for line in written.splitlines()] == [line.strip() for line in EVERY.splitlines()]


def test_the_file_has_a_comment_everywhere() -> None:
    assert formatted(EVERY) == EVERY and len(comments(EVERY)) == 15
