"""The tables of what is made of facts: merged, opposed, followed over time, planned, and passed over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from generator import addresses
from generator.basis import pace
from generator.catalogue import Catalogue
from generator.catalogue.facts import Fact
from generator.catalogue.plans import Target
from generator.catalogue.series import Series
from generator.catalogue.values import in_dimension
from generator.exports.columns import (
    BOUND,
    CANONICAL,
    DISTRICT,
    END,
    FACT,
    FACT_SOURCE,
    ID,
    MEASURE,
    PACE,
    PAGE,
    PERIOD,
    PLACED,
    PRINTED,
    QUOTE,
    SOURCE,
    START,
    STATUS,
    UNIT,
    VALUE,
    Cell,
    Rows,
    Table,
    all_articles,
    all_facts,
    column,
    days,
)
from generator.records import Observation
from generator.texts import current
from generator.wording import PASSED_OVER, printed

_TO_FACTS = (("fact_source", "fact"), "facts", ("source", "id"))


def facts(catalogue: Catalogue) -> Table:
    """One row a fact: what is said once or several times, merged."""

    @cache
    def disputed() -> dict[tuple[str, str], int]:
        return {
            (fact.lead.source, fact.lead.id): number
            for number, conflict in enumerate(_conflicts(catalogue), start=1)
            for fact in conflict
        }

    def row(fact: Fact) -> tuple[Cell, ...]:
        lead = fact.lead
        return (
            *(lead.id, lead.source, lead.district, lead.canonical, lead.topic, lead.value, lead.unit),
            *(lead.text, lead.bound, lead.measure, pace(lead) or None),
            *(lead.period, *days(lead.period), lead.status, len(fact.observations)),
            *(disputed().get((lead.source, lead.id)), addresses.mention(lead)),
        )

    columns = (
        *(ID, SOURCE, DISTRICT, CANONICAL),
        column("topic", "string", "主题"),
        column("value", "number", "数值，取写得最准的一处"),
        UNIT,
        column("text", "string", "数值照报上印的写法"),
        *(BOUND, MEASURE),
        PACE,
        *(PERIOD, START, END, STATUS),
        column("mentions", "integer", "报道里一共说了几处"),
        column("conflict", "integer", "说法不一的编号，见 conflicts 表；空白表示没有"),
        PAGE,
    )
    about = "每行一条事实：几处说的是一回事的，并作一行"
    rows = Rows(lambda: map(row, all_facts(catalogue)))
    return Table("facts", current().table.facts, about, columns, ("source", "id"), rows)


def _conflicts(catalogue: Catalogue) -> list[tuple[Fact, ...]]:
    return [conflict.facts for place in catalogue.everywhere for conflict in place.conflicts]


def conflicts(catalogue: Catalogue) -> Table:
    """One row a mention in a conflict."""
    published = catalogue.published
    rows = Rows(
        lambda: (
            (
                *(
                    number,
                    fact.lead.source,
                    fact.lead.id,
                    seen.source,
                    seen.id,
                    seen.district,
                    seen.canonical,
                ),
                *(seen.value, seen.unit, printed(seen), seen.bound, seen.measure, pace(seen) or None),
                *(seen.period, seen.status, published[seen.source], seen.quote),
            )
            for number, alike in enumerate(_conflicts(catalogue), start=1)
            for fact in alike
            for seen in fact.observations
        )
    )
    columns = (
        column("conflict", "integer", "说法不一的编号：同一编号说的是同一件事"),
        *(FACT_SOURCE, FACT, SOURCE, ID, DISTRICT, CANONICAL, VALUE, UNIT, PRINTED, BOUND, MEASURE, PACE),
        *(PERIOD, STATUS),
        column("published", "string", "刊登日期（EDTF）"),
        QUOTE,
    )
    about = "每行一处和别处对不上的数：同一编号说的是同一件事"
    refers = ((("source", "id"), "observations", ("source", "id")), _TO_FACTS)
    return Table("conflicts", current().table.conflicts, about, columns, ("source", "id"), rows, refers)


def series(catalogue: Catalogue) -> Table:
    """One row a point of a series; values of one series are in one unit."""

    def rows(line: Series) -> Iterator[tuple[Cell, ...]]:
        for point in line.points:
            lead = point.lead
            value = _decimal(in_dimension(lead.value, lead.unit))
            yield (
                *(line.id, line.name, line.district, lead.period, *days(lead.period), value, line.dimension),
                *(line.measure, line.pace or None, line.grain, printed(lead), lead.bound, lead.status),
                *(lead.canonical, lead.source, lead.id),
            )

    columns = (
        column("series", "string", "序列编号"),
        column("name", "string", "序列名称"),
        *(DISTRICT, PERIOD, START, END),
        column("value", "number", "数值，同一序列已换算成同一单位"),
        UNIT,
        MEASURE,
        PACE,
        column("grain", "string", "时间的粒度：year 为逐年，month 为逐月，5 years 为五年一段"),
        *(PRINTED, BOUND, STATUS),
        column("indicator", "string", "这一点所用的指标名称：各年口径可能略有不同"),
        *(FACT_SOURCE, FACT),
    )
    made = Rows(
        lambda: (row for place in catalogue.everywhere for line in place.series for row in rows(line))
    )
    about = "每行一个序列里的一个时段：同一地区同一指标，时段长短相同，单位已统一"
    return Table(
        "series",
        current().table.series,
        about,
        columns,
        ("series", "fact_source", "fact"),
        made,
        (_TO_FACTS,),
    )


def targets(catalogue: Catalogue) -> Table:
    """One row a plan, or a plan and a report that answers it."""

    def rows(target: Target) -> Iterator[tuple[Cell, ...]]:
        plan = target.plan.lead
        head = (
            *(plan.source, plan.id, plan.district, plan.canonical, plan.period, days(plan.period)[1]),
            *(plan.value, plan.unit, printed(plan), plan.bound, plan.measure, pace(plan) or None),
            target.verdict,
        )
        answers = [
            *((fact, "result") for fact in target.results),
            *((fact, "progress") for fact in target.progress),
        ]
        yield from ((*head, kind, *_answer(fact.lead)) for fact, kind in answers)
        if not answers:
            yield (*head, *[None] * 9)

    made = Rows(lambda: (row for place in catalogue.everywhere for one in place.targets for row in rows(one)))
    columns = (
        *(FACT_SOURCE, FACT, DISTRICT, CANONICAL, PERIOD),
        column("due", "date", "到期日"),
        *(VALUE, UNIT, PRINTED, BOUND, MEASURE, PACE),
        column(
            "verdict", "string", "对照结果：达到、未达到、难以判断、到期未见报道、尚未到期、未写期限",
            *("met", "missed", "unclear", "unreported", "not_due", "undated"),
        ),
        column("answer", "string", "后来的报道是结果还是进展", "result", "progress"),
        *(
            column(f"answer_{each.name}", each.type, f"后来的报道：{each.about}", *each.choices)
            for each in _ANSWER
        ),
    )  # fmt: skip
    about = "每行一项计划和一处回答它的报道；没有报道的，后几列空白"
    return Table("targets", current().table.targets, about, columns, (), made, (_TO_FACTS,))


_ANSWER = (FACT_SOURCE, FACT, PERIOD, VALUE, UNIT, PRINTED, BOUND, STATUS)


def _answer(lead: Observation) -> tuple[Cell, ...]:
    """Return what ``_ANSWER`` lists of a report."""
    return (lead.source, lead.id, lead.period, lead.value, lead.unit, printed(lead), lead.bound, lead.status)


def passed_over(catalogue: Catalogue) -> Table:
    """One row a number that was read and judged to be no fact."""
    rows = Rows(
        lambda: (
            (article.record.source, number.start, number.end, number.text, number.reason)
            for article in all_articles(catalogue)
            for number in article.passed_over
        )
    )
    said = (f"{reason} 为{current().passed_over[reason]}" for reason in PASSED_OVER)
    columns = (
        *(SOURCE, *PLACED),
        column("text", "string", "报上印的数"),
        column("reason", "string", f"为什么不算事实：{'，'.join(said)}", *PASSED_OVER),
    )
    about = "每行一个读到了、但不算事实的数"
    return Table("passed_over", current().table.passed_over, about, columns, ("source", "start", "end"), rows)


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal, cut where it has no end: 亩 are two thousand thirds of a 平方米."""
    return Decimal(number.numerator) / Decimal(number.denominator)


MAKERS = (facts, conflicts, series, targets, passed_over)
"""In the order in which they are listed."""
