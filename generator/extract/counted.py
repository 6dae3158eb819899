"""Naming rules for what a number counts: the noun behind it, with what is done to those counted."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.extract.clauses import OWNED, join, strip_leading
from generator.extract.naming import COUNTABLE, Named, Situation, is_attribute
from generator.extract.nouns import DOING
from generator.extract.phrases import LONG, is_verb, verb_and_object
from generator.grammar.units import RATIO_UNITS
from generator.lexicon import alternatives, load
from generator.records import Measure

_CLASS = re.compile(
    r"(?:规模|限额|[\d一-龥]{1,4}元)(?:及)?(?:以上|以下)|规上|限上|国家级|部级|省部级|[国省市区县]级|新(?:增|建|开|开工)?|续建|在建|扩建|改建|开工|复工|竣工|外[资地]|本地|国有|民营"
)
"""What tells one class of things from another: 规模以上, 省级."""

_SHORT_NOUN = 6
"""Characters of a noun that what is said of it has to tell apart."""
_DONE_TO_A_WORK = re.compile(f"(?<=....)(?:等$|(?:{alternatives(load('words')['done_to_works'])}).*)")
_WHOLE_IN_ITSELF = frozenset(load("words")["whole_in_itself"])


def one_of_those_counted(at: Situation) -> Named | None:
    """是12个|招商引资重点项目之一: what follows belongs to the one spoken of, not to the twelve."""
    if not at.behind:
        return None
    right = join(at.clause.right)
    if right.endswith(("之首", "之列", "之中")):  # 列为十件|惠民实事之首
        return Named(indicator=at.behind, rule="noun behind", owner=at.behind, acted_on=at.behind)
    if not right.endswith("之一"):
        return None
    is_ = max((place for place, word in enumerate(at.left) if word.text == "是"), default=-1)
    counted = join(strip_leading(at.left[is_ + 1 :], at.places)) + at.behind
    return Named(indicator=counted, rule="one of those counted", owner=at.subject or at.behind)


def labelled(at: Situation) -> Named | None:
    """5.6%：|上半年地区生产总值增速: in a box of figures the name stands behind a colon."""
    if not at.label:
        return None
    grew = re.fullmatch(r"(.{2,}?)(?:同比|比上年)?(?:增速|增长率?|增幅|涨幅)", at.label)
    if grew and at.quantity.unit in RATIO_UNITS:
        return Named(indicator=grew[1], rule="behind a colon", owner=grew[1], measure=Measure.GROWTH)
    return Named(indicator=at.label, rule="behind a colon", owner=at.label)


def acted_on(at: Situation) -> Named | None:
    """对|113条|街巷进行改造: what is counted, with what is done to it."""
    if not at.behind or not at.clause.left or at.clause.left[-1].text != "对" or len(at.predicate) < 2:
        return None
    done, deed = at.predicate[0].text, at.predicate[1]
    if done not in DOING or not deed.tag.startswith("v"):
        return None
    return Named(
        indicator=deed.text + at.behind,
        rule="what is done to those counted",
        owner=at.behind,
        action=deed.text,
        acted_on=at.behind,
    )


def both_sides(at: Situation) -> Named | None:
    """帮助|2839户|困难家庭: the words before the number and the noun behind it."""
    phrase, behind = at.phrase, at.behind
    if not phrase or not behind:
        return None
    if is_attribute(phrase) and at.clause.right_text.startswith("的"):  # 面积|260平方米|的食堂
        work = _DONE_TO_A_WORK.sub("", behind)
        return Named(indicator=work + phrase, rule="what is measured stands behind", owner=work)
    if behind in COUNTABLE and len(phrase) <= 4 and at.clause.left_text.endswith("的") and at.predicate:
        return Named(
            indicator=f"{join(at.predicate)}的{phrase}{behind}",
            rule="noun behind, told apart on both sides",
            owner=phrase + behind,
        )
    if behind in COUNTABLE and at.example and at.example not in phrase:
        behind = f"{at.example}等{behind}"
    if len(phrase) > LONG and is_verb(at.left[-1]):
        phrase = at.left[-1].text  # 村支书领着大伙儿办起|26家|民宿
    attribute = at.left[-1].text
    if attribute in OWNED and len(at.left) > 1:  # 新建|面积|9.4万平方米|河口公园
        indicator = join(at.left[:-1]) + behind + attribute
    else:
        indicator = phrase + behind + ("比例" if at.quantity.unit in RATIO_UNITS else "")
    shared = phrase if at.left[-1].tag.startswith("v") else verb_and_object(at.left)[0]
    return Named(
        indicator=indicator, rule="words before and noun behind", owner=behind, action=shared, acted_on=behind
    )


def behind_with_shared_verb(at: Situation) -> Named | None:
    """包联197家企业、|27个|项目: a listing shares the verb of its first number."""
    if not at.behind or not at.clause.listed or not at.last or not at.last.action:
        return None
    return Named(
        indicator=at.last.action + at.behind,
        rule="noun behind, verb shared with the number before",
        owner=at.behind,
        action=at.last.action,
        acted_on=at.behind,
    )


def behind_with_predicate(at: Situation) -> Named | None:
    """575户|居民喜迁新居: a short noun is told apart by what is said of it."""
    if at.clause.right_cut and len(at.behind) > 4:
        return None  # 30个|省市重点项目|实现开工率100%: what is said is the next number's
    if not 0 < len(at.behind) <= _SHORT_NOUN:
        return None
    said = join(at.predicate)
    if not 2 <= len(said) <= 18 or said.startswith(("等", "中", "的")) or said.endswith(("至", "到")):
        return None
    return Named(
        indicator=f"{said}的{at.behind}",
        rule="noun behind, told apart by its predicate",
        owner=at.behind,
        acted_on=at.behind,
    )


def noun_behind(at: Situation) -> Named | None:
    """18个|省、哈市重点项目: the noun behind, a bare one told apart by its first example."""
    if not at.behind:
        return None
    by_example = at.behind in COUNTABLE and at.example
    indicator = f"{at.example}等{at.behind}" if by_example else at.behind
    rule = "noun behind, told apart by its first example" if by_example else "noun behind"
    return Named(indicator=indicator, rule=rule, owner=at.behind, acted_on=at.behind)


def part_of_the_whole(at: Situation) -> Named | None:
    """新登记经营主体4126户,其中企业|1893户, 其中规模以上|89家: a part of what was named before."""
    if not at.last or at.behind or not at.quantity.counts:
        return None
    rule = "a part of what was named before"
    if at.clause.listed and _CLASS.fullmatch(at.phrase) and (head := _CLASS.search(at.last.indicator)):
        whole = at.last.indicator[head.end() :]  # 国家级企业技术中心6个、省级|47个
        return Named(indicator=at.phrase + whole, rule=rule, owner=at.last.owner) if whole else None
    if at.first_word != "其中":
        return None
    alike = [
        entry.acted_on or entry.owner
        for entry, quantity in zip(at.named, at.quantities, strict=False)
        if quantity.unit == at.quantity.unit
    ]
    whole = alike[-1] if alike else at.owner  # 实施项目40个,年度投资52亿元,其中新开工|24个
    if _CLASS.fullmatch(at.phrase):
        return Named(indicator=at.phrase + whole, rule=rule, owner=whole)
    if at.phrase not in COUNTABLE or len(at.phrase) > 2:
        return None
    return Named(indicator=f"{at.owner}中的{at.phrase}", rule=rule, owner=at.phrase)


def verb_alone(at: Situation) -> Named | None:
    """入库种子2400吨,已下摆|580吨: a verb alone acts on what was named before."""
    if len(at.left) != 1 or at.left[0].tag != "v" or not at.last or is_attribute(at.phrase):
        return None
    if any(word.text in {"由", "从"} for word in at.clause.left):
        return None  # 滑道由|14条增至24条: what grew, whatever word it is taken for
    if at.phrase in _WHOLE_IN_ITSELF:
        return Named(indicator=at.phrase, rule="a verb that holds its object", owner=at.phrase)
    if at.last.doer:  # 生猪存栏18.4万头,出栏|31.7万头
        return replace(at.last, indicator=at.last.doer + at.phrase, rule="verb alone: done by the same")
    alike = [
        entry
        for entry, quantity in zip(at.named, at.quantities, strict=False)
        if entry.acted_on and quantity.unit == at.quantity.unit
    ]
    shared = (alike[-1] if alike else at.last).acted_on  # 18个小区,涉及居民6300户,已完成|7个
    if not alike and at.quantity.counts and at.last.acted_on == "" and at.topic:
        shared = at.topic  # 去年改造小区39个。今年投入5亿元,再改造|28个
    if not shared:
        return None
    return Named(
        indicator=shared if at.phrase in shared else at.phrase + shared,
        rule="verb alone: acts on what was named before",
        owner=shared,
        action=at.phrase,
        acted_on=shared,
    )
