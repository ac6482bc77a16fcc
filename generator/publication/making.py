"""A site in a folder, as it would be published on a day: pages and files, and with them the ledger it carries.

In: the town's folder, an empty folder, the checked record, the day, the edition that it will be. Out: the site, and what
it is made of.
"""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import causes
from generator.checked import Checked
from generator.derive.town import Publication, Town
from generator.publication import calls, edition, ledger
from generator.reading.ledger import Row, fits, written
from generator.site import engine

SCHEMA = "data/v1/edition.schema.json"


@dataclass(frozen=True, slots=True)
class Made:
    """A site that was made: its town, how many pages it has and where, the ledger once it is published."""

    town: Town
    pages: int
    addresses: Set[str]
    rows: tuple[Row, ...]


def make(root: Path, folder: Path, day: date, checked: Checked, publication: Publication | None = None) -> Made:
    """Make a town's site in an empty folder; without a `publication` it is only to be looked at.

    Raises `engine.BuildFailed`, `causes.Failed`.
    """
    try:
        done = engine.run(root, folder, day, checked, publication=publication)
    except OSError as error:
        raise causes.of(error, folder) from error
    if odd := next((url for url in sorted(done.addresses) if not fits(url)), None):
        raise engine.BuildFailed(
            f"说明文字的这一页，网址是“{odd}”，账本记不下。content 里它的文件名只用字、数字、“-”“_”，不用空格。"
        )
    rows = ledger.following(done.build.town, done.addresses)
    calls.write(folder / ledger.COPY, written(rows))
    calls.write(folder / SCHEMA, f"{json.dumps(edition.SCHEMA, ensure_ascii=False, indent=1)}\n".encode())
    return Made(done.build.town, done.pages, done.addresses, rows)
