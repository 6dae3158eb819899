"""Numbers that state no fact, and why: dates, ordinals, names, slogans, idioms, thresholds.

Each test answers with a reason or None; ``why_no_fact`` asks them in order. A number in a category's name
(10亿元以上项目5个: one fact, 5, of projects over a billion) is a threshold, a capacity in the name of a
plant (10万吨污水厂) is a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.grammar.numbers import arabic, chinese
from generator.grammar.units import (
    COUNT_UNITS,
    DURATION_UNITS,
    MEASURE_UNITS,
    MORE_THAN_A_ROUND_NUMBER,
    RATIO_UNITS,
    UNIT_WORDS,
    bound_before,
    is_bound,
)
from generator.lexicon import alternatives, load

Span = tuple[int, int]
NOT_A_NUMBER = "word"
"""The reason of what only looks like a numeral: the 三 of 三甲医院."""

QUOTED = re.compile(
    r"“[^“”。！？；，;,]{1,16}”|‘[^‘’。！？；，;,]{1,16}’|《[^《》]{1,60}》|「[^「」]{1,16}」"
)
_IDIOM = re.compile(alternatives(UNIT_WORDS["idioms"]))
_ABSTRACT = re.compile(alternatives(UNIT_WORDS["abstract_nouns"]))
_PHRASE_UNITS = frozenset(UNIT_WORDS["phrase_units"])
_CAPACITY = re.compile(rf"[一-龥]{{0,4}}?(?:{alternatives(UNIT_WORDS['capacity_names'])})(?!家)|[“‘]")
_NAME_AFTER = re.compile(alternatives(UNIT_WORDS["name_after"]))
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_SLOGAN_BEFORE = re.compile(r"[一二两三四五六七八九十][个项张套条级色][一-龥]{1,4}、$")
_SPAN_OF_LIFE = 16
"""Characters before an age within which it is said whose average it is."""
_CHANGED_TO = re.compile(rf"(?:{alternatives(load('words')['change_to'])})[至到为]")
_HOLIDAY = re.compile(r"(?:节|假期|假日|黄金周)[”’]?$")
_COUNTED_CLASS = re.compile(
    r"(?:项目|企业|工程)[^，,；;。]{0,6}\d|的[一-龥]{1,8}?(?:已|将|有望)?(?:达到|达|有|共有|增至|发展到)?\d"
)
"""What a bounded sum is the class of: 超10亿元项目3个, 收入超50万元的村达到100个."""
_NEIGHBOURS = frozenset({"两三", "三四", "四五", "五六", "六七", "七八", "八九"})
"""Digits side by side that mean about as many."""
_LIMIT = re.compile(r"(?:及?以上|及?以下|以内|之上|级|元级)(?:的)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number as matched in its sentence, with the dates, quotations and word around it."""

    text: str
    match: re.Match[str]
    unit: str
    """The unit, as printed or as the words beside the number tell; empty without one."""
    dates: tuple[Span, ...]
    quoted: tuple[Span, ...]
    word_at: Callable[[int], Span | None]
    """Tells the dictionary word around a place; asked last, for it costs most."""

    @property
    def start(self) -> int:
        """Offset of its first character in the sentence."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Offset behind its last character in the sentence."""
        return self.match.end()

    @property
    def before(self) -> str:
        """The few characters before it."""
        return self.text[max(0, self.start - 4) : self.start]

    @property
    def after(self) -> str:
        """The few characters behind it."""
        return self.text[self.end : self.end + 6]

    @property
    def spelled(self) -> str:
        """The Chinese numeral; empty for an Arabic one."""
        return self.match["chinese"] or ""

    @property
    def more(self) -> bool:
        """Whether 余 or 多 stands inside."""
        return bool(self.match["arabic_more"] or self.match["chinese_more"] or self.match["inside"])


def why_no_fact(number: Candidate) -> str | None:
    """Return why a number states no fact, None where it does."""
    if _date(number):
        return "date"
    if number.match["percent"] or number.match["denominator"] or number.match["doubling"] is not None:
        return None
    tests = _SPELLED_TESTS if number.spelled else _RANGE_TESTS if number.match["range"] else _ARABIC_TESTS
    return next((reason for test in tests if (reason := test(number))), None)


def _date(number: Candidate) -> bool:
    return any(number.start < end and number.end > start for start, end in number.dates)


def _ordinal(number: Candidate) -> str | None:
    """第三批."""
    return "ordinal" if number.before.endswith("第") else None


def _in_quotation(number: Candidate) -> str | None:
    """“1123”战略, “三个转变”."""
    if not any(start <= number.start and number.end <= end for start, end in number.quoted):
        return None
    if not number.spelled:
        return "name"
    return "slogan" if number.unit else NOT_A_NUMBER


def _beside_latin(number: Candidate) -> str | None:
    """5G, G102, 4+4, 3·15."""
    if _LATIN.match(number.after) or _LATIN.search(number.before[-1:]):
        return "name"
    joined = re.match(r"\s*[+＋·:：∶×]\s*\d", number.after) or re.search(
        r"\d\s*[+＋·:：∶×]$|[+＋]$", number.before
    )
    return "name" if joined else None


def _without_unit(number: Candidate) -> str | None:
    """502小区, 世界500强; but 指数达到98.5 is a value all the same."""
    if number.unit:
        return None
    if _NAME_AFTER.match(number.after):
        return "name"
    if number.match["multiplier"] and bound_before(number.text, number.start):
        return None if not re.match(r"[一-龥A-Za-z\d]", number.after) else "no known unit"
    is_value = re.search(r"(?:达到?|为|至|到|是)$", number.before)
    if is_value and (number.after.startswith("比1") or not re.match(r"[一-龥A-Za-z\d]", number.after)):
        return None
    if re.search(r"[由从的]$", number.before) and _CHANGED_TO.match(number.text, number.end):
        return None  # 由上年的1.87缩小至1.84
    return "no known unit" if re.match(r"[一-龥]", number.after) else "other"


def _age(number: Candidate) -> str | None:
    """60岁以上老人, 九岁孩子; but 人均预期寿命82.5岁 measures."""
    measured = re.search(r"寿命|年龄", number.text[max(0, number.start - _SPAN_OF_LIFE) : number.start])
    return "age" if number.unit == "岁" and not measured else None


def _age_range(number: Candidate) -> str | None:
    """0—14岁人口."""
    return "age" if "岁" in (number.match["range_unit"], number.match["upper_unit"]) else None


def _numbered_part(number: Candidate) -> str | None:
    """3期工程, 2栋1单元501室."""
    if number.unit in {"期", "段"} and number.after.startswith(("工程", "项目")):
        return "name"
    address = number.unit in {"栋", "单元", "幢", "座", "层"} and re.match(
        r"[\d一二三四五六七八九十]", number.after
    )
    return "name" if address else None


def _time(number: Candidate) -> str | None:
    """近5年, 24小时内: a length of time that dates something instead of measuring it."""
    if number.unit not in DURATION_UNITS:
        return None
    if (number.unit == "周" and number.after.startswith("年")) or re.match(r"[·•]", number.after):
        return "name"  # 成立70周年, 壮丽70年·…
    if (
        number.unit == "天"
        and _HOLIDAY.search(number.text, 0, number.start)
        and number.after[:1] in "，,假长里"
    ):
        return "date"  # 国庆7天,…
    if number.spelled:
        return "date"
    if number.unit == "年" and (arabic(number.match["arabic"]) >= 1000 or number.after.startswith("代")):
        return "date"
    if number.unit == "小时" and number.match["arabic"] == "24":
        return "name"  # round the clock
    if number.after.startswith("时间") and number.before.endswith("用"):
        return "date"
    if re.match(r"\d+[分秒]", number.after):
        return "date"  # 2小时28分16秒
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
        r"(?:近|未来|过去|今后|连续|(?<!提)前|后|每)$", number.before
    )
    return "date" if dates else None


def _capacity(number: Candidate) -> str | None:
    """10万吨污水厂; but 面积9.4万平方米 measures."""
    if number.unit not in MEASURE_UNITS or number.unit.endswith("元"):
        return None
    if number.after.startswith("装") and not number.after.startswith(("装机", "装修", "装配", "装备")):
        return "name"  # 5斤装黏玉米
    measured = number.before.endswith(("面积", "总量"))
    only_a_multiplier = number.spelled and not number.spelled.strip("百千万亿") and not number.more
    if only_a_multiplier and re.match(r"级|[一-龥]{2}", number.after) and not _LIMIT.match(number.after):
        bounded = bound_before(number.text, number.start) or MORE_THAN_A_ROUND_NUMBER.search(number.before)
        return None if bounded else "name"  # 万吨冷库, 千亩良田
    return "name" if _CAPACITY.match(number.text, number.end) and not measured else None


def _threshold(number: Candidate) -> str | None:
    """10亿元以上项目5个: the number bounds a category instead of counting."""
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


def _range_of_a_category(number: Candidate) -> str | None:
    """5000万元至1亿元14个: both ends bound the category that is counted."""
    counted = re.match(r"[-—–~～至到]+[\d.]+[万亿]*元\d+[个家户项]", number.text[number.end :])
    return "threshold" if counted else None


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
    if _IDIOM.match(number.text, number.start) or number.spelled in {"一", "零", "〇"}:
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
    if _ABSTRACT.match(number.after) or re.match(r"[“‘]|[一-龥]{0,2}[化性]", number.after):
        return "slogan"
    in_series = _SLOGAN_BEFORE.search(number.text[max(0, number.start - 10) : number.start])
    return "slogan" if in_series else None


def _field_of_a_ranking(number: Candidate) -> str | None:
    """在全市九个区中排第一位: how many take part."""
    ranked = re.match(r"[一-龥]{1,4}?(?:的|里|中|排|居|位列)+第", number.text[number.end :])
    return "comparison" if ranked and re.search(r"全[市省国县]$", number.before) else None


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
    _in_quotation,
    _beside_latin,
    _without_unit,
    _age,
    _numbered_part,
    _point_of_a_programme,
    _comparison,
    _field_of_a_ranking,
    _time,
    _capacity,
    _threshold,
)
_SPELLED_TESTS: tuple[_Test, ...] = (
    _ordinal,
    _in_quotation,
    _no_numeral,
    _idiom,
    _age,
    _field_of_a_ranking,
    _time,
    _slogan,
    _threshold,
    _capacity,
    _inside_a_word,
)
_RANGE_TESTS: tuple[_Test, ...] = (_in_quotation, _age_range, _beside_latin, _range_of_a_category)
