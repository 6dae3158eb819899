"""Read one seed: lay it out, then extract. (First stand-in: numbers with a unit, whole seed as one article.)"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.articles import Article, Block, BlockKind, Sentence
from generator.divisions import Region
from generator.reading import ArticleReading, Reading
from generator.records import (
    ArticleRecord, Bound, Distinction, DistinctionKind, Event, Level, Measure, Observation, Person, Record, Status, record_id,
)
from generator.seeds import Seed

NUMBER = re.compile(r"(\d+(?:\.\d+)?)([余多]?[万亿]?)(元|户|个|家|%|平方米|公里|人次|人|项|亩)")
SENTENCE = re.compile(r"[^。!?!?;;\n]+[。!?!?;;]?")
MULTIPLIER = {"": 1, "万": 10**4, "亿": 10**8}


def read(seed: Seed, region: Region) -> Reading:
    """Return the articles and records of a seed."""
    text = seed.text
    parts = [m for m in re.finditer(r"\S[^\n]*(?:\n(?!\n)[^\n]*)*", text)]
    blocks = tuple(Block(m.start(), m.end(), BlockKind.TITLE if m[0].startswith("#") else BlockKind.BODY) for m in parts)
    sentences: list[Sentence] = []
    records: list[Record] = []
    district: str | None = None
    for number, part in enumerate(parts):
        for m in SENTENCE.finditer(text, part.start(), part.end()):
            quote = m[0]
            for area in region.districts:
                if any(name in quote for name in area.names):
                    district = area.name
            sentences.append(Sentence(quote, tuple(range(m.start(), m.end())), BlockKind.BODY, number))
            year = re.search(r"(20\d\d)年", quote)
            for n in NUMBER.finditer(quote):
                start = m.start() + n.start()
                growth = n[3] == "%" and "增长" in quote
                records.append(Observation(
                    id=record_id("observation", quote, n.start()), source=seed.name, start=start, end=m.start() + n.end(),
                    text=n[0], quote=quote, indicator=quote[max(0, n.start() - 8):n.start()].strip(",、。") or "数量", topic="其他",
                    value=Decimal(n[1]) * MULTIPLIER[n[2].strip("余多")], unit=n[3],
                    bound=Bound.AT_LEAST if n[2][:1] in ("余", "多") else Bound.EXACT,
                    measure=Measure.GROWTH if growth else Measure.LEVEL, district=district,
                    period=year[1] if year else None, status=Status.PLAN if "力争" in quote or "计划" in quote else Status.ACTUAL,
                    reasons={"period": "year in the sentence" if year else "none"}))
            if year:
                records.append(Event(id=record_id("event", quote, 0), source=seed.name, start=m.start(), end=m.end(), quote=quote,
                    district=district, title=quote[:30].strip("。"), date=year[1], status=Status.ACTUAL))
            first = re.search(r"全[省市国](首个|率先)", quote)
            if first:
                records.append(Distinction(id=record_id("distinction", quote, 0), source=seed.name, start=m.start() + first.start(),
                    end=m.start() + first.end(), quote=quote, district=district, title=quote[first.start():][:30], holder=district or "",
                    level=Level.PROVINCIAL, kind=DistinctionKind.FIRST))
            who = re.search(r"(区委书记)\s*([一-龥]{2,3})", quote)
            if who:
                records.append(Person(id=record_id("person", quote, 0), source=seed.name, start=m.start() + who.start(), end=m.start() + who.end(),
                    quote=quote, district=district, name=who[2], role=who[1]))
    title = sentences[0].text.strip("# ") if sentences else seed.stem
    start, end = blocks[0].start, blocks[-1].end
    article = Article(seed.name, title, start, end, blocks, tuple(sentences))
    record = ArticleRecord(source=seed.name, start=start, end=end, title=title, district=district, published=None)
    return Reading(seed, (ArticleReading(article, record, tuple(sorted(records, key=lambda r: r.start)), ()),))
