"""Writes a list as others save it. In: a `Made`. Out: bytes by the name of the format.

.xls and .ods are what LibreOffice makes of the .xlsx, one run for a folder.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
from openpyxl.styles import Font

from tests.lists.layouts import Made


def xlsx(made: Made) -> bytes:
    """As Excel writes it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in made.sheets.items():
        page = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    page.cell(number, column).value = value
    first = book.worksheets[0]
    for one in made.merged:
        first.merge_cells(one)
    for row in made.hidden:
        first.row_dimensions[row].hidden = True
    for row in made.struck:
        for cell in first[row]:
            cell.font = Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def commas(made: Made, encoding: str) -> bytes:
    """As plain text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for rows in made.sheets.values():
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode(encoding)


def word(made: Made) -> bytes:
    """As tables of a Word document."""
    document = docx.Document()
    for rows in made.sheets.values():
        width = max(map(len, rows))
        table = document.add_table(0, width)
        for row in rows:
            cells = table.add_row().cells
            for cell, value in zip(cells, row, strict=False):
                cell.text = _text(value)
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page(made: Made) -> bytes:
    """As a platform's web page under the name .xls."""
    tables = "".join(
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{_broken(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        + "</table>"
        for rows in made.sheets.values()
    )
    return f'<html><head><meta charset="utf-8"></head><body>{tables}</body></html>'.encode()


def xml(made: Made) -> bytes:
    """As Excel 2003 wrote it in XML."""
    sheets = "".join(
        f'<Worksheet ss:Name="{html.escape(name)}"><Table>'
        + "".join("<Row>" + "".join(_xml(cell) for cell in row) + "</Row>" for row in rows)
        + "</Table></Worksheet>"
        for name, rows in made.sheets.items()
    )
    said = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Workbook {said}>{sheets}</Workbook>'.encode()


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _broken(value: Any) -> str:
    return html.escape(_text(value)).replace("\n", "<br>")


def _xml(value: Any) -> str:
    text = html.escape(_text(value)).replace("\n", "&#10;")
    return f'<Cell><Data ss:Type="String">{text}</Data></Cell>' if text else "<Cell/>"


PLAIN: dict[str, Callable[[Made], bytes]] = {  # that say no more than rows of cells
    "csv，UTF-8": lambda made: commas(made, "utf-8-sig"),
    "csv，GB18030": lambda made: commas(made, "gb18030"),
    "docx": word,
    "网页": page,
    "2003的XML": xml,
}
BY_OFFICE = ("xls", "ods")  # that keep what an .xlsx says
