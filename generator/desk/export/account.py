"""`qingdan export --account`: the account of the powers that were handed down, as a workbook to look at and print.

In: the record without errors. Out: the bytes of an .xlsx. Nothing of it is taken back in.
"""

from __future__ import annotations

from generator.derive.evaluation import Account, accounts
from generator.record import Record
from generator.sheets import workbook_writer
from generator.sheets.workbook_writer import Cell, Column, Sheet

_COLUMNS = (
    *(
        Column("编号", 6),
        Column("事项", 18),
        Column("状态", 5),
        Column("放权文件", 12),
        Column("生效日期", 6, dates=True),
    ),
    *(Column("交接", 16), Column("支持保障", 16), Column("年度办件", 12), Column("投诉复议", 10)),
    *(Column("评估建议", 6), Column("检查督导", 18)),
)


def workbook(record: Record) -> bytes:
    """The workbook; what asks to be looked at stands first, as in `accounts`."""
    name = str(record.town.name) if record.town else ""
    rows = [_row(account) for account in accounts(record)]
    sheet = Sheet("放权事项台账", _COLUMNS, rows, heading=f"{name}放权事项台账")
    return workbook_writer.workbook(f"{name}放权事项台账", [sheet])


def _row(account: Account) -> list[Cell]:
    power = account.power
    return [
        str(power.id),
        power.called,
        power.current_state,
        str(power.document or ""),
        power.effective.date if power.effective else None,
        account.handed_over,
        str(power.support or ""),
        account.cases,
        account.disputes,
        str(power.suggestion or ""),
        account.checked,
    ]
