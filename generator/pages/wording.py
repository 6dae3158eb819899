"""How facts are said to the reader: values, bounds, statuses and kinds in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.records import (
    Bound,
    Distinction,
    DistinctionKind,
    Event,
    Level,
    Measure,
    Observation,
    Person,
    Record,
    Status,
)

STATUS = {Status.ACTUAL: "实际", Status.ESTIMATE: "预计", Status.PLAN: "计划"}
KIND = {
    DistinctionKind.AWARD: "荣誉",
    DistinctionKind.FIRST: "首创",
    DistinctionKind.PILOT: "试点",
    DistinctionKind.RANKING: "排名",
}
LEVEL = {
    Level.NATIONAL: "国家级",
    Level.PROVINCIAL: "省级",
    Level.MUNICIPAL: "市级",
    Level.OTHER: "",
}
_BOUND = {Bound.EXACT: "{}", Bound.AT_LEAST: "{}以上", Bound.AT_MOST: "{}以内", Bound.APPROX: "约{}"}
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_CLAUSE_END = re.compile(r"[,，。;；!！?？]")


def number(value: Decimal) -> str:
    """Write a number out, with separators and without idle zeros.

    >>> number(Decimal("4620000000.0")), number(Decimal("-4.10")), number(Decimal("0.8"))
    ('4,620,000,000', '−4.1', '0.8')
    """
    written = f"{abs(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return f"−{written}" if value < 0 else written


def _change_against(seen: Observation) -> str:
    """Say what a change is measured against, when the clause does."""
    printed, mention = re.sub(r"\s", "", seen.quote), re.sub(r"\s", "", seen.text)
    before = printed[: max(printed.find(mention), 0)]
    clause = _CLAUSE_END.split(before)[-1]
    return "同比" if "同比" in clause else "增减"


def reading(seen: Observation) -> str:
    """Say the normalised value where the printed one does not, else return an empty string.

    A value is said again when the print abbreviates it (46.2亿元), when words limit it (以上, 约) and
    when it is a change, whose sign and sort the print leaves to its sentence.
    """
    limited = _BOUND[seen.bound].format(number(seen.value) + seen.unit)
    if seen.measure is Measure.GROWTH:
        sign = "+" if seen.value > 0 else ""
        return f"{_change_against(seen)} " + _BOUND[seen.bound].format(
            f"{sign}{number(seen.value)}{seen.unit}"
        )
    figure = _NUMBER.search(seen.text)
    plain = (
        figure is not None
        and Decimal(re.sub(r"[,，]", "", figure[0])) == seen.value
        and seen.unit in seen.text
    )
    return "" if plain and seen.bound is Bound.EXACT else limited


def kind(record: Record) -> str:
    """Name the sort of a record."""
    match record:
        case Observation():
            return "数据"
        case Event():
            return "事件"
        case Distinction():
            return KIND[record.kind]
        case Person():
            return "人物"


def headline(record: Record) -> str:
    """Say what a record states, without its value."""
    match record:
        case Observation():
            return record.indicator
        case Event():
            return record.title
        case Distinction():
            return record.title
        case Person():
            return f"{record.name}，{record.role}"
