"""Units and measure words, and the shape of a number that carries one."""

from __future__ import annotations

import re
from typing import Any

from generator.grammar.numbers import ARABIC, CHINESE
from generator.lexicon import alternatives, load

UNIT_WORDS: dict[str, Any] = load("units")
MEASURE_UNITS = frozenset(UNIT_WORDS["measure"])
COUNT_UNITS = frozenset(UNIT_WORDS["count"])
RATIO_UNITS = frozenset(UNIT_WORDS["ratio"])
DURATION_UNITS = frozenset(UNIT_WORDS["duration"])
REPORTED_AS: dict[str, str] = UNIT_WORDS["as"]
_BOUNDS = frozenset(word for words in UNIT_WORDS["bound_before"].values() for word in words)
_BOUND_BEFORE = re.compile(f"(?P<word>{alternatives(_BOUNDS)})(?:了|在|为|有|达到|达)?$")
_BOUND_OF_ANOTHER = re.compile(
    rf"(?P<word>{alternatives(_BOUNDS)})(?:占|为|是|相当于)?[^，,；;。、：:\d]{{1,14}}的$"
)
_OF_ANOTHER_REACH = 24
"""Characters before a ratio within which what it is a ratio of is named."""
_LONGEST_BOUND = max(map(len, _BOUNDS)) + 2
_UNIT = alternatives(MEASURE_UNITS | COUNT_UNITS | RATIO_UNITS | DURATION_UNITS)

MORE_THAN_A_ROUND_NUMBER = re.compile(r"(?<![以之线网街路晚早身会场地车台桌世社事市向至北南东西历])[上过]$")
"""上|千人: before a bare 百, 千 or 万 these say that it is passed."""
NUMBER_STARTS = re.compile(r"[0-9０-９零〇一二三四五六七八九十百千万亿两翻负−-]")
"""Every number begins with one of these."""
NUMBER = re.compile(
    rf"""
    (?:
        百分之(?P<percent>{ARABIC}|{CHINESE})                  # 百分之三十
      | 翻了?(?P<doubling>[一二两三四]?)番                         # 翻番, 翻两番
      | (?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二三四五六七八九])
      | (?P<range>{ARABIC})(?=[^，,。；;]{{0,8}}[-—–~～至到])                       # 4.5%—5%: the lower end
        (?P<range_multiplier>[万亿]*)(?P<range_unit>{_UNIT})?
        (?=\s?[-—–~～至到]+\s?(?:{ARABIC})(?P<upper_multiplier>[万亿千百]*)(?P<upper_unit>{_UNIT}))
      | (?:
            (?P<sign>(?<![0-9A-Za-z%％年月日号期届])[-−]
              |(?<=[为是达到长降，,、（(])负(?=[\d.]+\s?(?:[%％℃度]|个?百分点)))?(?P<arabic>{ARABIC})
            (?P<arabic_more>[余多来几])?\s?(?P<multiplier>(?:百|千|十)?(?:万|亿)+|个亿(?!元[一-龥])|千|百)?
            (?P<below>(?<=亿)\d{{1,4}}(?:\.\d+)?万|(?<=万)\d千)?                    # 12亿3456万元, 1万3千元
          | (?P<chinese>{CHINESE})(?P<chinese_more>[余多几来])?
            (?P<chinese_multiplier>[万亿]+|个亿(?!元[一-龥]))?
        )
        (?P<inside>[余多来])?
        (?:[ \u3000]{{0,2}}(?P<unit>(?:{_UNIT})(?:/(?:{_UNIT}))?)
            (?P<tenths>(?<=成)[一二三四五六七八九]                 # 八成二
              |(?<=块)[1-9一二三四五六七八九](?![\d.个十百千万]))?  # 29块9
        )?
    )
    """,
    re.VERBOSE,
)


def bound_before(text: str, place: int) -> re.Match[str] | None:
    """Find the ``word`` that bounds the number at ``place`` (近, 突破了, 大概在), spaces passed over."""
    while place and text[place - 1].isspace():
        place -= 1
    return _BOUND_BEFORE.search(text, max(0, place - _LONGEST_BOUND), place)


def bound_of_another(text: str, place: int) -> str | None:
    """Return the word that bounds a ratio before what it is a ratio of: 约占全市的|五分之一.

    >>> bound_of_another("约占全市的五分之一", 5), bound_of_another("占全市的五分之一", 4)
    ('约', None)
    """
    found = _BOUND_OF_ANOTHER.search(text, max(0, place - _OF_ANOTHER_REACH), place)
    return found["word"] if found else None


def is_bound(word: str) -> bool:
    """Whether a word is one that bounds the number behind it."""
    return word in _BOUNDS
