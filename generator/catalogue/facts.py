"""The same fact, wherever it is printed: mentions that agree are merged, others stand side by side.

Two observations speak of one *fact* when place, indicator (its one name), period, measure, pace of a
change, status and dimension are equal and the values are compatible (``values``). With all that equal
and other values they *conflict*, unless a sentence prints both: then the text itself tells them apart,
and only the indicator's name was too short to show it. Nothing is decided for the reader: a conflict
keeps every mention.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from generator.basis import is_running_total, pace
from generator.catalogue.values import Range, admitted, dimension
from generator.records import Bound, Measure, Observation, Status

_SENTENCE_ENDS = tuple("。！？；!?;")


@dataclass(frozen=True, slots=True)
class Fact:
    """One or more observations that say the same, the best-worded first."""

    observations: tuple[Observation, ...]

    @property
    def lead(self) -> Observation:
        """The observation that stands for all; its id is the fact's."""
        return self.observations[0]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that would be one but for their values, most exact first; at least two."""

    facts: tuple[Fact, ...]

    @property
    def lead(self) -> Observation:
        """An observation that says what the conflict is about."""
        return self.facts[0].lead


@dataclass(frozen=True, slots=True)
class Matter:
    """What a value is a value of; two observations of one matter can be held against each other."""

    district: str | None
    indicator: str
    """The one name of the indicator."""
    period: str | None
    measure: Measure
    pace: str
    status: Status
    dimension: str
    running_total: bool
    """Everything up to a date (截至2023年底累计), as against what a period brought."""


def matter(seen: Observation) -> Matter:
    """Return what an observation is a value of."""
    return Matter(
        district=seen.district,
        indicator=seen.canonical,
        period=seen.period,
        measure=seen.measure,
        pace=pace(seen),
        status=seen.status,
        dimension=dimension(seen.unit, seen.canonical),
        running_total=is_running_total(seen),
    )


def wording_rank(seen: Observation) -> tuple[bool, Fraction, bool, bool, int, str, int]:
    """Rank mentions of one fact, the best-worded first.

    An exact value before a bounded one, fine print before coarse, a sentence before a headline, one that
    says the time itself, the shorter of two, then by place: so that no order of seeds has a say.
    """
    headline = not seen.quote.rstrip().rstrip("”’）)」*").endswith(_SENTENCE_ENDS)
    timeless = not seen.reasons.get("period", "").startswith("said")
    step = admitted(seen).step
    bounded = seen.bound is not Bound.EXACT
    return bounded, step, headline, timeless, len(seen.quote), seen.source, seen.start


def merge(observations: Iterable[Observation]) -> list[Fact]:
    """Put what says the same into one fact each; facts stand in text order of their first mention.

    Exact values come first and take in what they do not contradict, so the outcome depends on the set of
    observations alone, not on their order.
    """
    facts: list[Fact] = []
    for alike in _by_matter(observations).values():
        if len(alike) == 1:  # most are said once, and what they admit need not be worked out
            facts.append(Fact((alike[0],)))
            continue
        groups = _Groups()
        for seen in sorted(alike, key=wording_rank):
            groups.take(seen)
        facts += (Fact(tuple(group)) for group in groups.members)
    return sorted(facts, key=_first_mention)


class _Groups:
    """Observations of one matter, put together by value; found by value, for there may be many."""

    def __init__(self) -> None:
        self.members: list[list[Observation]] = []
        self._leads: list[Range] = []
        self._by_value: list[tuple[Fraction, int]] = []
        """What each lead prints and its number, in order of value."""
        self._widest = Fraction(0)

    def take(self, seen: Observation) -> None:
        """Add an observation to the group it fits: one of its own value, else the first; else a new one."""
        mine = admitted(seen)
        fitting = [number for number in self._near(mine) if self._leads[number].admits(mine)]
        if fitting:
            same = [number for number in fitting if self._leads[number].printed == mine.printed]
            self.members[min(same or fitting)].append(seen)
            return
        insort(self._by_value, (mine.printed, len(self.members)))
        self._leads.append(mine)
        self.members.append([seen])
        self._widest = max(self._widest, mine.reach)

    def _near(self, mine: Range) -> list[int]:
        """Return the numbers of the groups whose values lie near enough to overlap."""
        reach = self._widest + mine.reach
        first = bisect_left(self._by_value, (mine.printed - reach, -1))
        last = bisect_left(self._by_value, (mine.printed + reach, len(self.members)))
        return [number for _, number in self._by_value[first:last]]


def _by_matter(observations: Iterable[Observation]) -> dict[Matter, list[Observation]]:
    found: dict[Matter, list[Observation]] = {}
    for seen in observations:
        found.setdefault(matter(seen), []).append(seen)
    return found


def _first_mention(fact: Fact) -> tuple[str, int]:
    return min((seen.source, seen.start) for seen in fact.observations)


def conflicts(facts: Iterable[Fact]) -> list[Conflict]:
    """Return what sources say differently about one matter, in the order of ``facts``.

    What has no period contradicts nothing: each may speak of another time.
    """
    by_matter: dict[Matter, list[Fact]] = {}
    for fact in facts:
        if fact.lead.period:
            by_matter.setdefault(matter(fact.lead), []).append(fact)
    found = []
    for alike in by_matter.values():
        disputed = _disputed(alike) if len(alike) > 1 else []
        if disputed:
            ranked = sorted(disputed, key=lambda fact: wording_rank(fact.lead))
            found.append(Conflict(tuple(ranked)))
    return found


def _disputed(alike: list[Fact]) -> list[Fact]:
    """Return the facts of one matter that another one excludes, unless one sentence prints both.

    The likeliest opponents come first: those with the lowest ceiling, or the highest floor.
    """
    ranges = [admitted(fact.lead) for fact in alike]
    sentences = [{(seen.source, seen.quote) for seen in fact.observations} for fact in alike]
    numbers = range(len(alike))
    lowest = sorted((each.ceiling, n) for n, each in enumerate(ranges) if each.ceiling is not None)
    highest = sorted(((-each.floor, n) for n, each in enumerate(ranges) if each.floor is not None))

    def is_opposed(number: int) -> bool:
        mine = ranges[number]
        for ends, limit in ((lowest, mine.floor), (highest, None if mine.ceiling is None else -mine.ceiling)):
            for end, other in ends:
                if limit is None or end > limit:
                    break
                if mine.excludes(ranges[other]) and not sentences[number] & sentences[other]:
                    return True
        return False

    return [alike[number] for number in numbers if is_opposed(number)]
