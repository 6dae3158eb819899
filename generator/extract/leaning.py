"""Naming rules that lean on another name: who attained what, what a sum is for, the rest of a count."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.extract.changes import GREW, growth_of
from generator.extract.clauses import join, strip_leading, strip_linking
from generator.extract.naming import ATTRIBUTE, OWNED_MODIFIERS, Named, Situation
from generator.extract.phrases import is_verb
from generator.lexicon import load
from generator.records import Measure

_ATTAIN = frozenset({"实现", "完成"})
COUNTERPARTS = {"支出": "收入", "收入": "支出", "出口": "进口", "进口": "出口", "贷款余额": "存款余额"}
_SPENDING: dict[str, str] = load("words")["spending"]
_REST = frozenset({"其余", "剩余", "余下", "剩下"})
_RESIDENTS = re.compile("(?:城镇|农村)(?:常住)?居民(.*)")
WHO_ATTAINED = "who attained what"


def who_attained(at: Situation) -> Named | None:
    """规上工业企业实现营业收入|156.3亿元;实现利润总额|6.7亿元: both are the enterprises'."""
    places = [place for place, word in enumerate(at.left[:-1]) if place and word.text in _ATTAIN]
    if places and len(at.left) > 2:
        actor, attained = join(at.left[: places[0]]), join(at.left[places[0] + 1 :])
        if at.left[places[0]].text == "完成" and attained == "投资":
            attained = "完成投资"
        nouns = any(word.tag[0] == "n" for word in at.left[: places[0]]) and actor not in OWNED_MODIFIERS
        if nouns and attained and not any(is_verb(word) for word in at.left[: places[0]]):
            return Named(indicator=actor + attained, rule=WHO_ATTAINED, owner=actor)
    before = next((entry for entry in reversed(at.named) if entry.rule == WHO_ATTAINED), None)
    if before and at.first_word in _ATTAIN and at.phrase:
        return Named(indicator=before.owner + at.phrase, rule=WHO_ATTAINED, owner=before.owner)
    return None


def spent_on(at: Situation) -> Named | None:
    """投入|1860万元改善学校取暖条件: a sum that says only that it is spent is named by what for."""
    if at.quantity.unit != "元" or at.phrase not in _SPENDING or at.clause.right_text.startswith("的"):
        return None
    of_a_work = at.last is not None and at.last.rule == ATTRIBUTE  # 产业园占地9.7公顷,投资|7.2亿元,…
    what_for = "" if of_a_work else at.find_purpose()
    if not what_for:
        return None
    spent = _SPENDING[at.phrase]
    return Named(indicator=what_for + spent, rule="what a sum is spent on, behind it", owner=what_for)


def the_rest(at: Situation) -> Named | None:
    """25件实事项目已完成14件,其余|11件: the rest of what the number before counts."""
    if at.phrase not in _REST or not at.last or at.behind or not at.quantity.counts:
        return None
    return replace(at.last, rule="the rest of what was named before")


def residents_likewise(at: Situation) -> Named | None:
    """城镇居民人均可支配收入增长5.8%,农村居民|增长7.6%: what the one before says of its people."""
    before = _RESIDENTS.match(at.last.indicator) if at.last else None
    if not before:
        return None
    found = growth_of(at.clause.left, at.quantity.unit)
    of = join(strip_leading(strip_linking(found[1]), at.places)) if found else ""
    if not found or not _RESIDENTS.fullmatch(of):
        return None
    indicator = of + before[1]
    return Named(indicator=indicator, rule=GREW, owner=indicator, measure=Measure.GROWTH, sign=found[0])


def counterpart(at: Situation) -> Named | None:
    """政府性基金收入31.4亿元;支出|40.8亿元: the other side of the same account."""
    opposite = COUNTERPARTS[at.phrase]
    sides = [entry.indicator for entry in at.named if entry.indicator.endswith(opposite)]
    if not sides or sides[-1] == opposite:
        return None
    indicator = sides[-1].removesuffix(opposite) + at.phrase
    return Named(indicator=indicator, rule="the other side of the same account", owner=indicator)
