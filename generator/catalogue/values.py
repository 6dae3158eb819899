"""Values held against each other: in one unit, and as exactly as their print says them.

46.2亿元 and 462000万元 are one value, 亩 and 公顷 measure the same thing, 20户企业 are 20家. A printed
number also stands for a range: 超800亿元 does not contradict 812亿元, nor does 46亿元 contradict 46.2亿元,
but 30个 does contradict 31个. This module knows what a value admits; what counts as the same fact is
decided elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from generator.basis import before
from generator.grammar.units import RATIO_UNITS
from generator.lexicon import alternatives, load, tree
from generator.records import Bound, Observation
from generator.yaml_tree import Node

_FIGURE = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_ROUND_DIGITS = 2
"""A number rounded to one digit (3万) says too little to be taken for a rounding of another."""
_CONVERTED = Fraction(2, 1000)
"""Two units of one dimension rarely meet exactly: 1333公顷 are 19,995亩."""
_ABOUT = Decimal("0.1")
"""约 and 近 are read as at most a tenth aside."""


@cache
def converted() -> dict[str, tuple[str, Fraction]]:
    """Return unit → the unit of its dimension, and how many of that it is.

    Raises ``InputError`` with the line of a factor that is no number.
    """
    factors: dict[str, tuple[str, Fraction]] = {}
    listed = tree("units", see="see the first units there").mapping()["converted"]
    for base, units in listed.mapping().items():
        factors[base] = (base, Fraction(1))
        factors |= {unit: (base, _factor(node)) for unit, node in units.mapping().items()}
    return factors


def _factor(node: Node) -> Fraction:
    written = node.text()
    try:
        factor = Fraction(written)
    except (ValueError, ZeroDivisionError):
        factor = Fraction(0)
    if factor <= 0:
        raise node.fault(f"“{written}” is no number", "write a decimal (0.001) or a fraction (2000/3)")
    return factor


@cache
def _alike() -> dict[str, str]:
    return {word: words[0] for words in load("units")["alike"] for word in words}


def dimension(unit: str, indicator: str) -> str:
    """Return what stands for all units in which an indicator can be compared.

    >>> dimension("公顷", "绿地面积"), dimension("亩", "绿地面积")
    ('平方米', '平方米')
    >>> dimension("户", "工业企业"), dimension("户", "居民")
    ('个', '户')
    """
    for group in load("units")["alike_where"]:
        if unit in group["words"] and indicator.endswith(tuple(group["ends_in"])):
            unit = group["words"][0]
    if unit in converted():
        return converted()[unit][0]
    return _alike().get(unit, unit)


@lru_cache(1 << 16)  # the same value is asked for when it is merged, opposed, ranked and followed
def in_dimension(value: Decimal, unit: str) -> Fraction:
    """Return a value in the unit of its dimension, exactly.

    >>> in_dimension(Decimal("1.5"), "公顷"), in_dimension(Decimal(3), "亩"), in_dimension(Decimal(7), "个")
    (Fraction(15000, 1), Fraction(2000, 1), Fraction(7, 1))
    """
    return Fraction(value) * (converted()[unit][1] if unit in converted() else 1)


@dataclass(frozen=True, slots=True)
class Range:
    """What a printed value admits, in the unit of its dimension: itself, and all from ``low`` to ``high``."""

    printed: Fraction
    low: Fraction
    high: Fraction
    step: Fraction
    """How finely it is printed: 46.2亿元 to ten million."""
    unit: str
    """As printed: 亩, though the dimension is 平方米."""
    floor: Fraction | None
    """The least it can be; None where nothing is said of that (不足100)."""
    ceiling: Fraction | None
    """The most it can be; None where nothing is said of that (超100)."""

    @property
    def reach(self) -> Fraction:
        """How far from what is printed another value may lie and still be admitted."""
        aside = max(self.high - self.printed, self.printed - self.low)
        return max(aside, abs(self.printed) * _CONVERTED)

    def _holds(self, number: Fraction) -> bool:
        return number == self.printed or self.low < number < self.high

    def admits(self, other: Range) -> bool:
        """Tell whether both may speak of one number."""
        if self._is_converted(other):
            return True
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and self._holds(low) and other._holds(low))

    def excludes(self, other: Range) -> bool:
        """Tell whether both cannot be true of one number: 超800 does not exclude 1500, 780 it does."""
        return (self._is_below(other) or other._is_below(self)) and not self._is_converted(other)

    def _is_below(self, other: Range) -> bool:
        if self.ceiling is None or other.floor is None:
            return False
        # 46.2 and 46.3 meet at 46.25, which is printed as neither.
        apart = self.ceiling != self.printed and other.floor != other.printed
        return self.ceiling < other.floor or (apart and self.ceiling == other.floor)

    def _is_converted(self, other: Range) -> bool:
        apart, size = abs(self.printed - other.printed), max(abs(self.printed), abs(other.printed))
        return self.unit != other.unit and apart <= size * _CONVERTED


def _place(value: Decimal) -> Decimal:
    """Return the place of the last digit that is not 0: 1000 for 4000, 0.1 for 99.4."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _printed_step(seen: Observation) -> tuple[Decimal, bool]:
    """Return the step in which a value is printed, and whether it may be a rounding of a finer one."""
    size = abs(seen.value)
    corrected = seen.correction is not None and "value" in dict(seen.correction.was)
    figure = _FIGURE.search(unicodedata.normalize("NFKC", seen.text))
    said = Decimal(figure[0].replace(",", "")) if figure else Decimal(0)
    share = seen.unit in RATIO_UNITS
    if corrected or not said or not size:  # 七项, 三点五亿元: no digits to count
        digits = len(size.normalize().as_tuple().digits)
        return _place(size), not corrected and digits >= _ROUND_DIGITS and _place(size) > 1
    assert figure is not None  # noqa: S101 - something was said
    decimals = len(figure["decimals"] or "")
    multiplier = size / said
    if multiplier.normalize().as_tuple().digits != (1,):  # 1亿2000万元: the figure is a part of the number
        return _place(size), False
    digits = len(re.sub(r"[,.]", "", figure[0]).lstrip("0"))
    rounded = (multiplier > 1 or decimals > 0) and digits >= _ROUND_DIGITS
    return multiplier.scaleb(-decimals), rounded or share


def admitted(seen: Observation) -> Range:
    """Return the range of numbers that the print of an observation admits."""
    size = abs(seen.value)
    place, (step, rounded) = _place(size), _printed_step(seen)
    low = high = size
    floor: Decimal | None = size
    ceiling: Decimal | None = size
    match seen.bound:
        case Bound.AT_LEAST:
            high, ceiling = size + place, None
        case Bound.AT_MOST:
            low, floor = size - place, None
        case Bound.APPROX:
            aside = min(place / 2, size * _ABOUT)
            low, high = size - aside, size if is_short(seen) else size + aside
            floor, ceiling = size * (1 - _ABOUT), size if is_short(seen) else size * (1 + _ABOUT)
        case Bound.EXACT if rounded:
            low, high = floor, ceiling = size - step / 2, size + step / 2
    if seen.value < 0:
        low, high = -high, -low
        floor, ceiling = (None if end is None else -end for end in (ceiling, floor))
    finest = step if seen.bound is Bound.EXACT else place
    return Range(
        printed=in_dimension(seen.value, seen.unit),
        low=in_dimension(low, seen.unit),
        high=in_dimension(high, seen.unit),
        step=in_dimension(finest, seen.unit),
        unit=seen.unit,
        floor=None if floor is None else in_dimension(floor, seen.unit),
        ceiling=None if ceiling is None else in_dimension(ceiling, seen.unit),
    )


_TO = re.compile(r"(?:[-—–~～]+|至|到)$")


def is_upper_end(seen: Observation) -> bool:
    """Tell whether a value is the upper end of a range, 5%—8%: no aim and no result of its own."""
    return seen.bound is Bound.AT_MOST and bool(_TO.search(before(seen)))


def is_short(seen: Observation) -> bool:
    """Tell whether a number is printed as not quite reached: 近50亿元, as against 约50亿元."""
    return seen.bound is Bound.APPROX and bool(_short_of().search(before(seen)))


@cache
def _short_of() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(load('units')['short_of'])})$")
