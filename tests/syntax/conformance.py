"""python -m tests.syntax.conformance 文件夹…: the parser beside PyYAML, document by document.

In: folders; every file in them is one document, whatever its name. Out: how many documents are accepted and how
many refused, and each document on which the parser fails: it raises an exception, or it accepts a document and
reads something else in it than PyYAML's BaseLoader. Both must be none, with libyaml and with pure PyYAML.

Documents made to be hard to read: the branch `data` of yaml-test-suite, `tests/legacy_tests/data` of PyYAML.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from generator.syntax import parser
from generator.syntax.tree import Mapping, Node, Scalar, Sequence

LOADERS = {"libyaml": yaml.CBaseLoader, "纯 PyYAML": yaml.BaseLoader}


class Outcome(StrEnum):
    """What became of a document."""

    ACCEPTED = "收下"
    REFUSED = "不收"
    DIFFERENT = "读得不一样"
    RAISED = "出错"


FAILURES = (Outcome.DIFFERENT, Outcome.RAISED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A document read with one loader; `said` shows both readings, or the exception."""

    outcome: Outcome
    said: str = ""


def judged(document: bytes, loader: Any) -> Judged:
    """What the parser makes of a document, beside what PyYAML makes of it with the same loader."""
    try:
        parsed = parser.parse(document, loader)
    except Exception as error:
        return Judged(Outcome.RAISED, repr(error))
    if parsed.root is None or parsed.faults:
        return Judged(Outcome.REFUSED)
    ours = written(parsed.root)
    try:
        theirs = yaml.load(document, loader)
    except yaml.YAMLError as error:
        theirs = error
    return Judged(Outcome.ACCEPTED) if ours == theirs else Judged(Outcome.DIFFERENT, f"{ours!r}\n  {theirs!r}")


def written(node: Node) -> Any:
    """A node's content as BaseLoader gives it: what was left empty is "", and nothing is left out."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [written(item) for item in node.items]
        case Mapping():
            return {key: written(value) for key, (_, value) in node.pairs.items()}
    raise TypeError(node)


def documents(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def report(paths: list[Path]) -> tuple[str, bool]:
    """The figures and the failures as text, and whether there are no failures."""
    found = {name: [judged(path.read_bytes(), loader) for path in paths] for name, loader in LOADERS.items()}
    said, holds = [f"{len(paths)} 份"], True
    for name, verdicts in found.items():
        counted = Counter(verdict.outcome for verdict in verdicts)
        said.append(f"{name}：" + "，".join(f"{outcome} {counted[outcome]}" for outcome in Outcome))
        for path, verdict in zip(paths, verdicts, strict=True):
            if verdict.outcome in FAILURES:
                said.append(f"{path}：{verdict.outcome}\n  {verdict.said}")
                holds = False
    pairs = zip(paths, *found.values(), strict=True)
    apart = [f"  {path}：{one.outcome}、{other.outcome}" for path, one, other in pairs if one.outcome != other.outcome]
    return "\n".join([*said, f"两种不一样的 {len(apart)} 份", *apart]), holds


def main() -> None:
    """Read, print, and end with 1 where the parser fails."""
    if not (folders := sys.argv[1:]):
        raise SystemExit("用法：python -m tests.syntax.conformance 文件夹…")
    text, holds = report([path for folder in folders for path in documents(Path(folder))])
    print(text)
    sys.exit(not holds)


if __name__ == "__main__":
    main()
