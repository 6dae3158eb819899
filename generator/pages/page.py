"""A page under construction: it knows its address, and turns facts into what a page shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator import addresses, citations, edtf, wording
from generator.catalogue import Catalogue, Place, Sighting, telling
from generator.catalogue.facts import Fact
from generator.catalogue.values import dimension, in_dimension
from generator.config import Extent
from generator.pages import reports
from generator.pages.parts import MOST_MENTIONS, Cuts, Layout
from generator.pages.rows import (
    NO_KEYS,
    Citation,
    CorrectionNote,
    DistinctionRow,
    EventItem,
    FactRow,
    Keys,
    Link,
    PartLink,
    PersonRow,
    status_mark,
)
from generator.printing import fold, unmarked
from generator.reading import ArticleReading, Reading
from generator.records import Distinction, Event, Measure, Mention, Observation, Status
from generator.texts import current

FIGURES = 8
"""The most key figures that a page shows of a place."""


class Index:
    """What every page asks of the whole catalogue, looked up once."""

    def __init__(
        self,
        catalogue: Catalogue,
        site_name: str,
        site_url: str = "",
        extent: Extent = Extent.FULL,
        report_url: str = "",
    ) -> None:
        """Prepare for the pages of a site; ``site_url`` is empty where it is not known."""
        self.catalogue, self.site_name, self.extent = catalogue, site_name, extent
        self.site_url = site_url.rstrip("/")
        self.report_url = report_url
        self.readings = {reading.seed.name: reading for reading in catalogue.readings}
        self.disputed = {
            (fact.lead.source, fact.lead.id): conflict.lead
            for place in catalogue.everywhere
            for conflict in place.conflicts
            for fact in conflict.facts
        }
        """Fact → the lead of the conflict it is part of."""
        self.places = {place.area.name: place.area for place in catalogue.places if place.area}
        """Those with a page, by name."""
        self._telling = {place.area: telling(place, FIGURES) for place in catalogue.places}
        self.newest_first = newest_first(catalogue.readings)
        """The readings as the list of sources has them."""
        self.layout = Layout(catalogue, self.newest_first)
        self._named: dict[tuple[str, int], str] = {}

    def telling(self, place: Place, count: int) -> list[Fact]:
        """Return the facts that say most about a place with a page."""
        return self._telling[place.area][:count]

    def named(self, article: ArticleReading) -> str:
        """Say in which article a mention stands; thousands of links say it."""
        record = article.record
        key = (record.source, record.start)
        if key not in self._named:
            publisher = self.readings[record.source].seed.provenance.publisher
            dated = edtf.say(record.published) if record.published else None
            t = current().mark
            title = t.title(title=unmarked(fold(record.title)))
            self._named[key] = t.comma.join(part for part in (title, publisher, dated) if part)
        return self._named[key]


def newest_first(readings: Iterable[Reading]) -> list[Reading]:
    """Sort seeds by their newest article."""

    def newest(reading: Reading) -> tuple[int, int, int]:
        return max(
            (edtf.start(piece.record.published or "") for piece in reading.articles), default=(0, 0, 0)
        )

    return sorted(readings, key=newest, reverse=True)


class Page:
    """One page under construction: knows its address, so that links and anchors come out right.

    Anchors are handed out once: a text printed in two sources gives two records one id.
    """

    def __init__(self, address: str, index: Index, *, anchored: bool = True) -> None:
        """Start a page at ``address``; one that is not ``anchored`` gives out no anchors."""
        self._anchored = anchored
        self.address = address
        self.index = index
        self.catalogue = index.catalogue
        self._taken: set[str] = set()

    def aside(self) -> Page:
        """Return this page for facts it shows a second time: their anchors stand at the first."""
        return Page(self.address, self.index, anchored=False)

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
        articles = self.index.readings[record.source].articles
        return next(
            article
            for article in reversed(articles)
            if article.record.start <= record.start or article is articles[0]
        )

    def mention(self, record: Mention, label: str = "") -> Link:
        """Link to the highlighted mention of a record."""
        return Link(
            self.to(addresses.mention(record)),
            label or current().mention.label,
            self.index.named(self.article_of(record)),
        )

    def mentions(self, records: Sequence[Mention]) -> tuple[Link, ...]:
        """Link to all mentions, numbered when there are several."""
        if len(records) == 1:
            return (self.mention(records[0]),)
        t = current()
        shown = records[:MOST_MENTIONS]
        labels = [t.mention.numbered(number=number) for number in range(1, len(shown) + 1)]
        if len(shown) < len(records):
            labels[-1] = t.parts.more_mentions(count=len(records))
        return tuple(self.mention(record, label) for record, label in zip(shown, labels, strict=True))

    def slug(self, district: str | None) -> str:
        """Return the slug of a district with a page, ``wider`` for any other."""
        area = self.index.places.get(district or "")
        return area.slug if area else "wider"

    def place(self, district: str | None) -> Link:
        """Link to the page of a district; without one, name the place only."""
        area = self.index.places.get(district or "")
        if area:
            return Link(self.to(addresses.district_page(area.slug)), area.name)
        return Link("", wording.district(district))

    def parts(self, cuts: Cuts, section: str) -> tuple[PartLink, ...]:
        """Link to the pages that a section was cut into; empty where it was not."""
        return tuple(
            PartLink(Link(self.to(part.address), part.label), len(part.rows))
            for part in cuts.get(section, ())
        )

    def row(self, record: Mention) -> str | None:
        """Link to the row of a record: on its place's page or the part of it, else where all places are."""
        anchor = addresses.fact_anchor(record)
        part = self.index.layout.row(record)
        area = self.index.places.get(record.district or "")
        if part:
            return self.to(f"{part}#{anchor}")
        if area:
            return self.to(addresses.fact(record, area.slug))
        if isinstance(record, Observation):
            slugs = {topic.name: topic.slug for topic in self.catalogue.topics}
            slug = slugs.get(record.topic, self.catalogue.topics[-1].slug)
            return self.to(f"{addresses.topic_page(slug)}#{anchor}")
        return self.to(f"{addresses.TIMELINE}#{anchor}") if isinstance(record, Event) else None

    def source(self, record: Mention) -> citations.Source:
        """Return what is known of the article a record stands in."""
        article, stated = self.article_of(record).record, self.index.readings[record.source].seed.provenance
        title = unmarked(fold(article.title))
        return citations.Source(
            title, stated.publisher, article.published, stated.url, addresses.stem(record.source)
        )

    def permalink(self, address: str) -> str:
        """Return an address of the site in full; empty where the site's own is not known."""
        return f"{self.index.site_url}/{address}" if self.index.site_url else ""

    def report(self, lead: Observation) -> str:
        """Return where to report an error in a fact; empty where nobody takes reports."""
        if not self.index.report_url:
            return ""
        value = (fold(wording.value(lead)), edtf.say(lead.period), wording.status(lead.status))
        report = reports.Report(
            record=lead.id,
            said=fold(f"{lead.indicator} {lead.text}"),
            source=lead.source,
            value=current().mark.dot.join(value),
            permalink=self.permalink(addresses.mention(lead)),
        )
        return reports.address(self.index.report_url, report)

    def citations(self, record: Mention) -> tuple[Citation, ...]:
        """Say how to cite a record, in each format."""
        permalink = self.permalink(addresses.mention(record))
        cited = (self.source(record), record.id, self.index.site_name, permalink)
        return (
            Citation("GB/T 7714", citations.gbt7714(*cited)),
            Citation(current().fact.plain_citation, citations.plain(*cited)),
        )

    def _conflict(self, fact: Fact) -> Link | None:
        lead = self.index.disputed.get((fact.lead.source, fact.lead.id))
        if lead is None:
            return None
        address = f"{self.index.layout.conflict(lead)}#{addresses.conflict_anchor(lead)}"
        return Link(self.to(address), current().fact.conflict)

    def correction(self, record: Mention) -> Link | None:
        """Link to where a record's correction is told: the row of its reading on its source's page."""
        if record.correction is None:
            return None
        address = addresses.source_page(addresses.stem(record.source))
        return Link(
            self.to(f"{address}#{addresses.fact_anchor(record)}"),
            current().correction.label,
            record.correction.reason,
        )

    def fact(self, fact: Fact, *, with_place: bool = False, in_short: bool = False) -> FactRow:
        """Return the row of a fact; one ``in_short`` has no quote, no citations and no keys."""
        lead = fact.lead
        full = not in_short
        names = (self.anchor(addresses.fact_anchor(seen)) for seen in fact.observations)
        return FactRow(
            anchors=tuple(name for name in names if name),
            indicator=fold(lead.indicator),
            change=fold(wording.change(lead)),
            printed=fold(lead.text),
            bounded=wording.printed(lead),
            reading=wording.reading(lead),
            period=edtf.say(lead.period),
            dated=bool(lead.period),
            status=status_mark(lead.status),
            keys=_keys(lead) if full else NO_KEYS,
            place=self.place(lead.district) if with_place else None,
            mentions=self.mentions(fact.observations),
            quote=unmarked(fold(lead.quote)) if full else "",
            also=_other_prints(fact) if full else (),
            citations=self.citations(lead) if full else (),
            report=self.report(lead) if full else "",
            conflict=self._conflict(fact),
            correction=next((corrected(seen) for seen in fact.observations if seen.correction), None),
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
            correction=self.correction(event),
        )

    def distinction(self, record: Distinction) -> DistinctionRow:
        """Return the row of a distinction."""
        return DistinctionRow(
            anchor=self.anchor(addresses.fact_anchor(record)),
            kind=wording.kind(record),
            level=wording.level(record.level),
            title=fold(record.title),
            holder=fold(record.holder),
            mention=self.mention(record),
            correction=self.correction(record),
        )

    def person(self, sighting: Sighting) -> PersonRow:
        """Return the row of a person."""
        names = (self.anchor(addresses.fact_anchor(mention)) for mention in sighting.mentions)
        dates = (self.article_of(mention).record.published for mention in sighting.mentions)
        newest = max((date for date in dates if date), key=edtf.end, default="")
        return PersonRow(
            anchors=tuple(name for name in names if name),
            name=fold(sighting.name),
            role=fold(sighting.role),
            as_of=edtf.say(newest) if newest else "",
            mentions=self.mentions(sighting.mentions),
            correction=next(filter(None, map(self.correction, sighting.mentions)), None),
        )


def _keys(lead: Observation) -> Keys:
    value = in_dimension(lead.value, lead.unit)
    years = edtf.years(lead.period) if lead.period else ()
    unit = dimension(lead.unit, lead.canonical)
    return Keys(
        value=f"{Decimal(value.numerator) / Decimal(value.denominator):f}",  # a third of a 亩 has no end
        dimension=f"{unit} growth" if lead.measure is Measure.GROWTH else unit,  # a share is no rise
        first_day=(edtf.first_day(lead.period) or "") if lead.period else "",
        years="-".join(str(year) for year in years),
    )


def _other_prints(fact: Fact) -> tuple[str, ...]:
    prints = dict.fromkeys(fold(seen.text) for seen in fact.observations)
    return tuple(printed for printed in prints if printed != fold(fact.lead.text))


def corrected(record: Mention) -> CorrectionNote | None:
    """Say what a person corrected in a record; None where nothing was."""
    note = record.correction
    if note is None:
        return None
    t = current()
    was = t.mark.semicolon.join(
        t.correction.field(field=wording.field(name), value=wording.field_value(value))
        for name, value in note.was
    )
    return CorrectionNote(was or t.correction.not_read, note.reason, note.by, note.date)
