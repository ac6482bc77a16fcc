"""Reads and writes the files that a clerk names on the command line; what fails is said in the clerk's words."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import click

from generator.files import whole


def read(file: Path) -> bytes:
    """The bytes of a file. Raises `ClickException` where it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError:
        raise click.ClickException(f"“{file}”打不开；关掉打开着它的程序再来") from None


def write(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all. Raises `ClickException` where that fails."""
    try:
        whole.write(file, content)
    except OSError:
        raise click.ClickException(
            f"“{file}”写不进去；关掉打开着它的程序，看看这个文件夹准不准您写，再来一次"
        ) from None


def beside(file: Path) -> Path:
    """A free place beside a workbook for the copy with marks: 清单（要改）.xlsx, 清单（要改2）.xlsx …"""
    stem = re.sub(r"（要改\d*）$", "", file.stem)
    names = (f"{stem}（要改{number if number > 1 else ''}）.xlsx" for number in itertools.count(1))
    return next(place for name in names if not (place := file.with_name(name)).exists())
