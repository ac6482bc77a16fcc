"""A file's bytes → a tree whose nodes know their line and column; the only importer of yaml.

In: bytes. Out: a `Parsed`: the text, the tree, the faults. Every value stays the string that was typed:
no numbers, no null, no dates. A tree without faults holds exactly what PyYAML's BaseLoader would load.

The parser's events are taken one by one. `yaml.compose` and `yaml.load` are never called: both call
themselves once a level, and 50,000 `[` in a file would end the process.

A clerk's slips are found in two ways. Some of them YAML accepts in silence, losing text or running list
lines together: this module looks for those in every file. Others make the parser stop: then `slips` looks
for them in the lines of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from generator.problem import Fault, Span, declare, few
from generator.syntax import characters, slips
from generator.syntax.tree import Mapping, Node, Scalar, Sequence

LARGEST = 512 * 1024  # bytes; an entry with all its fields is under 20 kB
DEEPEST = 12
MOST_EVENTS = 60_000

_CLERK = "文员：在自己的文件里就看到哪里写得不对"

EMPTY = declare("H101", "文件里要有内容", protects=_CLERK, advice="照样张填好；用不着就删掉这个文件。")
TOO_LARGE = declare(
    "H102", "一个文件不能太大（最多512 KB）", protects=_CLERK, advice="一事一文件；附件放到 attachments 文件夹。"
)
TOO_DEEP = declare("H103", f"列表和格子最多套{DEEPEST}层", protects=_CLERK, advice="照样张的层次写。")
SEVERAL_DOCUMENTS = declare(
    "H104", "一个文件只写一条记录", protects=_CLERK, advice="删掉“---”这一行，或者拆成两个文件。"
)
ANCHOR = declare(
    "H105",
    "不用 & * ! 这几个记号开头的写法",
    protects="居民：页面上看到的要和文件里写的一样",
    advice="值里真要用这个字，给整句加上引号。",
)
DUPLICATE = declare(
    "H106", "同一格不能写两次", protects="居民：两处写得不一样时，不知道哪个算数", advice="留对的一处，删掉另一处。"
)
BAD_KEY = declare("H107", "冒号前面是格子的名称，只能是一个词", protects=_CLERK, advice="照样张写格子名称。")
RUN_TOGETHER = declare(
    "H108",
    "一个值写成几行，会被连成一句",
    protects="居民：两样材料会连成一样",
    advice="列表每行写成“- 内容”（短横后空一格）；真是一段长文字，冒号后写“|”，下面每行缩进两格。",
)
LOST_TEXT = declare(
    "H109",
    "“#”后面的字会当成批注丢掉；是批注的，“#”后面空一格",
    protects="居民：“见表 #3”会变成“见表”",
    advice="要保留这几个字，给整句加引号；真是批注，写成“值  # 批注”。",
)
WIDE_COMMA = declare(
    "H111",
    "方括号里的几样，用半角逗号隔开",
    protects="居民：两样材料会连成一样",
    advice="把“，”改成“,”，后面空一格；逗号是内容的一部分，给这一样加引号。",
)
NOT_A_MAPPING = declare(
    "H110", "文件要从“格子名称: 值”写起", protects=_CLERK, advice="照样张写，每行一格：“格子名称: 值”。"
)


@dataclass(slots=True)
class Parsed:
    """What was found in one file: its text, its tree (None where there is none), its faults.

    There may be both a tree and faults: then the tree is what the file says in spite of them.
    """

    text: str
    root: Mapping | None
    faults: list[Fault]


class _Refused(Exception):
    """The file has no tree; the faults say why."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where PyYAML has it: seven times as fast


def parse(content: bytes, loader: Any = LOADER) -> Parsed:
    """Parse the one document in `content`. Raises nothing: whatever is wrong is in `faults`, a few of each kind."""
    parsed = _parsed(content, loader)
    parsed.faults = few(parsed.faults, lambda fault: fault.code)
    return parsed


def _parsed(content: bytes, loader: Any) -> Parsed:
    if len(content) > LARGEST:
        return Parsed("", None, [too_large(len(content))])
    text, faults = characters.decode(content)
    faults += characters.odd_characters(text)
    if faults:
        return Parsed(text, None, faults)
    if not text.strip():
        return Parsed(text, None, [Fault(EMPTY, Span(1, 1), "文件是空的")])
    builder = _Builder(text)
    try:
        builder.build(loader(text))
    except _Refused as refused:
        return Parsed(text, None, [*builder.faults, *refused.faults])
    except yaml.MarkedYAMLError as error:
        sure = [fault for fault in builder.faults if fault.code is DUPLICATE]  # the others may follow from the error
        if "maximum nesting depth" in str(error.problem):  # libyaml since 0.2.6 counts for itself, up to a thousand
            return Parsed(text, None, [*sure, _too_deep(error.problem_mark)])
        return Parsed(text, None, sure + slips.explain(builder.lines, error))
    if builder.root is None:
        return Parsed(text, None, [Fault(EMPTY, Span(1, 1), "文件里只有批注")])
    return Parsed(text, builder.root if builder.clean else None, builder.faults)


def too_large(size: int) -> Fault:
    """The fault of a file that has so many bytes."""
    return Fault(TOO_LARGE, Span(1, 1), f"文件有{size // 1024} KB")


class _Builder:
    """Builds the tree from the parser's events; containers that are still open wait on a stack."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        # libyaml counts one line more than there is where the last line is a comment without a line end.
        self.places = [*self.lines, ""]
        self.hashes = "#" in text
        self.root: Mapping | None = None
        self.clean = True  # no escape has put in what may not stand in a value
        self.faults: list[Fault] = []
        self.mapping: Mapping | None = None  # the open node at hand: a mapping …
        self.key: Scalar | None = None  # … and the key of it that waits for its value
        self.sequence: Sequence | None = None  # … or a sequence
        self.around: list[tuple[Mapping | None, Scalar | None, Sequence | None]] = []
        self.documents = 0

    def build(self, loader: Any) -> None:
        """Take every event of a PyYAML loader.

        Raises `_Refused`, and `yaml.MarkedYAMLError` where the parser itself gives up. The events are not asked
        for through `yaml.parse`: it asks before each whether there is one more, which takes as long again.
        """
        left = MOST_EVENTS
        try:
            while (event := loader.get_event()) is not None:
                if (left := left - 1) < 0:
                    raise _Refused(Fault(TOO_LARGE, Span(event.start_mark.line + 1, 1), "内容太多"))
                if type(event) is yaml.ScalarEvent:  # most of them are
                    self._scalar(event)
                else:
                    self._structure(event)
        finally:
            loader.dispose()

    def _structure(self, event: Any) -> None:
        """Take an event that is no value: something opens, closes or may not be there."""
        mark = event.start_mark
        match event:
            case yaml.MappingStartEvent():
                self._open(event, Mapping(mark.line, mark.column))
            case yaml.SequenceStartEvent():
                self._open(event, Sequence(mark.line, mark.column, event.flow_style))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.mapping, self.key, self.sequence = self.around.pop()
            case yaml.AliasEvent():
                raise _Refused(Fault(ANCHOR, _at(mark), f"“*{event.anchor}”会被当成记号"))
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _Refused(Fault(SEVERAL_DOCUMENTS, _at(mark), "这里又开始了一条记录"))

    def _open(self, event: Any, node: Mapping | Sequence) -> None:
        """Put a container in its place; what comes next goes into it."""
        self._refuse_marks(event)
        if len(self.around) >= DEEPEST:
            raise _Refused(_too_deep(event.start_mark))
        if self.mapping is not None and self.key is None:
            raise _Refused(Fault(BAD_KEY, _at(event.start_mark), "冒号前面是一个列表或者括号，不是格子名称"))
        self._place(node)
        self.around.append((self.mapping, self.key, self.sequence))
        if isinstance(node, Mapping):
            self.mapping, self.key, self.sequence = node, None, None
        else:
            self.mapping, self.key, self.sequence = None, None, node

    def _scalar(self, event: Any) -> None:
        """Put a value in its place, or keep it as the key of the value to come."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        node = Scalar(event)
        if event.style == '"' and (told := characters.amiss(node.text)):
            self.clean = False
            span = self._escape(node)
            halves = slips.halves(self.lines[span.line - 1], span.line, span.column - 1)
            self.faults.append(halves or Fault(told[0], span, f"双引号里的记号，写出来{told[1]}"))
        if node.plain and self.around:
            self._run_together(node)
        if self.hashes:
            if event.style in ("|", ">"):
                self._block_comment(node)
            else:
                self._comment(node)
        if self.mapping is not None and self.key is None:
            self._new_key(self.mapping, node)
        else:
            self._place(node)

    def _escape(self, node: Scalar) -> Span:
        """Where in a value in double quotes the first escape stands that makes a character which may not be there."""
        for number in range(node.line, node.end_line + 1):
            start = node.column if number == node.line else 0
            for found in _ESCAPE.finditer(self.lines[number], start):
                made = (
                    chr(int(found[1] or found[2] or found[3], 16)) if found.lastindex else _ESCAPES.get(found[0][1], "")
                )
                if characters.amiss(made):
                    return Span(number + 1, found.start() + 1, len(found[0]))
        return node.span()

    def _new_key(self, mapping: Mapping, key: Scalar) -> None:
        """Keep a key until its value comes. A key that stands twice is a fault; its first value is kept."""
        if key.text in mapping.pairs:
            first = mapping.pairs[key.text][0]
            message = f"“{characters.shown(key.text)}”在第{first.line + 1}行已经写过一次"
            self.faults.append(Fault(DUPLICATE, key.span(), message, related=(first.span(),)))
        self.key = key

    def _place(self, node: Node) -> None:
        """Put a node where it belongs: under the waiting key, into the open sequence, or at the top."""
        if self.mapping is not None and self.key is not None:
            self.mapping.pairs.setdefault(self.key.text, (self.key, node))
            self.key = None
        elif self.sequence is not None:
            self.sequence.items.append(node)
        elif isinstance(node, Mapping):
            self.root = node
        else:
            slipped = slips.seen(self.lines) if isinstance(node, Scalar) else []
            raise _Refused(*slipped or [Fault(NOT_A_MAPPING, node.span(), "开头不是“格子名称: 值”")])

    def _refuse_marks(self, event: Any) -> None:
        """Refuse anchors (`&`) and tags (`!`), which would make a value of something else than what is typed."""
        if event.anchor is not None:
            raise _Refused(Fault(ANCHOR, _at(event.start_mark), f"“&{event.anchor}”会被当成记号"))
        if event.tag not in (None, "!") or (event.tag == "!" and isinstance(event, yaml.ScalarEvent)):
            raise _Refused(Fault(ANCHOR, _at(event.start_mark), "“!”开头会被当成记号"))

    def _run_together(self, node: Scalar) -> None:
        """Add a fault where an unquoted value seems to be several, typed without what keeps them apart."""
        if node.end_line != node.line and not slips.folded(self.lines[node.line : node.end_line + 1]):
            first = self.lines[node.line][node.column :].strip()
            slipped = slips.run_together(self.lines, node.line, node.column, node.end_line)
            self.faults += slipped or [Fault(RUN_TOGETHER, node.span(), f"从“{first[:20]}”起的几行连成了一句")]
        elif node.text.startswith("-"):
            self.faults += slips.run_together(self.lines, node.line, node.column, node.line)
        elif self.sequence is None:
            return
        elif self.sequence.flow and "，" in node.text:
            span = Span(node.line + 1, node.column + node.text.index("，") + 1)
            self.faults.append(Fault(WIDE_COMMA, span, f"“{node.text[:20]}”里的逗号是全角的，几样会连成一样"))
        elif found := _TWO_LINES.search(node.text):
            span = Span(node.line + 1, node.column + found.start() + 1)
            self.faults.append(
                Fault(RUN_TOGETHER, span, f"“{found[0]}”前面像是少了一个回车", "一样一行；真是一样，给整句加引号。")
            )

    def _comment(self, node: Scalar) -> None:
        """Add a fault where what stands behind a value is a comment for YAML and may be meant as part of the value."""
        line = self.places[node.end_line]
        # Nothing of the line is copied: with 30,000 values on it that would take minutes.
        if found := _BEHIND.match(line, node.end_column):
            self._lost(node.end_line, found.end() - 1)

    def _block_comment(self, node: Scalar) -> None:
        """Add a fault for words behind the mark of a text block, which are a comment for YAML and may be its text.

        libyaml takes `|#3` for a comment too; pure PyYAML refuses the file.
        """
        line = self.lines[node.line]
        if _BLOCK_COMMENT.match(line, node.column):
            self.faults.append(slips.mark_first(node.span().line, node.column, line[node.column]))
        elif (column := line.find("#", node.column)) >= 0:
            self._lost(node.line, column, sure=not node.text.strip())

    def _lost(self, number: int, column: int, *, sure: bool = False) -> None:
        """Add a fault for a comment that has no space behind its mark, or that is `sure` to be meant as text."""
        line = self.places[number]
        if sure or not _COMMENT.match(line, column) or not line.startswith(" ", column - 1):
            lost = line[column : column + 20]
            self.faults.append(Fault(LOST_TEXT, Span(number + 1, column + 1, len(line) - column), f"“{lost}”会被丢掉"))


# A comment behind a value, or behind a key: its colon, and the empty value that may have a comment.
_BEHIND = re.compile(r":\s*#|[ ,\]}]*#")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U(00[01][0-9A-Fa-f]{5})|.)")
_ESCAPES = yaml.scanner.Scanner.ESCAPE_REPLACEMENTS
_BLOCK_COMMENT = re.compile(r"[|>][-+0-9]*#")
_COMMENT = re.compile(r"#+(?: |$)")
_TWO_LINES = re.compile(r"(?<=[^\x00-\x7f]) ?- \S{1,12}|(?<= )- [^\x00-\x7f]\S{0,11}")


def _too_deep(mark: Any) -> Fault:
    return Fault(TOO_DEEP, _at(mark), f"套了{DEEPEST}层以上")


def _at(mark: Any) -> Span:
    return Span(mark.line + 1, mark.column + 1)
