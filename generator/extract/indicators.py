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

from generator.extract.changes import GREW, distance, growth, growth_listed, growth_of_another
from generator.extract.clauses import (
    OWNED,
    Clause,
    Span,
    clause_of,
    join,
    outside,
    strip_leading,
    strip_linking,
)
from generator.extract.counted import (
    acted_on,
    behind_with_predicate,
    behind_with_shared_verb,
    both_sides,
    labelled,
    noun_behind,
    one_of_those_counted,
    part_of_the_whole,
    verb_alone,
)
from generator.extract.dealing import deal_out
from generator.extract.leaning import (
    COUNTERPARTS,
    counterpart,
    residents_likewise,
    spent_on,
    the_rest,
    who_attained,
)
from generator.extract.naming import (
    ATTRIBUTE,
    COUNTABLE,
    OWNED_BEGINNING,
    Named,
    Situation,
    is_attribute,
)
from generator.extract.nouns import noun_on_the_right
from generator.extract.phrases import (
    is_verb,
    nearest_subject,
    purpose,
    shorten,
    subject_before,
    verb_and_object,
)
from generator.extract.shares import multiple_of_another, of_a_target, proportion, share
from generator.grammar.marks import CLAUSE, first_of
from generator.grammar.quantities import Quantity
from generator.grammar.segment import Word, Words
from generator.grammar.units import COUNT_UNITS, RATIO_UNITS
from generator.lexicon import alternatives, load
from generator.records import Measure

_WORDS = load("words")
_AND = frozenset({"和", "与", "及", "以及"})
_BASE = re.compile("原有|基础上|相比|较|比")
_REACHING = frozenset({"惠及", "涉及", "覆盖", "受益", "辐射"})
_COUNT_OF = {"户": "户数", "人": "人数", "人次": "人次", "家": "家数"}
_COUNTABLE = tuple(COUNTABLE)
_TOTALS = frozenset({"累计", "合计", "总共", "共计"})
_FINISHING = frozenset(_WORDS["finishing"])
_WORKS = frozenset(_WORDS["works"])
_SHARED = frozenset(_WORDS["shared_by_a_list"])
_EMPTY_NOUNS = tuple(_WORDS["empty_nouns"])
_TERRITORIES = frozenset(_WORDS["territories"])
_COLONS = ("：", ":")
_WHOLE_MEASURE = re.compile(f"(?<=..)(?:{alternatives(_WORDS['whole_measures'])})$")
"""What is measured of a work; the work owns what is said next as well: 污水处理厂|总投资5.8亿元,占地面积…."""
_ASIDE = re.compile(r"[（(][^（）()\d]{1,12}[)）]|[\[［]\d{1,2}[\]］]")
"""What a reader passes over: （含亚布力）, the mark of a footnote."""
_ITEM = re.compile(r"\s*[（(]?\d{1,2}[.、．)）](?!\d)")


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
    asides = [match.span() for match in _ASIDE.finditer(text)]
    item = _ITEM.match(text)
    ignored = [
        *(_with_its_particles(text, time) for time in times),
        *asides,
        *([item.span()] if item else []),
    ]
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
        noun, predicate = noun_on_the_right(clause, places) if _takes_noun(clause, quantity) else ([], [])
        if join(noun).startswith(_EMPTY_NOUNS):
            noun = []
        if (
            noun
            and clause.left
            and clause.left[-1].text == "首批"
            and not any(is_verb(word) for word in left)
        ):
            left = []  # 区政务服务中心首批|4个|窗口
        if noun and clause.left and clause.left[-1].text == "将" and not any(is_verb(word) for word in left):
            left = []  # 区营商局将|126项|审批事项压缩至…: who acts is no part of what is counted
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
            find_purpose=partial(purpose, text, words, quantities, index),
            topic=topic,
            label=_label(text, words, quantity, ignored, places),
            base_named=base_named_from <= quantity.start,
            places=places,
        )
        named.append(next(name for rule in RULES if (name := rule(situation))))
    return deal_out(text, words, quantities, named, ignored, places)


def _with_its_particles(text: str, time: Span) -> Span:
    """Return a time with what only leads into it and out of it: 自|1月|以来."""
    start, end = time
    if text[start - 1 : start] in ("自", "从"):
        start -= 1
    return start, end + 2 if text.startswith("以来", end) else end


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
    behind = outside(words.between(quantity.outer_end + 1, end), ignored)
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


def words_before(at: Situation) -> Named | None:
    """签约总额|578.6亿元: the words before the number, with an owner where they need one."""
    if not at.phrase:
        return None
    phrase = _written_out(at)
    if phrase in COUNTERPARTS and (named := counterpart(at)):
        return named
    action, object_ = verb_and_object(at.left)
    if at.clause.listed and at.last and at.last.rule == ATTRIBUTE and at.last.action and not action:
        return Named(  # 涉及居民楼523栋、居民|4.6万户: both are of the same project
            indicator=at.last.owner + at.last.action + phrase,
            rule=ATTRIBUTE,
            owner=at.last.owner,
            action=at.last.action,
        )
    of_a_list = at.clause.listed and at.last is not None and not action
    names_a_thing = phrase not in _WORKS and not is_attribute(phrase)
    if at.last and of_a_list and at.last.verb in _SHARED and names_a_thing:
        phrase, action, object_ = at.last.verb + phrase, at.last.verb, phrase  # 新增绿地5公顷、泊位|2600个
    needs_owner = _needs_an_owner(phrase)
    owner = ""
    if needs_owner or phrase in _FINISHING:  # whose it is takes the other clauses, and time, to tell
        owner = at.named[0].owner if at.named and at.first_word in _TOTALS else at.owner
        anew = any(word.text in _TERRITORIES for word in at.clause.left)  # 全区实现税收2.4亿元: a new subject
        if not owner and at.topic and not anew and phrase != "投资":
            return Named(
                indicator=at.topic + phrase,
                rule="attribute of what the sentence before spoke of",
                owner=at.topic,
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
    stands_for = _WHOLE_MEASURE.sub("", object_ if len(object_) >= 2 else phrase)
    if at.last and of_a_list and at.last.acted_on and at.quantity.counts:
        stands_for = at.last.owner  # 改造老旧小区42个、楼体|318栋,总面积…: all of the first
    if needs_owner:  # 该项目总投资|3.2亿元, 占地面积…: the measure of a project owns no other measure
        stands_for = "项目" if phrase.startswith("项目") else ""
    return Named(
        indicator=phrase,
        rule="words before the number",
        owner=stands_for,
        action=action if action == phrase else "",
        acted_on=object_,
        verb=action,
        doer=join(at.left[:-1]) if action and not object_ else "",
    )


def _written_out(at: Situation) -> str:
    """Return the words before a number as they stand for themselves: 惠及|3.78万户 counts 惠及户数."""
    phrase = at.phrase
    if at.quantity.unit in RATIO_UNITS and any(word.text in {"覆盖", "达标"} for word in at.left):
        phrase += "比例"
    if phrase.startswith("完成") and len(phrase) >= 6:  # 完成固定资产投资|1860亿元
        phrase = phrase.removeprefix("完成")
    return phrase + _COUNT_OF.get(at.quantity.unit, "") if phrase in _REACHING else phrase


def _needs_an_owner(phrase: str) -> bool:
    """Whether a phrase tells only a measure of something (总投资) and no thing (总投资10亿元以上的项目)."""
    names_a_thing = "的" in phrase and phrase.endswith(_COUNTABLE)
    return is_attribute(phrase) or (phrase.startswith(OWNED_BEGINNING) and not names_a_thing)


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
    residents_likewise,
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
    the_rest,
    verb_alone,
    spent_on,
    words_before,
    nothing_said,
)
