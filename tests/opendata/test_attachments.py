"""Attachments lie under plain names, and go on answering where an edition before had them."""

from __future__ import annotations

import dataclasses
import re

import pytest

from generator.derive.town import Publication, Town
from generator.opendata import attachments
from tests.towns import DAY


@pytest.mark.parametrize(
    ("name", "served"),
    [
        ("form-2.pdf", "form-2.pdf"),
        ("占道申请表.docx", r"f001-[0-9a-f]{8}\.docx"),
        ("申请 表.PDF", r"f001-[0-9a-f]{8}\.pdf"),
        ("a b.txt", r"f001-[0-9a-f]{8}\.txt"),
        ("没有结尾", r"f001-[0-9a-f]{8}"),
        ("怪.结尾", r"f001-[0-9a-f]{8}"),
        ("长" * 120 + ".xlsx", r"f001-[0-9a-f]{8}\.xlsx"),
    ],
)
def test_a_name_becomes_a_plain_one(name: str, served: str) -> None:
    assert re.fullmatch(served, attachments.served_name("f001", name))


def test_two_names_are_two_files() -> None:
    assert attachments.served_name("f001", "表一.pdf") != attachments.served_name("f001", "表二.pdf")


def test_every_file_lies_under_a_plain_name(sample: Town) -> None:
    paths = [path for path, _ in attachments.files(sample)]
    assert len(paths) >= 3 and all(path.isascii() for path in paths)


def test_an_address_of_an_edition_before_still_answers(sample: Town) -> None:
    own = "services/f001/占道申请表.txt"
    published = Publication(2, DAY, "0" * 64, frozenset({own, "services/f001/别的.txt"}))
    files = dict(attachments.files(dataclasses.replace(sample, publication=published)))
    guide = sample.record.guides["f001"]
    assert files[own] == files[attachments.address(guide, "占道申请表.txt")]
    assert {path for path in files if not path.isascii()} == {own}
