"""Numbers that belong to a name or bound a class of things: 5G, 502小区, 10万吨污水厂, 10亿元以上项目.

Each test answers with a reason or None.
"""

from __future__ import annotations

import re

from generator.grammar.candidate import NOT_A_NUMBER, Candidate
from generator.grammar.units import (
    COUNT_UNITS,
    MEASURE_UNITS,
    MORE_THAN_A_ROUND_NUMBER,
    RATIO_UNITS,
    UNIT_WORDS,
    bound_before,
)
from generator.lexicon import alternatives, load

QUOTED = re.compile(
    r"“[^“”。！？；，;,]{1,16}”|‘[^‘’。！？；，;,]{1,16}’|《[^《》]{1,60}》|「[^「」]{1,16}」"
)
_CAPACITY = re.compile(rf"[一-龥]{{0,4}}?(?:{alternatives(UNIT_WORDS['capacity_names'])})(?!家)|[“‘]")
_NAME_AFTER = re.compile(alternatives(UNIT_WORDS["name_after"]))
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_CHANGED_BY = re.compile(r"(?:缩小|扩大|提高|提升|上升|下降|降低|增加|减少)(?:了)?$")
_CLASS_BEHIND = re.compile("项目|企业|工程|产业|园区|镇|村|税收|楼宇|商圈|集群")
_JOINED_BEHIND = re.compile(r"\s*[+＋·:：∶×]\s*\d")
_JOINED_BEFORE = re.compile(r"\d\s*[+＋·:：∶×]$|[+＋]$")
_HAN_OR_DIGIT = re.compile(r"[一-龥A-Za-z\d]")
_MEASURED_AGE = re.compile("寿命|年龄")
_SPAN_OF_LIFE = 16
"""Characters before an age within which it is said whose average it is."""
CHANGED_TO = re.compile(rf"(?:{alternatives(load('words')['change_to'])})[至到为]")
"""A verb of change that leads to a level: 增加到, 降至."""
_COUNTED_CLASS = re.compile(
    r"(?:项目|企业|工程)[^，,；;。]{0,6}\d|的[一-龥]{1,8}?(?:已|将|有望)?(?:达到|达|有|共有|增至|发展到)?\d"
)
"""What a bounded sum is the class of: 超10亿元项目3个, 收入超50万元的村达到100个."""
_LIMIT = re.compile(r"(?:及?以上|及?以下|以内|之上|级|元级)(?:的)?")


def in_quotation(number: Candidate) -> str | None:
    """“1123”战略, “三个转变”."""
    if not any(start <= number.start and number.end <= end for start, end in number.quoted):
        return None
    if not number.spelled:
        return "name"
    return "slogan" if number.unit else NOT_A_NUMBER


def beside_latin(number: Candidate) -> str | None:
    """5G, G102, 4+4, 3·15."""
    if _LATIN.match(number.after) or _LATIN.search(number.before[-1:]):
        return "name"
    joined = _JOINED_BEHIND.match(number.after) or _JOINED_BEFORE.search(number.before)
    return "name" if joined else None


def without_unit(number: Candidate) -> str | None:
    """502小区, 世界500强; but 指数达到98.5 is a value all the same."""
    if number.unit:
        return None
    if _NAME_AFTER.match(number.after):
        return "name"
    if number.match["multiplier"] and bound_before(number.text, number.start):
        return None if not _HAN_OR_DIGIT.match(number.after) else "no known unit"
    is_value = re.search(r"(?:达到?|为|至|到|是)$", number.before)
    if is_value and (number.after.startswith("比1") or not _HAN_OR_DIGIT.match(number.after)):
        return None
    if re.search(r"[由从的]$", number.before) and CHANGED_TO.match(number.text, number.end):
        return None  # 由上年的1.87缩小至1.84
    if _CHANGED_BY.search(number.before) and not _HAN_OR_DIGIT.match(number.after):
        return None  # 收入比为1.50,比上年缩小0.02
    return "no known unit" if re.match(r"[一-龥]", number.after) else "other"


def age(number: Candidate) -> str | None:
    """60岁以上老人, 九岁孩子; but 人均预期寿命82.5岁 measures."""
    if number.unit == "周" and number.after.startswith("岁"):  # 年满6周岁的儿童
        return "age"
    if number.unit != "岁":
        return None
    measured = _MEASURED_AGE.search(number.text, max(0, number.start - _SPAN_OF_LIFE), number.start)
    return None if measured else "age"


def age_range(number: Candidate) -> str | None:
    """0—14岁人口."""
    in_full = number.unit == "周" and number.after.startswith("岁")
    return "age" if in_full or "岁" in (number.match["range_unit"], number.match["upper_unit"]) else None


def numbered_part(number: Candidate) -> str | None:
    """3期工程, 2栋1单元501室."""
    if number.unit in {"期", "段"} and number.after.startswith(("工程", "项目")):
        return "name"
    address = number.unit in {"栋", "单元", "幢", "座", "层"} and re.match(
        r"[\d一二三四五六七八九十]", number.after
    )
    return "name" if address else None


_INTENSITY = re.compile(
    r"(?:规模以上|规上)?(?:(?:地区|国内)?生产总值|GDP|工业增加值|工业产值|增加值)(?:能耗|水耗|电耗|用水|取水|耗水|碳排放|二氧化碳排放)"
)
"""万元地区生产总值能耗: the name of an indicator begins with what it is measured by."""


def capacity(number: Candidate) -> str | None:
    """10万吨污水厂, 万元地区生产总值能耗; but 面积9.4万平方米 measures."""
    if number.unit not in MEASURE_UNITS:
        return None
    if number.unit.endswith("元"):
        return "name" if number.spelled == "万" and _INTENSITY.match(number.text, number.end) else None
    if number.after.startswith("装") and not number.after.startswith(("装机", "装修", "装配", "装备")):
        return "name"  # 5斤装黏玉米
    measured = number.before.endswith(("面积", "总量"))
    only_a_multiplier = number.spelled and not number.spelled.strip("百千万亿") and not number.more
    if only_a_multiplier and re.match(r"级|[一-龥]{2}", number.after) and not _LIMIT.match(number.after):
        bounded = bound_before(number.text, number.start) or MORE_THAN_A_ROUND_NUMBER.search(number.before)
        return None if bounded else "name"  # 万吨冷库, 千亩良田
    return "name" if _CAPACITY.match(number.text, number.end) and not measured else None


def threshold(number: Candidate) -> str | None:
    """10亿元以上项目5个: the number bounds a category instead of counting."""
    if (
        number.unit == "元"
        and not number.spelled.strip("百千万亿")
        and number.spelled
        and _CLASS_BEHIND.match(number.after)
    ):
        return "threshold"  # 5个亿元项目
    limit = _LIMIT.match(number.text, number.end)
    if number.unit.endswith("元") and re.match(r"\d+[个家户项]", number.after):
        return "threshold"  # 5000万元至1亿元14个
    if not limit:
        exceeds = number.unit.endswith("元") and bound_before(number.text, number.start)
        counted = _COUNTED_CLASS.match(number.text, number.end)
        return "threshold" if exceeds and counted else None  # 超10亿元项目3个
    if number.unit in RATIO_UNITS:
        return None
    following = number.text[limit.end() : limit.end() + 12]
    if not re.match(r"[一-龥\d“]", following):
        return None
    if number.unit in COUNT_UNITS and not re.match(r"[一-龥“”]+\d", following):
        return None
    return "threshold"


def range_of_a_category(number: Candidate) -> str | None:
    """5000万元至1亿元14个: both ends bound the category that is counted."""
    counted = re.match(r"[-—–~～至到]+[\d.]+[万亿]*元\d+[个家户项]", number.text[number.end :])
    return "threshold" if counted else None
