"""The year that a page speaks in, told by its words where no date is printed.

A page names the years that it reports on and those to come, says 今年, 去年 and 明年, and calls a year
the last of a plan. The tests in ``TESTS`` stand in order of certainty: the first that answers decides, and
what it found is kept as evidence. A page that tells only history leaves the year unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.extract.anchors import Told, anchored

_YEAR = re.compile(r"(20\d\d)年(?!第|版|以来|度[^，,])")
_TARGET = re.compile(r"(?:^|[，,。；;：:\n]|力争|确保|计划)[到至](20\d\d)年(?![底末]?(?:已|累计|共))")
_COMING = re.compile(
    r"(?:(?!20\d\d年)[^。；]){0,24}?(?:将(?!在20)|力争|确保|预期|要|拟)|(?:(?!20\d\d年)[^。；]){0,40}?计划(?!20\d\d年)"
)
_PLANNED = re.compile(
    r"(?:预计|计划|拟|将|力争|确保|有望)(?:在|于)?(20\d\d)年(?:\d{1,2}月|[上下]半年|[春夏秋冬]季|年?[底末初])"
)
"""A work to be done at a time in a year that is named: not this year's, of which one says 今年."""
_SEASON = re.compile(
    r"20\d\d\s?[-—–~～至/]\s?(20\d\d)年?(?:度)?(?:冰雪季|雪季|冬季|赛季|学年|采暖期|供暖期|供热期|年度)"
)
_YEAR_CLOSES = re.compile(r"岁末|岁尾|即将过去的|(?<!\d年)前(?:1[01]|十一?)个月|(?<!\d年)1[-—–~～至]1[01]月")
"""So a page speaks in the last weeks of the year it looks back on."""
_YEAR_OF_NOTE = re.compile(r"(?<![到至])(20\d\d)年是[^。；\n]{2,60}?(?:之年|一年|周年|元年)")
"""A page calls so the year that it is in: 2024年是新中国成立75周年,也是关键一年."""
_OCCASION = re.compile(
    r"(?<![\d年])\d{1,2}月\d{1,2}日(?:[至—-](?:\d{1,2}月)?\d{1,2}日)?(?:[上下]午)?[，,]"
    r"[^。；\n]{0,24}?(20\d\d)(?:年|(?=[一-龥]))[^。；\n]{0,30}?(?:仪式|活动|大会|会议|签约|启动|开幕|节|赛)"
)
"""4月9日,香坊区2024年重点项目集中开工仪式举行: what is held on a day is of the year in its name."""
_STILL_DAYS = re.compile(r"距离?(20\d\d)年[^。；，,]{2,20}?还有[^。；，,]{0,6}?天")
_AFTER_A_YEAR = re.compile(r"继(20\d\d)年[^。；]{0,40}?(?:后|之后|基础上)[，,][^。；，,]{0,6}今年")
"""继2022年突破430亿元后,今年…: this year follows the one that is named."""
_SINCE_A_YEAR = re.compile(r"(20\d\d)年以来")
_AIMS_OF_A_YEAR = re.compile(r"(20\d\d)年[^。；，,\d]{0,12}?(?:预期|主要|发展|工作)目标")
_FAR_INTO_THE_YEAR = re.compile(
    r"今年(?:的)?(?:前三季度|[上下]半年|(?:1|一)[-—–~～至](?:1[0-2]|[6-9])月|前(?:1[01]|[6-9]|十|十一|[六七八九])个月|(?:[6-9]|1[0-2])月)"
)
_IN_THE_YEAR = re.compile("上半年|下半年|截至目前|季度")
_JUST_OVER = re.compile(r"(?:刚刚?|业已|已经)过去的(20\d\d)年?")
_AWARDED_FOR = re.compile(
    r"(20\d\d)年度(?=[^。，；]{0,30}?(?:案例|奖|十佳|十大|先进|优秀|示范|标杆|称号|单位))"
)
"""A year whose best are named is over when they are."""
_FIGURES = re.compile(r"[^。]{0,80}?(?:\d|[一二三四五六七八九十百]+[万亿户个项家名])")
_YEAR_END = re.compile(r"截[至止](20\d\d)年(?:年)?(?:底|末)")
_LAST_YEAR = re.compile(
    r"(?<![比较由从同])(?:去年|过去一年|上一年|上年)"
    r"(?!同期|末|底|这时候|这个时候|此时|这会儿|的?\d|的[^，。；]{0,8}?\d[^，。；]{0,8}?[降升增减缩提扩])|回顾"
)
"""What was a year ago; as what is compared with (由去年的12%降到5%) it tells nothing of another year."""
_PARTS = r"上半年|[前第]?[一二三四]季度"
_SCENE = "，,。；;\n“：:、)）】区市县"
_GOES_ON = re.compile(r"[，,度末底初上下]|[全一-龥\d]")
_WORDS_END = re.compile(r"(?<!^)[，,；;\n]")
_WITHIN_A_YEAR = re.compile(
    rf"\d{{4}}年(?:{_PARTS}|\d|下半年|[“‘]?(?:元旦|春节|五一|十一|国庆|清明|端午|中秋))"
)
_NAMED_MONTH = re.compile(r"\d{4}年\d{1,2}月(?!份?[-—–~～至到])")
_MONTH_OF_THIS_YEAR = re.compile(r"今年(?:\d{1,2}月(?!份?[-—–~～至到])|元旦|春节|“?五一)")
_ESTIMATED = re.compile(r"(?:(?!20\d\d年)[^。；]){0,60}?预计")
_WHOLE_YEAR = re.compile(
    r"统计公报|初步核算|全年(?:全区|全市|全县|实现|完成|共|地区|累计)|年鉴|【[^】]{2,12}】\s*20\d\d年[，,]"
)


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a page, with the years it reports on and those to come, each with the words that say so."""

    text: str
    reported: dict[int, str]
    coming: dict[int, str]

    @property
    def last(self) -> int:
        """The last year reported on; 0 where there is none."""
        return max(self.reported, default=0)

    @property
    def next(self) -> int:
        """The first year to come that is not before the last one reported on; 0 where there is none."""
        latest = max(self.coming, default=0)  # 2021年启动攻坚,计划用三年… is history where 2024年… is planned
        return min((year for year in self.coming if year >= max(self.last, latest - 1)), default=0)

    @property
    def speaks_of_this_year(self) -> bool:
        """Whether the page says 今年."""
        return "今年" in self.text


def year_told(text: str) -> Told | None:
    """Return the year that a page speaks in with the words that tell it; None where it stays uncertain."""
    page = _Page(text, *_years_named(text))
    return next((told for test in TESTS if (told := test(page))), None)


def _of_note(page: _Page) -> Told | None:
    """2024年是新中国成立75周年: a page calls so the year that it is in."""
    found = max(_YEAR_OF_NOTE.finditer(page.text), key=lambda each: each[1], default=None)
    return (found[1], f"“{found[0][:40]}”") if found else None


def _anchored(page: _Page) -> Told | None:
    """新中国成立75周年, “十四五”收官之年: what everybody knows the year of, unless a later one is named."""
    told = anchored(page.text)
    return told if told and int(told[0][:4]) >= page.last else None


def _just_over(page: _Page) -> Told | None:
    """刚刚过去的2023年; 继2022年突破430亿元后,今年…: this year follows the one that is named."""
    found = _JUST_OVER.search(page.text) or _AFTER_A_YEAR.search(page.text)
    return (str(int(found[1]) + 1), f"“{found[0]}”") if found else None


def _days_to_go(page: _Page) -> Told | None:
    """距离2025年亚冬会还有不到200天: said in the year before."""
    found = _STILL_DAYS.search(page.text)
    return (str(int(found[1]) - 1), f"“{found[0]}”") if found and page.speaks_of_this_year else None


def _end_of_last_year(page: _Page) -> Told | None:
    """截至2023年底 beside 今年."""
    found = _YEAR_END.search(page.text)
    if not found or not page.speaks_of_this_year:
        return None
    return str(int(found[1]) + 1), f"“今年”与“{found[0]}”"


def _occasion(page: _Page) -> Told | None:
    """4月9日,香坊区2024年重点项目集中开工仪式举行: what is held on a day is of the year in its name."""
    found = _OCCASION.search(page.text)
    return (found[1], f"“{found[0][-40:]}”") if found and int(found[1]) >= page.last else None


def _year_closes(page: _Page) -> Told | None:
    """岁末, 前11个月: a page speaks in the last weeks of the year it looks back on."""
    found = _YEAR_CLOSES.search(page.text)
    return (f"{page.last}-12", f"“{found[0]}”与“{page.reported[page.last]}”") if found and page.last else None


def _still_runs(page: _Page) -> Told | None:
    """2023年,…。优良路率由去年的81.5%提高到86.2%: the year before the one that is named is 去年."""
    year = page.last or "-"
    compared = re.search(
        rf"{year}年(?!以来|度|\d)(?:(?!20\d\d年)[^\n])*?[由从比较]去年的?[^初，。]{{0,12}}\d", page.text
    )
    # 2023年全区改造27个小区,目前已完工24个, beside 今年 and no word of 去年.
    unfinished = re.search(rf"{year}年全[区市县](?:(?!20\d\d年)[^。])*?目前已完", page.text)
    if unfinished and not (page.speaks_of_this_year and not _LAST_YEAR.search(page.text)):
        unfinished = None
    found = unfinished or compared
    return (str(page.last), f"“{found[0][-40:]}”") if found else None


def _what_it_will_bring(page: _Page) -> Told | None:
    """2024年,南岗区将…: what is expected of the last year reported on, or of the one after it."""
    aims = _AIMS_OF_A_YEAR.search(page.text)
    if aims and int(aims[1]) >= page.last:
        return aims[1], f"“{aims[0]}”"
    year = page.next
    if not year or (page.last and year > page.last + 1):
        return None
    under_way = _FAR_INTO_THE_YEAR.search(page.text)
    if under_way and year > page.last:  # 今年前三季度…; 2024年该区拟…: the next year, called by its number
        return str(year - 1), f"“{under_way[0]}”与“{page.coming[year]}”"
    which = "当年" if year == page.last else "这一年"
    return str(year), f"“{page.coming[year]}”是对{which}的预计或打算"


def _estimated_when_over(page: _Page) -> Told | None:
    """2016年预计完成712亿元; …去年,…; …今年: figures of a year just over, before they are final."""
    words = page.coming.get(page.next, "")
    only_estimated = "预计" in words and not re.search("将|力争|确保|计划|拟", words)
    if not only_estimated or page.next == page.last or not page.speaks_of_this_year:
        return None
    return (str(page.next + 1), f"“去年”与“{words}”") if _LAST_YEAR.search(page.text) else None


def _within_the_last(page: _Page) -> Told | None:
    """2024年前三季度: told within it; but beside 今年5月, a month of a named year is further back."""
    words = page.reported.get(page.last, "")
    if not _WITHIN_A_YEAR.match(words):
        return None
    this_year = _MONTH_OF_THIS_YEAR.search(page.text)
    if this_year and _NAMED_MONTH.match(words):
        return str(page.last + 1), f"“{this_year[0]}”与“{words}”"
    return str(page.last), f"“{words}”说的是年中"


def _after_the_last(page: _Page) -> Told | None:
    """去年 beside 2023年…8.9亿元, 统计公报: the last year reported on is over."""
    if not page.last:
        return None
    words, text = page.reported[page.last], page.text
    if page.speaks_of_this_year and _SEASON.match(words):
        return str(page.last), f"“今年”与“{words}”"
    figures = _FIGURES.match(text, text.find(words) + 5)  # what has none is history: 2019年企业改制
    # 2024年全区兑现资金1.27亿元。今年安排1.5亿元
    beside = re.search(rf"{page.last}年(?!以来|度)(?:(?!20\d\d年)[^\n])*?[，,。；;]今年", text)
    summed_up = re.search(
        rf"{page.last}年[，,][^。；，,]{{0,12}}?(?:实现|完成)[^。；，,]{{0,6}}?(?:生产总值|GDP)", text
    )
    if (figures and beside) or (summed_up and page.speaks_of_this_year):
        return str(page.last + 1), f"“今年”与“{words}”"
    if told := _WHOLE_YEAR.search(text) or (figures and _LAST_YEAR.search(text)):
        return str(page.last + 1), f"“{told[0]}”与“{words}”"
    return None


def _since_a_year(page: _Page) -> Told | None:
    """2024年以来 without 今年: the year is called by its number."""
    found = max(_SINCE_A_YEAR.finditer(page.text), key=lambda each: each[1], default=None)
    if page.last or not found or page.speaks_of_this_year or not _IN_THE_YEAR.search(page.text):
        return None
    return found[1], f"“{found[0]}”，没有说“今年”"


def _awarded_for(page: _Page) -> Told | None:
    """2023年度…十佳案例 beside 今年: the best of a year are named when it is over."""
    found = max(_AWARDED_FOR.finditer(page.text), key=lambda each: each[1], default=None)
    if page.last or not found or not page.speaks_of_this_year:
        return None
    return str(int(found[1]) + 1), f"“今年”与“{found[0]}”"


def _planned(page: _Page) -> Told | None:
    """计划2025年10月投产: not this year's, of which one says 今年."""
    found = min(_PLANNED.finditer(page.text), key=lambda each: each[1], default=None)
    return (str(int(found[1]) - 1), f"“{found[0]}”说的是来年的打算") if found and not page.last else None


TESTS: tuple[Callable[[_Page], Told | None], ...] = (
    _of_note,
    _just_over,
    _days_to_go,
    _end_of_last_year,
    _occasion,
    _year_closes,
    _still_runs,
    _anchored,
    _estimated_when_over,
    _what_it_will_bring,
    _within_the_last,
    _after_the_last,
    _since_a_year,
    _awarded_for,
    _planned,
)


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
