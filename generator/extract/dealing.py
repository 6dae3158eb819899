"""Deal out values that 分别 gives to things named together: 地区生产总值、固定资产投资分别增长5.2%、7.1%.

The naming rules read what stands before 分别 as one name. Where it lists as many things as values follow,
each value gets its own; what only the last thing says of itself belongs to all: 种子、化肥到位率.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.extract.clauses import Span, outside, strip_leading
from generator.extract.naming import Named
from generator.extract.shares import AS_MANY, is_level
from generator.grammar.marks import CLAUSE, last_of
from generator.grammar.quantities import Quantity
from generator.grammar.segment import Word, Words, words
from generator.grammar.units import RATIO_UNITS
from generator.lexicon import alternatives, load

RULE = "分别: one each of what is named together"
_WORDS = load("words")
_DONE = frozenset({"销售", "接待", "生产", "出口", "进口", "办理", "受理", "发放", "培训", "引进", "建设"})
_BETWEEN = re.compile(r"[、，,]?(?:和|与|及|以及)?")
"""What stands between values that are listed."""
_JOINTS = frozenset({"、", "和", "与", "及", "以及"})
_MEASURES = re.compile(f"(?:{alternatives(_WORDS['measures'])})$")
_WRITTEN_OUT: dict[str, str] = _WORDS["written_out"]
_SHORT = re.compile(alternatives(_WRITTEN_OUT))
_BOTH = re.compile(r"城乡(?!一体)")


def deal_out(
    text: str,
    cut: Words,
    quantities: Sequence[Quantity],
    named: Sequence[Named],
    ignored: Sequence[Span],
    places: frozenset[str],
) -> list[Named]:
    """Return the names with those parted that stand for several things, one each for as many values.

    ``cut`` are the words of ``text``; those in ``ignored`` spans, and ``places`` at the head, name nothing.
    """
    dealt = list(named)
    before: list[str] = []
    index = 0
    while index < len(quantities):
        count = _listed(text, quantities, index)
        start = last_of(text, CLAUSE, quantities[index].start) + 1
        respectively = text.find("分别", start, quantities[index].start)
        if count > 1 and respectively >= 0:
            subject = strip_leading(outside(cut.between(start, respectively), ignored), places)
            parts = _parts(_text(subject), count) or _parts(named[index].indicator, count)
            if not parts and len(before) == count and not _JOINTS & {word.text for word in subject}:
                parts = before  # 收入、税收分别完成12亿元、9亿元,同比分别增长8%和6%
            if not parts:
                parts = _of_those_before(named, index, count)
            elif (did := text[respectively + 2 : quantities[index].outer_start]) in _DONE:
                parts = [part + did for part in parts]  # 汽车、家电分别|销售|5.1万辆、63.8万台
            for place, part in enumerate(parts):
                dealt[index + place] = replace(named[index + place], indicator=part, rule=RULE)
            before = parts
        index += count
    return dealt


def _of_those_before(named: Sequence[Named], index: int, count: int) -> list[str]:
    """Name ratios after the levels before them, in order: 企业5家、院所8家,数量分别占全市的|10%和|13%."""
    levels = [each for each in named[:index] if is_level(each)][-count:]
    name = named[index]
    if len(levels) < count:
        return []
    if name.rule == AS_MANY and name.indicator.startswith(levels[-1].indicator):
        behind = name.indicator.removeprefix(levels[-1].indicator)
        return [level.indicator + behind for level in levels]
    _, marker, behind = name.indicator.partition("分别")
    return [level.indicator + behind for level in levels] if marker and behind.startswith("占") else []


def _listed(text: str, quantities: Sequence[Quantity], first: int) -> int:
    """Count the values of one sort that stand listed from ``first`` on."""
    last = first
    while last + 1 < len(quantities):
        one, other = quantities[last], quantities[last + 1]
        alike = (
            one.unit == other.unit or {one.unit, other.unit} <= RATIO_UNITS or (one.counts and other.counts)
        )
        if not alike or one.opens_range or not _BETWEEN.fullmatch(text, one.outer_end, other.outer_start):
            break
        last += 1
    return last - first + 1


def _parts(name: str, count: int) -> list[str]:
    """Return the things that a name lists, each by its whole name; none where they are not so many."""
    if count == 2 and (both := _BOTH.search(name)):  # 城乡低保标准分别提高到…
        town = "城镇" if name.startswith("居民", both.end()) else "城市"
        return [name[: both.start()] + which + name[both.end() :] for which in (town, "农村")]
    listed: list[list[Word]] = [[]]
    for word in words(_SHORT.sub(lambda short: _WRITTEN_OUT[short[0]], name)):
        if word.text in _JOINTS:
            listed.append([])
        else:
            listed[-1].append(word)
    if len(listed) != count or not all(listed):  # 教育、社会保障和就业、农林水支出: 和 stands inside a name
        named = name.split("、")
        if len(named) != count or not all(named):
            return []
        listed = [words(part) for part in named]
    *others, last = listed
    return [_text(part) + _text(_shared(part, last)) for part in others] + [_text(last)]


def _shared(part: Sequence[Word], last: Sequence[Word]) -> Sequence[Word]:
    """Return what the last thing of a list says for another as well: 化肥、农药|到位率, 新建、改建|公厕."""
    measured = _MEASURES.search(_text(last)) and not _MEASURES.search(_text(part))
    done = all(word.tag == "v" for word in part) and last[0].tag == "v" and last[-1].tag.startswith("n")
    return last[len(part) :] if measured or done else ()


def _text(part: Sequence[Word]) -> str:
    return "".join(word.text for word in part)
