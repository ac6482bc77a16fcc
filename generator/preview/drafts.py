"""Which files of the record are drafts, that is, changed and not yet committed, and which of their fields changed.

In: the folder of a town. Out: the drafts by path, and the fields that changed in one. Where git does not keep the
record, the files are compared with what they were when the preview started.
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

_PATIENCE = 10  # seconds for git; every page waits for its answer


class How(StrEnum):
    """What became of a file."""

    NEW = "新的"
    CHANGED = "改了"
    GONE = "删了"


class Drafts:
    """The drafts of a town. git is asked again only after something was saved or committed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git = _keeper(root)
        self.started = _files(root) if self.git is None else {}
        self.known: tuple[object, dict[str, How]] = (None, {})
        self.was: dict[str, bytes | None] = {}  # what drafts were before, by path, as far as that was asked

    @property
    def handed_in(self) -> bool:
        """Whether git keeps the record, so that a draft is what is not committed."""
        return self.git is not None

    def found(self, version: int) -> Mapping[str, How]:
        """The drafts by path, sorted. `version` counts the saves: git is asked anew when it has changed."""
        key = version, self.git and _stamp(self.git)
        if key != self.known[0]:
            self.was.clear()
            self.known = key, dict(sorted((self._asked() if self.git else self._compared()).items()))
        return self.known[1]

    def fields(self, path: str) -> list[str]:
        """The names of the fields that changed in a draft; none where it is new, gone, or cannot be read."""
        model = folder.model_of(path.removeprefix(f"{FOLDER}/"))
        before, file = self._before(path), self.root / path
        if model is None or before is None or not file.is_file():
            return []
        old, new = reader.data_of(before, model), reader.data_of(file.read_bytes(), model)
        if old is None or new is None:
            return []
        return [spec.name for spec in fields_of(model) if old.get(spec.name) != new.get(spec.name)]

    def _before(self, path: str) -> bytes | None:
        """What a file was when it was committed last, or when the preview started; None where it was not there."""
        if path not in self.was:
            self.was[path] = (
                _git(self.root, "cat-file", "blob", f"HEAD:./{path}") if self.git else self.started.get(path)
            )
        return self.was[path]

    def _asked(self) -> dict[str, How]:
        """The drafts by path, as git knows them."""
        said = _git(self.root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", FOLDER)
        lines = [line for line in (said or b"").decode("utf-8", "replace").split("\0") if line]
        # Paths are said from the top of the repository, whose part the town may be.
        above = self.git[1] if self.git else ""
        found = {line[3:].removeprefix(above): _how(line[:2]) for line in lines}
        return {path: how for path, how in found.items() if path.endswith(".yml")}

    def _compared(self) -> dict[str, How]:
        """The drafts by path, as a comparison with the start of the preview shows them."""
        now = _files(self.root)
        found = {path: How.CHANGED if path in self.started else How.NEW for path in now}
        found = {path: how for path, how in found.items() if now[path] != self.started.get(path)}
        return found | {path: How.GONE for path in self.started if path not in now}


def _git(root: Path, *words: str) -> bytes | None:
    return versions.asked(root, *words, patience=_PATIENCE)


def _how(state: str) -> How:
    """What became of a file, by the two letters of `git status --porcelain`."""
    return How.NEW if state == "??" or "A" in state else How.GONE if "D" in state else How.CHANGED


def _keeper(root: Path) -> tuple[Path, str] | None:
    """The .git folder and the path of `root` in its repository; None where git does not keep the record."""
    if _git(root, "rev-parse", "--verify", "--quiet", f"HEAD:./{FOLDER}") is None:
        return None
    place, above = (_git(root, "rev-parse", what) for what in ("--absolute-git-dir", "--show-prefix"))
    return (Path(place.decode().strip()), above.decode().strip()) if place and above is not None else None


def _stamp(git: tuple[Path, str]) -> tuple[int, ...]:
    """A value that changes whenever something is committed or staged: when git last wrote two of its files."""
    files = [git[0] / name for name in ("index", "logs/HEAD")]
    return tuple(file.stat().st_mtime_ns if file.is_file() else 0 for file in files)


def _files(root: Path) -> dict[str, bytes]:
    """The bytes of the record's files, by path from the town's folder; without those that cannot be read."""
    base = root / FOLDER
    found = {path: folder.content(base, path) for path in folder.paths(base) if path.endswith(".yml")}
    return {f"{FOLDER}/{path}": content for path, content in found.items() if not isinstance(content, Fault)}
