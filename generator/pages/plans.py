"""Plans and what became of them, as the page of plans and the pages of districts show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator import addresses, wording
from generator.catalogue.facts import Fact
from generator.catalogue.plans import Target, Verdict
from generator.pages.page import Page
from generator.pages.parts import place_section
from generator.pages.rows import FactRow, Link, PartLink
from generator.texts import current


@dataclass(frozen=True, slots=True)
class Answer:
    """A later report of what had been planned."""

    kind: str
    """A result, or progress."""
    row: FactRow


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan with the reports that answer it."""

    plan: FactRow
    href: str
    """The plan's row on its district's page, else its mention."""
    verdict: str
    css: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class PlanSection:
    """The plans of one place."""

    title: str
    anchor: str
    link: Link | None
    count: int
    rows: tuple[PlanRow, ...]
    parts: tuple[PartLink, ...]
    """Where the rows stand, if not here."""


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many plans came to one end."""

    word: str
    css: str
    count: int


def plan_rows(page: Page, targets: Iterable[Target]) -> tuple[PlanRow, ...]:
    """Return the plans of a place; their anchors stand elsewhere."""
    t, aside = current().plans, page.aside()
    return tuple(
        PlanRow(
            plan=aside.fact(target.plan, in_short=True),
            href=_row_of(page, target.plan),
            verdict=wording.verdict(target.verdict),
            css=target.verdict.value.replace("_", "-"),
            answers=(
                *(Answer(t.result, aside.fact(fact, in_short=True)) for fact in target.results),
                *(Answer(t.progress, aside.fact(fact, in_short=True)) for fact in target.progress),
            ),
        )
        for target in targets
    )


def _row_of(page: Page, fact: Fact) -> str:
    if fact.lead.district in page.index.places:
        return page.row(fact.lead) or ""
    return page.to(addresses.mention(fact.lead))


def plan_sections(page: Page) -> tuple[PlanSection, ...]:
    """Return all plans, place by place, what has no page of its own last."""
    cuts = page.index.layout.plans
    return tuple(
        PlanSection(
            title=place.area.name if place.area else current().place.wider,
            anchor=addresses.place_anchor(place.area),
            link=Link(page.to(addresses.district_page(place.area.slug)), place.area.name)
            if place.area
            else None,
            count=len(place.targets),
            rows=() if place_section(place.area) in cuts else plan_rows(page, place.targets),
            parts=page.parts(cuts, place_section(place.area)),
        )
        for place in page.catalogue.everywhere
        if place.targets
    )


def verdict_counts(page: Page) -> tuple[VerdictCount, ...]:
    """Return how many plans came to which end, those that happened at all."""
    counted = Counter(target.verdict for place in page.catalogue.everywhere for target in place.targets)
    return tuple(
        VerdictCount(wording.verdict(verdict), verdict.value.replace("_", "-"), counted[verdict])
        for verdict in Verdict
        if counted[verdict]
    )
