"""Work shared out among processes, where the system can split one into two.

In: tasks that do not depend on each other. Out: their results, in their order. Used by `memory`,
`rules` and `press`: a build has two or more processors to itself, and Python uses one.

A child is a copy of this process (fork), so a task sees everything that is in memory; only its result
travels back. Linux alone: elsewhere, with a single processor, or where other threads run (a copy would
have their locks and not them), the tasks run here one after the other, with the same results.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Result = TypeVar("Result")
alone = False  # set where a single process is wanted: to measure, to debug
_DIE_WITH_PARENT = 1  # linux/prctl.h: PR_SET_PDEATHSIG


class Ended(Exception):
    """A process was ended from outside before its work was done; mostly, memory had run out."""


def share(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """Run every task once; whoever is free takes the next, so put long ones first.

    Raises what a task raised: the first that failed, in the order of the tasks; `Ended`.
    """
    done = dict(as_done(tasks))
    results = []
    for number in range(len(tasks)):
        result, error = done[number]
        if error is not None:
            raise error
        results.append(result)
    return results


Outcome = tuple[Any, Exception | None]  # a result, or what went wrong


def as_done(tasks: Sequence[Callable[[], Any]]) -> Iterator[tuple[int, Outcome]]:
    """Run every task once and yield its number and outcome when it is done; the others work on meanwhile."""
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
        return None, error


def _next(turn: Any) -> int:
    with turn.get_lock():
        turn.value += 1
        return turn.value - 1


def _received(ready: Sequence[Any], receivers: list[Connection]) -> Iterator[tuple[int, Outcome]]:
    """What children have done next; one that says it is at the end is struck off the list."""
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
    """Whether a copy of this process would be sound, and is not one already."""
    helping = multiprocessing.current_process().daemon
    return sys.platform == "linux" and threading.active_count() == 1 and not (alone or helping)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _help(tasks: Sequence[Callable[[], Any]], turn: Any, sender: Connection, parent: int) -> None:
    """What a child does. When its parent is killed it must not write on."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        return
    while (number := _next(turn)) < len(tasks):
        sender.send_bytes(pickle.dumps((number, _outcome(tasks[number])), pickle.HIGHEST_PROTOCOL))
    sender.send_bytes(pickle.dumps(None))
