"""What catalogues and crawlers take in: a DCAT catalogue and llms.txt, of a formal town alone and without examples."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF

from generator.derive.town import Town
from generator.model.entry import EXAMPLE
from generator.opendata import catalogue, dcat

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own, inside


def test_the_catalogue_is_read_by_another_program(sample: Town) -> None:
    files = dict(catalogue.files(sample))
    graph = rdflib.Graph().parse(data=files[dcat.FILE].decode(), format="json-ld")
    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    sets = list(graph.objects(whole, DCAT.dataset))
    assert len(sets) > 10 and all((one, RDF.type, DCAT.Dataset) in graph for one in sets)
    assert str(graph.value(whole, DCTERMS.rights)) == str(sample.record.town.licence)
    for one in graph.objects(None, DCAT.distribution):
        url = str(graph.value(one, DCAT.downloadURL))
        content = files[url.removeprefix("https://www.example.gov.cn/hequan/")]
        assert int(graph.value(one, DCAT.byteSize)) == len(content)
        said = graph.value(one, rdflib.URIRef("http://spdx.org/rdf/terms#checksum"))
        assert (
            str(graph.value(said, rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue")))
            == sha256(content).hexdigest()
        )


def test_what_is_told_to_programs_leads_to_files(sample: Town) -> None:
    files = dict(catalogue.files(sample))
    links = re.findall(r"\]\(https://www\.example\.gov\.cn/hequan/([^)]+)\)", files[dcat.TEXT].decode())
    assert len(links) > 12 and set(links) <= files.keys()


def test_a_demonstration_and_a_list_with_an_example_are_in_neither(sample: Town, real: Town) -> None:
    assert not {dcat.FILE, dcat.TEXT} & dict(catalogue.files(real)).keys()
    power = sample.record.powers["q001"].model_copy(update={"standing": EXAMPLE})
    record = replace(sample.record, powers={**sample.record.powers, "q001": power})
    files = dict(catalogue.files(replace(sample, record=record)))
    assert b"powers.json" not in files[dcat.FILE] + files[dcat.TEXT] and b"guides.json" in files[dcat.FILE]
