"""Catalogue → Markdown pages: view models (plain dataclasses) rendered through templates without logic.

``render`` returns every generated page; the hand-written ones stand beside them under ``docs/``.
"""

from __future__ import annotations

from urllib.parse import quote

from generator import addresses
from generator.accuracy import measure
from generator.catalogue import Catalogue, telling
from generator.config import Portal
from generator.pages import accuracy, comparison, sources, views
from generator.pages.environment import render as fill
from generator.pages.escaping import fold
from generator.pages.facts import Link, Page


class _Site:
    """The pages written so far, by their place under ``docs/``."""

    def __init__(self, catalogue: Catalogue, portal: Portal) -> None:
        self.catalogue, self.portal = catalogue, portal
        self.files: dict[str, bytes] = {}

    def page(self, address: str) -> Page:
        return Page(address, self.catalogue, self.portal.site_name)

    def add(self, template: str, page: Page, **context: object) -> None:
        common: dict[str, object] = {
            "site_name": self.portal.site_name,
            "city": self.catalogue.region.city.name,
            "report_url": self.portal.report_url,
            "home": Link(page.to(addresses.HOME), "首页"),
            "districts_index": Link(page.to(addresses.DISTRICTS), "各区"),
            "topics_index": Link(page.to(addresses.TOPICS), "主题"),
            "sources_index": Link(page.to(addresses.SOURCES), "来源"),
            "timeline_page": Link(page.to(addresses.TIMELINE), "时间线"),
            "method_page": Link(page.to(addresses.METHOD), "方法"),
            "about_page": Link(page.to(addresses.ABOUT), "关于"),
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
    everywhere = (*catalogue.places, catalogue.wider)
    dated = [fact.lead.period for place in everywhere for fact in place.facts]
    site.add(
        "home.md.j2",
        page,
        searches=_searches(page),
        articles=len(catalogue.articles),
        facts=sum(len(place.facts) for place in everywhere),
        events=len(catalogue.events),
        places=len(catalogue.places),
        years=views.years_covered(dated),
        cards=views.cards(page),
        topics=tuple(
            Link(page.to(addresses.topic_page(topic.slug)), topic.name) for topic in catalogue.topics
        ),
        matrix=comparison.matrix(page),
        newest=tuple(views.article_item(page, article) for article in catalogue.articles[:8]),
    )


def _districts(site: _Site) -> None:
    page = site.page(addresses.DISTRICTS)
    site.add("districts.md.j2", page, cards=views.cards(page))
    for place in site.catalogue.places:
        if place.area:
            page = site.page(addresses.district_page(place.area.slug))
            site.add("district.md.j2", page, view=views.district(page, place, place.area))


def _topics(site: _Site) -> None:
    page = site.page(addresses.TOPICS)
    site.add("topics.md.j2", page, topics=comparison.topic_items(page))
    for topic in site.catalogue.topics:
        page = site.page(addresses.topic_page(topic.slug))
        sections = comparison.topic_sections(page, topic)
        site.add(
            "topic.md.j2",
            page,
            name=topic.name,
            sections=sections,
            facts=sum(len(section.rows) for section in sections),
            comparable=comparison.comparable(page, topic),
        )


def _timeline(site: _Site) -> None:
    page = site.page(addresses.TIMELINE)
    events = site.catalogue.events
    site.add("timeline.md.j2", page, years=views.years(page, events), places=views.places_of(page, events))


def _sources(site: _Site) -> None:
    page = site.page(addresses.SOURCES)
    site.add("sources.md.j2", page, items=sources.source_items(page))
    for reading in site.catalogue.readings:
        page = site.page(addresses.source_page(reading.seed.stem))
        site.add(
            "source.md.j2",
            page,
            title=sources.source_title(reading),
            file=reading.seed.name,
            origin=sources.origin(reading),
            articles=sources.articles(page, reading),
        )


def _method(site: _Site) -> None:
    measured = measure(site.catalogue.readings, site.portal.labels)
    figures = accuracy.view(measured) if measured else None
    site.add("method.md.j2", site.page(addresses.METHOD), accuracy=figures)


def render(catalogue: Catalogue, portal: Portal) -> dict[str, bytes]:
    """Return all generated pages: place under ``docs/`` → content."""
    site = _Site(catalogue, portal)
    _home(site)
    _districts(site)
    _topics(site)
    _timeline(site)
    _sources(site)
    _method(site)
    return site.files
