"""Files that are none, by a seed: real ones cut, bent and mixed, soup of YAML, bytes of no text, ledgers with odd rows.

In: a seed and a number. Out: the same bytes each time, and the model by which they are to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from generator.model.fields import Part
from generator.reading.folder import model_of
from tests.overlay import INVALID
from tests.towns import TOWN

LONGEST = 3000  # bytes of one input: what grows with size is measured in `growth`
_PIECES = (
    ": ", ":", "：", "- ", "-", "－", "# ", "#", "|", ">", "|#", "[", "]", "{", "}", ",", "，", "&a", "*a", "!", "!!int",
    "%", "@", "`", "'", '"', "\\", "? ", "---", "...", "<<: ", "<<<<<<< ", "\t", "\n", "\r", "\r\n", "\u3000", "\xa0", " ",
    "  ", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\ufffd", "\uffff", "\ue000",
    "\ufe0f", "⺠", "⽆", "㙍", "😀", "α", "無", "无", "~", "null", "true", "0x1F", "1e9", "2026-02-30", "《", "》", "〔",
    "第一条", "、", "q001 ", "f001", "编号: ", "名称: ", "资料性质: ", "依据: ", "备注: ", '"\\u202e"', '"\\0"', '"\\x1b"',
    '"\\N"', "{{ 7*7 }}", "<b>", "%s", "{}", "{0}", "\\d+", "0" * 30, "甲" * 50, "９", "①", "1", "A",
)  # fmt: skip
_CELLS = (
    "",
    "q001",
    "authority/q001/",
    "./",
    "0123456789abcdef",
    "2026-11-22",
    "2026-02-30",
    "名称=0123456789ab",
    "%FF",
    '"',
)


@dataclass(frozen=True, slots=True)
class Input:
    """One malformed file. `path` lies below powers/; of the ledger there is no `model`."""

    path: str
    content: bytes
    model: type[Part] | None


@cache
def _real() -> tuple[tuple[str, bytes], ...]:
    """Files of the sample town, and those with slips, by their paths below powers/."""
    found = []
    for base in (TOWN / "powers", *sorted(place / "powers" for place in INVALID.iterdir())):
        for place in sorted(base.rglob("*.yml")):
            path = place.relative_to(base).as_posix()
            if model_of(path) and place.stat().st_size < 40_000:
                found.append((path, place.read_bytes()))
    return tuple(found)


def made(seed: int, number: int) -> Input:
    """One input."""
    rng = Random(f"{seed} {number}")
    if number % 8 == 7:
        return Input("published.csv", _ledger(rng), None)
    path, content = rng.choice(_real())
    model = model_of(path)
    kind = rng.random()
    if kind < 0.7:
        content = _bent(_slice(content, rng), rng)
    elif kind < 0.9:
        content = "".join(rng.choices(_PIECES, k=rng.randrange(1, 120))).encode("utf-8", "surrogatepass")
    elif kind < 0.95:
        content = _slice(content, rng).decode("utf-8", "replace").encode(rng.choice(("gb18030", "utf-16", "utf-16-be")))
    else:
        content = rng.randbytes(rng.randrange(400))
    return Input(path, content[:LONGEST], model)


def _slice(content: bytes, rng: Random) -> bytes:
    """Some lines in a row of a file."""
    lines = content.split(b"\n")
    first = rng.randrange(len(lines)) if rng.random() < 0.5 else 0
    return b"\n".join(lines[first : first + rng.randrange(1, 40)])


def _bent(content: bytes, rng: Random) -> bytes:
    """A file with a few changes: pieces put in, characters and lines lost, doubled, exchanged, indented."""
    text = content.decode("utf-8", "replace")
    for _ in range(rng.randrange(1, 6)):
        lines = text.split("\n")
        at, line = rng.randrange(len(text) + 1), rng.randrange(len(lines))
        match rng.randrange(9):
            case 0 | 1 | 2:
                text = text[:at] + rng.choice(_PIECES) + text[at:]
            case 3:
                text = text[:at] + text[at + rng.randrange(1, 6) :]
            case 4:
                text = text[:at]
            case 5:
                lines.insert(rng.randrange(len(lines) + 1), lines[line])
                text = "\n".join(lines)
            case 6:
                del lines[line]
                text = "\n".join(lines)
            case 7:
                lines[line] = " " * rng.randrange(1, 5) + lines[line] if rng.random() < 0.5 else lines[line].lstrip()
                text = "\n".join(lines)
            case _:
                text = text[:at] + rng.choice(_PIECES) * rng.randrange(2, 60) + text[at:]
    written = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        at = rng.randrange(len(written) + 1)
        written = written[:at] + rng.randbytes(rng.randrange(1, 4)) + written[at:]
    return written


def _ledger(rng: Random) -> bytes:
    """A ledger: rows that may hold, rows that do not, and what is no row."""
    header = "编号,网址,摘要,须经调整,首次发布,最后变动,最后发布" if rng.random() < 0.9 else rng.choice(_PIECES)
    rows = [header]
    for _ in range(rng.randrange(8)):
        rows.append(",".join(rng.choice((*_CELLS, *_PIECES)) for _ in range(rng.choice((7, 7, 7, 5, 6, 8)))))
    content = "\n".join(rows).encode("utf-8", "surrogatepass")
    return _bent(content, rng) if rng.random() < 0.5 else content
