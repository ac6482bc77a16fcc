"""Which files of the record are drafts: changed and not yet handed in, and which fields of them changed.

In: the folder of a town. Out: drafts by path; what a file was before. Used by the preview alone.
Where there is no git, or it does not keep the record, what the preview found when it started counts as handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from generator import versions
from generator.model.fields import fields_of
from generator.problem import Fault
from generator.reading import folder, reader
from generator.reading.folder import FOLDER

_PATIENCE = 10  # seconds; a git that takes longer is not asked in vain for each page


class How(StrEnum):
    """What became of a file."""

    NEW = "新的"
    CHANGED = "改了"
    GONE = "删了"


class Drafts:
    """Knows what was handed in last; asks anew only after something was saved or handed in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git = _keeper(root)
        self.started = _files(root) if self.git is None else {}
        self.known: tuple[object, dict[str, How]] = (None, {})
        self.was: dict[str, bytes | None] = {}  # of the drafts that were looked at

    @property
    def handed_in(self) -> bool:
        """Whether it is known what was handed in, and not only what was changed since the preview started."""
        return self.git is not None

    def found(self, version: int) -> Mapping[str, How]:
        """The drafts by path, as of a version of the folder, in the order of their paths."""
        key = version, self.git and _stamp(self.git)
        if key != self.known[0]:
            self.was.clear()
            self.known = key, dict(sorted((self._asked() if self.git else self._compared()).items()))
        return self.known[1]

    def fields(self, path: str) -> list[str]:
        """The names of the fields of a changed file that are not as they were; none where only its layout is new."""
        model = folder.model_of(path.removeprefix(f"{FOLDER}/"))
        before, file = self._before(path), self.root / path
        if model is None or before is None or not file.is_file():
            return []
        old, new = reader.data_of(before, model), reader.data_of(file.read_bytes(), model)
        if old is None or new is None:
            return []
        return [spec.name for spec in fields_of(model) if old.get(spec.name) != new.get(spec.name)]

    def _before(self, path: str) -> bytes | None:
        if path not in self.was:
            self.was[path] = (
                _git(self.root, "cat-file", "blob", f"HEAD:./{path}") if self.git else self.started.get(path)
            )
        return self.was[path]

    def _asked(self) -> dict[str, How]:
        said = _git(self.root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", FOLDER)
        lines = [line for line in (said or b"").decode("utf-8", "replace").split("\0") if line]
        # Paths are said from the top of the repository, whose part the town may be.
        above = self.git[1] if self.git else ""
        found = {line[3:].removeprefix(above): _how(line[:2]) for line in lines}
        return {path: how for path, how in found.items() if path.endswith(".yml")}

    def _compared(self) -> dict[str, How]:
        now = _files(self.root)
        found = {path: How.CHANGED if path in self.started else How.NEW for path in now}
        found = {path: how for path, how in found.items() if now[path] != self.started.get(path)}
        return found | {path: How.GONE for path in self.started if path not in now}


def _git(root: Path, *words: str) -> bytes | None:
    return versions.asked(root, *words, patience=_PATIENCE)


def _how(state: str) -> How:
    return How.NEW if state == "??" or "A" in state else How.GONE if "D" in state else How.CHANGED


def _keeper(root: Path) -> tuple[Path, str] | None:
    """Where git keeps the folder, and the way from the top of its repository; None where it does not."""
    if _git(root, "rev-parse", "--verify", "--quiet", f"HEAD:./{FOLDER}") is None:
        return None
    place, above = (_git(root, "rev-parse", what) for what in ("--absolute-git-dir", "--show-prefix"))
    return (Path(place.decode().strip()), above.decode().strip()) if place and above is not None else None


def _stamp(git: tuple[Path, str]) -> tuple[int, ...]:
    """What changes when something is handed in."""
    files = [git[0] / name for name in ("index", "logs/HEAD")]
    return tuple(file.stat().st_mtime_ns if file.is_file() else 0 for file in files)


def _files(root: Path) -> dict[str, bytes]:
    """The files of the record that can be read, by path."""
    base = root / FOLDER
    found = {path: folder.content(base, path) for path in folder.paths(base) if path.endswith(".yml")}
    return {f"{FOLDER}/{path}": content for path, content in found.items() if not isinstance(content, Fault)}
