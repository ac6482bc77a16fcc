"""The files of the search: what the engine reads, in parts so small that a slow line brings them as one types.

In: a town, its pages of prose. Out: paths below the site and bytes. `index.json` says what there is and
where: the script that reads it, the readings of every character that occurs, the first key of each file of
postings, the first number of each file of cards. The rest lies in a folder named by its content, so that no browser puts
parts of two editions together. A card is what a result shows and is compared by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import add
from typing import Any

from generator.derive import level
from generator.derive.pinyin import reader
from generator.derive.town import Town
from generator.model.fields import FoundAs
from generator.search.matters import (
    HELD,
    LISTS,
    NAME,
    SAID,
    SAYINGS,
    SYNONYM,
    Matter,
    Prose,
    matters,
)
from generator.search.postings import Postings, compact, shared_out
from generator.search.sounds import FOLDS, Ear, alone, plain
from generator.standards import tables

FOLDER = "search/"
# How weighty a word is by where it stands; divided by its length it is how much one key of it tells.
_WEIGHTS = {
    NAME: 1.0,
    FoundAs.CALLED: 1.0,
    FoundAs.CURRENT: 0.95,
    FoundAs.CODE: 1.0,
    FoundAs.SUBITEM: 0.8,
    HELD: 0.8,
    FoundAs.STEP: 0.5,
    SAID: 1.0,
}
_MUCH, _SOME = 0.2, 0.08
# Bytes of a file: a word typed letter by letter needs some fifteen of them, whatever the size of the town.
_SOUNDS_FILE, _CARDS_FILE, _TEXTS_FILE, _CHARACTERS_FILE = 14_000, 18_000, 6000, 1500
_LED_TO = 10  # matters that an official word leads to
CODE_STEPS = (6, 9, 12, 18)  # a code is found by its beginning too, from so many characters


def files(town: Town, prose: Sequence[Prose], engine: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the search; `engine` is the path of the script that reads them, for pages."""
    ear = Ear(reader(town.record.readings))
    found = matters(town, prose)
    synonyms = _synonyms(town)
    postings = _sounds([*found, *synonyms], ear)
    led = _led_to(synonyms, postings, ear, len(found))
    parts: dict[str, bytes] = {}
    index: dict[str, Any] = {
        "matters": len(found),
        "ended": sum(not matter.ended for matter in found),
        "all": len(found) + len(synonyms),
        "lists": [(level.voice(town.record).text(name), list_.worth, list_.turn) for name, list_ in LISTS.items()],
        "said": list(SAYINGS.items()),
        "code": list(SAYINGS).index(FoundAs.CODE),
        "folds": FOLDS,
        "codes": CODE_STEPS,
        "sounds": _parts("sounds", _packed(postings), parts),
        "cards": _parts("cards", _cards([*found, *synonyms], led), parts),
    }
    known = _readings(ear)
    characters = "".join(known.values())
    index |= {
        "readings": known,
        "alike": [group for group in _typing("形近字") if sum(character in characters for character in group) > 1],
        "asks": _typing("问话"),
        "empty": _typing("虚词"),
        "greetings": _typing("寒暄"),
    }
    index["characters"] = _parts("characters", _other_characters(set(characters)), parts)
    index["danger"] = _dangers()
    index["texts"] = "texts.json"
    parts["texts.json"] = compact(_parts("texts", _texts(found), parts)).encode()
    digest = hashlib.sha256()
    for name in sorted(parts):
        digest.update(parts[name])
    index["engine"] = engine
    index["at"] = digest.hexdigest()[:12]
    yield f"{FOLDER}index.json", compact(index).encode()
    for name, content in parts.items():
        yield f"{FOLDER}{index['at']}/{name}", content


def _dangers() -> list[tuple[str, list[tuple[str, str]], list[str], list[str]]]:
    """What must not wait: its name, the numbers to call, each with its name, what people say, the same in pinyin."""
    table = tables.load("danger.yml")
    return [
        (
            row["名称"],
            [(number, table["电话"][number]) for number in row["打"]],
            row["说法"],
            ["".join(reader(None).syllables(said)) for said in row["说法"]],
        )
        for row in table["危险"]
    ]


def _parts(name: str, pieces: Iterator[tuple[Any, bytes]], parts: dict[str, bytes]) -> list[Any]:
    """Name the files of one kind; what each begins with."""
    begins = []
    for number, (first, content) in enumerate(pieces):
        parts[f"{name}-{number}.json"] = content
        begins.append(first)
    return begins


def _synonyms(town: Town) -> list[Matter]:
    """The everyday words for an official one, the town's own and those of the whole country; for the engine alone."""
    said: dict[str, dict[str, None]] = {}
    own = town.record.synonyms.items if town.record.synonyms else ()
    for item in own:
        said.setdefault(str(item.word), {}).update(dict.fromkeys(map(str, item.said)))
    for item in tables.load("synonyms.yml")["同义词"]:
        said.setdefault(item["标准词"], {}).update(dict.fromkeys(item["说法"]))
    return [
        Matter(SYNONYM, "", word, "", "", False, tuple((SAID, s) for s in sayings), ())
        for word, sayings in said.items()
    ]


def _led_to(synonyms: list[Matter], postings: Postings, ear: Ear, matters: int) -> list[list[int]]:
    """The matters that the official word of each everyday one leads to, so that nobody has to look them up."""
    words = (ear.keys(plain(matter.name)) for matter in synonyms)
    pairs = ([key for key in dict.fromkeys(keys) if "-" in key] for keys in words)
    return [postings.likeliest(keys, matters, matters + len(synonyms), _LED_TO) for keys in pairs]


def _sounds(found: list[Matter], ear: Ear) -> Postings:
    postings = Postings()
    for number, matter in enumerate(found):
        grades: dict[str, int] = {}
        shortened = matter.list != SYNONYM and LISTS[matter.list].shortened
        graded = ((_grade(kind, word), kind, word) for kind, words in matter.said for word in (plain(words),))
        for grade, kind, word in sorted(graded, reverse=True):  # where a key is of two grades, the better one stays
            grades.update(dict.fromkeys(_keys(kind, word, shortened, ear), grade))
        postings.add(number, grades)
    return postings


def _packed(postings: Postings) -> Iterator[tuple[str, bytes]]:
    lines = ((key, f'"{key}":"{packed}"') for key, packed in postings.packed())
    return shared_out(lines, _SOUNDS_FILE, "{{{}}}".format)


def _grade(kind: str, word: str) -> int:
    """How much of a word one key tells: the weight of where it stands, over its length."""
    tells = _WEIGHTS[kind] / (len(word) or 1)
    return 0 if tells >= _MUCH else 1 if tells >= _SOME else 2


def _keys(kind: str, word: str, shortened: bool, ear: Ear) -> list[str]:
    """What a word is looked up by: a code by itself and how it begins, a name people shorten by that too."""
    if kind != FoundAs.CODE:
        return ear.keys(word) + ear.short_keys(word) if shortened else ear.keys(word)
    keys = [f"#{word}", *(f"#{word[:length]}" for length in CODE_STEPS if length < len(word))]
    return keys if word.isascii() else keys + ear.keys(word)


def _cards(found: list[Matter], led: list[list[int]]) -> Iterator[tuple[int, bytes]]:
    places = {name: place for place, name in enumerate((*LISTS, SYNONYM))}
    kinds = {name: place for place, name in enumerate(SAYINGS)}
    numbers = {matter.url: number for number, matter in enumerate(found)}
    lines = []
    for number, matter in enumerate(found, len(led) - len(found)):
        others = [part for kind, word in matter.said if kind != NAME for part in (kinds[kind], word)]
        guides = led[number] if number >= 0 else [numbers[url] for url in matter.guides]
        card = (places[matter.list], matter.url, matter.name, matter.note, others, guides, matter.gist, *matter.places)
        lines.append(compact(card))
    numbered = ((str(number), line) for number, line in enumerate(lines))
    return ((int(first), content) for first, content in shared_out(numbered, _CARDS_FILE, "[{}]".format))


def _readings(ear: Ear) -> dict[str, str]:
    """Syllable → the characters that are read so somewhere in a word that is searched."""
    heard = {pair for word, syllables in ear.heard.items() for pair in zip(syllables, word, strict=True)}
    heard |= {(alone(character), character) for _, character in heard}
    grouped: dict[str, str] = {}
    for syllable, character in sorted(heard):
        if syllable != character:
            grouped[syllable] = grouped.get(syllable, "") + character
    return grouped


def _other_characters(known: set[str]) -> Iterator[tuple[str, bytes]]:
    """For what is typed but does not occur: how a character is read, or which one it is the traditional form of."""
    meant = {old: group[0] for group in _typing("繁体字") for old in group[1:]}
    meant = {one: alone(one) for one in _common_characters()} | meant
    lines = ((one, f'"{one}":"{meant[one]}"') for one in sorted(meant) if one not in known)
    return shared_out(lines, _CHARACTERS_FILE, "{{{}}}".format)


def _common_characters() -> Iterator[str]:
    """The characters of GB/T 2312, which is what every input method knows."""
    for row in range(0xB0, 0xF8):
        yield from bytes(code for cell in range(0xA1, 0xFF) for code in (row, cell)).decode("gb2312", "ignore")


def _typing(table: str) -> list[str]:
    return tables.load("typing.yml")[table].split()


@lru_cache(maxsize=8192)  # the values of a record are few against the times they are written
def _pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters of a text."""
    text = plain(text)
    return frozenset(map(add, text, text[1:]))


def _texts(found: list[Matter]) -> Iterator[tuple[str, bytes]]:
    """Which matters hold two neighbouring characters anywhere on their page."""
    postings = Postings()
    for number, matter in enumerate(found):
        postings.add(number, dict.fromkeys(set().union(*map(_pairs, matter.texts)), 0))
    lines = ((pair, f'"{pair}":"{packed}"') for pair, packed in postings.packed())
    return shared_out(lines, _TEXTS_FILE, "{{{}}}".format)
