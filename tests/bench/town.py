"""A town of any size without errors: the sample town's entries, again under new ids, names, numbers and codes.

In: how many entries. Out: files below `powers/`. A copy is one town's worth of powers, guides, duties,
pointers, undertakings, decisions, bodies and papers in the sample's own mix and size; it refers to its own
copies, so that links, names and citations grow with the record as in a county. Laws are copied every fifth time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.towns import TOWN

SAMPLE = TOWN / "powers"
_FOLDERS = ("authority", "services", "responsibility", "elsewhere", "together", "departments", "documents", "laws")
_LAWS_EVERY = 5
_NAMED = re.compile(r"^(?:名称|文号): (.+)$|^(?:简称|曾用名|加挂牌子):\n((?:  - .+\n)+)", re.MULTILINE)
_CODE = re.compile(r"^((?:基本编码: |实施编码: .{19}|业务办理项编码: .{19})\d{4})(\d{8})", re.MULTILINE)


def write(root: Path, entries: int) -> int:
    """Write a town of so many entries below a folder; how many there are."""
    texts = {
        path.relative_to(SAMPLE).as_posix(): path.read_text("utf-8")
        for path in sorted(SAMPLE.rglob("*"))
        if path.is_file()
    }
    made = 0
    for path, text in [*texts.items(), *_copies(texts, entries - sum(map(_is_entry, texts)))]:
        target = root / "powers" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
        made += _is_entry(path)
    return made


def _is_entry(path: str) -> bool:
    return re.fullmatch(r"[a-z]\d+\.yml", path.rpartition("/")[2]) is not None


def _is_copied(path: str, text: str) -> bool:
    """Whatever is in use and is not of the town itself: governments, adjustments and what has ended stand once."""
    if path.startswith(("enforcement/decisions/", "attachments/")):
        return True
    once = "\n状态: " in text or "性质: 人民政府" in text or "类别: 上级收回" in text
    return path.startswith(_FOLDERS) and not once


def _copies(texts: dict[str, str], wanted: int) -> Iterator[tuple[str, str]]:
    """Whole copies while they fit; the rest are pointers, which refer to nothing but laws."""
    copied = {path: text for path, text in texts.items() if _is_copied(path, text)}
    plain = [path for path, text in copied.items() if path.startswith("elsewhere/") and "〔" not in text]
    scribe, turn, round_ = _Scribe(copied), 0, 0
    while wanted > 0:
        turn += 1
        with_laws = turn % _LAWS_EVERY == 0
        chosen = [path for path in copied if with_laws or not path.startswith("laws/")]
        if sum(map(_is_entry, chosen)) > wanted:
            chosen = plain[:wanted]
        elif with_laws:
            round_ = turn
        for path in chosen:
            yield scribe.ids(path, turn, round_), scribe.text(copied[path], turn, round_)
        wanted -= sum(map(_is_entry, chosen))


class _Scribe:
    """Writes the copies: every name, number and code that must be a copy's own."""

    def __init__(self, copied: dict[str, str]) -> None:
        self.known = {path.rpartition("/")[2].removesuffix(".yml") for path in copied if _is_entry(path)}
        laws = {word for path, text in copied.items() if path.startswith("laws/") for word in _words(text)}
        others = {word for path, text in copied.items() if not path.startswith("laws/") for word in _words(text)}
        self.names = _any_of(others - laws)
        self.laws = re.compile(
            rf"(?<=《)({_any_of(laws).pattern})(?=》)|(?<=^名称: )({_any_of(laws).pattern})$", re.MULTILINE
        )

    def ids(self, text: str, turn: int, round_: int) -> str:
        """q001 of the third copy is q3001; a decision keeps its year: c20263001."""

        def numbered(found: re.Match[str]) -> str:
            letter, digits = found[1], found[2]
            if found[0] not in self.known:
                return found[0]
            if letter == "g":
                return f"g{round_}{digits}" if round_ else found[0]
            return f"c{digits[:4]}{turn}{digits[4:]}" if letter == "c" else f"{letter}{turn}{digits}"

        return re.sub(r"(?<![0-9A-Za-z])([a-z])(\d{3,7})(?![0-9A-Za-z])", numbered, text)

    def text(self, text: str, turn: int, round_: int) -> str:
        """A copy of a file's text; `round_` is the copy of the laws it cites."""
        if round_:
            text = self.laws.sub(lambda found: f"{found[0]}（{round_}）", text)
            if "\n效力级别: " in text:
                text = re.sub(r"^简称:\n(?:  - .+\n)+", lambda found: _shorts(found, round_), text, flags=re.MULTILINE)
        text = self.names.sub(lambda found: _renamed(found[0], turn), text)
        text = _CODE.sub(lambda found: f"{found[1]}{int(found[2]) + turn:08}", text)
        text = re.sub(r"^(?:全国编号|本镇核对): .+\n", "", text, flags=re.MULTILINE)  # there is one of each in a town
        text = re.sub(r"^(决定书文号: .+)号$", rf"\g<1>{turn:04}号", text, flags=re.MULTILINE)
        return self.ids(text, turn, round_)


def _words(text: str) -> set[str]:
    found = [match[1] or match[2] for match in _NAMED.finditer(text)]
    return {line.strip().removeprefix("- ") for block in found for line in block.strip("\n").split("\n")}


def _any_of(words: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))))


def _shorts(found: re.Match[str], round_: int) -> str:
    return re.sub(r"(  - .+)", rf"\g<1>（{round_}）", found[0])


def _renamed(word: str, turn: int) -> str:
    return f"{word[:-1]}{turn:04}号" if "〔" in word else f"{word}第{turn}片"
