"""`qingdan fmt`: every file of the record in one style, comments kept, no value changed.

In: the record's folder. Out: rewritten files, or the list of those that would be. The fields of a file
stand in the order of the model; how they are written is `layout`'s. One value is ever changed: the name
behind an id where the entry is called otherwise today (not in an adjustment's 事项, which tells of then).
A file is left alone where it cannot be read, or where the result does not read back as the same.
Used by `commands.checking`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from generator.reading.folder import model_of
from generator.record import File
from generator.syntax import parser, tree
from generator.syntax.tree import Mapping, Scalar

NameOf = Callable[[str], str | None]  # id → what the entry is called today, None where that is not known


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its new content, or in `refused` why it was left alone."""

    path: str
    content: bytes
    changed: bool = False
    refused: str = ""
    renamed: tuple[str, ...] = ()  # the references that now bear the current name


def run(root: Path, only: tuple[Path, ...] = (), *, write: bool) -> tuple[list[Outcome], list[Problem]]:
    """Format the record, or `only` some files and folders of it; problems where there is no record to format."""
    town, problems = record.read(root)
    if not town.files:
        return [], problems
    wanted = {path.resolve(): path for path in only}
    outcomes, met = [], set()
    for file in town.files.values():
        place = (root / file.path).resolve()
        asked = [path for path in wanted if place.is_relative_to(path)]
        met.update(asked)
        if only and not asked:
            continue
        outcome = _outcome(file, lambda id_: entry.called if (entry := town.get(id_)) else None)
        if write and outcome.changed:
            try:
                whole.write(place, outcome.content)
            except OSError:
                outcome = Outcome(file.path, file.content, refused="写不进去，是不是在别的程序里开着")
        outcomes.append(outcome)
    strangers = [path for place, path in wanted.items() if place not in met]
    return [*outcomes, *(Outcome(str(path), b"", refused="不是记录里的文件") for path in strangers)], []


def _outcome(file: File, name_of: NameOf) -> Outcome:
    model = model_of(file.path.removeprefix(f"{record.FOLDER}/"))
    if model is None:
        return Outcome(file.path, file.content, refused="放错了地方，或者文件名不对")
    return formatted(file, model, name_of)


def formatted(file: File, model: type[Part], name_of: NameOf) -> Outcome:
    """A file in the one style; nothing is written."""
    document = parser.parse(file.content)
    if document.root is None or document.faults:
        fault = next(iter(document.faults), None)
        why = f"第{fault.span.line}行，{fault.message}" if fault else "里面没有内容"
        return Outcome(file.path, file.content, refused=why)
    renamed = tuple(_renew(document.root, model, name_of))
    words = comments.every(document.text, document.root)
    piece = comments.pieces(document.text, document.root)
    order.arrange(piece, model)
    content = layout.text(piece).encode()
    again = parser.parse(content)
    if again.root is None or again.faults or _values(again.root) != _values(document.root):
        return Outcome(file.path, file.content, refused="排好以后和原来的内容对不上")
    if comments.every(again.text, again.root) != words:
        return Outcome(file.path, file.content, refused="排好以后和原来的批注对不上")
    return Outcome(file.path, content, content != file.content, renamed=renamed)


def _values(root: Mapping) -> dict[FieldPath, Any]:
    """Every value by its path, also those left empty."""
    return {path: node.text if isinstance(node, Scalar) else type(node) for path, node in tree.walk(root)}


def _renew(root: Mapping, model: type[Part], name_of: NameOf) -> Iterator[str]:
    """Put today's names behind the ids, in the tree; say which."""
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


def report(outcomes: list[Outcome], *, write: bool) -> str:
    """What was done, or would be, file by file; the count at the end."""
    lines = []
    for outcome in outcomes:
        if outcome.refused:
            lines.append(f"没有动 {outcome.path}：{outcome.refused}")
        elif outcome.changed:
            lines.append(f"{'改好了' if write else '要改'} {outcome.path}")
            lines += [f"  {line}" for line in outcome.renamed]
    changed = sum(outcome.changed for outcome in outcomes)
    refused = sum(bool(outcome.refused) for outcome in outcomes)
    tidy = len(outcomes) - changed - refused
    counts = f"看了 {len(outcomes)} 个文件：{'改好' if write else '要改'} {changed} 个，已经整齐 {tidy} 个，不能排的 {refused} 个"
    hint = ["不能排的文件先用 qingdan check 看哪里不对，改好再来。"] if refused else []
    return "\n".join([*lines, *hint, counts])
