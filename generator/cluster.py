"""Read articles on many cores or machines: ``extract --engine dask``.

Reading is a pure function of a seed, the region and the code. So a seed can be read anywhere, in any order,
and again where a machine was lost with what it had read; the records are those of one process, byte for byte.

The seeds go out and the records come back through the process that asks: next to reading, both are small. A
worker refuses to read with other code than the asking process has, for its records would differ unnoticed.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Protocol, TypeVar, cast

from distributed import Client, KilledWorker, LocalCluster

from generator import cores, inputs, places, record_lines
from generator.correcting import correct
from generator.corrections import Entry
from generator.divisions import Region
from generator.errors import InputError
from generator.read import read
from generator.seeds import Seed
from generator.verify import check

_MOST_A_SHARE = 64
"""Seeds that are read in one go: a second's work, and what is read again where a worker is lost."""
_FOR_SCHEDULER, _FOR_WORKERS = 10, 60
"""Seconds to wait for the scheduler to answer, and for a first worker: a machine may have to start."""

T_co = TypeVar("T_co", covariant=True)


class _Future(Protocol[T_co]):
    """What will come back; Dask's own class is untyped."""

    def result(self) -> T_co:
        """Wait for it."""


class _Cluster(Protocol):
    """As much of Dask's client as is used here; its own class is untyped."""

    def submit(self, work: Callable[[Share], T_co], share: Share, *, pure: bool) -> _Future[T_co]:
        """Have something worked out by a worker."""

    def nthreads(self) -> Mapping[str, int]:
        """Return the workers of the moment, each with how much it does at a time."""

    def wait_for_workers(self, n_workers: int, timeout: float) -> None:
        """Wait until there are some."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one worker reads in one go, with all it has to know for it."""

    seeds: Sequence[Seed]
    corrected: Sequence[Entry]
    """The corrections of these seeds."""
    region: Region
    code: str
    """What the asking process reads with; see ``code``."""


@cache
def code() -> str:
    """Return what the records of a seed depend on beside it, in short: code, word lists, jieba, Python."""
    files = inputs.digest(inputs.files_below(inputs.PACKAGE), inputs.PACKAGE.parent)
    return f"{files} {version('jieba')} {sys.version_info[:2]}"


def read_share(share: Share) -> bytes | InputError:
    """Return the records of a share as lines, or what is wrong with its input; a worker runs this."""
    if share.code != code():
        advice = "install the same commit of this project, from the same lock, wherever a worker runs"
        return InputError("the cluster", "a worker has another version of the generator", advice)
    lines = []
    try:
        for seed in share.seeds:
            reading = correct(read(seed, share.region), share.corrected)
            check(reading)
            lines += list(record_lines.json_lines(reading))
    except InputError as error:  # as a value: raised, it would be taken for a fault of the worker
        return error
    return "".join(f"{line}\n" for line in lines).encode()


def shares(seeds: Sequence[Seed], region: Region, corrected: Sequence[Entry], workers: int) -> list[Share]:
    """Cut the seeds into shares, a few for each worker."""
    size = max(1, min(_MOST_A_SHARE, -(-len(seeds) // (4 * workers))))
    runs = [seeds[start : start + size] for start in range(0, len(seeds), size)]
    names = [{seed.name for seed in run} for run in runs]
    return [
        Share(run, [entry for entry in corrected if entry.source in concerned], region, code())
        for run, concerned in zip(runs, names, strict=True)
    ]


@contextlib.contextmanager
def opened(scheduler: str | None, jobs: int | None) -> Iterator[_Cluster]:
    """Yield the cluster whose scheduler is at that address, or one of this machine (``jobs`` cores)."""
    for handler in logging.getLogger("distributed").handlers:  # what is wrong is told in one line
        handler.setLevel(logging.CRITICAL)
    with contextlib.ExitStack() as stack:
        if scheduler is None:
            started = LocalCluster(  # type: ignore[no-untyped-call] # ships no signature
                n_workers=jobs or cores.available(),
                threads_per_worker=1,  # reading is all Python: two threads are no faster than one
                dashboard_address="127.0.0.1:0",  # None opens the usual port, to all machines
                silence_logs=logging.CRITICAL,
            )
            scheduler = stack.enter_context(started).scheduler_address
        try:
            client = Client(scheduler, timeout=_FOR_SCHEDULER)  # type: ignore[no-untyped-call] # same
        except (OSError, ValueError):
            advice = "start one there (dask scheduler), mend the address, or leave out --scheduler"
            raise InputError(scheduler, "no scheduler answers", advice) from None
        cluster = cast("_Cluster", stack.enter_context(client))
        try:
            cluster.wait_for_workers(1, timeout=_FOR_WORKERS)
        except TimeoutError:
            advice = "start one on each machine (dask worker), with this project installed"
            raise InputError(scheduler, "the scheduler has no worker", advice) from None
        yield cluster


def blocks(
    cluster: _Cluster, seeds: Sequence[Seed], region: Region, corrected: Sequence[Entry] = ()
) -> Iterator[bytes]:
    """Yield the records of the seeds as lines, a share at a time, in the order of the seeds.

    No more is handed out than keeps every worker busy: what is read and not yet taken lies in memory. A share
    whose worker is lost goes to another one.
    """
    try:
        waiting = shares(seeds, region, corrected, max(1, len(cluster.nthreads())))
        yield from _in_order(cluster, deque(waiting))
    except (CancelledError, OSError):
        raise InputError("the cluster", "its scheduler was lost", "start it, and this, again") from None


def _in_order(cluster: _Cluster, waiting: deque[Share]) -> Iterator[bytes]:
    under_way: deque[tuple[Share, _Future[bytes | InputError]]] = deque()
    while waiting or under_way:
        room = 2 * sum(cluster.nthreads().values()) + 1
        while waiting and len(under_way) < room:
            share = waiting.popleft()
            under_way.append((share, cluster.submit(read_share, share, pure=False)))
        share, future = under_way.popleft()
        try:
            found = future.result()
        except KilledWorker:
            names = f"{share.seeds[0].name} … {share.seeds[-1].name}"
            problem = "one worker after the other was lost while it read these"
            advice = "give workers more memory, or read these without a cluster"
            raise InputError(names, problem, advice) from None
        if isinstance(found, InputError):
            raise found
        yield found


def extract(
    seeds: Sequence[Seed],
    region: Region,
    corrected: Sequence[Entry],
    *,
    scheduler: str | None = None,
    jobs: int | None = None,
    output: str | None = None,
) -> None:
    """Read the seeds on a cluster; write the records into part files, or in order to standard output."""
    with opened(scheduler, jobs) as cluster:
        found = blocks(cluster, seeds, region, corrected)
        if output is not None:
            places.write_parts(found, output)
            return
        for block in found:
            sys.stdout.buffer.write(block)
        sys.stdout.buffer.flush()
