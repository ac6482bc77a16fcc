"""演示 and 正式: what a demonstration may not claim, what a formal site must have; what was published stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.model.entry import WholeFile
from generator.model.fields import values_of
from generator.model.kinds import kind_of
from generator.model.reference import Document
from generator.model.values import Day, Text
from generator.problem import FieldPath, Span, When
from generator.reading import ledger, log
from generator.reading.folder import FOLDER
from generator.record import File, Record
from generator.rules.rule import Finding, rule

_RESIDENT = "居民：分得清什么核实过、什么没有"


@rule(
    "H741",
    "正式发布时不能有示例",
    protects=_RESIDENT,
    when=When.FORMAL_ONLY,
    advice="核实以后改资料性质；核实不了的删掉。",
)
def formal_sites_have_no_examples(record: Record, today: date) -> Iterator[Finding]:
    """A formal site has no example."""
    for part in record.parts():
        if part.is_example:
            yield Finding(part, ("资料性质",), "写的是“示例”")


_OFFICIAL = (("主办单位", "host"), ("网站标识码", "site_code"), ("备案号", "icp"), ("公安备案号", "police"))


@rule("H742", "演示站不能像政府网站", protects="居民：不会把演示当成政府网站", advice="演示状态下把这一格空着。")
def demonstrations_claim_nothing(record: Record, today: date) -> Iterator[Finding]:
    """A demonstration has no official host, code or filing number."""
    if record.town and not record.formal:
        for name, attribute in _OFFICIAL:
            if getattr(record.town, attribute):
                yield Finding(record.town, (name,), f"发布状态是“演示”，却写了“{name}”")


@rule(
    "H743",
    "正式发布时要有主办单位、标识码和找人的地方",
    protects="居民：知道是谁的网站、找谁",
    when=When.FORMAL_ONLY,
    advice="问到了补上；问不到先不要改成正式。",
)
def formal_sites_say_whose_they_are(record: Record, today: date) -> Iterator[Finding]:
    """A formal site says whose it is, and where to ask."""
    town = record.town
    if town is None:
        return
    for name, value in (("主办单位", town.host), ("网站标识码", town.site_code)):
        if not value:
            yield Finding(town, ("发布状态",), f"写的是“正式”，没有写“{name}”")
    centre = town.centre
    for name, lacking in (
        ("地址", not centre.address),
        ("办公时间", not centre.hours),
        ("咨询电话", not centre.inquiry_phone),
    ):
        if lacking:
            yield Finding(town, ("便民服务中心",), f"没有写“{name}”")


@rule("H744", "名称里不写“示例”", protects=_RESIDENT, advice="删掉“（示例）”；资料性质写“示例”，程序会自动加上。")
def names_do_not_say_example(record: Record, today: date) -> Iterator[Finding]:
    """No name has （示例） in it: pages, search, data and print add the mark themselves."""
    for entry in record.entries():
        if found := re.search(r"[（(]示例[）)]", entry.called):
            yield Finding(entry, (kind_of(type(entry)).naming,), f"名称里写了“{found[0]}”")


@rule(
    "H746",
    "发布过的记录不能消失",
    protects="审计：发布过的每个网址都查得到",
    advice="恢复这个文件；不办了的，写明状态和“终止”。",
)
def nothing_disappears(record: Record, today: date) -> Iterator[Finding]:
    """Every id whose page is on the site still has its file; what was withdrawn (最后发布) may go."""
    for row in record.ledger:
        if row.id and row.last is None and row.id not in record.files:
            message = f"{row.id} 发布过（{row.first.isoformat()}），现在没有这个文件"
            yield Finding(File(f"{FOLDER}/{ledger.NAME}", b""), (), message, span=Span(row.line, 1))


@rule(
    "H751",
    "发布记录 publications.csv 一行接一行，不改、不删、不挪",
    protects="审计：每次发布了什么，后来没有人动过",
    when=When.REMINDER,
    advice="从版本库里恢复这个文件；恢复不了的，记下是怎么断的，接着发布不受影响。",
)
def publications_are_chained(record: Record, today: date) -> Iterator[Finding]:
    """Every line of the log quotes the digest of the line before it."""
    for broken in record.publications.broken:
        yield Finding(File(f"{FOLDER}/{log.NAME}", b""), (), broken.said, span=Span(broken.line, 1))


@rule(
    "H752",
    "账本里的日子不在今天以后",
    protects="审计：凭它查得到哪一天发布的",
    when=When.REMINDER,
    advice="看看电脑的日期对不对；从版本库里恢复这个文件。",
)
def published_days_are_past(record: Record, today: date) -> Iterator[Finding]:
    """What the ledger says was published was so by today."""
    for row in record.ledger:
        newest = max(day for day in (row.first, row.changed, row.last) if day)
        if newest > today:
            message = f"{row.url or './'} 写的是 {newest.isoformat()} 发布，还没到"
            yield Finding(File(f"{FOLDER}/{ledger.NAME}", b""), (), message, span=Span(row.line, 1))


_BANNED = {
    "省政府授权": "方案写的是“经省政府批准”",
    "国务院批准": "方案没有这样写",
    "零跑腿": "写“不用跑”或者写明跑几次",
    "秒办": "写明多久",
    "秒批": "写明多久",
}


def _texts(record: Record, *marks: str) -> Iterator[tuple[WholeFile, FieldPath, Text]]:
    """Every text in the files that have one of the marks in them: the entry or list, the path, the text.

    Looking into the bytes first is quick, as few files have any. In a quoted value a backslash may write a mark
    in another way, so files with backslashes are looked into too.
    """
    looked_for = [mark.encode() for mark in ("\\", *marks)]
    for part in record.parts():
        content = record.file_of(part).content
        if any(mark in content for mark in looked_for):
            yield from ((part, path, text) for path, _, text in values_of(part, Text))


@rule("H747", "说法要准", protects=_RESIDENT, when=When.REMINDER, advice="换成准确的说法。")
def words_are_exact(record: Record, today: date) -> Iterator[Finding]:
    """No text uses a word that claims more than is known."""
    for part, path, text in _texts(record, *_BANNED):
        for word, better in _BANNED.items():
            if word in text:
                yield Finding(part, path, f"写了“{word}”，{better}")


_UNFINISHED = ("XX", "xx", "××", "__", "此处填写", "请填写", "待补充", "（略）", "……略")


@rule("H748", "不留没写完的话", protects=_RESIDENT, when=When.REMINDER, advice="写完整；不知道的把这一格空着。")
def nothing_is_left_unfinished(record: Record, today: date) -> Iterator[Finding]:
    """No text has XX or 此处填写 left in it."""
    for part, path, text in _texts(record, *_UNFINISHED):
        if word := next((word for word in _UNFINISHED if word in text), ""):
            yield Finding(part, path, f"“{text[:20]}”里有“{word}”")


_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-zA-Z]+|#\d+);|\*\*|\]\(|!\[")
_MARKS = ("<", "&", "**", "](", "![")  # one of them stands wherever the pattern finds something


@rule(
    "H750",
    "内容是纯文字，没有网页代码和排版记号",
    protects="居民：页面上不出现看不懂的记号",
    advice="删掉这些记号；要分段的写成几行。",
)
def values_are_plain_text(record: Record, today: date) -> Iterator[Finding]:
    """No text has HTML or Markdown in it: it would be shown as it is written."""
    for part, path, text in _texts(record, *_MARKS):
        if found := _MARKUP.search(text):
            yield Finding(part, path, f"“{text[:20]}”里有“{found[0][:12]}”")


_PAST_ONLY = frozenset(
    {"核对到", "成文日期", "签订日期", "公告日期", "版本日期", "批准日期", "变更撤销日期", "撤回日期"}
)


@rule("H749", "核对、成文、签订的日子不能在今天以后", protects="审计：日期经得起查", advice="改成真实的日期。")
def past_days_are_past(record: Record, today: date) -> Iterator[Finding]:
    """The date of what has been done is no later than today."""
    for part in record.parts():
        for path, spec, day in values_of(part, Day):
            past = spec.name in _PAST_ONLY or (spec.name == "公布日期" and isinstance(part, Document))
            if past and day.date > today:
                yield Finding(part, path, f"“{spec.name}”写的是 {day}，还没到")
