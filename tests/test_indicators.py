"""Indicators: what each number of a sentence measures, as a level or as a signed change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from reader_examples import Case, cases, mentions, read_sentence, similarity

from generator.records import Observation

ALIKE = 0.6
"""How alike a name must be to one that a careful reader gave; the gold is scored by the same."""


@pytest.mark.parametrize("case", cases("indicators"))
def test_what_the_numbers_of_a_sentence_measure(case: Case) -> None:
    """Each number is named as a careful reader would, with measure and sign; no other is a fact."""
    reading = read_sentence(case)
    taken: set[str] = set()
    for surface, names, measure, *value in case["facts"]:
        fresh = [each for each in mentions(reading, surface) if each.id not in taken]
        assert fresh, f"{surface} not found among {[getattr(each, 'text', '') for each in reading.records]}"
        observation = fresh[0]
        taken.add(observation.id)
        likeness = max(similarity(observation.indicator, name) for name in names.split(" | "))
        assert likeness >= ALIKE, f"{surface}: {observation.indicator!r}, not {names!r}"
        assert observation.measure.value in measure.split(" | "), (surface, observation.indicator)
        if value:
            assert observation.value == Decimal(value[0]), surface
    more = [each.text for each in reading.records if isinstance(each, Observation) and each.id not in taken]
    assert more == case.get("others", [])
