"""Lists: each entry stands once, what can be chosen is what the entries differ in, and counts are true."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from generator.derive.disclosure import disclosure
from generator.derive.town import Town, derive
from generator.model.values import NOTHING
from generator.pages import decisions, documents, duties, elsewhere, laws, powers, services, together
from generator.pages.list_rows import Column, fitted
from generator.pages.listing import SCRIPT, counted
from tests import web
from tests.towns import DAY, SAMPLE, derived

MODULES = (powers, services, duties, elsewhere, together, laws, documents, decisions)
LISTS = {
    "authority/": ("powers",),
    "services/": ("guides", "together", "elsewhere"),
    "responsibility/": ("responsibilities", "tasks"),
    "elsewhere/": ("elsewhere",),
    "together/": ("together",),
    "laws/": ("laws",),
    "documents/": ("documents",),
    "enforcement/decisions/": ("decisions",),
}
_ROW = re.compile(r'<tr data-id="(\w+)"([^>]*)>')
_SELECT = re.compile(r'<select id="filter-\w+" name="(\w+)">(.*?)</select>', re.S)
_OPTION = re.compile(r'<option value="([^"]+)">(.*?)（([^（）]*)）</option>')
_CHIP = re.compile(r'<a href="#([\w-]+)">([^<]*) <span>([^<]*)</span></a>')
_FOLDED = re.compile(r'<details class="q-fold q-examples">.*?</details>', re.S)


def _lists(town: Town) -> dict:
    return {body.url: body for module in MODULES for body in module.bodies(town) if body.url in LISTS}


def _values(attributes: str) -> dict[str, list[str]]:
    return {name: unescape(value).split("|") for name, value in re.findall(r'data-(\w+)="([^"]*)"', attributes)}


def test_every_entry_stands_once_in_its_list(town: Town) -> None:
    for url, body in _lists(town).items():
        ids = [id_ for id_, _ in _ROW.findall(body.html)]
        held = [str(id_) for name in LISTS[url] for id_ in getattr(town.record, name)]
        assert sorted(ids) == sorted(held), url
        facts = web.read(body.html)
        assert facts.unclosed == [] and facts.inline == [] and "None" not in facts.text, url
        assert len(facts.ids) == len(set(facts.ids)), url


def test_choices_are_what_entries_differ_in_and_say_how_many(town: Town) -> None:
    for url, body in _lists(town).items():
        rows = [_values(attributes) for _, attributes in _ROW.findall(body.html)]
        selects = dict(_SELECT.findall(body.html))
        assert ("sort" in selects) == (len(rows) >= 7) == (body.scripts == (SCRIPT,)), url
        for name, options in selects.items():
            if name == "sort":
                continue
            counts = {value: _counted(body.html, name, value) for row in rows for value in row.get(name, ())}
            offered = {unescape(value): count for value, _, count in _OPTION.findall(options)}
            assert offered == counts and len(counts) > 1, (url, name)
            assert all(text for _, text, _ in _OPTION.findall(options)), (url, name)


def _counted(html: str, name: str, value: str) -> str:
    """How many rows have a value, examples apart."""
    folded = "".join(_FOLDED.findall(html))
    every, examples = (
        sum(value in _values(row).get(name, ()) for _, row in _ROW.findall(part)) for part in (html, folded)
    )
    return counted(every - examples, examples)


def test_counts_agree(town: Town) -> None:
    """What a chip says of a part, what a filter says of the same, what stands beneath the heading, and the sum."""
    compared = 0
    for url, body in _lists(town).items():
        parts = dict(re.findall(r'<section class="q-section q-group" id="([\w-]+)"(.*?)</section>', body.html, re.S))
        options = {unescape(text): count for _, text, count in _OPTION.findall(body.html)}
        for id_, title, said in _CHIP.findall(body.html):
            if id_ == "all":
                continue
            folded = len(_ROW.findall("".join(_FOLDED.findall(parts[id_]))))
            beside = parts[id_].partition("也和这有关")[2].count("<a ")
            assert said == counted(len(_ROW.findall(parts[id_])) - folded + beside, folded), (url, title)
            if unescape(title) in options:
                compared += 1
                assert options[unescape(title)] == said, (url, title)
        examples = len(_ROW.findall("".join(_FOLDED.findall(body.html))))
        total = len(_ROW.findall(body.html)) - examples
        assert "q-tally" not in body.html or f"共 {total} " in body.html, url
    assert compared >= 15


def test_what_has_ended_comes_last_and_examples_stand_apart(town: Town) -> None:
    html = _lists(town)["authority/"].html
    for table in re.findall(r"<table.*?</table>", html, re.S):
        ended = ["ended" in _values(attributes) for _, attributes in _ROW.findall(table)]
        assert ended == sorted(ended)
    folded = "".join(re.findall(r"<details class=\"q-fold q-examples\">.*?</details>", html, re.S))
    examples = {id_ for id_, power in town.record.powers.items() if power.standing == "示例"}
    assert {id_ for id_, _ in _ROW.findall(folded)} == examples


def test_a_matter_is_named_under_every_topic_that_fits(town: Town) -> None:
    html = _lists(town)["services/"].html
    sections = dict(re.findall(r'<section class="q-section q-group" id="([\w-]+)".*?>(.*?)</section>', html, re.S))
    assert html.count('id="business"') == 1
    for id_, attributes in _ROW.findall(html):
        topics = _values(attributes).get("topic", [])
        named = sum(f'/{id_}/"' in section for section in sections.values())
        alone = "村里、单位" in _values(attributes).get("audience", [])  # it stands in a part of its own
        assert named == (1 if "ended" in _values(attributes) else len(topics) + alone), id_


def test_a_few_entries_need_no_controls(town: Town) -> None:
    few = dict(list(town.record.together.items())[:2])
    body = _lists(replace(town, record=replace(town.record, together=few)))["together/"]
    assert body.scripts == () and "<form" not in body.html and body.html.count("<tr data-id") == len(few)


def test_pinyin_gives_the_order(town: Town) -> None:
    html = _lists(town)["authority/"].html
    places = {id_: int(_values(attributes)["order"][0]) for id_, attributes in _ROW.findall(html)}
    assert sorted(places.values()) == list(range(1, len(town.record.powers) + 1))


def test_a_decision_taken_down_shows_nothing_but_that() -> None:
    town = derived(SAMPLE)
    html = _lists(town)["enforcement/decisions/"].html
    rows = dict(re.findall(r'<tr data-id="(\w+)"(.*?)</tr>', html, re.S))
    for id_, decision in town.record.decisions.items():
        what = disclosure(decision, DAY)
        assert ("行政相对人名称" in rows[id_]) == what.shown and str(what.stage) in rows[id_]
        assert what.shown or str(decision.party) not in rows[id_]


def test_columns_that_say_little_are_left_out() -> None:
    titles = (Column("满的"), Column("半满"), Column("很少"), Column("少而要紧", rare=True), Column("没有", rare=True))
    rows = [("一", "一", "一", "一", ""), ("二", "", "待核", "", "待核"), ("三", "", "", "", "")]
    kept, cut = fitted(titles, rows)
    assert [column.title for column in kept] == ["满的", "少而要紧"]
    assert [tuple(cell.text for cell in row) for row in cut] == [("一", "一"), ("二", ""), ("三", "")]


def test_nobody_has_to_come_where_none_is_written(sample: Town) -> None:
    """“无” as 到办事现场次数 means not at all."""
    guide = sample.record.guides["f001"].model_copy(update={"visits": NOTHING})
    town = derive(replace(sample.record, guides={**sample.record.guides, "f001": guide}), DAY)
    html = _lists(town)["services/"].html
    assert 'data-visits="不用跑"' in html.partition('<tr data-id="f001"')[2].partition(">")[0]


def test_a_list_without_scripts_does_not_say_that_it_is_empty(sample: Town):
    """A text browser shows what is hidden too: that nothing is left is said by the script."""
    texts = [body.html for module in MODULES for body in module.bodies(sample) if "q-nothing" in body.html]
    assert len(texts) >= 5 and not [text for text in texts if "没有对得上" in text or "少写几个字" in text]
