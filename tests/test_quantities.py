"""Quantities: which numbers of a sentence state something, with value, unit and bound."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from reader_examples import Case, cases

from generator.grammar import periods, quantities
from generator.grammar.numbers import arabic, multiplier
from generator.grammar.quantities import PassedOver, Quantity
from generator.grammar.segment import Words
from generator.grammar.simplified import simplify

_FACT = re.compile(r"(?P<surface>.+) = (?P<value>\S+) (?P<unit>\S+)(?: (?P<bound>\S+))?")
Stated = tuple[str, Decimal, str, str]


def _read(text: str) -> tuple[list[Quantity], list[PassedOver]]:
    """Find the quantities of a text as the reader does: times and words are found before."""
    times = [(time.start, time.end) for time in periods.find(text, periods.Clock("2024"))]
    return quantities.find(text, times, Words(text).at)


def _stated(line: str) -> Stated:
    match = _FACT.fullmatch(line)
    assert match, line
    unit = match["unit"].replace("-", "") if match["unit"] == "-" else match["unit"]
    return match["surface"], Decimal(match["value"]), unit, match["bound"] or "exact"


@pytest.mark.parametrize("case", cases("quantities"))
def test_quantities_of_a_text(case: Case) -> None:
    """Exactly the listed quantities are found, with value, unit and bound; the others for a listed reason."""
    text = simplify(case["text"])
    found, passed = _read(text)
    got = [(case["text"][each.start : each.end], each.value, each.unit, each.bound.value) for each in found]
    assert got == [_stated(line) for line in case["facts"]]
    reasons = {text[each.start : each.end].strip(): each.reason for each in passed}
    for surface, accepted in case.get("not", {}).items():
        assert reasons.get(surface) in accepted.split(" | "), (surface, reasons)


@pytest.mark.parametrize(
    ("line", "inside"),
    [("超183亿元", "183亿元"), ("82%以上", "82%"), ("近11万册", "11万册"), ("约30户左右", "30户")],
)
def test_bound_words_stand_around_the_surface(line: str, inside: str) -> None:
    """A surface leaves its bound words out; the outer span takes them in."""
    [quantity], _ = _read(line)
    assert line[quantity.start : quantity.end] == inside
    assert line[quantity.outer_start : quantity.outer_end] == line


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0.1", "0.1"),
        ("1,234,567.89", "1234567.89"),
        ("４６．２", "46.2"),
        ("１，２０４", "1204"),
        ("007", "7"),
        ("12345678901234567890.123", "12345678901234567890.123"),
    ],
)
def test_values_are_exact(printed: str, value: str) -> None:
    """No value passes through binary floating point, however long it is."""
    assert str(arabic(printed)) == value


@pytest.mark.parametrize(("printed", "value"), [("万", 10**4), ("千万", 10**7), ("万亿", 10**12), ("", 1)])
def test_multipliers(printed: str, value: int) -> None:
    """Multiplier characters multiply."""
    assert multiplier(printed) == value
