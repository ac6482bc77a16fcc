"""How a word sounds, and the keys it is looked up by: what people type differs from what is written by sound.

In: a word and a town's readings. Out: keys. A key is a pair of neighbouring syllables (`hu-wai`), a
pair of their first letters (`=hw`), or one of either, for what is typed in one character. Syllables
that many people do not tell apart count as one (`FOLDS`), so that one look-up finds them all.
The engine folds what is typed by the same table, which travels with the index.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from generator.derive.pinyin import Reader

# What counts as the same sound at the beginning and at the end of a syllable: 平翘舌、鼻边音、h和f、前后鼻音.
FOLDS = ((("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("f", "h")), (("ing", "in"), ("eng", "en")))


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


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A text as it is compared: full-width to half, small letters, nothing but letters, figures and characters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def sounds(text: str, reader: Reader) -> list[tuple[str, ...]]:
    """The folded syllables of each character of a plain text.

    The reading in its phrase comes first; that of the character alone is added, for it is what people type.
    """
    return [
        (first,) if (first := fold(syllable)) == (second := fold(_alone(character))) else (first, second)
        for character, syllable in zip(text, reader.syllables(text), strict=True)
    ]


@cache
def _alone(character: str) -> str:
    return Reader().syllables(character)[0]


@lru_cache(maxsize=65536)
def keys(text: str, reader: Reader) -> tuple[str, ...]:
    """What a plain text is looked up by, each key once."""
    heard = sounds(text, reader)
    found = dict.fromkeys(f"{a}-{b}" for here, after in pairwise(heard) for a in here for b in after)
    found |= dict.fromkeys(f"={here[0][0]}{after[0][0]}" for here, after in pairwise(heard))
    found |= dict.fromkeys(a for here in heard for a in here)
    if heard:
        found[f"={heard[0][0][0]}"] = None
    return tuple(found)


@lru_cache(maxsize=4096)
def short_keys(text: str, reader: Reader) -> tuple[str, ...]:
    """What the short form of a long name is looked up by: 经发办 of 经济发展办公室."""
    heard = sounds(text, reader)
    pairs = [pair for apart in (2, 3) for pair in zip(heard, heard[apart:], strict=False)]
    return tuple(dict.fromkeys(f"{here[0]}-{after[0]}" for here, after in pairs))
