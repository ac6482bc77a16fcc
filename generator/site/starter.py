"""Where the files are that a town uses if it has none of its own: theme, prose, mkdocs.yml."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """The folder with overrides/, content/ and mkdocs.yml: in an installed package, or the repository's own."""
    packaged = Path(__file__).parents[1] / "starter"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]
