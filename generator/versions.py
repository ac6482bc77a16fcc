"""Asks git about a town's folder, and never has it change anything.

In: the folder, the words of a git command. Out: what git answers. Only this module runs another program.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PATIENCE = 60  # seconds


def installed() -> bool:
    """Whether this machine has git."""
    return shutil.which("git") is not None


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
