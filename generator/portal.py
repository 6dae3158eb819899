"""The whole pipeline, in order: seeds in, website out.

Each step is a room of its own; this page only says in which order they are passed. The rooms that
are slow to enter (dictionaries, templates) are entered when a build needs them, so that a build
with nothing to do ends at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import publish
from generator.config import Portal
from generator.divisions import Region
from generator.errors import ReadingError
from generator.reading import Reading
from generator.records import Observation
from generator.seeds import Seed, read_seeds


def build(portal: Portal, *, quiet: bool = False) -> bool:
    """Build the site; tell whether there was anything to do. Errors leave the old site untouched."""
    with publish.lock(portal):
        stamp = publish.current_stamp(portal)
        if publish.is_current(portal, stamp):
            return False
        publish.publish(pages(portal, quiet=quiet), portal, stamp)
        return True


def write_pages(portal: Portal, *, quiet: bool = False) -> None:
    """Bring the pages under docs/ up to date without building the site (``serve`` does that part)."""
    with publish.lock(portal):
        publish.write_pages(pages(portal, quiet=quiet), portal)


def pages(portal: Portal, *, quiet: bool = False) -> dict[str, bytes]:
    """Make every generated file, by its path under docs/: seeds → readings → catalogue → pages."""
    from generator import catalogue, search_entries  # noqa: PLC0415 - see the top of the file
    from generator import pages as page  # noqa: PLC0415 - same

    seeds = read_seeds([portal.seeds])
    readings = list(read_all(seeds, portal.region, quiet=quiet))
    for reading in readings:
        warn_of_no_district(reading, portal)
    facts = catalogue.assemble(readings, portal.region)
    return page.render(facts, portal) | search_entries.files(facts, portal)


def read_all(seeds: Sequence[Seed], region: Region, *, quiet: bool = False) -> Iterator[Reading]:
    """Read seed after seed, each checked against its text; show progress to a person watching."""
    from generator.read import read  # noqa: PLC0415 - loads the dictionaries

    watched = sys.stderr.isatty() and not quiet
    for number, seed in enumerate(seeds, start=1):
        if watched:
            sys.stderr.write(f"\r\033[Kreading {number}/{len(seeds)} {seed.name}")
            sys.stderr.flush()
        reading = read(seed, region)
        check(reading)
        yield reading
    if watched:
        sys.stderr.write("\r\033[K")


def check(reading: Reading) -> None:
    """Hold every record against the text it was read from; raise ``ReadingError`` where they differ."""
    text = reading.seed.text
    for article in reading.articles:
        if not 0 <= article.record.start < article.record.end <= len(text):
            raise ReadingError(f"{reading.seed.name}: article {article.record.title!r} lies outside the text")
        for record in article.records:
            place = f"{record.source}[{record.start}:{record.end}] {record.type} {record.id}"
            if record.source != reading.seed.name or not 0 <= record.start < record.end <= len(text):
                raise ReadingError(f"{place}: lies outside {reading.seed.name}")
            mention = text[record.start : record.end]
            if isinstance(record, Observation) and record.text != mention:
                raise ReadingError(f"{place}: says {record.text!r} where the text has {mention!r}")
            if mention not in record.quote:
                raise ReadingError(f"{place}: its quote {record.quote!r} lacks {mention!r}")


def warn_of_no_district(reading: Reading, portal: Portal) -> None:
    """Say so when nothing in a seed belongs to a known district: its facts would be hard to find."""
    named = any(article.record.district for article in reading.articles)
    if not named and not any(record.district for record in reading.records):
        path = _shown(portal.seeds / reading.seed.name)
        advice = (
            f"is it about {portal.region.city.name}? If so, add its area to extra.portal.areas in mkdocs.yml"
        )
        sys.stderr.write(f"warning: {path}: names no known district; {advice}\n")


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
