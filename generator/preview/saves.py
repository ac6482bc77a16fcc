"""Hears of every save in a town's folder, and lets whoever waits for one go on.

In: the folder of a town. Out: how many saves there were, what they touched, which entry was saved.
"""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator import urls
from generator.reading.folder import FOLDER, entry_kind, model_of

RECORD, PROSE = "record", "prose"  # what a save may touch: powers/, or content/ and overrides/
_PATIENCE = 25  # seconds: whoever waits for a save gets an answer after so long, and may ask again
MOST_WAITING = 6  # at a time, of the sixteen threads of `qingdan serve`; who comes later asks again in a second
_REMEMBERED = 100  # saves; who has missed more of them is led to no entry


class Crowded(Exception):
    """Too many wait for a save already: each of them holds a thread that a page would need."""


class Saves(FileSystemEventHandler):
    """The saves of a town: `version` counts them. Used as a context, in which it listens."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.version = 0
        self.files: deque[tuple[int, str]] = deque(maxlen=_REMEMBERED)  # version, and path below powers/
        self.stale = {RECORD, PROSE}  # what was touched and not taken yet; at first that is everything
        self.waiting = 0  # who waits for a save
        self.change = threading.Condition()
        self.observer = Observer()
        for folder in (root / FOLDER, root / "content", root / "overrides"):
            if folder.is_dir():
                self.observer.schedule(self, str(folder), recursive=True)

    def __enter__(self) -> Saves:
        self.observer.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.observer.stop()
        self.observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what was saved, and wake whoever waits for it."""
        if event.event_type in ("opened", "closed_no_write") or event.is_directory:
            return
        saved = Path(str(event.dest_path or event.src_path)).resolve()
        record = (self.root / FOLDER).resolve()
        if saved.is_relative_to(record):
            self.note(RECORD, saved.relative_to(record).as_posix())
        else:
            self.note(PROSE)

    def note(self, touched: str, path: str = "") -> None:
        """Count a save of `RECORD` or `PROSE`; `path` is that of a file below powers/."""
        with self.change:
            self.version += 1
            self.stale.add(touched)
            if path:
                self.files.append((self.version, path))
            self.change.notify_all()

    def take(self) -> tuple[set[str], int]:
        """What was touched since the last `take`, and how many saves that covers."""
        with self.change:
            stale, self.stale = self.stale, set()
            return stale, self.version

    def put_back(self, stale: set[str]) -> None:
        """Have the next `take` give these again."""
        with self.change:
            self.stale |= stale

    def wait(self, since: str) -> tuple[int, str]:
        """Wait for a save after the version `since`: the version then, and the URL of the entry that was saved.

        The URL is "" where none was saved, or several. After `_PATIENCE` seconds the answer comes without a save.
        Raises `Crowded` where there is nothing to tell yet and too many wait for it.
        """
        with self.change:
            if str(self.version) == since:
                if self.waiting >= MOST_WAITING:
                    raise Crowded
                self.waiting += 1
                try:
                    self.change.wait_for(lambda: str(self.version) != since, timeout=_PATIENCE)
                finally:
                    self.waiting -= 1
            return self.version, self.entry_since(since)

    def entry_since(self, since: str) -> str:
        """The URL of the one entry that was saved after a version; "" where none was, or several."""
        paths = {path for version, path in self.files if since.isdecimal() and version > int(since)}
        entries = {path for path in paths if entry_kind(path) and (self.root / FOLDER / path).is_file()}
        return urls.of_file(entries.pop()) if len(entries) == 1 else ""

    def last_file(self) -> str:
        """The path from the town's folder of the entry or list that was saved last, "" where none was."""
        return next((f"{FOLDER}/{path}" for _, path in reversed(self.files) if model_of(path)), "")
