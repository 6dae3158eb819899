"""Naming rules for ratios: what part of what, how many times another, how far a target was met."""

from __future__ import annotations

import re

from generator.extract.clauses import join, strip_leading, strip_linking
from generator.extract.naming import Named, Situation
from generator.grammar.segment import Word
from generator.grammar.units import RATIO_UNITS
from generator.records import Measure

OF_A_TARGET = "how far a target was met"
AS_MANY = "as many times another"
_BESIDE = frozenset({OF_A_TARGET, AS_MANY})
"""Ratios that tell of a level and are none themselves: what grows is the level."""
PROPORTION = "a part of a proportion"
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_OF_INDUSTRIES = re.compile("产业|三产|三次")
_CHANGED = re.compile(r"由|调整|优化|变|改|转")
_OF_A_TARGET = re.compile(
    r"(?P<own>.*?)(?:累计|已|仅|只)?(?:完成|为|占|达到|达|相当于|是|仅为)(?:了)?(?P<target>(?:全年|年初|年度|调整|当年|财政|既定)*(?:预算|计划|目标|任务|预期目标|预期)(?:数|值|总数)?)的?"
)
_AS_MANY = re.compile(r"(?:已|约|仅|近|分别)?(?:是|约为|为|相当于|恢复到|恢复至|相当|仅为|不到)")
_ONLY_A_TIME = frozenset({"同期", "当年", "当时", "上年", "去年", "前年", "那时", "过去", "以前"})
_ONLY_A_MEASURE = frozenset({"数量", "产值", "总量", "面积", "人数"})


def is_level(entry: Named) -> bool:
    """Whether an earlier number states a level that can grow, not a ratio beside one."""
    return entry.measure is Measure.LEVEL and entry.rule not in _BESIDE


def of_a_target(at: Situation) -> Named | None:
    """一般公共预算收入完成92.6亿元,为预算的|101.2%: how far a target was met."""
    if at.quantity.unit not in RATIO_UNITS:
        return None
    found = _OF_A_TARGET.fullmatch(join(at.clause.left))
    if not found:
        return None
    own = join(strip_leading(strip_linking(_words_of(at, len(found["own"]))), at.places))
    levels = [entry for entry in at.named if is_level(entry)]
    what = own or (levels[-1].indicator if levels else at.subject)
    if not what:
        return None
    return Named(indicator=f"{what}完成{found['target']}的比例", rule=OF_A_TARGET, owner=what)


def _words_of(at: Situation, length: int) -> list[Word]:
    """Return the words of the clause within its first ``length`` characters."""
    kept: list[Word] = []
    for word in at.clause.left:
        length -= len(word.text)
        if length < 0:
            break
        kept.append(word)
    return kept


def multiple_of_another(at: Situation) -> Named | None:
    """客流达132万人次,是前年同期的|1.7倍; 恢复到2019年的|七成: what was named before, beside another."""
    if (
        at.quantity.unit not in RATIO_UNITS
        or at.last is None
        or not at.clause.left_text.rstrip().endswith("的")
    ):
        return None
    words = join(at.clause.left)
    found = _AS_MANY.match(words)
    if not found:
        return None
    levels = [entry for entry in at.named if is_level(entry)]
    what = (levels or at.named)[-1]
    other = words[found.end() :].strip("的")
    if other in _ONLY_A_TIME:
        other = ""
    compared = f"相当于{other}的{'倍数' if at.quantity.unit == '倍' else '比例'}" if other else ""
    return Named(indicator=what.indicator + compared, rule=AS_MANY, owner=what.owner)


def proportion(at: Situation) -> Named | None:
    """三次产业结构调整为4.7∶18.7∶76.6: each part by the name of its industry, or of the proportion."""
    if at.quantity.proportion is None:
        return None
    place, count = at.quantity.proportion
    before = next((entry for entry in reversed(at.named) if entry.rule == PROPORTION), None)
    whole = before.owner if before and (place or not at.phrase or _CHANGED.match(at.phrase)) else at.phrase
    part = (
        f"{_INDUSTRIES[place]}占比"
        if count == 3 and at.quantity.unit == "%" and _OF_INDUSTRIES.search(whole)
        else whole
    )
    return Named(indicator=part or "比例", rule=PROPORTION, owner=whole)


def share(at: Situation) -> Named | None:
    """占全市|31%, 达到第三产业的|15%: a share: whose, and of what."""
    if at.quantity.unit not in RATIO_UNITS:
        return None
    words = [word.text for word in at.clause.left]
    takes_part = any(word == "约占" or (word.startswith("占") and len(word) <= 2) for word in words)
    of_a_whole = bool(words) and words[-1] == "的" and "达到" in words
    if not (takes_part or of_a_whole):
        return None
    phrase = join(strip_leading(strip_linking(at.clause.left), at.places))
    marker = "占比" if "占比" in phrase else "占" if takes_part else "达到"
    own, _, whole = phrase.partition(marker)
    before = at.owner + own if not own or own in _ONLY_A_MEASURE else own
    if not whole:  # 占|87%
        return Named(
            indicator=f"{own or (at.last.indicator if at.last else before)}占比",
            rule="a share of what was named before",
            owner=before,
        )
    if not re.search(r"(?:比重|比例|份额|比|比率)$", whole):
        whole += "比重"
    return Named(indicator=f"{before}占{whole}", rule="a share: whose, and of what", owner=before)
