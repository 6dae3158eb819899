"""The tables of what was read: a row an observation, an event, a distinction, a person, an article."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter

from generator import addresses, record_lines
from generator.basis import basis
from generator.catalogue import Catalogue
from generator.exports.columns import (
    BOUND,
    CANONICAL,
    CORRECTION,
    DISTRICT,
    END,
    FACT,
    FACT_SOURCE,
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
    VALUE,
    Cell,
    Rows,
    Table,
    all_articles,
    all_facts,
    column,
    days,
)
from generator.reading import ArticleReading, Reading
from generator.records import Distinction, Event, Mention, Observation, Person
from generator.texts import current

_OBSERVATION = (
    *(ID, SOURCE, *PLACED),
    column("text", "string", "数值照报上印的写法"),
    QUOTE,
    column("indicator", "string", "指标，用报道里的说法"),
    CANONICAL,
    column("topic", "string", "主题"),
    *(VALUE, UNIT, BOUND, MEASURE, DISTRICT, PERIOD, STATUS),
)
_EVENT = (
    *(ID, SOURCE, *PLACED, QUOTE),
    column("title", "string", "事件"),
    column("date", "string", "日期（EDTF，ISO 8601-2）"),
    *(DISTRICT, STATUS),
)
_DISTINCTION = (
    *(ID, SOURCE, *PLACED, QUOTE),
    column("title", "string", "荣誉、首创、试点或排名"),
    column("holder", "string", "获得者"),
    column("level", "string", "级别", "国家级", "省级", "市级", "other"),
    column("kind", "string", "类别：荣誉、首创、试点、排名", "award", "first", "pilot", "ranking"),
    DISTRICT,
)
_PERSON = (
    *(ID, SOURCE, *PLACED, QUOTE),
    column("name", "string", "姓名"),
    column("role", "string", "职务"),
    DISTRICT,
)


_CONTRACT = {kind: attrgetter(*fields) for kind, fields in record_lines.FIELDS.items()}
"""The fields of a record's line, taken all at once."""


def _tail(record: Mention) -> tuple[Cell, ...]:
    return (record.correction.reason if record.correction else None, addresses.mention(record))


def _records(
    catalogue: Catalogue, kind: type[Mention], derived: Callable[[Mention], tuple[Cell, ...]]
) -> Rows:
    return Rows(
        lambda: (
            (*_CONTRACT[record.type](record), *derived(record), *_tail(record))
            for article in all_articles(catalogue)
            for record in article.records
            if isinstance(record, kind)
        )
    )


def observations(catalogue: Catalogue) -> Table:
    """One row a mention of a value."""

    @cache
    def fact_of() -> dict[tuple[str, str], tuple[str, str]]:
        return {
            (seen.source, seen.id): (fact.lead.source, fact.lead.id)
            for fact in all_facts(catalogue)
            for seen in fact.observations
        }

    def derived(record: Mention) -> tuple[Cell, ...]:
        assert isinstance(record, Observation)  # noqa: S101 - of the kind asked for
        return (*days(record.period), basis(record) or None, *fact_of()[record.source, record.id])

    basis_column = column("basis", "string", "增减幅度和什么比（同比、年均、较某时）；空白表示没说")
    columns = (*_OBSERVATION, START, END, basis_column, FACT_SOURCE, FACT, CORRECTION, PAGE)
    about = "每行一处数据：报道里的一个数，连同它的原句和读法"
    rows = _records(catalogue, Observation, derived)
    refers = ((("fact_source", "fact"), "facts", ("source", "id")),)
    return Table("observations", current().table.observations, about, columns, ("source", "id"), rows, refers)


def events(catalogue: Catalogue) -> Table:
    """One row an event."""

    def derived(record: Mention) -> tuple[Cell, ...]:
        assert isinstance(record, Event)  # noqa: S101 - same
        return days(record.date)

    first = column("date_start", "date", "第一天")
    last = column("date_end", "date", "最后一天")
    columns = (*_EVENT, first, last, CORRECTION, PAGE)
    rows = _records(catalogue, Event, derived)
    return Table("events", current().table.events, "每行一件写明日期的事", columns, ("source", "id"), rows)


def distinctions(catalogue: Catalogue) -> Table:
    """One row a distinction."""
    columns = (*_DISTINCTION, CORRECTION, PAGE)
    rows = _records(catalogue, Distinction, lambda _: ())
    return Table(
        "distinctions",
        current().table.distinctions,
        "每行一项荣誉、首创、试点或排名",
        columns,
        ("source", "id"),
        rows,
    )


def people(catalogue: Catalogue) -> Table:
    """One row a mention of a person in a role."""
    columns = (*_PERSON, CORRECTION, PAGE)
    rows = _records(catalogue, Person, lambda _: ())
    return Table(
        "people", current().table.people, "每行一处有姓名和职务的人物", columns, ("source", "id"), rows
    )


def articles(catalogue: Catalogue) -> Table:
    """One row an article."""

    def row(reading: Reading, article: ArticleReading) -> tuple[Cell, ...]:
        record, stated = article.record, reading.seed.provenance
        return (
            *_CONTRACT["article"](record),
            stated.publisher,
            stated.url,
            addresses.article(record.source, record.start),
        )

    columns = (
        *(SOURCE, *PLACED),
        column("title", "string", "标题"),
        DISTRICT,
        column("published", "string", "刊登日期（EDTF）；推断的或维护者指定的"),
        column("publisher", "string", "报刊"),
        column("url", "string", "原文网址"),
        PAGE,
    )
    rows = Rows(
        lambda: (row(reading, article) for reading in catalogue.readings for article in reading.articles)
    )
    return Table("articles", current().table.articles, "每行一篇报道", columns, ("source", "start"), rows)


MAKERS = (observations, events, distinctions, people, articles)
"""In the order in which they are listed."""
