"""What happened, year by year and month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator import addresses, edtf
from generator.pages.page import Page
from generator.pages.parts import year_section
from generator.pages.rows import EventItem, PartLink
from generator.records import Event, Status
from generator.texts import current

CHOICE_STYLES = f"{addresses.TIMELINE}choice.css"
"""Beside the timeline: a style within a page would need an exception in what pages may load."""


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
    count: int
    months: tuple[Month, ...]
    parts: tuple[PartLink, ...] = ()
    """Where its events stand, if not here."""


def shown(page: Page, events: Sequence[Event]) -> dict[str, object]:
    """Return what a timeline shows, and what it can be narrowed to."""
    return {
        "years": years(page, events),
        "places": places_of(page, events),
        "choice_styles": page.to(CHOICE_STYLES),
        "kinds": {event.status is Status.ACTUAL for event in events},
    }


def places_of(page: Page, events: Sequence[Event]) -> tuple[tuple[str, str], ...]:
    """Return slug and name of every place with events, in page order, what has no page last."""
    named = {place.area.slug: place.area.name for place in page.catalogue.places if place.area}
    told = {page.slug(event.district) for event in events}
    return tuple(
        (slug, name) for slug, name in {**named, "wider": current().place.wider_short}.items() if slug in told
    )


def years(page: Page, events: Sequence[Event]) -> tuple[Year, ...]:
    """Return a timeline by years and months, earliest first; in a year, what has no month stands first.

    Of years that stand on pages of their own, only these are told where all of them are told.
    """
    t = current().period
    by_year: dict[int | None, list[Event]] = {}
    for event in events:
        by_year.setdefault(edtf.year(event.date), []).append(event)
    cuts = page.index.layout.timeline if page.address == addresses.TIMELINE else {}
    return tuple(
        Year(
            t.year(year=year) if year else t.unknown,
            f"y{year or 0}",
            len(held),
            () if year_section(year) in cuts else _months(page, held),
            page.parts(cuts, year_section(year)),
        )
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
