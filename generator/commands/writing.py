"""Writes files of the record for a command: all or none; where that fails, says why and ends it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from generator.files import together


def write(root: Path, files: Mapping[str, together.FileChange]) -> None:
    """Write the files. Raises `ClickException` where nothing was written."""
    try:
        if files:
            together.write(root, files)
    except together.ChangedMeanwhile as moved:
        raise click.ClickException(f"“{moved}”刚刚变了，没有写；再来一次") from None
    except (together.PutBack, OSError):
        raise click.ClickException("写不进去，已经全部退回；关掉打开着这些文件的程序再来") from None
