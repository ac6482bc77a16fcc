"""Private data in the files of a record and in its attachments; what somebody looked at and let pass.

The repository is public with all its history, so what stands in a comment is published too. What is private is
decided in `generator.privacy`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator import reports
from generator.attachments import looking
from generator.model.decision import Decision
from generator.model.enforcement import Officers
from generator.model.entry import WholeFile
from generator.model.fields import values_of
from generator.model.leaf import Text
from generator.privacy import codes, telling
from generator.privacy.telling import Told
from generator.problem import Code, FieldPath, When
from generator.reading.folder import FOLDER
from generator.record import File, Record
from generator.rules import attachments
from generator.rules.rule import Finding, Rule, rule
from generator.rules.waiving import Waiver, Waivers

_REMARK = "备注"


class _Seen(NamedTuple):
    """Something private: the finding's part and path, the file, what the place is called, what it is."""

    part: WholeFile | File
    path: FieldPath
    file: str
    place: str
    told: Told


def _looking_for(code: Code) -> Rule:
    def find(record: Record, today: date) -> Iterator[Finding]:
        """Nothing of this sort is published that nobody has looked at and let pass."""
        waivers = Waivers(record)
        for part, path, file, place, told in _seen(record):
            if told.code is code and told.mark not in waivers.of(file):
                advice = code.advice + waivers.advice(file, place, told.mark, today)
                yield Finding(part, path, told.message, advice, told.span)

    return Rule(code, find)


no_identity_numbers = _looking_for(codes.IDENTITY)
no_mobile_numbers = _looking_for(codes.MOBILE)
no_card_numbers = _looking_for(codes.CARD)
no_travel_numbers = _looking_for(codes.TRAVEL)
long_numbers_are_looked_at = _looking_for(codes.ASKED)
no_lists_of_persons = _looking_for(codes.LIST)
persons_are_not_described = _looking_for(codes.SAID)
masked_names_stay_masked = _looking_for(codes.MASKED)


def _seen(record: Record) -> Iterator[_Seen]:
    """Everything private in a record, looked at or not."""
    for file in record.files.values():
        for told in telling.in_file(file.content):
            yield _Seen(file, told.place, file.path, reports.path_text(told.place) or "批注", told)
    for part in record.parts():
        for path, text in _spoken(part):
            for told in telling.of_persons(text):
                yield _Seen(part, path, record.file_of(part).path, reports.path_text(path), told)
    for name, place in record.attachments.items():
        file = File(f"{FOLDER}/attachments/{name}", b"")
        for told in telling.in_attachment(place.name, looking.look_at(place)):
            yield _Seen(file, (), file.path, place.name, told)


def tolerated(record: Record) -> frozenset[str]:
    """The numbers that may be published: codes that only look like a person's, and what somebody has let pass."""
    waivers = Waivers(record)
    return frozenset(
        told.written
        for _, _, file, _, told in _seen(record)
        if told.written and (told.code.when is When.REMINDER or told.mark in waivers.of(file))
    )


def _spoken(part: WholeFile) -> Iterator[tuple[FieldPath, str]]:
    """The texts in which persons are spoken of: all of a decision and of the officers, of other files the remarks."""
    everything = isinstance(part, Decision | Officers)
    for path, spec, text in values_of(part, Text):
        if spec.type is Text and (everything or spec.name == _REMARK):
            yield path, text


@rule(
    "H739",
    "隐私核对放过去的，签发的人也要看",
    protects="个人：一个人看漏了，还有一个人看",
    when=When.REMINDER,
    advice="看过没有问题，不用改；有问题，删掉个人的东西和这一行隐私核对。",
)
def what_was_let_pass_is_told(record: Record, today: date) -> Iterator[Finding]:
    """What somebody looked at and let pass is told at every check."""
    for waiver, passed in _waived(record):
        if passed:
            said = "、".join(dict.fromkeys(passed))
            yield Finding(waiver.part, waiver.path, f"放过去的是：{said}；写的是“{waiver.looked.reason}”")


@rule(
    "H740",
    "隐私核对只管写的时候的样子，内容改了就作废",
    protects="个人：改过的内容没有人看过",
    when=When.REMINDER,
    advice="删掉这一行；还有要核对的，检查会另给一行。",
)
def waivers_hold_for_what_was_seen(record: Record, today: date) -> Iterator[Finding]:
    """A line of 隐私核对 finds what was looked at as it was."""
    for waiver, passed in _waived(record):
        if not passed:
            yield Finding(
                waiver.part, waiver.path, f"“{waiver.looked.place}”改过了，或者没有要核对的了，这一行不管用了"
            )


def _waived(record: Record) -> Iterator[tuple[Waiver, list[str]]]:
    """Every line of 隐私核对 with what it lets pass."""
    waivers = Waivers(record)
    passed: dict[tuple[str, str], list[str]] = {}
    asked = ((file, told.mark, told.message) for _, _, file, _, told in _seen(record))
    for file, mark, message in (*asked, *attachments.unread(record)):
        if waiver := waivers.of(file).get(mark):
            passed.setdefault((record.file_of(waiver.part).path, mark), []).append(message)
    for file, found in waivers.every().items():
        for mark, waiver in found.items():
            yield waiver, passed.get((file, mark), [])
