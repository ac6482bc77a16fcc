"""What a town's version control keeps: asked, never written to.

In: the town's folder and what git is asked. Out: its answer. Used by `authoring/changes/` and the preview; only
this module runs another program.
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
    """What git answers in a folder; None where it cannot, or takes too long.

    It takes no lock that a clerk's own git would wait for, and what was committed comes out byte for byte,
    whatever this machine does to line ends.
    """
    program = shutil.which("git")
    if program is None:
        return None
    command = [program, "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.autocrlf=false", *words]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, stdin=subprocess.DEVNULL, timeout=patience)  # noqa: PLW1510
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
