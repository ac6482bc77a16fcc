"""What the page “放到网上” says to nginx and Apache is put into real servers, below /a/b/ of another site."""

from __future__ import annotations

import gzip
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.checked import read_and_check
from generator.derive import policy
from generator.site import engine
from tests import servers, web
from tests.towns import DAY, TOWN

ADDRESS = "https://www.example.gov.cn/a/b/"
LONG, SHORT = "max-age=31536000", "no-cache"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample town's site, made for /a/b/, in the folder a/b of a server's root."""
    town = tmp_path_factory.mktemp("town")
    shutil.copytree(TOWN / "powers", town / "powers")
    file = town / "powers/town.yml"
    file.write_text(file.read_text("utf-8").replace("https://www.example.gov.cn/hequan/", ADDRESS), "utf-8")
    folder = tmp_path_factory.mktemp("root") / "a/b"
    folder.parent.mkdir()
    engine.run(town, folder, DAY, read_and_check(town, DAY))
    (folder.parent / "other.html").write_text("the county's own", "utf-8")
    return folder


@pytest.fixture(scope="module", params=servers.SERVERS)
def address(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on each server."""
    told = servers.setting(site, request.param)
    with servers.serving(request.param, told, site.parents[1], tmp_path_factory.mktemp("state")) as root:
        yield f"{root}/a/b/"


def _get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers, content; a page that a server leads on to is not followed."""
    try:
        with urllib.request.build_opener(_Stay).open(
            urllib.request.Request(url, headers=headers), timeout=10
        ) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def test_every_link_and_file_of_the_home_page_is_there(address: str) -> None:
    status, _, home = _get(address)
    assert status == 200
    facts = web.read(home.decode())
    for link in [*facts.links, *facts.loaded]:
        if "://" not in link and not link.startswith(("tel:", "#", "mailto:")):
            assert _get(address + link.removeprefix("./"))[0] == 200, link


def test_every_answer_carries_the_policy(address: str, site: Path) -> None:
    expected = policy.header(read_and_check(TOWN, DAY).record.town)
    assert expected.endswith("; frame-ancestors 'none'")
    for path in ("", "services/f001/", "404.html", "data/v1/powers.csv", "assets/icon.svg", "no/such/page/"):
        headers = _get(address + path)[1]
        assert headers.get_all("Content-Security-Policy") == [expected], path
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"], path
        assert headers.get_all("Referrer-Policy") == ["same-origin"], path


def test_what_is_named_by_its_content_is_kept_and_the_rest_is_asked_for(address: str, site: Path) -> None:
    named = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    lasting = [
        path for path in named if re.fullmatch(r"assets/\w+\.[0-9a-f]{10}\.(css|js)|search/[0-9a-f]{12}/.+", path)
    ]
    assert {"css", "js", "json"} == {path.rpartition(".")[2] for path in lasting}
    for path in sorted(lasting)[::7]:
        assert LONG in _get(address + path)[1]["Cache-Control"], path
    for path in ("", "services/f001/", "search/index.json", "data/v1/powers.csv", "assets/icon.svg"):
        assert _get(address + path)[1]["Cache-Control"] == SHORT, path
    for path in ("assets/qingdan.0123456789.css", "search/0123456789ab/cards-0.json"):  # of an edition before
        status, headers, _ = _get(address + path)
        assert status == 404 and LONG not in str(headers["Cache-Control"]), path


def test_a_page_is_asked_for_anew_but_not_sent_anew(address: str) -> None:
    tag = _get(address)[1]["ETag"]
    assert _get(address, **{"If-None-Match": tag})[0] == 304


@pytest.mark.parametrize("path", ["nowhere/", "services/f999/", "assets/", "services/f001/nothing.json", "index.php"])
def test_a_lost_address_gets_the_sites_own_page(address: str, path: str) -> None:
    status, headers, content = _get(address + path)
    assert status in ((404, 403) if path == "assets/" else (404,))
    assert "没有这一页" in content.decode() and headers.get_content_type() == "text/html"
    assert "/a/b/assets/qingdan." in content.decode()


def test_no_folder_is_listed(address: str, site: Path) -> None:
    for folder in (folder for folder in site.rglob("*") if folder.is_dir() and not (folder / "index.html").exists()):
        _, _, content = _get(f"{address}{folder.relative_to(site).as_posix()}/")
        assert b"Index of" not in content and "没有这一页" in content.decode()


def test_types_and_characters_are_said(address: str) -> None:
    types = {
        "": "text/html; charset=utf-8",
        "data/v1/powers.csv": "text/csv; charset=utf-8",
        "data/v1/powers.json": "application/json; charset=utf-8",
        "services/f001/f001.json": "application/json; charset=utf-8",
        "robots.txt": "text/plain; charset=utf-8",
        "assets/icon.svg": "image/svg+xml; charset=utf-8",
        "assets/icon.png": "image/png",
    }
    assert {path: _get(address + path)[1]["Content-Type"] for path in types} == types


def test_text_is_sent_compressed(address: str, site: Path) -> None:
    for path in ("services/f001/", "data/v1/powers.json"):
        _, headers, content = _get(address + path, **{"Accept-Encoding": "gzip"})
        assert headers["Content-Encoding"] == "gzip"
        file = site / path / "index.html" if path.endswith("/") else site / path
        assert gzip.decompress(content) == file.read_bytes()


def test_a_folder_without_its_slash_leads_to_the_page(address: str) -> None:
    status, headers, _ = _get(address + "services")
    assert status == 301 and headers["Location"].endswith("/a/b/services/")


def test_the_sites_beside_it_are_left_alone(address: str) -> None:
    status, headers, _ = _get(address.replace("/a/b/", "/a/other.html"))
    assert status == 200 and headers["Content-Security-Policy"] is None


def test_what_iis_is_told_is_well_formed(site: Path) -> None:
    told = ElementTree.fromstring(servers.setting(site, "iis"))
    assert [place.get("path") for place in told.iter("location")] == ["a/b"]
    headers = {one.get("name"): one.get("value") for one in told.iter("customHeaders") for one in one.iter("add")}
    assert headers["Content-Security-Policy"] == policy.header(read_and_check(TOWN, DAY).record.town)
