"""Which pages there are, and where each is made: ``render`` returns every generated page.

The hand-written ones stand beside them under ``docs/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator import addresses, charts, cores
from generator.catalogue import Catalogue
from generator.config import Portal
from generator.exports.files import Exports
from generator.pages import sources, writing
from generator.pages.neighbours import InOrder
from generator.pages.part_pages import part_pages
from generator.pages.writing import Site
from generator.release import Release

_PLACES, _PARTS, _SOURCES = 5, 20, 200
"""Tasks that one process does: few, for by and by it comes to hold a copy of all that it looks at; the fewer,
the more that is."""
_FEW = 120
"""So few are done sooner than a process starts."""


Task = Callable[[Site], None]
"""Writes one page or a few that belong together."""

_OF_ALL = (
    writing.write_home,
    writing.write_districts,
    writing.write_topics,
    writing.write_timeline,
    writing.write_sources,
    writing.write_plans,
    writing.write_conflicts,
    writing.write_coverage,
    writing.write_changes,
    writing.write_method,
)
"""What looks at the whole catalogue; only the page of downloads has to wait for the rest."""


def _of_places(site: Site) -> Iterator[Task]:
    """Return what looks at one place or one topic."""
    catalogue = site.catalogue
    places = [(place, place.area) for place in catalogue.places if place.area]
    listed = InOrder([(addresses.district_page(area.slug), area.name) for _, area in places])
    yield from (
        partial(writing.write_district, place=place, area=area, listed=listed) for place, area in places
    )
    listed = InOrder([(addresses.topic_page(topic.slug), topic.name) for topic in catalogue.topics])
    yield from (partial(writing.write_topic, topic=topic, listed=listed) for topic in catalogue.topics)


def _of_parts(site: Site) -> Iterator[Task]:
    """Return what looks at some dozens of facts."""
    # Those with charts together: a process that draws none need not load what draws them.
    parts = sorted(part_pages(site.catalogue, site.index.layout), key=lambda each: not each.is_pictured)
    return (partial(writing.write_part, each=each) for each in parts)


def _of_sources(site: Site) -> Iterator[Task]:
    """Return what looks at one source."""
    readings = site.index.newest_first
    named = ((addresses.source_page(each.seed.stem), sources.source_title(each)) for each in readings)
    listed = InOrder(list(named))
    return (
        partial(writing.write_source, reading=reading, listed=listed) for reading in site.catalogue.readings
    )


def pages(
    catalogue: Catalogue, portal: Portal, release: Release, exports: Exports, jobs: int = 1
) -> Iterator[tuple[str, bytes]]:
    """Yield all generated pages: place under ``docs/`` and content; on so many cores."""
    site = Site(catalogue, portal, release)
    places, parts, readings = map(list, (_of_places(site), _of_parts(site), _of_sources(site)))

    def written(share: Sequence[Task]) -> dict[str, bytes]:
        site.files = {}
        for task in share:
            task(site)
        return site.files

    def pack(_: Site) -> None:
        exports.pack()

    # Here: a process that looks at all would come to hold a copy of all; and what the rest look at as well
    # is worked out for them.
    yield from written([*_OF_ALL, *readings[-1:]]).items()
    # What draws charts has threads, which no copy of this process would have.
    if len(parts) + len(readings) <= _FEW or charts.in_use():
        jobs = 1
    shares = [[pack], *cores.shares(places, _PLACES), *cores.shares(parts, _PARTS)]
    shares += cores.shares(readings[:-1], _SOURCES)
    for files in cores.in_any_order(written, shares, jobs):
        yield from files.items()
    yield from written([partial(writing.write_data, exports=exports)]).items()  # tells how large the zip is


def render(catalogue: Catalogue, portal: Portal, release: Release, exports: Exports) -> dict[str, bytes]:
    """Return all generated pages: place under ``docs/`` → content."""
    return dict(pages(catalogue, portal, release, exports))
