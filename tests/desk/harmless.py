"""What clerks and their programs do to a workbook that changes nothing it says.

In: an open workbook. Out: the same, otherwise: no trouble may come of it, and no change.
"""

from __future__ import annotations

from datetime import date, datetime
from random import Random

from generator.model.amounts import Count, Day
from tests.desk.seeding import of
from tests.desk.sheets import Desk

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def values(desk: Desk, rng: Random) -> None:
    """Cells say the same in other ways: other dates, wide digits, numbers, blanks at the ends, line ends of Windows."""
    for cell in desk.cells:
        said = cell.said
        if of(Day, many=False)(cell) and isinstance(said, date | datetime):
            forms = (f"{said:%Y-%m-%d}".translate(WIDE), f"{said.year}/{said.month}/{said.day}", _words(said))
            serial = (datetime(said.year, said.month, said.day) - datetime(1899, 12, 30)).days
            desk.put(cell.where, rng.choice((*forms, f"{said:%Y.%m.%d}", f"{said:%Y-%m-%d} 00:00:00", serial)))
        elif of(Count, many=False)(cell):
            desk.put(cell.where, rng.choice((int(said), float(said), str(said).translate(WIDE), f" {said} ")))
        elif isinstance(said, str) and rng.random() < 0.5:
            ends = rng.choice((" ", "　", "\n", "\u00a0", "\t", "\u200b", "_x000D_\n"))
            desk.put(cell.where, said.replace("\n", rng.choice(("\r\n", "_x000D_\n", " \n"))) + ends)


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def shape(desk: Desk, rng: Random) -> None:
    """Sheets look otherwise: blank rows, columns of one's own, widths, colours, other order, a sheet of notes."""
    for name in desk.tables:
        page = desk.book[name]
        lines = [[cell.value for cell in line] for line in page.iter_rows(min_row=2) if line[0].value]
        if len(name.split("·")) == 1:
            rng.shuffle(lines)
        header = [cell.value for cell in page[1]]
        order = rng.sample(range(len(header)), len(header))
        page.delete_rows(1, page.max_row + 1)
        for column, number in enumerate(order, 1):
            page.cell(1, column).value = f"{header[number]}{rng.choice(('', ' ', '*', '：'))}"
            for row, line in enumerate(lines):
                cell = page.cell(2 + row + row // 5, column)  # a blank row after every fifth
                cell.value = line[number]
                cell.data_type = "s" if isinstance(line[number], str) else cell.data_type
        page.cell(1, len(header) + 2).value = "科室备注"
        page.cell(2, len(header) + 2).value = "已看"
        page.column_dimensions["B"].width, page.row_dimensions[2].hidden = 3, True
    desk.book.create_sheet("说明")["A1"] = "交表时间：本周五"


def order(desk: Desk, rng: Random) -> None:
    """Sheets stand in another order, hidden ones among them shown; some that nobody needs are gone."""
    desk.book._sheets.reverse()
    for name in rng.sample(sorted(desk.tables), len(desk.tables) // 3):
        del desk.book[name]
