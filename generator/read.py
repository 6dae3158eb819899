"""Read one seed: lay it out, then extract sentence by sentence with the context a reader carries along.

Reading is a pure function of the seed's text and the region; other seeds never take part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from generator.articles import Article, BlockKind, Sentence
from generator.divisions import Region
from generator.extract.context import Context
from generator.extract.distinctions import distinctions
from generator.extract.districts import Gazetteer, article_district, opening_district, referred_to
from generator.extract.events import events
from generator.extract.headlines import agree_with_body
from generator.extract.observations import observations
from generator.extract.passage import Passage
from generator.extract.people import people
from generator.extract.publication import Publication, publication
from generator.extract.scenes import (
    THIS_YEAR_SO_FAR,
    announces_aims,
    article_period,
    carry_on,
    enter_paragraph,
    enter_section,
    lead_announces,
)
from generator.extract.status import is_design
from generator.grammar.periods import find
from generator.grammar.times import TIME_STARTS
from generator.layout import lay_out
from generator.reading import ArticleReading, NotAFact, Reading
from generator.records import ArticleRecord, Record, Status
from generator.seeds import Seed

_SAMPLE = "# 投资\n\n2023年，南岗区完成投资46.2亿元，同比增长8.4%。\n"


@cache
def _gazetteer(region: Region) -> Gazetteer:
    return Gazetteer(region)


def prepare(region: Region) -> None:
    """Load what reading needs, which else the first seed waits for."""
    read(Seed("warm-up.txt", _SAMPLE, "utf-8"), region)


def read(seed: Seed, region: Region) -> Reading:
    """Return the articles and records of a seed; what was said about the seed wins over what it suggests."""
    gazetteer = _gazetteer(region)
    stated = seed.provenance
    articles = lay_out(seed, {name: area.name for area in region.districts for name in area.names})
    if stated.title and len(articles) == 1:  # the title of a page with several articles is no article's
        articles = (replace(articles[0], title=stated.title),)
    published = (
        Publication(stated.published, stated.said.get("published", ""))
        if stated.published
        else publication(articles)
    )
    readings = [_read_article(seed, article, published, region, gazetteer) for article in articles]
    return Reading(seed, tuple(_told_apart(readings)))


def _told_apart(readings: list[ArticleReading]) -> Iterator[ArticleReading]:
    """Give a sentence that the page prints again ids of its own: they are anchors on one page."""
    seen: Counter[str] = Counter()
    for reading in readings:
        records: list[Record] = []
        for record in reading.records:
            seen[record.id] += 1
            times = seen[record.id]
            records.append(record if times == 1 else replace(record, id=f"{record.id}-{times}"))
        repeated = any(
            record.id != before.id for record, before in zip(records, reading.records, strict=True)
        )
        yield replace(reading, records=tuple(records)) if repeated else reading


def _read_article(
    seed: Seed, article: Article, published: Publication, region: Region, gazetteer: Gazetteer
) -> ArticleReading:
    district, reason = article_district(article, gazetteer)
    aims = announces_aims(article)
    period = article_period(article, published)
    context = Context(
        region,
        published,
        district,
        reason,
        period,
        plan_article=aims,
        plan_section=aims,
        plan_lead=lead_announces(article, published),
        tells_this_year=bool(THIS_YEAR_SO_FAR.search(seed.text)),
    )
    records: list[Record] = []
    passed: list[NotAFact] = []
    paragraph = -1
    before = ""
    for number, sentence in enumerate(article.sentences):
        if sentence.paragraph != paragraph:
            paragraph, before = sentence.paragraph, ""
            context = enter_paragraph(context, sentence)
        if sentence.kind is BlockKind.HEADING:
            context = enter_section(sentence, context)
        meant = referred_to(article.sentences, number, gazetteer)
        inside = replace(context, carried_district=meant) if meant else context
        passage = Passage(seed.name, seed.text, sentence, before)
        found, over, after = _read_sentence(passage, inside, gazetteer)
        before = sentence.text
        context = replace(after, carried_district=context.carried_district) if meant else after
        records += found
        passed += over
    records = agree_with_body(records, article)
    record = ArticleRecord(
        source=seed.name,
        start=article.start,
        end=article.end,
        title=article.title,
        district=district,
        published=published.date,
        evidence=published.evidence,
        reasons={"district": reason, "published": published.evidence},
    )
    return ArticleReading(
        article,
        record,
        tuple(sorted(records, key=lambda each: (each.start, each.end, each.type))),
        tuple(sorted(passed, key=lambda number: (number.start, number.end))),
    )


def _read_sentence(
    passage: Passage, context: Context, gazetteer: Gazetteer
) -> tuple[list[Record], list[NotAFact], Context]:
    """Return the records of a sentence, the numbers passed over and the context for the next one."""
    sentence: Sentence = passage.sentence
    times = find(sentence.text, context.clock_at(sentence)) if TIME_STARTS.search(sentence.text) else []
    found, passed, topic = observations(passage, times, context, gazetteer)
    aims = sum(each.status is Status.PLAN for each in found)
    planned = bool(found) and found[-1].status is Status.PLAN and not is_design(found[-1])
    listing = planned and 2 * aims > len(found)
    if (topic, planned, listing) != (context.topic, context.after_plan, context.after_aims):
        context = replace(context, topic=topic, after_plan=planned, after_aims=listing)
    records: list[Record] = [*found, *people(passage, context)]
    if sentence.kind not in (BlockKind.BYLINE, BlockKind.TITLE, BlockKind.HEADING):
        records += distinctions(passage, context, gazetteer)
    if sentence.kind is BlockKind.BODY:
        records += events(passage, times, context, gazetteer)
    if context.carried_district is None and gazetteer.region.district(context.district or "") is None:
        context = replace(context, carried_district=opening_district(sentence, gazetteer))
    over = [
        NotAFact(*passage.place(each.start, each.end), sentence.text[each.start : each.end], each.reason)
        for each in passed
    ]
    return records, over, carry_on(sentence, times, context) if sentence.kind is BlockKind.BODY else context
