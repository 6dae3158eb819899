"""Places side by side: the pages about topics, and the matrix of what is known where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import addresses, edtf, wording
from generator.catalogue import Place
from generator.catalogue.series import Comparable, Comparison
from generator.catalogue.values import in_dimension
from generator.divisions import Area
from generator.pages.escaping import Safe
from generator.pages.page import Page
from generator.pages.parts import MOST_PERIODS, facts_section
from generator.pages.pictures import across_places
from generator.pages.rows import FactRow, Link, PartLink
from generator.pages.views import Section, topic_anchor
from generator.records import Status
from generator.texts import current
from generator.topics import Topic


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the coverage matrix; ``shade`` is 0 (nothing) to 4 (most)."""

    count: int
    href: str
    shade: int
    hint: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One place of the coverage matrix."""

    link: Link
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TopicItem:
    """One topic in the list of topics."""

    link: Link
    facts: int
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One place in a comparison: its value in the unit of all, and the fact."""

    value: str
    row: FactRow


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """An indicator at one time in several places."""

    title: str
    unit: str
    picture: Safe
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class ComparableView:
    """An indicator that several places report; what cannot be compared stands apart."""

    title: str
    comparisons: tuple[ComparisonView, ...]
    apart: tuple[FactRow, ...]


def _shade(count: int, most: int) -> int:
    """Grade a count in quarters of the root of the largest, so that small counts stay apart."""
    if not count:
        return 0
    return min(4, 1 + int(4 * (count**0.5 - 1) / max(most**0.5, 1)))


def matrix(page: Page) -> tuple[MatrixRow, ...]:
    """Return how many facts there are for each place and topic."""
    places = [(place, place.area) for place in page.catalogue.places if place.area]
    most = max((len(section.facts) for place, _ in places for section in place.topics), default=1)

    def cell(place: Place, area: Area, topic: Topic) -> Cell:
        count = len(place.about(topic))
        target = page.to(f"{addresses.district_page(area.slug)}#{topic_anchor(topic)}") if count else ""
        hint = current().home.matrix_cell(place=area.name, topic=topic.name, count=count)
        return Cell(count, target, _shade(count, most), hint)

    return tuple(
        MatrixRow(
            Link(page.to(addresses.district_page(area.slug)), area.name),
            tuple(cell(place, area, topic) for topic in page.catalogue.topics),
            len(place.facts),
        )
        for place, area in places
    )


def topic_sections(page: Page, topic: Topic) -> tuple[Section, ...]:
    """Return the facts about a topic, place by place, what has no page of its own last."""
    t = current()
    sections: list[Section] = []
    for place in (*page.catalogue.places, page.catalogue.wider):
        facts = place.about(topic)
        if facts:
            parts = _elsewhere(page, place, topic)
            rows = () if parts else tuple(page.fact(fact, with_place=place.area is None) for fact in facts)
            title = place.area.name if place.area else t.place.wider
            link = (
                Link(page.to(addresses.district_page(place.area.slug)), t.place.all_facts)
                if place.area
                else None
            )
            sections.append(Section(title, addresses.place_anchor(place.area), link, rows, len(facts), parts))
    return tuple(sections)


def _elsewhere(page: Page, place: Place, topic: Topic) -> tuple[PartLink, ...]:
    """Link to where a place's facts about a topic stand, if the topic's page has no room for them."""
    cuts = page.index.layout.topics[topic.slug]
    if cuts is None:
        return ()
    if place.area is None:
        return page.parts(cuts, "wider")
    there = f"{addresses.district_page(place.area.slug)}#{topic_anchor(topic)}"
    whole = PartLink(Link(page.to(there), place.area.name), len(place.about(topic)))
    return page.parts(page.index.layout.places[place.area.slug] or {}, facts_section(topic)) or (whole,)


def comparisons(page: Page, shared: Iterable[Comparable], *, all_of_them: bool) -> tuple[ComparableView, ...]:
    """Return indicators that two or more places share, side by side where they can be compared.

    ``all_of_them`` has older periods as well, and what stands apart.
    """
    aside = page.aside()
    most = None if all_of_them else MOST_PERIODS
    return tuple(
        ComparableView(
            title=each.indicator,
            comparisons=tuple(_comparison(aside, comparison) for comparison in each.comparisons[:most]),
            apart=tuple(aside.fact(fact, with_place=True) for fact in each.apart) if all_of_them else (),
        )
        for each in shared
    )


def _comparison(page: Page, comparison: Comparison) -> ComparisonView:
    values = [in_dimension(fact.lead.value, fact.lead.unit) for fact in comparison.facts]
    size, unit = wording.scale(values, comparison.dimension)
    status = wording.status(Status.PLAN) if comparison.planned else ""
    title = f"{edtf.say(comparison.period)}{status}"
    whole_title = current().mark.comma.join((comparison.indicator, title))
    return ComparisonView(
        title=title,
        unit=unit,
        picture=across_places(page, comparison.facts, size, unit, whole_title),
        rows=tuple(
            Compared(
                value=wording.bounded(wording.scaled(value, size), fact.lead.bound),
                row=page.fact(fact, with_place=True, in_short=True),
            )
            for fact, value in zip(comparison.facts, values, strict=True)
        ),
    )


def topic_items(page: Page) -> tuple[TopicItem, ...]:
    """Return all topics with the places something is known about."""
    items: list[TopicItem] = []
    count_facts = current().count.facts_short
    for topic in page.catalogue.topics:
        address = addresses.topic_page(topic.slug)
        counted = [(place.area, len(place.about(topic))) for place in page.catalogue.places]
        places = tuple(
            Link(page.to(f"{address}#{addresses.place_anchor(area)}"), area.name, count_facts(count=count))
            for area, count in counted
            if area and count
        )
        facts = sum(count for _, count in counted) + len(page.catalogue.wider.about(topic))
        items.append(TopicItem(Link(page.to(address), topic.name), facts, places))
    return tuple(items)
