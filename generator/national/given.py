"""given.csv, beside powers/: what the program gave a town, each text as a digest, so that one sees what the town changed.

In: what a file says. Out: its digest; the list as bytes. `qingdan init` writes the list, and whatever takes over newer
texts. What is missing in it counts as changed by the town, and is never replaced unless it is named.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = "given.csv"
_COLUMNS = ("全国编号或者法规", "给的时候的摘要")
_LARGEST = 1024 * 1024  # bytes: two thousand texts have a tenth of it
_ID = "编号"
OWN = (_ID, "本镇核对", "电话", "地址", "隐私核对")  # what the town alone fills in: it does not count as a change


def digest(data: Mapping[str, Any], number_of: Mapping[str, str]) -> str:
    """The digest of what a file says but for `OWN`; an id in `number_of` counts as its 全国编号, so that a town may number anew."""
    written = json.dumps(same(data, number_of), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def same(data: Mapping[str, Any], number_of: Mapping[str, str]) -> dict[str, Any]:
    """What counts when two texts are compared."""
    return {name: _numbered(value, number_of) for name, value in data.items() if name not in OWN and value}


def _numbered(value: Any, number_of: Mapping[str, str]) -> Any:
    match value:
        case dict():
            return {
                name: number_of.get(str(inner).partition(" ")[0], inner)
                if name == "事项"
                else _numbered(inner, number_of)
                for name, inner in value.items()
            }
        case list():
            return [_numbered(item, number_of) for item in value]
    return value


def read(root: Path) -> dict[str, str]:
    """What was given to a town, by 全国编号 and title of law; nothing where there is no list."""
    file = root / FILE
    try:
        if file.is_symlink() or file.stat().st_size > _LARGEST:
            return {}
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return {}
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return {}
    return {row[0]: row[1] for row in rows[1:] if len(row) == len(_COLUMNS)}


def written(digests: Mapping[str, str]) -> bytes:
    """The bytes of a list."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerows([_COLUMNS, *sorted(digests.items())])
    return out.getvalue().encode()
