"""Publication: when a page was printed, inferred from its own words."""

from __future__ import annotations

import pytest
from reader_examples import Case, cases, read_text, seed_reading


@pytest.mark.parametrize("case", cases("publication"))
def test_date_of_a_page(case: Case) -> None:
    """The date is printed, or follows from the years spoken of; where it does not, none is said."""
    [record] = {(each.record.published, each.record.evidence) for each in read_text(case["text"]).articles}
    accepted = [None if each == "null" else each for each in (case["published"] or "null").split(" | ")]
    assert record[0] in accepted, record


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("000", "2025"),
        ("001", "2020"),
        ("002", "2024"),
        ("003", "2024"),
        ("004", "2022"),
    ],
)
def test_year_of_a_seed(number: str, year: str) -> None:
    """Each seed's year is inferred, with words of the seed as evidence."""
    for article in seed_reading(number).articles:
        assert (article.record.published or "")[:4] == year
        assert article.record.evidence
