"""送审签: by which slip a publication was approved, and which posts edited, reviewed and signed it.

In: what was typed, what the log remembers. Out: the cell of the log, or what is wrong with it, as sentences. Posts,
never names: the log lies in a public repository.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from generator.causes import Told
from generator.record import Record

STEPS = ("编辑", "审核", "签发")
_OPTIONS = dict(zip(STEPS, ("--editor", "--reviewer", "--signer"), strict=True))
Ask = Callable[[str, str, str], str]  # a question, an example, what holds where nothing is answered
_POST = re.compile(r"[长员任记管岗职科室办站所局组部处股队]")  # what hardly any post does without, and few names have


@dataclass(frozen=True, slots=True)
class Slip:
    """The number or the day of a slip, and the posts of `STEPS` in order; "" for what is not known."""

    number: str
    posts: tuple[str, str, str]


_NONE = Slip("", ("", "", ""))


class Unapproved(Told):
    """A town in 正式 publishes by a slip, and something of it is missing or wrong."""


def approved(record: Record, typed: Slip, ask: Ask | None) -> Slip | None:
    """The slip by which a record is published; None where none is needed. Raises `Unapproved`.

    Posts that were not typed are those of the publication before. What is missing still is asked for.
    """
    if not record.formal:
        return None
    before = next((one for line in reversed(record.publications.lines) if all((one := read(line.slip)).posts)), _NONE)
    number = typed.number or (ask("送审签的编号或者日期", "2026年第5号", "") if ask else "")
    posts = []
    for step, post, old in zip(STEPS, typed.posts, before.posts, strict=True):
        posts.append(post or old or (ask(f"哪个岗位{step}的（写岗位，不写姓名）", "党政办主任", "") if ask else ""))
    slip = Slip(number.strip(), (posts[0].strip(), posts[1].strip(), posts[2].strip()))
    names = {str(one.name) for one in record.officers.items} if record.officers else set()
    if faults := list(_wrong(slip, names)):
        raise Unapproved("正式发布要有送审签：" + "；".join(faults) + "。")
    return slip


def read(cell: str) -> Slip:
    """The slip that a cell of the log tells of."""
    number, *rest = cell.split("；")
    said = {step: post for step, _, post in (part.partition("：") for part in rest)}
    return Slip(number, (said.get("编辑", ""), said.get("审核", ""), said.get("签发", "")))


def written(slip: Slip) -> str:
    """The cell of the log."""
    return "；".join([slip.number, *(f"{step}：{post}" for step, post in zip(STEPS, slip.posts, strict=True))])


def _wrong(slip: Slip, names: Collection[str]) -> Iterator[str]:
    """What is missing or may not be written; `names` are those of people that the record knows."""
    if not slip.number:
        yield "送审签的编号或者日期没有写（--slip 2026年第5号）"
    for step, post in zip(STEPS, slip.posts, strict=True):
        if not post:
            yield f"“{step}”是哪个岗位没有写（{_OPTIONS[step]} 党政办主任）"
        elif post in names or not _POST.search(post):
            yield f"“{step}”写的像是姓名；记录是公开的，写岗位（{_OPTIONS[step]} 党政办主任）"
    if any(re.search(r"[；：\x00-\x1f]|^[=+@-]", part) for part in (slip.number, *slip.posts)):
        yield "送审签里不用“；”“：”，也不用等号、加号、减号开头"


def doubtful(slip: Slip, record: Record) -> Iterator[str]:
    """What may be meant so and is told: one post in two steps, the slip of the publication before."""
    last = record.publications.last
    if len(set(slip.posts)) < len(slip.posts):
        yield "提醒：编辑、审核、签发里有两样是同一个岗位；三审三校要三个人"
    if last and read(last.slip).number == slip.number:
        yield f"提醒：送审签“{slip.number}”和上一次发布的是同一张"
