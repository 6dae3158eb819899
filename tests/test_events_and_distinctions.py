"""Events and distinctions: dated happenings; honours, firsts, pilots and rankings."""

from __future__ import annotations

import pytest
from reader_examples import Case, cases, read_sentence, similarity

from generator.records import Distinction, Event


@pytest.mark.parametrize("case", cases("events"))
def test_events_of_a_sentence(case: Case) -> None:
    """Each happening with a date is found with its date and status; habits and figures are none."""
    found = [each for each in read_sentence(case).records if isinstance(each, Event)]
    assert len(found) == len(case["events"]), [(each.title, each.date) for each in found]
    for event, (words, dates, status) in zip(found, case["events"], strict=True):
        assert words in event.title
        assert event.date in dates.split(" | "), event.date
        assert event.status.value == status


@pytest.mark.parametrize("case", cases("distinctions"))
def test_distinctions_of_a_sentence(case: Case) -> None:
    """Each distinction is found with its level, kind and holder; money, habits and hopes are none."""
    found = [each for each in read_sentence(case).records if isinstance(each, Distinction)]
    assert len(found) == len(case["distinctions"]), [(each.title, each.kind) for each in found]
    for distinction, (words, level, kind, holder) in zip(found, case["distinctions"], strict=True):
        assert words in distinction.title
        assert distinction.level.value in level.split(" | "), distinction.level
        assert distinction.kind.value in kind.split(" | "), distinction.kind
        assert holder == "-" or similarity(distinction.holder, holder) >= 0.6, distinction.holder
