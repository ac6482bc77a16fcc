"""Compares a town's matters that came with the program with what the program says now, by 全国编号.

In: the town's record, what was once given to it, the program. Out: a `Comparison`. A text that the town did not change
may be replaced; one that it changed wins, and is shown beside the program's. What only the town fills in (its word,
telephone, address) stays in any case.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.files.ids import Ids
from generator.model.entry import HERE, Shared
from generator.model.kinds import kind_of
from generator.national import given
from generator.national.differences import Comparison, Difference, Standing
from generator.national.program import ASKED, Program, data_of
from generator.reading.folder import entry_path
from generator.record import Record

_ID = "编号"


def compared(
    town: Record, gave: Mapping[str, str], program: Program, wanted: Collection[str] | None = None
) -> Comparison:
    """Every matter of the program that the town has otherwise, lacks or removed.

    `wanted` are the numbers of those it lacks and shall have, None for all that it never had: steps lead to no other.
    """
    ids = Ids(town)
    here = standing_here(town, program)
    lacking = [number for number in program.matters if number not in here]
    shall = [number for number in lacking if (number not in gave if wanted is None else number in wanted)]
    fresh = {
        number: ids.next(kind_of(type(entry)), data_of(program.record, entry), 0)
        for number in shall
        for entry in (program.matters[number],)
    }
    id_of = {number: str(entry.id) for number, entry in here.items()} | fresh
    number_of = {id_: number for number, id_ in id_of.items()}
    names = {number: f"{id_} {(here.get(number) or program.matters[number]).name}" for number, id_ in id_of.items()}
    found: list[Difference] = []
    same: dict[str, str] = {}
    for number, entry in program.matters.items():
        data = program.says(number, names)
        digest = given.digest(data, number_of)
        if own := here.get(number):
            now, file = data_of(town, own), town.file_of(own)
            if given.digest(now, number_of) == digest:
                same[number] = digest
                continue
            as_given = gave.get(number) == given.digest(now, number_of)
            remark = "说过“本镇办”的照旧；文字换了，再看一遍对不对" if now.get(ASKED) == HERE else ""
            found.append(
                Difference(
                    key=number,
                    id=str(own.id),
                    title=str(entry.name),
                    model=type(own),
                    standing=Standing.GIVEN if as_given else Standing.OWN,
                    path=file.path,
                    content=file.content,
                    now=now,
                    then=data | {name: now[name] for name in given.OWN if name in now},
                    digest=digest,
                    taken=as_given,
                    remarks=(remark,) if remark else (),
                )
            )
            continue
        id_ = fresh.get(number, str(entry.id))
        found.append(
            Difference(
                key=number,
                id=id_,
                title=str(entry.name),
                model=type(entry),
                standing=Standing.REMOVED if number in gave else Standing.NEW,
                path=entry_path(kind_of(type(entry)), id_),
                content=program.content(entry),
                now={},
                then=data | {_ID: id_},
                digest=digest,
                taken=number in fresh,
            )
        )
    return Comparison(tuple(found), same)


def standing_here(town: Record, program: Program) -> dict[str, Shared]:
    """What the town has of the program's matters, by 全国编号: so numbered, else of the same kind and name."""
    found = {str(entry.national_id): entry for entry in town.shared() if entry.national_id}
    own = {(type(entry), str(entry.name)): entry for entry in town.shared() if not entry.national_id}
    for number, entry in program.matters.items():
        if number not in found and (type(entry), str(entry.name)) in own:
            found[number] = own[type(entry), str(entry.name)]
    return found
