"""What is too much for one page stands on several: where it is cut, and on which of them a row is found.

A page keeps its address, its headings and their anchors. A section that is too long for it is cut, between
rows and in their order, into pages of its own, and the page lists those instead. As long as everything
fits on one page nothing is cut. All this is known before the first page is written, so that links lead to
the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import addresses, edtf
from generator.catalogue import Catalogue, Place, Sighting
from generator.catalogue.facts import Conflict, Fact
from generator.catalogue.plans import Target
from generator.catalogue.series import Comparable, Series
from generator.divisions import Area
from generator.reading import ArticleReading, Reading
from generator.records import Distinction, Event, Mention, Observation
from generator.texts import current
from generator.topics import Topic

LONGEST = 400_000
"""Bytes of all rows of a page that is not cut, as far as they can be told beforehand."""
ROOM = 330_000
"""Bytes of the rows on a part. No page of the site has more than 500,000 with all that stands around them."""
_SMALL = 15_000
"""A section of no more stays on its page, even where others are cut off it."""
MOST_MENTIONS = 12
"""Links to mentions in one row; of more it says how many there are."""
MOST_PERIODS = 3
"""Periods of an indicator that are compared on a topic's page which is cut: the newest."""

_MENTION = 200


def _mentions(count: int) -> int:
    return _MENTION * min(count, MOST_MENTIONS)


def _fact(fact: Fact) -> int:
    lead = fact.lead
    return 1250 + 3 * (len(lead.quote) + 4 * len(lead.indicator)) + _mentions(len(fact.observations))


def _series(line: Series) -> int:
    return 5000 + sum(350 + _mentions(len(point.observations)) for point in line.points)


def _target(target: Target) -> int:
    facts = (target.plan, *target.results, *target.progress)
    return 280 + sum(220 + _mentions(len(fact.observations)) for fact in facts)


def _conflict(conflict: Conflict) -> int:
    said = (seen for fact in conflict.facts for seen in fact.observations)
    return 450 + sum(520 + 3 * len(seen.quote) for seen in said)


def _comparable(shared: Comparable) -> int:
    compared = [fact for each in shared.comparisons[:MOST_PERIODS] for fact in each.facts]
    return 3000 * MOST_PERIODS + sum(800 + _mentions(len(fact.observations)) for fact in compared)


_WEIGHTS: dict[type, Callable[[Any], int]] = {
    Fact: _fact,
    Event: lambda event: 560 + 4 * len(event.title),
    Distinction: lambda record: 500 + 2 * len(record.title + record.holder),
    Sighting: lambda sighting: 220 + _mentions(len(sighting.mentions)),
    ArticleReading: lambda article: 220 + len(article.record.title),
    Reading: lambda reading: 320 + 250 * len(reading.articles),
    Series: _series,
    Target: _target,
    Conflict: _conflict,
    Comparable: _comparable,
}
"""Bytes of a row: a little more than it has on average."""


def weight(rows: Iterable[Any]) -> int:
    """Estimate the bytes of rows of one kind."""
    return sum(_WEIGHTS[type(row)](row) for row in rows)


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a section, on a page of their own."""

    address: str
    label: str
    rows: Sequence[Any]


Cuts = Mapping[str, tuple[Part, ...]]
"""Section → its pages; a section that is not cut is not there."""


def too_long(sections: Mapping[str, Sequence[Any]], beside: int = 0) -> bool:
    """Tell whether sections do not fit on one page, with ``beside`` bytes of other things on it."""
    return beside + sum(map(weight, sections.values())) > LONGEST


def cut(page: str, sections: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Part, ...]]:
    """Cut the sections of a page that is too long; small ones stay on it."""
    room = min(_SMALL, ROOM // 2 // max(len(sections), 1))
    return {name: _parts(page, name, rows) for name, rows in sections.items() if weight(rows) > room}


def cut_if_long(page: str, sections: Mapping[str, Sequence[Any]], beside: int = 0) -> Cuts:
    """Cut the sections of a page if it is too long for one."""
    return cut(page, sections) if too_long(sections, beside) else {}


def _parts(page: str, name: str, rows: Sequence[Any]) -> tuple[Part, ...]:
    runs: list[list[Any]] = [[]]
    left = ROOM
    for row in rows:
        left -= weight((row,))
        if left < 0 and runs[-1]:
            runs.append([])
            left = ROOM - weight((row,))
        runs[-1].append(row)
    return tuple(
        Part(addresses.part(page, name, number), _label(number, run), run)
        for number, run in enumerate(runs, 1)
    )


def _label(number: int, rows: Sequence[Any]) -> str:
    """Call a part by its number and the years it reaches over, in whatever order its rows stand."""
    t = current()
    years = {year for row in rows for year in [_year(row)] if year}
    if not years:
        return t.parts.number(number=number)
    first, last = min(years), max(years)
    said = t.period.year(year=first) if first == last else t.period.years(first=first, last=last)
    return t.parts.number_years(number=number, years=said)


def _year(row: object) -> int | None:
    match row:
        case Fact():
            return edtf.year(row.lead.period or "")
        case Conflict():
            return edtf.year(row.lead.period or "")
        case Target():
            return edtf.year(row.plan.lead.period or "")
        case Event():
            return edtf.year(row.date)
        case ArticleReading():
            return edtf.year(row.record.published or "")
        case Reading(articles=(first, *_)):
            return edtf.year(first.record.published or "")
    return None


def facts_section(topic: Topic) -> str:
    """Call the section of a topic's facts, on the page of a place."""
    return f"facts-{topic.slug}"


def year_section(year: int | None) -> str:
    """Call the section of a year's events on the timeline."""
    return f"{year or 0:04}"


def place_section(area: Area | None) -> str:
    """Call the section of a place, on a page about several."""
    return area.slug if area else "wider"


class Layout:
    """Where everything stands that stands on a page of its own."""

    def __init__(self, catalogue: Catalogue, newest_first: Sequence[Reading]) -> None:
        """Cut every page that is too long; ``newest_first`` is the order of the list of sources."""
        self._rows: dict[tuple[str, str], str] = {}
        """Record → the page with its row, where that is not the page of its place."""
        everywhere = catalogue.everywhere
        self.places = {
            place.area.slug: self._place(place, place.area) for place in catalogue.places if place.area
        }
        """By slug; None for a page that needs no cutting."""
        self.topics = {topic.slug: self._topic(catalogue, topic) for topic in catalogue.topics}
        """Same."""
        events: dict[str, list[Event]] = {}
        for event in catalogue.events:
            events.setdefault(year_section(edtf.year(event.date)), []).append(event)
        targets = {place_section(place.area): place.targets for place in everywhere if place.targets}
        disputes = {place_section(place.area): place.conflicts for place in everywhere if place.conflicts}
        self.timeline = cut_if_long(addresses.TIMELINE, events)
        self.plans = cut_if_long(addresses.PLANS, targets)
        self.conflicts = cut_if_long(addresses.CONFLICTS, disputes)
        self.sources = cut_if_long(addresses.SOURCES_PARTS, {"part": newest_first})
        self.coverage = cut_if_long(addresses.COVERAGE_PARTS, {"part": catalogue.readings}, LONGEST // 2)
        self._note_events(catalogue)
        self._conflicts = {
            (conflict.lead.source, conflict.lead.id): part.address
            for parts in self.conflicts.values()
            for part in parts
            for conflict in part.rows
        }

    def row(self, record: Mention) -> str | None:
        """Return the page with the record's row; None where that is the page of its place, topic or time."""
        return self._rows.get((record.source, record.id))

    def conflict(self, lead: Observation) -> str:
        """Return the page that a conflict stands on."""
        return self._conflicts.get((lead.source, lead.id), addresses.CONFLICTS)

    def _place(self, place: Place, area: Area) -> Cuts | None:
        sections: dict[str, Sequence[Any]] = {
            facts_section(section.topic): section.facts for section in place.topics
        }
        sections |= {"timeline": place.events, "series": place.series, "honours": place.distinctions}
        sections |= {"people": place.people, "sources": place.articles}
        if not too_long(sections, weight(place.targets) + weight(place.conflicts)):
            return None
        cuts = cut(addresses.district_page(area.slug), sections)
        for name, parts in cuts.items():
            if name not in ("series", "sources"):
                self._note(parts, area.name)
        return cuts

    def _topic(self, catalogue: Catalogue, topic: Topic) -> Cuts | None:
        """Cut a topic's page: what places have on their own pages is then left to these."""
        shared, wider = catalogue.comparables(topic), catalogue.wider.about(topic)
        sections = {"comparable": shared, "wider": wider}
        rows = sum(weight(place.about(topic)) for place in catalogue.places)
        if not too_long(sections, rows + sum(weight(each.apart) for each in shared)):
            return None
        cuts = cut(addresses.topic_page(topic.slug), sections)
        self._note(cuts.get("wider", ()), None)
        return cuts

    def _note(self, parts: Iterable[Part], name: str | None) -> None:
        for part in parts:
            for row in part.rows:
                for record in _records(row):
                    if name is None or record.district == name:
                        self._rows[record.source, record.id] = part.address

    def _note_events(self, catalogue: Catalogue) -> None:
        """Note where events stand that belong to no page but the timeline."""
        beyond = {(event.source, event.id) for event in catalogue.wider.events}
        for parts in self.timeline.values():
            for part in parts:
                for event in part.rows:
                    if (event.source, event.id) in beyond:
                        self._rows[event.source, event.id] = part.address


def _records(row: Any) -> Iterable[Mention]:  # noqa: ANN401 - whatever has rows
    if isinstance(row, Fact):
        return row.observations
    return row.mentions if isinstance(row, Sighting) else (row,)
