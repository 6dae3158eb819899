"""What was read and what was made of it: by place, topic and year, and sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator import addresses, edtf, wording
from generator.articles import BlockKind, Sentence
from generator.canonical import is_listed
from generator.excerpts import Shown, shown
from generator.pages.page import Page
from generator.pages.rows import CorrectionNote, Link
from generator.pages.sources import source_title
from generator.pages.views import topic_anchor
from generator.printing import fold, unmarked
from generator.reading import ArticleReading, Reading, Rejected
from generator.records import Observation
from generator.texts import current

MOST = 200
"""Indicators listed on the page; all of them stand in the download."""
_NOT_READ = frozenset({BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.TABLE, BlockKind.REPEAT})


@dataclass(frozen=True, slots=True)
class SourceRow:
    """How much of one seed became facts."""

    link: Link
    sentences: int
    fruitful: int
    """Sentences that gave at least one record."""
    records: int
    passed_over: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read and judged to be no fact."""

    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence: what it gave."""

    href: str
    text: str
    count: int
    unread: bool
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that a person took back."""

    said: str
    note: CorrectionNote


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article, sentence by sentence."""

    title: str
    anchor: str
    sentences: tuple[SentenceRow, ...]
    rejected: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class YearCell:
    """How many facts one place has about one topic in one year."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A topic of a place, year by year."""

    topic: Link
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """What is known about one place: topics down, years across, undated last."""

    place: Link
    anchor: str
    years: tuple[str, ...]
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name the data files do not know, how often it was read, and where first."""

    name: str
    count: int
    mention: Link


def _fruitful(article: ArticleReading) -> int:
    return sum(bool(article.records_in(sentence)) for sentence in article.article.sentences)


def source_rows(page: Page, readings: Iterable[Reading]) -> tuple[SourceRow, ...]:
    """Return how much of each seed became facts."""
    return tuple(
        SourceRow(
            link=Link(page.to(addresses.coverage_page(reading.seed.stem)), source_title(reading)),
            sentences=sum(len(article.article.sentences) for article in reading.articles),
            fruitful=sum(map(_fruitful, reading.articles)),
            records=len(reading.records),
            passed_over=sum(len(article.passed_over) for article in reading.articles),
        )
        for reading in readings
    )


def articles(page: Page, reading: Reading) -> tuple[ArticleRow, ...]:
    """Return the articles of a seed, sentence by sentence."""
    return tuple(
        ArticleRow(
            title=fold(article.record.title),
            anchor=addresses.article_anchor(article.record.start),
            sentences=tuple(
                _sentence(page, article, sentence, visible) for sentence in article.article.sentences
            ),
            rejected=tuple(_taken(rejected) for rejected in article.rejected),
        )
        for article in reading.articles
        for visible in [shown(article, page.index.extent)]
    )


def _sentence(page: Page, article: ArticleReading, sentence: Sentence, visible: Shown) -> SentenceRow:
    blocks = article.article.blocks
    behind = bisect_right(blocks, sentence.start, key=lambda block: block.start)
    start = blocks[behind - 1].start if behind else article.record.start
    address = addresses.block(article.record.source, start)
    records = article.records_in(sentence)
    return SentenceRow(
        href=page.to(f"{address.partition('#')[0]}#{records[0].id}" if records else address),
        text=unmarked(fold(sentence.printed)) if visible.has(sentence) else current().coverage.not_shown,
        count=len(records),
        unread=sentence.kind in _NOT_READ,
        numbers=tuple(
            Number(fold(number.text), wording.passed_over(number.reason))
            for number in article.passed_over_in(sentence)
        ),
    )


def _taken(rejected: Rejected) -> Taken:
    record, correction = rejected.record, rejected.correction
    t = current().mark
    printed = record.text + t.comma if isinstance(record, Observation) else ""
    note = CorrectionNote("", correction.reason, correction.by, correction.date)
    return Taken(fold(t.name(name=wording.kind(record)) + printed + wording.headline(record)), note)


def year_tables(page: Page) -> tuple[YearTable, ...]:
    """Return, place by place, how many facts there are about each topic in each year."""
    tables: list[YearTable] = []
    for place in page.catalogue.places:
        if place.area is None or not place.facts:
            continue
        address = addresses.district_page(place.area.slug)
        found = sorted({_year(fact.lead) for fact in place.facts}, key=lambda year: year or 9999)
        rows = []
        for section in place.topics:
            counted = Counter(_year(fact.lead) for fact in section.facts)
            href = page.to(f"{address}#{topic_anchor(section.topic)}")
            cells = tuple(YearCell(counted[year], href) for year in found)
            rows.append(YearRow(Link(href, section.topic.name), cells))
        years = tuple(f"{year}" if year else current().period.no_year for year in found)
        link = Link(page.to(address), place.area.name)
        tables.append(YearTable(link, addresses.place_anchor(place.area), years, tuple(rows)))
    return tuple(tables)


def _year(seen: Observation) -> int | None:
    """Return the year a value is of: the last one of its period."""
    end = edtf.last_day(seen.period or "")
    return int(end[:4]) if end else None


def places_without_facts(page: Page) -> tuple[Link, ...]:
    """Return the places about which nothing was read."""
    return tuple(
        Link(page.to(addresses.district_page(place.area.slug)), place.area.name)
        for place in page.catalogue.places
        if place.area and not place.facts
    )


def reasons(page: Page) -> tuple[tuple[str, int], ...]:
    """Return why numbers were judged to be no facts, the most frequent first."""
    counted = Counter(
        number.reason
        for reading in page.catalogue.readings
        for article in reading.articles
        for number in article.passed_over
    )
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple((wording.passed_over(reason), count) for reason, count in ranked)


def _counted(page: Page, seen: list[tuple[str, Observation]]) -> tuple[NameCount, ...]:
    first: dict[str, Observation] = {}
    counted: Counter[str] = Counter()
    for name, record in seen:
        first.setdefault(name, record)
        counted[name] += 1
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(NameCount(fold(name), count, page.mention(first[name])) for name, count in ranked)


def _observations(page: Page) -> list[Observation]:
    return [
        record
        for reading in page.catalogue.readings
        for record in reading.records
        if isinstance(record, Observation)
    ]


def unmapped(page: Page) -> tuple[NameCount, ...]:
    """Return the indicators that ``indicators.yaml`` does not know, the most frequent first."""
    return _counted(
        page, [(one.canonical, one) for one in _observations(page) if not is_listed(one.canonical)]
    )


def unknown_units(page: Page) -> tuple[NameCount, ...]:
    """Return the measure words that ``units.yaml`` does not know and that were kept as printed."""
    return _counted(page, [(one.unit, one) for one in _observations(page) if "unit" in one.reasons])
