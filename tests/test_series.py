"""One indicator over time, and districts side by side: only what can be compared."""

from __future__ import annotations

from typing import Any

import samples
from conftest import ROOT

from generator import catalogue, config, portal
from generator.catalogue import Catalogue
from generator.catalogue.facts import merge
from generator.catalogue.series import comparables, series
from generator.records import Measure, Observation, Status


def point(text: str, value: str, period: str | None, **fields: Any) -> Observation:  # noqa: ANN401 - of any field
    """Return one value of an indicator; fields as in ``samples``."""
    quote = f"{period or ''}重点项目{text}。"
    sample = samples.Sample(fields.pop("source", f"{period}.txt".replace("/", "-")), quote)
    indicator = fields.pop("indicator", "省市重点项目")
    return sample.observation(text, quote, indicator, value, period=period, **fields)


def test_periods_of_one_kind_make_a_series() -> None:
    """Years follow each other in time; months, five years and the undated are kept out."""
    seen = [
        point("22个", "22", "2018"),
        point("9个", "9", "2016"),
        point("63个", "63", "2016/2020"),
        point("3个", "3", "2018-02"),
        point("1个", "1", None),
    ]
    (row,) = series(merge(seen))
    assert [(fact.lead.period, fact.lead.text) for fact in row.points] == [("2016", "9个"), ("2018", "22个")]
    assert row.grain == "year"


def test_one_period_makes_no_series() -> None:
    """A single year is no row, nor is a year with its plan for the next."""
    assert series(merge([point("9个", "9", "2016")])) == []
    assert series(merge([point("9个", "9", "2016"), point("9个", "9", "2017", status=Status.PLAN)])) == []


def test_names_of_a_little_other_scope_share_a_series_and_keep_their_names() -> None:
    """哈市重点项目 and 省市重点项目 are followed as one, and never merged."""
    facts = merge([point("9个", "9", "2016", indicator="哈市重点项目"), point("9个", "9", "2017")])
    assert len(facts) == 2
    (row,) = series(facts)
    assert (row.name, row.names) == ("省市重点项目", ("哈市重点项目", "省市重点项目"))
    assert len(merge([point("9个", "9", "2016", indicator="哈市重点项目"), point("9个", "9", "2016")])) == 2


def test_what_cannot_be_compared_is_kept_apart() -> None:
    """Levels, changes, yearly rates, other dimensions and other districts each have a row of their own."""
    seen = [
        *(point(f"{n}个", str(n), f"201{n}") for n in (6, 7)),
        *(point(f"{n}%", str(n), f"201{n}", measure=Measure.GROWTH) for n in (6, 7)),
        *(point(f"{n}户", str(n), f"201{n}", indicator="居民") for n in (6, 7)),
        *(point(f"{n}个", str(n), f"201{n}", district="道外区") for n in (6, 7)),
    ]
    assert len(series(merge(seen))) == 4


def test_units_are_reconciled() -> None:
    """万元 and 亿元, 亩 and 公顷 stand in one row."""
    money = [
        point("22.8亿元", "2280000000", "2016", unit="元"),
        point("500000万元", "5000000000", "2017", unit="元"),
    ]
    land = [
        point("150亩", "150", "2016", unit="亩", indicator="绿地"),
        point("12公顷", "12", "2017", unit="公顷", indicator="绿地"),
    ]
    assert [row.dimension for row in series(merge([*money, *land]))] == ["元", "平方米"]


def test_districts_stand_side_by_side_for_one_time_only() -> None:
    """Equal periods are compared; another year, an aim and a change are shown apart."""
    names = ("道里区", "道外区")
    seen = [point(f"4{n}个", f"4{n}", "2023", district=name) for n, name in enumerate(names)]
    other = [
        point("85个", "85", "2021/2025", district="香坊区"),
        point("50个", "50", "2024", district="道里区", status=Status.PLAN),
        point("9%", "9", "2023", district="道里区", measure=Measure.GROWTH),
    ]
    (shared,) = comparables(merge([*seen, *other]))
    (compared,) = shared.comparisons
    assert (compared.period, [fact.lead.district for fact in compared.facts]) == ("2023", list(names))
    assert {fact.lead.text for fact in shared.apart} == {"85个", "50个", "9%"}
    assert comparables(merge([point("1个", "1", "2023"), point("2个", "2", "2024")])) == []


def known() -> Catalogue:
    """Return the catalogue of the real seeds."""
    return portal.catalogue(config.load(ROOT / "mkdocs.yml"), quiet=True)


def test_the_key_projects_of_xiangfang_from_2016_to_2020() -> None:
    """香坊区 reports 9 24 22 14 20 projects and 22.8 50 11 18 45.5 亿元, the last an estimate."""
    here = known().place_of("香坊区")
    assert isinstance(here, catalogue.Place)
    rows = {row.name: row for row in here.series if row.grain == "year"}
    counts, money = rows["省市重点项目"], rows["省市重点项目完成投资"]
    years = [str(year) for year in range(2016, 2021)]
    assert [fact.lead.period for fact in counts.points] == years
    assert [int(fact.lead.value) for fact in counts.points] == [9, 24, 22, 14, 20]
    assert [fact.lead.period for fact in money.points] == years
    assert [int(fact.lead.value / 10**7) for fact in money.points] == [228, 500, 110, 180, 455]
    assert [fact.lead.status for fact in money.points][-1] is Status.ESTIMATE


def test_little_of_the_seeds_is_about_nothing_in_particular() -> None:
    """Every observation has a topic, and “其他” takes less than a tenth."""
    facts = [fact for place in known().everywhere for fact in place.facts]
    others = [fact for fact in facts if fact.lead.topic == "其他"]
    assert all(fact.lead.topic for fact in facts)
    assert 0 < 10 * len(others) < len(facts)
