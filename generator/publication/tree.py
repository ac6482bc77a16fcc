"""A folder full of files as one thing: what lies in it, made durable, copied, taken away.

In: folders. Out: paths below them, with forward slashes. Links are things of their own and never followed.
"""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.publication import calls


def walk(folder: Path, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Everything below a folder with its mode: files, links, whatever else, and folders after what lies in them."""
    for name in calls.names(folder):
        place, path = folder / name, prefix + name
        found = calls.there(place)
        if found is None:
            continue  # gone since
        if stat.S_ISDIR(found.st_mode):
            yield from walk(place, f"{path}/")
        yield path, found.st_mode


def files(folder: Path) -> list[str]:
    """The files below a folder, sorted."""
    return sorted(path for path, mode in walk(folder) if stat.S_ISREG(mode))


def foreign(folder: Path, listed: Collection[str]) -> list[str]:
    """What lies below a folder and is not among the listed files, sorted: files, links, folders that hold none of them."""
    ours = {"/".join(steps[:i]) for path in listed for steps in [path.split("/")] for i in range(1, len(steps))}
    found: list[str] = []
    for path, mode in walk(folder):
        if stat.S_ISDIR(mode):
            if path not in ours and not any(other.startswith(f"{path}/") for other in found):
                found.append(f"{path}/")
        elif path not in listed or not stat.S_ISREG(mode):
            found.append(path)
    return sorted(found)


def settle(folder: Path) -> None:
    """Let everyone read a folder and what lies in it, and force all of it to the disk."""
    folders, plain = [folder], []
    for path, mode in walk(folder):
        place = folder / path
        if stat.S_ISDIR(mode):
            folders.append(place)
        elif stat.S_ISREG(mode):
            plain.append(place)
            _open_to_all(place, mode, calls.FILE_MODE)
    for place in folders:
        found = calls.there(place)
        _open_to_all(place, found.st_mode if found else 0, calls.FOLDER_MODE)
    calls.each(calls.sync_file, plain)
    calls.each(calls.sync_folder, folders[::-1])


def _open_to_all(place: Path, mode: int, wanted: int) -> None:
    if stat.S_IMODE(mode) != wanted:
        calls.set_mode(place, wanted)


def remove(place: Path) -> None:
    """Take a file, a link or a whole folder of our own away; nothing where there is nothing."""
    if not calls.is_folder(place):
        if calls.there(place) is not None:
            calls.unlink(place)
        return
    for path, mode in walk(place):
        (calls.remove_folder if stat.S_ISDIR(mode) else calls.unlink)(place / path)
    calls.remove_folder(place)


def clear(folder: Path, listed: Collection[str], last: str) -> bool:
    """Take away the listed files and the folders that are empty then; whether nothing is left.

    `last`, a file that knows what is listed, goes when all others have gone, so that this can be begun again.
    """
    ours = set(listed) - {last}
    for path, mode in walk(folder):
        if stat.S_ISDIR(mode):
            if not calls.names(folder / path):
                calls.remove_folder(folder / path)
        elif path in ours and stat.S_ISREG(mode):
            calls.unlink(folder / path)
    if calls.names(folder) == [last]:
        calls.unlink(folder / last)
    if calls.names(folder):
        return False
    calls.remove_folder(folder)
    return True
