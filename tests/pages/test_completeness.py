"""还差什么 and 数据下载: the charts say what the tables say, examples are never counted, long lists are folded."""

from __future__ import annotations

import re

import pytest

from generator.derive.town import Town
from generator.opendata import rows as opendata
from generator.pages import completeness, data
from tests import web


@pytest.fixture(scope="module")
def html(town: Town) -> str:
    return next(completeness.bodies(town)).html


def _rows(html: str, caption: str) -> list[list[str]]:
    """The cells of a table's rows, their tags left out."""
    body = html.partition(f"<caption>{caption}</caption>")[2].partition("</table>")[0].partition("<tbody>")[2]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("<tr>")[1:]]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def _chart(html: str, id_: str) -> list[str]:
    """The lines of text in a chart, in their order; a label in several lines is joined."""
    chart = html.partition(f'aria-labelledby="{id_}-title"')[2].partition("</svg>")[0]
    return re.findall(r"<text[^>]*>([^<]*)</text>", chart)


@pytest.mark.parametrize(
    "id_, caption",
    [
        ("standing-figure", "各张清单里的条数"),
        ("types-figure", "在用的权力，按类型"),
        ("bodies-figure", "各机构承办的条数"),
    ],
)
def test_a_chart_says_what_its_table_says(html: str, id_: str, caption: str) -> None:
    rows = _rows(html, caption)
    assert rows, caption
    said = "".join(_chart(html, id_))
    expected = "".join(
        f"{name}{total}官方 {known}法条 {law}示例 {example}" for name, known, law, example, total in rows
    )
    assert said == expected
    assert all(int(known) + int(law) + int(example) == int(total) for _, known, law, example, total in rows)


def test_every_entry_is_counted_once_in_its_list(town: Town, html: str) -> None:
    counted = {name: int(total) for name, *_, total in _rows(html, "各张清单里的条数")}
    assert counted["权力清单"] == len(town.record.powers)
    assert counted["办事指南"] == len(town.record.guides)


def test_everything_in_use_is_counted_under_one_body(town: Town, html: str) -> None:
    entries = (*town.record.powers.values(), *town.record.responsibilities.values(), *town.record.guides.values())
    in_use = [entry for entry in entries if not getattr(entry, "ending", None)]
    assert sum(int(total) for *_, total in _rows(html, "各机构承办的条数")) == len(in_use)


def test_the_catalogue_is_drawn_as_it_is_known(town: Town, html: str) -> None:
    rows = _rows(html, "放权文件定了多少，名称已知多少")
    shares = [line for line in _chart(html, "catalogue-figure") if re.fullmatch(r"\d+/\d+", line)]
    assert shares == [f"{known}/{fixed}" for _, fixed, known, *_ in rows]
    if not town.record.formal:
        assert shares == ["1/41", "0/26"]
        assert "另录示例 40，不算在内" in _chart(html, "catalogue-figure")


def test_what_is_missing_is_drawn_as_it_is_counted(html: str) -> None:
    rows = _rows(html, "哪一类最缺")
    lines = _chart(html, "elements-figure")
    assert lines == [line for name, count in rows for line in (name, f"{count}份")]


def test_examples_are_folded_and_each_leads_to_its_page(town: Town, html: str) -> None:
    examples = [id_ for id_, power in town.record.powers.items() if power.standing == "示例"]
    part = html.partition('id="examples"')[2].partition("</section>")[0]
    assert all(f"authority/{id_}/" in part for id_ in examples)
    assert bool(part) == bool(examples)
    assert part.count("<details") == part.count("</details>") and ("<details" in part) == bool(examples)


def test_every_list_can_be_taken_away_and_empty_ones_are_set_apart(town: Town) -> None:
    html = next(data.bodies(town)).html
    links = web.read(html).links
    for list_ in opendata.OPEN_LISTS:
        assert any(link.endswith(f"{list_.name}.csv") for link in links), list_.title
        assert any(link.endswith(f"{list_.name}.json") for link in links), list_.title
    before, _, folded = html.partition("<details")
    for list_ in opendata.OPEN_LISTS:
        held = len(opendata.rows(town, list_))
        row = f'<th scope="row">{list_.title}'
        assert row in (before if held else folded), list_.title
        if held:
            row = before.partition(row)[2].partition("</tr>")[0]
            assert f"{held} 条" in row
