"""Everything that was read, put in the order in which people look for it.

A *fact* is one row: an observation, or several that say the same, each keeping its own mention (``facts``).
From facts come *series* and *comparisons* (``series``) and *targets* with what became of them (``plans``).
A *place* gathers what belongs to one
area: every district and extra area of the region has one, a county only once something is known about
it. What belongs to the whole city, the province, a place elsewhere or nowhere in particular stands
together in ``Catalogue.wider``; it is shown on source, topic and city-level pages only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator import edtf
from generator.catalogue.facts import Conflict, Fact, conflicts, merge
from generator.catalogue.plans import Target, targets
from generator.catalogue.series import Comparable, Series, comparables, series
from generator.divisions import Area, Region
from generator.reading import ArticleReading, Reading
from generator.records import (
    Distinction,
    DistinctionKind,
    Event,
    Level,
    Measure,
    Observation,
    Person,
    Record,
    Status,
)
from generator.topics import Topic, topics


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """The facts of one place about one topic, newest period first, undated ones last."""

    topic: Topic
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A named person in one role, with every mention."""

    name: str
    role: str
    mentions: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What is known about one area; ``area`` is None for what belongs to no page of its own."""

    area: Area | None
    topics: tuple[TopicFacts, ...]
    """Only topics with facts."""
    events: tuple[Event, ...]
    """By date, earliest first."""
    distinctions: tuple[Distinction, ...]
    people: tuple[Sighting, ...]
    articles: tuple[ArticleReading, ...]
    """Newest first, undated ones last."""
    conflicts: tuple[Conflict, ...]
    """What sources say differently."""
    series: tuple[Series, ...]
    targets: tuple[Target, ...]
    """The plans with what later sources report, the nearest due first, undated ones last."""

    @property
    def facts(self) -> list[Fact]:
        """All facts, topic by topic."""
        return [fact for section in self.topics for fact in section.facts]

    def about(self, topic: Topic) -> tuple[Fact, ...]:
        """Return the facts about ``topic``."""
        return next((section.facts for section in self.topics if section.topic == topic), ())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole portal, ready to be shown."""

    region: Region
    readings: tuple[Reading, ...]
    """In order of file names."""
    places: tuple[Place, ...]
    """Those with a page, in page order."""
    wider: Place
    topics: tuple[Topic, ...]
    """Those with facts, in page order."""

    @property
    def events(self) -> list[Event]:
        """All events of the region, earliest first."""
        return in_time(event for place in self.everywhere for event in place.events)

    @property
    def articles(self) -> list[ArticleReading]:
        """All articles, newest first, undated ones last."""
        return newest_first(article for reading in self.readings for article in reading.articles)

    @property
    def everywhere(self) -> tuple[Place, ...]:
        """All places, what has no page of its own last."""
        return (*self.places, self.wider)

    @property
    def published(self) -> dict[str, str | None]:
        """Publication date (EDTF) of each source, None where it is not known."""
        return _published(self.readings)

    def comparables(self, topic: Topic) -> list[Comparable]:
        """Return the indicators of a topic that two or more places share."""
        return comparables(fact for place in self.places for fact in place.about(topic))

    def place_of(self, district: str | None) -> Place | None:
        """Return the place with a page that a record's ``district`` names."""
        return next((place for place in self.places if place.area and place.area.name == district), None)


def in_time(events: Iterable[Event]) -> list[Event]:
    """Sort events by the beginning of their date; a day comes before the year it lies in ends."""
    return sorted(
        events, key=lambda event: (edtf.start(event.date), edtf.end(event.date), event.source, event.start)
    )


def newest_first(articles: Iterable[ArticleReading]) -> list[ArticleReading]:
    """Sort articles by publication date, newest first; within one date in printed order."""
    printed = sorted(articles, key=lambda article: (article.record.source, article.record.start))
    return sorted(printed, key=lambda article: edtf.start(article.record.published or ""), reverse=True)


def _by_topic(observations: Sequence[Observation]) -> tuple[TopicFacts, ...]:
    known = topics()
    names = {topic.name for topic in known}
    sections: list[TopicFacts] = []
    for topic in known:
        # A name the lexicon does not know (renamed there, not here) goes with what has no topic.
        takes_rest = topic is known[-1]
        facts = merge(
            seen for seen in observations
            if seen.topic == topic.name or (takes_rest and seen.topic not in names)
        )  # fmt: skip
        if facts:
            dated = sorted(
                (f for f in facts if f.lead.period), key=lambda f: edtf.end(f.lead.period or ""), reverse=True
            )
            sections.append(TopicFacts(topic, (*dated, *(f for f in facts if not f.lead.period))))
    return tuple(sections)


_LEVELS = list(Level)
_KINDS = [DistinctionKind.AWARD, DistinctionKind.FIRST, DistinctionKind.PILOT, DistinctionKind.RANKING]


def _sightings(people: Iterable[Person]) -> tuple[Sighting, ...]:
    groups: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        groups.setdefault((person.name, person.role), []).append(person)
    return tuple(Sighting(name, role, tuple(mentions)) for (name, role), mentions in groups.items())


class _Held:
    """What belongs to one place, in printed order."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.articles: list[ArticleReading] = []


def _gather(articles: Sequence[ArticleReading], owners: Mapping[str | None, Area | None]) -> _ByPlace:
    """Give each place what is said of it; ``owners`` names the place that each district belongs to.

    A person with offices in two places is of both. An article is of its own place, and of each that it
    tells something about.
    """
    held = {owner: _Held() for owner in owners.values()}
    for article in articles:
        told = [owners[article.record.district]] if article.record.district in owners else []
        for record in article.records:
            of = [owners[record.district]]
            if isinstance(record, Person):
                of += [owner for name, owner in owners.items() if name and name in record.role]
            for owner in dict.fromkeys(of):
                held[owner].records.append(record)
            told += of
        for owner in dict.fromkeys(told):
            held[owner].articles.append(article)
    return held


_ByPlace = dict[Area | None, _Held]


def _published(readings: Iterable[Reading]) -> dict[str, str | None]:
    return {
        reading.seed.name: next((piece.record.published for piece in reading.articles), None)
        for reading in readings
    }


def _place(area: Area | None, held: _Held, published: Mapping[str, str | None]) -> Place:
    """Put in order what belongs to a place."""
    records = held.records
    distinctions = [record for record in records if isinstance(record, Distinction)]
    by_topic = _by_topic([record for record in records if isinstance(record, Observation)])
    facts = [fact for section in by_topic for fact in section.facts]
    return Place(
        area=area,
        topics=by_topic,
        conflicts=tuple(conflicts(facts)),
        series=tuple(series(facts)),
        targets=tuple(targets(facts, published)),
        events=tuple(in_time(record for record in records if isinstance(record, Event))),
        distinctions=tuple(
            sorted(distinctions, key=lambda record: (_KINDS.index(record.kind), _LEVELS.index(record.level)))
        ),
        people=_sightings(record for record in records if isinstance(record, Person)),
        articles=tuple(newest_first(held.articles)),
    )


def assemble(readings: Sequence[Reading], region: Region) -> Catalogue:
    """Return the catalogue of what was read; the order of ``readings`` does not matter."""
    ordered = tuple(sorted(readings, key=lambda reading: reading.seed.name))
    articles = [article for reading in ordered for article in reading.articles]
    spoken_of = {record.district for article in articles for record in article.records}
    shown = [area for area in region.districts if not _is_county(area) or area.name in spoken_of]
    published = _published(ordered)
    owners: dict[str | None, Area | None] = dict.fromkeys(spoken_of)
    owners |= {area.name: area for area in shown}
    held = _gather(articles, owners)
    places = tuple(_place(area, held[area], published) for area in shown)
    wider = _place(None, held.get(None) or _Held(), published)
    found = {section.topic for place in (*places, wider) for section in place.topics}
    return Catalogue(region, ordered, places, wider, tuple(topic for topic in topics() if topic in found))


def _is_county(area: Area) -> bool:
    """Tell counties and county-level cities from city districts and extra areas."""
    return area.code is not None and not area.name.endswith("区")


_STATUS_RANK = {Status.ACTUAL: 0, Status.ESTIMATE: 1, Status.PLAN: 2}


_SHORT = 14
"""Characters of an indicator that can be taken in at a glance."""


def telling(place: Place, count: int) -> list[Fact]:
    """Choose the facts that say most about a place, from as many topics as there are; none that is disputed.

    Indicators the topic calls telling come first, in its order; then short indicators (they stand on
    their own), what happened before what is planned, levels before growth, recent before old.
    """

    def rank(section: TopicFacts, fact: Fact) -> tuple[int, ...]:
        lead = fact.lead
        told = next((i for i, word in enumerate(section.topic.telling) if word in lead.indicator), 99)
        return (
            lead.period is None,
            told == 99,
            _STATUS_RANK[lead.status],
            lead.measure is Measure.GROWTH,
            told,
            len(lead.indicator) > _SHORT,
            -(edtf.year(lead.period or "") or 0),
            -min(len(str(int(abs(lead.value)))), 12),
        )

    disputed = {id(fact) for conflict in place.conflicts for fact in conflict.facts}
    ranked = [
        sorted(
            ((rank(section, fact), fact) for fact in section.facts if id(fact) not in disputed),
            key=lambda choice: choice[0],
        )
        for section in place.topics
    ]
    # Every topic's best before any topic's second, and so on; what cannot be taken in at a glance behind all.
    rounds = [
        (len(fact.lead.indicator) > _SHORT, nth, ranks, index, fact)
        for index, choices in enumerate(ranked)
        for nth, (ranks, fact) in enumerate(choices)
    ]
    return [fact for *_, fact in sorted(rounds, key=lambda choice: choice[:4])[:count]]
