"""The pictures: they name and say what they show, fit a phone, and are the same each time."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from generator.figures import Bar, Chart, Group, Step, bars, flow, organisation

SVG = "{http://www.w3.org/2000/svg}"
STEPS = [Step("立案", "5个工作日"), Step("责令停止、限期改正并且在规定的时间里自己拆除"), Step("决定", "15日")]
ROWS = [Bar("罚款", 5), Bar("责令停产停业、责令关闭、限制从业，以及法律规定的其他处罚", 1), Bar("没收", 0)]
CHART = Chart(
    "禾泉镇人民政府",
    (Group("党政机构", ("党政办公室", "规划建设和生态环境办公室", "便民服务局")), Group("村居", ("样例村村民委员会",))),
)
PICTURES = {
    "flow": lambda: flow("a", "程序", STEPS),
    "bars": lambda: bars("a", "处罚", ROWS, "件"),
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


def test_the_longest_bar_is_the_greatest_number_and_nought_has_none() -> None:
    picture = ElementTree.fromstring(bars("a", "处罚", ROWS, "件"))
    lengths = [float(bar.get("width", "")) for bar in _all(picture, "rect") if bar.get("class") == "q-fig-bar"]
    assert len(lengths) == 2
    assert lengths[0] == 5 * lengths[1]


def test_nothing_but_nought_draws_no_bar() -> None:
    assert "q-fig-bar" not in bars("a", "处罚", [Bar("罚款", 0)], "件")


def test_an_organisation_shows_every_body() -> None:
    printed = _printed(ElementTree.fromstring(organisation("a", "机构", CHART)))
    for name in (CHART.head, *(member for group in CHART.groups for member in group.members)):
        assert name in printed


def test_written_text_is_never_markup() -> None:
    for picture in (
        flow("a", "<b>", [Step("<b>&", "<i>")]),
        bars("a", "<b>", [Bar("<b>&", 1)], "<i>"),
        organisation("a", "<b>", Chart("<b>", (Group("<i>", ("<b>&",)),))),
    ):
        tags = {part.tag.removeprefix(SVG) for part in ElementTree.fromstring(picture).iter()}
        assert tags <= {"svg", "title", "desc", "rect", "text", "path", "circle"}
