"""`qingdan fmt`: puts every file of the record in one style; comments are kept, no value changes.

In: the town's folder. Out: `Formatted` files, written or not.

The fields of a file come in the order of the model. One value is ever changed: the name behind an id, where the entry
is called otherwise today (but not in an adjustment's 事项, which tells of its time). A file is left alone where it
cannot be read, or where the result would not read back as the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import record
from generator.files import comments, layout, order, whole
from generator.model.adjustment import Adjustment
from generator.model.fields import Part
from generator.model.values import EntryRef
from generator.problem import FieldPath, Problem
from generator.reading import reader
from generator.reading.folder import FOLDER, model_of
from generator.record import File
from generator.syntax import parser, tree
from generator.syntax.tree import Mapping, Scalar

NameOf = Callable[[str], str | None]  # id → what the entry is called today, None where that is not known


class NoRecord(Exception):
    """There is no record in the folder; `problems` say so."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file in the one style: its content, whether that differs from before, which references were renamed.

    `refused` says why a file was left alone; "" where it was not.
    """

    path: str
    content: bytes
    changed: bool = False
    refused: str = ""
    renamed: tuple[str, ...] = ()


def run(root: Path, only: Sequence[Path] = (), *, write: bool) -> list[Formatted]:
    """Format the files of a record, or `only` those in some files and folders. Raises `NoRecord`.

    A path is one below `root`, as every message prints it; else one from the current folder, as a shell completes it.
    """
    town, problems = record.read(root)
    if not town.files:
        raise NoRecord(problems)
    asked = {(below if (below := root / path).exists() else path).resolve(): path for path in only}
    formatted, met = [], set()
    for file in town.files.values():
        place = (root / file.path).resolve()
        asking = [path for path in asked if place.is_relative_to(path)]
        met.update(asking)
        if asking or not only:
            one = _formatted(file, lambda id_: entry.called if (entry := town.get(id_)) else None)
            formatted.append(_written(one, place) if write and one.changed else one)
    strangers = [
        Formatted(str(path), b"", refused="不是记录里的文件") for place, path in asked.items() if place not in met
    ]
    return [*formatted, *strangers]


def _written(file: Formatted, place: Path) -> Formatted:
    """Write a file; refused where that fails."""
    try:
        whole.write(place, file.content)
    except OSError:
        return Formatted(file.path, file.content, refused="写不进去，是不是在别的程序里开着")
    return file


def _formatted(file: File, name_of: NameOf) -> Formatted:
    model = model_of(file.path.removeprefix(f"{FOLDER}/"))
    if model is None:
        return Formatted(file.path, file.content, refused="放错了地方，或者文件名不对")
    return formatted(file, model, name_of)


def formatted(file: File, model: type[Part], name_of: NameOf) -> Formatted:
    """A file of a model in the one style. Nothing is written."""
    document = parser.parse(file.content)
    if document.root is None or document.faults:
        fault = next(iter(document.faults), None)
        why = f"第{fault.span.line}行，{fault.message}" if fault else "里面没有内容"
        return Formatted(file.path, file.content, refused=why)
    renamed = tuple(_rename(document.root, model, name_of))
    words = comments.all_comments(document.text, document.root)
    pieces = comments.pieces_with_comments(document.text, document.root)
    order.arrange(pieces, model)
    content = layout.file_text(pieces).encode()
    again = parser.parse(content)
    if again.root is None or again.faults or _values(again.root) != _values(document.root):
        return Formatted(file.path, file.content, refused="排好以后和原来的内容对不上")
    if comments.all_comments(again.text, again.root) != words:
        return Formatted(file.path, file.content, refused="排好以后和原来的批注对不上")
    return Formatted(file.path, content, content != file.content, renamed=renamed)


def _values(root: Mapping) -> dict[FieldPath, Any]:
    """Every value by its path, also those left empty."""
    return {path: node.text if isinstance(node, Scalar) else type(node) for path, node in tree.walk(root)}


def _rename(root: Mapping, model: type[Part], name_of: NameOf) -> Iterator[str]:
    """Put today's names behind the ids in a tree; yield a sentence for each that changes."""
    for path, node in tree.walk(root):
        if not isinstance(node, Scalar) or (issubclass(model, Adjustment) and path[0] == "事项"):
            continue
        spec, _ = reader.resolve(model, path)
        if spec is None or spec.type is None or not issubclass(spec.type, EntryRef):
            continue
        id_, _, name = node.text.partition(" ")
        now = name_of(id_)
        if name.strip() and now and name.strip() != now:
            yield f"第{node.line + 1}行“{node.text}”换成“{id_} {now}”"
            node.text, node.plain = f"{id_} {now}", True
