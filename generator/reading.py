"""Everything that was read from one seed: the unit that later rooms work with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.articles import Article, Sentence
from generator.records import ArticleRecord, Correction, Record
from generator.seeds import Seed


@dataclass(frozen=True, slots=True)
class NotAFact:
    """A number that was read and judged to be no fact, with the reason (date, name, idiom …)."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was read, and that a person took back as misread."""

    record: Record
    correction: Correction


_Placed = TypeVar("_Placed", Record, NotAFact)


def _between(items: Sequence[_Placed], sentence: Sentence) -> list[_Placed]:
    first = bisect_left(items, sentence.start, key=lambda item: item.start)
    last = bisect_left(items, sentence.end, key=lambda item: item.start)
    return list(items[first:last])


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """One article with what was read from it; ``records`` and ``passed_over`` stand in text order."""

    article: Article
    record: ArticleRecord
    records: tuple[Record, ...]
    passed_over: tuple[NotAFact, ...]
    rejected: tuple[Rejected, ...] = ()

    def records_in(self, sentence: Sentence) -> list[Record]:
        """Return the records whose mention begins inside ``sentence``."""
        return _between(self.records, sentence)

    def passed_over_in(self, sentence: Sentence) -> list[NotAFact]:
        """Return the numbers inside ``sentence`` that were judged to be no facts."""
        return _between(self.passed_over, sentence)


@dataclass(frozen=True, slots=True)
class Reading:
    """One seed with its articles as read."""

    seed: Seed
    articles: tuple[ArticleReading, ...]
    raw: tuple[ArticleReading, ...] = ()
    """The articles before corrections; empty where there are none."""

    @property
    def as_read(self) -> Reading:
        """The reading without corrections: what the rules alone make of the seed."""
        return Reading(self.seed, self.raw or self.articles)

    @property
    def records(self) -> list[Record]:
        """All records of the seed, in text order of the articles."""
        return [record for article in self.articles for record in article.records]
