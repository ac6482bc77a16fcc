"""`qingdan export --register`: the form on which a town registers its open data in the catalogue of public data.

In: a town whose record has no errors. Out: the bytes of an .xlsx: a row a list, a row a field. What the record does
not know (how often it is renewed, on what condition it is open) is left to be filled in; lists of examples are not
registered.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls
from generator.derive.town import Town
from generator.opendata import catalogue
from generator.opendata import rows as opendata
from generator.opendata.columns import STEP, columns
from generator.opendata.rows import OPEN_LISTS, OpenList
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Cell, Column, Sheet

TO_FILL = "待填"
_LISTS = [
    *(Column("序号", 4), Column("目录名称", 12), Column("摘要", 20), Column("提供单位", 14), Column("关键字", 14)),
    *(Column("数据格式", 8), Column("数据量（条）", 6), Column("最后更新", 6), Column("更新周期", 6)),
    *(Column("共享属性", 6), Column("开放属性", 6), Column("许可", 12), Column("下载地址", 24), Column("联系电话", 8)),
]
_FIELDS = [Column("目录名称", 12), Column("数据项", 14), Column("含义", 24), Column("数据类型", 6)]


def workbook(town: Town) -> bytes:
    """The form, filled in as far as the record knows."""
    listed = [list_ for list_ in OPEN_LISTS if catalogue.real(opendata.rows(town, list_))]
    lists = [_list(number, list_, town) for number, list_ in enumerate(listed, 1)]
    fields = [row for list_ in listed for row in _fields(list_)]
    name = str(town.record.town.name) if town.record.town else ""
    sheets = [Sheet("数据目录", _LISTS, lists), Sheet("数据项", _FIELDS, fields)]
    return workbook_writer.workbook(f"{name}数据目录登记表", sheets)


def _list(number: int, list_: OpenList, town: Town) -> list[Cell]:
    own = town.record.town
    assert own
    rows = catalogue.real(opendata.rows(town, list_))
    changed = max((row.get("最后变动", "") for row in rows), default="") or town.today.isoformat()
    address = urls.absolute(list_.file("csv"), own.address_of_site) or TO_FILL
    return [
        str(number),
        f"{own.name}{list_.title}",
        f"{own.authority}的{list_.title}，{len(rows)} 条",
        str(own.authority),
        f"{own.name}、{list_.title}",
        "CSV、JSON、XLSX",
        str(len(rows)),
        changed,
        TO_FILL,
        TO_FILL,
        TO_FILL,
        catalogue.licence(town),
        address,
        str(own.centre.inquiry_phone or TO_FILL),
    ]


def _fields(list_: OpenList) -> Iterator[list[Cell]]:
    said = {line.name: line.meaning for line in opendata.explained(list_)}
    for path in columns(list_):
        yield [list_.title, STEP.join(path), said[STEP.join(path)], "文本"]
