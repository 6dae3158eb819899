"""Periods as EDTF (ISO 8601-2) writes them: sorted by time and said in Chinese.

Handled are what newspaper texts give rise to: years, months, days, intervals between them (open on
either side), seasons (``2024-21`` … ``24``), quarters (``33`` … ``36``), half-years (``40``, ``41``) and the
marks ``~`` and ``?`` for approximate and uncertain. Anything else sorts by its first four digits and is
printed as it stands.
"""

from __future__ import annotations

import re

_PARTS = {
    "21": ("春季", 3, 5), "22": ("夏季", 6, 8), "23": ("秋季", 9, 11), "24": ("冬季", 12, 12),
    "33": ("一季度", 1, 3), "34": ("二季度", 4, 6), "35": ("三季度", 7, 9), "36": ("四季度", 10, 12),
    "40": ("上半年", 1, 6), "41": ("下半年", 7, 12),
}  # fmt: skip
"""Second component above 12 → how it is called, first and last month."""

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<part>\d{2})(?:-(?P<day>\d{2}))?)?[~?%]?")

Day = tuple[int, int, int]
"""Year, month, day; enough to sort by."""

_LAST: Day = (9999, 12, 31)
_FIRST: Day = (0, 1, 1)


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


def _say_point(point: str) -> str:
    match = _POINT.fullmatch(point)
    if not match:
        return point
    about = "约" if point.endswith(("~", "%")) else ""
    said = f"{about}{match['year']}年"
    if match["part"] in _PARTS:
        return said + _PARTS[match["part"]][0]
    if match["part"]:
        said += f"{int(match['part'])}月"
    if match["day"]:
        said += f"{int(match['day'])}日"
    return said


def say(period: str | None) -> str:
    """Say a period in Chinese.

    >>> say("2016/2020"), say("2024-02"), say("2024-02-19"), say(None)
    ('2016—2020年', '2024年2月', '2024年2月19日', '时间不明')
    >>> say("2024-01/2024-02"), say("2023-33"), say("2021/.."), say("../2025")
    ('2024年1月—2月', '2023年一季度', '2021年以来', '截至2025年')
    """
    if not period:
        return "时间不明"
    first, interval, last = period.partition("/")
    if not interval:
        return _say_point(first)
    if first in {"", ".."}:
        return f"截至{_say_point(last)}"
    if last in {"", ".."}:
        return f"{_say_point(first)}以来"
    first_said, last_said = _say_point(first), _say_point(last)
    if re.fullmatch(r"\d{4}/\d{4}", period):
        return f"{first}—{last_said}"
    if first[:4] == last[:4] and last_said.startswith(f"{last[:4]}年"):
        last_said = last_said.removeprefix(f"{last[:4]}年")
    return f"{first_said}—{last_said}" if last_said else first_said
