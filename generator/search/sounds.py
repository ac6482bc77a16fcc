"""How a word sounds, and the keys it is looked up by: what people type differs from what is written by sound.

In: a word and a town's readings. Out: keys. A key is a pair of neighbouring syllables (`hu-wai`), a
pair of their first letters (`=hw`), or one of either, for what is typed in one character. Syllables
that many people do not tell apart count as one (`FOLDS`), so that one look-up finds them all.
The engine folds what is typed by the same table, which travels with the index.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from generator.derive.pinyin import Reader

# What counts as the same sound at the beginning and at the end of a syllable: 平翘舌、鼻边音、h和f、前后鼻音.
FOLDS = ((("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h")), (("ing", "in"), ("eng", "en")))

_BETWEEN = re.compile(r"[\W_]+")  # what is neither letter nor figure nor character


@cache
def fold(syllable: str) -> str:
    """The sound that stands for a syllable and for all that is taken for it: zhang → zang, ling → nin."""
    starts, ends = FOLDS
    for start, kept in starts:
        if syllable.startswith(start):
            syllable = kept + syllable[len(start) :]
            break
    for end, kept in ends:
        if syllable.endswith(end) and len(syllable) > len(end):
            return syllable[: -len(end)] + kept
    return syllable


def plain(text: str) -> str:
    """A text as it is compared: full-width to half, small letters, nothing but letters, figures and characters."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).lower())


@cache
def alone(character: str) -> str:
    """How a character is read when it stands alone."""
    return Reader().syllables(character)[0]


class Ear:
    """Hears each word once; `heard` is plain word → the syllable of each of its characters, not folded."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.heard: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, list[str]] = {}

    def keys(self, word: str) -> list[str]:
        """What a plain word is looked up by.

        The reading in its phrase comes first; that of the character alone is added, for it is what people type.
        """
        if word not in self._keys:
            self._keys[word] = self._looked_up_by(word)
        return self._keys[word]

    def _looked_up_by(self, word: str) -> list[str]:
        sounds = self._sounds(word)
        pairs = [f"{a}-{b}" for here, after in pairwise(sounds) for a in here for b in after]
        singles = [sound for here in sounds for sound in here]
        letters = "".join([here[0][0] for here in sounds])
        return [*pairs, *singles, f"={letters[:1]}", *[f"={letters[at : at + 2]}" for at in range(len(letters) - 1)]]

    def short_keys(self, word: str) -> list[str]:
        """What the short form of a long name is looked up by: 经发办 of 经济发展办公室, 道交法 of 道路交通安全法."""
        sounds = self._sounds(word)
        pairs = [pair for apart in (2, 3) for pair in zip(sounds, sounds[apart:], strict=False)]
        return [f"{here[0]}-{after[0]}" for here, after in pairs]

    def _sounds(self, word: str) -> list[tuple[str, ...]]:
        syllables = self.heard.get(word)
        if syllables is None:
            syllables = self.heard[word] = self._reader.syllables(word)
        return [_both(syllable, character) for syllable, character in zip(syllables, word, strict=True)]


@cache
def _both(syllable: str, character: str) -> tuple[str, ...]:
    """The folded readings of a character: in its phrase, and alone where that differs."""
    first, second = fold(syllable), fold(alone(character))
    return (first,) if first == second else (first, second)
