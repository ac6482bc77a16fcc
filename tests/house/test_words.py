"""What a clerk reads is Chinese: no English, no terms of the trade, no regular expression, no traceback."""

from __future__ import annotations

import re

import pytest

from generator.cli import main
from generator.model.fields import fields_of, parts_of
from generator.model.kinds import KINDS, LISTS
from generator.problem import CODES, When
from generator.reading import reader
from tests import overlay
from tests.qingdan import run

# Words that a clerk meets on the screen anyway: in menus, in file names, in commands, on keys.
ALLOWED = {
    "Excel",
    "WPS",
    "Word",
    "PDF",
    "xlsx",
    "docx",
    "jpg",
    "png",
    "txt",
    "UTF",
    "GBK",
    "ANSI",
    "Unicode",
    "KB",
    "Tab",
    "YAML",
    "VS",
    "Code",
    "GB",
    "ICP",
    "yml",
    "qingdan",
    "publish",
    "fmt",
    "root",
}
FOLDERS = "|".join({name for kind in KINDS for name in kind.folder.split("/")})
# Names of files and folders, addresses of the net and examples of them.
NAMES = re.compile(
    r"https?://\S+|www\.[\w./]+|[\w.#-]+@[\w.-]+|powers|attachments|published\.csv|publications\.csv|"
    r"data/v1/ledger\.csv|town\.yml|"
    rf"\b(?:{FOLDERS}|vocabulary)\b|"
    r"cí yáo|U\+[0-9A-F]{4}|[0-9A-HJ-NPQRTUWXY]{12,}"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
TERMS = re.compile(
    r"\b(?:None|True|False|str|int|list|dict|tuple|null|Traceback|Error|Exception|pydantic|yaml\.|regex)\b"
    r"|正则|字符串|布尔|整型|数组|字段类型|解析|异常|语法|缩进错误|校验失败"
)
QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")
REGEX = re.compile(r"\\[dswSDW]|\[\^|\(\?|\]\{\d|\.\*|\[a-z|\[0-9")


def english(text: str) -> set[str]:
    """English words in a text that a clerk has no reason to know."""
    return set(ENGLISH.findall(NAMES.sub(" ", text))) - ALLOWED


@pytest.mark.parametrize("number", sorted(CODES))
def test_codes_are_worded_in_chinese(number: str):
    code = CODES[number]
    for text in (code.rule, code.protects, code.advice):
        assert not english(text), text
        assert not TERMS.search(text), text
        assert not REGEX.search(text), text
    assert re.match(r"[\u4e00-\u9fff]+：", code.protects), f"{number} names nobody: {code.protects}"
    assert not code.rule.endswith("。")
    assert code.advice == "" or code.advice.endswith("。"), f"{number} {code.advice}"
    assert isinstance(code.when, When)


@pytest.mark.parametrize("case", overlay.CASES, ids=lambda case: case.name)
def test_messages_are_worded_in_chinese(case, town_copy):
    """What the clerk wrote is quoted, between “” or 《》; all else is ours."""
    for problem in overlay.problems(case, town_copy):
        assert problem.message
        assert problem.advice, f"{problem.code} says nothing of what to do"
        assert problem.advice.endswith(("。", "？")) or problem.advice.startswith("例："), problem.advice
        for text in (problem.message, problem.advice):
            ours = QUOTED.sub("", text)
            assert not english(ours), text
            assert not TERMS.search(ours), text
            assert not REGEX.search(text), text
            assert "\n" not in text
            assert len(text) <= 250, text


def test_every_field_has_a_chinese_name_and_meaning():
    for model in {part for kind in (*KINDS, *LISTS) for part in parts_of(kind.model)}:
        for spec in fields_of(model):
            assert not ENGLISH.search(spec.name), spec
            assert not english(spec.meaning), spec
            assert not TERMS.search(spec.meaning), spec


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        ["check", "--help"],
        ["chek"],
        ["check", "--rot", "x"],
        ["check", "--root", "/nowhere"],
        ["check", "--as-of", "2026-02-30"],
        ["check", "--format", "xml"],
        ["check", "--explain", "H999"],
        ["check", "--root"],
        ["check", "too", "much"],
    ],
    ids=" ".join,
)
def test_usage_is_explained_in_chinese(words: list[str]):
    said = run(*words)
    options = {option for command in main.commands.values() for param in command.params for option in param.opts}
    known = {"help", "version", "text", "json", "sarif", "github", "site", "Excel", "WPS", "xlsx", *main.commands}
    known |= {part for option in options for part in ENGLISH.findall(option)}
    known |= {part for word in words for part in ENGLISH.findall(word)}
    assert said.exit_code in (0, 2)
    assert not english(said.output) - known, said.output
    assert "Traceback" not in said.output


def test_pydantics_own_errors_never_reach_a_reader():
    """Whatever shape is written anywhere, there are words for it."""
    shapes = ["甲", "[甲]", "{甲: 乙}", "[[甲]]", "[{甲: 乙}]", "''", "无", "[无]", "[[]]", "{}"]
    for kind in (*KINDS, *LISTS):
        for part in parts_of(kind.model):
            for shape in shapes:
                text = "".join(f"{spec.name}: {shape}\n" for spec in fields_of(part))
                for _, fault in reader.read(text.encode(), part).faults:
                    assert not TERMS.search(QUOTED.sub("", fault.message)), fault
