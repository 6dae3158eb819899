"""Periods as EDTF (ISO 8601-2) writes them: sorted by time and said to a reader.

Handled are what newspaper texts give rise to: years, months, days, intervals between them (open on
either side), seasons (``2024-21`` … ``24``), quarters (``33`` … ``36``), half-years (``40``, ``41``) and the
marks ``~`` and ``?`` for approximate and uncertain. Anything else sorts by its first four digits and is
printed as it stands.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from generator.texts import Phrase, Texts, current

FIRST_YEAR = 1
"""ISO dates know no year 0."""
_DISTINCT = 4096
"""Periods remembered: a portal has few, and asks for each thousands of times."""

_PARTS = {
    "21": ("spring", 3, 5), "22": ("summer", 6, 8), "23": ("autumn", 9, 11), "24": ("winter", 12, 12),
    "33": ("first_quarter", 1, 3), "34": ("second_quarter", 4, 6),
    "35": ("third_quarter", 7, 9), "36": ("fourth_quarter", 10, 12),
    "40": ("first_half", 1, 6), "41": ("second_half", 7, 12),
}  # fmt: skip
"""Second component above 12 → the key of its name among the texts, first and last month."""

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<part>\d{2})(?:-(?P<day>\d{2}))?)?[~?%]?")

_DATE = re.compile(r"([12]\d{3})(?:-(\d\d))?(?:-(\d\d))?")
_OPEN = frozenset({"", ".."})
"""How the open end of an interval is written."""

Day = tuple[int, int, int]
"""Year, month, day; enough to sort by."""

_LAST: Day = (9999, 12, 31)
_FIRST: Day = (0, 1, 1)


@lru_cache(_DISTINCT)
def _ends(point: str, otherwise: Day) -> tuple[Day, Day]:
    match = _POINT.fullmatch(point)
    if not match:
        year = re.search(r"\d{4}", point)
        return ((int(year[0]), 1, 1), (int(year[0]), 12, 31)) if year else (otherwise, otherwise)
    number = int(match["year"])
    if match["part"] is None:
        return (number, 1, 1), (number, 12, 31)
    if match["part"] in _PARTS:
        _, first, last = _PARTS[match["part"]]
        return (number, first, 1), (number, last, 31)
    month = int(match["part"])
    if match["day"] is None:
        return (number, month, 1), (number, month, 31)
    return (number, month, int(match["day"])), (number, month, int(match["day"]))


def start(period: str) -> Day:
    """Return the first day of a period.

    >>> start("2016/2020"), start("2024-02"), start("../2025")
    ((2016, 1, 1), (2024, 2, 1), (0, 1, 1))
    """
    return _ends(period.partition("/")[0], _FIRST)[0]


def end(period: str) -> Day:
    """Return the last day of a period, every month counted as having 31.

    >>> end("2016/2020"), end("2024-34"), end("2021/..")
    ((2020, 12, 31), (2024, 6, 31), (9999, 12, 31))
    """
    return _ends(period.rpartition("/")[2], _LAST)[1]


def year(period: str) -> int | None:
    """Return the year a period begins in, the one it ends in where its beginning is open.

    >>> year("2016/2020"), year("../2025"), year("unknown")
    (2016, 2025, None)
    """
    match = re.search(r"\d{4}", period)
    return int(match[0]) if match else None


def years(period: str) -> tuple[int, ...]:
    """Return the first and the last year of a period; one where both are the same or an end is open.

    >>> years("2016/2020"), years("2024-02"), years("../2025"), years("2021/.."), years("unknown")
    ((2016, 2020), (2024,), (2025,), (2021,), ())
    """
    named = [int(found) for found in re.findall(r"(?<!\d)\d{4}(?!\d)", period)]
    return tuple(dict.fromkeys((named[0], named[-1]))) if named else ()


def month(period: str) -> int | None:
    """Return the month a period begins in; None where only its year, season or quarter is known.

    >>> month("2024-05-08"), month("2022-01/2022-09"), month("2024"), month("2024-34"), month("../2025-03")
    (5, 1, None, None, None)
    """
    match = _POINT.fullmatch(period.partition("/")[0])
    part = match["part"] if match else None
    return int(part) if part and part not in _PARTS else None


def first_day(period: str) -> str | None:
    """Return the day a period begins as an ISO date; None where its beginning is open or no date.

    >>> first_day("2016/2020"), first_day("2024-02"), first_day("../2025"), first_day("2024-34")
    ('2016-01-01', '2024-02-01', None, '2024-04-01')
    """
    return _iso(start(period))


def last_day(period: str) -> str | None:
    """Return the day a period ends as an ISO date; None where its end is open or no date.

    >>> last_day("2016/2020"), last_day("2024-02"), last_day("2021/.."), last_day("2023-04")
    ('2020-12-31', '2024-02-29', None, '2023-04-30')
    """
    return _iso(end(period))


@lru_cache(_DISTINCT)
def _iso(day: Day) -> str | None:
    number, month, last = day
    if not FIRST_YEAR <= number < _LAST[0] or not 1 <= month <= 12:
        return None
    return f"{number:04}-{month:02}-{min(last, calendar.monthrange(number, month)[1]):02}"


def is_date(written: str) -> bool:
    """Whether a text is a year, a month or a day of the calendar, from the year 1000 on.

    >>> is_date("2024"), is_date("2024-02-29"), is_date("2023-02-29"), is_date("2024-21"), is_date("24")
    (True, True, False, False, False)
    """
    match = _DATE.fullmatch(written)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def is_day(written: str) -> bool:
    """Whether a text is a day of the calendar: 2024-02-19."""
    return len(written) == len("2024-02-19") and is_date(written)


def is_period(written: str) -> bool:
    """Whether a text is a period as this module understands them: dates, parts of years, intervals.

    >>> is_period("2016/2020"), is_period("2023-33"), is_period("../2025"), is_period("2021/..")
    (True, True, True, True)
    >>> is_period("2020/2016"), is_period("../.."), is_period("2024-13"), is_period("十三五"), is_period("")
    (False, False, False, False, False)
    """
    first, interval, last = written.partition("/")
    ends = [point for point in ((first, last) if interval else (first,)) if point not in _OPEN]
    whole = all(_is_point(point) for point in ends)
    return bool(ends) and whole and (not interval or start(written) <= end(written))


def _is_point(point: str) -> bool:
    plain = point.rstrip("~?%")
    return len(point) - len(plain) <= 1 and (is_date(plain) or (plain[4:5] == "-" and plain[5:] in _PARTS))


def grain(period: str) -> str:
    """Name the kind of a period, so that only like is put in a row: years, months, first halves.

    >>> grain("2023"), grain("2024-02"), grain("2023-33"), grain("2016/2020"), grain("2022-01/2022-09")
    ('year', 'month', 'quarter', '5 years', '01/09')
    >>> grain("2021/.."), grain("2022-11/2023-02"), grain("2024-02-19"), grain("2020/2020")
    ('open', '11/+1 02', 'day', 'year')
    """
    first, interval, last = period.partition("/")
    one, other = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if interval:
        if not one or not other:
            return "open"
        years = int(other["year"]) - int(one["year"])
        if not one["part"] and not other["part"]:
            return f"{years + 1} years" if years else "year"
        later = f"+{years} " if years else ""
        return f"{first[4:].lstrip('-')}/{later}{last[4:].lstrip('-')}"
    if not one or not one["part"]:
        return "year" if one else "open"
    if one["part"] in _PARTS:
        return {"2": "season", "3": "quarter", "4": "half"}[one["part"][0]]
    return "day" if one["day"] else "month"


def say_grain(kind: str) -> str:
    """Say a kind of period; nothing for years, which go without saying.

    >>> say_grain("year"), say_grain("5 years"), say_grain("01/09"), say_grain("month")
    ('', '每5年一段', '1月—9月', '逐月')
    >>> say_grain("11/+1 02"), say_grain("33/35")
    ('11月—次年2月', '一季度—三季度')
    """
    t = current()
    if kind == "year":
        return ""
    if kind in t.step:
        return t.step[kind]
    if kind.endswith(" years"):
        return t.period.each_years(count=kind.removesuffix(" years"))
    first, _, last = kind.partition("/")
    later, _, last = last.rpartition(" ")
    said = _say_part(last)
    if later == "+1":
        said = t.period.next_year(period=said)
    elif later:
        said = t.period.years_later(count=later.removeprefix("+"), period=said)
    return t.period.between(first=_say_part(first), last=said)


def _say_part(part: str) -> str:
    """Say a period without its year: 09 is 9月, 34 二季度, 02-19 2月19日; a whole year is 全年."""
    t = current()
    if part in _PARTS:
        return t.part_of_year[_PARTS[part][0]]
    month, _, day = part.partition("-")
    if day:
        return t.period.day_alone(month=int(month), day=int(day))
    return t.period.month_alone(month=int(month)) if month else t.period.whole_year


def is_over(period: str, published: str) -> bool:
    """Whether a period was over by then, however early in ``published`` that was.

    >>> is_over("2024", "2025"), is_over("2024", "2024"), is_over("2025-06", "2025-07-01")
    (True, False, True)
    """
    return end(period) < start(published)


def lies_within(inner: str, outer: str) -> bool:
    """Whether a period is a part of another, not the whole of it.

    >>> lies_within("2025-01/2025-06", "2025"), lies_within("2025", "2025"), lies_within("2024", "2025")
    (True, False, False)
    """
    inside = start(outer) <= start(inner) and end(inner) <= end(outer)
    return inside and (start(inner), end(inner)) != (start(outer), end(outer))


def _say_point(point: str) -> str:
    match = _POINT.fullmatch(point)
    if not match:
        return point
    t, year, part, day = current(), match["year"], match["part"], match["day"]
    if part in _PARTS:
        said = t.period.part(year=year, part=t.part_of_year[_PARTS[part][0]])
    elif day:
        said = t.period.day(year=year, month=int(part), day=int(day))
    else:
        said = t.period.month(year=year, month=int(part)) if part else t.period.year(year=year)
    return t.period.about(period=said) if point.endswith(("~", "%")) else said


def say(period: str | None) -> str:
    """Say a period.

    >>> say("2016/2020"), say("2024-02"), say("2024-02-19"), say(None)
    ('2016—2020年', '2024年2月', '2024年2月19日', '时间不明')
    >>> say("2024-01/2024-02"), say("2023-33"), say("2021/.."), say("../2025")
    ('2024年1月—2月', '2023年一季度', '2021年以来', '截至2025年')
    """
    return _said(period, current())


@lru_cache(_DISTINCT)
def _said(period: str | None, _: Texts[Phrase]) -> str:
    """Say a period in the texts that are spoken; they are named so that what is remembered is theirs."""
    t = current()
    if not period:
        return t.period.unknown
    first, interval, last = period.partition("/")
    if not interval:
        return _say_point(first)
    if first in _OPEN:
        return t.period.until(period=_say_point(last))
    if last in _OPEN:
        return t.period.since(period=_say_point(first))
    if re.fullmatch(r"\d{4}/\d{4}", period):
        return t.period.years(first=first, last=last)
    plain = last.rstrip("?")
    if first[:4] == last[:4] and _POINT.fullmatch(last) and not last.endswith(("~", "%")):  # the year once
        if len(plain) == len("2024"):
            return _say_point(first)
        return t.period.between(first=_say_point(first), last=_say_part(plain[len("2024-") :]))
    return t.period.between(first=_say_point(first), last=_say_point(last))
