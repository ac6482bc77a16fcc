"""The record as JSON: a file a list, a file an entry, an index, the data dictionary.

In: a town. Out: paths below the site and bytes. What stands in them is decided in `opendata`.
An entry is written once: its own file and its line of the list are the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from generator import urls
from generator.derive.town import Town
from generator.model.kind import Kind
from generator.opendata import rows as opendata
from generator.opendata.rows import OPEN_LISTS, OpenList, Row

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def files(town: Town) -> Iterator[tuple[str, bytes]]:
    """Every JSON file of the site."""
    counts: dict[str, tuple[int, int]] = {}
    for list_ in OPEN_LISTS:
        rows = opendata.rows(town, list_)
        lines = [_encoded(row) for row in rows]
        counts[list_.name] = len(rows), sum(row["示例"] == "是" for row in rows)
        yield list_.file("json"), b"[\n" + b",\n".join(lines) + b"\n]\n" if lines else b"[]\n"
        if isinstance(list_.kind, Kind):
            yield from (
                (f"{row['本站网址']}{row['编号']}.json", line + b"\n") for row, line in zip(rows, lines, strict=True)
            )
    yield f"{urls.OPEN_DATA}index.json", _readable(_index(town, counts))
    yield f"{urls.OPEN_DATA}dictionary.json", _readable(_dictionary())


def _encoded(row: Row) -> bytes:
    return _compact(row).encode()


def _readable(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _index(town: Town, counts: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """What there is: whose data it is, as of which day, every list with its files and counts."""
    own = town.record.town
    assert own
    return {
        "版本": "v1",
        "镇": str(own.name),
        "机关": str(own.authority),
        "行政区划代码": str(own.division_code or ""),
        "发布状态": str(own.state),
        "网站": str(own.address_of_site or ""),
        "截至": town.today.isoformat(),
        "数据字典": "dictionary.json",
        "清单": [_listed(list_, *counts[list_.name]) for list_ in OPEN_LISTS],
    }


def _listed(list_: OpenList, rows: int, examples: int) -> dict[str, Any]:
    """A list in the index; addresses are seen from the index."""
    name = list_.name
    return {"名称": list_.title, "json": f"{name}.json", "csv": f"{name}.csv", "条数": rows, "其中示例": examples}


def _dictionary() -> dict[str, Any]:
    """What every field means, list by list, as the clerk's forms say it."""
    words = {
        "name": "名称",
        "meaning": "含义",
        "example": "例",
        "grade": "要不要填",
        "adjusted": "须经调整",
        "many": "可以有几条",
    }
    lists = {
        list_.name: [
            {words[key]: value for key, value in asdict(line).items()} for line in opendata.dictionary(list_.model)
        ]
        for list_ in OPEN_LISTS
    }
    return {"程序加的": opendata.DERIVED, "清单": lists}
