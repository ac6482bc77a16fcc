"""Reading a file, and showing what is wrong with it: trees, places, reports."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import IO

import pytest
import yaml
from pydantic_core import PydanticCustomError

from generator import record, reports
from generator.checked import read_and_check
from generator.desk.fmt import job as fmt
from generator.model.citation import Citation
from generator.model.leaf import Leaf
from generator.model.values import Duration, EntryRef, Money, Validity, choice
from generator.model.wayfinding import Elsewhere
from generator.problem import CODES, Problem, Severity, Span
from generator.reading import folder, reader
from generator.syntax import characters, source, tree
from tests import overlay
from tests.towns import DAY, TOWN

# What a YAML loader makes of plausible entries when nobody stops it: 83, 510, False, 1000, a date, None.
AS_TYPED = ["0123", "8:30", "no", "1_000", "2024-02-30", "0x1F", "1e3", "null", "~", ".5", "是", "1:30:00", "+86"]


@pytest.mark.parametrize("written", AS_TYPED)
def test_a_value_stays_as_typed(written: str):
    document = source.read(f"编号: p001\n备注: {written}\n列表:\n  - {written}\n".encode())
    assert document.faults == []
    assert document.root.data() == {"编号": "p001", "备注": written, "列表": [written]}


def test_an_empty_place_is_left_out():
    document = source.read("甲:\n乙: ''\n丙:\n  丁:\n戊: 己\n".encode())
    assert document.root.data() == {"戊": "己"}


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("备注: |\n  第一行\n  第二行 #3: 甲\n", "第一行\n第二行 #3: 甲\n"),
        ("备注: '见表 #3: 甲'\n", "见表 #3: 甲"),
        ('备注: "@甲"  # 批注\n', "@甲"),
        ("备注: 甲\r\n", "甲"),
        ("\ufeff备注: 甲", "甲"),
        ("---\n备注: 甲\n", "甲"),
    ],
)
def test_what_yaml_allows(content: str, value: str):
    document = source.read(content.encode())
    assert document.faults == []
    assert document.root.data() == {"备注": value}


def test_every_node_knows_its_place():
    text = "编号: q001\n委托书:\n  期限: 长期\n材料:\n  - 名称: 表\n    份数: 1\n俗称: [摆摊, 出摊]\n空:\n"
    root = source.read(text.encode()).root
    assert root is not None
    assert tree.locate(root, ("委托书", "期限")) == (3, 7, 2)
    assert tree.locate(root, ("委托书", "期限"), key=True) == (3, 3, 2)
    assert tree.locate(root, ("材料", 0, "份数")) == (6, 9, 1)
    assert tree.locate(root, ("材料", 0, "没有")) == (5, 5, 1)
    assert tree.locate(root, ("俗称", 1)) == (7, 10, 2)
    assert tree.locate(root, ("空",)) == (8, 1, 1)
    assert tree.locate(root, ("没有",)) == (1, 1, 1)
    assert [path for path, _ in tree.walk(root)][:4] == [(), ("编号",), ("委托书",), ("委托书", "期限")]


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 50_000,
        b"{" * 50_000,
        "备注: ".encode() + b"[" * 50_000,
        b"- " * 50_000,
        b"? " * 50_000,
        b"a: &b " * 20_000,
        b'"' * 50_001,
        b"a\n" * 100_000,
        "甲：乙\n".encode() * 30_000,
        ("甲: " + "#" * 200_000).encode(),
        ("甲: " + "'" * 200_001).encode(),
        ("甲: " + "\t" * 200_000).encode(),
        b"\x00" * 500_000,
        b"x" * (source.LARGEST + 1),
    ],
    ids=lambda content: f"{content[:8]!r}…{len(content)}",
)
def test_no_file_takes_long_or_ends_the_process(content: bytes):
    start = time.perf_counter()
    reading = reader.read(content, Elsewhere)
    assert reading.entry is None
    assert reading.faults
    assert time.perf_counter() - start < 5


def test_too_large_a_file_is_not_even_looked_into():
    document = source.read("名称: 甲\n".encode() + b"#" * source.LARGEST)
    assert [fault.code.number for fault in document.faults] == ["H102"]


def test_the_tree_is_built_without_recursion(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("yaml.compose and yaml.load recurse: 50,000 brackets end the process")

    for name in ("compose", "load", "safe_load", "full_load"):
        monkeypatch.setattr(yaml, name, refuse)
    assert source.read("甲: 乙\n".encode()).root


def test_without_the_c_library_the_same_is_said(monkeypatch: pytest.MonkeyPatch):
    """PyYAML's own scanner words its complaints otherwise; the clerk hears the same."""
    files = [path for case in overlay.CASES for path in (case / "powers").rglob("*.yml")]
    contents = {path: path.read_bytes() for path in files if path.stat().st_size < 20_000}
    said = {path: [(f.code.number, f.span) for f in source.read(c).faults] for path, c in contents.items()}
    broken = {path: c for path, c in contents.items() if said[path]}
    monkeypatch.setattr(source, "_LOADER", yaml.BaseLoader)
    for path, content in broken.items():
        assert [(f.code.number, f.span) for f in source.read(content).faults] == said[path], path


def test_fifty_broken_files_are_all_reported_in_one_run(tmp_path: Path):
    cases = [case for case in overlay.CASES if (case / "powers/elsewhere/p001.yml").is_file()]
    broken = [
        (case / "powers/elsewhere/p001.yml").read_bytes()
        for case in cases
        if "powers/elsewhere/p001.yml" in (case / "expected.txt").read_text("utf-8")
    ][:50]
    assert len(broken) == 50
    folder = tmp_path / "powers" / "elsewhere"
    folder.mkdir(parents=True)
    (tmp_path / "powers" / "town.yml").write_bytes((TOWN / "powers" / "town.yml").read_bytes())
    for number, content in enumerate(broken, 1):
        (folder / f"p{number:03}.yml").write_bytes(content)
    town, problems = record.read(tmp_path)
    assert {p.file for p in problems} == {f"powers/elsewhere/p{number:03}.yml" for number in range(1, 51)}
    assert len(town.files) == 51


# How problems are shown


def _problem(**changes: object) -> Problem:
    plain = {
        "file": "powers/elsewhere/p001.yml",
        "span": Span(2, 5, 3),
        "code": "H206",
        "severity": Severity.ERROR,
        "path": ("委托书", "期限"),
        "message": "写的是“长长久”",
        "advice": "改成“长期”。",
    }
    return Problem(**{**plain, **changes})  # type: ignore[arg-type]


TALLY = reports.Tally(214, 187)


@pytest.mark.parametrize(
    ("line", "span", "before", "carets"),
    [
        ("name: abc", Span(1, 7, 3), 6, 3),
        ("名称: 办证", Span(1, 5, 2), 6, 4),
        ("电话: ０538", Span(1, 5, 1), 6, 2),
        ("词: e\u0301a", Span(1, 6, 1), 5, 1),
        ("甲:\t乙", Span(1, 3, 1), 3, 1),
        ("甲: 打\u202e12", Span(1, 5, 1), 6, 1),
    ],
)
def test_the_caret_stands_under_what_is_wrong(line: str, span: Span, before: int, carets: int):
    shown, caret = reports.frame(line, span)
    gutter = "  1 │ "
    assert shown.startswith(gutter)
    assert caret == " " * (reports.width(gutter) + before) + "^" * carets


def test_a_frame_shows_nothing_that_turns_or_hides_text():
    shown = reports.frame("甲: \u202e12\u200b3\x1b[2J", Span(1, 4))[0]
    assert shown == "  1 │ 甲: �12�3�[2J"


def test_a_frame_of_a_long_line_shows_the_part():
    shown, caret = reports.frame("甲" * 5000 + "乙" + "甲" * 5000, Span(1, 5001, 1))
    assert reports.width(shown) < 260
    assert shown[: len(shown)].index("乙") > 0
    assert reports.width(shown[: shown.index("乙")]) == caret.index("^")


def test_a_frame_needs_a_line_that_is_there():
    assert reports.frame("甲\n", Span(9, 1)) == []
    assert reports.frame("", Span(1, 1)) == []


def test_a_clerk_reads_place_line_and_advice():
    text = reports.text(
        [_problem(related=(("powers/a.yml", Span(1, 2)),))], {"powers/elsewhere/p001.yml": "a\n期限: 长长久\n"}, TALLY
    )
    assert text.split("\n") == [
        "powers/elsewhere/p001.yml:2:5 错误 H206 委托书·期限",
        "  写的是“长长久”",
        "  2 │ 期限: 长长久",
        "            ^^^^^^",
        "  先写在：powers/a.yml:1:2",
        "  怎么改：改成“长期”。",
        "",
        "检查了 214 个文件、187 条记录：1 处错误，0 处提醒",
    ]


def test_the_closing_line_always_comes():
    assert reports.text([], {}, TALLY) == "检查了 214 个文件、187 条记录：0 处错误，0 处提醒"


HOSTILE = _problem(
    file="powers/a,b:c%.yml",
    message="写的是“100%\n::error::x”",
    advice="改成<b>“甲”</b>\r\n。",
    severity=Severity.REMINDER,
)


def test_json_is_json():
    body = json.loads(reports.as_json([_problem(), HOSTILE], TALLY))
    assert (body["文件数"], body["记录数"]) == (214, 187)
    assert body["结论"].endswith("1 处错误，1 处提醒")
    assert body["问题"][0] == {
        "文件": "powers/elsewhere/p001.yml",
        "行": 2,
        "列": 5,
        "程度": "错误",
        "代号": "H206",
        "格子": "委托书·期限",
        "说明": "写的是“长长久”",
        "怎么改": "改成“长期”。",
    }
    assert body["问题"][1]["说明"] == HOSTILE.message


def test_sarif_has_the_shape_of_sarif():
    body = json.loads(reports.as_sarif([_problem(), _problem(code="H101"), HOSTILE], TALLY))
    assert body["version"] == "2.1.0"
    (run,) = body["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["H101", "H206"]
    assert all(rule[part]["text"] for rule in rules for part in ("shortDescription", "fullDescription", "help"))
    assert run["columnKind"] == "unicodeCodePoints"
    for result, problem in zip(run["results"], [_problem(), _problem(code="H101"), HOSTILE], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        assert result["level"] == ("error" if problem.severity is Severity.ERROR else "warning")
        assert problem.message in result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert (region["startLine"], region["startColumn"]) == problem.span[:2]
        assert region["endColumn"] == region["startColumn"] + problem.span.length


def test_a_sarif_address_is_an_address():
    """A path with Chinese letters, blanks or signs is written as an address is."""
    body = json.loads(reports.as_sarif([_problem(file="powers/enforcement/执法 人员%.yml")], TALLY))
    uri = body["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "powers/enforcement/%E6%89%A7%E6%B3%95%20%E4%BA%BA%E5%91%98%25.yml"


def test_annotations_keep_to_one_line_each():
    first, second, last = reports.as_github([_problem(), HOSTILE], TALLY).split("\n")
    assert first == "::error file=powers/elsewhere/p001.yml,line=2,col=5,title=H206::写的是“长长久”%0A改成“长期”。"
    assert second == (
        "::warning file=powers/a%2Cb%3Ac%25.yml,line=2,col=5,title=H206"
        "::写的是“100%25%0A::error::x”%0A改成<b>“甲”</b>%0D%0A。"
    )
    assert last == "::notice ::检查了 214 个文件、187 条记录：1 处错误，1 处提醒"


@pytest.mark.parametrize("number", sorted(CODES))
def test_every_code_can_be_explained(number: str):
    said = reports.explain(number)
    assert said.startswith(f"{number}  {CODES[number].rule}")
    assert "保护谁：" in said


def test_every_span_lies_in_its_line(town_copy: Path):
    """A place that is pointed at exists: editors and annotations need it."""
    for case in overlay.CASES:
        for problem in overlay.problems(case, town_copy):
            path = case / problem.file if (case / problem.file).is_file() else TOWN / problem.file
            if not path.is_file():
                assert problem.span == (1, 1, 1), case.name
                continue
            lines = characters.readable(path.read_bytes()).replace("\r\n", "\n").split("\n")
            line = lines[problem.span.line - 1]
            assert 1 <= problem.span.column <= len(line) + 1, (case.name, problem)


def test_problems_come_sorted_and_once(town_copy: Path):
    for case in overlay.CASES:
        problems = overlay.problems(case, town_copy)
        assert list(problems) == sorted(set(problems)), case.name


def test_reading_twice_says_the_same():
    assert read_and_check(TOWN, DAY).problems == read_and_check(TOWN, DAY).problems


@pytest.mark.parametrize(
    ("leaf", "written", "advice"),
    [
        (choice("是否收费"), "免费", "是不是想写“不收费”？"),
        (choice("是否收费"), "要钱", "是不是想写“收费”？"),
        (choice("是否收费"), "收费吗", "从里面选一项，一字不差。"),  # the nearest may be the opposite
        (choice("材料必要性"), "不必要", "是不是想写“非必要”？"),
        (choice("服务对象"), "个人", "是不是想写“自然人”？"),
        (choice("服务对象"), "公司", "是不是想写“企业法人”？"),
        (choice("办理形式"), "网办", "是不是想写“网上办理”？"),
        (choice("职权类型"), "行政许可证", "是不是想写“行政许可”？"),
        (
            choice("服务对象"),
            "自然人、企业法人",
            "这一格能写几样的，拆成2行，每行一样；只能写一样的，只留一样。",
        ),
        (Duration, "20 个工作日", "删掉中间的空格，写成“20个工作日”。"),
        (Validity, "最长 3年", "删掉中间的空格，写成“最长3年”。"),
        (Money, "2000 元", "删掉中间的空格，写成“2000元”。"),
        (Money, "2000", "没有单位：是元还是万元？"),
        (Citation, "《甲法》 第四十二条", "删掉书名号后面的空格，写成“第四十二条”。"),
        (Citation, "《甲法》第42条第1款", "条号用汉字，写成“第四十二条第一款”。"),
        (Citation, "《甲法》42条、１１0条", "条号用汉字，写成“第四十二条、第一百一十条”。"),
        (Citation, "《甲法》第42章", "条号用汉字。例：第三十一条。"),
        (Citation, "《甲法》第十条和第十一条", "“和”改成顿号，写成“第十条、第十一条”。"),
        (EntryRef, "q003\u3000占道审批", "中间的空格换成半角的，写成“q003 占道审批”。"),
        (EntryRef, "q003占道审批", "编号后面空一格，写成“q003 占道审批”。"),
        (EntryRef, "占道审批", "前面加编号，例：q001 城市大型户外广告设置审核。"),
    ],
)
def test_what_to_do_is_said(leaf: type[Leaf], written: str, advice: str):
    with pytest.raises(PydanticCustomError) as refused:
        leaf.parse(written)
    assert refused.value.context["advice"] == advice


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("elsewhere/P035.YML", "改名为 p035.yml。"),
        ("elsewhere/p035.yml.txt", "改名为 p035.yml。"),
        ("elsewhere/p035.docx", "移出 powers；是附件就放到 attachments。"),
        ("elsewhere/办身份证.yml", "改名为 p035.yml。"),
        ("办身份证.yml", "改名为 p035.yml，放到 elsewhere。"),
    ],
)
def test_a_wrong_name_is_told_the_right_one(path: str, advice: str):
    assert folder.strange(path, "编号: p035\n名称: 办身份证\n".encode()).advice == advice


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A record of one entry, with room for what is no file."""
    for path in ("town.yml", "elsewhere/p001.yml"):
        (tmp_path / "powers" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "powers" / path).write_bytes((TOWN / "powers" / path).read_bytes())
    (tmp_path / "powers/attachments/f001").mkdir(parents=True)
    return tmp_path


def test_a_link_that_leads_out_is_not_followed(small: Path):
    secret = small / "secret.txt"
    secret.write_text("root:x:0:0", "utf-8")
    powers = small / "powers"
    (powers / "elsewhere/p002.yml").symlink_to(secret)
    (powers / "elsewhere/p003.yml").symlink_to(small / "nowhere")
    (powers / "elsewhere/p004.yml").symlink_to("p004.yml")
    (powers / "attachments/f001/form.pdf").symlink_to(secret)
    (powers / "laws").symlink_to(small)
    (powers / "elsewhere/p998.yml").mkdir()
    town, problems = record.read(small)
    assert {(problem.code, problem.file.removeprefix("powers/")) for problem in problems} == {
        ("H301", path)
        for path in (
            "attachments/f001/form.pdf",
            "elsewhere/p002.yml",
            "elsewhere/p003.yml",
            "elsewhere/p004.yml",
            "elsewhere/p998.yml",
            "laws",
        )
    }
    assert not town.attachments
    assert not any(b"root" in file.content for file in town.files.values())
    assert {"p002", "p003", "p998"} <= town.broken


def test_a_file_that_is_locked_is_said(small: Path, monkeypatch: pytest.MonkeyPatch):
    def locked(path: str, mode: str, buffering: int) -> IO[bytes]:
        if path.endswith("/p001.yml"):
            raise PermissionError(13, "locked")
        return open(path, mode, buffering)

    monkeypatch.setattr(folder, "open", locked, raising=False)
    town, problems = record.read(small)
    assert [(p.code, p.file) for p in problems] == [("H301", "powers/elsewhere/p001.yml")]
    assert "读不了" in problems[0].message
    assert town.town is not None and "p001" in town.broken


def test_tidying_passes_over_what_is_misplaced(small: Path):
    place = small / "powers/elsewhere"
    (place / "p001.yml").rename(place / "P001.yml")
    outcomes, _ = fmt.run(small, write=False)
    assert [(o.path, bool(o.refused)) for o in outcomes if o.refused] == [("powers/elsewhere/P001.yml", True)]
    assert fmt.report(outcomes, write=False).endswith("已经整齐 1 个，不能排的 1 个")
