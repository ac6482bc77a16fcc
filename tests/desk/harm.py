"""What goes wrong with rows and sheets: ids, 第几条, headers, hidden sheets. Importing registers them."""

from __future__ import annotations

from random import Random

from tests.desk.faults import in_entry
from tests.desk.seeding import Where, fault, need
from tests.desk.sheets import Cell, Desk


def main(cell: Cell) -> bool:
    """A row that is an entry."""
    return not cell.positions and in_entry(cell) and "·" not in cell.sheet


def item(cell: Cell) -> bool:
    """A row of a list within an entry."""
    return bool(cell.positions)


def _id(desk: Desk, cell: Cell, said: object) -> set[Where]:
    where = (cell.sheet, cell.row, 1)
    desk.put(where, said)
    return {where}


@fault(main)
def an_id_of_another_list(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """编号是别的清单的"""
    return _id(desk, cell, next(letter for letter in "qfz" if letter != cell.key[0]) + cell.key[1:])


@fault(main)
def an_id_that_is_none(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """编号写坏了"""
    return _id(desk, cell, rng.choice((cell.key[1:], int(cell.key[1:]), f"{cell.key}号", "第1项", cell.key[0])))


@fault(main)
def an_id_that_was_never_given(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """编号改成没有用过的"""
    new = f"{cell.key[0]}{cell.key[1:-2]}{rng.randint(70, 98)}"
    need(new not in {other.key for other in desk.cells})
    return _id(desk, cell, new)


@fault(main)
def an_id_cleared(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """编号清空了"""
    need(cell.key[0] != "c")
    return _id(desk, cell, None)


@fault(main, alone=True)
def an_id_twice(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """编号和另一行一样"""
    other = next((c for c in desk.cells if c.sheet == cell.sheet and c.row < cell.row and c.key != cell.key), None)
    need(other)
    return _id(desk, cell, other.key)


@fault(lambda cell: item(cell) and in_entry(cell))
def an_item_of_no_entry(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """表里的一行不知道是哪一条的"""
    return _id(desk, cell, rng.choice((None, f"{cell.key[0]}998", "甲")))


@fault(lambda cell: item(cell) and cell.positions[-1] > 1)
def a_position_twice(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """第几条写重了"""
    where = (cell.sheet, cell.row, desk.column(cell.sheet, "第几条"))
    desk.put(where, str(cell.positions[-1] - 1))
    return {where}


@fault(item)
def a_position_that_is_none(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """第几条写错了"""
    where = (cell.sheet, cell.row, desk.column(cell.sheet, "第几条"))
    desk.put(where, rng.choice(("99", 99, "甲", "0", "第1条", 1.5)))
    return {where}


@fault(lambda cell: len(cell.positions) > 1)
def an_outer_position_that_is_none(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """外层的第几条写错了"""
    title = next(title for title in desk.tables[cell.sheet].keys if title.endswith("第几条"))
    where = (cell.sheet, cell.row, desk.column(cell.sheet, title))
    desk.put(where, rng.choice(("99", 99, "甲")))
    return {where}


@fault(lambda cell: "." in cell.key)
def a_file_nobody_has(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """没有的文件名"""
    return _id(desk, cell, rng.choice(("没有.yml", "enforcement/statistics/1900.yml", "../town.yml")))


@fault(main, alone=True)
def a_header_twice(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """两列表头一样"""
    page = desk.book[cell.sheet]
    column = page.max_column + 1
    page.cell(1, column).value = cell.place.title
    page.cell(cell.row, column).value = "另外写的"
    return {(cell.sheet, 1, column)}


@fault(main, alone=True)
def a_header_renamed(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """表头改了名"""
    desk.book[cell.sheet].cell(1, cell.column).value = f"{cell.place.title}情况"
    desk.put(cell.where, "改过的")
    return {(cell.sheet, 1, cell.column)}


@fault(main, alone=True)
def the_header_of_the_ids_renamed(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """“编号”改成了“序号”"""
    desk.book[cell.sheet].cell(1, 1).value = rng.choice(("序号", "编 码", "权力编号"))
    return {(cell.sheet, 1, 1), (cell.sheet, 1, 0)}


@fault(main, alone=True)
def the_ids_deleted(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """编号一列删掉了"""
    desk.book[cell.sheet].delete_cols(1)
    return {(cell.sheet, 1, 0)}


@fault(item, alone=True)
def the_positions_deleted(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """第几条一列删掉了"""
    desk.book[cell.sheet].delete_cols(desk.column(cell.sheet, "第几条"))
    return {(cell.sheet, 1, 0)}


@fault(main, alone=True)
def the_header_deleted(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """表头一行删掉了"""
    desk.book[cell.sheet].delete_rows(1)
    return {(cell.sheet, 1, 0)}


@fault(main, alone=True)
def a_column_shifted(desk: Desk, cell: Cell, rng: Random) -> set[Where]:
    """一列往下错了一行"""
    need("资料性质" in {place.title for place in desk.tables[cell.sheet].columns})
    page, column = desk.book[cell.sheet], desk.column(cell.sheet, "资料性质")
    for row in range(page.max_row, 1, -1):
        page.cell(row + 1, column).value = page.cell(row, column).value
    page.cell(2, column).value = None
    return {(cell.sheet, 2, column)}
