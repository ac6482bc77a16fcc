"""Shows problems: as text with the line and a caret, as JSON, as SARIF, as annotations of a code host.

In: a `Report`. Out: text by the name of its form.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from generator.problem import CODES, FieldPath, Problem, Severity, Span
from generator.syntax import characters


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the problems in order, how many files were read, how many entries are in them.

    `texts` has the texts of the files with problems, by their paths. `folder` is where the town lies in the repository
    that holds it ("towns/a/", "" at its top); `version` is the program's; `address` where the codes are explained in
    public, "" where that is nowhere.
    """

    problems: Sequence[Problem]
    files: int = 0
    entries: int = 0
    texts: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    version: str = ""
    address: str = ""

    @property
    def conclusion(self) -> str:
        """The closing line, which always comes."""
        severities = [problem.severity for problem in self.problems]
        errors, reminders = severities.count(Severity.ERROR), severities.count(Severity.REMINDER)
        return f"检查了 {self.files} 个文件、{self.entries} 条记录：{errors} 处错误，{reminders} 处提醒"


def display_width(text: str) -> int:
    """The columns that a text takes on a terminal: a wide character two, a combining one none."""
    columns = 0
    for character in text:
        if not unicodedata.combining(character):
            columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return columns


def path_text(path: FieldPath) -> str:
    """The path of a field as a clerk reads it: 申请材料·第2条·名称; "" for a whole file."""
    return "·".join(f"第{step + 1}条" if isinstance(step, int) else step for step in path)


_WINDOW = 120  # characters of a line that are shown


def frame(text: str, span: Span) -> list[str]:
    """The line of a problem and a line with carets under the faulty part, wide characters counted as two columns."""
    lines = _lines(text)
    if not 1 <= span.line <= len(lines):
        return []
    line = lines[span.line - 1]
    if not line:
        return []
    gutter = f"  {span.line} │ "
    start = max(0, span.column - 1 - _WINDOW // 2) if len(line) > _WINDOW else 0
    end = start + _WINDOW
    shown = ("…" if start else "") + characters.marked(line[start:end]) + ("…" if len(line) > end else "")
    at = span.column - 1 - start + (1 if start else 0)
    before, marked = shown[:at], shown[at : at + span.length]
    caret = " " * (display_width(gutter) + display_width(before)) + "^" * max(1, display_width(marked))
    return [gutter + shown, caret.rstrip()]


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    """The lines of a text, once for all the problems of a file."""
    return [line.rstrip() for line in text.split("\n")]


def text(report: Report) -> str:
    """Problems as a clerk reads them, each with its line and what to do; the conclusion at the end."""
    blocks = []
    for problem in report.problems:
        where = f"{problem.file}:{problem.span.line}:{problem.span.column}"
        head = (where, problem.severity, problem.code, path_text(problem.path))
        lines = [" ".join(filter(None, head)), f"  {problem.message}"]
        lines += frame(report.texts.get(problem.file, ""), problem.span)
        lines += [f"  先写在：{file}:{span.line}:{span.column}" for file, span in problem.related]
        if problem.advice:
            lines.append(f"  怎么改：{problem.advice}")
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, report.conclusion])


def _as_data(problem: Problem) -> dict[str, Any]:
    return {
        "文件": problem.file,
        "行": problem.span.line,
        "列": problem.span.column,
        "程度": problem.severity,
        "代号": problem.code,
        "格子": path_text(problem.path),
        "说明": problem.message,
        "怎么改": problem.advice,
    }


def json_text(answer: object) -> str:
    """The answer of a command as JSON, as all commands print it."""
    return json.dumps(answer, ensure_ascii=False, indent=2)


def as_json(report: Report) -> str:
    """One JSON object: what was checked, every problem."""
    return json_text(
        {
            "文件数": report.files,
            "记录数": report.entries,
            "结论": report.conclusion,
            "问题": [_as_data(problem) for problem in report.problems],
        }
    )


def as_github(report: Report) -> str:
    """Workflow commands that mark the lines of a change on the code host; paths begin at the top of the repository."""
    lines = []
    for problem in report.problems:
        level = "error" if problem.severity is Severity.ERROR else "warning"
        place = f"file={_property(report.folder + problem.file)},line={problem.span.line},col={problem.span.column},title={problem.code}"
        lines.append(f"::{level} {place}::{_data(problem.message)}%0A{_data(problem.advice)}")
    return "\n".join([*lines, f"::notice ::{report.conclusion}"])


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0, columns in characters, paths from the top of the repository; codes that occur are its rules."""
    used = sorted({problem.code for problem in report.problems})
    rules = [
        {
            "id": number,
            "shortDescription": {"text": CODES[number].rule},
            "fullDescription": {"text": f"{CODES[number].rule}。保护的是——{CODES[number].protects}"},
            "help": {"text": CODES[number].advice or CODES[number].rule},
        }
        for number in used
    ]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": used.index(problem.code),
            "level": "error" if problem.severity is Severity.ERROR else "warning",
            "message": {"text": f"{problem.message}。{problem.advice}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(report.folder + problem.file)},
                        "region": {
                            "startLine": problem.span.line,
                            "startColumn": problem.span.column,
                            "endColumn": problem.span.column + problem.span.length,
                        },
                    }
                }
            ],
        }
        for problem in report.problems
    ]
    driver: dict[str, Any] = {"name": "qingdan"}
    driver |= {"version": report.version} if report.version else {}
    driver |= {"informationUri": report.address} if report.address else {}
    run = {
        "tool": {"driver": driver | {"rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"结论": report.conclusion},
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json_text({"$schema": schema, "version": "2.1.0", "runs": [run]})


FORMS = {"text": text, "json": as_json, "sarif": as_sarif, "github": as_github}


def explain(number: str) -> str:
    """What a code means: the rule, whom it protects, how grave it is, what to do."""
    code = CODES[number]
    lines = [f"{code.number}  {code.rule}", "", f"保护谁：{code.protects}", f"程度：{code.when}"]
    return "\n".join([*lines, f"怎么改：{code.advice}"] if code.advice else lines)


def wrong_and_right(wrong: Sequence[str], right: Sequence[str], file: str, note: str) -> str:
    """An example of a code: the lines of a file as they are mistyped and as they should be, and a note."""
    lines = []
    for word, shown in ((f"错（{file}）：" if file else "错：", wrong), ("对：", right)):
        lines += [word, *(f"  {line}" for line in shown), ""]
    return "\n".join([*lines, note]).rstrip("\n")
