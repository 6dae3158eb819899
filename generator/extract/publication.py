"""When a page was published, inferred from its own words, with the words kept as evidence.

A newspaper page seldom prints its date. It says 去年 of a year it names elsewhere, sets out what the
year ahead *will* bring, or calls this year the last of a five-year plan; each of these tells the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.articles import Article, BlockKind
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
_YEAR = re.compile(r"(20\d\d)年(?!第|版|以来)")
_TARGET = re.compile(r"(?:^|[，,。；;：:\n]|力争|确保|计划)[到至](20\d\d)年(?![底末]?(?:已|累计|共))")
_COMING = re.compile(
    r"(?:(?!20\d\d年)[^。；]){0,24}?(?:将(?!在20)|力争|确保|预期|要)|(?:(?!20\d\d年)[^。；]){0,40}?计划"
)
_PLANNED = re.compile(
    r"(?:预计|计划|拟|将|力争|确保|有望)(?:在|于)?(20\d\d)年(?:\d{1,2}月|[上下]半年|[春夏秋冬]季|年?[底末初])"
)
"""A work to be done at a time in a year that is named: not this year's, of which one says 今年."""
_SEASON = re.compile(
    r"20\d\d\s?[-—–~～至/]\s?(20\d\d)年?(?:度)?(?:冰雪季|雪季|冬季|赛季|学年|采暖期|供暖期|供热期|年度)"
)
_OUTLINE = re.compile(r"第(十[一二三四五六])个五年规划")
_YEAR_CLOSES = re.compile(r"岁末|岁尾|即将过去的|(?<!\d年)前(?:1[01]|十一?)个月|(?<!\d年)1[-—–~～至]1[01]月")
"""So a page speaks in the last weeks of the year it looks back on."""
_AFTER_A_YEAR = re.compile(r"继(20\d\d)年[^。；]{0,40}?(?:后|之后|基础上)[，,][^。；，,]{0,6}今年")
"""继2022年突破430亿元后,今年…: this year follows the one that is named."""
_SINCE_A_YEAR = re.compile(r"(20\d\d)年以来")
_JUST_OVER = re.compile(r"(?:刚刚?|业已|已经)过去的(20\d\d)年?")
_AWARDED_FOR = re.compile(
    r"(20\d\d)年度(?=[^。，；]{0,30}?(?:案例|奖|十佳|十大|先进|优秀|示范|标杆|称号|单位))"
)
"""A year whose best are named is over when they are."""
_FIGURES = re.compile(r"[^。]{0,80}?(?:\d|[一二三四五六七八九十百]+[万亿户个项家名])")
_EDITION = re.compile(r"年鉴\s*[（(]?\s*(20\d\d)")
_YEAR_END = re.compile(r"截[至止](20\d\d)年(?:年)?(?:底|末)")
_LAST_YEAR = re.compile(
    r"(?<![比较由从同])(?:去年|过去一年|上一年|上年)"
    r"(?!同期|末|底|的?\d|的[^，。；]{0,8}?\d[^，。；]{0,8}?[降升增减缩提扩])|回顾"
)
"""What was a year ago; as what is compared with (由去年的12%降到5%) it tells nothing of another year."""
_PARTS = r"上半年|[前第]?[一二三四]季度"
_PART_OF_YEAR = re.compile(rf"(20\d\d)年(?:{_PARTS}|\d{{1,2}}[-—至]\d{{1,2}}月|\d{{1,2}}月)")
_SCENE = "，,。；;\n“：:、)）】区市县"
_GOES_ON = re.compile(r"[，,度末底初上下]|[全一-龥\d]")
_WORDS_END = re.compile(r"(?<!^)[，,；;\n]")
_WITHIN_A_YEAR = re.compile(rf"\d{{4}}年(?:{_PARTS}|\d|下半年)")
_NAMED_MONTH = re.compile(r"\d{4}年\d{1,2}月(?!份?[-—–~～至到])")
_MONTH_OF_THIS_YEAR = re.compile(r"今年(?:\d{1,2}月(?!份?[-—–~～至到])|元旦|春节|“?五一)")
_ESTIMATED = re.compile(r"(?:(?!20\d\d年)[^。；]){0,60}?预计")
_WHOLE_YEAR = re.compile(
    r"统计公报|初步核算|全年(?:全区|全市|全县|实现|完成|共|地区|累计)|年鉴|【[^】]{2,12}】\s*20\d\d年[，,]"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """The date (EDTF, None when the text does not tell) and the words that tell it."""

    date: str | None
    evidence: str

    @property
    def year(self) -> str | None:
        """The year of publication."""
        return self.date[:4] if self.date else None


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
    return _from_years(whole)


def _from_years(whole: str) -> Publication:
    """Weigh the years named: those reported on, those to come, and 去年."""
    reported, coming = _years_named(whole)
    if over := _JUST_OVER.search(whole):
        return Publication(str(int(over[1]) + 1), f"“{over[0]}”")
    if after := _AFTER_A_YEAR.search(whole):
        return Publication(str(int(after[1]) + 1), f"“{after[0]}”")
    year_end = _YEAR_END.search(whole)
    if year_end and "今年" in whole:
        return Publication(str(int(year_end[1]) + 1), f"“今年”与“{year_end[0]}”")
    last = max(reported, default=None)
    closing = _YEAR_CLOSES.search(whole)
    if last is not None and closing:
        return Publication(f"{last}-12", f"“{closing[0]}”与“{reported[last]}”")
    if last is not None and (running := _still_runs(last, whole)):
        return Publication(str(last), f"“{running[-40:]}”")
    first_coming = min((year for year in coming if last is None or year >= last), default=None)
    if last is not None and first_coming == last:
        return Publication(str(last), f"“{coming[last]}”是对当年的预计或打算")
    if first_coming is not None and (last is None or first_coming <= last + 1):
        return Publication(str(first_coming), f"“{coming[first_coming]}”是对这一年的预计或打算")
    if last is not None:
        return _after_the_last(last, reported[last], whole)
    return _from_other_years(whole)


def _from_other_years(whole: str) -> Publication:
    """Infer from the year whose best were named, or in which a work is to be done; no year is reported on."""
    since = max(_SINCE_A_YEAR.finditer(whole), key=lambda each: each[1], default=None)
    if since and "今年" not in whole and re.search("上半年|下半年|截至目前|季度", whole):
        return Publication(since[1], f"“{since[0]}”，没有说“今年”")
    awarded = max(_AWARDED_FOR.finditer(whole), key=lambda each: each[1], default=None)
    if awarded and "今年" in whole:
        return Publication(str(int(awarded[1]) + 1), f"“今年”与“{awarded[0]}”")
    planned = min(_PLANNED.finditer(whole), key=lambda each: each[1], default=None)
    if planned:
        return Publication(str(int(planned[1]) - 1), f"“{planned[0]}”说的是来年的打算")
    return _UNTOLD


def _still_runs(year: int, whole: str) -> str | None:
    """Return the words by which a page that reports on ``year`` speaks in it, None where there are none."""
    # 2023年,…。优良路率由去年的81.5%提高到86.2%: the year before the one that is named is 去年.
    compared = re.search(
        rf"{year}年(?!以来|度|\d)(?:(?!20\d\d年)[^\n])*?[由从比较]去年的?[^初，。]{{0,12}}\d", whole
    )
    # 2023年全区改造27个小区,目前已完工24个, beside 今年 and no word of 去年.
    unfinished = re.search(rf"{year}年全[区市县](?:(?!20\d\d年)[^。])*?目前已完", whole)
    if unfinished and "今年" in whole and not _LAST_YEAR.search(whole):
        return unfinished[0]
    return compared[0] if compared else None


def _years_named(whole: str) -> tuple[dict[int, str], dict[int, str]]:
    """Return the years that are reported on and those to come, each with the words that say so."""
    reported: dict[int, str] = {}
    coming: dict[int, str] = {}
    targets = {int(year) for year in _TARGET.findall(whole)}
    for match in _YEAR.finditer(whole):
        year = int(match[1])
        scene = match.start() == 0 or whole[: match.start()].rstrip(" 　")[-1:] in _SCENE
        ahead = whole[match.end() : match.end() + 40].split("。", maxsplit=1)[0]
        target = whole[match.start() - 1 : match.start()] == "到" or year in targets
        if not scene or target or not _GOES_ON.match(ahead or "，"):
            continue
        words = match[0] + _WORDS_END.split(ahead)[0]
        if _ESTIMATED.match(ahead) or _COMING.match(ahead):
            coming.setdefault(year, words)
        else:
            reported.setdefault(year, words)
    for season in _SEASON.finditer(whole):
        reported.setdefault(int(season[1]), season[0])
    return reported, coming


def _after_the_last(last: int, words: str, whole: str) -> Publication:
    """Return the publication of a page whose last year reported on is ``last``."""
    if _WITHIN_A_YEAR.match(words):
        # Of this year one says 今年5月: beside it, a month of a year that is named lies further back.
        this_year = _MONTH_OF_THIS_YEAR.search(whole)
        if this_year and _NAMED_MONTH.match(words):
            return Publication(str(last + 1), f"“{this_year[0]}”与“{words}”")
        return Publication(str(last), f"“{words}”说的是年中")
    if "今年" in whole and _SEASON.match(words):
        return Publication(str(last), f"“今年”与“{words}”")
    figures = _FIGURES.match(whole, whole.find(words) + 5)  # what has none is history: 2019年企业改制
    beside = re.search(rf"{last}年(?!以来|度)(?:(?!20\d\d年)[^\n])*?[，,。；;]今年", whole)
    if figures and beside:  # 2024年全区兑现资金1.27亿元。今年安排1.5亿元
        return Publication(str(last + 1), f"“今年”与“{words}”")
    if told := _WHOLE_YEAR.search(whole) or (figures and _LAST_YEAR.search(whole)):
        return Publication(str(last + 1), f"“{told[0]}”与“{words}”")
    return _UNTOLD


def is_past(period: str | None, published: str | None) -> bool:
    """Whether a period (EDTF) ended before the year of publication."""
    if not period or not published or not period[:4].isdigit():
        return False
    return int(period.split("/")[-1][:4]) < int(published[:4])


def lies_ahead(period: str | None, published: str | None) -> bool:
    """Whether a period begins after the year of publication, or leads from it into the years to come."""
    if not period or not published or not period[:4].isdigit():
        return False
    first, last = period.split("/")[0], period.split("/")[-1]
    known = min(len(first), len(published))
    return first[:known] > published[:known] or (first[:4] == published[:4] and last[:4] > published[:4])
