"""What is laid beside an entry to be downloaded: of a kind that is safe, with nothing in it that is not seen.

What is wrong with a file is found in `generator.attachments`; here each sort of flaw has its code.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.attachments import looking
from generator.attachments.flaw import Flaw, Wrong
from generator.problem import Code, When, declare
from generator.reading.folder import FOLDER
from generator.record import File, Record
from generator.rules.rule import Finding, Rule, rule
from generator.rules.waiving import Waivers

_READER = "居民：下载下来打开，不能中毒"
_PERSON = "个人：看不见的也跟着公开"
_READABLE = "最好换成读得出字的 PDF、.docx、.xlsx。"
_SLOW = "居民：在手机上打得开、下得动"


def _looking_for(wrong: Wrong, code: Code) -> Rule:
    def find(record: Record, today: date) -> Iterator[Finding]:
        """No attachment has a flaw of this sort."""
        for file, _, flaw in _flaws(record, wrong):
            yield Finding(file, (), flaw.message, flaw.advice)

    return Rule(code, find)


kinds_are_safe_and_true = _looking_for(
    Wrong.KIND, declare("H771", "附件只收几种，内容要和后缀写的一样", protects="居民：下载下来打得开")
)
no_macros = _looking_for(Wrong.MACRO, declare("H772", "附件里不能有宏", protects=_READER))
nothing_runs = _looking_for(
    Wrong.RUNS, declare("H773", "附件里不能有会运行的、套着的、会到外面取东西的", protects=_READER)
)
nothing_is_too_large = _looking_for(Wrong.SIZE, declare("H774", "附件不能太大，展开以后也不能太大", protects=_SLOW))
no_tracked_changes = _looking_for(Wrong.CHANGES, declare("H775", "附件里不留修订和批注", protects=_PERSON))
nothing_is_hidden = _looking_for(Wrong.HIDDEN, declare("H776", "附件里没有隐藏的表、行、列和文字", protects=_PERSON))
authors_are_looked_at = _looking_for(
    Wrong.AUTHOR,
    declare("H777", "附件的属性里有人名、单位的，要看一看", protects=_PERSON, when=When.REMINDER),
)
no_places = _looking_for(Wrong.PLACE, declare("H778", "照片的属性里没有在哪里拍的", protects=_PERSON))


@rule(
    "H779",
    "程序读不出字的附件，人要看过",
    protects="个人：图上、扫描件上的身份证号，程序看不见",
    when=When.FORMAL,
    advice=_READABLE,
)
def what_cannot_be_read_was_looked_at(record: Record, today: date) -> Iterator[Finding]:
    """A person has looked at what a program cannot read, and said on which day."""
    waivers = Waivers(record)
    for file, mark, flaw in _flaws(record, Wrong.UNREAD):
        if mark not in waivers.of(file.path):
            name = file.path.rpartition("/")[2]
            advice = (flaw.advice or _READABLE) + waivers.advice(file.path, name, mark, today)
            yield Finding(file, (), flaw.message, advice)


def unread(record: Record) -> Iterator[tuple[str, str, str]]:
    """The attachments that a program cannot read: path, mark, what is said of them."""
    for file, mark, flaw in _flaws(record, Wrong.UNREAD):
        yield file.path, mark, flaw.message


def _flaws(record: Record, wrong: Wrong) -> Iterator[tuple[File, str, Flaw]]:
    """The flaws of a sort in all attachments, each with the file and its mark."""
    for name, place in record.attachments.items():
        look = looking.look_at(place)
        for flaw in look.flaws:
            if flaw.kind is wrong:
                yield File(f"{FOLDER}/attachments/{name}", b""), look.mark, flaw
