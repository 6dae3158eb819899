"""Charts of series and comparisons: what the tables beside them say, as a picture.

Every value is one of the table's, and leads to the same sentence. Too few values for a picture to say
more than the table get none.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from generator import addresses, charts, edtf, wording
from generator.catalogue.facts import Fact
from generator.catalogue.values import in_dimension
from generator.pages.escaping import Safe
from generator.pages.page import Page

FEWEST_TIMES = 3
"""Two values side by side are read faster than two dots."""
MOST_TIMES = 40
"""A longer axis lists only the times that have a value."""


def through_time(page: Page, points: Sequence[Fact], size: Fraction, unit: str, title: str) -> Safe | None:
    """Draw a series, earliest first, in units of ``size``; None where it has too few times for a picture."""
    periods = [point.lead.period or "" for point in points]
    if len(set(periods)) < FEWEST_TIMES:
        return None
    marks = [
        _mark(page, point, size, unit, _short(period)) for point, period in zip(points, periods, strict=True)
    ]
    return Safe(charts.columns(marks, [_short(period) for period in _without_gaps(periods)], title))


def across_places(page: Page, facts: Sequence[Fact], size: Fraction, unit: str, title: str) -> Safe:
    """Draw one value each of several places, largest first, in units of ``size``."""
    largest_first = sorted(
        facts, key=lambda fact: in_dimension(fact.lead.value, fact.lead.unit), reverse=True
    )
    marks = [_mark(page, fact, size, unit, page.place(fact.lead.district).label) for fact in largest_first]
    return Safe(charts.bars(marks, title))


def _mark(page: Page, fact: Fact, size: Fraction, unit: str, where: str) -> charts.Mark:
    lead = fact.lead
    value = in_dimension(lead.value, lead.unit) / size
    written = wording.bounded(wording.scaled(value * size, size), lead.bound)
    said = (
        page.place(lead.district).label,
        edtf.say(lead.period),
        f"{written}{unit}",
        wording.status(lead.status),
    )
    return charts.Mark(
        where, float(value), written, lead.status.value, page.to(addresses.mention(lead)), " ".join(said)
    )


def _short(period: str) -> str:
    """Say a period as short as an axis wants it: 2016, 2024.3, 2016—2020."""
    kind = edtf.grain(period)
    if kind == "year":
        return str(edtf.year(period))
    if kind == "month":
        year, month, _ = edtf.start(period)
        return f"{year}.{month}"
    return period.replace("/", "—") if kind.endswith(" years") else edtf.say(period)


def _without_gaps(periods: Sequence[str]) -> list[str]:
    """Return every year or month from the first period to the last: a gap in time is one to the eye."""
    first, last = edtf.start(periods[0]), edtf.start(periods[-1])
    kinds = {edtf.grain(period) for period in periods}
    every: list[str] = []
    if kinds == {"year"}:
        every = [f"{year:04}" for year in range(first[0], last[0] + 1)]
    elif kinds == {"month"}:
        months = range(12 * first[0] + first[1] - 1, 12 * last[0] + last[1])
        every = [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return every if 0 < len(every) <= MOST_TIMES else list(dict.fromkeys(periods))
