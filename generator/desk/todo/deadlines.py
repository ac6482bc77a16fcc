"""Finds what ends on a day: delegations, publicity, tasks, officers' certificates, pauses.

In: the record, today, how far to look ahead. Out: the matters that are over or end soon. What is to be done about
them is what the rules say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.derive.publicity import publicity
from generator.desk.todo.due import Category, Due, Urgency, advice, due, numbered
from generator.model.entry import Living
from generator.reading.folder import FOLDER
from generator.record import Record
from generator.rules.authority import SOON
from generator.rules.enforcement import FIGURES_BY

_REMOVE = "期满那天以后，把这个文件移出记录，版本历史也要清。"
_FINISH = "到期前办完，改成“已结束”；要延长的，写新的批准。"
_RENEW = "到期前换证，换了改“有效期至”。"
_RESUME = "到那天恢复办理的，删掉“停办”，状态改成“在用”；还要停的，改“止”。"


def deadlines(record: Record, today: date, ahead: timedelta | None = SOON) -> Iterator[Due]:
    """Everything that is over or ends within a time; with None, whenever it ends."""
    for find in (_mandates, _publicity, _tasks, _certificates, _figures, _pauses):
        for one in find(record, today):
            if ahead is None or (one.day and one.day <= today + ahead):
                yield one


def _figures(record: Record, today: date) -> Iterator[Due]:
    """The yearly figures (国办发〔2018〕118号) of a town that enforces: those of last year, and of this one next January."""
    if not record.town or not (record.enforcers or record.statistics or record.decisions):
        return
    for year in (today.year - 1, today.year):
        if str(year) not in record.statistics and f"enforcement/statistics/{year}.yml" not in record.broken:
            end = date(year + 1, *FIGURES_BY)
            one = due(
                record,
                record.town,
                Category.FIGURES,
                _soon(end, today),
                (),
                day=end,
                why=f"{year}年的还没有，要在 {end.isoformat()} 前公布",
                what=f"填好 {FOLDER}/enforcement/statistics/{year}.yml，样子看前一年的；没有办过的填0。",
                name=f"{year}年度数据",
            )
            yield numbered(one, str(year))


def _soon(end: date, today: date) -> Urgency:
    return Urgency.OVER if end < today else Urgency.SOON


def _mandates(record: Record, today: date) -> Iterator[Due]:
    for power in record.powers.values():
        end = power.mandate.period.end if power.mandate and not power.ending else None
        if end:
            what = advice("H428" if end < today else "H429")
            why = f"{power.principal or '委托机关待核'}的委托到 {end.isoformat()}"
            yield due(
                record, power, Category.MANDATES, _soon(end, today), ("委托书", "期限"), day=end, why=why, what=what
            )


def _publicity(record: Record, today: date) -> Iterator[Due]:
    for decision in record.decisions.values():
        period = publicity(decision)
        if period and not decision.withdrawn:
            why = f"按“{period.rule}”公示到 {period.end.isoformat()}"
            what = advice("H609") if period.end < today else _REMOVE
            yield due(
                record,
                decision,
                Category.PUBLICITY,
                _soon(period.end, today),
                ("决定日期",),
                day=period.end,
                why=why,
                what=what,
            )


def _tasks(record: Record, today: date) -> Iterator[Due]:
    for task in record.tasks.values():
        end = task.period.end
        if task.running and end:
            why = f"{task.from_whom}交办，期限到 {end.isoformat()}"
            what = advice("H557") if end < today else _FINISH
            yield due(record, task, Category.TASKS, _soon(end, today), ("期限",), day=end, why=why, what=what)


def _certificates(record: Record, today: date) -> Iterator[Due]:
    officers = record.officers
    for i, officer in enumerate(officers.items if officers else ()):
        end = officer.until.date if officer.until else None
        if not officers or not end or officer.left:
            continue
        one = due(
            record,
            officers,
            Category.CERTIFICATES,
            _soon(end, today),
            ("执法人员", i, "有效期至"),
            day=end,
            why=f"执法证有效期到 {end.isoformat()}",
            what=advice("H619") if end < today else _RENEW,
            name=f"{officer.name}（{officer.certificate}）",
            who=str(officer.body),
        )
        yield numbered(one, str(officer.certificate))


def _pauses(record: Record, today: date) -> Iterator[Due]:
    for entry in record.entries():
        pause = entry.pause if isinstance(entry, Living) else None
        end = pause.end.date if pause and pause.end else None
        if end:
            why = f"停办到 {end.isoformat()}"
            what = advice("H436") if end < today else _RESUME
            yield due(record, entry, Category.PAUSES, _soon(end, today), ("停办", "止"), day=end, why=why, what=what)
