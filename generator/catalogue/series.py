"""One indicator of one district over time, and one indicator at one time across districts.

Only what can be compared is put in a row: the same measure, pace and dimension, and periods of one
kind. A *series* may follow an indicator through names that differ a little in scope (哈市重点项目,
省市重点项目: ``data/indicators.yaml``); each point keeps its own name, and is to be shown with it. A
*comparison* takes one name and one period; what else is known of the indicator stands apart in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import edtf
from generator.canonical import series_name
from generator.catalogue.facts import Fact, matter
from generator.records import Measure, Status


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator of a district through periods of one kind."""

    name: str
    district: str | None
    dimension: str
    """The unit in which its values can be compared."""
    measure: Measure
    pace: str
    grain: str
    """Kind of its periods: ``year``, ``month`` … (``edtf.grain``)."""
    points: tuple[Fact, ...]
    """Earliest first; one period may have several: an estimate and a result, or two that conflict."""

    @property
    def names(self) -> tuple[str, ...]:
        """The indicators it goes through, in order of time."""
        return tuple(dict.fromkeys(point.lead.canonical for point in self.points))

    @property
    def id(self) -> str:
        """What tells it from any other series, in words."""
        parts = (self.district, self.name, self.measure.value, self.pace, self.dimension, self.grain)
        return "|".join(part or "" for part in parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """An indicator at one time in two or more districts."""

    indicator: str
    period: str
    dimension: str
    planned: bool
    """Whether these are aims; aims and results are not compared."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Comparable:
    """An indicator that two or more districts report."""

    indicator: str
    comparisons: tuple[Comparison, ...]
    """Newest period first."""
    apart: tuple[Fact, ...]
    """Of another time, unit or kind than any comparison: shown, but not held against them."""


def series(facts: Iterable[Fact]) -> list[Series]:
    """Return every series of two or more periods, those with most points first, then by name."""
    rows: dict[tuple[str | None, str, str, Measure, str, str], list[Fact]] = {}
    for fact in facts:
        about = matter(fact.lead)
        kind = edtf.grain(about.period) if about.period else "open"
        if kind != "open" and not about.running_total:
            name = series_name(about.indicator)
            key = (about.district, name, about.dimension, about.measure, about.pace, kind)
            rows.setdefault(key, []).append(fact)
    found = []
    for key, row in rows.items():
        district, name, dimension, measure, pace, kind = key
        reported = {fact.lead.period for fact in row if fact.lead.status is not Status.PLAN}
        if len(reported) > 1:
            points = tuple(sorted(row, key=_in_time))
            found.append(Series(name, district, dimension, measure, pace, kind, points))
    return sorted(found, key=lambda row: (-len(row.points), row.id))


_ORDER = list(Status)


def _in_time(fact: Fact) -> tuple[edtf.Day, edtf.Day, int, str, int]:
    lead = fact.lead
    period = lead.period or ""
    return edtf.start(period), edtf.end(period), _ORDER.index(lead.status), lead.source, lead.start


def comparables(facts: Iterable[Fact]) -> list[Comparable]:
    """Return the indicators that two or more districts report, in order of ``facts``."""
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(fact.lead.canonical, []).append(fact)
    return [
        _comparable(name, alike)
        for name, alike in by_name.items()
        if len({fact.lead.district for fact in alike}) > 1
    ]


def _comparable(name: str, facts: list[Fact]) -> Comparable:
    groups: dict[tuple[str, str, Measure, str, bool], list[Fact]] = {}
    for fact in facts:
        about = matter(fact.lead)
        if about.period and not about.running_total:
            planned = about.status is Status.PLAN
            key = (about.period, about.dimension, about.measure, about.pace, planned)
            groups.setdefault(key, []).append(fact)
    comparisons = [
        Comparison(name, period, dimension, planned, tuple(group))
        for (period, dimension, _, _, planned), group in groups.items()
        if len({fact.lead.district for fact in group}) > 1
    ]
    compared = {fact for comparison in comparisons for fact in comparison.facts}
    newest_first = sorted(comparisons, key=lambda each: (edtf.end(each.period), each.period), reverse=True)
    return Comparable(name, tuple(newest_first), tuple(fact for fact in facts if fact not in compared))
