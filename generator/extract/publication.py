"""When a page was published, inferred from its own words, with the words kept as evidence.

A newspaper page seldom prints its date. It says 去年 of a year it names elsewhere, sets out what the
year ahead *will* bring, or calls this year the last of a five-year plan; each of these tells the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from generator.articles import Article, BlockKind
from generator.extract.year_told import year_told
from generator.grammar.periods import Clock, find

_DATE = r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
_DATELINE = re.compile(
    rf"(?:发布(?:时间|日期)|来源日期|日期|时间|今天是)[:：]?\s*{_DATE}"
    rf"|《[^》]{{2,12}}(?:报|网)》\s*{_DATE}"
    rf"|{_DATE}日\s*(?:讯|电|第?\d*版|星期|《[^》]{{2,12}}(?:报|网)》)"
)
"""Where a page says its own date: 发布时间：2024-03-05, 2023年11月21日《哈尔滨日报》."""
_FULL_DATE = re.compile(rf"{_DATE}(?:日|\b)")
_WEEK = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日\s*[-—–~～至]+\s*(\d{1,2})月(\d{1,2})日")
_HEAD_KINDS = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE)
_NEWS_DATE = re.compile(r"讯[^。]{0,30}?(20\d\d)年(\d{1,2})月(\d{1,2})日[，,]")
_THIS_YEAR = re.compile(
    r"今年(?:是|也是|正是)[^。]{0,60}?“?(十[一二三四五六]?)五”?[^。]{0,40}?(收官|开局)之年|[“\"]?(十[一二三四五六]?)五[”\"]?(?:规划)?[^。]{0,12}?(收官|开局)之年"
)
_OUTLINE = re.compile(r"第(十[一二三四五六])个五年规划")
_EDITION = re.compile(r"年鉴\s*[（(]?\s*(20\d\d)")
_PARTS = r"上半年|[前第]?[一二三四]季度"
_PART_OF_YEAR = re.compile(rf"(20\d\d)年(?:{_PARTS}|\d{{1,2}}[-—至]\d{{1,2}}月|\d{{1,2}}月)")


@dataclass(frozen=True, slots=True)
class Publication:
    """The date (EDTF, None when the text does not tell) and the words that tell it."""

    date: str | None
    evidence: str

    @property
    def year(self) -> str | None:
        """The year of publication."""
        return self.date[:4] if self.date else None


_REMEMBERED = 4096
"""Pairs of a period and a date of publication whose order is kept in mind."""
_UNTOLD = Publication(None, "文中没有可以推定年份的话")


def publication(articles: Sequence[Article]) -> Publication:
    """Infer when the page with these articles was published; an uncertain year stays None."""
    paragraphs = [
        "".join(sentence.text for sentence in paragraph)
        for article in articles
        for _, paragraph in groupby(article.sentences, key=lambda sentence: sentence.paragraph)
    ]
    whole = "\n".join(paragraphs)
    headlines = "\n".join(s.text for article in articles for s in article.sentences if s.kind in _HEAD_KINDS)
    dateline = _DATELINE.search(whole)
    if dateline is None and (week := _WEEK.search(headlines)):  # 7月15日—7月21日: it tells of all of them
        return Publication(f"{week[1]}-{int(week[2]):02d}-{int(week[3]):02d}", week[0])
    dateline = dateline or _FULL_DATE.search(headlines) or _NEWS_DATE.search(whole)
    if dateline:
        year, month, day = (part for part in dateline.groups() if part)
        return Publication(f"{year}-{int(month):02d}-{int(day):02d}", dateline[0])
    outline = _OUTLINE.search(headlines)
    if outline and (plan := find(f"“{outline[1]}五”", Clock(None))[0].edtf):
        return Publication(plan[:4], outline[0])
    edition = _EDITION.search(headlines)
    if edition:
        return Publication(edition[1], edition[0])
    part = _PART_OF_YEAR.search(headlines)
    if part:
        return Publication(part[1], f"标题里的“{part[0]}”")
    turning = _THIS_YEAR.search(whole)
    if turning and turning[1]:
        plan = find(f"“{turning[1]}五”", Clock(None))[0].edtf
        if plan:
            return Publication(plan[5:9] if turning[2] == "收官" else plan[:4], turning[0][-40:])
    told = year_told(whole)
    return Publication(*told) if told else _UNTOLD


@lru_cache(_REMEMBERED)
def is_past(period: str | None, published: str | None) -> bool:
    """Whether a period (EDTF) ended before the year of publication."""
    if not period or not published or not period[:4].isdigit():
        return False
    return int(period.split("/")[-1][:4]) < int(published[:4])


@lru_cache(_REMEMBERED)
def lies_ahead(period: str | None, published: str | None) -> bool:
    """Whether a period begins after the year of publication, or leads from it into the years to come."""
    if not period or not published or not period[:4].isdigit():
        return False
    first, last = period.split("/")[0], period.split("/")[-1]
    known = min(len(first), len(published))
    return first[:known] > published[:known] or (first[:4] == published[:4] and last[:4] > published[:4])
