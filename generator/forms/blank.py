"""Writes the form of a new file: what is known is filled in, what is expected is left open with a comment on it.

In: the model, the data, the fields that have no place in this entry. Out: bytes in the one style of the record.

Empty elements stand in their places, each below a comment: behind the colon a value would run into it. Optional
fields are listed at the end. No comment holds anything that could be taken for content.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from generator.files import comments, edit, layout, order
from generator.files.pieces import Comment, Piece
from generator.forms.answers import about
from generator.model.fields import FieldSpec, Grade, Part, fields_of, named_fields
from generator.syntax import parser
from generator.syntax.tree import Mapping, Scalar, Sequence

_HEADER = (
    "# “#”开头的行是说明，网页上不显示，填好可以删。填在冒号后面，冒号后面空一格。",
    "# 不知道的空着，页面会写“待核”；确实没有的写“无”。改好存盘，运行 qingdan check。",
)
_ENDING = "# 还可以写（选填，照上面的样子另起一行“名称: 内容”；放在哪里都行，qingdan fmt 会排好）："


def form(model: type[Part], data: dict[str, Any], needless: Set[str] = frozenset()) -> bytes:
    """A new file with some data, and without the fields that are needless."""
    document = parser.parse(edit.new_file(model, data))
    assert isinstance(document.root, Mapping)
    whole = comments.pieces_with_comments(document.text, document.root)
    _leave_open(whole, model, needless, blank=True)
    order.arrange(whole, model)
    _part_groups(whole)
    whole.head = [Comment(line) for line in _HEADER]
    optional = [
        spec
        for spec in fields_of(model)
        if spec.note.grade is Grade.OPTIONAL and spec.name not in data and spec.name not in needless
    ]
    if optional:
        whole.foot = [Comment(_ENDING, blank=True), *(Comment(f"# {spec.name}　{about(spec)}") for spec in optional)]
    return layout.file_text(whole).encode()


def _part_groups(whole: Piece) -> None:
    """Put an empty line where filled fields follow open ones."""
    was_open = True  # the file begins behind its header
    for child in whole.children:
        child.blank = was_open and not child.head
        was_open = bool(child.head)


def _leave_open(piece: Piece, model: type[Part], needless: Set[str], *, blank: bool) -> None:
    """Add the elements that are not filled to a mapping and to the mappings in it."""
    if isinstance(piece.value, Sequence):
        for item in piece.children:
            _leave_open(item, model, frozenset(), blank=False)
        return
    if not isinstance(piece.value, Mapping):
        return
    specs = named_fields(model)
    there = {child.key.text for child in piece.children if child.key}
    for child in piece.children:
        spec = specs[child.key.text] if child.key else None
        if spec and spec.part:
            _leave_open(child, spec.part, frozenset(), blank=False)
    piece.children += [
        _open(spec, piece, blank)
        for spec in fields_of(model)
        if spec.note.grade is Grade.ELEMENT and spec.name not in there | needless
    ]


def _open(spec: FieldSpec, parent: Piece, blank: bool) -> Piece:
    head = [Comment(f"# {spec.note.grade}：{about(spec)}", blank)]
    return Piece(Scalar.made(spec.name), Scalar.made(""), 0, 0, parent, head=head)
