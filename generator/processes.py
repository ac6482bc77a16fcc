"""Work shared out among processes, where the system can split one into two.

In: tasks that do not depend on each other. Out: their results, in their order. Used by `record`,
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
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Result = TypeVar("Result")
alone = False  # set where a single process is wanted: to measure, to debug
_DIE_WITH_PARENT = 1  # linux/prctl.h: PR_SET_PDEATHSIG


def share(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """Run every task once; whoever is free takes the next, so put long ones first.

    Raises what a task raised: the first that failed, in the order of the tasks.
    """
    helpers = min(len(tasks), _processors()) - 1
    if helpers < 1 or not _may_split():
        return [task() for task in tasks]
    context = multiprocessing.get_context("fork")
    turn = context.Value("i", 0)
    children = []
    for _ in range(helpers):
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_help, args=(tasks, turn, sender, os.getpid()), daemon=True)
        child.start()
        sender.close()
        children.append((child, receiver))
    done = _work(tasks, turn)
    for child, receiver in children:
        try:
            done |= pickle.loads(receiver.recv_bytes())
        except EOFError:
            raise RuntimeError(f"a process ended with status {child.exitcode} before its work was done") from None
        child.join()
    results = []
    for number in range(len(tasks)):
        result, error = done[number]
        if error is not None:
            raise error
        results.append(result)
    return results


def _may_split() -> bool:
    """Whether a copy of this process would be sound, and is not one already."""
    helping = multiprocessing.current_process().daemon
    return sys.platform == "linux" and threading.active_count() == 1 and not (alone or helping)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _work(tasks: Sequence[Callable[[], Any]], turn: Any) -> dict[int, tuple[Any, Exception | None]]:
    """Take the next task until there is none: number → result, or what went wrong."""
    done: dict[int, tuple[Any, Exception | None]] = {}
    while True:
        with turn.get_lock():
            number = turn.value
            turn.value += 1
        if number >= len(tasks):
            return done
        try:
            done[number] = tasks[number](), None
        except Exception as error:
            done[number] = None, error


def _help(tasks: Sequence[Callable[[], Any]], turn: Any, sender: Connection, parent: int) -> None:
    """What a child does. When its parent is killed it must not write on."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() == parent:  # it did not die before the line above
        sender.send_bytes(pickle.dumps(_work(tasks, turn), pickle.HIGHEST_PROTOCOL))
