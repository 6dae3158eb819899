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
_UP = ("增长", "提高", "提升", "上升", "增加", "扩大")
_DOWN = ("下降", "降低", "减少", "回落", "缩短", "压缩")
_TIME_SHIFTS = ("提前", "推迟", "延长")
_DIRECTION = re.compile("|".join((*_UP, *_DOWN, *_TIME_SHIFTS)))
_COMPARED = re.compile(
    "(?P<spoken>同比|环比|年均|年平均|平均)"
    f"|[较比](?P<other>[^较比]{{1,12}}?)(?={'|'.join((*_UP, *_DOWN, *_TIME_SHIFTS))})"
)
_SHARES = frozenset({"%", "‰", "百分点", "个百分点", "倍"})


def number(value: Decimal) -> str:
    """Write a number out, with separators and without idle zeros.

    >>> number(Decimal("4620000000.0")), number(Decimal("-4.10")), number(Decimal("0.8"))
    ('4,620,000,000', '−4.1', '0.8')
    """
    written = f"{abs(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return f"−{written}" if value < 0 else written


def before(seen: Observation) -> str:
    """Return what stands before a mention in its sentence, without white space."""
    printed, mention = re.sub(r"\s", "", seen.quote), re.sub(r"\s", "", seen.text)
    return printed[: max(printed.find(mention), 0)]


def change(seen: Observation) -> str:
    """Say in which direction a change goes and against what, in the words of its clause; nothing for a level.

    同比 in another clause of the sentence says nothing about this change. Where the clause has no word
    of direction, or that of another number, the sign decides.
    """
    if seen.measure is Measure.LEVEL or seen.unit == "番":  # 翻两番 says it all itself
        return ""
    clause = _CLAUSE_END.split(before(seen))[-1]
    compared = _COMPARED.search(clause)
    against = (compared["spoken"] or f"较{compared['other']}") if compared else ""
    against = "年均" if against == "年平均" else against
    words = _DIRECTION.findall(clause)
    if words and (words[-1] in _TIME_SHIFTS or (words[-1] in _DOWN) == (seen.value < 0)):
        return f"{against}{words[-1]}"
    up, down = ("增长", "下降") if seen.unit in _SHARES else ("增加", "减少")
    return f"{against}{down if seen.value < 0 else up}"


def reading(seen: Observation) -> str:
    """Say the normalised value where the printed one does not, else return an empty string.

    A value is said again when the print abbreviates it (46.2亿元) and when words limit it (以上, 约).
    The sign of a change is said by ``change``.
    """
    if seen.unit == "番" and seen.value == int(seen.value):
        return f"增至{2 ** int(seen.value)}倍"
    value = abs(seen.value) if seen.measure is Measure.GROWTH else seen.value
    figure = _NUMBER.search(seen.text)
    plain = (
        figure is not None and Decimal(re.sub(r"[,，]", "", figure[0])) == value and seen.unit in seen.text
    )
    return "" if plain and seen.bound is Bound.EXACT else _BOUND[seen.bound].format(number(value) + seen.unit)


def value(seen: Observation) -> str:
    """Say a value in full, with its direction when it is a change."""
    return change(seen) + (reading(seen) or seen.text)


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
