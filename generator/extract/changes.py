"""Naming rules for changes: what grew, by how much and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.extract.clauses import LEADING, MODAL, OWNED, join, strip_leading, strip_linking
from generator.extract.naming import Named, Situation
from generator.extract.phrases import shorten
from generator.extract.shares import is_level
from generator.grammar.segment import Word
from generator.grammar.units import RATIO_UNITS
from generator.lexicon import load
from generator.records import Measure

_WORDS = load("words")
_BEFORE_A_CHANGE = LEADING | MODAL
_UP = frozenset(_WORDS["growth"]["up"])
_DOWN = frozenset(_WORDS["growth"]["down"])
_MANNER = frozenset(_WORDS["growth_manner"])
_AGAINST = frozenset({"较", "比", "比较", "与", "同", "的", "相比"})
"""Words that lead to the base of a change."""
_EXCLUDING = frozenset({"扣除", "剔除", "扣减", "不含", "除去"})
GREW = "what grew stands before the word of growth"
OBJECT_GREW = "what grew stands behind the word of growth"
RESPECTIVELY = "分别: one each of those named before"
_LENGTH_OF_TIME = re.compile(r"(?:[\d一二两三四五六七八九十]+年(?:间|来)?|等于|相当于)+")
_HOW_FAR = "how far from another"
_BETTERED = frozenset({"改造", "整治", "优化", "巩固", "完善"})
_STILL = frozenset({"但", "仍", "还", "也", "均", "都", "虽"})
_SPEEDS = frozenset({"增速", "增幅", "涨幅", "降幅"})
_SIZES, _LENGTHS = frozenset({"高", "低"}), frozenset({"米", "公里", "厘米", "毫米", "层"})
_FURTHER = {"高于": 1, "高出": 1, "快于": 1, "好于": 1, "低于": -1, "低": -1, "慢于": -1}


def distance(at: Situation) -> Named | None:
    """同比增长6.1%,高于全市|0.4个百分点: how far what was named before stands from another."""
    if at.last is None:
        return None
    words = [word.text for word in at.clause.left]
    while len(words) > 1 and words[0] in _STILL:
        words.pop(0)
    further = words[1] if len(words) > 1 and words[0] in _SPEEDS else words[0] if words else ""
    if further not in _FURTHER:
        return None
    of = at.last.indicator
    return Named(
        indicator=of + "".join(words),
        rule=_HOW_FAR,
        owner=of,
        measure=Measure.GROWTH,
        sign=_FURTHER[further],
    )


def growth(at: Situation) -> Named | None:
    """商品房销售面积同比增长|38%: what grew stands before the word of growth, or was named before."""
    if len(at.clause.left) > 1 and at.clause.left[-2].text in _BETTERED and at.clause.left[-1].text == "提升":
        return None  # 改造提升|2条|街区: one verb
    if at.clause.left and at.clause.left[-1].text == "净增" and not at.base_named:
        return None  # 市场主体净增|2.3万户: an amount; 较上年净增 says what against
    if (
        at.clause.left
        and at.clause.left[-1].text in _SIZES
        and at.quantity.unit in _LENGTHS
        and not at.base_named
    ):
        return None  # 主塔高|43米: how tall it is, not by how much it grew
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
    if phrase.startswith("拉动") and not phrase.endswith("增长"):  # 拉动经济增长|4.9个百分点
        phrase += "增长"
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
    dealt = at.last.rule == RESPECTIVELY and at.quantity.unit == at.quantities[at.index - 1].unit
    return _inherited(at, at.last.sign) if dealt or at.quantity.unit in RATIO_UNITS else None


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
    levels = [place for place, entry in enumerate(at.named) if is_level(entry)]
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
        indicator=target.owner if target.rule == _HOW_FAR else target.indicator,
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


def growth_of(left: Sequence[Word], unit: str) -> tuple[int, list[Word]] | None:
    """Return the sign of a change and the words before it; None when the number is a level.

    The word of change stands last (同比增长|130%), or first with what changes behind it (增加面积).
    """
    kept = list(left)
    while kept and (
        (kept[-1].text in _MANNER and kept[-1].text not in {"同比", "比上年"})
        or (kept[-1].tag in {"ul", "x"} and kept[-1].text not in "”’》")
    ):
        kept.pop()
    per_unit = len(kept) > 1 and kept[-2].text == "每"  # 每升|0.048毫克
    if kept and not per_unit and (sign := _sign(kept[-1].text)):
        kept.pop()
        while kept and (
            kept[-1].text in _MANNER
            or kept[-1].text in _AGAINST
            or (kept[-1].tag in {"ul", "x", "d"} and kept[-1].text not in "”’》")
        ):
            kept.pop()
        return sign, without_base(kept)
    if kept and kept[-1].text == "同比":
        return 1, kept[:-1]
    head = [word for word in left if word.text not in _BEFORE_A_CHANGE and word.tag not in {"d", "p", "x"}]
    if len(head) >= 2 and head[0].text in {"增加", "减少", "压减"} and head[1].text not in {"到", "至", "为"}:
        return (1 if head[0].text == "增加" else -1), list(strip_linking(head[1:]))
    if unit == "百分点":
        return 1, strip_linking(left)
    return None


def without_base(words: list[Word]) -> list[Word]:
    """Drop what a change is reckoned against (投资|较年初预算) or without (扣除房地产开发投资后|)."""
    excluded = next((place for place, word in enumerate(words) if word.text in _EXCLUDING), None)
    if excluded is not None:
        after = next(
            (place for place, word in enumerate(words) if word.text in {"后", "以后"}), len(words) - 1
        )
        words = words[:excluded] + words[after + 1 :]
    against = [place for place, word in enumerate(words) if word.text in _AGAINST - {"的", "同"}]
    return words[: against[0]] if against else words


def _sign(word: str) -> int:
    if word in _UP:
        return 1
    return -1 if word in _DOWN else 0
