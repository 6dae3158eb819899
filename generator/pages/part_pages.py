"""The pages that hold parts of others: what each shows, ready for the template they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator import addresses, edtf
from generator.catalogue import Catalogue, Place
from generator.pages import comparison, coverage, disputes, plans, series, sources, timeline, views
from generator.pages.page import Page
from generator.pages.parts import Cuts, Layout, Part, facts_section, place_section, year_section
from generator.texts import current

Shown = dict[str, object]
Show = Callable[[Page, Sequence[Any]], Shown]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part: what it belongs to, what it is called, what it shows, and the parts beside it."""

    part: Part
    parent: str
    """Address of the page it was cut off."""
    parent_name: str
    section: str
    show: Show
    siblings: tuple[tuple[str, str], ...]
    """Address and name of every part of the section, in order."""

    @property
    def is_pictured(self) -> bool:
        """Tell whether it has charts."""
        return self.show in (_series, _comparable)


def part_pages(catalogue: Catalogue, layout: Layout) -> Iterator[PartPage]:
    """Return every part of every page."""
    t = current()
    for place in catalogue.places:
        yield from _of_place(place, layout)
    for topic in catalogue.topics:
        cuts, address = layout.topics[topic.slug] or {}, addresses.topic_page(topic.slug)
        yield from _pages(cuts, "comparable", address, topic.name, t.topic.comparable, _comparable)
        yield from _pages(cuts, "wider", address, topic.name, t.place.wider, _facts_of_places)
    for year in dict.fromkeys(edtf.year(event.date) for event in catalogue.events):
        name = t.period.year(year=year) if year else t.period.unknown
        section = year_section(year)
        yield from _pages(layout.timeline, section, addresses.TIMELINE, t.page.timeline, name, _years)
    for place in catalogue.everywhere:
        name = place.area.name if place.area else t.place.wider
        section = place_section(place.area)
        yield from _pages(layout.plans, section, addresses.PLANS, t.page.plans, name, _plans)
        yield from _pages(layout.conflicts, section, addresses.CONFLICTS, t.page.conflicts, name, _conflicts)
    yield from _pages(layout.sources, "part", addresses.SOURCES, t.page.sources, t.parts.all, _sources)
    yield from _pages(
        layout.coverage, "part", addresses.COVERAGE, t.page.coverage, t.coverage.files, _coverage
    )


def _of_place(place: Place, layout: Layout) -> Iterator[PartPage]:
    area, t = place.area, current().district
    if area is None:
        return
    cuts, address = layout.places[area.slug] or {}, addresses.district_page(area.slug)
    for section in place.topics:
        yield from _pages(cuts, facts_section(section.topic), address, area.name, section.topic.name, _facts)
    for name, title, show in (
        ("series", t.series, _series),
        ("timeline", t.timeline, _timeline),
        ("honours", t.distinctions, _honours),
        ("people", t.people, _people),
        ("sources", t.sources, _articles),
    ):
        yield from _pages(cuts, name, address, area.name, title, show)


def _pages(
    cuts: Cuts, section: str, parent: str, parent_name: str, title: str, show: Show
) -> Iterator[PartPage]:
    parts = cuts.get(section, ())
    siblings = tuple((part.address, part.label) for part in parts)
    return (PartPage(part, parent, parent_name, title, show, siblings) for part in parts)


def _facts(page: Page, rows: Sequence[Any]) -> Shown:
    shown = tuple(page.fact(fact) for fact in rows)
    return {"kind": "facts", "rows": shown, "with_place": False, "choices": views.choices(rows)}


def _facts_of_places(page: Page, rows: Sequence[Any]) -> Shown:
    shown = tuple(page.fact(fact, with_place=True) for fact in rows)
    return {"kind": "facts", "rows": shown, "with_place": True, "choices": views.choices(rows)}


def _series(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "series", "series": series.series_views(page, rows)}


def _timeline(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "timeline", "events": tuple(page.event(event) for event in rows)}


def _years(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "years", **timeline.shown(page, rows)}


def _honours(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "honours", "distinctions": tuple(page.distinction(record) for record in rows)}


def _people(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "people", "people": tuple(page.person(sighting) for sighting in rows)}


def _articles(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "articles", "articles": tuple(views.article_item(page, article) for article in rows)}


def _comparable(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "comparable", "comparable": comparison.comparisons(page, rows, all_of_them=False)}


def _plans(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "plans", "plans": plans.plan_rows(page, rows)}


def _conflicts(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "conflicts", "conflicts": disputes.conflict_views(page, rows)}


def _sources(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "sources", "items": sources.source_items(page, rows)}


def _coverage(page: Page, rows: Sequence[Any]) -> Shown:
    return {"kind": "coverage", "sources": coverage.source_rows(page, rows)}
