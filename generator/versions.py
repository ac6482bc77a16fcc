"""Asks git about a town's folder, and never has it change anything.

In: the folder, the words of a git command. Out: what git answers. Only this module runs another program.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

PATIENCE = 60  # seconds


def installed() -> bool:
    """Whether this machine has git."""
    return shutil.which("git") is not None


def unpacked(root: Path, commit: str, paths: Sequence[str], folder: Path) -> bool:
    """Put what a commit holds at some paths below a folder; whether git gave it.

    Links, and whatever leads out of the folder, are left where they are.
    """
    archive = asked(root, "archive", "--format=tar", commit, "--", *paths)
    if archive is None:
        return False
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for member in packed:
            parts = PurePosixPath(member.name).parts
            file = packed.extractfile(member) if member.isfile() else None
            if file is None or ".." in parts or PurePosixPath(member.name).is_absolute():
                continue
            place = folder.joinpath(*parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read())
    return True


def folder_in_repository(root: Path) -> str:
    """Where a folder lies in the repository that holds it, as `towns/a/`; "" at its top, or where there is none."""
    return (asked(root, "rev-parse", "--show-prefix") or b"").decode("utf-8", "replace").rstrip("\n")


def asked(root: Path, *words: str, patience: int = PATIENCE) -> bytes | None:
    """What git prints for a command in a folder; None where it fails or takes longer than `patience` seconds.

    git is told to take no locks, so that a clerk's own git never has to wait, and to leave line ends alone, so that
    files come out byte for byte as they were committed.
    """
    program = shutil.which("git")
    if program is None:
        return None
    command = [program, "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.autocrlf=false", *words]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, stdin=subprocess.DEVNULL, timeout=patience)  # noqa: PLW1510  the status is looked at below
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
