"""The disk edition: a site that opens from a USB stick with a double click, without a server.

In: the folder of a finished site, an empty folder. Out: the site as files. A browser that opens a file shows no
folder's index.html by itself and fetches no files for a script: so links end in index.html, the parts of the
search are scripts, and the policy names files beside the site itself. What a server alone needs is left out.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

from generator import urls
from generator.derive import policy

# What servers and search engines ask for; the sums are worked out anew, since pages differ.
LEFT_OUT = ("404.html", "robots.txt", "sitemap.xml", urls.SUMS)
_LINK = re.compile(r'(?<=\shref=")([^"#?:]+)(?=["#?])')
_POLICY = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_TO_A_FOLDER = re.compile(r"(?:^|/)\.{0,2}$")


def write(site: Path, folder: Path) -> int:
    """Write the disk edition of a site into an empty folder; how many files. Raises `OSError`."""
    sums = {}
    for path in _paths(site):
        source, (name, content) = site / path, _made(path, site / path)
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            shutil.copyfile(source, place)
        else:
            place.write_bytes(content)
        sums[name] = sha256(place.read_bytes()).hexdigest()
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / urls.SUMS).write_bytes(lines.encode())
    return len(sums) + 1


def _paths(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and path not in LEFT_OUT:
            yield path


def _made(path: str, file: Path) -> tuple[str, bytes | None]:
    """What a file is called on the disk, and its bytes; None where they stay as they are."""
    if path.endswith(".html"):
        return path, page(file.read_text("utf-8")).encode()
    if path.startswith(urls.SEARCH) and path.endswith(".json"):
        part = path.removeprefix(urls.SEARCH)
        return f"{path.removesuffix('.json')}.js", script(part, file.read_text("utf-8")).encode()
    return path, None


def page(html: str) -> str:
    """A page whose links lead to files, under the policy that files need."""
    html = _POLICY.sub(lambda found: escape(policy.from_disk(unescape(found[0]))), html)
    return _LINK.sub(lambda found: link(found[1]), html)


def link(target: str) -> str:
    """A link within the site, as a file: to a folder means to its index.html."""
    if not _TO_A_FOLDER.search(target):
        return target
    folder = target.rstrip("/")
    return "index.html" if folder in ("", ".") else f"{folder}/index.html"


def script(part: str, text: str) -> str:
    """A part of the search as a script that hands it to the search field (assets/page/30-asking.js)."""
    return f"QingdanFind.came({json.dumps(part)}, {json.dumps(text)});\n"
