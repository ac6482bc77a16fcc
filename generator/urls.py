"""Every URL of the site, in one place.

In: an entry, its kind, or the name of a page. Out: a path below the site's root, with a slash at its end.
URLs are part of what is promised to readers: they come from ids and never change.
"""

from __future__ import annotations

from generator.model.adjustment import Adjustment
from generator.model.entry import Entry
from generator.model.kind import Kind, ListKind
from generator.model.kinds import BY_LETTER, KINDS, kind_of, list_at

SECTIONS: dict[str, str] = {kind.letter: kind.section.url for kind in KINDS}
HOME = ""
ENFORCEMENT = "enforcement/"
COMPLETENESS = "completeness/"
THEMES = "themes/"
LIFE = "life/"
AZ = "az/"
SEARCH = "search/"
DATA = "data/"
OPEN_DATA = "data/v1/"
FEEDS = "feeds/"
CHANGES = kind_of(Adjustment).section.url
PAST = f"{CHANGES}on/"
EVALUATION = f"{CHANGES}evaluation/"
VERIFY = "about/verify/"
EDITION, SUMS = "edition.json", "SHA256SUMS"  # what a published site lists of itself
FILLING = "help/filling/"
CODES = "help/codes/"
DESK = "help/desk/"
ONLINE = f"{DESK}online/"
ASSETS = "assets/"
# What bears the hash of its content in its name, so that a browser may keep it: scripts, styles, parts of the search.
LASTING = rf"/{ASSETS}[^/]+\.[0-9a-f]{{10}}\.(?:css|js)$|/{SEARCH}[0-9a-f]{{12}}/[^/]+$"


def of_id(id_: str) -> str:
    """The page of an entry."""
    return f"{SECTIONS[id_[0]]}{id_}/"


def of_list(model: type[Entry]) -> str:
    """The page of the list that holds the entries of a model."""
    return kind_of(model).section.url


def of_file(path: str) -> str:
    """Where a file of the record is seen: an entry's page, the page that shows a list, the home page for the rest."""
    name = path.removeprefix("powers/")
    stem = name.rpartition("/")[2].rpartition(".")[0]
    if stem[:1] in BY_LETTER and stem[1:].isdecimal():
        return of_id(stem)
    kind = list_at(name)
    if kind and "YYYY" in kind.pattern:
        return f"{kind.page}statistics/{stem}/"
    return kind.page if kind else HOME


def of(entry: Entry) -> str:
    """The page of an entry."""
    return of_id(str(entry.id))


def sheet(entry: Entry) -> str:
    """The sheet of an entry, to be printed and taken along."""
    return f"{of(entry)}sheet/"


def filling(kind: Kind | ListKind) -> str:
    """How the files of a list are filled in, for clerks."""
    return f"{FILLING}{kind.attribute}/"


def code(number: str) -> str:
    """Where a code is explained, for clerks: H106 on the page of the codes that begin with H1."""
    return f"{CODES}{number[:2].lower()}/#{number.lower()}"


def relative(target: str, page: str) -> str:
    """`target` as seen from `page`: the site works below any address."""
    return "../" * page.count("/") + target or "./"


def absolute(url: str, address: object) -> str:
    """A page's full address below the town's public one (`公开网址`); "" where it has none."""
    return str(address).rstrip("/") + "/" + url if address else ""
