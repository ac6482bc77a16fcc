"""JSON-LD on pages: read by another program, of a formal town alone, and no text can end the block."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import rdflib

from generator.derive.town import Town, derive
from generator.model.leaf import Title
from generator.pages import departments, guides, laws, linked_data, powers
from generator.site.contents import body_of
from tests.towns import DAY

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own, inside
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def _read(block: str) -> rdflib.Graph:
    (text,) = _BLOCK.findall(block)
    assert '"@context":"https://schema.org"' in text
    return rdflib.Graph().parse(
        data=text.replace('"https://schema.org"', '{"@vocab":"https://schema.org/"}', 1), format="json-ld"
    )


def test_what_an_entry_is_is_read_by_another_program(sample: Town) -> None:
    schema = rdflib.Namespace("https://schema.org/")
    kinds = {"f001": schema.GovernmentService, "q001": schema.GovernmentPermit, "q102": schema.GovernmentService,
             "j012": schema.GovernmentOrganization, "g011": schema.Legislation}  # fmt: skip
    for id_, kind in kinds.items():
        entry = sample.record.get(id_)
        page = body_of(entry, sample).html
        graph = _read(page)
        assert "<h1" in page  # it is still a page
        (subject,) = graph.subjects(schema.identifier, rdflib.Literal(id_))
        assert (subject, rdflib.RDF.type, kind) in graph
        assert str(graph.value(subject, schema.name)).strip("《》") == entry.called
    delegated = _read(powers.body(sample.record.powers["q101"], sample).html)
    assert "青榆县自然资源和规划局" in {str(name) for name in delegated.objects(None, schema.name)}


def test_what_claims_nothing_and_what_has_ended_has_none(sample: Town, real: Town) -> None:
    assert not [one for one in real.record.entries() if linked_data.block(one, real)]
    assert "ld+json" not in powers.body(sample.record.powers["q104"], sample).html
    assert "ld+json" not in powers.body(sample.record.powers["q210"], sample).html
    example = sample.record.powers["q001"].model_copy(update={"standing": "示例"})
    assert linked_data.block(example, sample) == ""


def test_nothing_of_persons_is_in_it(sample: Town) -> None:
    heads = [str(one.head) for one in sample.record.departments.values() if one.head]
    blocks = "".join(linked_data.block(one, sample) for one in sample.record.entries())
    assert heads and not [name for name in heads if name in blocks]
    assert not [one for one in sample.record.decisions.values() if linked_data.block(one, sample)]


def test_no_text_ends_the_block(sample: Town) -> None:
    guide = sample.record.guides["f001"]
    hostile = guide.model_copy(update={"name": Title("</script><script>alert(1)</script><!--")})
    record = replace(sample.record, guides={**sample.record.guides, "f001": hostile})
    block = linked_data.block(hostile, derive(record, DAY))
    assert block.count("<") == 2 and "</script><script>" in str(_read(block).serialize(format="nt"))


def test_the_block_is_small(sample: Town) -> None:
    for page in (guides, powers, laws, departments):
        for body in page.bodies(sample):
            assert all(len(text.encode()) < 2000 for text in _BLOCK.findall(body.html)), body.url
