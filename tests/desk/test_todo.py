"""What is to be done: every report finds what it should and nothing else; each form of the list says the same."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import openpyxl
import pytest

from generator import record
from generator.desk.todo import calendar, matters, page, workbook
from generator.desk.todo import words as telling
from generator.desk.todo.deadlines import deadlines
from generator.desk.todo.due import Category, Urgency, found
from generator.model.enforcement import Officers
from tests import office, web
from tests.qingdan import run
from tests.towns import DAY, REAL, SAMPLE, TOWN, TOWNS, derived, edit


def found_in(root: Path, report: Category, day: date = DAY) -> dict[str, object]:
    """The matters of one report by key."""
    town, problems = record.read(root)
    assert not problems, problems
    return {one.key: one for group in matters.todo(town, day).groups if group.category is report for one in group.dues}


# Each day on which something ends, and the rules that say so too.
DAYS = [
    date(2026, 11, 22),
    date(2027, 5, 10),
    date(2027, 7, 15),
    date(2028, 5, 15),
    date(2028, 7, 15),
    date(2029, 2, 1),
]
OVER = {
    Category.MANDATES: "H428",
    Category.PUBLICITY: "H609",
    Category.TASKS: "H557",
    Category.CERTIFICATES: "H619",
    Category.PAUSES: "H436",
}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_has_ended_is_what_the_rules_find(day: date):
    town = derived(SAMPLE).record
    dues = list(deadlines(town, day))
    for report, code in OVER.items():
        mine = [
            (one.id or one.file, one.field.rpartition("·")[0])
            for one in dues
            if one.category is report and one.urgency is Urgency.OVER
        ]
        rules = [
            (str(getattr(part, "id", "")) or town.file_of(part).path, "·".join(_step(s) for s in finding.path[:-1]))
            for part, finding, _ in found(code, town, day)
        ]
        assert sorted(mine) == sorted(rules), report
    soon = {one.id for one in dues if one.category is Category.MANDATES and one.urgency is Urgency.SOON}
    assert soon == {part.id for part, _, _ in found("H429", town, day)}


def _step(step: str | int) -> str:
    return f"第{step + 1}条" if isinstance(step, int) else step


def test_each_kind_of_end_is_met_on_one_of_the_days():
    town = derived(SAMPLE).record
    met = {
        (one.category, one.urgency)
        for day in DAYS
        for one in deadlines(town, day)
        if one.category is not Category.FIGURES  # of every year: below
    }
    assert met == {(report, urgency) for report in OVER for urgency in (Urgency.OVER, Urgency.SOON)}


def test_the_figures_of_a_year_are_due_on_the_last_of_january():
    """Of a town that enforces; those that are there are not asked for."""
    town = derived(SAMPLE).record
    kept = max(map(int, town.statistics))

    def found(year: int, month: int, day: int) -> list[tuple[str, Urgency]]:
        dues = deadlines(town, date(year, month, day))
        return [(one.name, one.urgency) for one in dues if one.category is Category.FIGURES]

    name = f"{kept + 1}年度数据"
    assert found(kept + 1, 11, 22) == []  # more than 60 days away, and last year's are there
    assert found(kept + 1, 12, 3) == found(kept + 2, 1, 31) == [(name, Urgency.SOON)]
    assert found(kept + 2, 2, 1) == [(name, Urgency.OVER)]
    assert not [
        one
        for one in deadlines(replace(town, statistics={}, enforcers=None, decisions={}), date(2027, 1, 5))
        if one.category is Category.FIGURES
    ]


def test_the_days_before_and_after_an_end():
    town = derived(SAMPLE).record
    end = town.powers["q101"].mandate.period.end
    said = {}
    for days in (-1, 0, 1, 60, 61):
        today = end - timedelta(days=days)
        one = next((one for one in deadlines(town, today) if one.key == "q101"), None)
        said[days] = one and (one.urgency, one.left(today))
    assert said == {
        -1: (Urgency.OVER, "过了 1 天"),
        0: (Urgency.SOON, "就是今天"),
        1: (Urgency.SOON, "还有 1 天"),
        60: (Urgency.SOON, "还有 60 天"),
        61: None,
    }


def test_a_delegation_without_its_announcement_or_seal(root):
    assert not found_in(root, Category.MANDATES)
    edit(root, "authority/q101.yml", ("  公告日期: ", "  # 公告日期: "))
    text = (root / "powers/authority/q102.yml").read_text("utf-8")
    (root / "powers/authority/q102.yml").write_text(re.sub("^用章: .*\n", "", text, flags=re.M), "utf-8")
    dues = found_in(root, Category.MANDATES)
    assert {key: one.why for key, one in dues.items()} == {"q101": "没有写“公告日期”", "q102": "没有写“用章”"}
    assert dues["q101"].field == "委托书·公告日期" and dues["q101"].file == "powers/authority/q101.yml"


def test_an_adjustment_without_one_of_its_steps(root):
    assert not found_in(root, Category.STEPS)
    file = next((root / "powers/adjustments").glob("*.yml"))
    for name in ("批准机关", "合法性审查"):
        file.write_text(re.sub(f"^{name}: .*\n", "", file.read_text("utf-8"), flags=re.M), "utf-8")
    (one,) = found_in(root, Category.STEPS).values()
    assert one.id == file.stem and "“合法性审查”、“批准机关”" in one.why and "提出" not in one.why


def test_an_amended_and_a_repealed_ground(root):
    before = found_in(root, Category.AMENDED)
    text = (root / "powers/laws/g001.yml").read_text("utf-8")
    assert "有效性: 现行" in text
    newer = re.sub("^版本:\n", "版本:\n  - 版本日期: 2026-11-01\n    条数: 83\n", text, flags=re.M)
    (root / "powers/laws/g001.yml").write_text(newer, "utf-8")
    dues = {key: one for key, one in found_in(root, Category.AMENDED).items() if key not in before}
    assert dues and all(one.day == date(2026, 11, 1) and one.urgency is Urgency.OPEN for one in dues.values())
    (root / "powers/laws/g001.yml").write_text(text.replace("有效性: 现行", "有效性: 已废止\n被代替: 无"), "utf-8")
    dues = {key: one for key, one in found_in(root, Category.AMENDED).items() if key not in before}
    assert dues and all(one.urgency is Urgency.OVER for one in dues.values())


def test_a_decision_published_late_is_the_rules_finding(root):
    assert not found_in(root, Category.LATE)
    text = (root / "powers/enforcement/decisions/2026/c2026001.yml").read_text("utf-8")
    late = re.sub("^公布日期: .*$", "公布日期: 2026-05-29", text, flags=re.M)
    (root / "powers/enforcement/decisions/2026/c2026001.yml").write_text(late, "utf-8")
    (one,) = found_in(root, Category.LATE).values()
    assert one.id == "c2026001" and one.urgency is Urgency.NOTED and "个工作日才公布" in one.why


def test_unverified_for_a_year(root):
    file = root / "powers/services/f001.yml"
    text = file.read_text("utf-8")
    for written, shown in (
        ("核对到: 2025-11-22", False),
        ("核对到: 2025-11-21", True),
        ("核对到:", True),
    ):
        file.write_text(re.sub("^核对到: .*$", written, text, flags=re.M), "utf-8")
        assert ("f001" in found_in(root, Category.UNVERIFIED)) is shown, written
    assert found_in(root, Category.UNVERIFIED, date(2028, 2, 29))  # a day that the year before had not


def test_missing_elements(root):
    assert not found_in(root, Category.THIN)
    file = root / "powers/services/f001.yml"
    assert "f001" not in found_in(root, Category.MISSING)
    text = file.read_text("utf-8")
    file.write_text(re.sub("^结果名称: .*\n", "", text, flags=re.M), "utf-8")
    assert found_in(root, Category.MISSING)["f001"].why == "还空着 1 格：结果名称"
    # The centre's particulars stand for every guide that has none: first in the list, they close most gaps.
    edit(root, "town.yml", ("  办公时间: 工作日 8:30—12:00，13:30—17:00\n  咨询电话: 0000-0000101\n", ""))
    dues = found_in(root, Category.MISSING)
    assert next(iter(dues)) == "powers/town.yml" and "便民服务中心·办公时间" in dues["powers/town.yml"].why


def test_a_thin_guide_says_which_kinds_it_lacks():
    dues = {
        one.id: one
        for group in matters.todo(derived(REAL).record, DAY).groups
        for one in group.dues
        if group.category is Category.THIN
    }
    from generator.derive.completeness import issued, missing_elements

    town = derived(REAL).record
    assert set(dues) == {guide.id for guide in town.guides.values() if not guide.ending and not issued(guide, town)}
    for id_, one in dues.items():
        assert "、".join(missing_elements(town.guides[id_], town)) in one.why
    counts = [int(re.search(r"缺 (\d+) 类", one.why)[1]) for one in dues.values()]
    assert counts == sorted(counts, reverse=True)


def test_what_does_not_apply_is_not_asked_for():
    for name in TOWNS:
        town = derived(name).record
        for one in (one for group in matters.todo(town, DAY).groups for one in group.dues):
            part = town.get(one.id) if one.id else None
            ended = getattr(part, "ending", None) or (getattr(part, "standing", None) == "示例")
            assert not ended or one.category in (Category.AMENDED, Category.PUBLICITY, Category.LATE, Category.STEPS), (
                one
            )
            if one.id in town.powers and one.category is Category.MISSING:
                assert part.mode == "委托" or "委托机关" not in one.why, one
                assert part.mode != "法定" or "放权文件" not in one.why, one


def test_the_most_urgent_comes_first():
    groups = matters.todo(derived(SAMPLE).record, date(2027, 7, 15)).groups
    order = [list(Urgency).index(group.dues[0].urgency) for group in groups]
    assert order == sorted(order) and order[0] == 0
    for group in groups:
        inside = [list(Urgency).index(one.urgency) for one in group.dues]
        assert inside == sorted(inside)


def test_at_the_terminal():
    done = run("todo", root=TOWN)
    assert done.exit_code == 0
    assert done.output.startswith("2026-11-22：待办 ")
    assert "交办任务　快到了 1" in done.output and "还有 28 天" in done.output
    assert "powers/responsibility/r002.yml" in done.output
    assert telling.text(matters.Todo(DAY, [])) == "2026-11-22：没有待办。"


def test_as_json_it_has_everything():
    body = json.loads(run("todo", "--format", "json", root=TOWN).output)
    groups = matters.todo(derived(SAMPLE).record, DAY).groups
    assert body["数量"] == sum(report["数量"] for report in body["待办"]) == sum(len(group.dues) for group in groups)
    assert [one["名称"] for one in body["待办"]] == [group.category.title for group in groups]
    (task,) = next(one for one in body["待办"] if one["名称"] == "交办任务")["事项"]
    assert task["编号"] == "r002" and task["日期"] == "2026-12-20" and task["程度"] == "快到了" and task["怎么办"]


@pytest.mark.parametrize("ending", ["html", "xlsx", "ics"])
def test_a_file_is_the_same_each_time(tmp_path, ending):
    place = tmp_path / f"待办.{ending}"
    written = []
    for _ in range(2):
        done = run("todo", "--out", place, root=TOWN)
        assert done.exit_code == 0 and "写好了" in done.output, done.output
        written.append(place.read_bytes())
    assert written[0] == written[1] and [file.name for file in tmp_path.iterdir()] == [place.name]


def test_what_an_entry_has_no_use_for_is_not_asked_for(root):
    """Nobody applies for an inspection; a delegation needs no paper of the province; a duty taken back has no handler."""
    assert "q102" not in found_in(root, Category.MISSING)
    edit(root, "authority/q101.yml", ("生效日期: 2025-07-01\n", ""))
    assert found_in(root, Category.MISSING)["q101"].why == "还空着 1 格：生效日期"


def test_what_cannot_be_written_is_said(tmp_path, root):
    assert run("todo", "--out", tmp_path / "待办.pdf", root=TOWN).exit_code == 2
    assert run("todo", "--out", tmp_path / "没有" / "待办.html", root=TOWN).exit_code == 2
    (tmp_path / "待办.html").mkdir()
    refused = run("todo", "--out", tmp_path / "待办.html", root=TOWN)
    assert refused.exit_code == 2 and "是文件夹" in refused.output
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.replace", Mock(side_effect=PermissionError()))
        held = run("todo", "--out", tmp_path / "待办.ics", root=TOWN)
    assert held.exit_code == 1 and "写不进去" in held.output
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".~")]
    quiet = run("todo", "--out", tmp_path / "待办.ics", root=TOWNS[REAL])
    assert quiet.exit_code == 1 and not (tmp_path / "待办.ics").exists()
    edit(root, "authority/q001.yml", ("名称: 城市", "名称：城市"))
    wrong = run("todo", "--out", tmp_path / "b.html", root=root)
    assert wrong.exit_code == 1 and "先改好" in wrong.output and not (tmp_path / "b.html").exists()


# The page.


@pytest.mark.parametrize("name", TOWNS)
def test_the_page_stands_by_itself(name):
    town = derived(name).record
    groups = matters.todo(town, DAY).groups
    html = page.alone(matters.Todo(DAY, groups), town.town).decode()
    facts = web.read(html)
    assert not facts.unclosed and not facts.loaded and "<script" not in html
    assert len(facts.ids) == len(set(facts.ids)) == len(groups)
    for one in (one for group in groups for one in group.dues):
        assert one.file in facts.text and one.name in facts.text and one.why in facts.text and one.what in facts.text
    address = str(town.town.address_of_site or "")
    assert all(address and link.startswith(address) for link in facts.links)


def test_what_is_written_is_never_taken_for_the_page():
    town = derived(SAMPLE).record
    (group, *_) = matters.todo(town, DAY).groups
    sly = replace(group.dues[0], why="<script>x</script>")
    html = page.alone(matters.Todo(DAY, [matters.Group(group.category, [sly])]), town.town).decode()
    assert "<script" not in html and "&lt;script" in html


# The workbook.


def test_the_workbook_has_a_sheet_a_report(tmp_path):
    town = derived(SAMPLE).record
    groups = matters.todo(town, DAY).groups
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(matters.Todo(DAY, groups), town.town, "..")))
    assert book.sheetnames == ["有多少", *(group.category.title for group in groups)]
    for group in groups:
        sheet = book[group.category.title]
        head = [cell.value for cell in sheet[1]]
        assert sheet.max_row == len(group.dues) + 1 and sheet.page_setup.paperSize == 9 and sheet.print_title_rows
        for row, one in zip(sheet.iter_rows(min_row=2), group.dues, strict=True):
            cells = dict(zip(head, row, strict=True))
            assert (cells["编号"].value or "") == one.id if "编号" in cells else not one.id
            assert cells["文件"].hyperlink.target.replace("\\", "/") == f"../{one.file}"
            if one.id:
                assert (
                    cells["编号"].hyperlink.target.startswith("https://") and one.id in cells["编号"].hyperlink.target
                )
            if one.day:
                assert cells["日期"].value == datetime(one.day.year, one.day.month, one.day.day)


def test_the_office_program_prints_the_workbook(tmp_path):
    town = derived(SAMPLE).record
    groups = matters.todo(town, DAY).groups
    (tmp_path / "todo.xlsx").write_bytes(workbook.workbook(matters.Todo(DAY, groups), town.town, ""))
    said = office.words(office.printed([tmp_path / "todo.xlsx"], tmp_path)[0])
    for one in (one for group in groups for one in group.dues):
        assert one.id in said, one


# The calendar.

NAME = re.compile(r"[A-Z][A-Z0-9-]*")


def parsed(content: bytes) -> list[tuple[str, dict[str, str], str]]:
    """The lines of a calendar: name, parameters, value. Strict, after RFC 5545 3.1."""
    assert (
        content.endswith(b"\r\n")
        and b"\n" not in content.replace(b"\r\n", b"")
        and b"\r" not in content.replace(b"\r\n", b"")
    )
    physical = content.split(b"\r\n")[:-1]
    for line in physical:
        assert 0 < len(line) <= 75
        line.decode("utf-8")  # no character is cut in two
    lines: list[bytes] = []
    for line in physical:
        if line[:1] in b" \t":
            lines[-1] += line[1:]
        else:
            lines.append(line)
    found = []
    for line in lines:
        head, colon, value = line.decode("utf-8").partition(":")
        name, *parameters = head.split(";")
        assert colon and NAME.fullmatch(name), line
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value)
        found.append((name, dict(parameter.split("=") for parameter in parameters), value))
    return found


def text_of(value: str) -> str:
    """A text value without its escapes; a bare comma or semicolon is none."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events(content: bytes) -> list[dict[str, str]]:
    """The events, each with its alarms counted; what must be there is."""
    stack: list[str] = []
    found: list[dict[str, str]] = []
    calendar_lines: list[str] = []
    for name, parameters, value in parsed(content):
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                assert stack == ["VCALENDAR", "VEVENT"]
                found.append({"alarms": ""})
            if value == "VALARM":
                assert stack == ["VCALENDAR", "VEVENT", "VALARM"]
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            assert name not in found[-1], f"{name} twice"
            assert parameters == ({"VALUE": "DATE"} if name in ("DTSTART", "DTEND") else {})
            found[-1][name] = value
        elif stack[-1] == "VALARM" and name == "TRIGGER":
            assert re.fullmatch(r"-P(\d+D)?(T\d+H)?", value)
            found[-1]["alarms"] += value + " "
        elif stack == ["VCALENDAR"]:
            calendar_lines.append(f"{name}:{value}")
    assert not stack and calendar_lines[:2] == ["VERSION:2.0", "PRODID:-//qingdan//todo//ZH"]
    return found


def test_the_calendar_holds_every_day_to_come():
    town = derived(SAMPLE).record
    coming = matters.coming(town, DAY)
    content = calendar.calendar(coming, town.town, DAY)
    shown = events(content)
    assert len(shown) == len(coming) > 5
    assert len({one["UID"] for one in shown}) == len(shown)
    for one, event in zip(coming, shown, strict=True):
        start, end = (datetime.strptime(event[name], "%Y%m%d").date() for name in ("DTSTART", "DTEND"))
        assert start == one.day >= DAY and end == start + timedelta(days=1)
        assert event["DTSTAMP"] == "20261122T000000Z" and event["UID"].isascii()
        assert one.name in text_of(event["SUMMARY"]) and one.category.title in event["SUMMARY"]
        assert one.what in text_of(event["DESCRIPTION"]) and one.file in text_of(event["DESCRIPTION"])
        assert len(event["alarms"].split()) == 2
    assert any("执法证" in one["SUMMARY"] for one in shown) and any("委托" in one["SUMMARY"] for one in shown)


def test_a_renewed_delegation_keeps_its_name_in_the_calendar(root):
    def named(day: date) -> dict[str, str]:
        read = record.read(root)[0]
        return {
            one["UID"]: one["DTSTART"] for one in events(calendar.calendar(matters.coming(read, day), read.town, day))
        }

    before = named(DAY)
    edit(root, "authority/q101.yml", ("2025-07-01 至 2028-06-30", "2025-07-01 至 2030-06-30"))
    after = named(DAY + timedelta(days=9))
    assert set(before) == set(after)
    assert [uid for uid in before if before[uid] != after[uid]] == [
        uid for uid in before if uid.startswith("q101-mandates@")
    ]


def test_long_and_awkward_words_survive_the_folding():
    town = derived(SAMPLE).record
    one = matters.coming(town, DAY)[0]
    for length in range(20, 60):
        why = "，" + "字" * length + "a;b,c\\n" + "\U00020000" * 20 + "\n次行"
        (event,) = events(calendar.calendar([replace(one, why=why)], town.town, DAY))
        assert text_of(event["DESCRIPTION"]).startswith(why)


def test_every_officer_has_a_name_of_his_own(root):
    read = record.read(root)[0]
    keys = [one.key for one in deadlines(read, DAY, None) if one.category is Category.CERTIFICATES]
    assert isinstance(read.officers, Officers) and len(keys) == len(set(keys)) > 1


def test_without_what_writes_workbooks_it_says_how_to_get_it(tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("xlsxwriter", "generator.sheets"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "generator.desk.todo.workbook", raising=False)
    monkeypatch.delattr("generator.desk.todo.workbook", raising=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = run("todo", "--out", tmp_path / "待办.xlsx", root=TOWN)
    assert done.exit_code == 1 and "qingdan[desk]" in done.output and not list(tmp_path.iterdir())


def test_the_calendar_leaves_out_what_is_over():
    day = date(2027, 7, 15)
    assert all(one.day >= day for one in matters.coming(derived(SAMPLE).record, day))


def test_a_decision_that_was_withdrawn_has_no_end_of_publicity():
    town = derived(SAMPLE).record
    withdrawn = town.decisions["c2026001"].model_copy(update={"state": "已撤回"})
    keys = [
        {one.key for one in deadlines(replace(town, decisions={"c2026001": decision}), DAY, None)}
        for decision in (town.decisions["c2026001"], withdrawn)
    ]
    assert keys[0] - keys[1] == {"c2026001"}
