"""Every breach of the record contract is caught before anything is made of a reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from samples import HARBIN

from generator import config, portal, verify
from generator.divisions import Region
from generator.errors import ReadingError
from generator.read import read
from generator.reading import ArticleReading, Reading
from generator.records import Observation, Record
from generator.seeds import Seed

TEXT = "# 南岗区\n\n2023年，南岗区完成投资46.2亿元。\n\n2022年，南岗区完成投资46.2亿元，新建公园3个。\n"


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Three observations of one article, as the reader gives them."""
    found = read(Seed("one.txt", TEXT, "utf-8"), HARBIN)
    assert [record.text for record in found.records if isinstance(record, Observation)] == [
        "46.2亿元",
        "46.2亿元",
        "3个",
    ]
    return found


def _with_article(reading: Reading, **changes: Any) -> Reading:  # noqa: ANN401 - of any field
    article = reading.articles[0]
    return replace(reading, articles=(replace(article, record=replace(article.record, **changes)),))


def _with_records(reading: Reading, change: Callable[[list[Record]], list[Record]]) -> Reading:
    article = reading.articles[0]
    records = change([record for record in article.records if isinstance(record, Observation)])
    return replace(reading, articles=(replace(article, records=tuple(records)),))


def _with_first(reading: Reading, **changes: Any) -> Reading:  # noqa: ANN401 - of any field
    return _with_records(reading, lambda records: [replace(records[0], **changes), *records[1:]])


def _twice(article: ArticleReading) -> tuple[ArticleReading, ArticleReading]:
    return article, article


BREACHES: dict[str, tuple[Callable[[Reading], Reading], str]] = {
    "an article of another seed": (
        lambda reading: _with_article(reading, source="two.txt"),
        r"one\.txt: article '南岗区' at \d+:\d+ names the seed two\.txt",
    ),
    "an article beyond the text": (
        lambda reading: _with_article(reading, end=len(TEXT) + 1),
        "lies outside the text",
    ),
    "an empty article": (
        lambda reading: _with_article(reading, end=reading.articles[0].record.start),
        "lies outside the text",
    ),
    "articles that overlap": (
        lambda reading: replace(reading, articles=_twice(reading.articles[0])),
        "begins before the one in front of it ends",
    ),
    "records out of order": (
        lambda reading: _with_records(reading, lambda records: records[::-1]),
        "not in text order",
    ),
    "two records with one id": (
        lambda reading: _with_records(
            reading, lambda records: [records[0], replace(records[1], id=records[0].id)]
        ),
        "shares its id",
    ),
    "a record of another seed": (
        lambda reading: _with_first(reading, source="two.txt"),
        r"at 20:26 names the seed two\.txt",
    ),
    "a record beyond its article": (
        lambda reading: _with_article(reading, end=reading.records[0].end - 1),
        "lies outside its article",
    ),
    "a record before its article": (
        lambda reading: _with_article(reading, start=reading.records[0].start + 1),
        "lies outside its article",
    ),
    "an empty mention": (
        lambda reading: _with_first(reading, end=20),
        "lies outside its article",
    ),
    "a mention one character aside": (
        lambda reading: _with_first(reading, start=19, end=25),
        "says '46.2亿元' where the text has '资46.2亿'",
    ),
    "a quote without its mention": (
        lambda reading: _with_first(reading, quote="2023年，南岗区完成投资"),
        "has a quote without '46.2亿元'",
    ),
    "a quote that is nowhere printed": (
        lambda reading: _with_first(reading, quote="2024年，南岗区完成投资46.2亿元。"),
        "has a quote that is not printed around it",
    ),
    "a quote that is printed elsewhere": (
        lambda reading: _with_first(reading, quote="2022年，南岗区完成投资46.2亿元，新建公园3个。"),
        "has a quote that is not printed around it",
    ),
}


@pytest.mark.parametrize(("spoil", "told"), BREACHES.values(), ids=BREACHES.keys())
def test_a_breach_is_caught(reading: Reading, spoil: Callable[[Reading], Reading], told: str) -> None:
    """The same reading passes as it is and fails once spoilt, told with its seed and place."""
    verify.check(reading)
    with pytest.raises(ReadingError, match=told) as caught:
        verify.check(spoil(reading))
    assert str(caught.value).startswith("one.txt: ")


def test_a_sentence_printed_twice_is_quoted_where_it_stands() -> None:
    """The second printing of a sentence is as good a place for its quote as the first."""
    sentence = "2023年，南岗区新建公园3个。"
    twice = read(Seed("two.txt", f"# 南岗区\n\n{sentence}\n\n天气晴朗。\n\n{sentence}\n", "utf-8"), HARBIN)
    verify.check(twice)
    assert {record.quote for record in twice.records if isinstance(record, Observation)} == {sentence}


def test_a_breach_stops_the_build(small_portal: config.Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a fault in the reader, nothing is written: no page, no site."""

    def misread(seed: Seed, region: Region) -> Reading:
        return _with_article(read(seed, region), end=len(seed.text) + 1)

    monkeypatch.setattr("generator.read.read", misread)
    with pytest.raises(ReadingError, match=r"^one\.txt: article .* lies outside the text"):
        portal.build(small_portal, quiet=True)
    assert not small_portal.site.exists()
    assert [path.name for path in small_portal.docs.iterdir()] == ["about.md"]
