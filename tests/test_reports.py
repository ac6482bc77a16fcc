"""How problems are shown: the line with its caret, text, JSON, SARIF, marks for the code host."""

from __future__ import annotations

import json

import pytest

from generator import reports
from generator.problem import CODES, Problem, Severity, Span
from generator.reports import Report


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
    return Problem(**{**plain, **changes})  # type: ignore[arg-type]  # any field may be changed


def _report(problems: list[Problem]) -> Report:
    return Report(problems, 214, 187)


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
    assert caret == " " * (reports.display_width(gutter) + before) + "^" * carets


def test_a_frame_shows_nothing_that_turns_or_hides_text():
    shown = reports.frame("甲: \u202e12\u200b3\x1b[2J", Span(1, 4))[0]
    assert shown == "  1 │ 甲: �12�3�[2J"


def test_a_frame_of_a_long_line_shows_the_part():
    shown, caret = reports.frame("甲" * 5000 + "乙" + "甲" * 5000, Span(1, 5001, 1))
    assert reports.display_width(shown) < 260
    assert shown[: len(shown)].index("乙") > 0
    assert reports.display_width(shown[: shown.index("乙")]) == caret.index("^")


def test_a_frame_needs_a_line_that_is_there():
    assert reports.frame("甲\n", Span(9, 1)) == []
    assert reports.frame("", Span(1, 1)) == []


def test_a_clerk_reads_place_line_and_advice():
    problem = _problem(related=(("powers/a.yml", Span(1, 2)),))
    text = reports.text(Report([problem], 214, 187, {problem.file: "a\n期限: 长长久\n"}))
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
    assert reports.text(_report([])) == "检查了 214 个文件、187 条记录：0 处错误，0 处提醒"


HOSTILE = _problem(
    file="powers/a,b:c%.yml",
    message="写的是“100%\n::error::x”",
    advice="改成<b>“甲”</b>\r\n。",
    severity=Severity.REMINDER,
)


def test_json_is_json():
    body = json.loads(reports.as_json(_report([_problem(), HOSTILE])))
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
    body = json.loads(reports.as_sarif(_report([_problem(), _problem(code="H101"), HOSTILE])))
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
    body = json.loads(reports.as_sarif(_report([_problem(file="powers/enforcement/执法 人员%.yml")])))
    uri = body["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "powers/enforcement/%E6%89%A7%E6%B3%95%20%E4%BA%BA%E5%91%98%25.yml"


def test_annotations_keep_to_one_line_each():
    first, second, last = reports.as_github(_report([_problem(), HOSTILE])).split("\n")
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
