"""The place of a site: one at a time, in one step, and nothing of others is ever lost."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import record
from generator.causes import Doing, Failed
from generator.publication import calls, edition, place, recovery, release, standing, tree
from generator.publication.state import KEPT, State
from tests.publication import ready
from tests.publication.faults import in_a_process
from tests.towns import state


def number(site: Path) -> int:
    """The number of the edition that stands there."""
    found = standing.edition_in(site)
    assert found
    return found.about.sequence


def test_one_edition_after_the_other_takes_the_sites_place(root: Path, site: Path) -> None:
    for now in (1, 2, 3, 4):
        assert ready.publish(root, site).about.sequence == now
        assert ready.faults(root, site, [now]) == []
    assert sorted(one.name for one in site.parent.iterdir()) == [".qingdan", "site"]
    assert [release.number for release in State(site).releases()] == [2, 3, 4]
    assert (site.parent / ".qingdan/.gitignore").read_text() == "*\n"


def test_a_server_of_another_user_may_read_it_whatever_the_umask(root: Path, site: Path) -> None:
    before = os.umask(0o077)
    try:
        ready.publish(root, site)
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in [site, *site.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o755}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o644}
    assert State(site).folder.stat().st_mode & 0o777 == 0o700  # what was taken down is not served from here


def test_one_at_a_time(root: Path, site: Path) -> None:
    with place.held(State(site)):
        assert "等它完了再来" in in_a_process(lambda: [ready.publish(root, site), None][1])


def test_sites_whose_names_begin_alike_do_not_meet(root: Path, folder: Path) -> None:
    names = ("site", "site.test", "site*", "[s]ite", "si te", "网站", "网站[1]")
    for turn in (1, 2):
        for name in names:
            assert ready.publish(root_of(folder, name), folder / "www" / name).about.sequence == turn
    for name in names:
        assert ready.faults(root_of(folder, name), folder / "www" / name, [2]) == []
    with place.held(State(folder / "www/site.test")):
        assert in_a_process(lambda: [ready.publish(root_of(folder, "site"), folder / "www/site"), None][1]) == ""


def root_of(folder: Path, name: str) -> Path:
    """A town for each site."""
    root = folder / f"town of {name}"
    return root if root.exists() else ready.town(root)


def test_foreign_files_are_named_and_stay(root: Path, site: Path) -> None:
    ready.publish(root, site)
    (site / "CNAME").write_text("www.example.com")
    (site / "up").mkdir()
    before = state(site)
    with pytest.raises(place.Foreign, match=r"CNAME、up/") as foreign:
        ready.publish(root, site)
    assert foreign.value.files == ["CNAME", "up/"]
    assert state(site) == before and ready.publish(root, site, adopt=True).about.sequence == 2
    kept = State(site).folder / "releases/before-1"
    assert (kept / "CNAME").read_text() == "www.example.com" and (kept / "up").is_dir()
    assert ready.faults(root, site, [2]) == [] and not (site / "CNAME").exists()


@pytest.mark.parametrize("name", [edition.FILE, edition.SUMS, place.MARK])
def test_a_pipe_is_not_waited_for(root: Path, site: Path, name: str) -> None:
    site.mkdir(parents=True)
    os.mkfifo(site / name)
    with pytest.raises(place.Foreign):
        ready.publish(root, site)


def test_a_file_put_there_at_the_last_moment_is_in_the_new_site(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.publish(root, site)
    exchange = calls.TABLE["exchange"]

    def late(one: str, other: str) -> None:
        (site / "CNAME").write_text("www.example.com")
        (site / "p1/note.txt").write_text("mine")
        (site / "odd0").mkdir(exist_ok=True)
        (site / "odd0/index.html").write_text("not theirs")  # the new edition has this address
        exchange(one, other)

    monkeypatch.setitem(calls.TABLE, "exchange", late)
    ready.publish(root, site)
    assert (site / "CNAME").read_text() == "www.example.com" and (site / "p1/note.txt").read_text() == "mine"
    assert (State(site).folder / "releases/found-1/odd0/index.html").read_text() == "not theirs"


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_without_the_system_call_two_renames_do(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def cannot(*_: object) -> None:
        raise OSError(number, "no such call")

    monkeypatch.setitem(calls.TABLE, "exchange", cannot)
    for now in (1, 2, 3):
        assert ready.publish(root, site).about.sequence == now
        assert ready.faults(root, site, [now]) == []


def test_a_site_that_cannot_be_put_in_place_leaves_the_old_one(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two renames, the second refused because a program on Windows has a file open: the first is taken back."""
    ready.publish(root, site)
    rename = calls.TABLE["rename"]

    def cannot(*_: object) -> None:
        raise OSError(errno.ENOSYS, "no such call")

    def refuse(path: Path, to: Path) -> None:
        if to == site and path.name == "site":
            raise PermissionError(errno.EACCES, "open", str(to))
        rename(path, to)

    monkeypatch.setitem(calls.TABLE, "exchange", cannot)
    monkeypatch.setitem(calls.TABLE, "rename", refuse)
    with pytest.raises(Failed, match="没有权限"):
        ready.publish(root, site)
    assert ready.faults(root, site, [1]) == []


def test_the_first_of_two_renames_is_taken_back_at_once(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only by the next start: until then nobody would see a site."""
    ready.publish(root, site)
    rename = calls.TABLE["rename"]

    def refuse(path: Path, to: Path) -> None:
        if Path(to) == site and Path(path).name == "site":
            raise PermissionError(errno.EACCES, "open", str(to))
        rename(path, to)

    monkeypatch.setattr(calls, "exchange", lambda one, other: False)
    monkeypatch.setitem(calls.TABLE, "rename", refuse)
    state = State(site)
    with place.held(state):
        (place.build(state) / "index.html").write_text("new")
        with pytest.raises(Failed):
            place.put(state)
        assert ready.faults(root, site, [1]) == []


def test_the_exchange_is_on_the_disk_before_ledger_and_log(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.publish(root, site)
    done: list[tuple[str, Path]] = []
    for name in ("exchange", "sync_folder", "rename"):
        real = getattr(calls, name)

        def noted(*given: Path, name: str = name, real: Callable[..., object] = real) -> object:
            done.append((name, given[-1]))
            return real(*given)

        monkeypatch.setattr(calls, name, noted)
    ready.publish(root, site)
    after = done[done.index(("exchange", site)) :]
    assert after[1:3] == [("sync_folder", site.parent), ("sync_folder", State(site).next)]
    assert ("rename", root / "powers/published.csv") in after[3:]


def test_what_was_half_made_never_looks_like_somebodys(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking it away is cut off: the next start still knows what it was."""
    state = State(site)

    def cut_off(path: Path) -> None:
        if path.name == "site":
            raise KeyboardInterrupt
        real(path)

    real = tree.remove
    with place.held(state):
        (place.build(state) / "index.html").write_text("half")
        monkeypatch.setattr(tree, "remove", cut_off)
        with pytest.raises(KeyboardInterrupt):
            place.sweep(state)
        monkeypatch.setattr(tree, "remove", real)
        assert place.sweep(state) == [] and not state.next.exists() and not site.exists()


def test_ctrl_c_waits_for_what_lasts_milliseconds_and_is_heard_again() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        with place.uninterrupted():
            signal.raise_signal(signal.SIGINT)
        assert heard == []
        signal.raise_signal(signal.SIGINT)
        assert heard == [signal.SIGINT]
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_is_being_made_is_open_to_a_server_whatever_the_umask(site: Path) -> None:
    before = os.umask(0o077)
    try:
        with place.held(State(site)):
            assert place.build(State(site)).stat().st_mode & 0o777 == 0o755
    finally:
        os.umask(before)


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "磁盘满了，还要 [0-9]+ MB"), (errno.EACCES, "没有权限")])
def test_a_disk_that_is_full_says_how_much_more_it_takes(root: Path, site: Path, number: int, said: str) -> None:
    state = State(site)
    before = standing.before(state, record.read(root)[0], None)
    with place.held(state):
        made = place.build(state)
        with pytest.raises(Failed, match=said) as failed, release._room(state, before):
            raise Failed(OSError(number, "no"), Doing.WRITING, made / "index.html")
    assert ("还要" in str(failed.value)) is (number == errno.ENOSPC)


def test_an_edition_names_the_commit_of_its_record_and_whether_more_was_changed(root: Path) -> None:
    assert release._commit(root) == ""
    name = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    for words in (("init", "-q"), ("add", "."), (*name, "commit", "-q", "-m", "a")):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    clean = release._commit(root)
    assert re.fullmatch("[0-9a-f]{40}", clean)
    (root / "powers/new.yml").write_text("")
    assert release._commit(root) == f"{clean}+"


def test_a_full_disk_is_met_before_the_site_has_changed(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ledger and log are written beside their places first."""
    ready.publish(root, site)
    real = calls.write_through

    def full(path: Path, content: bytes) -> None:
        if path.parent == root / "powers":
            raise Failed(OSError(errno.ENOSPC, "full"), Doing.WRITING, path)
        real(path, content)

    monkeypatch.setattr(calls, "write_through", full)
    with pytest.raises(Failed, match="磁盘满了"):
        ready.publish(root, site)
    monkeypatch.setattr(calls, "write_through", real)
    assert ready.faults(root, site, [1]) == [] and ready.publish(root, site).about.sequence == 2


def test_a_list_of_files_that_is_not_ours_lists_nothing(root: Path, site: Path) -> None:
    site.mkdir(parents=True)
    (site / place.MARK).write_text("mine\nindex.html\n")
    (site / "index.html").write_text("mine")
    assert place.foreign(site) == [place.MARK, "index.html"]
    with pytest.raises(place.Foreign):
        ready.publish(root, site)
    assert (site / "index.html").read_text() == "mine"


def test_a_file_in_the_place_of_the_site_stays(root: Path, site: Path) -> None:
    site.parent.mkdir(parents=True)
    site.write_text("mine")
    assert place.foreign(site) == ["site"]
    with pytest.raises(place.Foreign):
        ready.publish(root, site)
    assert site.read_text() == "mine"


def test_a_site_lost_between_two_renames_is_put_back(root: Path, site: Path) -> None:
    ready.publish(root, site)
    (State(site).next / "old").parent.mkdir()
    site.rename(State(site).next / "old")
    with place.held(State(site)):
        recovery.recover(State(site), root)
    assert ready.faults(root, site, [1]) == []


def test_an_address_is_remembered_for_ever_and_the_parts_of_pages_as_long_as_releases(root: Path, site: Path) -> None:
    for _ in range(KEPT + 3):
        done = ready.publish(root, site)
    pages = {path for path in done.gone if path.endswith(".html")}
    parts = {path for path in done.gone if path.startswith("search/")}
    assert len(pages) == 1 and parts == {f"search/{number}/a.json" for number in range(3, KEPT + 3)}
    assert done.gone["search/3/a.json"].last == 3 and not done.gone["search/3/a.json"].withdrawn


def test_the_kept_releases_share_files_and_are_not_the_served_ones(root: Path, site: Path) -> None:
    for _ in range(3):
        ready.publish(root, site)
    one, two, three = (release.site / "assets/a.css" for release in State(site).releases())
    assert one.stat().st_ino == two.stat().st_ino == three.stat().st_ino
    with open(site / "assets/a.css", "ab") as file:
        file.write(b"defaced")
    assert two.read_bytes() == ready.files(2)["assets/a.css"]


def test_without_what_is_kept_beside_it_only_the_way_back_is_lost(root: Path, site: Path) -> None:
    import shutil

    for _ in range(3):
        ready.publish(root, site)
    shutil.rmtree(site.parent / ".qingdan")
    assert ready.publish(root, site).about.sequence == 4
    assert ready.faults(root, site, [4]) == []


def test_a_record_that_was_copied_before_is_told_that_it_is_older(root: Path, site: Path, folder: Path) -> None:
    import shutil

    ready.publish(root, site)
    copy = shutil.copytree(root, folder / "copy")
    ready.publish(root, site)
    with pytest.raises(standing.Behind, match="网站是第2版，这里只记到第1版"):
        ready.publish(copy, site)
    assert number(site) == 2


def test_a_site_on_a_disk_of_its_own_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    with pytest.raises(place.Mounted, match="挂载点"), place.held(State(site)):
        pass


def test_an_edition_is_read_back_as_it_was_written(root: Path, site: Path) -> None:
    done = ready.publish(root, site)
    content = (site / edition.FILE).read_bytes()
    again = edition.read(content)
    assert again == done and edition.encoded(again.about, again.files, again.gone) == content
