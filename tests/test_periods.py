"""Times: what a sentence says of when, written in EDTF."""

from __future__ import annotations

import pytest
from reader_examples import Case, cases

from generator.grammar.periods import Clock, Reach, find
from generator.grammar.simplified import simplify


@pytest.mark.parametrize("case", cases("periods"))
def test_times_of_a_text(case: Case) -> None:
    """The times that say when are found in order; bases of comparison and names are not among them."""
    found = find(simplify(case["text"]), Clock(case["published"]))
    got = [time.edtf for time in found if time.reach is not Reach.BASE]
    wanted: list[str | None] = case["times"]
    assert len(got) == len(wanted), got
    for edtf, accepted in zip(got, wanted, strict=True):
        assert edtf == accepted if accepted is None else edtf in accepted.split(" | "), got


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("2023年,南岗区", Reach.ERA),
        ("“十三五”期间", Reach.ERA),
        ("截至目前,全区", Reach.NOW),
        ("3月15日,区里", Reach.POINT),
        ("较“十二五”期末增长", Reach.BASE),
        ("同比2022年增长", Reach.BASE),
    ],
)
def test_reach_of_a_time(text: str, reach: Reach) -> None:
    """A year may govern what follows, a day only its sentence, a base of comparison nothing."""
    assert [time.reach for time in find(text, Clock("2024"))] == [reach]


def test_five_years_look_back_on_the_plan_last_spoken_of() -> None:
    """五年来 under a five-year plan means its years; without one, the five before publication."""
    assert [time.edtf for time in find("五年来,新增绿地", Clock("2020", span="2016/2020"))] == ["2016/2020"]
    assert [time.edtf for time in find("五年来,新增绿地", Clock("2021"))] == ["2016/2020"]


def test_an_honour_that_is_told_of_was_received_by_then() -> None:
    """Behind next year's aims, a month with an honour is the last such month; one with a deed is not."""
    clock = Clock("2024-12-18", spoken_year=2025)
    assert [time.edtf for time in find("11月,道外区被文化和旅游部评为示范区", clock)] == ["2024-11"]
    assert [time.edtf for time in find("11月,该项目竣工", clock)] == ["2025-11"]
    early = Clock("2024-03-01", spoken_year=2025)
    assert [time.edtf for time in find("11月,该街区获评国家级夜间消费集聚区", early)] == ["2023-11"]


def test_a_bare_month_belongs_to_the_year_spoken_of() -> None:
    """A month without a year takes the year named before it, not the year of publication."""
    times = find("2019年2月挂牌，10月启用", Clock("2024"))
    assert [time.edtf for time in times] == ["2019-02", "2019-10"]


def test_a_time_points_at_its_words() -> None:
    """Offsets of a time take in its words and no more."""
    text = "自2019年2月成立以来"
    [time] = find(text, Clock("2024"))
    assert text[time.start : time.end] == "2019年2月"
