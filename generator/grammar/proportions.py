"""Proportions: 三次产业结构调整为4.7∶18.7∶76.6 states three shares; 4+4 and 15:30 state none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.grammar.numbers import ARABIC, arabic

_CHAIN = re.compile(rf"(?<![\d.])(?>{ARABIC})(?:\s?[:：∶]\s?(?>{ARABIC}))+")
_ANNOUNCED = re.compile(r"(?:结构|比例|比重|占比|配比|收入比|之比)[^，,；;。、！？!?]{0,48}$")
"""What makes a chain of numbers a proportion."""
_REACH = 64
"""Characters before a chain within which it is announced."""
_WHOLE = range(98, 103)
"""Parts that add up to about a hundred are shares of one whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a proportion: which it is, of how many, where the proportion begins, and its unit."""

    place: int
    count: int
    begins: int
    unit: str


def proportions(text: str) -> dict[int, Part]:
    """Return the parts of all proportions by the offset of their number.

    >>> [part.place for part in proportions("产业结构调整为4.7:18.7:76.6").values()]
    [0, 1, 2]
    >>> proportions("比赛以3:2结束")
    {}
    """
    parts: dict[int, Part] = {}
    for chain in _CHAIN.finditer(text):
        if not _ANNOUNCED.search(text, max(0, chain.start() - _REACH), chain.start()):
            continue
        numbers = list(re.finditer(ARABIC, chain[0]))
        if len(numbers) == 2 and numbers[1][0] == "1":
            numbers.pop()  # 1.05:1 is one ratio
        elif len(numbers) == 2:
            continue  # 1:15
        total = sum(arabic(number[0]) for number in numbers)
        unit = "%" if len(numbers) > 2 and round(total) in _WHOLE else ""
        for place, number in enumerate(numbers):
            begins = chain.start()
            parts[begins + number.start()] = Part(place, len(numbers), begins, unit)
    return parts
