"""Work on all cores: each share of it in a process of its own.

A share is done by a copy of this process (``fork``): everything that was loaded or worked out before is
there without being sent, and everything it takes is given back when the share is done. So a share
should be large enough to be worth a process, and small enough that a few of them fit into memory.
"""

from __future__ import annotations

import gc
import os
import pickle
import selectors
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_PIECE = 1 << 20
"""Bytes taken from a process at a time."""


def available() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on macOS
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def shares(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Cut ``items`` into runs of at most ``size``.

    >>> shares("abcde", 2)
    ['ab', 'cd', 'e']
    """
    return [items[start : start + size] for start in range(0, len(items), size)]


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """Yield ``work(item)`` for each item, in order; at most ``jobs`` of them are under way at a time.

    With one job everything is done here, one after the other. What ``work`` raises is raised here when
    its turn comes, and what is under way then is stopped.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    team = _Team()
    left = enumerate(items)
    ahead: dict[int, tuple[bool, Any]] = {}
    following = next(left, None)
    number = 0
    try:
        while following or team.working or ahead:
            # Not too far ahead of a slow one: what is done and not yet asked for takes memory.
            while following and len(team.working) < jobs and len(ahead) < 2 * jobs:
                team.start(following[0], work, following[1])
                following = next(left, None)
            if number not in ahead:
                ahead.update(team.finished())
                continue
            done, answer = ahead.pop(number)
            number += 1
            if not done:
                raise answer
            yield answer
    finally:
        team.stop()


def in_any_order(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """Yield ``work(item)`` for each item as they come to be done: none waits for one that takes long."""
    if jobs <= 1:
        yield from map(work, items)
        return
    team, left = _Team(), enumerate(items)
    following = next(left, None)
    try:
        while following or team.working:
            while following and len(team.working) < jobs:
                team.start(following[0], work, following[1])
                following = next(left, None)
            for done, answer in team.finished().values():
                if not done:
                    raise answer
                yield answer
    finally:
        team.stop()


@dataclass(slots=True)
class _Worker:
    """A process that does one share; its answer comes through a pipe."""

    number: int
    process: int
    pieces: list[bytes] = field(default_factory=list)


class _Team:
    """The processes under way."""

    def __init__(self) -> None:
        self.working: dict[int, _Worker] = {}
        """By the end of the pipe that is read here."""
        self._selector = selectors.DefaultSelector()

    def start(self, number: int, work: Callable[[T], R], item: T) -> None:
        """Begin a share in a new process."""
        sys.stdout.flush()
        sys.stderr.flush()
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            # A thread of the caller could hold a lock that the copy waits for: what is done there takes
            # no locks but those of this module's own pipe.
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
        if not process:
            os.close(reading)
            _answer(writing, work, item)
        os.close(writing)
        self.working[reading] = _Worker(number, process)
        self._selector.register(reading, selectors.EVENT_READ)

    def finished(self) -> dict[int, tuple[bool, Any]]:
        """Wait for something to come, and return the answers that are whole by then."""
        answers: dict[int, tuple[bool, Any]] = {}
        for key, _ in self._selector.select():
            worker = self.working[key.fd]
            piece = os.read(key.fd, _PIECE)
            if piece:
                worker.pieces.append(piece)
                continue
            self._forget(key.fd)
            _, status = os.waitpid(worker.process, 0)
            if status:
                fault = RuntimeError(f"a process ended before its work was done (status {status})")
                answers[worker.number] = (False, fault)
            else:
                answers[worker.number] = pickle.loads(b"".join(worker.pieces))  # noqa: S301 - our own copy wrote it
        return answers

    def stop(self) -> None:
        """End what is still under way."""
        for fd, worker in list(self.working.items()):
            self._forget(fd)
            os.kill(worker.process, signal.SIGKILL)
            os.waitpid(worker.process, 0)
        self._selector.close()

    def _forget(self, fd: int) -> None:
        del self.working[fd]
        self._selector.unregister(fd)
        os.close(fd)


def _answer(pipe: int, work: Callable[[T], R], item: T) -> None:
    """Do a share, write what came of it into the pipe, and end this process."""
    status = 1
    gc.freeze()  # what is there already is not looked through in vain, and so not copied
    gc.enable()
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the terminal interrupts all; one tells of it
        try:
            answer: tuple[bool, Any] = (True, work(item))
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is raised where it is asked for
            answer = (False, fault)
        with os.fdopen(pipe, "wb") as file:
            pickle.dump(answer, file, protocol=pickle.HIGHEST_PROTOCOL)
        sys.stdout.flush()
        sys.stderr.flush()
        status = 0
    finally:
        os._exit(status)
