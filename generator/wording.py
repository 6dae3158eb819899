"""How facts are said to the reader: values, bounds, statuses and kinds in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from generator import edtf
from generator.basis import DOWN, TIME_SHIFTS, UP, basis, clause
from generator.catalogue.plans import Verdict
from generator.printing import fold, unmarked
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
VERDICT = {
    Verdict.MET: "达到目标",
    Verdict.MISSED: "未达到目标",
    Verdict.UNCLEAR: "难以判断",
    Verdict.UNREPORTED: "已到期，未见报道",
    Verdict.NOT_DUE: "尚未到期",
    Verdict.UNDATED: "未写期限",
}
"""What became of a plan; each is explained on the method page."""
FIELD = {
    "indicator": "指标", "canonical": "统一名称", "topic": "主题", "value": "数值", "unit": "单位",
    "bound": "界限", "measure": "水平或增减", "district": "地区", "period": "时间", "status": "状态",
    "title": "内容", "date": "日期", "holder": "获得者", "level": "级别", "kind": "类别",
    "name": "姓名", "role": "职务",
}  # fmt: skip
"""Field of a record → its name for readers."""
_CODES = {
    **{status.value: word for status, word in STATUS.items()},
    **{kind.value: word for kind, word in KIND.items()},
    "exact": "准数", "at_least": "以上", "at_most": "以内", "approx": "约",
    "level": "水平", "growth": "增减", "null": "不明", "other": "其他",
}  # fmt: skip
PASSED_OVER = {
    "date": "日期或时长",
    "idiom": "习语或泛指",
    "ordinal": "序号",
    "name": "名称里的数",
    "slogan": "口号或概括",
    "threshold": "分类的界线",
    "age": "年龄",
    "comparison": "只作比较",
    "no known unit": "没有单位",
    "other": "号码等",
}
"""Why a number was judged to be no fact → the same for readers."""
_SCALES = ((Fraction(10**8), "亿"), (Fraction(10**4), "万"))
_UNSCALED = frozenset({"%", "‰", "百分点", "倍", "番", "年", "天", "岁", ""})
_BOUND = {Bound.EXACT: "{}", Bound.AT_LEAST: "{}以上", Bound.AT_MOST: "{}以内", Bound.APPROX: "约{}"}
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_DIRECTION = re.compile("|".join((*UP, *DOWN, *TIME_SHIFTS)))
_DIGITS = 200
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


def printed(seen: Observation) -> str:
    """Return a value as printed, with the words that limit it: 近7%, 突破500亿元, 6.5%左右."""
    around = seen.reasons.get("bound", "")
    if seen.bound is Bound.EXACT or seen.text not in around:
        return fold(seen.text)
    return fold(around)


def field_value(value: str) -> str:
    """Say the value of a field: 计划 for plan; what is a word already stays.

    >>> field_value("plan"), field_value("null"), field_value("2023")
    ('计划', '不明', '2023')
    """
    return _CODES.get(value, value)


def bounded(said: str, bound: Bound) -> str:
    """Say a value with its bound: 约10, 10以上."""
    return _BOUND[bound].format(said)


def scale(values: Sequence[Fraction], unit: str) -> tuple[Fraction, str]:
    """Return by what to divide values of one unit so that they read well, and the unit they are in then.

    >>> scale([Fraction(2280000000), Fraction(1100000000)], "元"), scale([Fraction(9)], "个")
    ((Fraction(100000000, 1), '亿元'), (Fraction(1, 1), '个'))
    """
    largest = max(map(abs, values), default=Fraction(0))
    for size, word in _SCALES:
        if unit not in _UNSCALED and largest >= size:
            return size, word + unit
    return Fraction(1), unit


def scaled(value: Fraction, size: Fraction) -> str:
    """Write a value in a scale, with at most six decimals.

    >>> scaled(Fraction(2280000000), Fraction(10**8)), scaled(Fraction(2000, 3), Fraction(1))
    ('22.8', '666.666667')
    """
    exact = value / size
    with localcontext(prec=_DIGITS):  # a misprint may be longer than any number
        return number(round(Decimal(exact.numerator) / Decimal(exact.denominator), 6))


def change(seen: Observation) -> str:
    """Say in which direction a change goes and against what, in the words of its clause; nothing for a level.

    同比 in another clause of the sentence says nothing about this change. Where the clause has no word
    of direction, or that of another number, the sign decides.
    """
    if seen.measure is Measure.LEVEL or seen.unit == "番":  # 翻两番 says it all itself
        return ""
    against = basis(seen)
    words = _DIRECTION.findall(clause(seen))
    if words and (words[-1] in TIME_SHIFTS or (words[-1] in DOWN) == (seen.value < 0)):
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


def said(line: Mapping[str, Any]) -> str:
    """Say in one line what a record of an export states."""
    details = {
        "observation": (
            _text(line, "indicator"),
            _text(line, "text"),
            edtf.say(line.get("period")),
            _status(line),
        ),
        "event": (_text(line, "title"), edtf.say(line.get("date")), _status(line)),
        "distinction": (_text(line, "title"), field_value(_text(line, "level"))),
        "person": (_text(line, "name"), _text(line, "role")),
    }[line["type"]]
    parts = (line.get("district") or "未指明地区", *details)
    return " · ".join(unmarked(fold(part)) for part in parts if part)


def _text(line: Mapping[str, Any], name: str) -> str:
    return str(line.get(name) or "")


def _status(line: Mapping[str, Any]) -> str:
    known = {status.value: word for status, word in STATUS.items()}
    return known.get(str(line.get("status")), known[Status.ACTUAL.value])
