"""Find times in a sentence and write them in EDTF (ISO 8601-2).

A time is found with the year of publication at hand: 去年 is the year before it, “十三五” needs none.
Each mention says how it governs: a whole year or span can govern the sentences that follow, a
single day or month only its own sentence, and a base of comparison (较“十二五”期末) governs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.grammar.numbers import chinese
from generator.grammar.times import (
    DAY,
    DAY_WORDS,
    HOLIDAYS,
    MONTH_WORDS,
    PARTS,
    TIME,
    TIME_STARTS,
    TO,
    WORDS,
    YEAR_WORDS,
)
from generator.lexicon import alternatives, load, scan

_AFTER_SPOKEN = frozenset(WORDS["after_spoken"])
_BEFORE_SPOKEN = frozenset(WORDS["before_spoken"])
_BASE = tuple(WORDS["base_before"])
_FOUNDED = tuple(WORDS["founded_before"])
_TIMES = r"[约近超逾]?(?:不足|超过|将近)?[\d.零一二三四五六七八九十百千万两点多几余]+"
_NAME_OF_A_MEETING = re.compile(rf"[^，,；;。]{{0,20}}?(?:{alternatives(WORDS['meetings'])})")
_HALF_A_YEAR = 6
_TO_COME = re.compile(f"将|{alternatives(load('status')['plan'] + load('status')['estimate'])}")
_RECEIVED = re.compile(WORDS["received"])
_MULTIPLE_OF = re.compile(rf"(?:同期)?的{_TIMES}倍")
_SHARE_OF = re.compile(rf"(?:同期)?(?:水平)?的{_TIMES}[成%％]")
_FROM = ("从", "自", "，从", ",从", "")
_MONTH_LENGTH = len("2024-01")
_SEASONS = tuple(WORDS["seasons"])
_CENSUS = re.compile("第[一二三四五六七八九十]+次全国[^，,；;。]{2,4}普查(?:数据|结果|公报)?显示")
_BEGUN = re.compile("(?:启动|开始)的")
_SHARE_OF_AN_AIM = re.compile(r"(?:目标|任务|预算|计划)(?:任务)?的")
_NOUN_OF_A_YEAR = tuple(WORDS["noun_of_a_year"])
_MEASURED_BY = ("恢复到", "恢复至", "相当于", "达到", "是", "为")
"""Before a year that a value is measured by: 恢复到|2019年的七成."""


NEXT_YEAR_IS_NEAR = "11"
"""The month from which on 未来五年 begins with the next year."""
LATE_IN_THE_YEAR = "07"
"""The month from which on the year of publication is one of the 五年 that 五年来 speaks of."""


class Reach(StrEnum):
    """How far a time governs."""

    ERA = "era"
    """A year or a span: may govern the sentences that follow."""
    NOW = "now"
    """The time of publication."""
    POINT = "point"
    """A month or a day: its own sentence."""
    LOCAL = "local"
    """What a figure of its clause is reckoned over (五年累计): that clause only."""
    BASE = "base"
    """What is compared with: nothing."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time said in a sentence; ``edtf`` is None when its year is unknown."""

    start: int
    end: int
    edtf: str | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative times count from: the publication date (EDTF) and the span last spoken of."""

    published: str | None
    span: str | None = None
    spoken_year: int | None = None
    year_is_distant: bool = False
    """Whether the year spoken of governs from afar: a day without a year is of this year then."""

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return int(self.published[:4]) if self.published else None


def find(text: str, clock: Clock) -> list[Time]:
    """Return the times of a sentence in order; later relative words (当年) look back on earlier ones."""
    times: list[Time] = []
    spoken = clock.spoken_year
    for match in scan(TIME, TIME_STARTS, text):
        edtf, reach = _resolve(match, clock, spoken)
        if _only_compared_with(text, match):
            reach = Reach.BASE
        was_then = text[match.start() - 1 : match.start()] in ("由", "从") and text.startswith(
            "的", match.end()
        )
        dates = (
            edtf and reach is not Reach.BASE and not was_then
        )  # 由2021年的96家增至268家: of no year to come
        if edtf and dates and (match["date"] or re.fullmatch(r"\d{4}", edtf)):
            spoken = int(edtf[:4])
        times.append(Time(match.start(), match.end(), edtf, reach))
    return _joined(text, times)


def _joined(text: str, times: list[Time]) -> list[Time]:
    """Join two times that a dash or 至 makes one: 2018年9月至2021年6月."""
    joined: list[Time] = []
    for time in times:
        before = joined[-1] if joined else None
        if (
            before
            and before.edtf
            and "/" not in before.edtf
            and re.fullmatch(TO, text[before.end : time.start])
        ):
            day = re.fullmatch(rf"({DAY})日", text[time.start : time.end])
            last = f"{before.edtf[:7]}-{int(day[1]):02d}" if day and len(before.edtf) == 10 else time.edtf
            if last and "/" not in last:
                months = len(before.edtf) == len(last) == _MONTH_LENGTH
                reach = Reach.ERA if months else before.reach
                joined[-1] = Time(before.start, time.end, f"{before.edtf}/{last}", reach)
                if months and len(joined) > 1 and text[joined[-2].end : before.start] in _FROM:
                    del joined[-2]  # 去年冬天|从12月到今年2月: the months say it better
                continue
        joined.append(time)
    return joined


def _only_compared_with(text: str, match: re.Match[str]) -> bool:
    """Whether a time is only what the value is compared with, or part of a name (2025年第九届亚冬会)."""
    behind = text[match.end() : match.end() + 2]
    if (
        match["date_part"]  # 2024年经济社会发展情况发布会 is of the year
        and _NAME_OF_A_MEETING.match(text, match.end())
        and text[: match.start()].rstrip()[-1:].isalnum()
    ):
        return True  # 新区2023年第二季度项目集中签约仪式: when it was held stands elsewhere
    if _MULTIPLE_OF.match(text, match.end()) or text.endswith(_FOUNDED, 0, match.start()):
        return True
    if match["date"] and _CENSUS.match(text, match.end()):
        return False  # 2020年|第七次全国人口普查显示: what a census found is of its year
    of_an_aim = match["whole"] and _SHARE_OF_AN_AIM.match(text, match.end())  # 完成|全年|目标的57.4%
    if of_an_aim or (match["bare_month"] and _BEGUN.match(text, match.end())):
        return True  # 7月份|启动的“惠购”活动共发放…: when it began
    if text.startswith("基础上", match.end()) or (
        _SHARE_OF.match(text, match.end()) and text.endswith(_MEASURED_BY, 0, match.start())
    ):
        return True
    if text.startswith(("同期，", "同期,"), match.end()) and not text[: match.start()].strip("“ "):
        return False  # 去年同期,这一活动只举办了18天: that is when
    if text.startswith(_NOUN_OF_A_YEAR, match.end()) or (
        match["date"] and behind.startswith(tuple(WORDS["name_behind_year"]))
    ):
        return True
    if not text.endswith(_BASE, 0, match.start()) or re.match(r"的[\d.]", behind):
        return False
    begins_a_span = text[match.start() - 1] in "由从自" and not re.search(r"[末初]", match[0])
    return not begins_a_span


def _resolve(match: re.Match[str], clock: Clock, spoken: int | None) -> tuple[str | None, Reach]:
    """Return EDTF and reach of a time; ``spoken`` is the year last named."""
    if match["iso"]:
        month, day = int(match["iso_month"]), int(match["iso_day"])
        return f"{match['iso_year']}-{month:02d}-{day:02d}", Reach.POINT
    if match["span"]:  # 2024—2025冰雪季 is no era: the next sentence is of something else again
        season = match.string.startswith(_SEASONS, match.end())
        return f"{match['first']}/{match['last']}", Reach.POINT if season else Reach.ERA
    if match["plan"]:
        ordinal = match["ordinal"] or match["quoted"] or match["spelled"]
        return _plan(ordinal, match["phase"]), Reach.ERA
    if match["vague"]:
        return None, Reach.BASE
    if match["years_ago"] or match["ago"] or match["years_ahead"]:
        return _counted_from_now(match, clock)
    if match["now"]:
        return clock.published, Reach.NOW
    if match["holiday"]:
        of_late = clock.year if match["feast"] == "元旦" and spoken == (clock.year or 0) - 1 else spoken
        year = of_late or clock.year  # of a year just begun, where the page looks back on the one before
        return (f"{year}-{HOLIDAYS[match['feast']]:02d}" if year else None), Reach.POINT
    if match["day_word"] or match["month_word"] or match["only_day"]:
        return _near_publication(match, clock), Reach.POINT
    kind, year = _kind_and_year(match, clock, spoken)
    return _in_year(match, kind, year, clock)


def _counted_from_now(match: re.Match[str], clock: Clock) -> tuple[str | None, Reach]:
    """Return the years that 五年来, 十年前 or 未来五年 mean."""
    if match["years_ago"]:
        reckoned = match.string.startswith(("年均", "累计"), match.end())
        return _years_ago(match["years_ago"], clock), Reach.LOCAL if reckoned else Reach.ERA
    if match["years_ahead"]:
        return _years_ahead(match["years_ahead"], clock), Reach.ERA
    count = _count(match["ago"])
    return (str(clock.year - count) if clock.year and count else None), Reach.ERA


def _kind_and_year(match: re.Match[str], clock: Clock, spoken: int | None) -> tuple[str, int | None]:
    """Return which pattern names the parts of the year, and the year itself."""
    if match["date"]:
        return "date", _year(match["year"])
    if match["relative"]:
        offset = YEAR_WORDS[match["word"]]
        if match["word"] == "一年来" and _late(clock):
            offset = 0
        if match["word"] in _AFTER_SPOKEN:
            return "relative", spoken + 1 if spoken else None
        if match["word"] in _BEFORE_SPOKEN and spoken:
            return "relative", spoken - 1
        if offset is None:
            return "relative", spoken or clock.year
        return "relative", clock.year + offset if clock.year else None
    if spoken and clock.year and spoken > clock.year and _RECEIVED.match(match.string, match.end()):
        return "bare", _year_of_the_last(match["bare_month"], clock)
    if clock.year_is_distant and spoken == clock.spoken_year and match["bare_day"]:
        spoken = clock.year
    if clock.year and spoken in {None, clock.year} and _lies_behind(match, clock):
        return "bare", clock.year - 1
    return "bare", spoken or clock.year


def _lies_behind(match: re.Match[str], clock: Clock) -> bool:
    """Tell whether a bare day is one of last year's: in a paper of January, 12月28日 that nobody plans."""
    month, published = match["bare_month"], (clock.published or "")[5:7]
    if not (month and match["bare_day"] and published) or int(month) - int(published) < _HALF_A_YEAR:
        return False
    is_a_deadline = match.string.startswith(("前", "之前", "止"), match.end())
    return not is_a_deadline and not _TO_COME.search(match.string)


def _year_of_the_last(month: str | None, clock: Clock) -> int | None:
    """Return the year of the last such month before publication, where that is known."""
    published = (clock.published or "")[5:7]
    ahead = bool(month and published) and int(month or 0) > int(published)
    return clock.year - 1 if clock.year and ahead else clock.year


def _year(text: str) -> int:
    """Return a year printed in digits or in Chinese numerals: 二〇二三."""
    return int(text) if text.isdecimal() else int(chinese(text) or 0)


def _in_year(match: re.Match[str], kind: str, year: int | None, clock: Clock) -> tuple[str | None, Reach]:
    """Return a year, or the months, the day or the part of it that is named."""
    first, last, month = match[f"{kind}_from"], match[f"{kind}_to"], match[f"{kind}_month"]
    reach = Reach.POINT if month else Reach.ERA
    if year is None:
        return None, reach
    if months := match[f"{kind}_first"]:
        count = int(months) if months.isdecimal() else int(chinese(months) or 0)
        return f"{year}-01/{year}-{count:02d}", reach
    if first and last:
        return f"{year}-{int(first):02d}/{year}-{int(last):02d}", reach
    if month:
        day = match[f"{kind}_day"]
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else ""), reach
    if match[f"{kind}_part"]:
        start, end = PARTS[match[f"{kind}_part"]]
        return f"{year}-{start:02d}/{year}-{end:02d}", reach
    if kind == "date" and match[0].endswith("以来"):  # 2018年以来: up to the year of the page, where known
        return (f"{year}/{clock.year}" if clock.year and clock.year > year else None), reach
    return str(year), reach


def _day_of_month(day: str, clock: Clock) -> str | None:
    """Return a bare day (19日) in the month of publication, where that is known."""
    month = re.match(r"\d{4}-\d\d", clock.published or "")
    return f"{month[0]}-{int(day):02d}" if month else clock.published  # its year at least


def _near_publication(match: re.Match[str], clock: Clock) -> str | None:
    """Return a day or a month counted from the day of publication."""
    if match["day_word"]:
        return _days_from(clock, DAY_WORDS[match["day_word"]])
    if match["month_word"]:
        return _months_from(clock, MONTH_WORDS[match["month_word"]])
    return _day_of_month(match["only_day"], clock)


def _days_from(clock: Clock, days: int) -> str | None:
    """Return a day counted from publication; the publication itself where its day is unknown."""
    if not clock.published or len(clock.published) < 10:
        return clock.published
    return (date.fromisoformat(clock.published[:10]) + timedelta(days=days)).isoformat()


def _months_from(clock: Clock, months: int) -> str | None:
    """Return a month counted from publication; None where its month is unknown."""
    if not clock.published or len(clock.published) < 7:
        return None
    counted = 12 * int(clock.published[:4]) + int(clock.published[5:7]) - 1 + months
    return f"{counted // 12}-{counted % 12 + 1:02d}"


def _plan(ordinal: str, phase: str | None) -> str | None:
    """Return the years of a five-year plan: 十三五 → 2016/2020; its end or beginning is one year."""
    number = chinese(ordinal)
    if number is None:
        return None
    if int(number) in WORDS["first_plans"]:
        begins = int(WORDS["first_plans"][int(number)])
    else:
        begins = int(WORDS["plan_ten_begins"]) + 5 * (int(number) - 10)
    if phase and ("末" in phase or "收官" in phase):
        return str(begins + 4)
    if phase and ("初" in phase or "开局" in phase):
        return str(begins)
    return f"{begins}/{begins + 4}"


def _count(text: str) -> int | None:
    numeral = re.search(r"[0-9]+|[一二两三四五六七八九十]+", text)
    if not numeral:
        return None
    return int(numeral[0]) if numeral[0].isdigit() else int(chinese(numeral[0]) or 0)


def _years_ahead(text: str, clock: Clock) -> str | None:
    """Return the span that 未来五年 means, from the year of publication on."""
    count = _count(text)
    if not (clock.year and count):
        return None
    begins = clock.year + 1 if (clock.published or "")[5:7] >= NEXT_YEAR_IS_NEAR else clock.year
    return f"{begins}/{begins + count - 1}"


def _late(clock: Clock) -> bool:
    """Whether the page is of the second half of its year, so that the year counts among those just past."""
    return (clock.published or "")[5:7] >= LATE_IN_THE_YEAR


def _years_ago(text: str, clock: Clock) -> str | None:
    """Return the span that 五年来 means: the span last spoken of if as long, else up to publication."""
    count = _count(text)
    if count and clock.span and "/" in clock.span:
        first, last = clock.span.split("/")
        years = int(last[:4]) - int(first[:4])
        if years + 1 == count or (years == count and int(last[:4]) == clock.year):
            return clock.span
    if not (count and clock.year and count > 1):
        return None
    if clock.spoken_year and clock.spoken_year + count == clock.year:  # 2021年…。三年来: from then on
        return f"{clock.spoken_year}/{clock.year}"
    if "多" in text:  # 两年多来: two whole years and what has passed of this one
        return f"{clock.year - count}/{clock.year}"
    end = clock.year if _late(clock) else clock.year - 1
    return f"{end - count + 1}/{end}"
