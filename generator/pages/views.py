"""The pages about places and time: what each shows, ready for its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import addresses, edtf
from generator.catalogue import Place, telling
from generator.divisions import Area
from generator.pages.disputes import ConflictView, conflict_views
from generator.pages.page import Page
from generator.pages.plans import PlanRow, plan_rows
from generator.pages.rows import DistinctionRow, EventItem, FactRow, Link, PersonRow, StatusMark, status_mark
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


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a timeline; without a name, what of a year has no month."""

    label: str
    events: tuple[EventItem, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a timeline."""

    label: str
    anchor: str
    months: tuple[Month, ...]


_FIGURES_A_ROW = 4
FIGURES = 2 * _FIGURES_A_ROW
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
        Figure(aside.fact(fact), page.to(addresses.mention(fact.lead))) for fact in telling(place, count)
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
    sections = tuple(
        Section(
            section.topic.name,
            topic_anchor(section.topic),
            Link(page.to(addresses.topic_page(section.topic.slug)), current().district.same_topic),
            tuple(page.fact(fact) for fact in section.facts),
        )
        for section in place.topics
    )
    figures = _figures(page, place, FIGURES)
    whole_rows = figures if len(figures) == FIGURES else figures[:_FIGURES_A_ROW]
    return DistrictView(
        name=area.name,
        standing=area.parent,
        years=years_covered(dated),
        code=area.code or "",
        counts=card(page, place, area, 0),
        figures=whole_rows,
        sections=sections,
        choices=_choices(place),
        timeline=tuple(page.event(event) for event in place.events),
        distinctions=tuple(page.distinction(record) for record in place.distinctions),
        conflicts=conflict_views(page.aside(), place.conflicts),
        series=series_views(page, place.series),
        plans=plan_rows(page, place.targets),
        people=tuple(page.person(sighting) for sighting in place.people),
        articles=tuple(article_item(page, article) for article in place.articles),
        inner=_inner_areas(page, area),
        data=page.to(addresses.district_data(area.slug)),
    )


def _choices(place: Place) -> Choices:
    leads = [fact.lead for section in place.topics for fact in section.facts]
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
            timeline=tuple(aside.event(event, with_place=True) for event in place.events),
        )
        for place in page.catalogue.places
        if place.area and place.area.parent == area.name
    )


def places_of(page: Page, events: Sequence[Event]) -> tuple[tuple[str, str], ...]:
    """Return slug and name of every place with events, in page order, what has no page last."""
    named = {place.area.slug: place.area.name for place in page.catalogue.places if place.area}
    told = {page.slug(event.district) for event in events}
    return tuple(
        (slug, name) for slug, name in {**named, "wider": current().place.wider_short}.items() if slug in told
    )


def years(page: Page, events: Sequence[Event]) -> tuple[Year, ...]:
    """Return a timeline by years and months, earliest first; in a year, what has no month stands first."""
    t = current().period
    by_year: dict[int | None, list[Event]] = {}
    for event in events:
        by_year.setdefault(edtf.year(event.date), []).append(event)
    return tuple(
        Year(t.year(year=year) if year else t.unknown, f"y{year or 0}", _months(page, held))
        for year, held in by_year.items()
    )


def _months(page: Page, events: Sequence[Event]) -> tuple[Month, ...]:
    t = current().period
    by_month: dict[int, list[EventItem]] = {}
    for event in events:
        by_month.setdefault(edtf.month(event.date) or 0, []).append(page.event(event, with_place=True))
    return tuple(
        Month(t.month_alone(month=month) if month else "", tuple(items))
        for month, items in sorted(by_month.items())
    )
