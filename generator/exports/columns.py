"""What a table is, the columns that several tables share, and what all of them go through.

A cell is a text, a number, a date or nothing. Columns that are fields of the record contract carry its
names and values unchanged; the others are derived and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator import edtf
from generator.catalogue import Catalogue
from generator.catalogue.facts import Fact
from generator.reading import ArticleReading

Cell = str | int | Decimal | None


Row = tuple[Cell, ...]


class Rows:
    """Rows that are made when they are asked for."""

    def __init__(self, make: Callable[[], Iterator[Row]]) -> None:
        """Keep what makes them."""
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        """Make them."""
        return self._make()


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
    about: str
    """What a row is, in Chinese."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that tell a row from any other; empty where none do."""
    rows: Iterable[Row]
    """Made anew each time they are asked for: all at once take more memory than what they are made of."""
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    """Columns, the table they point into, and the columns there."""


def column(name: str, kind: str, about: str, *choices: str) -> Column:
    """Return a column of a kind; ``choices`` are the only values it has, where they are few."""
    return Column(name, kind, about, choices)


ID = column("id", "string", "摘录编号；由原句和它在句中的位置算出，句子不变编号就不变")
SOURCE = column("source", "string", "来源文件名")
DISTRICT = column("district", "string", "地区全名；空白表示看不出是哪里")
PLACED = (
    column("start", "integer", "摘录处在来源文件里从第几个字开始（Unicode 字符，从 0 数起）"),
    column("end", "integer", "到第几个字为止（不含）"),
)
QUOTE = column("quote", "string", "原句，照报上印的样子")
CORRECTION = column("correction", "string", "人工更正的理由；空白表示未经更正")
PAGE = column("page", "string", "在网站上的位置，从网站根目录算起")
STATUS = column("status", "string", "状态：实际、预计、计划", "actual", "estimate", "plan")
BOUND = column("bound", "string", "界限：准数、以上、以内、约", "exact", "at_least", "at_most", "approx")
MEASURE = column("measure", "string", "水平值还是增减幅度", "level", "growth")
PERIOD = column("period", "string", "数值所指的时间（EDTF，ISO 8601-2）；空白表示不明")
START = column("period_start", "date", "这段时间的第一天")
END = column("period_end", "date", "这段时间的最后一天")
UNIT = column("unit", "string", "单位")
CANONICAL = column("canonical", "string", "指标的统一名称")
VALUE = column("value", "number", "数值，万、亿已乘入；增减幅度带正负号")
PRINTED = column("text", "string", "数值照报上印的写法，连同“近”“超”“以上”等字")
PACE = column("pace", "string", "增减幅度的算法：年均、环比、较某一更早的年份；空白为其他")
FACT_SOURCE = column("fact_source", "string", "所属事实首条摘录的来源文件名，和 fact 一起指向 facts 表")
FACT = column("fact", "string", "所属事实的编号，即归并后首条摘录的编号")


def all_articles(catalogue: Catalogue) -> Iterator[ArticleReading]:
    """Return all articles in the order of file names."""
    return (article for reading in catalogue.readings for article in reading.articles)


def days(period: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a period."""
    return (edtf.first_day(period), edtf.last_day(period)) if period else (None, None)


def all_facts(catalogue: Catalogue) -> Iterator[Fact]:
    """Return all facts, place by place."""
    return (fact for place in catalogue.everywhere for section in place.topics for fact in section.facts)
