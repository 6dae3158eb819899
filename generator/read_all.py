"""Read many seeds: on all cores, and only those that were not read before."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from generator import cores
from generator.corrections import Entry
from generator.divisions import Region
from generator.reading import Reading
from generator.reading_cache import Kept, packed, unpacked
from generator.seeds import Seed
from generator.verify import check

_MOST_A_SHARE = 64
"""Seeds that one process reads before it hands on what it read."""


@dataclass(frozen=True, slots=True)
class Work:
    """How to read: on how many cores, whether to tell a person who watches, where readings are kept."""

    jobs: int = 1
    quiet: bool = True
    kept: Kept | None = None


def read_all(
    seeds: Sequence[Seed], region: Region, corrected: Sequence[Entry] = (), work: Work | None = None
) -> Iterator[Reading]:
    """Read and correct seed after seed, each checked against its text; in order, however many cores read."""
    from generator.correcting import correct  # noqa: PLC0415 - loads the dictionaries

    work = work or Work()
    concerned = {entry.source for entry in corrected}
    with _progress(len(seeds), shown=sys.stderr.isatty() and not work.quiet) as step:
        for reading in _read(seeds, region, work):
            step(reading.seed.name)
            if reading.seed.name in concerned:
                reading = correct(reading, corrected)  # noqa: PLW2901 - the same, corrected
                check(reading)
            yield reading


def _read(seeds: Sequence[Seed], region: Region, work: Work) -> Iterator[Reading]:
    """Read runs of seeds that are not kept, and take from what is kept all between them."""
    kept, jobs = work.kept, work.jobs
    missing = [seed for seed in seeds if kept is None or not kept.path(seed).is_file()]
    size = max(1, min(_MOST_A_SHARE, -(-len(missing) // (4 * jobs))))
    fresh = _fresh(cores.shares(missing, size), region, work)
    awaited = {seed.name for seed in missing}
    for seed in seeds:
        found = None if seed.name in awaited or kept is None else kept.find(seed)
        if seed.name in awaited:
            found = next(fresh)
        elif found is None:  # damaged, or gone since
            found = next(_fresh([[seed]], region, work))
        yield found


def _fresh(shares: Sequence[Sequence[Seed]], region: Region, work: Work) -> Iterator[Reading]:
    """Read shares of seeds, keep what was read, and yield it in order."""
    if not shares:
        return
    from generator.read import prepare  # noqa: PLC0415 - loads the dictionaries

    prepare(region)  # here, so that no process has to do it by itself

    def done(share: Sequence[Seed]) -> list[bytes]:
        return [_read_one(seed, region, work.kept) for seed in share]

    jobs = work.jobs if sum(map(len, shares)) > 1 else 1
    for share, answers in zip(shares, cores.in_order(done, shares, jobs), strict=True):
        yield from (unpacked(answer, seed) for seed, answer in zip(share, answers, strict=True))


def _read_one(seed: Seed, region: Region, kept: Kept | None) -> bytes:
    from generator.read import read  # noqa: PLC0415 - loaded by now

    reading = read(seed, region)
    check(reading)
    answer = packed(reading)
    if kept:
        kept.keep(seed, answer)
    return answer


@contextmanager
def _progress(count: int, *, shown: bool) -> Iterator[Callable[[str], None]]:
    """Give a function to be called at each seed, which tells a person how far the reading is."""
    number = 0

    def step(name: str) -> None:
        nonlocal number
        number += 1
        if shown:
            sys.stderr.write(f"\r\033[Kreading {number}/{count} {name}")
            sys.stderr.flush()

    try:
        yield step
    finally:  # a fault is told on a line of its own
        if shown:
            sys.stderr.write("\r\033[K")
