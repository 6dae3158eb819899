"""Naming rules for changes and shares: what grew, by how much against what, and what part of what."""

from __future__ import annotations

import re

from generator.extract.clauses import OWNED, growth_of, join, strip_leading, strip_linking
from generator.extract.naming import Named, Situation
from generator.extract.phrases import shorten
from generator.grammar.units import RATIO_UNITS
from generator.records import Measure

GREW = "what grew stands before the word of growth"
OBJECT_GREW = "what grew stands behind the word of growth"
RESPECTIVELY = "分别: one each of those named before"
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
    found = growth_of(at.clause.left, at.quantity.unit)
    if at.quantity.unit == "番":
        found = found or (1, strip_linking(at.clause.left))
    if not found:
        return None
    sign, before = found
    phrase = join(shorten(strip_leading(strip_linking(before), at.places))[0])
    if not phrase:
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
    if at.clause.left or not at.clause.listed or at.last is None or at.last.measure is not Measure.GROWTH:
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
    levels = [place for place, entry in enumerate(at.named) if entry.measure is Measure.LEVEL]
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
        target = at.named[levels[-1]] if levels and not follows_growth else at.last
        rule = "growth of what was named before"
    else:
        rule = "growth of the sentence's subject"
        return Named(indicator=at.subject, rule=rule, owner=at.subject, measure=Measure.GROWTH, sign=sign)
    return Named(
        indicator=target.indicator,
        rule=rule,
        owner=target.owner,
        measure=Measure.GROWTH,
        sign=sign,
        target=of,
    )


def _how_many_listed(at: Situation, begun: int) -> int:
    """Count the numbers of one unit that stand listed from ``begun`` on."""
    many = 1
    while begun + many < len(at.quantities):
        before, following = at.quantities[begun + many - 1], at.quantities[begun + many]
        if following.unit != before.unit or following.start - before.outer_end > 2:
            break
        many += 1
    return many


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
