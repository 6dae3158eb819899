"""What was aimed at, and what became of it: each plan with the later reports of the same indicator.

A report answers a plan when district, indicator, measure, pace and dimension are equal and its period is
the plan's. One of a part of that period (上半年 of a year), or one published before the period was over, is
progress: it shows an aim reached, never one missed. So is any report that answers a plan whose time is not
said, and that judges nothing. "Now" is the newest publication date among the sources, never
the clock: nothing that came later can have been read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from generator import edtf
from generator.canonical import series_name
from generator.catalogue.facts import Fact, matter
from generator.catalogue.values import admitted, is_upper_end
from generator.grammar.units import RATIO_UNITS
from generator.records import Bound, Measure, Status


class Verdict(StrEnum):
    """What the sources say of a plan; never more than they say."""

    MET = "met"
    """A report of the whole period is at the aim or beyond."""
    MISSED = "missed"
    """A report of the whole period falls short of it."""
    UNCLEAR = "unclear"
    """Reported, but so coarsely that it may be either; or reports contradict each other."""
    UNREPORTED = "unreported"
    """The period was over when the newest source appeared, and no report of it was found."""
    NOT_DUE = "not_due"
    """The period was not over yet."""
    UNDATED = "undated"
    """The plan does not say when."""


@dataclass(frozen=True, slots=True)
class Target:
    """A plan with what later sources report."""

    plan: Fact
    results: tuple[Fact, ...]
    """Reports of the whole period, actual before estimated."""
    progress: tuple[Fact, ...]
    """Reports from within the period, or any report where the plan is undated; earliest first."""
    verdict: Verdict


MOST_PROGRESS = 12
"""Of reports on the way, or on an undated plan, the newest are enough."""
_ABOUT = Fraction(1, 10)
"""An aim of 约 or 左右 that is missed by less than a tenth is not surely missed."""

Key = tuple[str | None, str, Measure, str, str, bool]


def _key(fact: Fact) -> Key:
    about = matter(fact.lead)
    name = series_name(about.indicator)
    return about.district, name, about.measure, about.pace, about.dimension, about.running_total


def targets(facts: Iterable[Fact], published: Mapping[str, str | None]) -> list[Target]:
    """Return the plans among ``facts``, the nearest due first, undated ones last.

    ``published`` is the date (EDTF) of each source, None where it is not known.
    """
    by_key: dict[Key, list[_Dated]] = {}
    plans: list[_Dated] = []
    for fact in facts:
        if is_upper_end(fact.lead):
            continue
        dated = _Dated(fact, published)
        if fact.lead.status is Status.PLAN:
            plans.append(dated)
        else:
            by_key.setdefault(_key(fact), []).append(dated)
    today = newest(published)
    found = [_target(plan, by_key.get(_key(plan.fact), []), today) for plan in plans]
    return sorted(found, key=lambda target: edtf.end(target.plan.lead.period or ""))


class _Dated:
    """A fact with its period and the days its sources appeared, worked out once."""

    def __init__(self, fact: Fact, published: Mapping[str, str | None]) -> None:
        dates = [published.get(seen.source) or "" for seen in fact.observations]
        self.fact, self.period = fact, fact.lead.period or ""
        self.start, self.end = edtf.start(self.period), edtf.end(self.period)
        self.announced = min(map(edtf.start, dates))
        self.told = max(map(edtf.end, dates))
        self.is_final = fact.lead.status is Status.ESTIMATE or any(
            date and edtf.is_over(self.period, date) for date in dates
        )
        """Whether it speaks of the whole period: an estimate does, a count only once the period is over."""

    def may_answer(self, plan: _Dated) -> bool:
        """Whether a report has a period, and one of its mentions is not older than the plan."""
        return bool(self.period) and self.told >= plan.announced

    def is_part_of(self, plan: _Dated) -> bool:
        """Whether its period is the plan's, or a part of it; of an undated plan everything is."""
        return not plan.period or (plan.start <= self.start and self.end <= plan.end)


def newest(published: Mapping[str, str | None]) -> str:
    """Return the newest of publication dates, an empty string where none is known."""
    return max((date for date in published.values() if date), key=edtf.start, default="")


def _target(plan: _Dated, reports: list[_Dated], today: str) -> Target:
    within = [report for report in reports if report.is_part_of(plan) and report.may_answer(plan)]
    final = [report for report in within if report.period == plan.period and report.is_final]
    under_way = [report for report in within if not (report.period == plan.period and report.is_final)]
    under_way.sort(key=lambda report: report.end)
    results = sorted(
        (report.fact for report in final), key=lambda fact: fact.lead.status is not Status.ACTUAL
    )
    progress = [report.fact for report in under_way[-MOST_PROGRESS:]]
    return Target(plan.fact, tuple(results), tuple(progress), _verdict(plan.fact, results, progress, today))


def _verdict(plan: Fact, results: list[Fact], progress: list[Fact], today: str) -> Verdict:
    period = plan.lead.period
    if results:
        actual = [result for result in results if result.lead.status is Status.ACTUAL] or results
        verdicts = {judge(plan, result) for result in actual}
        return verdicts.pop() if len(verdicts) == 1 else Verdict.UNCLEAR
    if not period:
        return Verdict.UNDATED
    if any(_reached_already(plan, report) for report in progress):
        return Verdict.MET
    return Verdict.UNREPORTED if today and edtf.is_over(period, today) else Verdict.NOT_DUE


def _reached_already(plan: Fact, report: Fact) -> bool:
    """Whether an amount is past its floor before the time is up; a rate, share or ceiling is no amount."""
    share = plan.lead.unit in RATIO_UNITS
    amount = plan.lead.measure is Measure.LEVEL and plan.lead.bound is not Bound.AT_MOST and not share
    return amount and report.lead.period == plan.lead.period and judge(plan, report) is Verdict.MET


def judge(plan: Fact, result: Fact) -> Verdict:
    """Hold a result against a plan of the same matter: met, missed, or unclear.

    An aim is a floor, unless it is a ceiling (控制在4%以内), nothing at all (0起) or a fall (下降3%): then
    less is better; a fall of at most so much (下降3%以内) is a floor again.
    """
    aim, reached = admitted(plan.lead), admitted(result.lead)
    ceiling, falls = plan.lead.bound is Bound.AT_MOST, plan.lead.value < 0
    good = -1 if ceiling != falls or (not plan.lead.value and not falls) else 1
    wanted, printed = good * aim.printed, good * reached.printed
    best, worst = max(good * reached.low, good * reached.high), min(good * reached.low, good * reached.high)
    if best == printed != worst:  # 不足100, 近100: anything short of what is printed
        verdict = Verdict.MISSED if printed <= wanted else Verdict.UNCLEAR
        verdict = Verdict.MET if worst >= wanted else verdict
    elif result.lead.bound is Bound.APPROX and worst < wanted <= printed:  # 约100 of 100
        verdict = Verdict.UNCLEAR
    elif printed >= wanted:
        verdict = Verdict.MET
    else:
        verdict = Verdict.UNCLEAR if best > wanted else Verdict.MISSED
    about = plan.lead.bound is Bound.APPROX and printed >= wanted - abs(wanted) * _ABOUT
    return Verdict.UNCLEAR if about and verdict is Verdict.MISSED else verdict
