"""One name for each indicator: GDP, 经济总量 and 地区生产总值 are one; the printed words are kept beside it.

The names are data (``data/indicators.yaml``): words that mean the same within any name, then whole
names. A name that the data does not know is its own, in plain characters and without the marks and
filling words in which two writers would differ.
"""

from __future__ import annotations

import re
from functools import cache

from generator.errors import InputError
from generator.grammar.simplified import simplify
from generator.lexicon import DATA, alternatives, load

_MARKS = re.compile(r"[\s“”‘’\"'「」《》（）()·、，,]|(?<!目)的")


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all words that mean the same as others, and word → name to use."""
    name_of = {name: name for name in load("indicators")["words"]}
    name_of |= {word: name for name, words in load("indicators")["words"].items() for word in words}
    return re.compile(alternatives(name_of)), name_of


@cache
def _names() -> dict[str, str]:
    """Return name → canonical name, both without marks."""
    listed = {name: (name, *others) for name, others in load("indicators")["indicators"].items()}
    names: dict[str, str] = {}
    for name, others in listed.items():
        for other in others:
            if names.setdefault(_plain(other), name) != name:
                problem = f"“{other}” stands for {names[_plain(other)]} and for {name}"
                raise InputError(DATA / "indicators.yaml", problem, "keep it under one of the two")
    return names


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(load('indicators')['leading'])})")


def _plain(name: str) -> str:
    pattern, name_of = _words()
    return _MARKS.sub("", pattern.sub(lambda match: name_of[match[0]], simplify(name)))


def canonical(indicator: str) -> str:
    """Return the one name under which an indicator is merged and compared.

    >>> canonical("GDP"), canonical("全区经济总量"), canonical("地区生产总值")
    ('地区生产总值', '地区生产总值', '地区生产总值')
    >>> canonical("规上工业增加值"), canonical("省、市重点项目实际完成投资")
    ('规模以上工业增加值', '省市重点项目完成投资')
    >>> canonical("“最多跑一次”事项")
    '最多跑一次事项'
    """
    plain = _plain(indicator)
    names = _names()
    rest = plain
    while rest not in names:
        leading = _leading().match(rest)
        if not leading or leading.end() == len(rest):
            return plain or indicator
        rest = rest[leading.end() :]
    return names[rest]


@cache
def _series_words() -> tuple[re.Pattern[str], dict[str, str]]:
    listed = load("indicators")["series"]
    name_of = {name: name for name in listed} | {
        word: name for name, words in listed.items() for word in words
    }
    return re.compile(alternatives(name_of)), name_of


def series_name(name: str) -> str:
    """Return the name under which a canonical indicator is followed over the years.

    >>> series_name("哈市重点项目完成投资"), series_name("地区生产总值")
    ('省市重点项目完成投资', '地区生产总值')
    """
    pattern, name_of = _series_words()
    return pattern.sub(lambda match: name_of[match[0]], name)


def is_listed(name: str) -> bool:
    """Whether the data knows a canonical name: one that it does not know is merged with its like only."""
    return name in load("indicators")["indicators"] or name in load("indicators")["words"]


def synonyms() -> list[list[str]]:
    """Return every list of words and names that mean the same, for whoever searches."""
    lists = load("indicators")
    return [[name, *others] for kind in ("words", "indicators") for name, others in lists[kind].items()]
