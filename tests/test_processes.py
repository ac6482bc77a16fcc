"""Work shared out among processes gives what one process gives, and never half of it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from generator import processes


@pytest.fixture(params=["alone", "shared"])
def manner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """One process, or three whatever the machine has."""
    monkeypatch.setattr(processes, "alone", request.param == "alone")
    monkeypatch.setattr(processes, "_processors", lambda: 3)
    return request.param


def _square(number: int) -> int:
    time.sleep(0.01 * (number % 3))
    return number * number


def test_results_come_in_the_order_of_the_tasks(manner: str) -> None:
    assert processes.share([partial(_square, number) for number in range(20)]) == [n * n for n in range(20)]


def test_no_task_is_no_result(manner: str) -> None:
    assert processes.share([]) == []


def _fail(number: int) -> None:
    raise ValueError(f"task {number}")


def test_the_first_failure_is_raised(manner: str) -> None:
    tasks = [partial(_square, 1), partial(_fail, 1), partial(_square, 2), partial(_fail, 3)]
    with pytest.raises(ValueError, match="task 1"):
        processes.share(tasks)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are split on Linux")
def test_the_work_is_really_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 3)
    monkeypatch.setattr(processes, "_may_split", lambda: True)  # earlier tests may have left a thread behind

    def at_work() -> int:
        time.sleep(0.1)
        return os.getpid()

    assert len(set(processes.share([at_work] * 9))) > 1


@pytest.mark.skipif(sys.platform != "linux", reason="processes are split on Linux")
def test_a_child_that_is_killed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 2)
    monkeypatch.setattr(processes, "_may_split", lambda: True)  # earlier tests may have left a thread behind
    here = os.getpid()

    def die_elsewhere() -> None:
        time.sleep(0.1)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(processes.Ended):
        processes.share([die_elsewhere] * 4)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are split on Linux")
def test_children_do_not_outlive_their_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, pathlib, sys, time\n"
        "from generator import processes\n"
        "processes._processors = lambda: 3\n"
        "def work():\n"
        "    pathlib.Path(sys.argv[1], str(os.getpid())).touch()\n"
        "    time.sleep(60)\n"
        "processes.share([work] * 3)\n"
    )
    born = tmp_path / "born"
    born.mkdir()
    parent = os.posix_spawn(
        sys.executable, [sys.executable, str(script), str(born)], {**os.environ, "PYTHONPATH": os.getcwd()}
    )
    while len(list(born.iterdir())) < 3:
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    children = {int(path.name) for path in born.iterdir()} - {parent}
    deadline = time.monotonic() + 5
    while any(_runs(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(_runs(child) for child in children)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_beside_other_threads_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 3)
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait)
    thread.start()
    try:
        assert set(processes.share([os.getpid] * 5)) == {os.getpid()}
    finally:
        go_on.set()
        thread.join()


def test_work_apart_may_break_down_and_nothing_else_does(capfd: pytest.CaptureFixture[str]) -> None:
    """A library that aborts takes its own process with it, and what it says on the way is for nobody."""
    assert processes.apart(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        processes.apart(divmod, 7, 0)
    with pytest.raises(processes.Ended):
        processes.apart(os.abort)
    assert capfd.readouterr() == ("", "")
