"""What the program brings to every town: matters that rest on national law alone, and the laws that they rest on.

In: `standards/national_matters.yml`, and the record of this project, from which the texts are taken: they are kept in
one place. Out: what each matter says in a town, by its 全国编号; the files of a new town, by path. Each matter waits
for the town's word. A guide comes with the powers that it serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator import record
from generator.derive.grounds import laws_of, national
from generator.files import edit
from generator.model.authority import Power
from generator.model.entry import Entry, Shared
from generator.model.reference import Law
from generator.model.service import Guide
from generator.national import given
from generator.reading.folder import FOLDER
from generator.record import Record
from generator.site import starter
from generator.standards import tables
from generator.syntax import parser

NUMBER, ASKED, MATTER = "全国编号", "本镇核对", "事项"  # 事项: what a step leads to
POWERS, NO_POWER = "对应权力", "无"
WAITS = "还没问"
_LOCAL = ("出处", "承办机构")  # what this project's town alone knows of a matter
# A subdistrict is no town government: what the law gives to those, and how they do it, is not its.
_OF_TOWNS_ONLY = (Power, Guide)


class Program:
    """The record that the texts come from, and which of its entries are for every town, by 全国编号.

    `subdistrict`: whether they are for one (街道), to which the law does not give what it gives to towns.
    """

    def __init__(self, *, subdistrict: bool = False) -> None:
        self.record, _ = record.read(starter.folder())
        rows = {row[NUMBER]: row["取自"] for row in tables.load("national_matters.yml")["事项"] if "停用" not in row}
        every = {str(entry.id): entry for entry in self.record.shared()}
        self.matters: dict[str, Shared] = {
            number: every[id_]
            for number, id_ in rows.items()
            if not (subdistrict and isinstance(every[id_], _OF_TOWNS_ONLY))
        }
        self.number_of = {id_: number for number, id_ in rows.items()}

    def laws(self) -> Iterator[Law]:
        """The laws of the state."""
        return (law for law in self.record.laws.values() if national(law))

    def says(self, number: str, names: Mapping[str, str]) -> dict[str, Any]:
        """What a matter says in a town. `names` holds what the town has, by 全国编号, as “编号 名称”: steps lead there,
        and to nothing else; a guide serves powers that stand there."""
        data = data_of(self.record, self.matters[number])
        for name in _LOCAL:
            data.pop(name, None)
        for part in leading(data):
            target = self.number_of.get(part.pop(MATTER, "").partition(" ")[0], "")
            if target in names:
                part[MATTER] = names[target]
        if data.get(POWERS, NO_POWER) != NO_POWER:
            numbers = (self.number_of.get(power.partition(" ")[0], "") for power in data[POWERS])
            data[POWERS] = [names[number] for number in numbers if number in names] or NO_POWER
        return data | {NUMBER: number, ASKED: WAITS}

    def with_powers(self, numbers: Iterable[str]) -> list[str]:
        """Numbers of matters, and of the powers that the guides among them serve."""
        wanted = list(numbers)
        guides = [entry for number in wanted if isinstance(entry := self.matters.get(number), Guide)]
        served = (self.number_of[ref.id] for guide in guides for ref in guide.powers if ref.id in self.number_of)
        return list(dict.fromkeys([*wanted, *served]))

    def needed(self, entries: Iterable[Entry], titles: Iterable[str] = ()) -> Iterable[Law]:
        """The laws that entries rest on and those of some titles, with those that took their place."""
        waiting = [law for entry in entries for law in laws_of(entry, self.record)]
        waiting += [law for title in titles if (law := self.record.law(title))]
        found: dict[str, Law] = {}
        while waiting:
            law = waiting.pop(0)
            assert national(law), f"{law.name} is no law of the state"
            if str(law.id) not in found:
                found[str(law.id)] = law
                successor = self.record.law(law.successor) if law.successor else None
                waiting += [successor] if successor else []
        return found.values()

    def content(self, entry: Entry) -> bytes:
        """The file that the text of an entry is taken from."""
        return self.record.file_of(entry).content


def leading(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of a matter that may lead to another one."""
    return [part for name in ("步骤", "分岔") for part in data.get(name, ()) if isinstance(part, dict)]


def data_of(of: Record, entry: Entry) -> dict[str, Any]:
    """What the file of an entry says, as plain data."""
    root = parser.parse(of.file_of(entry).content).root
    assert root is not None
    data: dict[str, Any] = root.data()
    return data


def files(*, subdistrict: bool) -> dict[str, bytes]:
    """The matters and their laws for a new town, and the list of all this."""
    program = Program(subdistrict=subdistrict)
    names = {number: f"{entry.id} {entry.name}" for number, entry in program.matters.items()}
    found, noted = {}, {}
    for number, entry in program.matters.items():
        data = program.says(number, names)
        found[_path(entry, program)] = edit.changed(program.content(entry), type(entry), data)
        noted[number] = given.digest(data, program.number_of)
    for law in program.needed(program.matters.values()):
        found[_path(law, program)] = program.content(law)
        noted[str(law.name)] = given.digest(data_of(program.record, law), {})
    return found | {given.FILE: given.written(noted)}


def _path(entry: Entry, program: Program) -> str:
    return f"{FOLDER}/{program.record.file_of(entry).path.removeprefix(f'{FOLDER}/')}"
