"""What a workbook that is taken in says of persons: told, whether it goes into the record or not.

In: the sheets of a workbook. Out: notices. What would go into the record is an error there (`generator.rules.privacy`);
what would not is still in the file, which is forwarded and laid beside the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.attachments import spreadsheet
from generator.privacy import people, telling
from generator.problem import Severity
from generator.sheets.cells import CellValue
from generator.sheets.read_book import ReadSheet

_SHOWN = 3  # findings of a sheet that are told; of more the number


def notices(sheets: Sequence[ReadSheet]) -> Iterator[str]:
    """A sentence for each sheet that gives persons away, hidden ones too."""
    told = False
    for sheet in sheets:
        rows = spreadsheet.aligned({number: _texts(sheet.row(number)) for number in sheet.rows})
        found = [one.message for one in telling.in_table(rows) if one.code.severity(formal=True) is Severity.ERROR]
        found += [telling.listing(listed).message] if (listed := people.listed(rows, sheet.name)) else []
        if found:
            told = True
            more = f"……共{len(found)}处" if len(found) > _SHOWN else ""
            yield f"“{sheet.name}”里有个人的东西：{'、'.join(found[:_SHOWN])}{more}。"
    if told:
        yield "有个人的东西的表，不要放进记录的文件夹，也不要发到群里；用完删掉。"


def _texts(cells: dict[int, CellValue]) -> dict[int, str]:
    """The cells of a row as text; a whole number without the point that Excel gives it."""
    return {
        column: str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        for column, value in cells.items()
    }
