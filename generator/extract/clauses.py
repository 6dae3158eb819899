"""The clause around a number: what stands before it, what stands behind it, and where both end.

A number sits in its clause with words on its left (完成投资|46.2亿元) and, when its unit counts
things, with a noun on its right (40个|老旧小区改造项目全面完工). Neighbouring numbers, commas and
the listing mark 、 bound both sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.grammar.marks import CLAUSE, first_of, last_of
from generator.grammar.quantities import Quantity
from generator.grammar.segment import Word, Words
from generator.lexicon import load

_WORDS = load("words")
CHANGE_TO = frozenset(_WORDS["change_to"])
LINKING = frozenset(_WORDS["linking"]) | {verb + to for verb in CHANGE_TO for to in "到至为"}
LEADING = frozenset(_WORDS["leading"])
COUNTABLE = tuple(_WORDS["countable"])
_FILLERS = frozenset({"已", "已经", "了"})
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("(", ")"), ("（", "）"), ("「", "」"))
_QUOTE = re.compile("[“”‘’《》()（）「」]")
_JOINTS = frozenset("、,，的和与及 ")
_BEFORE = frozenset(_WORDS["before"])
COLLECTIVE = frozenset(_WORDS["collective"])
OWNED = frozenset(_WORDS["owned_exactly"])
MODAL = frozenset(_WORDS["modal"])

_RIGHT_MARKS = CLAUSE | frozenset("（(）)")
_HEADLINE_SPACE = re.compile(r"(?<=[一-龥”])[ \u3000]+(?=[一-龥“])")
"""What parts the halves of a headline."""
_LISTING = re.compile(r"[、/]|和|与|及|以及|或")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """The words on both sides of one number; ``listed``: 、 or 和 joins it to the number before."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    listed: bool
    left_text: str
    right_text: str
    right_cut: bool
    """Whether the next number, not the end of the clause, ends the right side."""


def clause_of(
    text: str, words: Words, quantities: Sequence[Quantity], index: int, ignored: Sequence[Span]
) -> Clause:
    """Return the clause of ``quantities[index]``; words in ``ignored`` spans (times, asides) are left out."""
    quantity = quantities[index]
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    start, listed = _left_end(text, words, quantities, index)
    left = outside(words.between(start, quantity.outer_start), ignored)
    last = index
    while last + 1 < len(quantities) and _counts_the_same(quantities[last], quantities[last + 1]):
        last += 1
    if last > index:  # 1326户|2854名|贫困人口: both count the same people
        shared = clause_of(text, words, quantities, last, ignored)
        return replace(shared, left=tuple(left), listed=listed)
    end = _right_end(text, quantity, following, ignored)
    right = outside(words.between(quantity.outer_end, end), ignored)
    cut = following is not None and not text[end : following.outer_start]
    return Clause(
        left=tuple(left),
        right=tuple(right),
        listed=listed,
        left_text=text[start : quantity.outer_start],
        right_text=text[quantity.outer_end : end],
        right_cut=cut,
    )


def _counts_the_same(quantity: Quantity, following: Quantity) -> bool:
    """Whether a count stands right before another of the same things: 1326户|2854名."""
    return quantity.counts and following.outer_start == quantity.outer_end


def _left_end(text: str, words: Words, quantities: Sequence[Quantity], index: int) -> tuple[int, bool]:
    """Return where the left side of a number begins, and whether a listing joins it to the number before."""
    quantity, previous = quantities[index], quantities[index - 1] if index else None
    boundary = max(last_of(text, CLAUSE, quantity.outer_start), text.rfind("】", 0, quantity.outer_start))
    if boundary > 0 and text[boundary] in "：:" and not text[boundary + 1 : quantity.outer_start].strip():
        boundary = last_of(text, CLAUSE, boundary)  # GDP：|1200亿元
    for space in _HEADLINE_SPACE.finditer(text, boundary + 1, quantity.outer_start):
        boundary = space.start()
    if previous is None or previous.outer_end <= boundary:
        return boundary + 1, False
    start = previous.outer_end
    mark = _LISTING.search(text, start, quantity.outer_start)
    if mark:
        return mark.end(), mark.start() == start or previous.counts
    if previous.counts and not any(word.tag == "v" for word in words.between(start, quantity.outer_start)):
        return quantity.outer_start, False  # 16个|部门|254项: the noun between belongs to the number before
    return start, False


def _right_end(text: str, quantity: Quantity, following: Quantity | None, ignored: Sequence[Span]) -> int:
    """Return where the right side of a number ends: at a mark, a bracket, a listing or the next number."""
    end = first_of(text, _RIGHT_MARKS, quantity.outer_end)
    while aside := next((high for low, high in ignored if low == end), 0):
        end = first_of(text, _RIGHT_MARKS, aside)
    if following is None or following.outer_start >= end:
        return end
    end = following.outer_start
    marks = list(_LISTING.finditer(text, quantity.outer_end, end))
    if not marks:
        return end
    # 16.21亿元|、社会保障和就业支出18.04亿元: a listing right behind leaves nothing on the right.
    return quantity.outer_end if marks[0].start() == quantity.outer_end else marks[-1].start()


def outside(words: list[Word], spans: Sequence[Span]) -> list[Word]:
    """Return the words that lie in none of the spans."""
    if not words:
        return words
    first, last = words[0].start, words[-1].end
    near = [(start, end) for start, end in spans if start < last and end > first]
    if not near:
        return words
    return [word for word in words if not any(word.start < end and word.end > start for start, end in near)]


def join(words: Sequence[Word]) -> str:
    """Return the words as text, without marks that the cutting left open."""
    first, last = 0, len(words)
    while first < last and words[last - 1].text in _JOINTS:
        last -= 1
    while first < last and words[first].text in _JOINTS:
        first += 1
    if first >= last:
        return ""
    phrase = "".join([word.text for word in words[first:last]]).strip("、,， \u3000\t·—-")
    if phrase.endswith("达") and len(phrase) > 2 and phrase[-2] in "率额量值数度":
        phrase = phrase[:-1]
    for opening, closing in _PAIRS if _QUOTE.search(phrase) else ():
        if phrase.count(opening) != phrase.count(closing):
            phrase = phrase.replace(opening, "").replace(closing, "")
    return phrase


def strip_linking(words: Sequence[Word]) -> list[Word]:
    """Drop the words that only link what is measured to its number: 面积达 → 面积."""
    kept = _before_the_base(list(words))
    while len(kept) > 1 and _BATCH.fullmatch(kept[-1].text):
        kept.pop()  # 完工|两批|78条
    led_to = False
    while kept and (
        (led_to and kept[-1].text in CHANGE_TO)
        or kept[-1].text in LINKING
        or (kept[-1].tag in {"x", "ul", "c"} and kept[-1].text not in "”’》")
    ):
        led_to = kept.pop().text in {"到", "至", "为"}
    return kept


def _before_the_base(words: list[Word]) -> list[Word]:
    """Drop what it was before: 城乡居民收入比|由1.54缩小至."""
    for place, word in enumerate(words[:-1]):
        if (
            place
            and word.text in {"由", "从"}
            and any(later.tag == "m" or later.text in _BEFORE for later in words[place + 1 : place + 3])
        ):
            return words[:place]
    return words


def strip_leading(words: Sequence[Word], places: frozenset[str]) -> list[Word]:
    """Drop adverbs, conjunctions and the subject district at the head of a phrase."""
    kept = list(words)
    modals = [place for place, word in enumerate(kept[:-1]) if _is_modal(word, kept[place + 1])]
    modal = max(modals, default=-1)
    if modal >= 0:  # 街道打算再建: who intends it is no part of what is measured, but what it is about is
        who = [
            word
            for word in kept[:modal]
            if word.text not in LEADING and word.text not in places and word.tag not in {"place", "r", "d"}
        ]
        about = [] if all(word.text in COLLECTIVE for word in who) else kept[:modal]
        kept = [word for word in about if word.text not in MODAL] + kept[modal + 1 :]
    while len(kept) > 1 and (
        _is_item_number(kept[0], kept[1])
        or kept[0].text in LEADING
        or kept[0].text in places
        or kept[0].tag in {"place", "d", "ad", "c", "p", "r", "ul", "f"}
        or kept[0].text in "、，,（）()：:●○■□◆◇▲△★☆"
        or _BATCH.fullmatch(kept[0].text)
    ):
        kept.pop(0)
    if len(kept) > 2 and kept[0].text in COLLECTIVE and kept[1].text in {"有", "共有", "现有"}:
        kept = kept[2:]  # 这个镇有|耕地
    if kept and (
        kept[0].text in LEADING
        or kept[0].text in places
        or kept[0].tag == "place"
        or _BATCH.fullmatch(kept[0].text)
    ):
        kept.pop(0)
    return [word for word in kept if word.text not in _FILLERS]


_BATCH = re.compile(r"[前首第]?[一二三四五六七八九十两\d]+[批期]")
"""Which of several batches is meant: 前|两批|78条."""


def _is_item_number(word: Word, following: Word) -> bool:
    """Whether a word numbers the item of a list: 1.新建学校."""
    if word.text in {".", "．", "(", "（", ")", "）"}:
        return True
    number = word.text.rstrip(".、．")
    marked = number != word.text or following.text in {".", "、", "．", ")", "）"}
    return marked and len(number) <= 2 and number.isdigit()


def _is_modal(word: Word, following: Word) -> bool:
    """Whether a word only says that something is intended; 计划总投资 is the name of a measure."""
    return word.text in MODAL and following.text not in OWNED
