"""The pages about places and time: what each shows, ready for its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator import addresses, edtf
from generator.catalogue import Place, TopicFacts
from generator.catalogue.facts import Fact
from generator.divisions import Area
from generator.pages.disputes import ConflictView, conflict_views
from generator.pages.page import FIGURES, Page
from generator.pages.parts import Cuts, facts_section
from generator.pages.plans import PlanRow, plan_rows
from generator.pages.rows import (
    DistinctionRow,
    EventItem,
    FactRow,
    Link,
    PartLink,
    PersonRow,
    StatusMark,
    status_mark,
)
from generator.pages.series import SeriesView, series_views
from generator.reading import ArticleReading
from generator.records import Distinction, Event, Observation, Status
from generator.texts import current
from generator.topics import Topic


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """One article in a list of sources."""

    link: Link
    published: str
    district: str
    observations: int
    events: int
    distinctions: int


@dataclass(frozen=True, slots=True)
class Section:
    """The facts under one heading."""

    title: str
    anchor: str
    link: Link | None
    rows: tuple[FactRow, ...]
    count: int = 0
    parts: tuple[PartLink, ...] = ()
    """Where the rows stand, if not here."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the facts of a page can be narrowed to: only what occurs among them."""

    statuses: tuple[StatusMark, ...]
    years: tuple[int, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A telling figure: a fact said in three short lines."""

    row: FactRow
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """A place at a glance."""

    link: Link
    figures: tuple[Figure, ...]
    facts: int
    events: int
    articles: int
    inner: tuple[Link, ...]
    """The extra areas listed under it: what is known of them does not count as its own."""


@dataclass(frozen=True, slots=True)
class InnerArea:
    """An extra area (新区, 开发区) on the page of the district it is listed under: its essentials."""

    card: Card
    anchor: str
    timeline: tuple[EventItem, ...]


@dataclass(frozen=True, slots=True)
class DistrictView:
    """Everything a district's page shows."""

    name: str
    standing: str
    years: str
    code: str
    counts: Card
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    choices: Choices
    timeline: tuple[EventItem, ...]
    distinctions: tuple[DistinctionRow, ...]
    conflicts: tuple[ConflictView, ...]
    series: tuple[SeriesView, ...]
    plans: tuple[PlanRow, ...]
    people: tuple[PersonRow, ...]
    articles: tuple[ArticleItem, ...]
    inner: tuple[InnerArea, ...]
    data: str
    """Address of the same facts as JSON."""
    parts: Mapping[str, tuple[PartLink, ...]]
    """Where the rows of a section stand, if not here; a key for each section."""
    counts_of: Mapping[str, int]
    """How many rows each of these sections has in all."""


_FIGURES_A_ROW = 4
"""Key figures of a district."""


def topic_anchor(topic: Topic) -> str:
    """Anchor of a topic's section on a page about a place."""
    return f"topic-{topic.slug}"


def article_item(page: Page, article: ArticleReading) -> ArticleItem:
    """Return the line of an article."""
    record = article.record
    kinds = Counter(type(seen) for seen in article.records)
    return ArticleItem(
        link=Link(page.to(addresses.article(record.source, record.start)), record.title),
        published=edtf.say(record.published) if record.published else current().period.no_date,
        district=record.district or "",
        observations=kinds[Observation],
        events=kinds[Event],
        distinctions=kinds[Distinction],
    )


def _figures(page: Page, place: Place, count: int) -> tuple[Figure, ...]:
    """Return the telling facts, each linked to its mention; they take no anchors of the page themselves."""
    aside = page.aside()
    area = place.area
    if area is None:
        return ()
    return tuple(
        Figure(aside.fact(fact), page.to(addresses.mention(fact.lead)))
        for fact in page.index.telling(place, count)
    )


def card(page: Page, place: Place, area: Area, figures: int = 3) -> Card:
    """Return a place at a glance."""
    return Card(
        link=Link(page.to(addresses.district_page(area.slug)), area.name),
        figures=_figures(page, place, figures),
        facts=len(place.facts),
        events=len(place.events),
        articles=len(place.articles),
        inner=tuple(
            Link(page.to(addresses.district_page(other.area.slug)), other.area.name)
            for other in page.catalogue.places
            if other.area and other.area.parent == area.name
        ),
    )


def cards(page: Page) -> tuple[Card, ...]:
    """Return all places at a glance."""
    return tuple(card(page, place, place.area) for place in page.catalogue.places if place.area)


def years_covered(periods: Sequence[str | None]) -> str:
    """Say from which to which year the dated facts reach; an empty string when none is dated."""
    years = [year for period in periods if period for year in [edtf.year(period)] if year]
    if not years:
        return ""
    first, last = min(years), max(years)
    t = current().period
    return t.year(year=first) if first == last else t.years(first=first, last=last)


def district(page: Page, place: Place, area: Area) -> DistrictView:
    """Return everything the page of a district shows."""
    dated = [*(fact.lead.period for fact in place.facts), *(event.date for event in place.events)]
    cuts = page.index.layout.places[area.slug]
    parts = _parts(page, place, area)
    figures = _figures(page, place, FIGURES)
    whole_rows = figures if len(figures) == FIGURES else figures[:_FIGURES_A_ROW]
    return DistrictView(
        name=area.name,
        standing=area.parent,
        years=years_covered(dated),
        code=area.code or "",
        counts=card(page, place, area, 0),
        figures=whole_rows,
        sections=tuple(_section(page, section, cuts or {}) for section in place.topics),
        choices=choices(
            fact
            for section in place.topics
            if facts_section(section.topic) not in (cuts or {})
            for fact in section.facts
        ),
        timeline=() if parts["timeline"] else tuple(page.event(event) for event in place.events),
        distinctions=()
        if parts["honours"]
        else tuple(page.distinction(record) for record in place.distinctions),
        conflicts=() if parts["conflicts"] else conflict_views(page.aside(), place.conflicts),
        series=() if parts["series"] else series_views(page, place.series),
        plans=() if parts["plans"] else plan_rows(page, place.targets),
        people=() if parts["people"] else tuple(page.person(sighting) for sighting in place.people),
        articles=() if parts["sources"] else tuple(article_item(page, each) for each in place.articles),
        inner=_inner_areas(page, area),
        data=page.to(addresses.district_data(area.slug)),
        parts=parts,
        counts_of={
            "timeline": len(place.events),
            "honours": len(place.distinctions),
            "conflicts": len(place.conflicts),
            "series": len(place.series),
            "plans": len(place.targets),
            "people": len(place.people),
            "sources": len(place.articles),
        },
    )


def _section(page: Page, section: TopicFacts, cuts: Cuts) -> Section:
    parts = page.parts(cuts, facts_section(section.topic))
    return Section(
        section.topic.name,
        topic_anchor(section.topic),
        Link(page.to(addresses.topic_page(section.topic.slug)), current().district.same_topic),
        () if parts else tuple(page.fact(fact) for fact in section.facts),
        len(section.facts),
        parts,
    )


def _parts(page: Page, place: Place, area: Area) -> dict[str, tuple[PartLink, ...]]:
    """Link to where sections stand that are not on the page of their place."""
    layout, t = page.index.layout, current().page
    cuts = layout.places[area.slug]
    named = ("timeline", "honours", "series", "people", "sources")
    parts = {name: page.parts(cuts or {}, name) for name in named} | {"plans": (), "conflicts": ()}
    if cuts is not None:
        for name, rows, elsewhere, address, title in (
            ("plans", place.targets, layout.plans, addresses.PLANS, t.plans),
            ("conflicts", place.conflicts, layout.conflicts, addresses.CONFLICTS, t.conflicts),
        ):
            there = Link(page.to(f"{address}#{addresses.place_anchor(area)}"), title)
            whole = (PartLink(there, len(rows)),) if rows else ()
            parts[name] = page.parts(elsewhere, area.slug) or whole
    return parts


def choices(facts: Iterable[Fact]) -> Choices:
    """Return what facts can be narrowed to."""
    leads = [fact.lead for fact in facts]
    told = {lead.status for lead in leads}
    return Choices(
        statuses=tuple(status_mark(status) for status in Status if status in told),
        years=tuple(
            sorted({year for lead in leads if lead.period for year in edtf.years(lead.period)}, reverse=True)
        ),
    )


def _inner_areas(page: Page, area: Area) -> tuple[InnerArea, ...]:
    """Return the extra areas that the configuration lists under ``area``, with their essentials."""
    aside = page.aside()
    return tuple(
        InnerArea(
            card=card(page, place, place.area, FIGURES),
            anchor=addresses.place_anchor(place.area),
            timeline=()
            if page.index.layout.places[place.area.slug] is not None  # its own page tells where they stand
            else tuple(aside.event(event, with_place=True) for event in place.events),
        )
        for place in page.catalogue.places
        if place.area and place.area.parent == area.name
    )
