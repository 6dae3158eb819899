"""Naming rules for changes and shares: what grew, by how much against what, and what part of what."""

from __future__ import annotations

import re

from generator.extract.clauses import (
    MODAL,
    OWNED,
    growth_of,
    join,
    strip_leading,
    strip_linking,
    without_base,
)
from generator.extract.naming import Named, Situation
from generator.extract.phrases import shorten
from generator.grammar.segment import Word
from generator.grammar.units import RATIO_UNITS
from generator.records import Measure

GREW = "what grew stands before the word of growth"
OBJECT_GREW = "what grew stands behind the word of growth"
OF_A_TARGET = "how far a target was met"
AS_MANY = "as many times another"
_BESIDE = frozenset({OF_A_TARGET, AS_MANY})
"""Ratios that tell of a level and are none themselves: what grows is the level."""
RESPECTIVELY = "分别: one each of those named before"
PROPORTION = "a part of a proportion"
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_OF_INDUSTRIES = re.compile("产业|三产|三次")
_CHANGED = re.compile(r"由|调整|优化|变|改|转")
_OF_A_TARGET = re.compile(
    r"(?P<own>.*?)(?:累计|已|仅|只)?(?:完成|为|占|达到|达|相当于|是|仅为)(?:了)?(?P<target>(?:全年|年初|年度|调整|当年|财政|既定)*(?:预算|计划|目标|任务|预期目标|预期)(?:数|值|总数)?)的?"
)
_AS_MANY = re.compile(r"(?:已|约|仅|近)?(?:是|约为|为|相当于|恢复到|恢复至|相当|仅为|不到)")
_LENGTH_OF_TIME = re.compile(r"(?:[\d一二两三四五六七八九十]+年(?:间|来)?|等于|相当于)+")
_ONLY_A_TIME = frozenset({"同期", "当年", "当时", "上年", "去年", "前年", "那时", "过去", "以前"})
_FURTHER = {"高于": 1, "高出": 1, "快于": 1, "好于": 1, "低于": -1, "低": -1, "慢于": -1}
_ONLY_A_MEASURE = frozenset({"数量", "产值", "总量", "面积", "人数"})


def distance(at: Situation) -> Named | None:
    """同比增长6.1%,高于全市|0.4个百分点: how far what was named before stands from another."""
    if at.first_word not in _FURTHER or at.last is None:
        return None
    of = at.last.indicator
    return Named(
        indicator=of + join(at.clause.left),
        rule="how far from another",
        owner=of,
        measure=Measure.GROWTH,
        sign=_FURTHER[at.first_word],
    )


def growth(at: Situation) -> Named | None:
    """商品房销售面积同比增长|38%: what grew stands before the word of growth, or was named before."""
    if at.clause.left and at.clause.left[-1].text == "净增" and not at.base_named:
        return None  # 市场主体净增|2.3万户: an amount; 较上年净增 says what against
    found = growth_of(at.clause.left, at.quantity.unit)
    if at.quantity.unit == "番":
        found = found or (1, without_base(strip_linking(at.clause.left)))
    if not found:
        return None
    sign, before = found
    phrase = join(shorten(strip_leading(strip_linking(before), at.places))[0])
    if not phrase or _LENGTH_OF_TIME.fullmatch(phrase):
        return _inherited(at, sign)
    if phrase.startswith(("每", "户均", "人均")) and len(phrase) <= 3:  # 每亩增收|500元
        phrase += at.clause.left[-1].text
    owner = at.owner if phrase in OWNED else ""
    object_grew = at.clause.left[-1].text == before[-1].text
    if object_grew and at.quantity.unit != "番" and not at.base_named:
        return None  # 增加学位|2400个: an amount, like 新增
    rule = OBJECT_GREW if object_grew and at.quantity.unit != "番" else GREW
    return Named(
        indicator=owner + phrase, rule=rule, owner=owner or phrase, measure=Measure.GROWTH, sign=sign
    )


def growth_listed(at: Situation) -> Named | None:
    """增长36.4%、|130%: a bare ratio listed after a growth is one too."""
    only_aims = all(word.text in MODAL for word in at.clause.left)  # 增长10%、力争|12%
    if not only_aims or not at.clause.listed or at.last is None or at.last.measure is not Measure.GROWTH:
        return None
    return _inherited(at, at.last.sign) if at.quantity.unit in RATIO_UNITS else None


def growth_of_another(at: Situation) -> Named | None:
    """增加面积4000平方米、床位|200张: what is listed after a thing that grew has grown too."""
    if not at.clause.listed or at.last is None or at.last.rule != OBJECT_GREW or not at.phrase or at.behind:
        return None
    return Named(
        indicator=at.owner + at.phrase,
        rule=OBJECT_GREW,
        owner=at.last.owner,
        measure=Measure.GROWTH,
        sign=at.last.sign,
    )


def _inherited(at: Situation, sign: int) -> Named:
    """Return the growth of what was named before: the last level, or one each with 分别."""
    levels = [place for place, entry in enumerate(at.named) if _is_level(entry)]
    of = -1
    run = 0
    while run < len(at.named) and at.named[-1 - run].rule == RESPECTIVELY:
        run += 1
    if levels and ("分别" in at.clause.left_text or (run and at.clause.listed)):
        many = _how_many_listed(at, at.index - run)
        targets = levels[-many:]
        of = targets[min(run, len(targets) - 1)]
        target = at.named[of]
        rule = RESPECTIVELY
    elif at.last is not None:
        follows_growth = at.clause.listed and at.last.measure is Measure.GROWTH
        of_a_rate = at.quantity.unit == "百分点" and at.quantities[at.index - 1].unit in RATIO_UNITS
        target = at.named[levels[-1]] if levels and not (follows_growth or of_a_rate) else at.last
        rule = "growth of what was named before"
    else:
        rule = "growth of what the clause before speaks of"
        grew = at.nearest_subject or at.topic
        return Named(indicator=grew, rule=rule, owner=grew, measure=Measure.GROWTH, sign=sign)
    return Named(
        indicator=target.indicator,
        rule=rule,
        owner=target.owner,
        measure=Measure.GROWTH,
        sign=sign,
        target=of,
    )


def _is_level(entry: Named) -> bool:
    return entry.measure is Measure.LEVEL and entry.rule not in _BESIDE


def _how_many_listed(at: Situation, begun: int) -> int:
    """Count the numbers of one unit that stand listed from ``begun`` on."""
    many = 1
    while begun + many < len(at.quantities):
        before, following = at.quantities[begun + many - 1], at.quantities[begun + many]
        if following.unit != before.unit or following.start - before.outer_end > 2:
            break
        many += 1
    return many


def of_a_target(at: Situation) -> Named | None:
    """一般公共预算收入完成92.6亿元,为预算的|101.2%: how far a target was met."""
    if at.quantity.unit not in RATIO_UNITS:
        return None
    found = _OF_A_TARGET.fullmatch(join(at.clause.left))
    if not found:
        return None
    own = join(strip_leading(strip_linking(_words_of(at, len(found["own"]))), at.places))
    levels = [entry for entry in at.named if _is_level(entry)]
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
    words = join(at.clause.left)
    if (
        at.quantity.unit not in RATIO_UNITS
        or at.last is None
        or not at.clause.left_text.rstrip().endswith("的")
    ):
        return None
    found = _AS_MANY.match(words)
    if not found:
        return None
    levels = [entry for entry in at.named if _is_level(entry)]
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
    part = f"{_INDUSTRIES[place]}占比" if count == 3 and _OF_INDUSTRIES.search(whole) else whole
    return Named(indicator=part or "比例", rule=PROPORTION, owner=whole)


def share(at: Situation) -> Named | None:
    """占全市|31%, 达到第三产业的|15%: a share: whose, and of what."""
    words = [word.text for word in at.clause.left]
    takes_part = any(word == "约占" or (word.startswith("占") and len(word) <= 2) for word in words)
    of_a_whole = bool(words) and words[-1] == "的" and "达到" in words
    if at.quantity.unit not in RATIO_UNITS or not (takes_part or of_a_whole):
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
