"""The noun behind a number that counts: where it ends, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.extract.clauses import CHANGE_TO, COUNTABLE, Clause, join
from generator.grammar.segment import Word
from generator.lexicon import load

_WORDS = load("words")

_INSTITUTIONS = tuple(_WORDS["institutions"])
_MEASURED = ("收入", "产值", "税收", "利润", "营收", "面积", "产量", "销量")
_NOMINAL = frozenset(_WORDS["nominal"])
_PREDICATE_TAGS = frozenset({"d", "v", "p", "f", "c", "zg", "u", "uj"})
DOING = frozenset({"进行", "实施", "开展", "予以", "加以", "给予"})
"""Verbs that only say that what follows is done: 对街巷进行|改造."""


def noun_on_the_right(clause: Clause, places: frozenset[str]) -> tuple[list[Word], list[Word]]:
    """Return the noun phrase behind a counted number, and the predicate after it."""
    noun, predicate = _noun_and_predicate(clause, places)
    if len(noun) > 1 and join(noun).endswith(_MEASURED):
        for place, word in enumerate(noun[:-1]):
            if word.text.endswith(COUNTABLE):  # 171个|行政村|集体经济收入: what is measured is not counted
                return noun[: place + 1], [*noun[place + 1 :], *predicate]
    return noun, predicate


def _noun_and_predicate(clause: Clause, places: frozenset[str]) -> tuple[list[Word], list[Word]]:
    words = list(clause.right)
    while words and (words[0].text in places or words[0].text in {"的", "左右", "、"}):
        words.pop(0)
    if (
        not words
        or words[0].tag in {"c", "d", "p", "u", "y"}
        or not words[0].text.strip("，,；;。：:！？!?…）) \t\u3000")
    ):
        return [], words
    done_to_it = any(_is_done(word, words[place:]) for place, word in enumerate(words) if place)
    acts_on_the_next = (  # 1500万元|建设大棚|260栋, but 126项|审批事项压缩至|80项
        clause.right_cut and words[0].tag in {"v", "vn"} and not done_to_it
    )
    if words[0].text in CHANGE_TO or acts_on_the_next:
        return [], words
    if words[0].tag == "v" and not any(word.tag.startswith(("n", "vn")) for word in words[1:4]):
        return [], words
    for place, word in enumerate(words):
        rest = words[place + 1 :]
        if _only_places(word, rest):
            return words[:place], rest
        relative = words[0].tag == "v" and rest and rest[0].text == "的"  # 入驻大厅的|事项
        if rest and not relative and _ends_a_name(word, rest, first=not place):
            return words[: place + 1], rest
    return words, []


def _only_places(word: Word, rest: Sequence[Word]) -> bool:
    """Whether a word only places what stands before it: 事项中, 项目之一."""
    return word.text in {"之一", "之首", "之列", "之中"} or (
        word.text in {"中", "里", "上"} and not (rest and rest[0].tag[0] == "n")
    )


def _is_done(following: Word, rest: Sequence[Word]) -> bool:
    """Whether something is done to those counted: 113条街巷|进行改造, 38项事项|精简至."""
    if len(rest) < 2:
        return False
    return following.text in DOING or (following.tag.startswith("v") and rest[1].text in {"至", "到", "为"})


def _ends_a_name(word: Word, rest: Sequence[Word], *, first: bool) -> bool:
    """Whether the name of what is counted ends with this word, and its predicate follows."""
    following = rest[0]
    if _is_done(following, rest):
        return True
    if following.tag == "v" and len(rest) == 1 and len(word.text) > 1:
        return True  # 25位|区级领导|包联|197家
    if following.text.startswith("不") and word.text.endswith(COUNTABLE):
        return True  # 遗留项目|不尽相同的成因
    if following.text in {"和", "与", "及"} and len(join(rest)) > 12:
        return True  # 单位主要负责人|和飞鹤乳品有限公司…参加会议
    counts_on = any(later.text.endswith(COUNTABLE) for later in rest)
    if word.text.endswith(_INSTITUTIONS) and len(join(rest)) >= 6 and not counts_on:
        return True
    if not word.text.endswith(COUNTABLE):
        adverb = following.tag in {"d", "p"} or following.text in {"正在", "陆续", "全部", "均"}
        return adverb and not counts_on and (not first or word.tag == "n")
    if (following.text in _NOMINAL or following.tag == "vn") and not (len(rest) > 1 and rest[1].text == "了"):
        return False  # 老旧小区|改造项目, but 街镇|建设了大厅
    if following.tag == "c" and len(rest) > 1 and rest[1].text.endswith(COUNTABLE):
        return False  # 企业|和|单位
    return following.tag in _PREDICATE_TAGS or following.text in {"的", "等", "从", "中", "将", "正在"}
