"""What each generated page shows: one function a page, or a few that belong together."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from generator import addresses, citations, edtf
from generator.accuracy import measure
from generator.catalogue import Catalogue, Place
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
    timeline,
    views,
)
from generator.pages.environment import render as fill
from generator.pages.neighbours import InOrder
from generator.pages.page import FIGURES, Index, Page
from generator.pages.part_pages import PartPage
from generator.pages.parts import MOST_PERIODS
from generator.pages.rows import Link
from generator.printing import fold
from generator.reading import Reading
from generator.release import Release
from generator.texts import current
from generator.topics import Topic


class Site:
    """The pages written so far, by their place under ``docs/``."""

    def __init__(self, catalogue: Catalogue, portal: Portal, release: Release) -> None:
        """Begin a site with no page yet."""
        self.catalogue, self.portal, self.release = catalogue, portal, release
        self.index = Index(catalogue, portal.site_name, portal.site_url, portal.extent, portal.report_url)
        self.files: dict[str, bytes] = {}

    def page(self, address: str) -> Page:
        """Begin a page."""
        return Page(address, self.index)

    def add(self, template: str, page: Page, **context: object) -> None:
        """Fill a template, and keep what comes of it as the page's file."""
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
    leads = [fact.lead for place in page.catalogue.places for fact in page.index.telling(place, 1)]
    told = (fold(lead.indicator if place % 2 else lead.text) for place, lead in enumerate(leads))
    queries = list(dict.fromkeys(query for query in told if 3 <= len(query) <= 10))[:4]
    return tuple(Link(f"?q={quote(query, safe='')}", query) for query in queries)


def write_home(site: Site) -> None:
    """Write the home page."""
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


def write_districts(site: Site) -> None:
    """Write the list of districts."""
    page = site.page(addresses.DISTRICTS)
    site.add("districts.md.j2", page, cards=views.cards(page))


def write_district(site: Site, place: Place, area: Area, listed: InOrder) -> None:
    """Write a district's page."""
    page = site.page(addresses.district_page(area.slug))
    site.add(
        "district.md.j2",
        page,
        view=views.district(page, place, area),
        linked=_linked_place(site, page, place, area),
        neighbours=listed.beside(page),
    )


def _linked_place(site: Site, page: Page, place: Place, area: Area) -> linked.Node:
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
            for fact in page.index.telling(place, FIGURES)
        ),
    )


def write_topics(site: Site) -> None:
    """Write the list of topics."""
    page = site.page(addresses.TOPICS)
    site.add("topics.md.j2", page, topics=comparison.topic_items(page))


def write_topic(site: Site, topic: Topic, listed: InOrder) -> None:
    """Write a topic's page."""
    page = site.page(addresses.topic_page(topic.slug))
    cuts = page.index.layout.topics[topic.slug]
    shared = site.catalogue.comparables(topic)
    parts = page.parts(cuts or {}, "comparable")
    sections = comparison.topic_sections(page, topic)
    site.add(
        "topic.md.j2",
        page,
        name=topic.name,
        sections=sections,
        facts=sum(section.count for section in sections),
        is_cut=cuts is not None,
        periods=MOST_PERIODS,
        comparable=() if parts else comparison.comparisons(page, shared, all_of_them=cuts is None),
        comparable_parts=parts,
        comparable_count=len(shared),
        neighbours=listed.beside(page),
    )


def write_timeline(site: Site) -> None:
    """Write the timeline, and the styles of its choices."""
    page = site.page(addresses.TIMELINE)
    shown = timeline.shown(page, site.catalogue.events)
    site.files[timeline.CHOICE_STYLES] = fill("timeline.css.j2", places=shown["places"])
    site.add("timeline.md.j2", page, is_cut=bool(page.index.layout.timeline), **shown)


def write_sources(site: Site) -> None:
    """Write the list of sources."""
    page = site.page(addresses.SOURCES)
    parts = page.parts(page.index.layout.sources, "part")
    items = () if parts else sources.source_items(page, page.index.newest_first)
    site.add("sources.md.j2", page, items=items, parts=parts, count=len(page.index.newest_first))


def write_source(site: Site, reading: Reading, listed: InOrder) -> None:
    """Write the two pages of a source: as printed, and sentence by sentence."""
    page = site.page(addresses.source_page(reading.seed.stem))
    site.add(
        "source.md.j2",
        page,
        title=sources.source_title(reading),
        file=reading.seed.name,
        origin=sources.origin(reading),
        articles=sources.articles(page, reading),
        neighbours=listed.beside(page),
        report=sources.report_pattern(page, reading),
        coverage=Link(page.to(addresses.coverage_page(reading.seed.stem)), current().source.coverage),
    )
    page = site.page(addresses.coverage_page(reading.seed.stem))
    site.add(
        "coverage_source.md.j2",
        page,
        title=sources.source_title(reading),
        source=Link(page.to(addresses.source_page(reading.seed.stem)), current().coverage.source),
        articles=coverage.articles(page, reading),
    )


def write_part(site: Site, each: PartPage) -> None:
    """Write a page that holds a part of another."""
    page = site.page(each.part.address)
    site.add(
        "part.md.j2",
        page,
        parent=Link(page.to(each.parent), each.parent_name),
        section=each.section,
        label=each.part.label,
        neighbours=InOrder(each.siblings).beside(page),
        **each.show(page, each.part.rows),
    )


def write_plans(site: Site) -> None:
    """Write the page of plans and what came of them."""
    page = site.page(addresses.PLANS)
    newest = newest_of(site.catalogue.published)
    site.add(
        "plans.md.j2",
        page,
        sections=plans.plan_sections(page),
        counts=plans.verdict_counts(page),
        newest=edtf.say(newest) if newest else "",
    )


def write_conflicts(site: Site) -> None:
    """Write the page of what is said differently."""
    page = site.page(addresses.CONFLICTS)
    layout = page.index.layout
    led_to = bool(layout.conflicts) or any(cuts is not None for cuts in layout.places.values())
    site.add("conflicts.md.j2", page, sections=disputes.all_conflicts(page), led_to=led_to)


def write_coverage(site: Site) -> None:
    """Write the page of what was read and not extracted."""
    page = site.page(addresses.COVERAGE)
    unmapped = coverage.unmapped(page)
    parts = page.parts(page.index.layout.coverage, "part")
    site.add(
        "coverage.md.j2",
        page,
        parts=parts,
        count=len(site.catalogue.readings),
        sources=() if parts else coverage.source_rows(page, site.catalogue.readings),
        tables=coverage.year_tables(page),
        empty=coverage.places_without_facts(page),
        reasons=coverage.reasons(page),
        units=coverage.unknown_units(page),
        unmapped=unmapped[: coverage.MOST],
        unmapped_in_all=len(unmapped),
    )


def write_changes(site: Site) -> None:
    """Write the page of what changed."""
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


def write_data(site: Site, exports: Exports) -> None:
    """Write the page of downloads; the zip is packed by then."""
    page, data_set = site.page(addresses.DATA), site.release.data_set
    files = downloads.file_rows(page, exports.files)
    periods = [fact.lead.period for place in site.catalogue.everywhere for fact in place.facts]
    listed = downloads.table_rows(page, exports.tables, exports.counts)
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
        bibtex=exports.files[f"{addresses.DATA}{BIBTEX}"].read_text(encoding="utf-8").splitlines(),
        linked=linked.graph(linked.data_set(data_set, named, periods, city)),
    )


def write_method(site: Site) -> None:
    """Write the page of the method, with how well it reads."""
    measured = measure(site.catalogue.readings, site.portal.labels)
    figures = accuracy.view(measured) if measured else None
    site.add("method.md.j2", site.page(addresses.METHOD), accuracy=figures)
