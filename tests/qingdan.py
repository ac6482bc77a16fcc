"""The command as a clerk types it: in this process, or in one of its own where the process itself is what is tested.

In: the words after `qingdan`. Out: how it ended and what it said. It is the day of the tests for a command that
asks for the day, unless the words say another.
"""

from __future__ import annotations

import contextlib
import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
from click.testing import CliRunner

from generator.cli import main
from tests.towns import DAY, ROOT


class Done(NamedTuple):
    """How a command ended: its exit status, everything it said, and that by stream."""

    exit_code: int
    output: str
    stdout: str
    stderr: str


def run(*words: str | Path, root: Path | None = None, cwd: Path | None = None) -> Done:
    """A command in this process; a fault of the program itself is raised."""
    line = _line(words, root)
    try:
        with contextlib.chdir(cwd) if cwd else contextlib.nullcontext():
            done = CliRunner().invoke(main, line, prog_name="qingdan", catch_exceptions=False)
    finally:
        gc.enable()  # a command ends soon and does without; the tests go on
    return Done(done.exit_code, done.output, done.stdout, done.stderr)


def started(
    *words: str | Path,
    root: Path | None = None,
    cwd: Path | None = None,
    encoding: str = "utf-8",
    before: Path | None = None,
    **environment: str,
) -> Done:
    """A command in a process of its own, by `python -m generator`, on a console of some encoding.

    It knows nothing of this machine's language. `before` is a folder whose modules take the place of others.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    paths = os.pathsep.join(str(path) for path in (before, ROOT) if path)
    done = subprocess.run(
        [sys.executable, "-m", "generator", *_line(words, root)],
        check=False,
        cwd=cwd,
        env={**clean, "PYTHONPATH": paths, "PYTHONIOENCODING": encoding, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=600,
    )
    said = "utf-8" if encoding == "ascii" else encoding  # click takes such a console for one that is set up wrong
    stdout, stderr = done.stdout.decode(said), done.stderr.decode(said)
    return Done(done.returncode, stdout + stderr, stdout, stderr)


def options_of(command: click.Command) -> set[str]:
    """Every option that a command takes, those of the commands in it too."""
    parts = [command, *getattr(command, "commands", {}).values()]
    return {name for part in parts for param in part.params for name in param.opts} | {"--help"}


def _line(words: tuple[str | Path, ...], root: Path | None) -> list[str]:
    line = [str(word) for word in words] + (["--root", str(root)] if root else [])
    command = main.commands.get(line[0]) if line else None
    if command and "--as-of" in options_of(command) and not {"--as-of", "--help", "--explain"} & {*line}:
        behind = 1 + (line[1:2] != [] and line[1] in getattr(command, "commands", {}))
        line[behind:behind] = ["--as-of", DAY.isoformat()]
    return line
