"""Text that would be code, in every text field of a whole town, against the same town with harmless text.

In: a payload, a folder. Out: the shape of every file of the site and of the desk that comes of it: elements and
attributes of pages, drawings and documents, keys of JSON, cells of CSV, formulas of workbooks, properties of calendars.
The rules are not asked, and each payload is short enough to pass for a name: what keeps it harmless is how it is printed.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import yaml

from generator.checked import Checked, read_and_check
from generator.desk.todo import job as todo
from generator.model.citation import Citation
from generator.model.fields import Part, named_fields
from generator.model.values import (
    Address,
    DepartmentName,
    EntryRef,
    LawName,
    TemplateName,
    Text,
    Title,
)
from generator.reading.folder import FOLDER, model_of
from generator.record import Record
from generator.site import engine
from generator.syntax import parser
from tests.qingdan import run
from tests.towns import DAY, TOWN

PAYLOADS = {
    "标签": "<img src=x onerror=hit()>",
    "没写完的标签": "<b onclick=hit() ",
    "属性": "\"onload=hit() x='onload=hit() ",
    "网址": "javascript:hit()",
    "模板": "{{ 7*7 }}{% if x %}${hit()}",
    "注释": "<!--</script></style>]]>",
    "转义": "&lt;script&gt;&#60;i&#62;",
}
_NAMES = (DepartmentName, LawName, TemplateName)
_TEXTS = (Text, Title, Address, *_NAMES)


def harmless(payload: str) -> str:
    """The twin of a payload: as long, with letters for what a browser or a template could take for a sign."""
    return re.sub("[^A-Za-z0-9 ]", "a", payload)


_FILE = re.compile(r"\.[a-z]{3,4}$")  # the name of an attachment is that of a file
ALL_IN_ONE = "\"'><img src=x onerror=hit()>{{7*7}}<b =1"  # for the tests that run every day
Shape = Any


def town_with(folder: Path, payload: str) -> int:
    """Write the sample town to a folder, the payload behind every text of it; how many texts there are."""
    shutil.copytree(TOWN / FOLDER, folder / FOLDER)
    count = 0
    for place in sorted((folder / FOLDER).rglob("*.yml")):
        model = model_of(place.relative_to(folder / FOLDER).as_posix())
        root = parser.parse(place.read_bytes()).root
        assert model and root, place
        data = root.data()
        count += _fill(data, model, payload)
        written = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=10**9, sort_keys=False)
        place.write_bytes(written.encode())
    return count


def _fill(data: dict[str, Any], model: type[Part], payload: str) -> int:
    """Put the payload behind the texts of a mapping; how many there were."""
    count = 0
    for name, spec in named_fields(model).items():
        if name not in data:
            continue
        many = data[name] if isinstance(data[name], list) else [data[name]]
        if spec.part:
            count += sum(_fill(one, spec.part, payload) for one in many if isinstance(one, dict))
            continue
        filled = [_filled(one, spec.type, payload) for one in many]
        count += sum(before != after for before, after in zip(many, filled, strict=True))
        data[name] = filled if isinstance(data[name], list) else filled[0]
    return count


def _filled(written: Any, leaf: Any, payload: str) -> Any:
    """A value with the payload behind it, where its type takes any text."""
    if not isinstance(written, str) or written == "无" or _FILE.search(written):
        return written
    if leaf is EntryRef:
        return written + payload
    if leaf is Citation:
        return re.sub("《([^《》]+)》", lambda law: f"《{law[1]}{payload}》", written)
    return written.rstrip("\n") + payload if leaf in _TEXTS else written


def site_with(folder: Path, payload: str) -> Path:
    """The site of a town with a payload everywhere. No rule is asked."""
    assert town_with(folder, payload) > 500
    checked = read_and_check(folder, DAY)
    unread = [one for one in checked.problems if one.code.startswith(("H1", "H2"))]
    assert checked.record.town and not unread, unread[:5]
    engine.run(folder, folder / "site", DAY, Checked(checked.record, ()))
    _desk(folder, checked.record)
    return folder


def _desk(folder: Path, record: Record) -> None:
    """Have the desk write what it writes of a record: workbooks, papers, a calendar."""
    (folder / "desk").mkdir()
    assert run("export", folder / "desk/list.xlsx", root=folder).exit_code == 0
    for option, name in (("--slip", "slip.docx"), ("--out", "changes.html")):
        run("diff", TOWN, option, folder / "desk" / name, root=folder)
        assert (folder / "desk" / name).is_file()
    for name in ("todo.ics", "todo.xlsx", "todo.html"):
        (folder / "desk" / name).write_bytes(todo.file(record, folder, DAY, folder / "desk" / name)[0])


def shapes(folder: Path) -> dict[str, Shape]:
    """The shape of every file of the site and of the desk, by its path."""
    found = {}
    for place in sorted((*(folder / "site").rglob("*"), *(folder / "desk").rglob("*"))):
        path = place.relative_to(folder).as_posix()
        if place.is_file() and not path.startswith(("site/assets/", "site/search/")):
            found[path] = _OF.get(place.suffix, _lines)(place.read_bytes())
    return found


def differences(folder: Path, payload: str) -> tuple[list[str], int]:
    """The files whose shape is another with a payload than with its harmless twin, and how many files there are."""
    hostile = shapes(site_with(folder / "hostile", payload))
    plain = shapes(site_with(folder / "harmless", harmless(payload)))
    for found in (hostile, plain):
        found["site/az/index.html"].sort()  # names that begin alike stand in another order there
    return [path for path in sorted({*hostile, *plain}) if hostile.get(path) != plain.get(path)], len(hostile)


class _Elements(HTMLParser):
    """The elements of a page, each with the names of its attributes, and where its links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        links = tuple(
            (value or "").partition(":")[0]
            for name, value in attrs
            if name in ("href", "src", "action") and ":" in (value or "")
        )
        self.seen.append((tag, *(name for name, _ in attrs), *links))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment",))

    def handle_decl(self, decl: str) -> None:
        self.seen.append((decl,))


def _elements(content: bytes) -> Shape:
    page = _Elements()
    page.feed(content.decode())
    page.close()
    return page.seen


def _keys(content: bytes) -> Shape:
    """The keys of JSON, with the kind of each value; names of fields come of no payload."""
    return _kind(json.loads(content))


def _kind(value: Any) -> Shape:
    if isinstance(value, dict):
        return {key: _kind(below) for key, below in value.items()}
    return [_kind(below) for below in value] if isinstance(value, list) else type(value).__name__


def _cells(content: bytes) -> Shape:
    return [len(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]


def _sheets(content: bytes) -> Shape:
    """The sheets of a workbook: how many rows and columns, and which cells hold a formula or a link."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: (
            sheet.max_row,
            sheet.max_column,
            [cell.coordinate for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink],
        )
        for sheet in book
    }


def _parts(content: bytes) -> Shape:
    """The parts of a document with their elements and attributes."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {
            name: [(element.tag, *element.attrib) for element in ElementTree.fromstring(packed.read(name)).iter()]
            for name in packed.namelist()
            if name.endswith((".xml", ".rels"))
        }


def _properties(content: bytes) -> Shape:
    """The properties of a calendar in their order; a line that begins with a blank goes on with the one before."""
    return [re.split("[:;]", line)[0] for line in content.decode().split("\r\n") if not line.startswith(" ")]


def _lines(content: bytes) -> Shape:
    """How many lines a text has; of anything else that it is there."""
    return content.count(b"\n") if b"\0" not in content else None


_OF: dict[str, Callable[[bytes], Shape]] = {
    ".html": _elements,
    ".svg": _elements,
    ".xml": _elements,
    ".json": _keys,
    ".csv": _cells,
    ".xlsx": _sheets,
    ".docx": _parts,
    ".ics": _properties,
}
