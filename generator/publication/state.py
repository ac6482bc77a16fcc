"""What is kept beside a published site, in `<parent>/.qingdan/<name>/`: the lock, and the releases.

In: the folder of the site. Out: where things lie. Names are matched exactly; nothing here is part of the site, and
whoever deletes it loses the way back to earlier editions alone.

    .qingdan/.gitignore                     no version control takes it in
    .qingdan/<name>/lock                    held by whoever publishes, builds, withdraws or goes back
    .qingdan/<name>/releases/<n>/site/      edition n as it was published, in files of its own: whoever changes a served
                                            file changes no release; what did not change is a link to the release before
    .qingdan/<name>/releases/<n>/record/    what it was made from: powers/, content/, overrides/, mkdocs.yml
    .qingdan/<name>/releases/next/          what is being made
    .qingdan/<name>/releases/unfinished.json    what is decided and not done (`unfinished`)
    .qingdan/<name>/releases/before-<n>/    what stood in the site's place and was moved aside as a whole (--adopt)
    .qingdan/<name>/releases/found-<n>/     what others put into the site while it was exchanged, under a name that is taken
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = ".qingdan"
KEPT = 5  # releases, the newest among them


@dataclass(frozen=True, slots=True)
class Release:
    """One kept edition, and where its parts lie."""

    number: int
    folder: Path

    @property
    def site(self) -> Path:
        """The edition's files, edition.json and SHA256SUMS among them."""
        return self.folder / "site"

    @property
    def record(self) -> Path:
        """The town's folder as it was when the edition was made."""
        return self.folder / "record"


@dataclass(frozen=True, slots=True)
class State:
    """What is kept beside one site."""

    site: Path

    @property
    def folder(self) -> Path:
        """The folder that belongs to this site alone."""
        return self.site.parent / FOLDER / self.site.name

    @property
    def lock(self) -> Path:
        """The file that is locked."""
        return self.folder / "lock"

    @property
    def next(self) -> Path:
        """Where the next release is made."""
        return self.folder / "releases" / "next"

    def releases(self) -> list[Release]:
        """The kept releases, oldest first."""
        folder = self.folder / "releases"
        found = [one for one in folder.iterdir() if one.name.isdecimal()] if folder.is_dir() else []
        return sorted((Release(int(one.name), one) for one in found), key=lambda release: release.number)
