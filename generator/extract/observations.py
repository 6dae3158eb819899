"""Read the observations of a sentence: each quantity with indicator, period, status and district."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from generator.canonical import canonical
from generator.extract.context import Context, Governing
from generator.extract.dating import (
    as_of_the_beginning,
    as_of_the_end,
    between_two_years,
    over_the_span,
    sentence_period,
)
from generator.extract.districts import Gazetteer, Place, district_at
from generator.extract.indicators import name_all
from generator.extract.naming import Named, is_attribute
from generator.extract.passage import Passage
from generator.extract.phrases import work_named
from generator.extract.publication import is_past
from generator.extract.status import BY_HEADING, Verdict, clause_status
from generator.grammar.marks import CLAUSE, last_of
from generator.grammar.periods import Time
from generator.grammar.quantities import PassedOver, Quantity, find
from generator.grammar.segment import Words
from generator.grammar.units import NUMBER_STARTS
from generator.records import Measure, Observation, Status, record_id
from generator.topics import topic_of

UNKNOWN_UNIT = "a measure word that units.yaml does not have, as printed"
_YEARLY_REACH = 8
"""Characters before a rate of growth within which 年均 says that it is that of several years."""
_THAT_WORK = re.compile(
    r"[“\s]*(?:该|这一|这个|此)?(?:工程|项目|校区|园区|基地|产业园|医院|学校|公园|大桥|中心)(?:建成后)?(?:总投资|全长|占地|总建筑|建筑|计划|建设|设|可|投资)"
)
_OF_A_DAY = re.compile(r"\d月(?:\d{1,2}日)?")
"""3月26日,18个项目开工,年度计划投资29亿元: what was planned then stays of that year."""
Said = TypeVar("Said", Time, Place)


def observations(
    passage: Passage, times: Sequence[Time], context: Context, gazetteer: Gazetteer
) -> tuple[list[Observation], list[PassedOver], str]:
    """Return the observations of one sentence, the numbers passed over, and what it spoke of."""
    text = passage.sentence.text
    if not NUMBER_STARTS.search(text):
        return [], [], context.topic
    words = Words(text)
    spans = [(time.start, time.end) for time in times]
    quantities, passed = find(text, spans, words.at)
    if not quantities:
        return [], passed, context.topic
    named = name_all(text, words, quantities, spans, gazetteer.words, context.topic)
    if _THAT_WORK.match(text) and (work := work_named(passage.before, gazetteer.words)):
        named = [of_that_work(each, work) for each in named]
    each_its_own = respectively(text, times, quantities)
    districts = gazetteer.districts_in(text)
    places = respectively(text, districts, quantities)
    found: list[Observation] = []
    for index, (quantity, name) in enumerate(zip(quantities, named, strict=True)):
        own_time = each_its_own.get(index)
        said = [own_time] if own_time else times
        read = _observation(passage, quantity, name, said, context, gazetteer, districts)
        if index in places:
            read = replace(read, district=places[index].name)
        elif name.target >= 0:
            read = replace(read, district=found[name.target].district)
        found.append(read)
    return found, passed, named[0].owner if named else context.topic


def of_that_work(name: Named, work: str) -> Named:
    """Return a name with the work that 该工程 means in it: 该工程|全长7.3公里, of the one named before."""
    if not is_attribute(name.indicator):
        return name
    measured = name.indicator[2:] if work.endswith(name.indicator[:2]) else name.indicator
    return replace(name, indicator=work + measured, owner=work)


def respectively(text: str, said: Sequence[Said], quantities: Sequence[Quantity]) -> dict[int, Said]:
    """Return the time or place of each quantity where 分别 gives one to each.

    2021年、2022年分别完成20亿元、25亿元; 松北区和呼兰区分别引进36个、21个.
    """
    marker = text.find("分别")
    listed: list[Said] = []
    for each in said:
        if each.end <= marker and (not listed or not text[listed[-1].end : each.start].strip("、，,和与及")):
            listed.append(each)
    behind = [place for place, quantity in enumerate(quantities) if quantity.start > marker]
    run = behind[: len(listed)]
    if marker < 0 or len(listed) < 2 or len(run) != len(listed):
        return {}
    same_unit = len({quantities[place].unit for place in run}) == 1
    return dict(zip(run, listed, strict=True)) if same_unit else {}


def _observation(
    passage: Passage,
    quantity: Quantity,
    name: Named,
    times: Sequence[Time],
    context: Context,
    gazetteer: Gazetteer,
    districts: Sequence[Place],
) -> Observation:
    sentence = passage.sentence
    start, end = passage.place(quantity.start, quantity.end)
    period = sentence_period(sentence, list(times), quantity.place, context)
    if name.measure is Measure.LEVEL:
        boundary = last_of(sentence.text, CLAUSE, quantity.place)
        period = as_of_the_end(period, sentence.text[boundary + 1 : quantity.place], context)
        period = as_of_the_beginning(period, sentence.text, quantity.outer_start, quantity.outer_end)
    elif "年均" in sentence.text[max(0, quantity.start - _YEARLY_REACH) : quantity.start]:
        period = between_two_years(sentence.text, times, quantity.place) or over_the_span(period, context)
    verdict = clause_status(
        sentence.text,
        quantity.place,
        period.edtf,
        context,
        times,
        spoken=context.review_section or period.reason.startswith(("said", "heading", "headline")),
    )
    if verdict.status is Status.PLAN and is_past(period.edtf, context.publication.date):
        only_by_heading = period.reason.startswith("said") and verdict.reason == BY_HEADING
        if only_by_heading or period.reason.startswith("said in the clause"):
            verdict = Verdict(Status.ACTUAL, f"{period.edtf} is over")
        elif not (
            period.reason.startswith(("said", "the year of")) and _OF_A_DAY.search(period.reason)
        ):  # what is aimed at lies not in the year that the sentences before spoke of
            period = Governing(context.publication.year, "an aim, for the year of publication")
    if verdict.status is Status.PLAN and not verdict.timed and not context.plan_section:
        period = Governing(None, f"{verdict.reason}: the time is not said")
    district, district_reason = district_at(sentence, quantity.place, context.place, gazetteer, districts)
    quote, quote_start = passage.quote_of(start, end)
    fell = name.measure is Measure.GROWTH and name.sign < 0
    value = -abs(quantity.value) if fell else quantity.value
    indicator = name.indicator or "数量"
    return Observation(
        id=record_id("observation", quote, start - quote_start),
        source=passage.source,
        start=start,
        end=end,
        text=passage.text[start:end],
        quote=quote,
        place=start - quote_start,
        indicator=passage.printed(indicator),
        canonical=canonical(indicator),
        topic=topic_of(indicator, sentence.text),
        value=value,
        unit=quantity.unit,
        bound=quantity.bound,
        measure=name.measure,
        district=district,
        period=period.edtf,
        status=verdict.status,
        reasons={
            "indicator": name.rule,
            "period": period.reason,
            "status": verdict.reason,
            "district": district_reason,
            "bound": sentence.text[quantity.outer_start : quantity.outer_end],
            **({} if quantity.known_unit else {"unit": UNKNOWN_UNIT}),
        },
    )
