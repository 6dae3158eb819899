"""Name what a number measures: a noun phrase that stands on its own, from the grammar of its clause.

The rules stand in ``RULES`` in order of preference, the first that answers decides: changes and shares,
the words on both sides of the number (帮助|2839户|困难家庭), the noun behind it (40个|老旧小区改造项目), the
words before it (签约总额|578.6亿元), or an earlier number of the sentence. Words that need an owner
(总面积, 涉及居民) get the one spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from generator.extract.changes import (
    GREW,
    distance,
    growth,
    growth_listed,
    growth_of_another,
    multiple_of_another,
    of_a_target,
    proportion,
    share,
)
from generator.extract.clauses import (
    DOING,
    OWNED,
    Clause,
    Span,
    clause_of,
    join,
    noun_on_the_right,
    overlaps,
    strip_leading,
    strip_linking,
)
from generator.extract.naming import (
    COUNTABLE,
    OWNED_BEGINNING,
    OWNED_MODIFIERS,
    Named,
    Situation,
    is_attribute,
)
from generator.extract.phrases import (
    LONG,
    is_verb,
    nearest_subject,
    shorten,
    subject_before,
    verb_and_object,
)
from generator.grammar.marks import CLAUSE, first_of
from generator.grammar.quantities import Quantity
from generator.grammar.segment import Word, Words
from generator.grammar.units import COUNT_UNITS, RATIO_UNITS
from generator.lexicon import load
from generator.records import Measure

_WORDS = load("words")
_AND = frozenset({"和", "与", "及", "以及"})
_BASE = re.compile("原有|基础上|相比|较|比")
_REACHING = frozenset({"惠及", "涉及", "覆盖", "受益", "辐射"})
_COUNT_OF = {"户": "户数", "人": "人数", "人次": "人次", "家": "家数"}
_ATTAIN = frozenset({"实现", "完成"})
_TOTALS = frozenset({"累计", "合计", "总共", "共计"})
_FINISHING = frozenset(_WORDS["finishing"])
_EMPTY_NOUNS = tuple(_WORDS["empty_nouns"])
_COUNTERPARTS = {"支出": "收入", "收入": "支出", "出口": "进口", "进口": "出口", "贷款余额": "存款余额"}
_TERRITORIES = frozenset(_WORDS["territories"])
_COLONS = ("：", ":")
_CLASS = re.compile(
    r"(?:规模|限额|[\d一-龥]{1,4}元)(?:及)?(?:以上|以下)|规上|限上|[国省市区县]级|新(?:增|建|开)?|外[资地]|本地|国有|民营"
)
"""What tells one class of things from another: 规模以上, 省级."""
ATTRIBUTE = "attribute of what was named before"
WHO_ATTAINED = "who attained what"


def name_all(
    text: str,
    words: Words,
    quantities: Sequence[Quantity],
    times: Sequence[Span],
    places: frozenset[str],
    topic: str = "",
) -> list[Named]:
    """Name every quantity of a sentence, in order; each may lean on those before it.

    ``topic`` is what the sentence before spoke of: attributes without any other owner belong to it.
    """
    asides = [match.span() for match in re.finditer(r"[（(][^（）()\d]{1,12}[)）]", text)]
    item = re.match(r"\s*[（(]?\d{1,2}[.、．)）](?!\d)", text)
    ignored = [*times, *asides, *([item.span()] if item else [])]
    base = _BASE.search(text)
    base_named_from = base.end() if base else len(text)
    named: list[Named] = []
    for index, quantity in enumerate(quantities):
        clause = clause_of(text, words, quantities, index, ignored)
        left, example = shorten(
            strip_leading(strip_linking(clause.left), places), whole_listing=not quantity.counts
        )
        if clause.left and clause.left[-1].text in _AND and left and left[0].tag == "v":
            left = left[:1]  # 发布主导品种推介和|6项|主推技术
        if len(left) == 1 and left[0].text in OWNED and (territory := _territory(clause)):
            left = [territory, *left]  # 辖区|面积|98平方公里: whose area it is stands before it
        if clause.left and clause.left[-1].text == "首批" and not any(is_verb(word) for word in left):
            left = []  # 区政务服务中心首批|4个|窗口
        if left and left[-1].text == "将" and not any(is_verb(word) for word in left[:-1]):
            left = []  # 区营商局将|126项|审批事项压缩至…: who acts is no part of what is counted
        noun, predicate = noun_on_the_right(clause, places) if _takes_noun(clause, quantity) else ([], [])
        if join(noun).startswith(_EMPTY_NOUNS):
            noun = []
        situation = Situation(
            quantities=quantities,
            index=index,
            clause=clause,
            left=left,
            phrase=join(left),
            behind=join(noun),
            predicate=predicate,
            example=example,
            named=tuple(named),
            find_subject=cache(partial(subject_before, text, words, quantity.outer_start, ignored, places)),
            find_nearest=partial(nearest_subject, text, words, quantity.outer_start, ignored, places),
            topic=topic,
            label=_label(text, words, quantity, ignored, places),
            base_named=base_named_from <= quantity.start,
            places=places,
        )
        named.append(next(name for rule in RULES if (name := rule(situation))))
    return named


def _label(
    text: str, words: Words, quantity: Quantity, ignored: Sequence[Span], places: frozenset[str]
) -> str:
    """Return the name behind the colon after a number that opens its line; empty where there is none."""
    if (
        text[: quantity.outer_start].strip()
        or text[quantity.outer_end : quantity.outer_end + 1] not in _COLONS
    ):
        return ""
    end = first_of(text, CLAUSE, quantity.outer_end + 1)
    behind = [word for word in words.between(quantity.outer_end + 1, end) if not overlaps(word, ignored)]
    return join(strip_leading(behind, places))


def _territory(clause: Clause) -> Word | None:
    """Return the word for the whole territory that stands right before the last word of the left side."""
    if len(clause.left) < 2 or clause.left[-2].text not in _TERRITORIES:
        return None
    return clause.left[-2]


def _takes_noun(clause: Clause, quantity: Quantity) -> bool:
    """Whether the noun of a number may stand behind it: counts before their noun, 80%的行政村."""
    if quantity.unit in RATIO_UNITS:
        return clause.right_text.startswith("的")
    return quantity.unit in COUNT_UNITS or not clause.right_text.startswith(
        ("以", "左", "用", "不", "就", "才")
    )


def other_end_of_a_range(at: Situation) -> Named | None:
    """5%—|6%: measures what the lower end does."""
    if not at.last or not at.quantities[at.index - 1].opens_range:
        return None
    return replace(at.last, rule="the other end of a range")


def one_of_those_counted(at: Situation) -> Named | None:
    """是12个|招商引资重点项目之一: what follows belongs to the one spoken of, not to the twelve."""
    right = join(at.clause.right)
    if at.behind and right.endswith(("之首", "之列", "之中")):  # 列为十件|惠民实事之首
        return Named(indicator=at.behind, rule="noun behind", owner=at.behind, acted_on=at.behind)
    if not at.behind or not right.endswith("之一"):
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
    said = join(at.predicate)
    if at.clause.right_cut and len(at.behind) > 4:
        return None  # 30个|省市重点项目|实现开工率100%: what is said is the next number's
    if not 0 < len(at.behind) <= 6 or not 2 <= len(said) <= 18 or said.startswith(("等", "中", "的")):
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


def part_of_the_whole(at: Situation) -> Named | None:
    """新登记经营主体4126户,其中企业|1893户, 其中规模以上|89家: a part of what was named before."""
    if at.first_word != "其中" or not at.last or at.behind or not at.quantity.counts:
        return None
    rule = "a part of what was named before"
    if _CLASS.fullmatch(at.phrase):
        return Named(indicator=at.phrase + at.owner, rule=rule, owner=at.owner)
    if at.phrase not in COUNTABLE or len(at.phrase) > 2:
        return None
    return Named(indicator=f"{at.owner}中的{at.phrase}", rule=rule, owner=at.phrase)


def verb_alone(at: Situation) -> Named | None:
    """入库种子2400吨,已下摆|580吨: a verb alone acts on what was named before."""
    if len(at.left) != 1 or at.left[0].tag != "v" or not at.last or is_attribute(at.phrase):
        return None
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


def words_before(at: Situation) -> Named | None:
    """签约总额|578.6亿元: the words before the number, with an owner where they need one."""
    phrase = at.phrase
    if not phrase:
        return None
    if at.quantity.unit in RATIO_UNITS and any(word.text in {"覆盖", "达标"} for word in at.left):
        phrase += "比例"
    if phrase.startswith("完成") and len(phrase) >= 6:  # 完成固定资产投资|1860亿元
        phrase = phrase.removeprefix("完成")
    if phrase in _REACHING:  # 惠及|3.78万户
        phrase += _COUNT_OF.get(at.quantity.unit, "")
    if phrase in _COUNTERPARTS and (named := _counterpart(at)):
        return named
    action, object_ = verb_and_object(at.left)
    owner = at.named[0].owner if at.named and at.first_word in _TOTALS else at.owner
    if at.clause.listed and at.last and at.last.rule == ATTRIBUTE and at.last.action and not action:
        return Named(  # 涉及居民楼523栋、居民|4.6万户: both are of the same project
            indicator=at.last.owner + at.last.action + phrase,
            rule=ATTRIBUTE,
            owner=at.last.owner,
            action=at.last.action,
        )
    names_a_thing = "的" in phrase and phrase.endswith(tuple(COUNTABLE))  # 总投资额在10亿元以上的项目
    needs_owner = is_attribute(phrase) or (phrase.startswith(OWNED_BEGINNING) and not names_a_thing)
    if not owner and at.topic and phrase != "投资" and (needs_owner or phrase in _FINISHING):
        return Named(
            indicator=at.topic + phrase, rule="attribute of what the sentence before spoke of", owner=at.topic
        )
    if phrase in {"原有", "原"} and at.quantity.unit in {"平方米", "公顷", "亩"}:
        phrase = "原有面积"
    if needs_owner and owner and owner not in phrase and phrase not in owner:
        return Named(
            indicator=owner + phrase,
            rule=ATTRIBUTE,
            owner=owner,
            action=action,
            acted_on=object_,
        )
    stands_for = object_ if len(object_) >= 2 else phrase
    if needs_owner:  # 该项目总投资|3.2亿元, 占地面积…: the measure of a project owns no other measure
        stands_for = "项目" if phrase.startswith("项目") else ""
    return Named(
        indicator=phrase,
        rule="words before the number",
        owner=stands_for,
        action=action if action == phrase else "",
        acted_on=object_,
        doer=join(at.left[:-1]) if action and not object_ else "",
    )


def _counterpart(at: Situation) -> Named | None:
    """政府性基金收入31.4亿元;支出|40.8亿元: the other side of the same account."""
    opposite = _COUNTERPARTS[at.phrase]
    sides = [entry.indicator for entry in at.named if entry.indicator.endswith(opposite)]
    if not sides or sides[-1] == opposite:
        return None
    indicator = sides[-1].removesuffix(opposite) + at.phrase
    return Named(indicator=indicator, rule="the other side of the same account", owner=indicator)


def nothing_said(at: Situation) -> Named:
    """下发工作提示114次、|1351件: a bare number measures what the one before does, else the subject."""
    if at.last:  # 比上年增长7%,2020年达到|356亿元: what grew, now as a level
        levels = [entry for entry in at.named if entry.measure is Measure.LEVEL]
        of_its_own = at.clause.listed or at.last.rule == GREW  # 企业数量翻一番,达到|60家
        before = levels[-1] if levels and not of_its_own else at.last
        return replace(before, rule="the same as the number before", measure=Measure.LEVEL, sign=1)
    if at.first_word in _TERRITORIES and len(at.clause.left) == 1 and at.quantity.unit in _COUNT_OF:
        counted = at.first_word + _COUNT_OF[at.quantity.unit]  # 全村|312户
        return Named(indicator=counted, rule="all of a territory", owner=counted)
    subject = at.subject or at.topic
    return Named(
        indicator=subject or "数量", rule="what the sentence, or the one before, speaks of", owner=subject
    )


RULES: tuple[Callable[[Situation], Named | None], ...] = (
    other_end_of_a_range,
    proportion,
    distance,
    of_a_target,
    growth,
    growth_listed,
    multiple_of_another,
    share,
    growth_of_another,
    one_of_those_counted,
    labelled,
    acted_on,
    both_sides,
    behind_with_shared_verb,
    behind_with_predicate,
    noun_behind,
    who_attained,
    part_of_the_whole,
    verb_alone,
    words_before,
    nothing_said,
)
