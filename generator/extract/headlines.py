"""Let a headline's number agree with the sentence of the body that it sums up.

A headline says 1.8万户 where the body says 近18000户 with its period, its status and what is counted: the
body's reading is the better one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.articles import Article, BlockKind
from generator.canonical import canonical
from generator.records import Observation, Record


def agree_with_body(records: Sequence[Record], article: Article) -> list[Record]:
    """Return the records with each headline number read as the body reads the same number."""
    headlines = [
        (s.start, s.end) for s in article.sentences if s.kind in (BlockKind.TITLE, BlockKind.HEADING)
    ]

    def in_headline(record: Record) -> bool:
        return any(start <= record.start < end for start, end in headlines)

    body = [record for record in records if isinstance(record, Observation) and not in_headline(record)]
    return [
        _agree(record, body) if isinstance(record, Observation) and in_headline(record) else record
        for record in records
    ]


def _agree(headline: Observation, body: Sequence[Observation]) -> Observation:
    same = [
        each
        for each in body
        if (each.value, each.unit, each.measure) == (headline.value, headline.unit, headline.measure)
    ]
    if not same:
        return headline
    best = max(same, key=lambda each: len(set(each.indicator) & set(headline.indicator)))
    longer = (
        max(best.indicator, headline.indicator, key=len)
        if set(headline.indicator) & set(best.indicator)
        else best.indicator
    )
    return replace(
        headline,
        indicator=longer,
        canonical=canonical(longer),
        topic=best.topic,
        period=best.period,
        status=best.status,
        district=best.district,
        reasons={
            **headline.reasons,
            "period": f"as in the body: {best.reasons.get('period', '')}",
            "indicator": "as in the body",
        },
    )
