"""Hold what was read against the text it was read from, in every build.

A citation is worth what its offsets are worth: a record that points a character aside, or quotes
what is printed elsewhere, would be a false statement about a newspaper. So nothing leaves the
reader unchecked, and a mismatch stops the build instead of reaching a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import ReadingError
from generator.reading import ArticleReading, Reading
from generator.records import ArticleRecord, Observation, Record


def check(reading: Reading) -> None:
    """Hold a reading to the record contract; raise ``ReadingError`` that tells the first breach of it."""
    for breach in _breaches(reading):
        raise ReadingError(f"{reading.seed.name}: {breach}")


def _breaches(reading: Reading) -> Iterator[str]:
    ids: set[str] = set()
    behind = 0
    for article in reading.articles:
        yield from _breaches_of_article(article.record, reading, behind)
        behind = article.record.end
        yield from _breaches_of_order(article)
        for record in article.records:
            place = f"{record.type} {record.id} at {record.start}:{record.end}"
            if record.id in ids:
                yield f"{place} shares its id with another record"
            ids.add(record.id)
            for problem in _breaches_of_record(record, article.record, reading):
                yield f"{place} {problem}"


def _breaches_of_article(article: ArticleRecord, reading: Reading, behind: int) -> Iterator[str]:
    place = f"article {article.title!r} at {article.start}:{article.end}"
    if article.source != reading.seed.name:
        yield f"{place} names the seed {article.source}"
    if not 0 <= article.start < article.end <= len(reading.seed.text):
        yield f"{place} lies outside the text"
    if article.start < behind:
        yield f"{place} begins before the one in front of it ends ({behind})"


def _breaches_of_order(article: ArticleReading) -> Iterator[str]:
    starts = [record.start for record in article.records]
    if starts != sorted(starts):
        yield f"the records of article {article.record.title!r} are not in text order"


def _breaches_of_record(record: Record, article: ArticleRecord, reading: Reading) -> Iterator[str]:
    text = reading.seed.text
    if record.source != reading.seed.name:
        yield f"names the seed {record.source}"
    if not article.start <= record.start < record.end <= article.end:
        yield f"lies outside its article ({article.start}:{article.end})"
    mention = text[record.start : record.end]
    if isinstance(record, Observation) and record.text != mention:
        yield f"says {record.text!r} where the text has {mention!r}"
    if record.quote[record.place : record.place + len(mention)] != mention:
        yield f"has a quote without {mention!r} at {record.place}: {record.quote!r}"
    # Where the same sentence is printed twice, the printing that holds the mention is the one quoted.
    first, last = max(0, record.end - len(record.quote)), record.start + len(record.quote)
    if text.find(record.quote, first, last) < 0:
        yield f"has a quote that is not printed around it: {record.quote!r}"
