"""How a name is read: a syllable for each of its characters, and the letter it stands under.

In: a name, and the town's corrections (拼音.yml). Out: syllables without tones, a letter.
pypinyin is loaded when the first name is read, as that takes long.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from generator.model.vocabulary import Readings

_PHRASE = 8
OTHER = "#"  # the letter of a name that begins with a figure


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads names; a correction goes before the dictionary, a longer one before a shorter."""

    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def syllables(self, name: str) -> tuple[str, ...]:
        """One syllable for each character; what is not a Chinese character stands for itself, in small letters."""
        return _syllables(name, self.corrections)

    def initial(self, name: str) -> str:
        """The letter A–Z of a name, its first character that is read; `OTHER` where it begins with a figure."""
        start = name[:_PHRASE]  # no phrase that decides how the first character is read is longer
        for character, syllable in zip(start, self.syllables(start), strict=True):
            if character.isalnum():
                letter = syllable[:1].upper()
                return letter if "A" <= letter <= "Z" else OTHER
        return OTHER

    def order(self, name: str) -> list[tuple[str, str]]:
        """What names are sorted by: the reading of each character in turn, so that the same character stands together."""
        return list(zip(self.syllables(name), name, strict=True))


def reader(readings: Readings | None) -> Reader:
    """A reader with a town's corrections; one whose reading does not fit its word is left aside."""
    found = ((str(item.word), plain(item.reading)) for item in (readings.items if readings else ()))
    fitting = {word: syllables for word, syllables in found if len(word) == len(syllables)}
    return Reader(tuple(sorted(fitting.items(), key=lambda item: (-len(item[0]), item[0]))))


def plain(reading: str) -> tuple[str, ...]:
    """The syllables of a written reading, without tones: lǚ xíng → lv, xing."""
    letters = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    return tuple("".join(c for c in letters if not unicodedata.combining(c)).split())


@cache
def _syllables(name: str, corrections: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    if not corrections:
        return _by_dictionary(name)
    corrected = dict(corrections)
    read: list[str] = []
    for piece in _cutter(corrections).split(name):
        read += corrected.get(piece) or _by_dictionary(piece)
    return tuple(read)


@cache
def _cutter(corrections: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """Splits a name at its corrected words and keeps them; a longer word is tried first."""
    return re.compile(f"({'|'.join(re.escape(word) for word, _ in corrections)})")


def _by_dictionary(text: str) -> tuple[str, ...]:
    """Phrase by phrase, as pypinyin cuts them: the same few thousand phrases make up all the names."""
    from pypinyin.seg.simpleseg import seg  # its dictionary takes a tenth of a second to load

    return tuple(syllable for phrase in seg(text) for syllable in _phrase(phrase)) if text else ()


@cache
def _phrase(phrase: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(phrase, errors=list)  # type: ignore[arg-type]  # its hint leaves out that the function may return a list
    return tuple(syllable.lower() for syllable in syllables)
