"""The portal as tables: one definition of columns for CSV files, the database and the package's description.

A *table* is a name, its columns and its rows; a cell is a text, a number, a date or nothing. Columns that
are fields of the record contract carry its names and values unchanged; the others are derived and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator import addresses, edtf
from generator.basis import basis, pace
from generator.catalogue import Catalogue
from generator.catalogue.facts import Fact
from generator.catalogue.series import Series
from generator.catalogue.values import in_dimension
from generator.exports import record_lines
from generator.reading import ArticleReading, Reading
from generator.records import Distinction, Event, Mention, Observation, Person

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type (string, integer, number, date) and what it holds, in Chinese."""

    name: str
    type: str
    about: str
    choices: tuple[str, ...] = ()
    """The only values there are, where they are few."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; every row has a cell for every column."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that tell a row from any other; empty where none do."""
    rows: tuple[tuple[Cell, ...], ...]


def _column(name: str, kind: str, about: str, *choices: str) -> Column:
    return Column(name, kind, about, choices)


_ID = _column("id", "string", "摘录编号；由原句和它在句中的位置算出，句子不变编号就不变")
_SOURCE = _column("source", "string", "来源文件名")
_DISTRICT = _column("district", "string", "地区全名；空白表示看不出是哪里")
_PLACED = (
    _column("start", "integer", "摘录处在来源文件里从第几个字开始（Unicode 字符，从 0 数起）"),
    _column("end", "integer", "到第几个字为止（不含）"),
)
_QUOTE = _column("quote", "string", "原句，照报上印的样子")
_CORRECTION = _column("correction", "string", "人工更正的理由；空白表示未经更正")
_PAGE = _column("page", "string", "在网站上的位置，从网站根目录算起")
_STATUS = _column("status", "string", "状态：实际、预计、计划", "actual", "estimate", "plan")
_BOUND = _column("bound", "string", "界限：准数、以上、以内、约", "exact", "at_least", "at_most", "approx")
_MEASURE = _column("measure", "string", "水平值还是增减幅度", "level", "growth")
_PERIOD = _column("period", "string", "数值所指的时间（EDTF，ISO 8601-2）；空白表示不明")
_START = _column("period_start", "date", "这段时间的第一天")
_END = _column("period_end", "date", "这段时间的最后一天")
_UNIT = _column("unit", "string", "单位")
_CANONICAL = _column("canonical", "string", "指标的统一名称")
_FACT = _column("fact", "string", "所属事实的编号，即归并后首条摘录的编号")

_OBSERVATION = (
    *(_ID, _SOURCE, *_PLACED),
    _column("text", "string", "数值照报上印的写法"),
    _QUOTE,
    _column("indicator", "string", "指标，用报道里的说法"),
    _CANONICAL,
    _column("topic", "string", "主题"),
    _column("value", "number", "数值，万、亿已乘入；增减幅度带正负号"),
    *(_UNIT, _BOUND, _MEASURE, _DISTRICT, _PERIOD, _STATUS),
)
_EVENT = (
    *(_ID, _SOURCE, *_PLACED, _QUOTE),
    _column("title", "string", "事件"),
    _column("date", "string", "日期（EDTF，ISO 8601-2）"),
    *(_DISTRICT, _STATUS),
)
_DISTINCTION = (
    *(_ID, _SOURCE, *_PLACED, _QUOTE),
    _column("title", "string", "荣誉、首创、试点或排名"),
    _column("holder", "string", "获得者"),
    _column("level", "string", "级别", "国家级", "省级", "市级", "other"),
    _column("kind", "string", "类别：荣誉、首创、试点、排名", "award", "first", "pilot", "ranking"),
    _DISTRICT,
)
_PERSON = (
    *(_ID, _SOURCE, *_PLACED, _QUOTE),
    _column("name", "string", "姓名"),
    _column("role", "string", "职务"),
    _DISTRICT,
)


def _articles(catalogue: Catalogue) -> Iterator[ArticleReading]:
    return (article for reading in catalogue.readings for article in reading.articles)


def _days(period: str | None) -> tuple[str | None, str | None]:
    return (edtf.first_day(period), edtf.last_day(period)) if period else (None, None)


def _contract(record: Mention, kind: str) -> tuple[Cell, ...]:
    return tuple(getattr(record, name) for name in record_lines.FIELDS[kind])


def _tail(record: Mention) -> tuple[Cell, ...]:
    return (record.correction.reason if record.correction else None, addresses.mention(record))


def _records(
    catalogue: Catalogue, kind: type[Mention], derived: Callable[[Mention], tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (*_contract(record, record.type), *derived(record), *_tail(record))
        for article in _articles(catalogue)
        for record in article.records
        if isinstance(record, kind)
    )


def _facts(catalogue: Catalogue) -> list[Fact]:
    return [fact for place in catalogue.everywhere for fact in place.facts]


def observations(catalogue: Catalogue) -> Table:
    """One row a mention of a value."""
    fact_of = {
        (seen.source, seen.id): fact.lead.id for fact in _facts(catalogue) for seen in fact.observations
    }

    def derived(record: Mention) -> tuple[Cell, ...]:
        assert isinstance(record, Observation)  # noqa: S101 - of the kind asked for
        return (*_days(record.period), basis(record) or None, fact_of[record.source, record.id])

    basis_column = _column("basis", "string", "增减幅度和什么比（同比、年均、较某时）；空白表示没说")
    columns = (*_OBSERVATION, _START, _END, basis_column, _FACT, _CORRECTION, _PAGE)
    return Table("observations", "数据", columns, ("source", "id"), _records(catalogue, Observation, derived))


def events(catalogue: Catalogue) -> Table:
    """One row an event."""

    def derived(record: Mention) -> tuple[Cell, ...]:
        assert isinstance(record, Event)  # noqa: S101 - same
        return _days(record.date)

    first = _column("date_start", "date", "第一天")
    last = _column("date_end", "date", "最后一天")
    columns = (*_EVENT, first, last, _CORRECTION, _PAGE)
    return Table("events", "事件", columns, ("source", "id"), _records(catalogue, Event, derived))


def distinctions(catalogue: Catalogue) -> Table:
    """One row a distinction."""
    columns = (*_DISTINCTION, _CORRECTION, _PAGE)
    rows = _records(catalogue, Distinction, lambda _: ())
    return Table("distinctions", "荣誉", columns, ("source", "id"), rows)


def people(catalogue: Catalogue) -> Table:
    """One row a mention of a person in a role."""
    columns = (*_PERSON, _CORRECTION, _PAGE)
    return Table("people", "人物", columns, ("source", "id"), _records(catalogue, Person, lambda _: ()))


def articles(catalogue: Catalogue) -> Table:
    """One row an article."""

    def row(reading: Reading, article: ArticleReading) -> tuple[Cell, ...]:
        record, stated = article.record, reading.seed.provenance
        fields = tuple(getattr(record, name) for name in record_lines.FIELDS["article"])
        return (*fields, stated.publisher, stated.url, addresses.article(record.source, record.start))

    columns = (
        *(_SOURCE, *_PLACED),
        _column("title", "string", "标题"),
        _DISTRICT,
        _column("published", "string", "刊登日期（EDTF）；推断的或维护者指定的"),
        _column("publisher", "string", "报刊"),
        _column("url", "string", "原文网址"),
        _PAGE,
    )
    rows = tuple(row(reading, article) for reading in catalogue.readings for article in reading.articles)
    return Table("articles", "报道", columns, ("source", "start"), rows)


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
            *(lead.period, *_days(lead.period), lead.status, len(fact.observations)),
            *(disputed.get((lead.source, lead.id)), addresses.mention(lead)),
        )

    columns = (
        *(_ID, _SOURCE, _DISTRICT, _CANONICAL),
        _column("topic", "string", "主题"),
        _column("value", "number", "数值，取写得最准的一处"),
        _UNIT,
        _column("text", "string", "数值照报上印的写法"),
        *(_BOUND, _MEASURE),
        _column("pace", "string", "增减幅度的算法：年均、环比；空白为其他"),
        *(_PERIOD, _START, _END, _STATUS),
        _column("mentions", "integer", "报道里一共说了几处"),
        _column("conflict", "integer", "说法不一的编号，见 conflicts 表；空白表示没有"),
        _PAGE,
    )
    return Table("facts", "归并后的事实", columns, ("source", "id"), tuple(map(row, _facts(catalogue))))


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
        _column("conflict", "integer", "说法不一的编号：同一编号说的是同一件事"),
        *(_FACT, _SOURCE, _ID, _DISTRICT, _CANONICAL, _PERIOD),
        _column("text", "string", "数值照报上印的写法"),
        _QUOTE,
    )
    return Table("conflicts", "说法不一", columns, ("source", "id"), rows)


def series(catalogue: Catalogue) -> Table:
    """One row a point of a series; values of one series are in one unit."""

    def rows(line: Series) -> Iterator[tuple[Cell, ...]]:
        for point in line.points:
            lead = point.lead
            value = _decimal(in_dimension(lead.value, lead.unit))
            yield (
                *(line.id, line.name, line.district, lead.period, *_days(lead.period), value, line.dimension),
                *(line.measure, line.pace or None, line.grain, lead.text, lead.bound, lead.status),
                *(lead.canonical, lead.id, lead.source),
            )

    columns = (
        _column("series", "string", "序列编号"),
        _column("name", "string", "序列名称"),
        *(_DISTRICT, _PERIOD, _START, _END),
        _column("value", "number", "数值，同一序列已换算成同一单位"),
        _UNIT,
        _MEASURE,
        _column("pace", "string", "增减幅度的算法：年均、环比；空白为其他"),
        _column("grain", "string", "时间的粒度：year 为逐年，month 为逐月，5 years 为五年一段"),
        _column("text", "string", "数值照报上印的写法"),
        *(_BOUND, _STATUS),
        _column("indicator", "string", "这一点所用的指标名称：各年口径可能略有不同"),
        *(_FACT, _SOURCE),
    )
    found = (line for place in catalogue.everywhere for line in place.series)
    return Table("series", "历年数据", columns, (), tuple(row for line in found for row in rows(line)))


def targets(catalogue: Catalogue) -> Table:
    """One row a plan, or a plan and a report that answers it."""
    rows: list[tuple[Cell, ...]] = []
    for target in (target for place in catalogue.everywhere for target in place.targets):
        plan = target.plan.lead
        head = (
            *(plan.id, plan.source, plan.district, plan.canonical, plan.period, _days(plan.period)[1]),
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
        _column("plan", "string", "计划的摘录编号"),
        *(_SOURCE, _DISTRICT, _CANONICAL, _PERIOD),
        _column("due", "date", "到期日"),
        _column("value", "number", "目标值"),
        _UNIT,
        _column("text", "string", "目标照报上印的写法"),
        *(_BOUND, _MEASURE),
        _column(
            "verdict", "string", "对照结果：达到、未达到、难以判断、到期未见报道、尚未到期、未写期限",
            *("met", "missed", "unclear", "unreported", "not_due", "undated"),
        ),
        _column("answer", "string", "后来的报道是结果还是进展", "result", "progress"),
        _column("answer_fact", "string", "后来报道的摘录编号"),
        _column("answer_period", "string", "后来报道所指的时间"),
        _column("answer_text", "string", "后来报道的数值"),
    )  # fmt: skip
    return Table("targets", "计划与结果", columns, (), tuple(rows))


def passed_over(catalogue: Catalogue) -> Table:
    """One row a number that was read and judged to be no fact."""
    rows = tuple(
        (article.record.source, number.start, number.end, number.text, number.reason)
        for article in _articles(catalogue)
        for number in article.passed_over
    )
    columns = (
        *(_SOURCE, *_PLACED),
        _column("text", "string", "报上印的数"),
        _column("reason", "string", "为什么不算事实"),
    )
    return Table("passed_over", "读到而没有摘的数", columns, (), rows)


def tables(catalogue: Catalogue) -> tuple[Table, ...]:
    """Return all tables, records first."""
    makers = (
        *(observations, events, distinctions, people, articles),
        *(facts, conflicts, series, targets, passed_over),
    )
    return tuple(make(catalogue) for make in makers)


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal, cut where it has no end: 亩 are two thousand thirds of a 平方米."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def as_dicts(table: Table) -> Iterable[dict[str, Cell]]:
    """Return the rows by the names of their columns."""
    names = [column.name for column in table.columns]
    return (dict(zip(names, row, strict=True)) for row in table.rows)
