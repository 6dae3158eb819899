"""Which pages there are, and what each shows: ``render`` returns every generated page.

The hand-written ones stand beside them under ``docs/``.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from generator import addresses, citations, edtf
from generator.accuracy import measure
from generator.catalogue import Catalogue, Place, telling
from generator.catalogue.plans import newest as newest_of
from generator.config import Portal
from generator.divisions import Area
from generator.exports import linked
from generator.exports.files import BIBTEX, FEED, Exports
from generator.pages import (
    accuracy,
    changes,
    comparison,
    coverage,
    disputes,
    downloads,
    plans,
    sources,
    views,
)
from generator.pages.environment import render as fill
from generator.pages.neighbours import neighbours
from generator.pages.page import Index, Page
from generator.pages.rows import Link
from generator.printing import fold
from generator.records import Status
from generator.release import Release
from generator.texts import current

_CHOICE_STYLES = "choice.css"
"""Beside the timeline: a style within a page would need an exception in what pages may load."""


class _Site:
    """The pages written so far, by their place under ``docs/``."""

    def __init__(self, catalogue: Catalogue, portal: Portal, release: Release) -> None:
        self.catalogue, self.portal, self.release = catalogue, portal, release
        self.index = Index(catalogue, portal.site_name, portal.site_url, portal.extent, portal.report_url)
        self.files: dict[str, bytes] = {}

    def page(self, address: str) -> Page:
        return Page(address, self.index)

    def add(self, template: str, page: Page, **context: object) -> None:
        t = current().page
        common: dict[str, object] = {
            "site_name": self.portal.site_name,
            "city": self.catalogue.region.city.name,
            "home": Link(page.to(addresses.HOME), t.home),
            "districts_index": Link(page.to(addresses.DISTRICTS), t.districts),
            "topics_index": Link(page.to(addresses.TOPICS), t.topics),
            "sources_index": Link(page.to(addresses.SOURCES), t.sources),
            "timeline_page": Link(page.to(addresses.TIMELINE), t.timeline),
            "method_page": Link(page.to(addresses.METHOD), t.method),
            "about_page": Link(page.to(addresses.ABOUT), t.about),
            "plans_page": Link(page.to(addresses.PLANS), t.plans),
            "conflicts_page": Link(page.to(addresses.CONFLICTS), t.conflicts),
            "coverage_page": Link(page.to(addresses.COVERAGE), t.coverage),
            "changes_page": Link(page.to(addresses.CHANGES), t.changes),
            "data_page": Link(page.to(addresses.DATA), t.data),
        }
        self.files[addresses.markdown_file(page.address)] = fill(template, **common, **context)


def _searches(page: Page) -> tuple[Link, ...]:
    """Return queries worth trying: figures and indicators in turn, from what is there."""
    leads = [fact.lead for place in page.catalogue.places for fact in telling(place, 1)]
    told = (fold(lead.indicator if place % 2 else lead.text) for place, lead in enumerate(leads))
    queries = list(dict.fromkeys(query for query in told if 3 <= len(query) <= 10))[:4]
    return tuple(Link(f"?q={quote(query, safe='')}", query) for query in queries)


def _home(site: _Site) -> None:
    page, catalogue = site.page(addresses.HOME), site.catalogue
    dated = [fact.lead.period for place in catalogue.everywhere for fact in place.facts]
    site.add(
        "home.md.j2",
        page,
        searches=_searches(page),
        articles=len(catalogue.articles),
        facts=sum(len(place.facts) for place in catalogue.everywhere),
        events=len(catalogue.events),
        places=len(catalogue.places),
        years=views.years_covered(dated),
        cards=views.cards(page),
        topics=tuple(
            Link(page.to(addresses.topic_page(topic.slug)), topic.name) for topic in catalogue.topics
        ),
        matrix=comparison.matrix(page),
        newest=tuple(views.article_item(page, article) for article in catalogue.articles[:8]),
        recent=changes.sections(page, site.release.difference) if site.release.difference else (),
    )


def _districts(site: _Site) -> None:
    page = site.page(addresses.DISTRICTS)
    site.add("districts.md.j2", page, cards=views.cards(page))
    places = [(place, place.area) for place in site.catalogue.places if place.area]
    listed = [(addresses.district_page(area.slug), area.name) for _, area in places]
    for place, area in places:
        page = site.page(addresses.district_page(area.slug))
        site.add(
            "district.md.j2",
            page,
            view=views.district(page, place, area),
            linked=_linked_place(site, page, place, area),
            neighbours=neighbours(page, listed),
        )


def _linked_place(site: _Site, page: Page, place: Place, area: Area) -> linked.Node:
    """Say what a district's page is about, with its most telling facts."""
    t = current().district
    about = replace(site.release.data_set, title=t.data_set(place=area.name), address="")
    downloads = {t.data_file(place=area.name): page.to(addresses.district_data(area.slug))}
    periods = [fact.lead.period for fact in place.facts]
    return linked.graph(
        linked.place(area, "./"),
        linked.data_set(about, downloads, periods, area.name),
        *(
            linked.observation(fact, addresses.fact_anchor(fact.lead), page.to(addresses.mention(fact.lead)))
            for fact in telling(place, views.FIGURES)
        ),
    )


def _topics(site: _Site) -> None:
    page = site.page(addresses.TOPICS)
    site.add("topics.md.j2", page, topics=comparison.topic_items(page))
    listed = [(addresses.topic_page(topic.slug), topic.name) for topic in site.catalogue.topics]
    for topic in site.catalogue.topics:
        page = site.page(addresses.topic_page(topic.slug))
        sections = comparison.topic_sections(page, topic)
        site.add(
            "topic.md.j2",
            page,
            name=topic.name,
            sections=sections,
            facts=sum(len(section.rows) for section in sections),
            comparable=comparison.comparisons(page, topic),
            neighbours=neighbours(page, listed),
        )


def _timeline(site: _Site) -> None:
    page = site.page(addresses.TIMELINE)
    events = site.catalogue.events
    places = views.places_of(page, events)
    site.files[f"{page.address}{_CHOICE_STYLES}"] = fill("timeline.css.j2", places=places)
    site.add(
        "timeline.md.j2",
        page,
        years=views.years(page, events),
        places=places,
        choice_styles=_CHOICE_STYLES,
        kinds={event.status is Status.ACTUAL for event in events},
    )


def _sources(site: _Site) -> None:
    page = site.page(addresses.SOURCES)
    site.add("sources.md.j2", page, items=sources.source_items(page))
    ordered = sources.newest_first(site.catalogue.readings)
    listed = [(addresses.source_page(each.seed.stem), sources.source_title(each)) for each in ordered]
    for reading in site.catalogue.readings:
        page = site.page(addresses.source_page(reading.seed.stem))
        site.add(
            "source.md.j2",
            page,
            title=sources.source_title(reading),
            file=reading.seed.name,
            origin=sources.origin(reading),
            articles=sources.articles(page, reading),
            neighbours=neighbours(page, listed),
            report=sources.report_pattern(page, reading),
            coverage=Link(page.to(addresses.coverage_page(reading.seed.stem)), current().source.coverage),
        )


def _plans(site: _Site) -> None:
    page = site.page(addresses.PLANS)
    newest = newest_of(site.catalogue.published)
    site.add(
        "plans.md.j2",
        page,
        sections=plans.plan_sections(page),
        counts=plans.verdict_counts(page),
        newest=edtf.say(newest) if newest else "",
    )


def _conflicts(site: _Site) -> None:
    page = site.page(addresses.CONFLICTS)
    site.add("conflicts.md.j2", page, conflicts=disputes.all_conflicts(page))


def _coverage(site: _Site) -> None:
    page = site.page(addresses.COVERAGE)
    unmapped = coverage.unmapped(page)
    site.add(
        "coverage.md.j2",
        page,
        sources=coverage.source_rows(page),
        tables=coverage.year_tables(page),
        empty=coverage.places_without_facts(page),
        reasons=coverage.reasons(page),
        units=coverage.unknown_units(page),
        unmapped=unmapped[: coverage.MOST],
        unmapped_in_all=len(unmapped),
    )
    for reading in site.catalogue.readings:
        page = site.page(addresses.coverage_page(reading.seed.stem))
        site.add(
            "coverage_source.md.j2",
            page,
            title=sources.source_title(reading),
            source=Link(page.to(addresses.source_page(reading.seed.stem)), current().coverage.source),
            articles=coverage.articles(page, reading),
        )


def _changes(site: _Site) -> None:
    page, release = site.page(addresses.CHANGES), site.release
    site.add(
        "changes.md.j2",
        page,
        version=release.data_set.version,
        base=release.base,
        sections=changes.sections(page, release.difference) if release.difference else (),
        reworded=release.difference.reworded if release.difference else 0,
        feed=page.to(f"{addresses.DATA}{FEED}"),
    )


def _data(site: _Site, exports: Exports) -> None:
    page, data_set = site.page(addresses.DATA), site.release.data_set
    files = downloads.file_rows(page, exports.files)
    periods = [fact.lead.period for place in site.catalogue.everywhere for fact in place.facts]
    listed = downloads.table_rows(page, exports.tables)
    named = {f"{row.name}.csv": row.csv for row in listed} | {
        file.link.label: file.link.href for file in files
    }
    city = site.catalogue.region.city.name
    site.add(
        "data.md.j2",
        page,
        data_set=data_set,
        tables=listed,
        files=files,
        districts=downloads.district_links(page),
        gbt7714=citations.gbt7714_data_set(data_set),
        bibtex=exports.files[f"{addresses.DATA}{BIBTEX}"].decode().splitlines(),
        linked=linked.graph(linked.data_set(data_set, named, periods, city)),
    )


def _method(site: _Site) -> None:
    measured = measure(site.catalogue.readings, site.portal.labels)
    figures = accuracy.view(measured) if measured else None
    site.add("method.md.j2", site.page(addresses.METHOD), accuracy=figures)


def render(catalogue: Catalogue, portal: Portal, release: Release, exports: Exports) -> dict[str, bytes]:
    """Return all generated pages: place under ``docs/`` → content."""
    site = _Site(catalogue, portal, release)
    for write in (_home, _districts, _topics, _timeline, _sources, _plans, _conflicts, _coverage, _changes):
        write(site)
    _data(site, exports)
    _method(site)
    return site.files
