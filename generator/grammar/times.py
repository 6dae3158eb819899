"""What a time looks like in a sentence: one pattern of all its forms, built from ``data/periods.yaml``."""

from __future__ import annotations

import re

from generator.lexicon import alternatives, any_of, load

WORDS = load("periods")
YEAR_WORDS: dict[str, int | None] = WORDS["year_words"]
DAY_WORDS: dict[str, int] = WORDS["day_words"]
MONTH_WORDS: dict[str, int] = WORDS["month_words"]
PARTS: dict[str, list[int]] = WORDS["parts"]
HOLIDAYS: dict[str, int] = WORDS["holidays"]
"""Holidays that fall in the same month each year, with the month."""
_YEAR = r"(?:(?:1[89]|20)\d\d|[一二][〇零九八][〇零一二三四五六七八九]{2})"
TO = r"[-—–~～至到]+"
_MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NUMERALS = "零〇一二三四五六七八九十百千万亿两"
_PLAN_ORDINAL = "十[一二三四五六七八九]|[十九八七]"
_PHASES = "期末|末期|末|期初|初期|初|以来|期间|时期|规划期|开局之年|收官之年"
_WHOLE = alternatives(WORDS["whole"])
_NOW = alternatives(WORDS["now_words"])
_PAST = any_of(WORDS["past_spans"])
_FUTURE = any_of(WORDS["future_spans"])


def _within_year(kind: str) -> str:
    """Return the pattern of months, days and parts behind a year, its groups named after ``kind``."""
    return rf"""(?:(?P<{kind}_from>{_MONTH})\s?月?{TO}(?P<{kind}_to>{_MONTH})\s?月份?
          |[头前](?P<{kind}_first>{_MONTH}|[二三四五六七八九十]|十[一二])个月
          |(?P<{kind}_month>{_MONTH})\s?月份?(?:当月)?\s?(?:(?P<{kind}_day>{DAY})[日号]|[上中下]旬|[末底初])?
          |的?(?P<{kind}_part>{alternatives(PARTS)}))"""


TIME = re.compile(
    rf"""
    (?P<iso>(?<![\d.])(?P<iso_year>20\d\d)[-/.](?P<iso_month>{_MONTH})[-/.]      # 2024-04-12
        (?P<iso_day>{DAY})(?![\d.]))
  | (?P<span>(?P<first>{_YEAR})\s?年?\s?{TO}\s?(?P<last>{_YEAR})(?:年(?:度|间|期间)?)?)    # 2016年至2020年
  | (?P<date>(?P<year>{_YEAR})\s?年度?\s?(?:{_within_year("date")}|{_WHOLE})?)                  # 2019年2月
  | (?P<plan>(?:(?<![{_NUMERALS}\d])(?P<ordinal>{_PLAN_ORDINAL})五(?=规划|计划|时|{_PHASES})   # 十四五规划
        |[“"「‘](?P<quoted>{_PLAN_ORDINAL}|[一二三四五六])五[”"」’](?!普法)                       # “十三五”
        |第(?P<spelled>{_PLAN_ORDINAL})个五年(?=规划|计划|时期))(?:规划|计划)?(?P<phase>{_PHASES})?)
  | (?P<relative>(?P<word>{alternatives(YEAR_WORDS)})(?:的?(?:{_within_year("relative")}|{_WHOLE}))?)  # 去年
  | (?P<years_ago>{_PAST.pattern})                                                       # 五年来
  | (?P<years_ahead>{_FUTURE.pattern})                                                   # 未来五年
  | (?P<ago>(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})年以?前(?!后|夕|列|三|两|[一二三四]季))
                                                                                        # 十年前
  | (?P<vague>{any_of(WORDS["vague_spans"]).pattern})                                   # 近年来
  | (?P<holiday>(?:今年的?)?[“‘"]?(?P<feast>{alternatives(HOLIDAYS)})[”’"]?
        (?:{alternatives(WORDS["holiday_behind"])}))
                                                                                        # 国庆假期
  | (?P<day_word>{alternatives(DAY_WORDS)})                                             # 昨日
  | (?P<month_word>{alternatives(MONTH_WORDS)})                                         # 上月
  | (?P<now>{_NOW}|刚刚?过去的(?![\d这])                                                   # 截至目前
        |(?:\d+|[一二三四五六七八九十]+)年过去了?)
  | (?P<bare>(?<![\d.]){_within_year("bare")})                                           # 1-10月, 一季度
  | (?<![\d.第])(?P<only_day>{DAY})日(?!报|均|常|用|照|产|游|间|夜)                        # 19日
  | (?P<whole>全年|年末|年底|年初|年终)
    """,
    re.VERBOSE,
)
_TIME_WORDS = [
    *YEAR_WORDS,
    *DAY_WORDS,
    *MONTH_WORDS,
    *WORDS["now_words"],
    *PARTS,
    *WORDS["vague_spans"],
    *HOLIDAYS,
]
_FIRST = {word[0] for word in _TIME_WORDS} | set(
    '0123456789“‘"「零〇一二两三四五六七八九十第全年近过这前以此最未今接刚用'
)
_SECOND = {word[1] for word in _TIME_WORDS} | set(
    "0123456789零〇一二两三四五六七八九十年月日号季末初底终个五的去往前近来后下几数刚过-—–~～至到./ "
)
TIME_STARTS = re.compile(f"[{re.escape(''.join(sorted(_FIRST)))}][{re.escape(''.join(sorted(_SECOND)))}\\s]")
"""Every time begins with one of the first characters, and one of the second behind it."""
