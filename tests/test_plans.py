"""What was aimed at and what became of it: linked only where it is surely the same, worded with care."""

from __future__ import annotations

from typing import Any

import pytest
import samples

from generator.catalogue.facts import conflicts, merge
from generator.catalogue.plans import Target, Verdict, judge, targets
from generator.records import Bound, Measure, Observation, Status

PUBLISHED = {"plan.txt": "2024-02", "report.txt": "2025-01", "half.txt": "2024-07"}


def said(text: str, value: str, source: str, **fields: Any) -> Observation:  # noqa: ANN401 - of any field
    """Return an observation of 老旧小区改造 in 2024, by default a count of 个."""
    quote = f"改造老旧小区{text}。"
    given = {"period": "2024", "unit": text.lstrip("0123456789."), "indicator": "老旧小区改造"} | fields
    sample = samples.Sample(source, quote)
    mention = text.lstrip("近约超不足")
    return sample.observation(mention, quote, given.pop("indicator"), value, **given)


def plan(text: str = "46个", value: str = "46", **fields: Any) -> Observation:  # noqa: ANN401 - same
    """Return an aim, published in February 2024."""
    return said(text, value, "plan.txt", status=Status.PLAN, **fields)


def report(text: str, value: str, source: str = "report.txt", **fields: Any) -> Observation:  # noqa: ANN401 - same
    """Return a report, by default one published after the year was over."""
    return said(text, value, source, **fields)


def only(*seen: Observation) -> Target:
    """Return the one target among observations."""
    sources = {one.source for one in seen}
    (target,) = targets(merge(seen), {name: PUBLISHED[name] for name in sources})
    return target


RESULTS = [
    ({}, ("46个", "46", {}), Verdict.MET),
    ({}, ("50个", "50", {}), Verdict.MET),
    ({}, ("40个", "40", {}), Verdict.MISSED),
    ({}, ("超40个", "40", {"bound": Bound.AT_LEAST, "unit": "个"}), Verdict.UNCLEAR),
    ({}, ("不足46个", "46", {"bound": Bound.AT_MOST, "unit": "个"}), Verdict.MISSED),
    ({"bound": Bound.AT_LEAST}, ("46个", "46", {}), Verdict.MET),
    ({}, ("近46个", "46", {"bound": Bound.APPROX, "unit": "个"}), Verdict.MISSED),
    ({}, ("近60个", "60", {"bound": Bound.APPROX, "unit": "个"}), Verdict.MET),
    ({}, ("约46个", "46", {"bound": Bound.APPROX, "unit": "个"}), Verdict.UNCLEAR),
    ({"text": "50个", "value": "50", "bound": Bound.APPROX}, ("51个", "51", {}), Verdict.MET),
    ({"text": "50个", "value": "50", "bound": Bound.APPROX}, ("46个", "46", {}), Verdict.UNCLEAR),
    ({"text": "50个", "value": "50", "bound": Bound.APPROX}, ("44个", "44", {}), Verdict.MISSED),
]


@pytest.mark.parametrize(("aim", "result", "verdict"), RESULTS)
def test_a_result_is_held_against_its_aim(
    aim: dict[str, Any], result: tuple[str, str, dict[str, Any]], verdict: Verdict
) -> None:
    """Reached, not reached, or said too coarsely to tell."""
    text, value, fields = result
    target = only(plan(**aim), report(text, value, **fields))
    assert target.verdict is verdict
    assert [fact.lead.text for fact in target.results] == [text.lstrip("近约超不足")]


@pytest.mark.parametrize(
    ("aim", "reached", "verdict"),
    [("4", "3.6", Verdict.MET), ("4", "4.2", Verdict.MISSED), ("4", "4", Verdict.MET)],
)
def test_below_a_ceiling_less_is_better(aim: str, reached: str, verdict: Verdict) -> None:
    """失业率控制在4%以内: 3.6 % keeps it, 4.2 % does not."""
    shared = {"indicator": "城镇登记失业率", "unit": "%"}
    goal = merge([plan(f"{aim}%", aim, bound=Bound.AT_MOST, **shared)])
    done = merge([report(f"{reached}%", reached, **shared)])
    assert judge(goal[0], done[0]) is verdict


def test_a_fall_is_reached_by_falling_further() -> None:
    """能耗下降3%: a fall of 3.5 % reaches it, one of 2 % does not."""
    shared = {"indicator": "单位能耗", "unit": "%", "measure": Measure.GROWTH}
    goal = merge([plan("3%", "-3", **shared)])[0]
    assert judge(goal, merge([report("3.5%", "-3.5", **shared)])[0]) is Verdict.MET
    assert judge(goal, merge([report("2%", "-2", **shared)])[0]) is Verdict.MISSED


def test_a_fall_of_at_most_so_much_is_a_floor() -> None:
    """下降3%以内: a fall of 2 % keeps it, one of 5 % does not."""
    shared = {"indicator": "进出口总额", "unit": "%", "measure": Measure.GROWTH}
    goal = merge([plan("3%", "-3", bound=Bound.AT_MOST, **shared)])[0]
    assert judge(goal, merge([report("2%", "-2", **shared)])[0]) is Verdict.MET
    assert judge(goal, merge([report("5%", "-5", **shared)])[0]) is Verdict.MISSED


def test_an_aim_of_nothing_is_a_ceiling() -> None:
    """安全事故为0起: three are too many, none is the aim."""
    goal = merge([plan("0起", "0", indicator="安全事故")])[0]
    assert judge(goal, merge([report("3起", "3", indicator="安全事故")])[0]) is Verdict.MISSED
    assert judge(goal, merge([report("0起", "0", indicator="安全事故")])[0]) is Verdict.MET


def test_a_range_is_one_aim_with_its_lower_end() -> None:
    """力争增长5%—8% is met by 9 %, and its upper end is no aim of its own."""
    quote = "力争增长5%—8%。"
    sample = samples.Sample("plan.txt", quote)
    shared = {"measure": Measure.GROWTH, "unit": "%", "period": "2024", "status": Status.PLAN}
    sample.observation("5%", quote, "地区生产总值", "5", bound=Bound.AT_LEAST, **shared)
    sample.observation("8%", quote, "地区生产总值", "8", bound=Bound.AT_MOST, **shared)
    ends = [one for one in sample.records if isinstance(one, Observation)]
    result = report("9%", "9", indicator="地区生产总值", unit="%", measure=Measure.GROWTH)
    target = only(*ends, result)
    assert (target.plan.lead.text, target.verdict) == ("5%", Verdict.MET)


def test_without_a_report_the_newest_source_tells_what_is_due() -> None:
    """A year that was over when the newest source appeared is due; one that was not over is not."""
    told = report("9个", "9", indicator="公园")
    assert only(plan(), told).verdict is Verdict.UNREPORTED
    assert only(plan(period="2025"), told).verdict is Verdict.NOT_DUE
    assert only(plan(period=None), told).verdict is Verdict.UNDATED
    (alone,) = targets(merge([plan()]), {"plan.txt": "2024"})
    assert alone.verdict is Verdict.NOT_DUE


def test_a_report_from_within_the_period_shows_progress_and_no_failure() -> None:
    """30 of 46 by July is progress; 48 by July is the aim reached; a half-year rate proves nothing."""
    half = only(plan(), report("30个", "30", "half.txt"))
    assert (half.verdict, [fact.lead.text for fact in half.progress]) == (Verdict.NOT_DUE, ["30个"])
    assert only(plan(), report("48个", "48", "half.txt")).verdict is Verdict.MET
    part = only(plan(), report("30个", "30", "half.txt", period="2024-01/2024-06"))
    assert (part.results, len(part.progress)) == ((), 1)
    rate = {"indicator": "固定资产投资", "measure": Measure.GROWTH, "unit": "%"}
    assert only(plan("10%", "10", **rate), report("12%", "12", "half.txt", **rate)).verdict is Verdict.NOT_DUE


def test_an_estimate_answers_until_the_result_is_known() -> None:
    """预计全年 speaks of the whole year; an actual report afterwards decides."""
    expected = report("44个", "44", "half.txt", status=Status.ESTIMATE)
    assert only(plan(), expected).verdict is Verdict.MISSED
    both = only(plan(), expected, report("46个", "46"))
    assert both.verdict is Verdict.MET
    assert [fact.lead.status for fact in both.results] == [Status.ACTUAL, Status.ESTIMATE]


def test_a_running_total_answers_no_plan_of_a_year() -> None:
    """截至2024年底累计160个 says nothing of the 46 planned for 2024, and contradicts no count of the year."""
    quote = "截至2024年底，累计改造老旧小区160个。"
    sample = samples.Sample("report.txt", quote)
    total = sample.observation("160个", quote, "老旧小区改造", "160", period="2024")
    assert only(plan(), total).results == ()
    assert only(plan(), report("46个", "46"), total).verdict is Verdict.MET
    assert conflicts(merge([report("46个", "46"), total])) == []


def test_reports_that_contradict_each_other_decide_nothing() -> None:
    """One says 40, another 50: unclear, and both are listed."""
    target = only(plan(), report("40个", "40"), report("50个", "50", "report.txt", district="南岗区"))
    assert target.verdict is Verdict.UNCLEAR
    assert len(target.results) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"district": "道外区"},
        {"indicator": "公园"},
        {"period": "2023"},
        {"unit": "平方米", "text": "9平方米"},
        {"measure": Measure.GROWTH},
    ],
)
def test_another_matter_is_no_answer(other: dict[str, Any]) -> None:
    """Another district, indicator, year, dimension or measure says nothing about the aim."""
    fields = {name: value for name, value in other.items() if name != "text"}
    target = only(plan(), report(other.get("text", "50个"), "50", **fields))
    assert (target.results, target.progress) == ((), ())


def test_what_was_printed_before_the_plan_does_not_answer_it() -> None:
    """An older source cannot tell what became of a plan."""
    old = {"plan.txt": "2024-02", "report.txt": "2023-12"}
    (target,) = targets(merge([plan(), report("50个", "50")]), old)
    assert target.results == target.progress == ()


def test_an_undated_plan_is_followed_but_not_judged() -> None:
    """Without a due date later reports are listed, and no verdict is given."""
    target = only(plan(period=None), report("50个", "50"))
    assert (target.verdict, [fact.lead.text for fact in target.progress]) == (Verdict.UNDATED, ["50个"])
