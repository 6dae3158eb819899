"""Numbers that state no fact, and why: dates, ordinals, names, slogans, idioms, thresholds.

Each test answers with a reason or None; ``why_no_fact`` asks them in order. A number in a category's name
(10亿元以上项目5个: one fact, 5, of projects over a billion) is a threshold, a capacity in the name of a
plant (10万吨污水厂) is a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.grammar import names
from generator.grammar.candidate import NOT_A_NUMBER, Candidate
from generator.grammar.numbers import arabic, chinese
from generator.grammar.units import (
    COUNT_UNITS,
    DURATION_UNITS,
    MEASURE_UNITS,
    MORE_THAN_A_ROUND_NUMBER,
    UNIT_WORDS,
    bound_before,
    is_bound,
)
from generator.lexicon import alternatives

_IDIOM = re.compile(alternatives(UNIT_WORDS["idioms"]))
_ABSTRACT = re.compile(alternatives(UNIT_WORDS["abstract_nouns"]))
_PHRASE_UNITS = frozenset(UNIT_WORDS["phrase_units"])
_SLOGAN_BEFORE = re.compile(r"[一二两三四五六七八九十][个项张套条级色][一-龥]{1,4}、$")
_SLOGAN_BEHIND = re.compile(r"[“‘]|[一-龥]{0,2}[化性]")
_TAKES_TIME = re.compile("压缩|缩短|提前|推迟|延长|用时|耗时|历时|只用|只需|仅用|仅需|原来的|平均")
"""By these a length of time is what is measured."""
_RANKED = re.compile(r"[一-龥]{1,4}?(?:的|里|中|排|居|位列)+第")
_HOLIDAY = re.compile(r"(?:节|国庆|五一|元旦|假期|假日|黄金周)[”’]?$")
_LONGEST = 20
"""Characters of a numeral; what is longer is a code or a misprint, and no value would be exact."""
_COUNTS_NAMES = {"两": 2, "三": 3, "四": 4, "五": 5}
_NAMES_LISTED = re.compile(r"(?:[一-龥“”·]{2,12}[、和与及])+[一-龥“”·]{2,12}$")
_NEIGHBOURS = frozenset({"两三", "三四", "四五", "五六", "六七", "七八", "八九"})
"""Digits side by side that mean about as many."""


def why_no_fact(number: Candidate) -> str | None:
    """Return why a number states no fact, None where it does."""
    if _date(number):
        return "date"
    if number.match["arabic"] and len(number.match["arabic"]) > _LONGEST:
        return "other"
    if number.match["percent"] or number.match["denominator"] or number.match["doubling"] is not None:
        return None
    tests = _SPELLED_TESTS if number.spelled else _RANGE_TESTS if number.match["range"] else _ARABIC_TESTS
    return next((reason for test in tests if (reason := test(number))), None)


def _date(number: Candidate) -> bool:
    return any(number.start < end and number.end > start for start, end in number.dates)


def _ordinal(number: Candidate) -> str | None:
    """第三批."""
    return "ordinal" if number.before.endswith("第") else None


def _occasion(number: Candidate) -> str | None:
    """成立70周年, 壮丽70年·…, 24小时 round the clock, 国庆7天,….: a length of time that names an occasion."""
    if number.unit not in DURATION_UNITS:
        return None
    if (number.unit == "周" and number.after.startswith("年")) or re.match(r"[·•]", number.after):
        return "name"
    measured = number.before.endswith(("由", "从", "用时")) or _TAKES_TIME.search(number.before)
    if number.unit == "小时" and number.match["arabic"] == "24" and not measured:
        return "name"
    holiday = number.unit == "天" and _HOLIDAY.search(number.text, 0, number.start)
    return "date" if holiday and number.after[:1] in "，,假长里" else None


def _time(number: Candidate) -> str | None:
    """近5年, 24小时内: a length of time that dates something instead of measuring it."""
    if number.unit not in DURATION_UNITS:
        return None
    told = number.unit != "年" and _TAKES_TIME.search(number.text, max(0, number.start - 10), number.start)
    if (number.spelled and not told) or re.match(r"\d+[分秒]", number.after):
        return "date"  # 三年; 2小时28分16秒; but 由两天压缩到四个小时
    if number.unit == "年" and (arabic(number.match["arabic"]) >= 1000 or number.after.startswith("代")):
        return "date"
    if number.after.startswith("时间") and number.before.endswith("用"):
        return "date"
    opens = not number.before or number.before[-1] in "，,。；;她他"
    if (
        number.unit == "年"
        and opens
        and re.match(r"[一-龥]", number.after)
        and number.after[0] not in "的以左史多余"
    ):
        return "date"  # 她30年清扫…; but 40年的种植史
    if re.search(r"[至到为]$", number.before) and re.match(r"以?内|以下", number.after):
        return None  # 压缩至1个工作日以内
    dates = re.match(r"来|间|内|期|前|后|之|度|以来|以内|以后|左右的时间", number.after) or re.search(
        r"(?:近|未来|过去|今后|连续|(?<!提)前|头|后|每)$", number.before
    )
    return "date" if dates else None


def _year_of_a_headline(number: Candidate) -> str | None:
    """2024 道里区大事: a year that a space parts from a character which happens to be a measure word."""
    if len(number.unit) != 1 or not number.text[number.start + 4 : number.start + 5].isspace():
        return None
    return "date" if re.fullmatch(r"(?:19|20)\d\d", number.match["arabic"] or "") else None


def _in_apposition(number: Candidate) -> str | None:
    """食品、医药|两个行业, 收入、税收|两项指标: the numeral only counts the names before it."""
    if number.spelled not in _COUNTS_NAMES or number.unit not in COUNT_UNITS:
        return None
    listed = _NAMES_LISTED.search(number.text, 0, number.start)
    many = len(re.split("[、和与及]", listed[0])) if listed else 0
    return "other" if many == _COUNTS_NAMES[number.spelled] else None


def _no_numeral(number: Candidate) -> str | None:
    """三甲, 百千, 三五个: no numeral at all, or one without a measure word."""
    if chinese(number.spelled) is None:
        return NOT_A_NUMBER
    if not number.unit:  # 逢年节超过十五万: what is counted was said before
        ends = not re.match(r"[一-龥A-Za-z\d]", number.after)
        bounded = number.spelled[-1] in "万亿" and bound_before(number.text, number.start)
        return None if bounded and ends else NOT_A_NUMBER
    neighbours = number.spelled in _NEIGHBOURS and number.unit not in DURATION_UNITS  # 四五度, 七八个
    digits_in_a_row = not neighbours and re.fullmatch(
        r"[一二两三四五六七八九]{2,3}", number.spelled
    )  # 三五个
    if digits_in_a_row or number.before.endswith(("（", "(")):
        return NOT_A_NUMBER
    return None


def _inside_a_word(number: Candidate) -> str | None:
    """五台山: the numeral and its measure word are part of a longer word."""
    word = number.word_at(number.start)
    if not word:
        return None
    # 近百 is a word of the dictionary, and still 近|百家 is a count.
    before = number.text[word[0] : number.start]
    leads = before and not is_bound(before) and before not in {"上", "过"}
    return NOT_A_NUMBER if leads or word[1] > number.end else None


def _idiom(number: Candidate) -> str | None:
    """一批, 千家万户, 分两次办理."""
    if _IDIOM.match(number.text, number.start) or (
        number.spelled in {"一", "零", "〇"} and number.unit != "成"
    ):
        return "idiom"
    if number.before.endswith("每") and not number.spelled.strip("十百千万亿"):
        return "idiom"  # 每百元营业收入, 每千人口
    if number.unit in _PHRASE_UNITS and _is_small(number):
        return "idiom"
    only_multipliers = number.spelled != "十" and not number.spelled.strip("十百千万亿")
    bounded = (
        number.more
        or number.unit in MEASURE_UNITS
        or bound_before(number.text, number.start)
        or MORE_THAN_A_ROUND_NUMBER.search(number.before)
    )
    return "idiom" if only_multipliers and not bounded else None


def _slogan(number: Candidate) -> str | None:
    """四项举措, 两个提示: a small numeral before a point of a programme."""
    if number.unit not in COUNT_UNITS or not _is_small(number):
        return None
    if number.unit == "位" and re.search(r"[前后末]$", number.before):
        return "ordinal"
    people = number.unit in {"名", "人", "位"}  # 两名“90后”徒弟
    if _ABSTRACT.match(number.after) or (not people and _SLOGAN_BEHIND.match(number.after)):
        return "slogan"
    in_series = _SLOGAN_BEFORE.search(number.text[max(0, number.start - 10) : number.start])
    return "slogan" if in_series else None


def _field_of_a_ranking(number: Candidate) -> str | None:
    """在全市九个区中排第一位: how many take part."""
    of_a_whole = number.before.endswith(("全市", "全省", "全国", "全县"))
    return "comparison" if of_a_whole and _RANKED.match(number.text, number.end) else None


def _comparison(number: Candidate) -> str | None:
    """相当于500个足球场."""
    return "comparison" if number.before.endswith("相当于") else None


def _point_of_a_programme(number: Candidate) -> str | None:
    """3个方面: counted in digits, and still no thing."""
    return "slogan" if number.after.startswith(("方面", "环节", "维度", "层面", "着力点")) else None


def _is_small(number: Candidate) -> bool:
    value = chinese(number.spelled)
    return value is not None and value < 10 and not number.more and not number.match["chinese_multiplier"]


_Test = Callable[[Candidate], str | None]
_ARABIC_TESTS: tuple[_Test, ...] = (
    _ordinal,
    _year_of_a_headline,
    names.in_quotation,
    names.beside_latin,
    names.without_unit,
    names.age,
    names.numbered_part,
    _point_of_a_programme,
    _comparison,
    _field_of_a_ranking,
    _occasion,
    _time,
    names.capacity,
    names.threshold,
)
_SPELLED_TESTS: tuple[_Test, ...] = (
    _ordinal,
    names.in_quotation,
    _no_numeral,
    _in_apposition,
    _idiom,
    names.age,
    _field_of_a_ranking,
    _occasion,
    _time,
    _slogan,
    names.threshold,
    names.capacity,
    _inside_a_word,
)
_RANGE_TESTS: tuple[_Test, ...] = (
    names.in_quotation,
    names.age_range,
    names.beside_latin,
    names.range_of_a_category,
)
