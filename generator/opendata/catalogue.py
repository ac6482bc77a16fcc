"""The open data as a whole: every list as JSON and as a table, and the files that say what there is.

In: a town. Out: paths below the site and bytes. The lists come first; what describes them has the size and the
SHA-256 of each, so that a taker fetches only what changed and knows that it is whole: index.json, dictionary.json,
schema.json, datapackage.json (Frictionless Data Package), openapi.json, changes.json (what changed on which day),
timeline.json (what each entry was, see `lives`), citations.json (who stands on which article).
An edition has a workbook a list as well, and all.zip.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generator import urls
from generator.derive.timeline import timeline
from generator.derive.town import Town
from generator.model.kind import Kind
from generator.opendata import citations, dcat, lives, package, schema, workbooks
from generator.opendata import csv as tables
from generator.opendata import json as openjson
from generator.opendata import rows as opendata
from generator.opendata.columns import STEP, columns
from generator.opendata.rows import DERIVED, OPEN_LISTS, OpenList, Row

UNDECLARED = "未声明"
WHOLE = "all.zip"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was written: its rows, and its two files with their sizes and digests."""

    list: OpenList
    rows: Sequence[Row]
    json: package.Filed
    csv: package.Filed

    @property
    def changed(self) -> str:
        """The day on which one of its entries last changed; "" for what has no entries."""
        return max((row.get("最后变动", "") for row in self.rows), default="")


def files(town: Town) -> Iterator[tuple[str, bytes]]:
    """Every file of the open data but attachments."""
    listed: list[Listed] = []
    for list_ in OPEN_LISTS:
        rows = opendata.rows(town, list_)
        found: dict[str, bytes] = {}
        for path, content in (*openjson.files(list_, rows), (list_.file("csv"), tables.table(list_, rows))):
            found.setdefault(path, content)
            yield path, content
        one, other = (package.filed(list_.file(ending), found[list_.file(ending)]) for ending in ("json", "csv"))
        listed.append(Listed(list_, rows, one, other))
    for name, content in _about(town, listed):
        yield f"{urls.OPEN_DATA}{name}", content
    yield from _for_catalogues(town, listed)
    if town.publication:
        yield from _published(town)


def _about(town: Town, listed: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    yield "index.json", _readable(_index(town, listed))
    yield "dictionary.json", _readable(_dictionary())
    yield schema.FILE, _compact(schema.whole())
    yield package.FILE, _readable(_package(town, listed))
    yield "openapi.json", _compact(_openapi(town))
    yield "changes.json", _lines(_changes(town, listed))
    yield "citations.json", _lines(citations.rows(town))
    yield "timeline.json", _lines(lives.whole(timeline(town.record, town.today)))


def _readable(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _compact(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _lines(rows: Sequence[Row]) -> bytes:
    return openjson.lines([openjson.encoded(row) for row in rows])


def licence(town: Town) -> str:
    """On what terms the data may be used, as the town says; 未声明 where it does not."""
    return str((town.record.town and town.record.town.licence) or UNDECLARED)


def _index(town: Town, listed: Sequence[Listed]) -> dict[str, Any]:
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
        "清单": [_in_index(one, town) for one in listed],
        "许可": licence(town),
        "数据结构": schema.FILE,
        "数据包": package.FILE,
        "接口说明": "openapi.json",
        "哪天变了哪些": "changes.json",
        "各条的经过": "timeline.json",
        "凭法规找事项": "citations.json",
    } | ({"整包": WHOLE} if town.publication else {})


def _in_index(one: Listed, town: Town) -> dict[str, Any]:
    """A list in the index; addresses are seen from the index."""
    name = one.list.name
    return {
        "名称": one.list.title,
        "json": f"{name}.json",
        "csv": f"{name}.csv",
        "条数": len(one.rows),
        "其中示例": sum(row["示例"] == "是" for row in one.rows),
        "json字节": one.json.size,
        "json的sha256": one.json.sha256,
        "csv字节": one.csv.size,
        "csv的sha256": one.csv.sha256,
        "最后变动": one.changed,
        "结构": f"{schema.FILE}#/$defs/{name}",
    } | ({"xlsx": f"{name}.xlsx"} if town.publication and real(one.rows) else {})


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
        list_.name: [{words[key]: value for key, value in asdict(line).items()} for line in opendata.explained(list_)]
        for list_ in OPEN_LISTS
    }
    return {"程序加的": DERIVED, "清单": lists}


def _for_catalogues(town: Town, listed: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """What catalogues and crawlers take in: of a town that publishes formally, under its own address."""
    own = town.record.town
    if own is None or not town.record.formal or not own.address_of_site:
        return
    whole = [one for one in listed if one.rows and len(real(one.rows)) == len(one.rows)]
    described = [
        (
            one.list.name,
            one.list.title,
            {f.path.removeprefix(urls.OPEN_DATA): (f.size, f.sha256) for f in (one.csv, one.json)},
        )
        for one in whole
    ]
    yield dcat.FILE, dcat.catalogue(town, licence(town), described)
    yield dcat.TEXT, dcat.told(town, licence(town), [(one.list.name, one.list.title) for one in whole])


def packed(town: Town, books: bool = False) -> dict[str, bytes]:
    """The files of the data in one package, by name: tables of what is no example, what they mean, with `books` as workbooks too."""
    found: dict[str, bytes] = {}
    listed = []
    for list_ in OPEN_LISTS:
        rows = real(opendata.rows(town, list_))
        found[f"{list_.name}.csv"] = tables.table(list_, rows)
        one = package.filed(f"{list_.name}.csv", found[f"{list_.name}.csv"])
        listed.append(Listed(list_, rows, one, one))
        if books and rows:
            found[f"{list_.name}.xlsx"] = workbooks.workbook(list_, rows)
    found |= {"dictionary.json": _readable(_dictionary()), schema.FILE: _compact(schema.whole())}
    return found | {package.FILE: _readable(_package(town, listed))}


def _published(town: Town) -> Iterator[tuple[str, bytes]]:
    """What is made for an edition alone, because it takes long: a workbook a list, and the package."""
    for list_ in OPEN_LISTS:
        if rows := real(opendata.rows(town, list_)):
            yield list_.file("xlsx"), workbooks.workbook(list_, rows)
    yield f"{urls.OPEN_DATA}{WHOLE}", package.archive(packed(town))


def real(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that are no examples: these leave the page in no package."""
    return tuple(row for row in rows if row["示例"] != "是")


def _package(town: Town, listed: Sequence[Listed]) -> dict[str, Any]:
    """The tables as a Data Package (specs.frictionlessdata.io): examples are in no package, so lists of them are not."""
    own = town.record.town
    assert own
    resources = [
        package.resource(one.list.name, one.list.title, one.csv, _described(one.list), isinstance(one.list.kind, Kind))
        for one in listed
        if len(real(one.rows)) == len(one.rows)
    ]
    return package.package(str(own.site_name), str(own.division_code or ""), town.today, licence(town), resources)


def _described(list_: OpenList) -> list[tuple[str, str]]:
    """The columns of a list, each with what it means."""
    said = {line.name: line.meaning for line in opendata.explained(list_)}
    return [(name, said[name]) for name in (STEP.join(path) for path in columns(list_))]


def _openapi(town: Town) -> dict[str, Any]:
    """The files as an interface (OpenAPI 3.1): each list, and each entry by its id."""
    own = town.record.town
    assert own
    paths: dict[str, Any] = {}
    for list_ in OPEN_LISTS:
        row = {"$ref": f"{schema.FILE}#/$defs/{list_.name}"}
        paths[f"/{list_.file('json')}"] = _got(f"{list_.title}，整份", {"type": "array", "items": row})
        if isinstance(list_.kind, Kind):
            paths[f"/{list_.kind.section.url}{{编号}}/{{编号}}.json"] = _got(f"{list_.kind.word}，一条", row) | {
                "parameters": [{"name": "编号", "in": "path", "required": True, "schema": {"type": "string"}}]
            }
    return {
        "openapi": "3.1.0",
        "info": {"title": str(own.site_name), "version": "v1", "description": "都是文件，只读；没有密钥，不限次数。"},
        "servers": [{"url": str(own.address_of_site or "../../")}],
        "paths": paths,
    }


def _got(what: str, answer: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": answer}}
    return {"get": {"summary": what, "responses": {"200": {"description": what, "content": content}}}}


def _changes(town: Town, listed: Sequence[Listed]) -> list[Row]:
    """Every entry by the day on which it last changed, the newest first; what left the site has 撤下 and no name."""
    rows = [
        {name: row[name] for name in ("最后变动", "首次发布", "编号", "本站网址")} | {"清单": one.list.name}
        for one in listed
        for row in one.rows
        if "最后变动" in row and row["示例"] != "是"
    ]
    there = {row["编号"] for row in rows}
    rows += [
        {"最后变动": str(row.last), "首次发布": str(row.first), "编号": row.id, "本站网址": row.url, "撤下": "是"}
        for row in town.record.ledger
        if row.id and row.last and row.id not in there
    ]
    return sorted(rows, key=lambda row: (row["最后变动"], row["编号"]), reverse=True)
