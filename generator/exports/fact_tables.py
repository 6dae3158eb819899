"""The tables of what is made of facts: merged, opposed, followed over time, planned, and passed over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from generator import addresses
from generator.basis import pace
from generator.catalogue import Catalogue
from generator.catalogue.facts import Fact
from generator.catalogue.series import Series
from generator.catalogue.values import in_dimension
from generator.exports.columns import (
    BOUND,
    CANONICAL,
    DISTRICT,
    END,
    FACT,
    ID,
    MEASURE,
    PAGE,
    PERIOD,
    PLACED,
    QUOTE,
    SOURCE,
    START,
    STATUS,
    UNIT,
    Cell,
    Table,
    all_articles,
    all_facts,
    column,
    days,
)


def facts(catalogue: Catalogue) -> Table:
    """One row a fact: what is said once or several times, merged."""
    disputed = {
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
            *(disputed.get((lead.source, lead.id)), addresses.mention(lead)),
        )

    columns = (
        *(ID, SOURCE, DISTRICT, CANONICAL),
        column("topic", "string", "主题"),
        column("value", "number", "数值，取写得最准的一处"),
        UNIT,
        column("text", "string", "数值照报上印的写法"),
        *(BOUND, MEASURE),
        column("pace", "string", "增减幅度的算法：年均、环比；空白为其他"),
        *(PERIOD, START, END, STATUS),
        column("mentions", "integer", "报道里一共说了几处"),
        column("conflict", "integer", "说法不一的编号，见 conflicts 表；空白表示没有"),
        PAGE,
    )
    return Table("facts", "归并后的事实", columns, ("source", "id"), tuple(map(row, all_facts(catalogue))))


def _conflicts(catalogue: Catalogue) -> list[tuple[Fact, ...]]:
    return [conflict.facts for place in catalogue.everywhere for conflict in place.conflicts]


def conflicts(catalogue: Catalogue) -> Table:
    """One row a mention in a conflict."""
    rows = tuple(
        (
            number,
            fact.lead.id,
            seen.source,
            seen.id,
            seen.district,
            seen.canonical,
            seen.period,
            seen.text,
            seen.quote,
        )
        for number, alike in enumerate(_conflicts(catalogue), start=1)
        for fact in alike
        for seen in fact.observations
    )
    columns = (
        column("conflict", "integer", "说法不一的编号：同一编号说的是同一件事"),
        *(FACT, SOURCE, ID, DISTRICT, CANONICAL, PERIOD),
        column("text", "string", "数值照报上印的写法"),
        QUOTE,
    )
    return Table("conflicts", "说法不一", columns, ("source", "id"), rows)


def series(catalogue: Catalogue) -> Table:
    """One row a point of a series; values of one series are in one unit."""

    def rows(line: Series) -> Iterator[tuple[Cell, ...]]:
        for point in line.points:
            lead = point.lead
            value = _decimal(in_dimension(lead.value, lead.unit))
            yield (
                *(line.id, line.name, line.district, lead.period, *days(lead.period), value, line.dimension),
                *(line.measure, line.pace or None, line.grain, lead.text, lead.bound, lead.status),
                *(lead.canonical, lead.id, lead.source),
            )

    columns = (
        column("series", "string", "序列编号"),
        column("name", "string", "序列名称"),
        *(DISTRICT, PERIOD, START, END),
        column("value", "number", "数值，同一序列已换算成同一单位"),
        UNIT,
        MEASURE,
        column("pace", "string", "增减幅度的算法：年均、环比；空白为其他"),
        column("grain", "string", "时间的粒度：year 为逐年，month 为逐月，5 years 为五年一段"),
        column("text", "string", "数值照报上印的写法"),
        *(BOUND, STATUS),
        column("indicator", "string", "这一点所用的指标名称：各年口径可能略有不同"),
        *(FACT, SOURCE),
    )
    found = (line for place in catalogue.everywhere for line in place.series)
    return Table("series", "历年数据", columns, (), tuple(row for line in found for row in rows(line)))


def targets(catalogue: Catalogue) -> Table:
    """One row a plan, or a plan and a report that answers it."""
    rows: list[tuple[Cell, ...]] = []
    for target in (target for place in catalogue.everywhere for target in place.targets):
        plan = target.plan.lead
        head = (
            *(plan.id, plan.source, plan.district, plan.canonical, plan.period, days(plan.period)[1]),
            *(plan.value, plan.unit, plan.text, plan.bound, plan.measure, target.verdict),
        )
        answers = [
            *((fact, "result") for fact in target.results),
            *((fact, "progress") for fact in target.progress),
        ]
        rows += [(*head, kind, fact.lead.id, fact.lead.period, fact.lead.text) for fact, kind in answers]
        if not answers:
            rows.append((*head, None, None, None, None))
    columns = (
        column("plan", "string", "计划的摘录编号"),
        *(SOURCE, DISTRICT, CANONICAL, PERIOD),
        column("due", "date", "到期日"),
        column("value", "number", "目标值"),
        UNIT,
        column("text", "string", "目标照报上印的写法"),
        *(BOUND, MEASURE),
        column(
            "verdict", "string", "对照结果：达到、未达到、难以判断、到期未见报道、尚未到期、未写期限",
            *("met", "missed", "unclear", "unreported", "not_due", "undated"),
        ),
        column("answer", "string", "后来的报道是结果还是进展", "result", "progress"),
        column("answer_fact", "string", "后来报道的摘录编号"),
        column("answer_period", "string", "后来报道所指的时间"),
        column("answer_text", "string", "后来报道的数值"),
    )  # fmt: skip
    return Table("targets", "计划与结果", columns, (), tuple(rows))


def passed_over(catalogue: Catalogue) -> Table:
    """One row a number that was read and judged to be no fact."""
    rows = tuple(
        (article.record.source, number.start, number.end, number.text, number.reason)
        for article in all_articles(catalogue)
        for number in article.passed_over
    )
    columns = (
        *(SOURCE, *PLACED),
        column("text", "string", "报上印的数"),
        column("reason", "string", "为什么不算事实"),
    )
    return Table("passed_over", "读到而没有摘的数", columns, (), rows)


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal, cut where it has no end: 亩 are two thousand thirds of a 平方米."""
    return Decimal(number.numerator) / Decimal(number.denominator)


MAKERS = (facts, conflicts, series, targets, passed_over)
"""In the order in which they are listed."""
