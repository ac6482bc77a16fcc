"""The scanner: a text → every number of a person in it, however it is written.

In: a text, and what its cell or field is called. Out: `Found`s in the order of the text. 错误: numbers that
prove themselves, and numbers behind the name of what they are. 提醒: the same shapes bare. Codes of bodies and
matters are never private. The time taken grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.privacy import digits, numbers, wording
from generator.privacy.digits import Run
from generator.privacy.finding import Found, Kind, masked
from generator.privacy.grouping import together
from generator.problem import Severity

_TICKS = "xXｘＸ×✕✖ⅩⅹХхΧχ╳𝐗𝐱𝑋𝑥𝗫𝘅𝖷𝗑𝚇𝚡"  # what stands for the X that ends some residents' numbers
_LAST_X = re.compile(f"[{re.escape(digits.BETWEEN)}]{{0,4}}+[{_TICKS}]")
_LENGTHS_OF_CARDS = range(19, 14, -1)  # whole numbers before what may be a part of them


class _Seen(NamedTuple):
    """A number within a run: its digits from `first` to `end`, where its text ends, how sure it is."""

    first: int
    end: int
    text_end: int
    kind: Kind
    severity: Severity = Severity.ERROR


class _Scan(NamedTuple):
    """A run, and what the nearest word in front of it calls the number it begins with."""

    run: Run
    name: str

    def ends(self, first: int, lengths: Iterable[int]) -> Iterator[tuple[int, int, str]]:
        """Where numbers of some lengths end that begin at a group: among the digits, in the text, and their X."""
        for length in lengths:
            end = first + length
            if end in self.run.group_at:
                text_end = self.run.span(first, end)[1]
                tick = _LAST_X.match(self.run.text, text_end) if length == 17 else None
                yield end, tick.end() if tick else text_end, "X" if tick else ""

    def called(self, first: int) -> str:
        """What a number is called: no word can stand within a run, so only its beginning has a name."""
        return self.name if first == 0 else ""


def found(text: str, called: str = "") -> list[Found]:
    """Every number of a person in a text; `called` is the name of the field or column that holds it."""
    every = [one for run in digits.runs(text) for one in _in_run(_Scan(run, _name(text, run.places[0][0], called)))]
    every += _with_letters(text, called)
    return sorted(every, key=lambda one: one.start)


def covered(text: str) -> str:
    """A text in which every number that is surely a person's has stars for all but its first three and last two digits.

    Every character keeps its place.
    """
    characters = list(text)
    for one in found(text):
        if one.severity is Severity.ERROR:
            places = [at for at in range(one.start, one.end) if text[at].isalnum()]
            for at in places[3:-2]:
                characters[at] = "*"
    return "".join(characters)


def _name(text: str, start: int, called: str) -> str:
    """What the nearest word in front of a place calls what stands there."""
    before = text[max(0, start - wording.REACH) : start]
    return wording.named(f"{called}：{before}" if start < wording.REACH else before)


def _in_run(scan: _Scan) -> Iterator[Found]:
    """What a run holds: the surest first, and what overlaps with something surer is a part of it."""
    run = scan.run
    taken = bytearray(len(run.digits))
    for look in (_identities, _cards, _mobiles, _named, _bare):
        for seen in look(scan):
            start, digits_end = run.span(seen.first, seen.end)
            if 1 in taken[seen.first : seen.end] or _is_public(scan, seen, start):
                continue
            taken[seen.first : seen.end] = bytes([1]) * (seen.end - seen.first)
            number = run.digits[seen.first : seen.end] + ("X" if seen.text_end > digits_end else "")
            yield Found(seen.kind, seen.severity, start, seen.text_end, masked(number), number)


def _identities(scan: _Scan) -> Iterator[_Seen]:
    """18 digits, or 17 and an X, with a birthday and the right last one."""
    run = scan.run
    for first in run.cuts[:-1]:
        if run.digits[first + 6 : first + 8] not in numbers.CENTURIES:
            continue
        for end, text_end, tick in scan.ends(first, (18, 17)):
            if numbers.is_identity_number(run.digits[first:end] + tick) and together(run, first, end, _IDENTITY):
                yield _Seen(first, end, text_end, Kind.IDENTITY)


def _cards(scan: _Scan) -> Iterator[_Seen]:
    """Digits of a bank card, by their first and their last."""
    run = scan.run
    for first in run.cuts[:-1]:
        if not numbers.begins_a_card(run.digits[first : first + 2]):
            continue
        for end, text_end, _ in scan.ends(first, _LENGTHS_OF_CARDS):
            if numbers.is_card_number(run.digits[first:end]) and together(run, first, end, _CARD):
                yield _Seen(first, end, text_end, Kind.CARD)


def _mobiles(scan: _Scan) -> Iterator[_Seen]:
    """11 digits of a mobile telephone; behind the name of a code they may be one, and are asked about."""
    run = scan.run
    for first in run.cuts[:-1]:
        for prefix in numbers.before_mobile(run.digits, first):
            end = first + len(prefix) + numbers.LENGTH_OF_MOBILE
            if end not in run.group_at or (
                end - first == 12 == run.sizes(first, end)[0] and scan.called(first) != Kind.MOBILE
            ):
                continue
            if together(run, first, end, _MOBILE, len(prefix)):
                code = run.sizes(first, end) == (end - first,) and scan.called(first) == wording.PUBLIC
                severity = Severity.REMINDER if code else Severity.ERROR
                yield _Seen(first, end, run.span(first, end)[1], Kind.MOBILE, severity)


def _named(scan: _Scan) -> Iterator[_Seen]:
    """Digits behind 身份证, 银行卡 and their like, whatever they prove."""
    lengths = {Kind.IDENTITY.value: range(18, 14, -1), Kind.CARD.value: _LENGTHS_OF_CARDS}.get(scan.name, ())
    for end, text_end, _ in scan.ends(0, lengths):
        yield _Seen(0, end, text_end, Kind(scan.name))


def _bare(scan: _Scan) -> Iterator[_Seen]:
    """Digits with the length and the grouping of such a number, and nothing that says what they are."""
    run = scan.run
    for number, first in enumerate(run.cuts[:-1]):
        if run.cuts[number + 1] - first not in _FIRST_OF_BARE:
            continue
        for end, text_end, _ in scan.ends(first, _LENGTHS_OF_CARDS):
            if end - first == 19 and not numbers.has_luhn_sum(run.digits[first:end]):
                continue
            sizes = run.sizes(first, end)
            if len(sizes) > 1 and (sizes not in _BARE or len(run.gaps(first, end)) > 1):
                continue
            if scan.called(first) != wording.PUBLIC and not _in_address(run.text, run.span(first, end)[0]):
                yield _Seen(first, end, text_end, Kind.LONG, Severity.REMINDER)


# How such numbers are written in groups, by the sizes of the groups.
_IDENTITY = frozenset(
    {
        (6, 8, 4),
        (6, 8, 3),
        (6, 4, 4, 4),
        (6, 4, 4, 3),
        (6, 4, 2, 2, 4),
        (6, 4, 2, 2, 3),
        (6, 12),
        (6, 11),
        (14, 4),
        (14, 3),
        (4, 4, 4, 4, 2),
    }
)
_MOBILE = frozenset({(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (5, 6)})
_CARD = frozenset(
    {(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 10), (6, 13), (4, 6, 5), (8, 8)}
)
_BARE = (_IDENTITY | _CARD) - {(8, 8)}  # two days in a row are no number
_FIRST_OF_BARE = {sizes[0] for sizes in _BARE} | set(_LENGTHS_OF_CARDS)


def _is_public(scan: _Scan, seen: _Seen, start: int) -> bool:
    """Whether digits are a code or lie inside one: of a body, of a matter, of a file.

    Bare digits with letters at their sides are the number of some paper; what proves itself is a person's all the same.
    """
    word, rest = _word(scan.run.text, start, seen.text_end)
    if not rest and seen.kind in (Kind.IDENTITY, Kind.CARD) and scan.called(seen.first) != wording.PUBLIC:
        return False  # it proves itself, whatever else it may happen to be
    if seen.kind is Kind.LONG and rest:
        return True
    return numbers.is_official_code(word) or (bool(_HEXADECIMAL.fullmatch(word)) and any(map(str.isdecimal, rest)))


_HEXADECIMAL = re.compile("[0-9a-f]{16,}")
_LONGEST_CODE = 64  # characters to either side


def _word(text: str, start: int, end: int) -> tuple[str, str]:
    """The word of letters and digits around a place, and the same without what stands there."""
    before = _WORD_END.search(text, max(0, start - _LONGEST_CODE), start)
    after = _WORD_START.match(text, end, end + _LONGEST_CODE)
    left, right = before[0] if before else "", after[0] if after else ""
    return left + text[start:end] + right, left + right


_WORD_END, _WORD_START = re.compile("[0-9A-Za-z]++\\Z"), re.compile("[0-9A-Za-z]*+")
_ADDRESS = re.compile(r"[/=&?][\w.%&=?/-]*+\Z", re.ASCII)


def _in_address(text: str, start: int) -> bool:
    """Whether digits stand in an address of the net or in a path."""
    return bool(_ADDRESS.search(text, max(0, start - _LONGEST_CODE), start))


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_NOT_WITHIN, _END = "(?<![0-9A-Za-z].)", "(?![0-9A-Za-z])"
_LETTER = "[A-HJ-NP-Za-hj-np-z]"  # of a plate: no I and no O, so that 鲁ICP is none
# Each begins with a set of characters, by which the search leaps from one to the next.
_LETTERED = {
    Kind.PASSPORT: re.compile(f"[DEGPSdegps]{_NOT_WITHIN}(?:[0-9]{{8}}|(?<=[Ee])[A-Za-z][0-9]{{7}}){_END}"),
    Kind.PERMIT: re.compile(
        f"[CHMchm]{_NOT_WITHIN}(?:(?<=[Cc])[0-9A-Za-z][0-9]{{7}}|(?<=[HMhm])[0-9]{{8}}(?:[0-9]{{2}})?){_END}"
    ),
    Kind.PLATE: re.compile(
        f"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]{_LETTER}[ ·•.-]?(?=[A-Za-z]{{0,2}}[0-9])"
        f"(?:(?:{_LETTER}|[0-9]){{5,6}}|(?:{_LETTER}|[0-9]){{4}}[挂学警港澳]){_END}"
    ),
}
_SHORT = re.compile(
    f"(?:{wording.any_of(wording.names_of(Kind.PERMIT))})[^0-9A-Za-z。；\n]{{0,10}}([0-9]{{7,10}}){_END}"
)


def _with_letters(text: str, called: str) -> Iterator[Found]:
    """Passports, permits and number plates: errors behind their name, else asked about."""
    half = text.translate(_HALF_WIDTH) if _WIDE.search(text) else text
    for kind, pattern in _LETTERED.items():
        for seen in pattern.finditer(half):
            name = _name(half, seen.start(), called)
            if name == wording.PUBLIC or _in_address(half, seen.start()):
                continue
            sure = name in ((Kind.PLATE,) if kind is Kind.PLATE else (Kind.PASSPORT, Kind.PERMIT, Kind.IDENTITY))
            severity = Severity.ERROR if sure else Severity.REMINDER
            yield Found(kind, severity, seen.start(), seen.end(), masked(seen[0]), seen[0].upper())
    for seen in _SHORT.finditer(f"{called}：{half}" if called else half):
        start = seen.start(1) - (len(called) + 1 if called else 0)
        yield Found(Kind.PERMIT, Severity.ERROR, start, start + len(seen[1]), masked(seen[1]), seen[1])
