"""Slips of the pen over every entry's names: a character left out, two turned round, one that sounds alike, a spelling by ear.

In: what can be found in a town, its readings. Out: queries in the form of the labelled ones; wanted is
whatever bears the word that was meant. The same record gives the same slips: chance comes from the words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence

from generator.derive.pinyin import Reader, reader
from generator.model.fields import FoundAs
from generator.search.matters import NAME, Matter, matters
from generator.site.contents import Build
from tests.search.labelled import Query

SHORTEST = 4  # characters of a word that a slip leaves recognizable
_STARTS = {"zh": "z", "ch": "c", "sh": "s", "z": "zh", "c": "ch", "s": "sh", "n": "l", "l": "n"}
_ENDS = {"ing": "in", "eng": "en", "in": "ing", "en": "eng"}
_ID = re.compile(r"/([a-z]\d+)/$")
HAN = re.compile(r"[\u3400-\u9fff]")


def chosen(count: int, *of: str) -> int:
    """A number below `count`, the same whenever it is asked for the same."""
    return int.from_bytes(hashlib.sha256("|".join(of).encode()).digest()[:6], "big") % count


def key(matter: Matter) -> str:
    """A matter as the labelled queries name it."""
    found = _ID.search(matter.url)
    return found[1] if found else matter.url


def plain(word: str) -> str:
    """A word's characters, letters and figures."""
    return "".join(filter(str.isalnum, word))


def bearers(found: Sequence[Matter]) -> dict[str, tuple[str, ...]]:
    """Word → the matters that bear it, as their name or otherwise."""
    borne: dict[str, dict[str, None]] = {}
    for matter in found:
        for _, word in matter.said:
            borne.setdefault(plain(word), {})[key(matter)] = None
    return {word: tuple(keys) for word, keys in borne.items()}


def of_build(town: str, made: Build) -> list[Query]:
    """The slips of what a build makes findable."""
    return queries(town, matters(made.town, made.pages_of_prose), reader(made.town.record.readings))


def spread(typed: Sequence[Query], most: int) -> list[Query]:
    """So many of them, spread evenly over all; all where there are no more."""
    return [typed[at * len(typed) // most] for at in range(most)] if most < len(typed) else list(typed)


def queries(town: str, found: Sequence[Matter], read: Reader) -> list[Query]:
    """One slip of each sort in every name and nickname of every entry, each word once."""
    borne = bearers(found)
    entries = [matter for matter in found if _ID.search(matter.url)]
    words = dict.fromkeys(word for matter in entries for kind, word in matter.said if kind in (NAME, FoundAs.CALLED))
    slip = {"漏字": _left_out, "换位": _turned, "同音字": _alike(words, read), "听着拼": _by_ear(read)}
    return [
        Query(kind, town, typed, borne[plain(word)])
        for word in words
        if len(plain(word)) >= SHORTEST
        for kind, function in slip.items()
        if (typed := function(plain(word))) and typed != plain(word)
    ]


def _left_out(word: str) -> str:
    at = chosen(len(word), "left out", word)
    return word[:at] + word[at + 1 :]


def _turned(word: str) -> str:
    places = [at for at in range(len(word) - 1) if word[at] != word[at + 1]]
    if not places:
        return ""
    at = places[chosen(len(places), "turned", word)]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _alike(words: dict[str, None], read: Reader) -> Callable[[str], str]:
    """Another character of the record that is read the same."""
    sounding: dict[str, set[str]] = {}
    for word in words:
        for character, syllable in zip(plain(word), read.syllables(plain(word)), strict=True):
            if HAN.match(character):
                sounding.setdefault(syllable, set()).add(character)

    def replaced(word: str) -> str:
        syllables = read.syllables(word)
        places = [at for at, syllable in enumerate(syllables) if sounding.get(syllable, set()) - {word[at]}]
        if not places:
            return ""
        at = places[chosen(len(places), "alike", word)]
        others = sorted(sounding[syllables[at]] - {word[at]})
        return word[:at] + others[chosen(len(others), "another", word)] + word[at + 1 :]

    return replaced


def _by_ear(read: Reader) -> Callable[[str], str]:
    """The whole word in letters, some of its syllables as they are mistaken for; "" where none can be."""

    def spelt(word: str) -> str:
        syllables = list(read.syllables(word))
        mistaken = [(at, others) for at, syllable in enumerate(syllables) if (others := list(_mistaken(syllable)))]
        if not mistaken or not HAN.search(word):
            return ""
        always = chosen(len(mistaken), "by ear", word)
        for number, (at, others) in enumerate(mistaken):
            if number == always or chosen(2, "also", word, str(at)):
                syllables[at] = others[chosen(len(others), "ear", word, str(at))]
        return "".join(syllables)

    return spelt


def _mistaken(syllable: str) -> Iterator[str]:
    """What a syllable is mistaken for."""
    if not re.fullmatch("[a-z]{2,}", syllable):
        return
    start = next((start for start in _STARTS if syllable.startswith(start)), "")
    if start:
        yield _STARTS[start] + syllable[len(start) :]
    end = next((end for end in _ENDS if syllable.endswith(end) and len(syllable) > len(end)), "")
    if end:
        yield syllable[: -len(end)] + _ENDS[end]
