"""The pictures: they name and say what they show, fit a phone, and are the same each time."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from generator.pictures.charts import Bar, Bars, Share, bars, compared, shares, stacked
from generator.pictures.figures import Branch, FlowStep, Organisation, flow, organisation

SVG = "{http://www.w3.org/2000/svg}"
STEPS = [
    FlowStep("立案", "5个工作日"),
    FlowStep("责令停止、限期改正并且在规定的时间里自己拆除"),
    FlowStep("决定", "15日"),
]
ROWS = [Bar("罚款", 5), Bar("责令停产停业、责令关闭、限制从业，以及法律规定的其他处罚", 1), Bar("没收", 0)]
CHART = Organisation(
    "禾泉镇人民政府",
    (
        Branch("党政机构", ("党政办公室", "规划建设和生态环境办公室", "便民服务局")),
        Branch("村居", ("样例村村民委员会",)),
    ),
)
YEARS = ("2025年", "2024年")
LONG = "责令停产停业、责令关闭、限制从业，以及法律规定的其他处罚"
COMPARED = [Bars("许可", (470, 180)), Bars(LONG, (0, 1)), Bars("检查", (26, 0))]
SHARES = [Share("赋权，名称已知", 1, 41, "另录示例 40，不算在内"), Share("委托", 0, 26), Share("没有定数", 0, 0)]
STANDINGS = ("官方", "法条", "示例")
STACKED = [Bars("权力清单", (1, 43000, 63)), Bars(LONG, (6, 29, 0)), Bars("一件事", (0, 0, 1))]
PICTURES = {
    "flow": lambda: flow("a", "程序", STEPS),
    "bars": lambda: bars("a", "处罚", ROWS, "件"),
    "compared": lambda: compared("a", "各年", COMPARED, YEARS, "件"),
    "shares": lambda: shares("a", "目录", SHARES),
    "stacked": lambda: stacked("a", "凭什么", STACKED, STANDINGS),
    "organisation": lambda: organisation("a", "机构", CHART),
}


@pytest.fixture(params=PICTURES, ids=str)
def drawn(request: pytest.FixtureRequest) -> ElementTree.Element:
    return ElementTree.fromstring(PICTURES[request.param]())


def _all(picture: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return list(picture.iter(SVG + tag))


def _printed(picture: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in _all(picture, "text"))


def test_it_has_a_name_and_says_what_it_shows(drawn: ElementTree.Element) -> None:
    title, description = drawn.find(SVG + "title"), drawn.find(SVG + "desc")
    assert drawn.get("role") == "img"
    assert title is not None and title.text and drawn.get("aria-labelledby") == title.get("id") == "a-title"
    assert description is not None and description.text and drawn.get("aria-describedby") == description.get("id")


def test_it_stays_within_its_frame(drawn: ElementTree.Element) -> None:
    _, _, width, height = map(int, drawn.get("viewBox", "").split())
    assert width <= 360, "scaled down on a phone, its text could not be read"
    for box in _all(drawn, "rect"):
        x, y, wide, high = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert x >= 0 and x + wide <= width and y >= 0 and y + high <= height
    for text in _all(drawn, "text"):
        wide = 16 * len(text.text or "")  # no character is wider than it is high
        start = (
            float(text.get("x", "")) - {"start": 0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        )
        assert start >= -1 and start + wide <= width + 1, text.text


def test_colours_come_from_the_style_sheet(drawn: ElementTree.Element) -> None:
    for part in drawn.iter():
        assert "style" not in part.attrib and part.tag not in (SVG + "style", SVG + "script")
        assert part.get("fill", "none") in ("none", "currentColor", "#fff")


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_the_same_each_time(name: str) -> None:
    assert PICTURES[name]() == PICTURES[name]()


def test_a_flow_shows_its_steps_in_order_with_their_limits() -> None:
    printed = _printed(ElementTree.fromstring(flow("a", "程序", STEPS)))
    places = [printed.index(word) for word in ("立案", "责令停止", "决定")]
    assert places == sorted(places)
    assert "5个工作日" in printed and "15日" in printed


def _bars(picture: ElementTree.Element, kind: str = "q-fig-bar") -> list[float]:
    """How long the bars of one filling are; swatches are as wide as they are high."""
    return [float(bar.get("width", "")) for bar in _all(picture, "rect") if bar.get("class") == kind]


def test_the_longest_bar_is_the_greatest_number_and_nought_has_none() -> None:
    lengths = _bars(ElementTree.fromstring(bars("a", "处罚", ROWS, "件")))
    assert len(lengths) == 2
    assert round(lengths[0] / lengths[1]) == 5


def test_nothing_but_nought_draws_no_bar() -> None:
    assert "q-fig-bar" not in bars("a", "处罚", [Bar("罚款", 0)], "件")
    assert "q-fig-bar" not in compared("a", "各年", [Bars("罚款", (0, 0))], YEARS, "件")
    assert "q-fig-bar" not in shares("a", "目录", [Share("委托", 0, 26)])


def test_years_are_told_by_their_names_and_drawn_to_one_measure() -> None:
    picture = ElementTree.fromstring(compared("a", "各年", COMPARED, YEARS, "件"))
    printed = [text.text for text in _all(picture, "text")]
    assert printed.count("2025年") == printed.count("2024年") == len(COMPARED)
    full, light = _bars(picture), _bars(picture, "q-fig-bar q-fig-bar--light")
    assert len(full) == 2 and len(light) == 2, "nought is not drawn"
    assert abs(light[0] / full[0] - 180 / 470) < 0.01


def test_a_share_is_as_long_as_it_is_of_its_whole_and_says_what_is_not_counted() -> None:
    picture = ElementTree.fromstring(shares("a", "目录", SHARES))
    track = _bars(picture, "q-fig-track")[0]
    assert abs(_bars(picture)[0] / track - 1 / 41) < 0.01
    assert "1/41" in _printed(picture) and "0/26" in _printed(picture) and "另录示例 40，不算在内" in _printed(picture)


def test_parts_are_told_apart_by_word_and_filling_and_none_is_lost() -> None:
    picture = ElementTree.fromstring(stacked("a", "凭什么", STACKED, STANDINGS))
    printed = [text.text for text in _all(picture, "text")]
    for row in STACKED:
        for name, number in zip(STANDINGS, row.numbers, strict=True):
            assert f"{name} {number}" in printed
    kinds = {bar.get("class") for bar in _all(picture, "rect")}
    assert len(kinds) == len(STANDINGS)
    drawn = sum(1 for row in STACKED for number in row.numbers if number)
    swatches = len(STACKED) * len(STANDINGS)
    assert len(_all(picture, "rect")) == drawn + swatches, "the smallest part can still be seen"


@pytest.mark.parametrize("name", ["bars", "compared", "shares", "stacked"])
def test_what_a_chart_says_aloud_has_every_number_it_shows(name: str) -> None:
    picture = ElementTree.fromstring(PICTURES[name]())
    said = picture.findtext(SVG + "desc") or ""
    for text in _all(picture, "text"):
        if text.get("class") == "q-fig-value":
            assert str(text.text) in said, text.text


def test_an_organisation_shows_every_body() -> None:
    printed = _printed(ElementTree.fromstring(organisation("a", "机构", CHART)))
    for name in (CHART.head, *(member for branch in CHART.branches for member in branch.members)):
        assert name in printed


def test_written_text_is_never_markup() -> None:
    for picture in (
        flow("a", "<b>", [FlowStep("<b>&", "<i>")]),
        bars("a", "<b>", [Bar("<b>&", 1)], "<i>"),
        compared("a", "<b>", [Bars("<b>&", (1,))], ["<i>"], "<i>"),
        shares("a", "<b>", [Share("<b>&", 1, 2, "<i>")]),
        stacked("a", "<b>", [Bars("<b>&", (1,))], ["<i>"]),
        organisation("a", "<b>", Organisation("<b>", (Branch("<i>", ("<b>&",)),))),
    ):
        tags = {part.tag.removeprefix(SVG) for part in ElementTree.fromstring(picture).iter()}
        assert tags <= {"svg", "title", "desc", "rect", "text", "path", "circle"}
