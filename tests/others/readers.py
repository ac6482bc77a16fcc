"""The published data in the programs that people open it with: pandas, DuckDB, frictionless; workbooks in LibreOffice.

In: the folder of a site; a town's folder. Out: a line for each file and reader. What a file holds is what Python's own
csv reads, every value as text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import frictionless
import pandas
from python_calamine import CalamineWorkbook

from generator import urls
from tests.office import converted
from tests.others.pages import Seen
from tests.qingdan import run

Table = tuple[list[str], list[list[str]]]  # names of the columns, rows


def read(site: Path, root: Path, place: Path) -> Iterator[Seen]:
    """Every CSV file of the site in each reader, and the workbook that the desk exports."""
    files = sorted((site / urls.OPEN_DATA).rglob("*.csv"))
    assert files
    for name, reader in (("pandas", _pandas), ("DuckDB", _duckdb), ("frictionless", _frictionless)):
        wrong, rows = [], 0
        for file in files:
            expected = _plain(file)
            rows += len(expected[1])
            try:
                found = reader(file)
            except Exception as error:  # whatever a reader does not bear is told, and the others go on
                wrong.append(f"{file.name}：{type(error).__name__} {error}")
                continue
            if found != expected:
                wrong.append(f"{file.name}：{_difference(expected, found)}")
        yield Seen(name, f"{len(files)} 个 CSV", not wrong, f"{rows} 行；{'；'.join(wrong[:5])}")
    yield _package(site)
    yield _libreoffice(root, place)


def _plain(file: Path) -> Table:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = csv.reader(lines)
    return head, rows


def _pandas(file: Path) -> Table:
    frame = pandas.read_csv(file, dtype=str, keep_default_na=False)
    return list(frame.columns), frame.to_numpy().tolist()


def _duckdb(file: Path) -> Table:
    read = duckdb.sql(f"select * from read_csv('{file}', all_varchar = true, header = true, nullstr = '\\0')")
    return list(read.columns), [["" if value is None else value for value in row] for row in read.fetchall()]


def _package(site: Path) -> Seen:
    """The tables as one package: sizes, digests and columns as its descriptor says."""
    report = frictionless.validate(str(site / urls.OPEN_DATA / "datapackage.json"))
    wrong = "；".join(map(str, report.flatten(["title", "type", "note"])[:3]))
    return Seen("frictionless", "datapackage.json", report.valid, wrong or f"{len(report.tasks)} 张表")


def _frictionless(file: Path) -> Table:
    """Also says by itself what it finds wrong: rows of another length, blank ones, names that come twice."""
    resource = frictionless.Resource(path=file.name, basepath=str(file.parent))
    report = frictionless.validate(resource)
    if not report.valid:
        raise ValueError("；".join(map(str, report.flatten(["rowNumber", "type", "note"])[:3])))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        head, *rows = csv.reader(lines)
    assert report.tasks[0].stats["rows"] == len(rows), f"{report.tasks[0].stats['rows']} 行"
    return head, rows


def _difference(expected: Table, found: Table) -> str:
    if expected[0] != found[0]:
        return f"列不同：{sorted(set(expected[0]) ^ set(found[0]))}"
    if len(expected[1]) != len(found[1]):
        return f"{len(expected[1])} 行读成 {len(found[1])} 行"
    at = next(number for number, pair in enumerate(zip(expected[1], found[1], strict=True), 2) if pair[0] != pair[1])
    return f"第{at}行不同"


def _libreoffice(root: Path, place: Path) -> Seen:
    """A workbook that LibreOffice opens and writes again holds the same cells."""
    book = place / "清单.xlsx"
    done = run("export", str(book), root=root)
    assert done.exit_code == 0, done.output
    written = converted(book, "ods", place)
    before, after = (_cells(file) for file in (book, written))
    same = before == after
    count = sum(len(row) for rows in before.values() for row in rows)
    wrong = [name for name in before if before[name] != after.get(name)]
    return Seen(
        "LibreOffice", "导出的表格打开、另存，字都在", same, f"{len(before)} 张表、{count} 格；{'；'.join(wrong[:5])}"
    )


def _cells(file: Path) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_path(str(file))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: [[str(cell) for cell in row] for row in rows] for name, rows in sheets.items()}
