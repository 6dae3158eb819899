"""The whole pipeline, in order: seeds in, website out.

Each step is a room of its own; this page only says in which order they are passed. The rooms that
are slow to enter (dictionaries, templates) are entered when a build needs them, so that a build
with nothing to do ends at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator import cores, publish, texts
from generator.config import Portal
from generator.provenance import SOURCES
from generator.read_all import Work, read_all
from generator.reading import Reading
from generator.reading_cache import FOLDER, Kept
from generator.records import Observation
from generator.seeds import read_seeds

if TYPE_CHECKING:
    from generator.catalogue import Catalogue


def build(portal: Portal, *, base: str = "", quiet: bool = False, jobs: int = 0) -> bool:
    """Build the site; tell whether there was anything to do. Errors leave the old site untouched."""
    with publish.lock(portal):
        stamp = publish.current_stamp(portal, base)
        if publish.is_current(portal, stamp):
            return False
        with closing(made(portal, base=base, quiet=quiet, jobs=jobs)) as files:
            report = publish.publish(files, portal, stamp, jobs, tell=not quiet)
        sys.stderr.writelines(f"{line}\n" for line in report)
        return True


def write_pages(portal: Portal, *, quiet: bool = False, jobs: int = 0) -> None:
    """Bring the pages under docs/ up to date without building the site (``serve`` does that part)."""
    with publish.lock(portal), closing(made(portal, quiet=quiet, jobs=jobs)) as files:
        publish.write_pages(files, portal)


def made(
    portal: Portal, *, base: str = "", quiet: bool = False, jobs: int = 0
) -> Generator[tuple[str, publish.Content]]:
    """Make every generated file, with its path under docs/: seeds → catalogue → exports, pages, search.

    They come one after another: all together would take more memory than what they are made from.
    """
    from generator import release  # noqa: PLC0415 - see the top of the file
    from generator.exports.files import export  # noqa: PLC0415 - same
    from generator.pages.site import pages  # noqa: PLC0415 - same
    from generator.search import files as search  # noqa: PLC0415 - same

    jobs = jobs or cores.available()
    portal.cache.mkdir(exist_ok=True)
    with texts.spoken(portal.texts), _nothing_to_collect():
        facts = catalogue(portal, quiet=quiet, jobs=jobs)
        kept(portal).prune([reading.seed for reading in facts.readings])
        state = release.release(facts, portal, base)
        yield from search.files(facts, portal, jobs)  # takes much memory: before others do as well
        with TemporaryDirectory(dir=portal.cache, prefix="data.") as folder:
            exports = export(facts, state, Path(folder))
            yield from pages(facts, portal, state, exports, jobs)
            yield from exports.files.items()


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Do not look for what is not needed any more: all that is read stays to the end of the block.

    With ten thousand articles, Python would spend every fifth second on going through it again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def kept(portal: Portal) -> Kept:
    """Return the readings kept from earlier builds of a portal."""
    return Kept(portal.cache / FOLDER, portal.region)


def catalogue(portal: Portal, *, quiet: bool = False, jobs: int = 0) -> Catalogue:
    """Read, correct and assemble the portal's seeds; warn of what a maintainer should look at."""
    from generator.catalogue import assemble  # noqa: PLC0415 - see the top of the file
    from generator.corrections import beside  # noqa: PLC0415 - same

    seeds = read_seeds([portal.seeds])
    corrected = beside([portal.seeds], portal.region)
    work = Work(jobs or cores.available(), quiet, kept(portal))
    readings = list(read_all(seeds, portal.region, corrected, work))
    for reading in readings:
        warn_of_no_district(reading, portal)
        warn_of_no_date(reading, portal)
        warn_of_unknown_units(reading, portal)
    return assemble(readings, portal.region)


def warn_of_no_district(reading: Reading, portal: Portal) -> None:
    """Say so when nothing in a seed belongs to a known district: its facts would be hard to find."""
    known = {portal.region.city.name, *(area.name for area in portal.region.districts)}
    records = [*(article.record for article in reading.articles), *reading.records]
    if not any(record.district in known for record in records):
        advice = (
            f"is it about {portal.region.city.name}? If so, add its area to extra.portal.areas in mkdocs.yml"
        )
        _warn(reading, portal, f"names no known district; {advice}")


def warn_of_no_date(reading: Reading, portal: Portal) -> None:
    """Say so when nobody says when a seed was published: its 去年 and 目前 remain without a year."""
    if any(article.record.published for article in reading.articles) or reading.seed.provenance.published:
        return
    sources = _shown(portal.seeds / SOURCES)
    advice = f"add “published: YYYY-MM-DD” (or only the year) under its name in {sources}"
    _warn(reading, portal, f"its text does not tell when it was published; {advice}")


def warn_of_unknown_units(reading: Reading, portal: Portal) -> None:
    """List the measure words that were kept as printed because no data file has them."""
    seen = [record for record in reading.records if isinstance(record, Observation)]
    units = {record.unit: record.text for record in seen if "unit" in record.reasons}
    for unit, text in sorted(units.items()):
        advice = f"if “{unit}” is a measure word, add it to generator/data/units.yaml"
        _warn(reading, portal, f"“{text}” has a unit that is not known; {advice}")


def _warn(reading: Reading, portal: Portal, message: str) -> None:
    sys.stderr.write(f"warning: {_shown(portal.seeds / reading.seed.name)}: {message}\n")


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
