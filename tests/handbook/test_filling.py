"""The guide for clerks says what the model and the rules say, all of it, and is where a clerk looks for it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from generator import urls
from generator.checked import read_and_check
from generator.desk.fmt import job as fmt
from generator.handbook import codes, filling
from generator.handbook.field_facts import fields_by_mapping, form_code, may_be_nothing, whole_example
from generator.model.fields import FieldSpec, Grade, Part, fields_of, parts_of
from generator.model.kind import Kind, ListKind
from generator.model.kinds import KINDS, LISTS
from generator.model.leaf import NOTHING_WORD
from generator.pages.body import Body
from generator.preview import Preview
from generator.preview.saves import RECORD
from generator.problem import CODES, When
from generator.reading import reader
from generator.site.contents import Build
from generator.standards.examples import examples
from generator.syntax import parser
from tests import overlay, web
from tests.preview import asking
from tests.qingdan import run
from tests.towns import DAY, ROOT, SAMPLE, derived

ALL: tuple[Kind | ListKind, ...] = (*KINDS, *LISTS)
each_kind = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.attribute)
# What a single file cannot hold: that what it mentions is there, and that what it changes looks so.
_ELSEWHERE = {f"H{number}" for number in (311, 312, 313, 314, 315, 316, 401, 402, 454, 702, 703, 705, 761)}


@pytest.fixture(scope="module")
def made() -> dict[str, Body]:
    """The pages of the guide by their addresses."""
    town = derived(SAMPLE)
    return {body.url: body for module in (filling, codes) for body in module.bodies(town)}


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _specs(model: type[Part]) -> Iterator[tuple[type[Part], FieldSpec]]:
    for part in parts_of(model):
        yield from ((part, spec) for spec in fields_of(part))


def test_there_is_a_page_for_every_kind_and_group(made: dict[str, Body]) -> None:
    wanted = {urls.FILLING, urls.CODES, *map(urls.filling, ALL), *(urls.code(n).partition("#")[0] for n in CODES)}
    assert set(made) == wanted
    index = web.read(made[urls.FILLING].html)
    assert {urls.relative(urls.filling(kind), urls.FILLING) for kind in ALL} <= set(index.links)


@each_kind
def test_every_field_is_told(made: dict[str, Body], kind: Kind | ListKind) -> None:
    html = made[urls.filling(kind)].html
    rows = re.findall(r'<tr id="([^"]+)">(.*?)</tr>', html, re.S)
    told = [_text(row) for _, row in rows]
    specs = list(_specs(kind.model))
    assert len(rows) == len(specs) == len({id_ for id_, _ in rows})
    for (_, spec), text in zip(specs, told, strict=True):
        assert text.startswith(f"{spec.name} {spec.note.grade} "), text
        assert " ".join(spec.meaning.split()) in text
        assert ("须经动态调整" in text) == spec.note.adjusted, text
        assert f"“{NOTHING_WORD}”" not in text.replace(spec.meaning, "") or may_be_nothing(spec), text
    assert (f"powers/{kind.folder}" if isinstance(kind, Kind) else kind.pattern) in html


@each_kind
def test_the_form_of_a_value_leads_to_its_code(kind: Kind | ListKind) -> None:
    """A code beside a field is one that a wrong value in it raises."""
    for mapping in fields_by_mapping(kind.model):
        for field in mapping.fields:
            assert field.code == "" or field.code in CODES
    for part, spec in _specs(kind.model):
        if spec.type and (code := form_code(spec.type)):
            wrong = f"{spec.name}:\n  - ～～\n" if spec.many else f"{spec.name}: ～～\n"
            read = reader.read(wrong.encode(), part)
            assert code in {fault.code.number for path, fault in read.faults if path[:1] == (spec.name,)}, spec.name


@each_kind
def test_what_is_said_of_nothing_is_so(kind: Kind | ListKind) -> None:
    for part, spec in _specs(kind.model):
        read = reader.read(f"{spec.name}: {NOTHING_WORD}\n".encode(), part)
        refused = [fault for path, fault in read.faults if path[:1] == (spec.name,)]
        choices = spec.type and not spec.many and not spec.type.nothing
        if not choices:  # among choices “无” is one of them or it is not
            assert may_be_nothing(spec) == (not refused), (spec.name, refused)


@each_kind
def test_the_whole_example_reads_back(kind: Kind | ListKind, tmp_path: Path) -> None:
    text = whole_example(kind.model) + "\n"
    read = reader.read(text.encode(), kind.model)
    assert list(read.faults) == []
    data = parser.parse(text.encode()).root.data()  # type: ignore[union-attr]  # what is filled in is read
    wanted = {spec.name for spec in fields_of(kind.model) if spec.note.grade is not Grade.OPTIONAL}
    assert wanted <= set(data)
    name = f"{data['编号']}.yml" if isinstance(kind, Kind) else kind.pattern.rpartition("/")[2].replace("YYYY", "2025")
    place = tmp_path / "powers" / _folder(kind, data) / name
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    outcomes = fmt.run(tmp_path, (place,), write=False)
    assert [outcome.changed for outcome in outcomes] == [False], "as fmt would write it"


def _folder(kind: Kind | ListKind, data: dict) -> str:
    """Where a file of a kind lies below powers/."""
    if isinstance(kind, ListKind):
        return kind.pattern.rpartition("/")[0]
    return kind.folder_of(data["编号"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.attribute)
def test_the_whole_example_holds_in_itself(kind: Kind, town_copy: Path) -> None:
    """Put beside the entries of the sample town it breaks no rule but those on what it mentions."""
    text = whole_example(kind.model) + "\n"
    id_ = f"{kind.letter}{'2026' if kind.ids.year else ''}901"
    text = re.sub("(?<=^编号: ).*", id_, text, count=1)
    text = re.sub("(?<=^名称: )(.*)", r"另一个\1", text, count=1, flags=re.M)  # the sample town has one of the name
    text = re.sub("(?<=^文号: ).*", "青政发〔2025〕901号", text, count=1, flags=re.M)
    text = re.sub("(?<=^决定书文号: ).*", "禾政罚决字〔2026〕901号", text, count=1, flags=re.M)
    place = town_copy / "powers" / kind.folder_of(id_) / f"{id_}.yml"
    place.write_text(text, "utf-8")
    try:
        found = read_and_check(town_copy, overlay.DAY).problems
    finally:
        place.unlink()
    assert [problem for problem in found if problem.code not in _ELSEWHERE] == []


@pytest.mark.parametrize("number", sorted(CODES))
def test_every_code_is_told(made: dict[str, Body], number: str) -> None:
    url, _, anchor = urls.code(number).partition("#")
    found = re.search(rf'<section class="q-code" id="{anchor}".*?</section>', made[url].html, re.S)
    assert found
    told, code, example = _text(found[0]), CODES[number], examples()[number]
    for text in (number, code.rule, f"保护{code.protects}", str(code.when), code.advice, example.place, example.said):
        assert " ".join(text.split()) in told
    shown = [unescape(re.sub("<[^>]+>", "", text)) for text in re.findall(r"<pre[^>]*>(.*?)</pre>", found[0], re.S)]
    if example.file:
        assert shown == ["\n".join(lines) + "\n" for lines in (example.bad, example.good)]
        assert "<mark>" in found[0]
    assert _text(made[urls.CODES].html).count(f"{number} ") >= 1


def test_what_stops_publication_and_what_does_not_look_different(made: dict[str, Body]) -> None:
    styles = {When.ERROR: "q-mark--warn", When.REMINDER: "q-mark--good"}
    for number, code in CODES.items():
        html = made[urls.code(number).partition("#")[0]].html
        part = html[html.index(f'id="{number.lower()}"') :]
        assert (styles.get(code.when) or "q-mark ") in part[: part.index("</p>")], number


@each_kind
def test_the_rules_of_a_kind_lead_to_their_codes(made: dict[str, Body], kind: Kind | ListKind) -> None:
    url = urls.filling(kind)
    links = web.read(made[url].html).links
    for number, example in examples().items():
        assert not example.lists or (urls.relative(urls.code(number), url) in links) >= (kind.title in example.lists)
    assert urls.relative(urls.CODES, url) in links


def test_the_pages_say_whom_they_are_for_and_stay_out_of_search(made: dict[str, Body]) -> None:
    town = derived(SAMPLE)
    searched = b"".join(content for _, content in Build(town).search()).decode()
    for url, body in made.items():
        assert _text(body.html).startswith("给改记录的文员看的。"), url
        assert not body.indexed, url
        assert url not in searched
        assert len(gzip.compress(body.html.encode())) < 12_000, url


def test_the_guide_is_reached_from_the_help() -> None:
    prose = (ROOT / "content/help/index.md").read_text("utf-8")
    assert "](filling/)" in prose and "](codes/)" in prose


def test_explain_shows_an_example() -> None:
    for number, example in examples().items():
        said = run("check", "--explain", number).output
        assert said.index("错") < said.index("对：")
        for line in (*example.bad, *example.good):
            assert f"  {line}\n" in said, number


def test_a_problem_in_the_preview_leads_to_its_code(root: Path) -> None:
    """While the record has errors too, before there has been a site and after."""
    entry = root / "powers/elsewhere/p001.yml"
    good = entry.read_text("utf-8")
    with Preview(root, DAY) as preview:
        answers: list[str] = []

        def ask(path: str) -> str:
            return b"".join(preview(asking(path), lambda status, _: answers.append(status))).decode()

        for _ in range(2):
            entry.write_text(good.replace("名称: ", "名称："), "utf-8")
            preview.saves.note(RECORD)
            problems = ask("/services/")
            assert answers[-1].startswith("500") and 'href="/help/codes/h1/#h125"' in problems
            assert 'id="h125"' in ask("/help/codes/h1/") and answers[-1].startswith("200")
            assert "q-fields" in ask("/help/filling/elsewhere/") and ".q-fields" in ask("/-/qingdan.css")
            assert ask("/help/codes/h9/") and answers[-1].startswith("500")
            entry.write_text(good, "utf-8")
            preview.saves.note(RECORD)
            assert 'id="h125"' in ask("/help/codes/h1/") and "q-header" in ask("/help/codes/h1/")
