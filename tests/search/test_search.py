"""The search finds what people type, nothing that must not be found, soon, and the same every time.

The engine is the page's own, run in Node; the index is the one that a site is given. `python -m tests.search`
prints the figures and every miss.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import record, urls
from generator.derive.disclosure import disclosure
from generator.derive.town import derive
from generator.model.fields import FoundAs
from generator.pages import words
from generator.search import index
from generator.search.matters import matters
from generator.site.contents import Build
from generator.standards import tables
from tests.bench import first_word
from tests.search import fuzz, indexes, measuring, node, slips
from tests.search.labelled import NONE, everyday, queries
from tests.search.measuring import Judged
from tests.search.node import Answer, Node, running
from tests.towns import DAY, REAL, TOWNS

FUZZ = 2000
_REMARK = re.compile("（[^（）]*）$")


class Laid(NamedTuple):
    """A town's index in a folder, the build that it was made from, and what bears each word."""

    name: str
    folder: Path
    build: Build
    borne: dict[str, tuple[str, ...]]

    def entries(self) -> Iterator[Any]:
        """The entries that the public may be shown."""
        for entry in self.build.town.record.entries():
            if vars(entry).get("state") != "误发" and not _taken_down(entry):
                yield entry

    def keys(self, word: str) -> set[str]:
        """What bears a word."""
        return set(self.borne.get(slips.plain(word), ()))


@pytest.fixture(scope="module")
def engine() -> Iterator[Node]:
    """The page's engine in Node."""
    with running() as node:
        yield node


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Laid]:
    """The index of each of the two towns."""
    place = tmp_path_factory.mktemp("search")
    return {name: _laid(name, place / name) for name in TOWNS}


def _laid(name: str, folder: Path) -> Laid:
    build = indexes.lay(name, folder)
    return Laid(name, folder, build, slips.bearers(matters(build.town, build.pages_of_prose)))


@pytest.fixture(params=TOWNS, ids=TOWNS.keys())
def one(request: pytest.FixtureRequest, laid: dict[str, Laid]) -> Laid:
    """Each town's index."""
    return laid[request.param]


@pytest.fixture(scope="module")
def found(engine: Node, laid: dict[str, Laid]) -> list[Judged]:
    """What comes of every labelled query."""
    judged = measuring.ask(engine, _folders(laid), [query for query in queries() if query.kind != NONE])
    print("\n" + measuring.told(judged))
    return judged


def _folders(laid: dict[str, Laid]) -> dict[str, Path]:
    return {name: town.folder for name, town in laid.items()}


def _taken_down(entry: Any) -> bool:
    return entry.id[0] == "c" and not disclosure(entry, DAY).shown


def _ended(key: str, town: Laid) -> bool:
    """Whether an entry is no longer in use; what is paused will be again."""
    entry = town.build.town.record.get(key)
    return entry is not None and words.state(entry) != "" and not vars(entry).get("pause")


def _none(wrong: list[str]) -> None:
    """Fail with every line told: whoever tunes the search needs them all."""
    assert not wrong, "\n".join(["", f"{len(wrong)}:", *wrong[:80]])


# What people type.


def test_a_first_word_typed_letter_by_letter_costs_little(engine: Node, one: Laid) -> None:
    """`python -m tests.bench.first_word` prints the same for towns of any size."""
    found = first_word.costs(engine, one.folder, first_word.words(one.name))
    print("\n" + first_word.told(one.name, found))
    requests, sizes = sorted(cost.requests for cost in found), sorted(cost.size for cost in found)
    assert requests[len(requests) * 9 // 10] <= 15 and requests[-1] <= 17
    assert sizes[len(sizes) // 2] <= 80_000 and sizes[-1] <= 105_000
    asked = found[0]
    assert asked.word == "dibao" and asked.requests <= 13 and asked.size <= 80_000


def test_labelled_queries_find_what_is_meant(found: list[Judged]) -> None:
    figures = measuring.figures(found)
    assert figures.recall >= measuring.RECALL and figures.first >= measuring.FIRST_IS, _said(found)
    assert figures.untold <= measuring.UNTOLD, _said(found)


def test_each_new_matter_is_found_by_three_everyday_words(engine: Node, laid: dict[str, Laid]) -> None:
    """What came into the record with the laws of 2026: guides, pointers and undertakings, one by one."""
    said = everyday()
    assert len(said) == 42 and {len(set(words)) for words in said.values()} == {3}
    asked = [(id_, word) for id_, words in said.items() for word in words]
    answers = engine.ask(laid[REAL].folder, [word for _, word in asked], limit=measuring.FIRST)
    _none(
        [
            f"{word}: {id_}, {answer.named()}"
            for (id_, word), answer in zip(asked, answers, strict=True)
            if id_ not in {key for result in answer.results for key in node.keys(result)}
        ]
    )


def test_pages_are_found_by_what_people_say_for_them(engine: Node, one: Laid) -> None:
    """Columns and pages of help: those that both towns have."""
    rows = tables.load("pages.yml")["页面"]
    there = {page[1] for page in indexes.pages(one.folder)}
    asked = [(row["网址"], word) for row in rows if row["网址"] in there for word in row["说法"]]
    assert len(asked) > 40 and (one.name != REAL or {row["网址"] for row in rows} <= there)
    answers = engine.ask(one.folder, [word for _, word in asked], limit=measuring.FIRST)
    _none(
        [f"{a.query}: {url}, {a.named()}" for (url, _), a in zip(asked, answers, strict=True) if url not in a.named()]
    )


def test_what_a_matter_is_stands_beside_its_name(engine: Node, one: Laid) -> None:
    guides = [guide for guide in one.build.town.record.guides.values() if not guide.mistaken]
    answers = engine.ask(one.folder, [str(guide.name) for guide in guides])
    said = {node.key(result): result["gist"] for answer in answers for result in answer.results}
    assert {str(guide.id): said.get(str(guide.id)) for guide in guides} == {str(g.id): str(g.in_short) for g in guides}


def test_what_the_record_cannot_answer_is_not_answered(engine: Node, laid: dict[str, Laid]) -> None:
    asked = [query for query in queries() if query.kind == NONE]
    answered = [one for one in measuring.ask(engine, _folders(laid), asked) if one.answer.results]
    assert len(answered) <= measuring.WRONGLY * len(asked), "\n".join(
        f"{one.query.text}: {one.answer.named()[:3]}" for one in answered
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("着火了怎么办", "119"),
        ("邻居家煤气泄漏", "119"),
        ("有人晕倒在路上", "120"),
        ("被人打了", "110"),
        ("老公打我", "110"),
        ("孩子溺水", "110"),
        ("我不想活了", "110"),
        ("jiabao", "110"),
        ("zhaohuo", "119"),
    ],
)
def test_danger_comes_before_any_result(engine: Node, one: Laid, typed: str, first: str) -> None:
    answer = engine.ask(one.folder, [typed])[0]
    assert answer.danger and answer.danger["calls"][0][0] == first
    assert [key for key in answer.named() if key[0] == "q"] == []


def test_no_errand_is_taken_for_a_danger(engine: Node, laid: dict[str, Laid]) -> None:
    asked = measuring.ask(engine, _folders(laid), queries())
    assert [one.query.text for one in asked if one.answer.danger and not one.answer.results] == []


def test_what_was_meant_is_a_whole_word_of_the_record(engine: Node, one: Laid) -> None:
    words = {word for matter in matters(one.build.town, one.build.pages_of_prose) for _, word in matter.said}
    answers = engine.ask(one.folder, [query.text for query in queries() if query.town == one.name])
    assert [a.meant for a in answers if a.meant and a.meant not in words] == []


def test_a_guide_and_its_power_are_one_result(engine: Node, one: Laid) -> None:
    record = one.build.town.record
    pairs = [(guide, power) for guide in record.guides.values() for power in guide.powers or () if not guide.ended]
    names = engine.ask(one.folder, [str(guide.name) for guide, _ in pairs])
    for (guide, power), answer in zip(pairs, names, strict=True):
        listed = answer.named()
        assert str(guide.id) in listed and str(power.id) not in listed, answer.query


def test_no_kind_of_query_is_left_behind(found: list[Judged]) -> None:
    by_kind = measuring.by_kind(found)
    poor = {kind for kind, figures in by_kind.items() if figures.recall < measuring.RECALL_OF_KIND}
    assert not poor, _said([judged for judged in found if judged.query.kind in poor])


def test_a_slip_in_any_name_is_forgiven(engine: Node, laid: dict[str, Laid]) -> None:
    typed = [query for name, town in laid.items() for query in slips.of_build(name, town.build)]
    judged = measuring.ask(engine, _folders(laid), typed)
    print("\n" + measuring.told(judged))
    assert len(typed) > 3000
    kinds: dict[str, list[bool]] = {}
    for one in judged:
        kinds.setdefault(one.query.kind, []).append(one.forgiven)
    poor = {kind for kind, forgiven in kinds.items() if sum(forgiven) < measuring.SLIPS * len(forgiven)}
    assert not poor, _said(judged)


def test_slips_are_the_same_every_time(laid: dict[str, Laid]) -> None:
    for name, town in laid.items():
        assert slips.of_build(name, town.build) == slips.of_build(name, town.build)


def _said(found: list[Judged]) -> str:
    return "\n".join(["", measuring.told(found), "", *measuring.misses(found)[:80]])


# Names and codes.


def test_an_exact_name_finds_its_entry_first(engine: Node, one: Laid) -> None:
    """Nothing stands before it but its equals, ended or not."""
    entries = list(one.entries())
    answers = engine.ask(one.folder, [_name(entry) for entry in entries])
    _none([line for e, a in zip(entries, answers, strict=True) if (line := _not_first(e, a, one))])


def _name(entry: Any) -> str:
    return words.title(entry).removesuffix("（示例）")


def _not_first(entry: Any, answer: Answer, town: Laid) -> str:
    """What stands before an entry that should not; "" where nothing does."""
    keys = [key for result in answer.results for key in node.keys(result)]
    if keys[:1] == [str(entry.id)]:
        return ""
    if str(entry.id) not in keys:
        return f"{entry.id} {_name(entry)}: not found, {keys[:5]} came {answer.error}"
    equals = _equals(entry, town)
    wrong = [key for key in keys[: keys.index(str(entry.id))] if key not in equals]
    return f"{entry.id} {_name(entry)}: after {wrong[:5]}" if wrong else ""


def _equals(entry: Any, town: Laid) -> set[str]:
    """What bears an entry's name, but for a remark in brackets, and what tells of it: guides, undertakings, pointers."""
    found = matters(town.build.town, town.build.pages_of_prose)
    short = _short(_name(entry))
    bearers = {slips.key(matter) for matter in found if any(_short(word) == short for _, word in matter.said)}
    telling = {str(other.id) for other in town.build.town.mentions.get(entry.id, ()) if other.id[0] in "fyp"}
    return bearers | telling


def _short(word: str) -> str:
    return slips.plain(_REMARK.sub("", word))


@pytest.mark.parametrize("written", [str, str.upper], ids=["small", "capital"])
def test_an_id_finds_its_entry_first(engine: Node, one: Laid, written: Any) -> None:
    ids = [str(entry.id) for entry in one.entries()]
    answers = engine.ask(one.folder, [written(id_) for id_ in ids], limit=1)
    _none([f"{a.query}: {a.named()} {a.error}" for id_, a in zip(ids, answers, strict=True) if a.named() != [id_]])


def test_every_code_finds_what_bears_it(engine: Node, one: Laid) -> None:
    found = matters(one.build.town, one.build.pages_of_prose)
    codes = list(dict.fromkeys(word for matter in found for kind, word in matter.said if kind == FoundAs.CODE))
    answers = engine.ask(one.folder, codes, limit=measuring.FIRST)
    _none([f"{a.query}: {a.named()} {a.error}" for a in answers if not one.keys(a.query) & set(a.named())])


def test_ended_ones_stand_after_those_in_use(engine: Node, one: Laid) -> None:
    """But whoever types a code or a whole name means that one, ended or not."""
    labelled = [query.text for query in queries() if query.town == one.name and query.kind != "编号代码"]
    for answer in engine.ask(one.folder, [*labelled, *map(_name, one.entries())]):
        ended = [_ended(key, one) for key in answer.named()]
        asked = [
            slips.plain(result["name"].removesuffix("（示例）")) == slips.plain(answer.query)
            for result in answer.results
        ]
        others = [end for end, meant in zip(ended, asked, strict=True) if not meant]
        assert others == sorted(others), (answer.query, answer.named())
        noted = [bool(result["note"]) for result in answer.results]
        assert [end for end, note in zip(ended, noted, strict=True) if end and not note] == [], answer.query


# What must not be found.


def test_what_was_published_in_error_is_never_found(engine: Node, laid: dict[str, Laid]) -> None:
    tried = 0
    for town in laid.values():
        wrong = [entry for entry in town.build.town.record.entries() if vars(entry).get("state") == "误发"]
        for entry in wrong:
            tried += 1
            typed = [str(entry.id), str(entry.name), *map(str, entry.nicknames or ())]
            for texts in (False, True):
                for answer in engine.ask(town.folder, typed, texts=texts):
                    assert str(entry.id) not in answer.named(), answer.query
            for path in (town.folder / "search").rglob("cards-*.json"):
                assert f"/{entry.id}/" not in path.read_text("utf-8")
    assert tried


def test_a_decision_is_found_by_nothing_that_its_page_withholds(engine: Node, laid: dict[str, Laid]) -> None:
    """Natural persons are masked; of what has been taken down neither party nor act leads to it."""
    tried, wrong = 0, []
    for town in laid.values():
        for decision in town.build.town.record.decisions.values():
            hidden = [decision.party] if decision.party_kind == "自然人" else []
            if not disclosure(decision, DAY).shown:
                hidden = [decision.party, decision.representative, decision.breach_kind, decision.facts]
            typed = [str(value) for value in hidden if value]
            tried += len(typed)
            answers = engine.ask(town.folder, typed, texts=True)
            wrong += [f"{decision.id}: {a.query}" for a in answers if str(decision.id) in a.named()]
    assert tried
    _none(wrong)


def test_an_example_says_so(engine: Node, one: Laid) -> None:
    examples = [entry for entry in one.entries() if vars(entry).get("standing") == "示例"]
    for entry, answer in zip(examples, engine.ask(one.folder, [_name(e) for e in examples]), strict=True):
        assert answer.named(), entry.id
        shown = [
            result["name"] for key, result in zip(answer.named(), answer.results, strict=True) if key == str(entry.id)
        ]
        assert [name for name in shown if not name.endswith("（示例）")] == [], entry.id
    names = {card[1]: card[2] for card in indexes.pages(one.folder)}
    assert all(names[urls.of(entry)].endswith("（示例）") for entry in examples)


# The files.


def test_every_address_of_a_card_is_a_page(one: Laid) -> None:
    pages = {body.url for body in one.build.bodies} | {page.url for page in one.build.pages_of_prose}
    addresses = [card[1] for card in indexes.pages(one.folder)]
    assert [address for address in addresses if address not in pages] == []
    assert len(addresses) == len(set(addresses))
    missing = {urls.of(entry) for entry in one.entries()} - set(addresses)
    assert not missing


def test_the_same_bytes_every_time(one: Laid) -> None:
    written = {
        path.relative_to(one.folder).as_posix(): path.read_bytes()
        for path in (one.folder / "search").rglob("*")
        if path.is_file()
    }
    assert dict(one.build.search()) == written
    assert json.loads(written["search/index.json"])["engine"] == one.build.assets["search.js"]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_folder_does_not_matter(one: Laid, seed: int, disorder: Callable[[int], list[str]]) -> None:
    expected = dict(index.files(one.build.town, one.build.pages_of_prose))
    listed = disorder(seed)
    read, problems = record.read(TOWNS[one.name])
    assert problems == [] and len(listed) > 10
    assert dict(index.files(derive(read, DAY), one.build.pages_of_prose)) == expected


# Whatever is typed.


def test_whatever_is_typed_is_answered_soon_and_from_the_record(engine: Node, laid: dict[str, Laid]) -> None:
    """A query may be held up once, by the machine; asked again it must be answered within the limit."""
    towns = [fuzz.known(name, town.folder) for name, town in laid.items()]
    outcome = fuzz.run(engine, towns, FUZZ, "in make test")
    assert outcome.faults == []
    assert [one for one in outcome.slow if one.again > fuzz.LIMIT] == []


@pytest.mark.parametrize("query", ["", " ", "，。", "\ud800", "\0", "怎么", "'"])
def test_what_says_nothing_finds_nothing_or_little(engine: Node, one: Laid, query: str) -> None:
    answer = engine.ask(one.folder, [query])[0]
    assert answer.error == ""
    assert len(answer.results) <= 30


def test_an_engine_without_its_index_asks_for_it(engine: Node, one: Laid) -> None:
    answer = engine.ask(one.folder, ["户外广告"], fresh=True)[0]
    assert answer.parts[0] == "index.json"
    assert len(answer.parts) == len(set(answer.parts))
    assert answer.results and not answer.error
