"""What is the same fact, what contradicts it, and what a printed value admits."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from generator.basis import basis, pace
from generator.catalogue.facts import conflicts, merge
from generator.catalogue.values import admitted, dimension, in_dimension
from generator.records import Bound, Correction, Measure, Observation, Status


def said(text: str, value: str, unit: str = "亿元", quote: str = "", **fields: Any) -> Observation:  # noqa: ANN401
    """Return an observation of one matter; ``text`` is its print, ``value`` in plain digits."""
    sentence = quote or f"完成投资{text}。"
    text = text.lstrip("超近约不足")
    sample = samples.Sample(fields.pop("source", "one.txt"), sentence)
    kind = "元" if unit == "亿元" else unit
    return sample.observation(text, sentence, fields.pop("indicator", "完成投资"), value, unit=kind, **fields)


LEAST, MOST, ABOUT = {"bound": Bound.AT_LEAST}, {"bound": Bound.AT_MOST}, {"bound": Bound.APPROX}

COMPATIBLE = [
    (("46.2亿元", "4620000000", {}), ("462000万元", "4620000000", {})),
    (("46亿元", "4600000000", {}), ("46.2亿元", "4620000000", {})),
    (("超800亿元", "80000000000", LEAST), ("812亿元", "81200000000", {})),
    (("超183亿元", "18300000000", LEAST), ("183.64亿元", "18364000000", {})),
    (("近50亿元", "5000000000", ABOUT), ("48.9亿元", "4890000000", {})),
    (("不足50亿元", "5000000000", MOST), ("48亿元", "4800000000", {})),
    (("1.8万户", "18000", {"unit": "户"}), ("约18000户", "18000", {"unit": "户"} | ABOUT)),
    (("1.2万户", "12000", {"unit": "户"}), ("12086户", "12086", {"unit": "户"})),
    (("10余项", "10", {"unit": "项"} | LEAST), ("12项", "12", {"unit": "项"})),
    (("150亩", "150", {"unit": "亩"}), ("10公顷", "10", {"unit": "公顷"})),
    (("2万亩", "20000", {"unit": "亩"}), ("1333公顷", "1333", {"unit": "公顷"})),
    (("12%", "12", {"unit": "%"}), ("12.3%", "12.3", {"unit": "%"})),
]
CONTRADICTING = [
    (("46.2亿元", "4620000000", {}), ("46.3亿元", "4630000000", {})),
    (("46亿元", "4600000000", {}), ("46.9亿元", "4690000000", {})),
    (("30个", "30", {"unit": "个"}), ("31个", "31", {"unit": "个"})),
    (("3万户", "30000", {"unit": "户"}), ("32000户", "32000", {"unit": "户"})),
    (("超800亿元", "80000000000", LEAST), ("780亿元", "78000000000", {})),
    (("不足50亿元", "5000000000", MOST), ("52亿元", "5200000000", {})),
    (("150亩", "150", {"unit": "亩"}), ("11公顷", "11", {"unit": "公顷"})),
    (("12%", "12", {"unit": "%"}), ("12.6%", "12.6", {"unit": "%"})),
    (("近50亿元", "5000000000", ABOUT), ("50.6亿元", "5060000000", {})),
]


def pair(
    one: tuple[str, str, dict[str, Any]], other: tuple[str, str, dict[str, Any]]
) -> tuple[Observation, Observation]:
    """Return two observations of one matter in two seeds."""
    first, second = (
        said(text, value, **fields, source=name)
        for (text, value, fields), name in zip((one, other), ("one.txt", "two.txt"), strict=True)
    )
    return first, second


@pytest.mark.parametrize(("one", "other"), COMPATIBLE)
def test_compatible_values_are_one_fact(one: Any, other: Any) -> None:  # noqa: ANN401 - see ``pair``
    """What may be one number is one fact with two mentions, and no conflict."""
    (fact,) = merge(pair(one, other))
    assert len(fact.observations) == 2
    assert conflicts([fact]) == []


@pytest.mark.parametrize(("one", "other"), CONTRADICTING)
def test_other_values_conflict(one: Any, other: Any) -> None:  # noqa: ANN401 - same
    """What cannot be one number stays two facts, shown as a conflict."""
    facts = merge(pair(one, other))
    (conflict,) = conflicts(facts)
    assert len(facts) == len(conflict.facts) == 2


APART = [
    (("10余项", "10", {"unit": "项"} | LEAST), ("20项", "20", {"unit": "项"})),
    (("超800亿元", "80000000000", LEAST), ("1500亿元", "150000000000", {})),
    (("超20个", "20", {"unit": "个"} | LEAST), ("超30个", "30", {"unit": "个"} | LEAST)),
    (("不足95个", "95", {"unit": "个"} | MOST), ("60个", "60", {"unit": "个"})),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_may_both_be_true_is_neither_merged_nor_opposed(one: Any, other: Any) -> None:  # noqa: ANN401 - same
    """超800 and 1500 can both be right: two facts, and no conflict."""
    facts = merge(pair(one, other))
    assert len(facts) == 2
    assert conflicts(facts) == []


def test_a_value_inside_a_range_contradicts_neither_end() -> None:
    """增长5%—8% and 增长6.5% agree; 9% lies outside."""
    quote = "增长5%—8%。"
    growth = {"measure": Measure.GROWTH, "indicator": "地区生产总值"}
    ends = [
        said("5%", "5", "%", quote=quote, **growth, **LEAST),
        said("8%", "8", "%", quote=quote, **growth, **MOST),
    ]
    inside = said("6.5%", "6.5", "%", source="two.txt", **growth)
    outside = said("9%", "9", "%", source="two.txt", **growth)
    assert conflicts(merge([*ends, inside])) == []
    assert len(conflicts(merge([*ends, outside]))) == 1


def test_a_basis_is_read_where_the_mention_stands() -> None:
    """The same figure twice in a sentence, or inside another, has the words before its own place."""
    quote = "财政收入年均增长8%，税收收入下降8%，增长14%，环比增长4%。"
    yearly = said("8%", "8", "%", quote=quote, measure=Measure.GROWTH)
    second = replace(yearly, place=quote.rindex("8%"))
    inside = replace(yearly, text="4%", place=quote.rindex("4%"))
    assert [basis(each) for each in (yearly, second, inside)] == ["年均", "", "环比"]


def test_a_change_against_a_year_further_back_is_another_fact() -> None:
    """比2019年高出12.1个百分点 is no rival of 同比增长6.3%; 较2023年增长 in 2024 says what 同比 does."""
    growth = {"measure": Measure.GROWTH, "period": "2024"}
    yearly = said("6.3%", "6.3", "%", quote="同比增长6.3%。", **growth)
    named = said("6.5%", "6.5", "%", quote="较2023年增长6.5%。", source="two.txt", **growth)
    further = said("12.1%", "12.1", "%", quote="比2019年高出12.1%。", source="three.txt", **growth)
    assert [pace(each) for each in (yearly, named, further)] == ["", "", "较2019年"]
    facts = merge([yearly, named, further])
    assert len(facts) == 3
    assert [[fact.lead.text for fact in conflict.facts] for conflict in conflicts(facts)] == [
        ["6.3%", "6.5%"]
    ]


def test_a_corrected_value_is_not_measured_by_its_print() -> None:
    """30个 corrected to 300 says nothing about 304."""
    wrong = said("30个", "300", "个")
    note = Correction(reason="", by="", date="", was=(("value", "30"),))
    assert len(merge([replace(wrong, correction=note), said("304个", "304", "个")])) == 2


def test_the_best_worded_mention_leads() -> None:
    """An exact value before a bounded one, fine print before coarse, a sentence before a headline."""
    exact = said("46.2亿元", "4620000000")
    assert merge([said("超46亿元", "4600000000", bound=Bound.AT_LEAST), exact])[0].lead == exact
    fine, coarse = said("46.21亿元", "4621000000"), said("46.2亿元", "4620000000")
    assert merge([coarse, fine])[0].lead == fine
    sentence = said("9个", "9", "个", "重点项目9个。")
    headline = said("9个", "9", "个", "重点项目9个", source="a.txt")
    assert merge([headline, sentence])[0].lead == sentence


def test_a_sentence_that_prints_both_values_is_no_conflict() -> None:
    """Two values side by side in one sentence are two things whose name was cut too short."""
    quote = "一期完成投资3亿元，二期完成投资5亿元。"
    one, other = said("3亿元", "300000000", quote=quote), said("5亿元", "500000000", quote=quote)
    assert conflicts(merge([one, other])) == []
    third = said("7亿元", "700000000", source="two.txt")
    (conflict,) = conflicts(merge([one, other, third]))
    assert {fact.lead.text for fact in conflict.facts} == {"3亿元", "5亿元", "7亿元"}


def test_what_has_no_period_conflicts_with_nothing() -> None:
    """Two values without a time may be of two times."""
    one, other = said("3亿元", "300000000", period=None), said("5亿元", "500000000", period=None)
    assert len(merge([one, other])) == 2
    assert conflicts(merge([one, other])) == []


@pytest.mark.parametrize(
    "field",
    [
        {"period": "2022"},
        {"status": Status.PLAN},
        {"district": "道外区"},
        {"district": None},
        {"measure": Measure.GROWTH},
        {"indicator": "总投资"},
    ],
)
def test_facts_of_different_matters_are_neither_merged_nor_opposed(field: dict[str, Any]) -> None:
    """Another time, status, place, measure or indicator is another fact."""
    facts = merge([said("3亿元", "300000000"), said("5亿元", "500000000", **field)])
    assert len(facts) == 2
    assert conflicts(facts) == []


def test_a_yearly_rate_does_not_contradict_the_whole_rise() -> None:
    """25 % over four years and 5.7 % a year are two paces of one growth."""
    quote = ("地区生产总值增长25%。", "地区生产总值年均增长5.7%。", "地区生产总值同比增长25%。")
    whole, yearly, again = (
        said(text, value, "%", quote=sentence, indicator="地区生产总值", measure=Measure.GROWTH)
        for text, value, sentence in zip(("25%", "5.7%", "25%"), ("25", "5.7", "25"), quote, strict=True)
    )
    facts = merge([whole, yearly, again])
    assert sorted(len(fact.observations) for fact in facts) == [1, 2]
    assert conflicts(facts) == []


def test_a_gap_to_the_average_is_no_yearly_rate() -> None:
    """平均 in 高于全市平均水平 says nothing of the pace of a change."""
    quote = "地区生产总值增长6.3%，高于全市平均水平增长1.2个百分点，年平均增长5%。"
    gap, yearly = (
        said(text, value, unit, quote=quote, measure=Measure.GROWTH)
        for text, value, unit in (("1.2个百分点", "1.2", "百分点"), ("5%", "5", "%"))
    )
    assert (basis(gap), basis(yearly)) == ("", "年均")


def test_synonyms_and_units_that_count_alike_are_one() -> None:
    """GDP is 地区生产总值, and 20户 of enterprises are 20家; 户 of residents are not 个."""
    assert len(merge([said("8亿元", "800000000", indicator=name) for name in ("GDP", "经济总量")])) == 1
    firms = [said(f"20{unit}", "20", unit, indicator="工业企业") for unit in ("户", "家", "个")]
    assert len(merge(firms)) == 1
    assert dimension("户", "惠及居民") != dimension("个", "惠及居民")


NUMBERS = st.sampled_from(
    [
        *((f"{n}亿元", f"{n}00000000", b) for n in (4, 46, 50) for b in Bound),
        *((f"46.{n}亿元", f"46{n}0000000", b) for n in (0, 2, 5, 9) for b in Bound),
        ("460000万元", "4600000000", Bound.EXACT),
        ("46.25亿元", "4625000000", Bound.EXACT),
    ]
)


@given(drawn=st.lists(NUMBERS, min_size=1, max_size=8, unique=True), seed=st.integers(0, 1000))
def test_merging_does_not_depend_on_order(drawn: list[tuple[str, str, Bound]], seed: int) -> None:
    """However seeds are ordered, the same mentions make the same facts, and none is lost."""
    seen = [
        said(text, value, bound=bound, source=f"{number}.txt", quote=f"第{number}处完成投资{text}。")
        for number, (text, value, bound) in enumerate(drawn)
    ]
    facts = merge(seen)
    assert sorted(one.source for fact in facts for one in fact.observations) == sorted(
        one.source for one in seen
    )
    shuffled = random.Random(seed).sample(seen, len(seen))  # noqa: S311 - a shuffle, not a secret
    assert merge(shuffled) == facts
    assert conflicts(merge(shuffled)) == conflicts(facts)


@given(drawn=st.lists(NUMBERS, min_size=2, max_size=2))
def test_what_a_value_admits_is_mutual_and_holds_itself(drawn: list[tuple[str, str, Bound]]) -> None:
    """Compatibility does not ask who is first, and every value is compatible with itself."""
    one, other = (admitted(said(text, value, bound=bound)) for text, value, bound in drawn)
    assert one.admits(other) == other.admits(one)
    assert one.admits(one)
    assert one.low <= one.printed <= one.high


@given(
    st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(["公顷", "亩", "公里", "斤", "兆瓦"])
)
def test_conversion_is_exact(value: Decimal, unit: str) -> None:
    """A value in the unit of its dimension can be turned back without a loss."""
    factor = in_dimension(Decimal(1), unit)
    assert in_dimension(value, unit) / factor == value
