"""The year of a page by what everybody knows the year of: anniversaries, congresses, plans, harvests.

The words and their years stand in ``data/anchors.yaml``.
"""

from __future__ import annotations

import re

from generator.grammar.numbers import chinese
from generator.grammar.periods import Clock, find
from generator.lexicon import alternatives, load

Told = tuple[str, str]
"""A year (EDTF) and the words that tell it."""

_WORDS = load("anchors")
_NUMERAL = r"(\d{1,3}|[一二三四五六七八九十百]{1,5})"
_BEGAN: dict[str, int] = _WORDS["anniversaries"]
_ANNIVERSARY = re.compile(
    rf"(?:迎接|喜迎|迎来|献礼|今年是|适逢|正值)[^。；，,]{{0,8}}?({alternatives(_BEGAN)})(?:的)?{_NUMERAL}周年"
)
"""What was celebrated on a day (7月1日,庆祝…100周年大会) may be of last year; what is awaited is not."""
_FIRST_HELD: dict[str, int] = _WORDS["first_held"]
_COUNTED = re.compile(f"第{_NUMERAL}[个届]({alternatives(_FIRST_HELD)})")
_YEAR_OF: dict[str, int] = _WORDS["of_the_year"]
_OF_THE_YEAR = re.compile(alternatives(_YEAR_OF))
_MONTH_OF: dict[str, str] = {words: str(month) for words, month in _WORDS["since"].items()}
_SINCE = re.compile(alternatives(_MONTH_OF))
_HARVEST = re.compile(rf"今年[^。；]{{0,40}}?[“‘]?{_NUMERAL}连丰")
_PLAN = r"(十[一二三四五六七八九]?)五[”’\"]?"
_LAST_YEAR = re.compile(f"{_PLAN}(?:{alternatives(_WORDS['last_year'])})")
_FIRST_YEAR = re.compile(f"{_PLAN}(?:{alternatives(_WORDS['first_year'])})")
_COMING = tuple(_WORDS["about_to_begin"])
_ABOUT_TO_BEGIN = re.compile(
    f'(?:{alternatives(_COMING)})[“‘"]?{_PLAN}[^。；，,]{{0,6}}?(?:开好局|开局|起步)'
)
_DAY = re.compile(r"(?<![\d年])(1[0-2]|[1-9])月(?:\d{1,2}日|底|末)(?!前|之前)")


def anchored(text: str) -> Told | None:
    """Return the year that a page speaks in by something known that it mentions; None without any.

    >>> anchored("以优异成绩迎接新中国成立75周年")[0], anchored("今年粮食生产实现“十九连丰”")[0]
    ('2024', '2022')
    """
    tests = (_anniversary, _counted_day, _of_the_year, _phase_of_a_plan, _harvest, _since)
    return next((told for test in tests if (told := test(text))), None)


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else int(chinese(numeral) or 0)


def _anniversary(text: str) -> Told | None:
    found = _ANNIVERSARY.search(text)
    return (str(_BEGAN[found[1]] + _number(found[2])), f"“{found[0]}”") if found else None


def _counted_day(text: str) -> Told | None:
    """第33个全国消防日: the days are counted since the first."""
    found = _COUNTED.search(text)
    return (str(_FIRST_HELD[found[2]] + _number(found[1]) - 1), f"“{found[0]}”") if found else None


def _of_the_year(text: str) -> Told | None:
    found = _OF_THE_YEAR.search(text)
    return (str(_YEAR_OF[found[0]]), f"“{found[0]}”") if found else None


def _phase_of_a_plan(text: str) -> Told | None:
    """“十四五”圆满收官 is said in 2025, and so is 为“十五五”开好局; “十四五”开局之年 is 2021."""
    if "收官" not in text and "开" not in text:
        return None
    if closing := _LAST_YEAR.search(text):
        return _of_plan(closing[1], closing[0], last=True)
    if coming := _ABOUT_TO_BEGIN.search(text):
        told = _of_plan(coming[1], coming[0], last=False)
        return (str(int(told[0]) - 1), told[1]) if told else None
    opening = _FIRST_YEAR.search(text)
    if opening is None or text[: opening.start()].rstrip('“‘"').endswith(_COMING):
        return None
    return _of_plan(opening[1], opening[0], last=False)


def _of_plan(ordinal: str, words: str, *, last: bool) -> Told | None:
    years = find(f"“{ordinal}五”", Clock(None))
    edtf = years[0].edtf if years else None
    return (edtf[5:9] if last else edtf[:4], f"“{words}”") if edtf else None


def _harvest(text: str) -> Told | None:
    """今年…实现“十九连丰”: each good harvest is counted on from the first."""
    found = _HARVEST.search(text)
    if found is None or not (count := _number(found[1])):
        return None
    return str(_WORDS["first_good_harvest"] + count - 1), f"“{found[0][-30:]}”"


def _since(text: str) -> Told | None:
    """Place a page behind a congress by the months it tells of: behind one of November, June is the next."""
    found = max(_SINCE.finditer(text), key=lambda each: _MONTH_OF[each[0]], default=None)
    months = [int(day[1]) for day in _DAY.finditer(text)]
    if found is None or not months:
        return None
    year, month = (int(part) for part in _MONTH_OF[found[0]].split("-"))
    latest = max(months)
    return (f"{year}-{latest:02d}" if latest >= month else str(year + 1)), f"“{found[0]}”"
