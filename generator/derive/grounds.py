"""What an entry's grounds are worth: which laws it rests on, and to which day each of them is known.

In: an entry and the record. Out: the laws; for each day the laws that are known so far. An entry's own day says to
which day its words were compared with the articles, a law's day to which day its versions were compared: for what
rests on the law the earlier of the two counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.citation import Citation
from generator.model.entry import WholeFile
from generator.model.fields import values_of
from generator.model.reference import NATIONAL_RANKS, Law
from generator.model.values import DocumentNumber
from generator.record import Record


@dataclass(frozen=True, slots=True)
class KnownTo:
    """Laws that are known to the same day, in the order in which they are cited."""

    day: date
    laws: tuple[Law, ...]


def laws_of(part: WholeFile, record: Record) -> tuple[Law, ...]:
    """The laws that a file of the record cites, in the order of their ids; a law rests on itself."""
    if isinstance(part, Law):
        return (part,)
    cited = (record.law(value.law) for _, _, value in values_of(part, Citation) if value.law)
    found = {str(law.id): law for law in cited if law}
    return tuple(found[id_] for id_ in sorted(found, key=lambda id_: (len(id_), id_)))


def national(law: Law) -> bool:
    """Whether a law is one of the state, the same for all towns."""
    return law.rank in NATIONAL_RANKS


def on_national_law_alone(part: WholeFile, record: Record) -> bool:
    """Whether a file of the record rests on laws of the state and on nothing else: no local law, no document."""
    if isinstance(part, Law):
        return national(part)
    laws = laws_of(part, record)
    return bool(laws) and all(map(national, laws)) and not any(values_of(part, DocumentNumber))


def known(part: WholeFile, record: Record) -> tuple[KnownTo, ...]:
    """To which days the laws behind a file of the record are known, the latest first.

    () where it bears no day, and where no law that it rests on was ever compared.
    """
    checked = vars(part).get("checked")
    if not checked:
        return ()
    behind = laws_of(part, record)
    laws: dict[date, list[Law]] = {}
    for law in behind:
        if law.checked:
            laws.setdefault(min(checked.date, law.checked.date), []).append(law)
    if not behind:
        return (KnownTo(checked.date, ()),)
    return tuple(KnownTo(day, tuple(laws[day])) for day in sorted(laws, reverse=True))
