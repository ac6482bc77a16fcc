"""Every code has an example, and each is so: what is right raises nothing, what is wrong raises that code, there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

from generator.checked import read_and_check
from generator.model.kinds import KINDS, LISTS
from generator.problem import CODES, Problem
from generator.reading import reader
from generator.reading.folder import entry_kind
from generator.record import tried
from generator.standards.examples import LEFT_OUT, MARKS, Example, examples
from generator.syntax import characters
from tests import overlay
from tests.privacy import papers
from tests.towns import DAY, TOWN

LINED = {code: example for code, example in examples().items() if example.file}
WORDED = {code: example for code, example in examples().items() if not example.file}
_read_once = cache(reader.read)
_DEMO = [
    ("town.yml", "发布状态: 正式", "发布状态: 演示"),
    ("town.yml", "主办单位: 禾泉镇人民政府", "主办单位:"),
    ("town.yml", "网站标识码: 0000000000\n", ""),
    ("town.yml", "备案号: 鲁ICP备00000000号\n公安备案号: 鲁公网安备00000000000000号\n", ""),
]
_OLD = "q203 对擅自在街道、广场、市场等场所修建临时建筑的限期拆除和处罚"
_NEW = "q203 擅自修建临时建筑的查处"
_WIDER = (
    "  - 事项: q002 城镇污水排入排水管网许可\n    动作: 变更\n    理由: 再放宽\n    改了什么:\n      - 字段: 权限边界\n"
    "        原为: 管集镇排水管网范围内做生意、办厂、办单位的排水户；怎么接管一并审查，不再单独办接入审核\n"
    "        改为: 管集镇排水管网范围内的全部排水户\n"
)
_OLDER = (
    "  - 版本日期: 2023-10-26\n    批准日期: 2023-11-30\n    施行日期: 2024-01-01\n    条数: 31\n"
    "    公布文件: 样例市人民代表大会常务委员会公告第3号\n"
)
_BEFORE_THE_CALENDAR = (
    (overlay.INVALID / "公布日期_跨到没有放假安排的年份/powers/enforcement/decisions/2023/c2023001.yml")
    .read_text("utf-8")
    .replace("公布日期: 2024-01-04\n", "公布日期: 2023-12-26\n")
)
_PUBLISHED = (overlay.INVALID / "须经调整_取消没有调整/powers/published.csv").read_text("utf-8")
_LONG = "农村村民在自家宅基地上新建、翻盖住宅（宅基地和规划许可一起办）"
# What the sample town does not offer as it stands, for a right and a wrong version alike: (file, text, other text).
BEFORE: dict[str, list[tuple[str, str, str]]] = {
    "H407": [
        ("laws/g101.yml", _OLDER, ""),
        (
            "authority/q001.yml",
            "备注: 2026-06-01以前叫“大型户外广告设置审核”，办的是同一件事。",
            "备注: 放权时凭的是旧条例，2026-03-01起凭这部条例。",
        ),
    ],
    "H513": _DEMO,
    "H742": _DEMO,
    "H552": [("responsibility/z301.yml", "      - 承接部门\n", "")],
    "H625": [
        (
            "enforcement/decisions/2023/c2023001.yml",
            "决定日期: 2023-12-20\n公布日期: 2023-12-26\n",
            _BEFORE_THE_CALENDAR,
        ),
    ],
    "H705": [
        ("adjustments/t2026002.yml", "  - 事项: f001", f"{_WIDER}  - 事项: f001"),
        (
            "authority/q002.yml",
            "权限边界: 管集镇排水管网范围内做生意、办厂、办单位的排水户；怎么接管一并审查，不再单独办接入审核",
            "权限边界: 管集镇排水管网范围内的全部排水户",
        ),
    ],
    "H710": [("published.csv", "编号,网址,摘要,首次发布,最后发布\n", _PUBLISHED)],
    "H752": [
        ("published.csv", "最后发布\n", "最后发布\nq001,authority/q001/,1f2e,2026-10-09,2026-11-20\n"),
    ],
    "H746": [
        ("published.csv", "最后发布\n", "最后发布\nq001,authority/q001/,1f2e,2026-10-09,2026-11-20\n"),
    ],
}
# What must change elsewhere with the wrong version alone, so that it is the only slip.
WITH: dict[str, list[tuple[str, str, str]]] = {
    "H437": [
        (f"enforcement/{file}", _OLD, _NEW)
        for file in ("decisions/2026/c2026001.yml", "decisions/2026/c2026004.yml", "裁量基准.yml")
    ],
    "H517": [("together/y002.yml", "f003 农村村民建房（宅基地和规划许可一起办）", f"f003 {_LONG}")],
    "H425": [
        (f"enforcement/decisions/2026/{id_}.yml", "决定机关: 禾泉镇人民政府", "决定机关: 青榆县综合行政执法局")
        for id_ in ("c2026001", "c2026004")
    ],
}


def _span(lines: list[str], shown: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the lines of an example stand in a file: a stretch for each piece between lines left out."""
    found, at = [], 0
    for piece in "\n".join(shown).split(LEFT_OUT):
        wanted = piece.strip("\n").split("\n") if piece.strip("\n") else []
        at = next(i for i in range(at, len(lines) + 1) if lines[i : i + len(wanted)] == wanted)
        found.append((at, at + len(wanted)))
        at += len(wanted)
    return found


def _typed(example: Example, content: str) -> str:
    """The file with the wrong lines in the place of the right ones."""
    lines = content.split("\n")
    spans = _span(lines, example.good)
    if not spans[-1][1] - spans[-1][0]:  # the last thing shown is that more follows
        spans[-1] = (len(lines), len(lines))
    bad = "\n".join(example.bad)
    for mark, (character, _) in MARKS.items():
        bad = bad.replace(mark, character)
    pieces = [piece.strip("\n") for piece in bad.split(LEFT_OUT)]
    if len(pieces) < len(spans):  # what the last of them stands for reaches to the end of what is shown
        spans = [*spans[: len(pieces) - 1], (spans[len(pieces) - 1][0], spans[-1][1])]
    for (start, end), piece in reversed(list(zip(spans, pieces, strict=True))):
        lines[start:end] = piece.split("\n") if piece else []
    return "\n".join(lines).rstrip("\n") + "\n"


@contextmanager
def _changed(town: Path, changes: dict[str, str]):
    """The town with some files saying something else, and as it was afterwards."""
    try:
        for path, text in changes.items():
            (town / "powers" / path).parent.mkdir(parents=True, exist_ok=True)
            (town / "powers" / path).write_bytes(text.encode())
        yield
    finally:
        for path in changes:
            if (TOWN / "powers" / path).is_file():
                shutil.copyfile(TOWN / "powers" / path, town / "powers" / path)
            else:
                (town / "powers" / path).unlink()


def _checked(town: Path) -> tuple[Problem, ...]:
    with patch.object(reader, "read", _read_once):
        return read_and_check(town, overlay.DAY).problems


def _texts(example: Example, *changes: tuple[str, str, str]) -> dict[str, str]:
    """The files that differ from the sample town: the example's own, and what is prepared around it."""
    place = TOWN / "powers" / example.file
    own = place.read_text("utf-8") if place.is_file() else "\n".join(example.good) + "\n"
    texts = {example.file: own}
    for path, old, new in changes:
        text = texts.get(path) or (TOWN / "powers" / path).read_text("utf-8")
        assert old in text, (path, old)
        texts[path] = text.replace(old, new)
    return texts


def test_every_code_has_its_example() -> None:
    assert list(examples()) == sorted(CODES)


@pytest.mark.parametrize("code", LINED)
def test_an_example_holds(code: str, town_copy: Path) -> None:
    example = LINED[code]
    right = _texts(example, *BEFORE.get(code, []))
    assert _span(right[example.file].split("\n"), example.good), "the right lines stand in the town"
    if code in BEFORE or not (TOWN / "powers" / example.file).is_file():
        with _changed(town_copy, right):
            assert overlay.lines(_checked(town_copy)) == []
    wrong = _texts(example, *BEFORE.get(code, []), *WITH.get(code, []))
    wrong[example.file] = _typed(example, right[example.file])
    with _changed(town_copy, wrong):
        found = _checked(town_copy)
    assert {problem.code for problem in found} == {code}, overlay.lines(found)
    typed = characters.readable(wrong[example.file].encode()).split("\n")
    shown = "\n".join(example.bad)
    for mark, (character, _) in MARKS.items():
        shown = shown.replace(mark, character)
    here = [problem for problem in found if problem.file == f"powers/{example.file}"]
    assert here, overlay.lines(found)
    assert any(typed[p.span.line - 1] in shown.split("\n") for p in here), (overlay.lines(here), shown)


# What no line can show: how a file is named, placed and saved. Each does what the words of the example say.


def _renamed(powers: Path, code: str) -> None:
    """The file under the wrong name or in the wrong place, as the example names both."""
    good, bad = (lines[0].removeprefix("powers/") for lines in (WORDED[code].good, WORDED[code].bad))
    assert (powers / good).is_file()
    if code in ("H301", "H302"):
        shutil.copyfile(powers / good, powers / bad)
    else:
        (powers / good).rename(powers / bad)


def _emptied(powers: Path, code: str) -> None:
    (powers / _path(code)).write_bytes(b"\n")


def _swollen(powers: Path, code: str) -> None:
    content = (powers / _path(code)).read_bytes()
    (powers / _path(code)).write_bytes(content + b"# \n" * (512 * 1024 // 3))


def _saved_as_gbk(powers: Path, code: str) -> None:
    place = powers / "elsewhere/p001.yml"
    place.write_bytes(place.read_text("utf-8").encode("gbk"))


def _without_town(powers: Path, code: str) -> None:
    (powers / "town.yml").unlink()


def _left_lying(powers: Path, code: str) -> None:
    """A decision of which the example tells two lines, five years on."""
    text = (powers / "enforcement/decisions/2026/c2026001.yml").read_text("utf-8")
    text = text.replace("2026", "2021").replace("禾政罚决字〔2021〕1号", "禾政罚决字〔2021〕9号")
    assert all(line in text for line in WORDED[code].bad[0].split("“")[1:] for line in [line.split("”")[0]])
    place = powers / _path(code)
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")


def _added_since(powers: Path, code: str) -> None:
    """The ledger of a town that published all but the entry that the example names."""
    rows = _PUBLISHED.splitlines(keepends=True)
    id_ = Path(_path(code)).stem
    (powers / "published.csv").write_text("".join(row for row in rows if not row.startswith(id_)), "utf-8")


def _attached(powers: Path, code: str) -> None:
    """An attachment with the flaw."""
    name, content = next((name, content) for _, flaw, name, content in papers.FLAWED if flaw == code)
    if code == "H772":
        content = papers.docx()  # its name alone is enough
    place = powers / _path(code)
    assert place.suffix == Path(name).suffix or code in ("H736", "H772")
    place.write_bytes(content if place.suffix != ".csv" else papers.CSV)


def _in_prose(powers: Path, code: str) -> None:
    """A page of prose with the line of the example; what cannot be seen is put between two characters."""
    path, _, line = WORDED[code].bad[0].partition("：")
    place = powers.parent / path
    place.parent.mkdir(parents=True)
    shown = "办\u200b事" if code == "H793" else line
    place.write_text(f"# 说明\n\n{shown}\n", "utf-8")


def _opened_in_excel(powers: Path, code: str) -> None:
    """A log whose second line was changed after the third was written."""
    changed = overlay.INVALID / "发布记录_改过一行/powers/publications.csv"
    (powers / "publications.csv").write_bytes(changed.read_bytes())


def _path(code: str) -> str:
    """The file that a worded example begins with."""
    return WORDED[code].bad[0].split("：")[0].removeprefix("powers/")


def _sold(base: Path, code: str) -> None:
    """An address of a government site leads elsewhere, as was found the last time it was tried."""
    address, found = "https://www.example.gov.cn/zwfw/sfz/", "不再是政府网站"
    assert found in "".join(examples()[code].bad)
    (base.parent / "links.csv").write_bytes(tried.written([tried.Tried(address, DAY, tried.Outcome(found), "")]))


MISHAPS: dict[str, Callable[[Path, str], None]] = {
    "H101": _emptied,
    "H102": _swollen,
    "H121": _saved_as_gbk,
    "H300": _without_town,
    "H301": _renamed,
    "H302": _renamed,
    "H303": _renamed,
    "H304": _renamed,
    "H609": _left_lying,
    "H711": _added_since,
    **dict.fromkeys(("H791", "H792", "H793"), _in_prose),
    **dict.fromkeys(("H736", "H771", "H772", "H773", "H774", "H775", "H776", "H777", "H778", "H779"), _attached),
    "H784": _sold,
    "H751": _opened_in_excel,
}


@pytest.mark.parametrize("code", WORDED)
def test_a_worded_example_holds(code: str, root: Path) -> None:
    MISHAPS[code](root / "powers", code)
    assert {problem.code for problem in _checked(root)} == {code}


def test_examples_are_short_and_plain() -> None:
    """A clerk sees the slip at a glance: few lines, the first at the margin, one thing different."""
    for code, example in examples().items():
        for lines in (example.good, example.bad):
            assert lines[0] == lines[0].lstrip(), code
            assert len(lines) <= 13, code
            assert all(0 < len(line) <= 160 for line in lines), code
        assert example.good != example.bad, code
        assert example.note == "" or example.note.endswith(("。", "”")), code


def test_every_list_a_slip_was_found_in_is_named() -> None:
    """What an example says of the lists that a code concerns covers every slip that is known."""
    titles = {kind.title for kind in (*KINDS, *LISTS)}
    for case in overlay.CASES:
        for line in (case / "expected.txt").read_text("utf-8").splitlines():
            code, place = line.split()[:2]
            path = place.rsplit(":", 2)[0].removeprefix("powers/")
            entry = entry_kind(path)
            title = entry[0].title if entry else next((kind.title for kind in LISTS if kind.matches(path)), "")
            lists = examples()[code].lists
            assert set(lists) <= titles, code
            assert not lists or not title or title in lists, f"{code} is found in {title} too ({case.name})"
