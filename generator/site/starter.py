"""What a town without its own gets: the theme, the pages that hold for any town, the settings."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Where the theme, the starter content and mkdocs.yml lie: in the package, or in the repository beside it."""
    packaged = Path(__file__).parents[1] / "starter"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]
