"""What was found is told with its place, waived by its line alone, and never printed whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import problem
from generator.checked import read_and_check
from generator.model.looked import Looked
from generator.privacy import scan, site, telling
from generator.record import read
from generator.rules import privacy
from tests.privacy import papers
from tests.qingdan import run
from tests.towns import DAY, TOWNS

MOBILE, ID = "13800000000", "370000190001010002"
FILE = "powers/elsewhere/p002.yml"


def _add(root: Path, text: str) -> None:
    place = root / FILE
    place.write_text(place.read_text("utf-8") + text, "utf-8")


def _lines(root: Path) -> list[str]:
    return [f"{p.code} {p.file} {p.span.line} {p.message}" for p in read_and_check(root, DAY).problems]


def test_a_finding_in_a_record_names_its_field_and_its_line() -> None:
    content = f"备注: |\n  甲\n  打{MOBILE}\n材料:\n  - 名称: a{ID}b  # {MOBILE}\n".encode()
    told = [(one.code.number, one.span.line, one.span.column, one.place) for one in telling.in_file(content)]
    assert told == [("H732", 3, 4, ("备注",)), ("H731", 5, 10, ("材料", 0, "名称")), ("H732", 5, 33, ())]


def test_of_many_alike_the_number_is_told() -> None:
    told = telling.in_text("\n".join([MOBILE] * 50))
    assert len(told) == problem.MOST
    assert told[-1].message.endswith("；还有30处一样的")


def test_a_line_of_waiver_lets_pass_and_is_told(root: Path) -> None:
    _add(root, "")
    text = (root / FILE).read_text("utf-8").replace("备注: ", f"备注: 合同{MOBILE}号，")
    (root / FILE).write_text(text, "utf-8")
    problem = read_and_check(root, DAY).problems[0]
    line = problem.advice.partition("“隐私核对: ")[2].partition("”")[0]
    Looked.parse(line.replace("为什么", "是合同编号"))
    _add(root, f"隐私核对: {line.replace('为什么', '是合同编号')}\n")
    found = read_and_check(root, DAY)
    assert [p.code for p in found.problems] == ["H739"] and found.holds
    assert "是合同编号" in found.problems[0].message
    (root / FILE).write_text((root / FILE).read_text("utf-8").replace("号，", "号。", 1), "utf-8")
    assert [p.code for p in read_and_check(root, DAY).problems] == ["H735", "H740"]


def test_a_second_line_is_added_to_the_list(root: Path) -> None:
    text = (root / FILE).read_text("utf-8").replace("备注: ", f"备注: 合同{MOBILE}号，")
    (root / FILE).write_text(f"{text}隐私核对: 2026-11-20看过，备注（7c2e），是合同编号\n", "utf-8")
    advice = next(p.advice for p in read_and_check(root, DAY).problems if p.code == "H735")
    assert "下面加一行“- 2026-11-22看过，备注（" in advice


def test_an_attachment_is_waived_in_its_entry(root: Path) -> None:
    (root / "powers/attachments/f001/样张.png").write_bytes(papers.png())
    problem = read_and_check(root, DAY).problems[0]
    assert problem.code == "H779" and "powers/services/f001.yml" in problem.advice
    line = problem.advice.partition("“隐私核对: ")[2].partition("”")[0].replace("为什么", "是空白表")
    guide = root / "powers/services/f001.yml"
    guide.write_text(f"{guide.read_text('utf-8')}隐私核对: {line}\n", "utf-8")
    assert [p.code for p in read_and_check(root, DAY).problems] == ["H739"]
    (root / "powers/attachments/f001/样张.png").write_bytes(papers.png() + b"x")
    assert [p.code for p in read_and_check(root, DAY).problems] == ["H779", "H740"]


def test_prose_is_looked_at_with_line_and_column(root: Path) -> None:
    (root / "content").mkdir(exist_ok=True)
    page = f"---\ndescription: 甲\n---\n\n# 说明\n\n打{MOBILE}。\n\n| 姓名 | 年龄 |\n|---|---|\n| 石样例 | 1 |\n| 林样例 | 2 |\n"
    place = root / "content/a.md"
    place.write_text(page, "utf-8")
    problems = read_and_check(root, DAY).problems
    assert [(p.file, p.span.line, p.span.column, p.code) for p in problems] == [
        ("content/a.md", 7, 2, "H732"),
        ("content/a.md", 9, 1, "H736"),
    ]
    lines = [p.advice.partition("“隐私核对: ")[2].partition("”")[0].replace("为什么", "是编的") for p in problems]
    place.write_text(page.replace("---\n\n", "".join(f"隐私核对: {line}\n" for line in lines) + "---\n\n", 1), "utf-8")
    assert read_and_check(root, DAY).problems == ()


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_no_number_is_printed_whole(root: Path, form: str) -> None:
    _add(root, f"备注2: 他的{MOBILE}\n电话2: {ID}  # {MOBILE}\n电话: {MOBILE}\n")
    (root / "powers/attachments/f001/a.txt").write_text(f"找{MOBILE}", "utf-8")
    said = run("check", "--root", root, "--as-of", DAY.isoformat(), "--format", form)
    assert said.exit_code == 1
    assert MOBILE not in said.output and ID not in said.output
    assert "138…00" in said.output


def test_the_problems_in_the_preview_show_no_number(root: Path) -> None:
    _add(root, f"备注2: 他的{MOBILE}\n")
    shown = read_and_check(root, DAY).texts[FILE]
    assert MOBILE not in shown and "138******00" in shown
    assert len(shown) == len((root / FILE).read_text("utf-8"))


@pytest.mark.parametrize(
    ("path", "content", "count"),
    [
        ("a/index.html", f"<p>找{MOBILE}</p>", 1),
        ("a/index.html", "<p>138<wbr>0000<b>0000</b></p>", 1),
        ("a/index.html", "<td>138</td>\n<td>0000</td>\n<td>0000</td>", 0),
        ("a/index.html", f'<a href="tel:{MOBILE}">打</a>', 1),
        ("a/index.html", "<p>&#49;3800000000</p>", 1),
        ("data/a.json", f'{{"电话":"{MOBILE}"}}', 1),
        ("data/a.json", '{"备注":"138\\n0000\\n0000"}', 1),
        ("data/a.csv", f"甲,{MOBILE}\r\n", 1),
        ("a/b.txt", MOBILE, 1),
        ("assets/a.js", f"x={MOBILE}", 0),
        ("search/a.js", f'["{MOBILE}"]', 1),
        ("help/codes/h7/index.html", f"<p>{MOBILE}</p>", 0),
        ("help/codes/h7/index.html", "<p>13900000001</p>", 1),
        ("edition.json", '"3f1391234567890a3f1391234567890a"', 0),
    ],
)
def test_numbers_in_a_finished_site_are_found(path: str, content: str, count: int, tmp_path: Path) -> None:
    place = tmp_path / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content, "utf-8")
    assert [leak.path for leak in site.leaks(tmp_path)] == [path] * count


def test_attachments_of_a_finished_site_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(papers.docx(papers.table([["电话", MOBILE]])))
    (tmp_path / "b.xlsx").write_bytes(papers.xlsx({"表": [[MOBILE]]}))
    (tmp_path / "c.pdf").write_bytes(papers.pdf(MOBILE))
    leaks = site.leaks(tmp_path)
    assert [(leak.path, leak.place) for leak in leaks] == [
        ("a.docx", "表格"),
        ("b.xlsx", "工作表“表”"),
        ("c.pdf", "第1页"),
    ]
    assert site.leaks(tmp_path, {MOBILE}) == []


def test_the_same_line_on_many_pages_is_looked_at_once(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(f"<p>\n找{MOBILE}\n</p>{name}", "utf-8")
    assert 1 <= len(site.leaks(tmp_path)) <= 3


def test_what_was_let_pass_in_the_record_is_known(root: Path) -> None:
    text = (root / FILE).read_text("utf-8").replace("备注: ", f"备注: 合同{MOBILE}号，")
    (root / FILE).write_text(text, "utf-8")
    assert privacy.tolerated(read(root)[0]) == {MOBILE}


@pytest.mark.parametrize("name", TOWNS)
def test_both_towns_hold_nothing_private(name: str) -> None:
    codes = {p.code for p in read_and_check(TOWNS[name], DAY).problems}
    assert not codes & {f"H{number}" for number in (*range(731, 741), *range(771, 780))}


def test_covering_keeps_the_place_of_every_character() -> None:
    assert scan.covered("没有") == "没有"
