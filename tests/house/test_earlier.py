"""A town of version 0.1.0 goes on with the program of today: read, checked, put in order, published over its ledger.

The archive is the sample town's record as the last commit of 0.1.0 had it, the one before `publish, withdraw, verify,
rollback: a site takes its place in one step…`. It was written once, by

    git archive 1be5989^:tests/town powers | xz -9e > tests/town-0.1.0.tar.xz

and stays as it is: towns that were begun then have such files. Ledgers were written by hand then, so the test puts
one in.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from generator import urls
from generator.checked import Checked, read_and_check
from generator.derive import adjusted
from generator.desk.fmt import job as fmt
from generator.model.kinds import KINDS, LISTS
from generator.reading import ledger
from tests.publication.test_publish import SLIP
from tests.qingdan import run
from tests.towns import DAY, ROOT, edit, state

ARCHIVE = ROOT / "tests/town-0.1.0.tar.xz"
# What the program of 0.1.0 made of the 须经调整 fields of three entries; ledgers of towns hold such digests.
DIGESTS = {"q001": "04260a230844ee6d", "z101": "69482f5005428cba", "f001": "79594dfe661b83e9"}
# A field that takes less than it did in 0.1.0, what a town may have written there, and what it is told now.
NARROWER = {
    "备案号": ("鲁ICP备00000000号", "鲁ICP备12345号", "备案号像“鲁ICP备00000000号”"),
    "公安备案号": ("鲁公网安备00000000000000号", "公安第1号", "公安备案号像“鲁公网安备00000000000000号”"),
    "纠错邮箱": ("jiucuo@example.gov.cn", "纠错@example.gov.cn", "邮箱像“name@example.cn”"),
}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The record as it was then, to be written in."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path / "town", filter="data")
    return tmp_path / "town"


def _published(checked: Checked) -> bytes:
    """A ledger as 0.1.0 had it, with one digest of all 须经调整 fields of an entry."""
    lines = ["编号,网址,摘要,须经调整,首次发布,最后发布", ",./,,,2026-10-09,2026-11-20"]
    for entry in checked.record.entries():
        said = adjusted.of_entry(entry)
        kept = adjusted.digest(said) if adjusted.published(entry) else ""
        lines.append(f"{entry.id},{urls.of(entry)},,{kept},2026-10-09,2026-11-20")
    return "".join(f"{line}\n" for line in lines).encode()


def test_it_is_read_checked_and_put_in_order(town: Path) -> None:
    checked = read_and_check(town, DAY)
    assert checked.problems == ()
    held = {type(part) for part in checked.record.parts()}
    assert {kind.model for kind in (*KINDS, *LISTS)} <= held, "the archive has a file of each kind"
    before = state(town)
    formatted = fmt.run(town, write=True)
    assert len(formatted) > 130 and [one for one in formatted if one.refused] == []
    assert read_and_check(town, DAY).problems == ()
    assert state(town) == before or [one for one in fmt.run(town, write=False) if one.changed] == []


@pytest.mark.parametrize("field", NARROWER)
def test_what_was_taken_then_and_is_not_now_is_told(town: Path, field: str) -> None:
    good, written, told = NARROWER[field]
    edit(town, "town.yml", (f"{field}: {good}", f"{field}: {written}"))
    (problem,) = read_and_check(town, DAY).problems
    assert (problem.code, problem.file) == ("H204", "powers/town.yml")
    assert written in problem.message and told in problem.message and good in problem.advice


def test_it_is_published_over_the_ledger_that_it_had(town: Path, tmp_path: Path) -> None:
    checked = read_and_check(town, DAY)
    entries = {entry.id: entry for entry in checked.record.entries()}
    assert {id_: adjusted.digest(adjusted.of_entry(entries[id_])) for id_ in DIGESTS} == DIGESTS
    file = town / "powers" / ledger.NAME
    file.write_bytes(_published(checked))
    assert read_and_check(town, DAY).problems == ()
    said = run("publish", "--site", tmp_path / "www", *SLIP, root=town)
    assert said.exit_code == 0, said.output
    rows, faults = ledger.read(file.read_bytes())
    assert faults == [] and file.read_text("utf-8").startswith(",".join(ledger.COLUMNS))
    of_id = {row.id: row for row in rows if row.id}
    assert of_id.keys() == {str(id_) for id_ in entries}
    assert {str(row.first) for row in of_id.values()} == {"2026-10-09"} and not any(row.last for row in rows)
    assert all(ledger.unpacked(of_id[id_].adjusted) for id_ in ("q001", "z101"))  # a digest a field from now on
    edit(town, "authority/q001.yml", ("权限边界: 管", "权限边界: 只管"))
    assert [problem.code for problem in read_and_check(town, DAY).problems] == ["H710"]
