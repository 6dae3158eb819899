"""Where sources differ: each conflict with every value, quote and date side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import addresses, edtf, wording
from generator.catalogue.facts import Conflict
from generator.pages.page import Page
from generator.pages.parts import place_section
from generator.pages.rows import Link, PartLink
from generator.printing import fold, unmarked
from generator.records import Observation
from generator.texts import current


@dataclass(frozen=True, slots=True)
class Saying:
    """What one mention says."""

    value: str
    quote: str
    source: str
    published: str
    mention: Link


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One conflict: what it is about, and what is said."""

    anchor: str
    title: str
    place: Link
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class ConflictSection:
    """The conflicts of one place, here or on pages of their own."""

    title: str
    anchor: str
    conflicts: tuple[ConflictView, ...]
    count: int
    parts: tuple[PartLink, ...]


def conflict_views(page: Page, conflicts: Iterable[Conflict]) -> tuple[ConflictView, ...]:
    """Return conflicts as a page shows them."""
    return tuple(_view(page, conflict) for conflict in conflicts)


def all_conflicts(page: Page) -> tuple[ConflictSection, ...]:
    """Return every conflict, place by place, or where they stand."""
    cuts = page.index.layout.conflicts
    return tuple(
        ConflictSection(
            title=place.area.name if place.area else current().place.wider,
            anchor=addresses.place_anchor(place.area),
            conflicts=() if section in cuts else conflict_views(page, place.conflicts),
            count=len(place.conflicts),
            parts=page.parts(cuts, section),
        )
        for place in page.catalogue.everywhere
        if place.conflicts
        for section in [place_section(place.area)]
    )


def _view(page: Page, conflict: Conflict) -> ConflictView:
    lead = conflict.lead
    said = current().mark.comma.join((lead.canonical, edtf.say(lead.period), wording.status(lead.status)))
    return ConflictView(
        anchor=page.anchor(addresses.conflict_anchor(lead)),
        title=said,
        place=page.place(lead.district),
        sayings=tuple(_saying(page, seen) for fact in conflict.facts for seen in fact.observations),
    )


def _saying(page: Page, seen: Observation) -> Saying:
    t, source = current(), page.source(seen)
    return Saying(
        value=fold(wording.change(seen)) + wording.printed(seen),
        quote=unmarked(fold(seen.quote)),
        source=t.mark.comma.join(filter(None, (t.mark.title(title=source.title), source.publisher))),
        published=edtf.say(source.published) if source.published else t.period.no_date,
        mention=page.mention(seen),
    )
