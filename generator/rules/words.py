"""Vocabulary: synonyms lead to words that entries use, and readings fit their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.fields import FoundAs, found_by
from generator.model.vocabulary import Reading, Readings, Synonyms
from generator.problem import When
from generator.record import Record
from generator.rules.rule import Finding, rule

_RESIDENT = "居民：用平常的话也搜得到"


def _official_words(record: Record) -> list[str]:
    """Every name, everyday name and theme of the entries."""
    entries = list(record.entries())
    found = (word for entry in entries for how, word in found_by(entry) if how is not FoundAs.CODE)
    themes = (str(theme) for entry in entries for theme in getattr(entry, "themes", None) or ())
    return [*(entry.called for entry in entries), *found, *themes]


@rule(
    "H761",
    "标准词要真有",
    protects=_RESIDENT,
    when=When.REMINDER,
    advice="换成某一条的名称、俗称或者主题里有的词；没有就删掉。",
)
def standard_words_lead_somewhere(record: Record, today: date) -> Iterator[Finding]:
    """A 标准词 is part of a name, everyday name or theme of some entry."""
    if record.synonyms is None or record.broken:
        return
    text = "\n".join(_official_words(record))
    for i, synonym in enumerate(record.synonyms.items):
        if synonym.word not in text:
            yield Finding(record.synonyms, ("同义词", i, "标准词"), f"没有哪一条用到“{synonym.word}”")


@rule("H762", "一个说法只写一次", protects=_RESIDENT, when=When.REMINDER, advice="留在最合适的标准词下面。")
def sayings_stand_once(record: Record, today: date) -> Iterator[Finding]:
    """A 说法 belongs to one 标准词."""
    for synonyms, i, j, said, seen in _sayings(record):
        if said in seen:
            yield Finding(synonyms, ("同义词", i, "说法", j), f"“{said}”已经写在“{seen[said]}”下面")


@rule("H763", "说法不能又是标准词", protects=_RESIDENT, when=When.REMINDER, advice="两组合成一组，或者删掉这个说法。")
def sayings_are_not_standard(record: Record, today: date) -> Iterator[Finding]:
    """A 说法 is no 标准词, so that words do not lead in a circle."""
    standard = {str(item.word) for item in record.synonyms.items} if record.synonyms else set()
    for synonyms, i, j, said, _ in _sayings(record):
        if said in standard:
            yield Finding(synonyms, ("同义词", i, "说法", j), f"“{said}”自己也是标准词")


@rule("H766", "说法不用再写一遍名称", protects=_RESIDENT, when=When.REMINDER, advice="名称本来就搜得到，删掉这个说法。")
def sayings_are_not_names(record: Record, today: date) -> Iterator[Finding]:
    """A 说法 is no entry's own name: it would lead away from that entry."""
    names = {entry.called for entry in record.entries()}
    names |= {word for entry in record.entries() for how, word in found_by(entry) if how is FoundAs.CURRENT}
    for synonyms, i, j, said, _ in _sayings(record):
        if said in names:
            yield Finding(synonyms, ("同义词", i, "说法", j), f"“{said}”就是一条的名称")


def _sayings(record: Record) -> Iterator[tuple[Synonyms, int, int, str, dict[str, str]]]:
    """Each 说法: its list, the positions of its group and of itself, the word, and the 标准词 of each 说法 before it."""
    if record.synonyms is None:
        return
    seen: dict[str, str] = {}
    for i, synonym in enumerate(record.synonyms.items):
        for j, said in enumerate(synonym.said):
            yield record.synonyms, i, j, str(said), seen
            seen.setdefault(str(said), str(synonym.word))


def _readings(record: Record) -> Iterator[tuple[Readings, int, Reading]]:
    """Each reading of the town, with its list and its position there."""
    if record.readings is not None:
        for i, item in enumerate(record.readings.items):
            yield record.readings, i, item


@rule("H764", "读音一字一音", protects=_RESIDENT, advice="每个字一个带声调的拼音，中间空一格。")
def readings_fit_their_words(record: Record, today: date) -> Iterator[Finding]:
    """A reading has one syllable for each character of its word."""
    for readings, i, item in _readings(record):
        if len(item.reading.split()) != len(item.word):
            yield Finding(
                readings,
                ("拼音", i, "读音"),
                f"“{item.word}”{len(item.word)}个字，写了{len(item.reading.split())}个音",
            )


_TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ")


@rule("H765", "读音要标声调，写在字母上", protects=_RESIDENT, advice="例：cí yáo。")
def readings_have_tones(record: Record, today: date) -> Iterator[Finding]:
    """A reading has tone marks on its letters, and no digits."""
    for readings, i, item in _readings(record):
        if any(c.isdigit() for c in item.reading) or not _TONES & set(item.reading.lower()):
            yield Finding(readings, ("拼音", i, "读音"), f"“{item.reading}”没有标声调")
