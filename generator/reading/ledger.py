"""powers/published.csv: every address ever published. Nothing that stands in it may disappear.

In: the file's bytes. Out: rows, or faults; and rows back as bytes. Who works out the next ledger is `publication`.

A row an address, sorted by it. Ledgers with the columns of before (`_EARLIER`) are read as well: what they
call 最后发布 was the day of the last publication, for a page that was still there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote

from generator import urls
from generator.problem import Fault, Span, declare, few
from generator.syntax import characters

NAME = "published.csv"
COLUMNS = ("编号", "网址", "摘要", "须经调整", "首次发布", "最后变动", "最后发布")
_EARLIER = (
    ("编号", "网址", "摘要", "须经调整", "首次发布", "最后发布"),
    ("编号", "网址", "摘要", "首次发布", "最后发布"),  # these say nothing of 须经调整
)
LARGEST = 32 * 1024 * 1024  # bytes; the row of an entry has half a kilobyte, a county 10,000 entries
_HOME = "./"  # how the address of the home page is written
_ADDRESS = re.compile(r"(?:\w[\w.-]*/)*")

BAD_LEDGER = declare(
    "H310",
    f"published.csv 的列是：{'、'.join(COLUMNS)}；由 qingdan publish 写，不用手改",
    protects="审计：凭它查得到发布过什么",
    advice="从版本库里恢复这个文件；没有版本库的，网站里有一份：data/v1/ledger.csv。",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One published page.

    `id` is "" where the page is no entry's; `url` lies below the site's root; `digest` is that of the entry's
    published data; `adjusted` is what is kept of its 须经调整 fields: "" where there is nothing to hold them to,
    one digest of all (16 hexadecimal digits, in ledgers of before) or one a field (`packed`). `first` is the day
    of the first edition with the page, `changed` of the last one in which the entry changed, `last` of the first
    one without it: None while it is there. `line` is where the row stands in the file.
    """

    id: str
    url: str
    digest: str
    adjusted: str
    first: date
    changed: date | None
    last: date | None
    line: int = 0


def read(content: bytes) -> tuple[tuple[Row, ...], list[Fault]]:
    """The rows of a ledger in order; what does not fit is a fault, never an exception."""
    text, faults = characters.decode(content)
    if faults:
        return (), faults
    try:
        table = list(csv.reader(io.StringIO(text)))
    except csv.Error:
        return (), [Fault(BAD_LEDGER, Span(1, 1), "这个文件读不出来")]
    columns = tuple(table[0]) if table else ()
    if columns not in (COLUMNS, *_EARLIER):
        return (), [Fault(BAD_LEDGER, Span(1, 1), "第一行的列名不对")]
    rows: list[Row] = []
    for number, cells in enumerate(table[1:], 2):
        try:
            if len(cells) != len(columns):
                raise _Wrong(f"这一行有 {len(cells)} 格，应当是 {len(columns)} 格")
            rows.append(_row(dict(zip(columns, cells, strict=True)), number))
        except _Wrong as wrong:
            faults.append(Fault(BAD_LEDGER, Span(number, 1), str(wrong)))
    return tuple(rows), few([*faults, *_repeated(rows)], lambda fault: fault.code)


def fits(url: str) -> bool:
    """Whether an address below the site's root may stand in a ledger."""
    return _ADDRESS.fullmatch(url) is not None


class _Wrong(Exception):
    """What is wrong with a row, for the clerk."""


def _row(cells: Mapping[str, str], line: int) -> Row:
    """The row in cells by the names of their columns. Raises `_Wrong` with what a clerk is told."""
    id_, url, digest, kept = cells["编号"], cells["网址"], cells["摘要"], cells.get("须经调整", "")
    if id_ and not re.fullmatch(rf"[{''.join(urls.SECTIONS)}][0-9]{{1,12}}", id_):
        raise _Wrong(f"“{_shown(id_)}”不是编号")
    url = "" if url == _HOME else url
    if not fits(url) or (not url and cells["网址"] != _HOME):
        raise _Wrong(f"“{_shown(cells['网址'])}”不是本站的网址")
    if id_ and url != urls.of_id(id_):
        raise _Wrong(f"{id_} 的网址是 {urls.of_id(id_)}，这里写的是 {_shown(url)}")
    if not re.fullmatch(r"[0-9a-f]{0,64}", digest) or not (_WHOLE.fullmatch(kept) or unpacked(kept) is not None):
        raise _Wrong("“摘要”或者“须经调整”写得不像程序算出来的")
    if not id_ and (digest or kept):
        raise _Wrong("没有编号，却写了“摘要”或者“须经调整”")
    first = _day(cells, "首次发布")
    last = _day(cells, "最后发布") if cells["最后发布"] else None
    if "最后变动" not in cells:
        changed, last = last, None
    else:
        changed = _day(cells, "最后变动") if id_ or cells["最后变动"] else None
    if any(day and day < first for day in (changed, last)) or (changed and last and last < changed):
        raise _Wrong("日子的先后不对：先有“首次发布”，再有“最后变动”“最后发布”")
    return Row(id_, url, digest, kept, first, changed, last, line)


def _day(cells: Mapping[str, str], name: str) -> date:
    """The day in a cell. Raises `_Wrong` where there is none."""
    written = cells[name]
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            raise ValueError
        return date.fromisoformat(written)
    except ValueError:
        raise _Wrong(f"“{name}”写的是“{_shown(written)}”，没有这一天") from None


def _repeated(rows: Iterable[Row]) -> Iterator[Fault]:
    """Faults for addresses and ids that have more than one row."""
    lines: dict[str, int] = {}
    for row in rows:
        for key, name in ((row.id, f"编号 {row.id}"), (f"{row.url}/", f"网址“{row.url or _HOME}”")):
            if key and (before := lines.setdefault(key, row.line)) != row.line:
                related = (Span(before, 1),)
                yield Fault(BAD_LEDGER, Span(row.line, 1), f"{name} 写了两次，先写在第{before}行", related=related)
                break


def _shown(text: str) -> str:
    return characters.shown(text)


def written(rows: Iterable[Row]) -> bytes:
    """A ledger with some rows, sorted by their addresses, as `read` reads it."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(COLUMNS)
    for row in sorted(rows, key=lambda row: row.url):
        days = (day.isoformat() if day else "" for day in (row.first, row.changed, row.last))
        write.writerow((row.id, row.url or _HOME, row.digest, row.adjusted, *days))
    return out.getvalue().encode()


_WHOLE = re.compile(r"[0-9a-f]{16}")
_OF_FIELD = re.compile(r"([^|=]+)=([0-9a-f]{12})")


def packed(digests: Mapping[str, str]) -> str:
    """The cell 须经调整: the path and the digest (12 hexadecimal digits) of each field that says something."""
    return "|".join(f"{_quoted(path)}={digests[path]}" for path in sorted(digests))


def unpacked(cell: str) -> dict[str, str] | None:
    """What `packed` made a cell of; {} of an empty one, None of what is something else."""
    found = [_OF_FIELD.fullmatch(part) for part in cell.split("|")] if cell else []
    return None if None in found else {unquote(one[1]): one[2] for one in found if one}


def _quoted(path: str) -> str:
    """A path without what parts the cell, controls a spreadsheet or ends a line."""
    return re.sub(r"[%|=\x00-\x20]", lambda found: quote(found[0], safe=""), path)
