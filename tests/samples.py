"""Small readings made by hand: a seed's text and what is said to have been read from it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator import config
from generator.articles import Article, Block, BlockKind
from generator.canonical import canonical
from generator.catalogue import assemble
from generator.citations import DataSet
from generator.diff import Difference
from generator.divisions import Area, Region, region
from generator.exports.files import export
from generator.history import Base
from generator.pages.site import render
from generator.reading import ArticleReading, Reading
from generator.records import (
    ArticleRecord,
    Bound,
    Distinction,
    DistinctionKind,
    Event,
    Level,
    Measure,
    Observation,
    Person,
    Record,
    Status,
    record_id,
)
from generator.release import Release
from generator.seeds import Seed

DATED = DataSet(
    "小站：哈尔滨市各区事实数据集", "从报纸文章中摘录的事实。", "小站", "2024-03-01", "abc1234", ""
)


def rendered(
    readings: Sequence[Reading],
    portal: config.Portal,
    *,
    difference: Difference | None = None,
    base: Base | None = None,
) -> dict[str, bytes]:
    """Return all pages and exports of a portal with the readings given."""
    facts = assemble(readings, portal.region)
    state = Release(replace(DATED, address=portal.site_url), base, difference)
    with tempfile.TemporaryDirectory() as folder:
        exports = export(facts, state, Path(folder))
        pages = render(facts, portal, state, exports)
        return pages | {name: path.read_bytes() for name, path in exports.files.items()}


HARBIN = region("230100", extra=[Area("哈尔滨新区", None, "harbin-new-area", "哈尔滨市")])


class Sample:
    """One seed under construction: records are placed by quoting the text."""

    def __init__(self, name: str, text: str) -> None:
        """Start with a seed called ``name``."""
        self.seed = Seed(name, text, "utf-8")
        self.records: list[Record] = []

    def _place(self, kind: str, mention: str, quote: str, district: str | None) -> dict[str, Any]:
        """Find a mention in its quote in the seed; fails when either is not there."""
        inside = quote.index(mention)
        start = self.seed.text.index(quote) + inside
        return {
            "id": record_id(kind, quote, inside, mention),
            "source": self.seed.name,
            "start": start,
            "end": start + len(mention),
            "quote": quote,
            "place": inside,
            "district": district,
        }

    def observation(
        self,
        mention: str,
        quote: str,
        indicator: str,
        value: str,
        **fields: Any,  # noqa: ANN401 - of any field
    ) -> Observation:
        """Add an observation; by default an exact actual level of 南岗区 in 2023, about projects."""
        given: dict[str, Any] = {
            "topic": "项目与投资",
            "unit": mention.lstrip("0123456789.,余万亿"),
            "bound": Bound.EXACT,
            "measure": Measure.LEVEL,
            "period": "2023",
            "status": Status.ACTUAL,
            "district": "南岗区",
        } | fields
        place = self._place("observation", mention, quote, given.pop("district"))
        given |= {"indicator": indicator, "canonical": canonical(indicator), "value": Decimal(value)}
        made = Observation(**place, text=mention, **given)
        self.records.append(made)
        return made

    def event(self, mention: str, title: str, date: str, district: str | None = "南岗区") -> Event:
        """Add an event that happened."""
        place = self._place("event", mention, mention, district)
        made = Event(**place, title=title, date=date, status=Status.ACTUAL)
        self.records.append(made)
        return made

    def distinction(self, mention: str, title: str, kind: DistinctionKind, level: Level) -> Distinction:
        """Add a distinction of 南岗区."""
        place = self._place("distinction", mention, mention, "南岗区")
        made = Distinction(**place, title=title, holder="南岗区", level=level, kind=kind)
        self.records.append(made)
        return made

    def person(self, mention: str, name: str, role: str) -> Person:
        """Add a person of 南岗区."""
        made = Person(**self._place("person", mention, mention, "南岗区"), name=name, role=role)
        self.records.append(made)
        return made

    def reading(self, title: str, district: str | None = "南岗区", published: str | None = "2024") -> Reading:
        """Read the seed as one article: a line a block, lines with # are its headline."""
        blocks: list[Block] = []
        place = 0
        for line in self.seed.text.splitlines(keepends=True):
            if line.strip():
                kind = BlockKind.TITLE if line.startswith("#") else BlockKind.BODY
                blocks.append(Block(place, place + len(line.rstrip()), kind))
            place += len(line)
        start, end = blocks[0].start, blocks[-1].end
        article = Article(self.seed.name, title, start, end, tuple(blocks), ())
        record = ArticleRecord(
            source=self.seed.name, start=start, end=end, title=title, district=district, published=published
        )
        records = tuple(sorted(self.records, key=lambda made: (made.start, -made.end)))
        return Reading(self.seed, (ArticleReading(article, record, records, ()),))


def nangang() -> Sample:
    """Return a seed with one record of every kind, overlapping mentions, and text that looks like markup."""
    text = (
        "# 南岗 去年投资46.2亿元\n\n"
        "2023年,南岗区完成投资46.2亿元,同比增长130%。在全省率先举行集中开工仪式,开工22个项目。\n\n"
        "南岗区发改局局长王民介绍,**2024年**计划总投资超183亿元。"
        "<script>alert(1)</script> | [a](javascript:b)\n"
    )
    sample = Sample("one.txt", text)
    sentence = "2023年,南岗区完成投资46.2亿元,同比增长130%。"
    plan = "**2024年**计划总投资超183亿元。"
    sample.observation("46.2亿元", "# 南岗 去年投资46.2亿元", "完成投资", "4620000000")
    sample.event("2023年,南岗区完成投资46.2亿元", "南岗区完成投资46.2亿元", "2023")
    sample.observation("46.2亿元", sentence, "完成投资", "4620000000")
    sample.observation("130%", sentence, "完成投资", "130", measure=Measure.GROWTH)
    first = "全省率先举行集中开工仪式"
    sample.distinction(f"在{first}", first, DistinctionKind.FIRST, Level.PROVINCIAL)
    sample.observation(
        "22个", "在全省率先举行集中开工仪式,开工22个项目。", "开工项目", "22", period=None, topic="产业与企业"
    )
    sample.person("局长王民", "王民", "南岗区发改局局长")
    sample.observation(
        "183亿元", plan, "计划总投资", "18300000000", period="2024", status=Status.PLAN, bound=Bound.AT_LEAST
    )
    return sample


__all__ = ["HARBIN", "Region", "Sample", "nangang"]
