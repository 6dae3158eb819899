"""What a page says about one fact, event, honour or person: the view models templates loop over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator import addresses, edtf
from generator.catalogue import Catalogue, Fact, Sighting
from generator.pages import wording
from generator.pages.escaping import fold
from generator.pages.printed import unmarked
from generator.reading import ArticleReading
from generator.records import Distinction, Event, Mention, Status


@dataclass(frozen=True, slots=True)
class Link:
    """A link from this page: where to, what it says, what it says on hovering."""

    href: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class StatusMark:
    """A status: the word, and the class that gives it its form."""

    word: str
    css: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact as a row."""

    anchors: tuple[str, ...]
    indicator: str
    change: str
    """Direction of a change and what it is against, as said before the printed value."""
    printed: str
    reading: str
    period: str
    dated: bool
    status: StatusMark
    place: Link | None
    """Named only on pages that speak of several places."""
    mentions: tuple[Link, ...]
    quote: str
    citation: str


@dataclass(frozen=True, slots=True)
class EventItem:
    """One event on a timeline."""

    anchor: str
    date: str
    title: str
    status: StatusMark
    happened: bool
    group: str
    """The slug of its place, ``wider`` without a page: what the timeline's choice of places goes by."""
    place: Link | None
    mention: Link
    quote: str


@dataclass(frozen=True, slots=True)
class DistinctionRow:
    """One honour, first, pilot or ranking."""

    anchor: str
    kind: str
    level: str
    title: str
    holder: str
    mention: Link


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One named person in one role."""

    anchors: tuple[str, ...]
    name: str
    role: str
    mentions: tuple[Link, ...]


def status_mark(status: Status) -> StatusMark:
    """Return how a status is shown."""
    return StatusMark(wording.STATUS[status], status.value)


class Page:
    """One page under construction: knows its address, so that links and anchors come out right.

    Anchors are handed out once: a text printed in two sources gives two records one id.
    """

    def __init__(self, address: str, catalogue: Catalogue, site_name: str, *, anchored: bool = True) -> None:
        """Start a page at ``address``; one that is not ``anchored`` gives out no anchors."""
        self._anchored = anchored
        self.address = address
        self.catalogue = catalogue
        self.site_name = site_name
        self._taken: set[str] = set()
        self._articles = _articles_by_source(catalogue)
        self._publishers = {each.seed.name: each.seed.provenance.publisher for each in catalogue.readings}

    def aside(self) -> Page:
        """Return this page for facts it shows a second time: their anchors stand at the first."""
        return Page(self.address, self.catalogue, self.site_name, anchored=False)

    def to(self, address: str) -> str:
        """Return a link from this page to an address of the site."""
        return addresses.relative(self.address, address)

    def anchor(self, name: str) -> str:
        """Take an anchor of this page; an empty string when it is taken already."""
        if name in self._taken or not self._anchored:
            return ""
        self._taken.add(name)
        return name

    def article_of(self, record: Mention) -> ArticleReading:
        """Return the article a record stands in."""
        return next(
            article
            for article in reversed(self._articles[record.source])
            if article.record.start <= record.start or article is self._articles[record.source][0]
        )

    def mention(self, record: Mention, label: str = "原文") -> Link:
        """Link to the highlighted mention of a record."""
        return Link(self.to(addresses.mention(record)), label, self._named(record))

    def mentions(self, records: Sequence[Mention]) -> tuple[Link, ...]:
        """Link to all mentions, numbered when there are several."""
        if len(records) == 1:
            return (self.mention(records[0]),)
        return tuple(self.mention(record, f"原文{number}") for number, record in enumerate(records, 1))

    def slug(self, district: str | None) -> str:
        """Return the slug of a district with a page, ``wider`` for any other."""
        place = self.catalogue.place_of(district)
        return place.area.slug if place and place.area else "wider"

    def place(self, district: str | None) -> Link:
        """Link to the page of a district; without one, name the place only."""
        place = self.catalogue.place_of(district)
        if place and place.area:
            return Link(self.to(addresses.district_page(place.area.slug)), place.area.name)
        return Link("", district or "未指明地区")

    def _named(self, record: Mention) -> str:
        article = self.article_of(record).record
        dated = f"，{edtf.say(article.published)}" if article.published else ""
        publisher = self._publishers.get(record.source)
        return f"《{fold(article.title)}》{f'，{publisher}' if publisher else ''}{dated}"

    def citation(self, record: Mention) -> str:
        """Say how to cite a record: article, source, number, site."""
        stem = PurePosixPath(record.source).stem
        return f"{self._named(record)}，来源 {stem}，摘录编号 {record.id}，{self.site_name}。"

    def fact(self, fact: Fact, *, with_place: bool = False) -> FactRow:
        """Return the row of a fact."""
        lead = fact.lead
        names = (self.anchor(addresses.fact_anchor(seen)) for seen in fact.observations)
        return FactRow(
            anchors=tuple(name for name in names if name),
            indicator=fold(lead.indicator),
            change=fold(wording.change(lead)),
            printed=fold(lead.text),
            reading=wording.reading(lead),
            period=edtf.say(lead.period),
            dated=bool(lead.period),
            status=status_mark(lead.status),
            place=self.place(lead.district) if with_place else None,
            mentions=self.mentions(fact.observations),
            quote=unmarked(fold(lead.quote)),
            citation=self.citation(lead),
        )

    def event(self, event: Event, *, with_place: bool = False) -> EventItem:
        """Return the item of an event."""
        return EventItem(
            anchor=self.anchor(addresses.fact_anchor(event)),
            date=edtf.say(event.date),
            title=fold(event.title),
            status=status_mark(event.status),
            happened=event.status is Status.ACTUAL,
            group=self.slug(event.district),
            place=self.place(event.district) if with_place else None,
            mention=self.mention(event),
            quote=unmarked(fold(event.quote)),
        )

    def distinction(self, record: Distinction) -> DistinctionRow:
        """Return the row of a distinction."""
        return DistinctionRow(
            anchor=self.anchor(addresses.fact_anchor(record)),
            kind=wording.KIND[record.kind],
            level=wording.LEVEL[record.level],
            title=fold(record.title),
            holder=fold(record.holder),
            mention=self.mention(record),
        )

    def person(self, sighting: Sighting) -> PersonRow:
        """Return the row of a person."""
        names = (self.anchor(addresses.fact_anchor(mention)) for mention in sighting.mentions)
        return PersonRow(
            anchors=tuple(name for name in names if name),
            name=fold(sighting.name),
            role=fold(sighting.role),
            mentions=self.mentions(sighting.mentions),
        )


def _articles_by_source(catalogue: Catalogue) -> dict[str, tuple[ArticleReading, ...]]:
    return {reading.seed.name: reading.articles for reading in catalogue.readings}
