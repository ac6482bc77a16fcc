"""datapackage.json: tables as a Frictionless Data Package, which other people's programs take in as a whole.

In: what is known of each table. Out: the descriptor as plain data (specs.frictionlessdata.io/data-package).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

FILE = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Filed:
    """A file: its path below the site, its size in bytes, the SHA-256 of its bytes."""

    path: str
    size: int
    sha256: str


def filed(path: str, content: bytes) -> Filed:
    """A file as it is described."""
    return Filed(path, len(content), hashlib.sha256(content).hexdigest())


def archive(files: Mapping[str, bytes]) -> bytes:
    """Files as one .zip, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            member.external_attr, member.compress_type = 0o100644 << 16, zipfile.ZIP_DEFLATED
            packed.writestr(member, files[name])
    return out.getvalue()


def package(title: str, code: str, day: date, licence: str, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A package of some tables; the terms of use are the town's own words, and stand in no list of known ones."""
    return {
        "profile": "tabular-data-package",
        "name": f"qingdan-{code}" if code else "qingdan",
        "title": title,
        "version": day.isoformat(),
        "licenses": [{"name": "other", "title": licence}],
        "resources": list(resources),
    }


def resource(name: str, title: str, file: Filed, fields: Iterable[tuple[str, str]], keyed: bool) -> dict[str, Any]:
    """A table of a package, as a file beside the descriptor; all cells are text. `keyed`: rows have a 编号 of their own."""
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": file.path.rpartition("/")[2],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [{"name": name, "type": "string", "description": meaning} for name, meaning in fields],
            **({"primaryKey": "编号"} if keyed else {}),
        },
    }
