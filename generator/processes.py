"""Shares work out among processes, so that a build uses every processor.

In: tasks that do not depend on each other. Out: their results.

A child process is a copy of this one (fork), so a task has everything that is in memory here; only its result
is sent back. That is done on Linux, with two processors or more, where no other thread runs: a copy would have
the locks that a thread holds, and not the thread. Anywhere else the tasks run in this process, one after the
other, with the same results.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Result = TypeVar("Result")
alone = False  # true keeps everything in this process: to measure, to debug
_DIE_WITH_PARENT = 1  # linux/prctl.h: PR_SET_PDEATHSIG


class Ended(Exception):
    """A child process was killed before its work was done, most likely because the memory ran out."""


def share(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """Run every task, and give their results in the order of the tasks.

    A process that is free takes the next task, so the longest should come first. Where tasks raise exceptions, the
    first of them in the order of the tasks is raised here. Raises `Ended` where a child was killed.
    """
    done = dict(as_done(tasks))
    results = []
    for number in range(len(tasks)):
        result, error = done[number]
        if error is not None:
            raise error
        results.append(result)
    return results


Outcome = tuple[Any, Exception | None]  # the result of a task, or the exception that it raised


def as_done(tasks: Sequence[Callable[[], Any]]) -> Iterator[tuple[int, Outcome]]:
    """Run every task, and yield its number and outcome as soon as it is done, while the others go on."""
    helpers = min(len(tasks), _processors()) - 1
    if helpers < 1 or not _may_split():
        yield from ((number, _outcome(task)) for number, task in enumerate(tasks))
        return
    context = multiprocessing.get_context("fork")
    turn = context.Value("i", 0)
    children, receivers = [], []
    for _ in range(helpers):
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_help, args=(tasks, turn, sender, os.getpid()), daemon=True)
        child.start()
        children.append(child)
        sender.close()
        receivers.append(receiver)
    while (number := _next(turn)) < len(tasks):
        yield number, _outcome(tasks[number])
        while ready := wait(receivers, timeout=0):
            yield from _received(ready, receivers)
    while receivers:
        yield from _received(wait(receivers), receivers)
    for child in children:
        child.join()


def _outcome(task: Callable[[], Any]) -> Outcome:
    try:
        return task(), None
    except Exception as error:
        error.add_note(traceback.format_exc())  # where it was raised: another process gets the exception without
        return None, error


def _next(turn: Any) -> int:
    """The number of the next task; every process asks for it before it takes one."""
    with turn.get_lock():
        turn.value += 1
        return turn.value - 1


def _received(ready: Sequence[Any], receivers: list[Connection]) -> Iterator[tuple[int, Outcome]]:
    """The outcomes that children have sent. A child that says it is done is taken off the list of receivers."""
    for receiver in ready:
        try:
            found = pickle.loads(receiver.recv_bytes())
        except EOFError:
            raise Ended("a process ended before its work was done") from None
        if found is None:
            receivers.remove(receiver)
        else:
            yield found


def _may_split() -> bool:
    """Whether this process can be copied: it runs no other thread, and is no copy itself."""
    helping = multiprocessing.current_process().daemon
    return sys.platform == "linux" and threading.active_count() == 1 and not (alone or helping)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _help(tasks: Sequence[Callable[[], Any]], turn: Any, sender: Connection, parent: int) -> None:
    """Take tasks and send their outcomes, until none is left. Where the parent is killed, the child is killed too."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # the parent was killed before the line above
        return
    while (number := _next(turn)) < len(tasks):
        sender.send_bytes(pickle.dumps((number, _outcome(tasks[number])), pickle.HIGHEST_PROTOCOL))
    sender.send_bytes(pickle.dumps(None))


_PATIENCE = 60  # seconds that work apart may take
_MOST_MEMORY = 1536 * 1024 * 1024  # bytes of addresses that it may have, the libraries among them


def apart(task: Callable[..., Result], *arguments: Any) -> Result:
    """Run a task that may take its process down with it, in one of its own that is silent and has its limits.

    The task is a function of a module, what it takes and gives can be sent. Raises what the task raises; `Ended` where
    its process died, or took too long.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_apart, args=(sender, task, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(_PATIENCE):
            raise Ended
        result, error = receiver.recv()
    except EOFError:
        raise Ended from None
    finally:
        receiver.close()
        child.kill()
        child.join()
    if error is not None:
        raise error
    return result


def _apart(sender: Connection, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """What the process does: what a library says when it breaks down is for nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        pass
    sender.send(_outcome(lambda: task(*arguments)))
