"""`qingdan schema`: writes what an editor needs to check and complete a record file while it is typed.

In: the town's folder. Out: a schema for each kind, in `.vscode/schema/` unless told otherwise (outside `powers/`,
where it would be no file of the record), and the settings of the editor that tie each schema to its files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from generator.desk.schema.json_schema import Schema, globs, schema
from generator.files import whole
from generator.model.kinds import EVERY
from generator.model.town import TownFile
from generator.problem import Fault
from generator.reading import folder, reader
from generator.record import Record
from generator.reports import json_text

PLACE = ".vscode/schema"
_EXTENSION = "redhat.vscode-yaml"


def run(root: Path, place: str = PLACE) -> str:
    """Write the schemas into a folder below `root`, and the editor's settings; what was done, in words."""
    place = Path(place).as_posix()
    lines = []
    record = Record(town=_town(root))
    for kind in EVERY:
        lines += _write(root, f"{place}/{kind.attribute}.json", schema(kind, record))
    lines += _merge(root, ".vscode/settings.json", lambda settings: _associated(settings, place))
    lines += _merge(root, ".vscode/extensions.json", _recommended)
    return "\n".join([*lines, f"{len(EVERY)} 种文件的填写提示在 {place} 里；用 VS Code 打开这个文件夹就有。"])


def _town(root: Path) -> TownFile | None:
    """The town's own file, whose lists are offered; None where it cannot be read."""
    content = folder.content(root / folder.FOLDER, "town.yml")
    read = None if isinstance(content, Fault) else reader.read(content, TownFile).entry
    return read if isinstance(read, TownFile) else None


def _associated(settings: Schema, place: str) -> Schema:
    """The editor's settings with our schemas tied to their files; those of others stay."""
    others = {
        address: files
        for address, files in settings.get("yaml.schemas", {}).items()
        if not address.removeprefix("./").startswith(f"{place}/")
    }
    ours = {"yaml.format.enable": False}  # `qingdan fmt` formats; an editor's own formatter breaks short lists up
    return (
        ours | settings | {"yaml.schemas": others | {f"{place}/{kind.attribute}.json": globs(kind) for kind in EVERY}}
    )


def _recommended(extensions: Schema) -> Schema:
    others = extensions.get("recommendations", [])
    return extensions | {"recommendations": others if _EXTENSION in others else [*others, _EXTENSION]}


def _merge(root: Path, path: str, change: Callable[[Schema], Schema]) -> list[str]:
    """Change a settings file that may be there already; one with comments in it is left to its owner."""
    try:
        old = json.loads((root / path).read_text("utf-8-sig")) if (root / path).is_file() else {}
        return _write(root, path, change(old))
    except (ValueError, TypeError, AttributeError):
        wanted = json_text(change({}))
        return [f"没有动 {path}：里面有批注，或者写法特别，改了会丢内容。请自己加上：\n{wanted}"]


def _write(root: Path, path: str, content: Schema) -> list[str]:
    """Write a file if it says something else; a line that says so."""
    data = f"{json_text(content)}\n".encode()
    file = root / path
    if file.is_file() and file.read_bytes() == data:
        return []
    whole.write(file, data)
    return [f"写好了 {path}"]
