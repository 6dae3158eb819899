"""Find quantities in a sentence: number, multiplier, unit and bound, and what merely looks like one.

The surface of a quantity is number, multiplier and unit (46.2亿元, 100余名); bounds before and
behind it (近, 以上) belong to its meaning, not to its surface. Numbers that are dates, names,
ordinals, slogans, idioms or the threshold in a category's name (10亿元以上项目5个) are returned
apart, each with its reason, so that nothing read is lost without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.grammar.numbers import ARABIC, CHINESE, arabic, chinese, multiplier
from generator.lexicon import alternatives, load
from generator.records import Bound

_WORDS = load("units")
MEASURE_UNITS = frozenset(_WORDS["measure"])
COUNT_UNITS = frozenset(_WORDS["count"])
RATIO_UNITS = frozenset(_WORDS["ratio"])
DURATION_UNITS = frozenset(_WORDS["duration"])
REPORTED_AS: dict[str, str] = _WORDS["as"]
_UNITS = MEASURE_UNITS | COUNT_UNITS | RATIO_UNITS | DURATION_UNITS
_UNIT = alternatives(_UNITS)
_BEFORE = {word: Bound(bound) for bound, words in _WORDS["bound_before"].items() for word in words}
_AFTER = {word: Bound(bound) for bound, words in _WORDS["bound_after"].items() for word in words}
_EXCEPTIONS: dict[str, str] = _WORDS["bound_exceptions"]
_IDIOM = re.compile(alternatives(_WORDS["idioms"]))
_PHRASE_UNITS = frozenset(_WORDS["phrase_units"])
_CAPACITY = re.compile(rf"[一-龥]{{0,4}}?(?:{alternatives(_WORDS['capacity_names'])})(?!家)|[“‘]")
_ABSTRACT = re.compile(alternatives(_WORDS["abstract_nouns"]))
_NAME_AFTER = re.compile(alternatives(_WORDS["name_after"]))
_BOUND_BEFORE = re.compile(f"(?:{alternatives(_BEFORE)})$")
_BOUND_AFTER = re.compile(alternatives(_AFTER))

NUMBER = re.compile(
    rf"""
    (?:
        百分之(?P<percent>{ARABIC}|{CHINESE})                  # 百分之三十
      | 翻了?(?P<doubling>[一二两三四]?)番                         # 翻番, 翻两番
      | (?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二三四五六七八九])
      | (?P<range>{ARABIC})(?P<range_multiplier>[万亿]*)(?P<range_unit>{_UNIT})?(?=\s?[-—–~～至到]+\s?(?:{ARABIC})(?P<upper_multiplier>[万亿千百]*)(?P<upper_unit>{_UNIT}))
      | (?:
            (?P<sign>(?<![0-9A-Za-z\u4e00-\u9fff])[-−])?(?P<arabic>{ARABIC})
            (?P<arabic_more>[余多来])?\s?(?P<multiplier>(?:百|千|十)?(?:万|亿)+|千|百)?
          | (?P<chinese>{CHINESE})(?P<chinese_more>[余多])?(?P<chinese_multiplier>[万亿]+)?
        )
        (?P<inside>[余多来])?[ \u3000]{{0,2}}
        (?P<unit>(?:{_UNIT})(?:/(?:{_UNIT}))?)?
    )
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r"“[^“”。！？；，;,]{1,16}”|‘[^‘’。！？；，;,]{1,16}’|《[^《》]{1,60}》|「[^「」]{1,16}」")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; offsets count characters of the sentence.

    ``outer_start`` and ``outer_end`` take in the bound words around the surface.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal
    unit: str
    bound: Bound
    spelled: bool
    """Whether the numeral is Chinese."""

    @property
    def counts(self) -> bool:
        """Whether the unit counts things (个, 家) and so may stand before their noun."""
        return self.unit in COUNT_UNITS


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A number that states no fact, and why."""

    start: int
    end: int
    reason: str


Span = tuple[int, int]


def find(text: str, dates: Sequence[Span] = (), words: frozenset[Span] = frozenset()) -> tuple[list[Quantity], list[PassedOver]]:
    """Return the quantities of ``text`` and the numbers passed over, in order.

    ``dates`` are spans already read as times; ``words`` the spans of dictionary words, which keep
    a numeral inside a longer word (五台山) from being read as one.
    """
    found: list[Quantity] = []
    passed: list[PassedOver] = []
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    inside_words = _inner(words)
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if any(start < date_end and end > date_start for date_start, date_end in dates):
            passed.append(PassedOver(start, end, "date"))
            continue
        reason = _no_fact(text, match, quoted, inside_words)
        if reason:
            if reason != "word":
                passed.append(PassedOver(start, end, reason))
            continue
        quantity = _quantity(text, match)
        if quantity is not None:
            found.append(quantity)
    return found, passed


def _inner(words: frozenset[Span]) -> dict[int, Span]:
    """Map each place inside a word to that word."""
    return {place: span for span in words if span[1] - span[0] > 1 for place in range(*span)}


def _no_fact(text: str, match: re.Match[str], quoted: list[Span], inside_words: dict[int, Span]) -> str | None:  # noqa: C901, PLR0911, PLR0912  (one test a line, in order)
    """Return why a number states no fact; None where it does; "word" where it is not even a number."""
    start, end = match.span()
    unit = match["unit"]
    before, after = text[max(0, start - 4) : start], text[end : end + 6]
    spelled = match["chinese"]
    if match["percent"] or match["denominator"] or match["doubling"] is not None:
        return None
    if match["range"]:
        return "name" if _LATIN.search(before[-1:]) else None
    if spelled and chinese(spelled) is None:
        return "word"
    if before.endswith("第"):
        return "ordinal"
    if any(q_start <= start and end <= q_end for q_start, q_end in quoted):
        return "name" if match["arabic"] else ("slogan" if unit else "word")
    if spelled:
        return _spelled_no_fact(text, match, inside_words)
    if _LATIN.match(text[end : end + 1]) or _LATIN.search(before[-1:]):
        return "name"
    if re.match(r"\s*[+＋·:：×]\s*\d", after) or re.search(r"\d\s*[+＋·:：×]$|[+＋]$", before):
        return "name"
    if not unit:
        if _NAME_AFTER.match(after) or not _bare_value(before, after):
            return "name" if after and "\u4e00" <= after[0] <= "\u9fff" else "other"
        return None
    if _NAME_AFTER.match(text[match.start("unit") : end + 4]) and unit in {"级", "星", "号"}:
        return "name"
    if unit in DURATION_UNITS and _is_time(text, match):
        return "date"
    if unit in MEASURE_UNITS and unit != "元" and _CAPACITY.match(text, end) and not text[:start].endswith(("面积", "总量")):
        return "name"
    if _is_threshold(text, end, unit):
        return "threshold"
    return None


def _spelled_no_fact(text: str, match: re.Match[str], inside_words: dict[int, Span]) -> str | None:  # noqa: PLR0911  (one test a line)
    """Judge a Chinese numeral: most small ones are words, slogans and idioms."""
    start, end = match.span()
    numeral, unit = match["chinese"], match["unit"]
    more = match["chinese_more"] or match["inside"]
    word = inside_words.get(start)
    if not unit or (word and (word[0] < start or word[1] > end)):
        return "word"
    if _IDIOM.match(text, start) or numeral in {"一", "零", "〇"}:
        return "idiom"
    if unit in DURATION_UNITS:
        return "date"
    small = chinese(numeral)
    if small is not None and small < 10 and unit in _PHRASE_UNITS and not more and not match["chinese_multiplier"]:
        return "idiom"
    bare_multiplier = all(character in "十百千万亿" for character in numeral) and numeral != "十"
    if bare_multiplier and not more and not (unit in MEASURE_UNITS or _BOUND_BEFORE.search(text[:start])):
        return "idiom"
    value = chinese(numeral)
    if value is not None and value < 10 and unit in COUNT_UNITS and not more:
        following = text[end : end + 6]
        if _ABSTRACT.match(following) or re.match(r"[“‘]|[一-龥]{0,2}[化性]", following):
            return "slogan"
        if re.search(r"[一二两三四五六七八九十][个项张套条级色][一-龥]{1,6}、$", text[max(0, start - 10) : start]):
            return "slogan"
    if _is_threshold(text, end, unit):
        return "threshold"
    if unit in MEASURE_UNITS and unit != "元" and _CAPACITY.match(text, end):
        return "name"
    return None


def _bare_value(before: str, after: str) -> bool:
    """Whether a number without a unit is a value all the same: 指数达到98.5，"""
    return bool(re.search(r"(?:达到?|为|至|到|是)$", before)) and not re.match(r"[一-龥A-Za-z\d]", after)


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether a length of time dates something (五年来, 24小时内) instead of measuring it."""
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 3]
    if match["unit"] == "年" and arabic(match["arabic"]) >= 1000:
        return True
    return bool(re.match(r"来|间|内|期|前|后|之|度|以来|以内|以后|左右的时间", after) or re.search(r"(?:近|未来|过去|今后|连续|(?<!提)前|后|每)$", before))


def _is_threshold(text: str, end: int, unit: str) -> bool:
    """Whether the number bounds a category instead of counting: 10亿元以上项目5个."""
    limit = re.match(r"(?:及?以上|及?以下|以内|之上|级|元级)(?:的)?", text[end : end + 6])
    if not limit or unit in RATIO_UNITS:
        return False
    following = text[end + limit.end() : end + limit.end() + 12]
    if not re.match(r"[一-龥\d“]", following) or re.match(r"[，,。；;、）)]", following):
        return False
    if unit in COUNT_UNITS:
        return bool(re.match(r"[一-龥“”]+\d", following))
    return True


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    value, unit = _value(match)
    if match["range"]:  # 5%—6%: at least the one, at most the other
        return Quantity(start, end, start, end + len(re.match(r"[-—–~～至到\s]*", text[end:])[0]), value, REPORTED_AS.get(unit, unit), Bound.AT_LEAST, spelled=False)  # type: ignore[index]
    inside = bool(match["arabic_more"] or match["chinese_more"] or match["inside"])
    outer_start, outer_end, bound = start, end, Bound.AT_LEAST if inside else Bound.EXACT
    before = _BOUND_BEFORE.search(text[:start].rstrip())
    if before and text[before.start() - 1 : before.start()] not in tuple(_EXCEPTIONS.get(before[0], "")):
        outer_start, bound = before.start(), _BEFORE[before[0]] if not inside else bound
    if re.search(r"[\d%万亿元个家户人][-—–~～至到]+\s?$", text[:start]) and bound is Bound.EXACT and not _BOUND_AFTER.match(text, end):
        bound = Bound.AT_MOST
    after = _BOUND_AFTER.match(text, end)
    if after:
        outer_end, bound = after.end(), _AFTER[after[0]]
    return Quantity(start, end, outer_start, outer_end, value, REPORTED_AS.get(unit, unit), bound, bool(match["chinese"]))


def _value(match: re.Match[str]) -> tuple[Decimal, str]:
    """Return the value with multipliers taken in, and the unit as printed."""
    if match["percent"]:
        return _numeral(match["percent"]), "%"
    if match["doubling"] is not None:
        return chinese(match["doubling"] or "一") or Decimal(1), "番"
    if match["denominator"]:
        numerator, denominator = chinese(match["numerator"]), chinese(match["denominator"])
        return (Decimal(100) * (numerator or 1) / (denominator or 1)).quantize(Decimal("0.01")), "%"
    if match["range"]:
        scale = match["range_multiplier"] or match["upper_multiplier"] or ""
        return arabic(match["range"]) * multiplier(scale), match["range_unit"] or match["upper_unit"]
    if match["arabic"]:
        value = arabic(match["arabic"]) * multiplier(match["multiplier"] or "")
        return (-value if match["sign"] else value), match["unit"] or ""
    if match["unit"] == "成":  # tenths
        return (chinese(match["chinese"]) or Decimal(0)) * 10, "%"
    return (chinese(match["chinese"]) or Decimal(0)) * multiplier(match["chinese_multiplier"] or ""), match["unit"] or ""


def _numeral(text: str) -> Decimal:
    return arabic(text) if text[0].isdigit() else chinese(text) or Decimal(0)
