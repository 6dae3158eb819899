"""Find quantities in a sentence: number, multiplier, unit and bound.

The surface of a quantity is number, multiplier and unit (46.2亿元, 100余名); bounds before and
behind it (近, 以上) belong to its meaning, not to its surface. Numbers that state no fact are returned
apart, each with its reason (see ``no_fact``), so that nothing read is lost without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.grammar.candidate import AFTER, BEFORE, NOT_A_NUMBER, Candidate, Span
from generator.grammar.names import QUOTED
from generator.grammar.no_fact import why_no_fact
from generator.grammar.numbers import arabic, chinese, is_side_by_side, multiplier
from generator.grammar.proportions import Part, proportions
from generator.grammar.units import (
    COUNT_UNITS,
    MORE_THAN_A_ROUND_NUMBER,
    NUMBER,
    NUMBER_STARTS,
    RATIO_UNITS,
    REPORTED_AS,
    UNIT_WORDS,
    bound_before,
    bound_of_another,
)
from generator.grammar.unsaid_units import unit_of, unknown_unit
from generator.lexicon import alternatives, scan
from generator.records import Bound

_BEFORE = {word: Bound(bound) for bound, words in UNIT_WORDS["bound_before"].items() for word in words}
_AFTER = {word: Bound(bound) for bound, words in UNIT_WORDS["bound_after"].items() for word in words}
_EXCEPTIONS: dict[str, str] = UNIT_WORDS["bound_exceptions"]
_BOUND_AFTER = re.compile(alternatives(_AFTER))
_UPPER_END = re.compile(r"[\d%万亿元个家户人][-—–~～至到]+\s?$")
"""What stands before the upper end of a range."""
_PERSON = re.compile(r"人(?![才工员均民大口物文家力类群气质选情行机])")
_UPPER_END_REACH = 6
"""Characters before a number within which a range is looked for."""
_DASH = re.compile(r"[-—–~～至到\s]*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; offsets count characters of the sentence.

    ``outer_start`` and ``outer_end`` take in the bound words around the surface.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal
    unit: str
    bound: Bound
    opens_range: bool = False
    """Whether it is the lower end of a range: 5%—6%."""
    known_unit: bool = True
    """False for a measure word that no data file has, kept as printed."""
    proportion: tuple[int, int] | None = None
    """Its place in a proportion and how many parts that has: (1, 3) for the 18.7 of 4.7∶18.7∶76.6."""
    anchor: int = -1
    """Where what is said of it is looked for: where its proportion begins, else where it begins itself."""

    @property
    def place(self) -> int:
        """Where a reader stands when asking what the number says."""
        return self.start if self.anchor < 0 else self.anchor

    @property
    def counts(self) -> bool:
        """Whether the unit counts things (个, 家) and so may stand before their noun."""
        return self.unit in COUNT_UNITS


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A number that states no fact, and why."""

    start: int
    end: int
    reason: str


def find(
    text: str, dates: Sequence[Span] = (), word_at: Callable[[int], Span | None] = lambda _: None
) -> tuple[list[Quantity], list[PassedOver]]:
    """Return the quantities of ``text`` and the numbers passed over, in order.

    ``dates`` are spans already read as times; ``word_at`` tells the dictionary word around a place,
    which keeps a numeral inside a longer word (五台山) from being read as one.
    """
    found: list[Quantity] = []
    passed: list[PassedOver] = []
    quoted = tuple(match.span() for match in QUOTED.finditer(text))
    times = tuple(dates)
    parts = proportions(text)
    for match in scan(NUMBER, NUMBER_STARTS, text):
        if match.start() in parts:
            found.append(_part(match, parts[match.start()]))
            continue
        unit = unit_of(text, match)
        unknown = "" if unit else unknown_unit(text, match)
        start, end = match.span()
        candidate = Candidate(
            text=text,
            match=match,
            start=start,
            end=end,
            before=text[max(0, start - BEFORE) : start],
            after=text[end : end + AFTER],
            unit=unit or unknown,
            dates=times,
            quoted=quoted,
            word_at=word_at,
        )
        reason = why_no_fact(candidate)
        if reason is None:
            quantity = _quantity(text, match, unit or unknown)
            until = quantity.end + len(unknown)
            found.append(
                replace(quantity, end=until, outer_end=until, known_unit=False) if unknown else quantity
            )
        elif reason != NOT_A_NUMBER:
            passed.append(PassedOver(start, end, reason))
    return found, passed


def _part(match: re.Match[str], part: Part) -> Quantity:
    """Return one part of a proportion; parts of a whole that make a hundred are percentages."""
    start, end = match.start(), match.start() + len(match["arabic"])
    return Quantity(
        start=start,
        end=end,
        outer_start=start,
        outer_end=end,
        value=arabic(match["arabic"]),
        unit=part.unit,
        bound=Bound.EXACT,
        proportion=(part.place, part.count),
        anchor=part.begins,
    )


def _quantity(text: str, match: re.Match[str], unit: str) -> Quantity:
    start, end = match.span()
    value, unit = _value(match, unit)
    if unit == "个" and _PERSON.match(text, end):  # 五个人, but not 五个人工湖
        end, unit = end + 1, "人"
    unit = REPORTED_AS.get(unit, unit)
    if match["range"] and not _is_changed_into(match):  # 5%—6%: at least the one, at most the other
        dash = _DASH.match(text, end)
        return Quantity(
            start, end, start, dash.end() if dash else end, value, unit, Bound.AT_LEAST, opens_range=True
        )
    inside = bool(match["arabic_more"] or match["chinese_more"] or match["inside"])
    about = is_side_by_side(match["chinese"] or "") or "来" in {
        match["arabic_more"],
        match["chinese_more"],
        match["inside"],
    }
    bound = Bound.APPROX if about else Bound.AT_LEAST if inside else Bound.EXACT
    outer_start, outer_end = start, end
    before = bound_before(text, start)
    if before and text[before.start() - 1 : before.start()] not in tuple(_EXCEPTIONS.get(before["word"], "")):
        outer_start, bound = before.start(), bound if inside else _BEFORE[before["word"]]
    elif (
        match["chinese"]
        and not match["chinese"].strip("百千万亿")
        and MORE_THAN_A_ROUND_NUMBER.search(text[max(0, start - 4) : start])
    ):
        outer_start, bound = start - 1, Bound.AT_LEAST
    if bound is Bound.EXACT and unit in RATIO_UNITS and (of_another := bound_of_another(text, start)):
        bound = _BEFORE[of_another]
    after = _BOUND_AFTER.match(text, end)
    if after:
        outer_end, bound = after.end(), _AFTER[after[0]]
    elif bound is Bound.EXACT and _UPPER_END.search(text, max(0, start - _UPPER_END_REACH), start):
        bound = Bound.AT_MOST
    return Quantity(start, end, outer_start, outer_end, value, unit, bound)


def _is_changed_into(match: re.Match[str]) -> bool:
    """Tell whether what looks like a range leads from one measure to another: 收窄2.4个百分点至1.1%."""
    units = [REPORTED_AS.get(unit, unit) for unit in (match["range_unit"], match["upper_unit"]) if unit]
    return len(set(units)) > 1 and any(unit in RATIO_UNITS for unit in units)


def _value(match: re.Match[str], unit: str) -> tuple[Decimal, str]:
    """Return the value with multipliers taken in, and its unit as printed or told (``unit``)."""
    if match["percent"]:
        return _numeral(match["percent"]), "%"
    if match["doubling"] is not None:
        return _numeral(match["doubling"] or "一"), "番"
    if match["denominator"]:
        part = 100 * _numeral(match["numerator"]) / _numeral(match["denominator"])
        return Decimal(f"{part:.6f}".rstrip("0").rstrip(".")), "%"
    if match["range"]:
        scale = match["range_multiplier"] or match["upper_multiplier"] or ""
        return arabic(match["range"]) * multiplier(scale), match["range_unit"] or match["upper_unit"]
    if match["tenths"] and unit == "块":  # 29块9
        return _numeral(match["arabic"] or match["chinese"]) + _numeral(match["tenths"]) / 10, "元"
    if match["arabic"]:
        value = arabic(match["arabic"]) * multiplier(match["multiplier"] or "") + _below(
            match["below"] or "0"
        )
        return (-value if match["sign"] else value), unit
    value = _numeral(match["chinese"])
    if unit == "成":
        return 10 * value + (_numeral(match["tenths"]) if match["tenths"] else 0), "%"
    return value * multiplier(match["chinese_multiplier"] or ""), unit


def _below(text: str) -> Decimal:
    """Return what a number adds to its hundreds of millions: the 3456万 of 12亿3456万元."""
    return arabic(text.rstrip("万千")) * multiplier(text[-1] if text[-1] in "万千" else "")


def _numeral(text: str) -> Decimal:
    return arabic(text) if text[0].isdigit() else chinese(text) or Decimal(0)
