"""Name what a number measures: a noun phrase that stands on its own, from the grammar of its clause.

In order of preference: the phrase before the number (签约总额|578.6亿元), the noun behind it
(40个|老旧小区改造项目), both (帮助|2839户|困难家庭), or an earlier number of the sentence that this one
continues (同比增长|130%). Words that need an owner (总面积, 涉及居民) get the one spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from generator.extract.clauses import (
    Clause,
    Span,
    clause_of,
    growth_of,
    join,
    noun_on_the_right,
    strip_leading,
    strip_linking,
)
from generator.grammar.quantities import COUNT_UNITS, RATIO_UNITS, Quantity
from generator.grammar.segment import Word
from generator.lexicon import alternatives, load
from generator.records import Measure

_WORDS = load("words")
_OWNED = frozenset(_WORDS["owned_exactly"])
_ATTRIBUTE = re.compile(f"(?:{alternatives(_WORDS['owned_modifiers'])})*(?:{alternatives(_WORDS['owned_exactly'])})")
_OWNED_BEGINNING = tuple(_WORDS["owned_beginning"])
_OWNER_ENDINGS = tuple(_WORDS["owner_endings"])
_NOMINAL = frozenset(_WORDS["nominal"])
_COUNTABLE = frozenset(_WORDS["countable"])
GROWTH_OF_OBJECT = "what grew stands behind the word of growth"
WHO_ATTAINED = "who attained what"
LONG = 16
"""Characters beyond which the words before a number hold more than its indicator."""


@dataclass(frozen=True, slots=True)
class Named:
    """What one number of a sentence measures.

    ``owner`` is what later attributes of the sentence belong to, ``action`` the verb that a listing
    shares, ``object`` what the verb acts on.
    """

    indicator: str
    measure: Measure
    sign: int
    rule: str
    owner: str
    action: str = ""
    object: str = ""


def name_all(text: str, words: Sequence[Word], quantities: Sequence[Quantity], times: Sequence[Span], places: frozenset[str]) -> list[Named]:
    """Name every quantity of a sentence, in order; each may lean on those before it."""
    asides = [match.span() for match in re.finditer(r"[（(][^（）()\d]{1,12}[)）]", text)]
    ignored = [*times, *asides]
    named: list[Named] = []
    for index, quantity in enumerate(quantities):
        clause = clause_of(text, words, quantities, index, ignored)
        subject = subject_before(text, words, quantity.outer_start, ignored, places)
        named.append(_name(clause, quantity, quantities, index, named, subject, places))
    return named


def _name(clause: Clause, quantity: Quantity, quantities: Sequence[Quantity], index: int, named: list[Named], subject: str, places: frozenset[str]) -> Named:
    if index and quantities[index - 1].outer_end == quantity.start and named:
        return replace(named[-1], rule="the other end of a range")
    if clause.left and clause.left[0].text in {"高于", "低于", "快于", "好于", "高出", "低"} and named:
        last = named[-1].indicator
        return Named(last + join(clause.left), Measure.GROWTH, -1 if clause.left[0].text.startswith("低") else 1, "how far from another", last)
    growth = growth_of(clause.left, quantity.unit)
    if quantity.unit == "番":
        growth = growth or (1, strip_linking(clause.left))
    if growth:
        sign, before = growth
        phrase = join(_shorten(strip_leading(strip_linking(before), places))[0])
        if phrase:
            owner = _owner(named, subject) if phrase in _OWNED else ""
            rule = GROWTH_OF_OBJECT if clause.left and clause.left[-1].text == before[-1].text else "what grew stands before the word of growth"
            return Named(owner + phrase, Measure.GROWTH, sign, rule, owner or phrase)
        return _inherited_growth(clause, sign, quantities, index, named, subject)
    if not clause.left and clause.listed and named and named[-1].measure is Measure.GROWTH and quantity.unit in RATIO_UNITS:
        return _inherited_growth(clause, named[-1].sign, quantities, index, named, subject)
    if quantity.unit in RATIO_UNITS and _shares(clause):
        return _share(clause, named, subject, places)
    return _level(clause, quantity, named, subject, places)


def _inherited_growth(clause: Clause, sign: int, quantities: Sequence[Quantity], index: int, named: list[Named], subject: str) -> Named:
    """Return the growth of what was named before: the last level, or one each with 分别."""
    levels = [entry for entry in named if entry.measure is Measure.LEVEL]
    run = 0
    while run < len(named) and named[-1 - run].measure is Measure.GROWTH and named[-1 - run].rule.startswith("分别"):
        run += 1
    respectively = "分别" in clause.left_text or (run and clause.listed)
    if respectively and levels:
        begun = index - run
        many = 1
        while begun + many < len(quantities) and quantities[begun + many].unit == quantities[begun].unit and quantities[begun + many].start - quantities[begun + many - 1].outer_end <= 2:
            many += 1
        targets = levels[-many:] if many <= len(levels) else levels
        target = targets[min(run, len(targets) - 1)]
        return Named(target.indicator, Measure.GROWTH, sign, "分别: one each of those named before", target.owner)
    if named:
        target = levels[-1] if levels else named[-1]
        if clause.listed and named[-1].measure is Measure.GROWTH:
            target = named[-1]
        return Named(target.indicator, Measure.GROWTH, sign, "growth of what was named before", target.owner)
    return Named(subject, Measure.GROWTH, sign, "growth of the sentence's subject", subject)


def _share(clause: Clause, named: list[Named], subject: str, places: frozenset[str]) -> Named:
    """Name a share: what has it, and of what."""
    phrase = join(strip_leading(strip_linking(clause.left), places))
    before, _, whole = phrase.partition("占")
    if not whole and "的" in clause.left_text[-1:]:
        before, _, whole = phrase.partition("达到")
    if not before or before in {"数量", "产值", "总量", "面积", "人数"}:
        before = _owner(named, subject) + before
    if not re.search(r"(?:比重|比例|份额|比|比率)$", whole):
        whole += "比重"
    return Named(f"{before}占{whole}", Measure.LEVEL, 1, "a share: whose, and of what", before)


def _shares(clause: Clause) -> bool:
    """Whether the clause says what part of a whole: 占全市31%, 达到第三产业的15%."""
    words = [word.text for word in clause.left]
    return any(word in {"占", "占比", "约占"} or (word.startswith("占") and len(word) == 2) for word in words) or (bool(words) and words[-1] == "的" and "达到" in words)


def _level(clause: Clause, quantity: Quantity, named: list[Named], subject: str, places: frozenset[str]) -> Named:
    left, example = _shorten(strip_leading(strip_linking(clause.left), places))
    noun, predicate = noun_on_the_right(clause, places) if _takes_noun(clause, quantity) else ([], [])
    phrase, behind = join(left), join(noun)
    action, object_ = _action(left)
    if clause.listed and named and named[-1].rule == GROWTH_OF_OBJECT and phrase and not behind:
        return Named(_owner(named, subject) + phrase, Measure.GROWTH, named[-1].sign, GROWTH_OF_OBJECT, named[-1].owner)
    if behind == "基础" or behind.startswith(("基础上", "目标", "左右", "大关")):
        behind = ""
    if phrase and behind:
        if behind in _COUNTABLE and len(phrase) <= 4 and "的" in clause.left_text[-1:] and predicate:
            return Named(f"{join(predicate)}的{phrase}{behind}", Measure.LEVEL, 1, "noun behind, told apart on both sides", phrase + behind)
        if behind in _COUNTABLE and example and example not in phrase:
            behind = f"{example}等{behind}"
        if join(clause.right).endswith("之一"):
            return Named(phrase + behind, Measure.LEVEL, 1, "one of those counted", subject or behind)
        return _both_sides(phrase, behind, left, action, quantity)
    if behind and join(clause.right).endswith("之一"):
        return Named(behind, Measure.LEVEL, 1, "one of those counted", subject or behind)
    if behind:
        return _behind(clause, behind, predicate, example, named)
    if len(left) > 2 and any(word.text in {"实现", "完成"} for word in left[1:-1]):  # 企业|实现|营业收入
        place = next(place for place, word in enumerate(left) if place and word.text in {"实现", "完成"})
        actor, attained = join(left[:place]), join(left[place + 1 :])
        if actor and attained and not any(word.tag == "v" and word.text not in _NOMINAL for word in left[:place]):
            return Named(actor + attained, Measure.LEVEL, 1, WHO_ATTAINED, actor)
    attained_before = next((entry for entry in reversed(named) if entry.rule == WHO_ATTAINED), None)
    if attained_before and clause.left and clause.left[0].text in {"实现", "完成"} and phrase:
        return Named(attained_before.owner + phrase, Measure.LEVEL, 1, WHO_ATTAINED, attained_before.owner)
    if phrase in _COUNTABLE and len(phrase) <= 2 and clause.left and clause.left[0].text == "其中" and named:
        return Named(f"{_owner(named, subject)}中的{phrase}", Measure.LEVEL, 1, "a part of what was named before", phrase)
    if phrase and quantity.unit in RATIO_UNITS and any(word.text in {"覆盖", "达标"} for word in left):
        phrase += "比例"
    if phrase:
        total = bool(clause.left) and clause.left[0].text in {"累计", "合计", "总共", "共计"}
        return _before(phrase, left, action, object_, named, subject, total=total)
    if named and (clause.listed or quantity.unit != ""):
        last = named[-1]
        return Named(last.indicator, Measure.LEVEL, 1, "the same as the number before", last.owner, last.action, last.object)
    return Named(subject or "数量", Measure.LEVEL, 1, "the sentence's subject", subject)


def _takes_noun(clause: Clause, quantity: Quantity) -> bool:
    if quantity.unit in RATIO_UNITS:
        return clause.right_text.startswith("的")
    return quantity.unit in COUNT_UNITS or not clause.right_text.startswith(("以", "左", "用", "。"))


def _both_sides(phrase: str, behind: str, left: Sequence[Word], action: str, quantity: Quantity) -> Named:
    attribute = left[-1].text
    if attribute in _OWNED and len(left) > 1:  # 新建|面积|9.4万平方米|河口公园
        indicator = join(left[:-1]) + behind + attribute
    elif quantity.unit in RATIO_UNITS:
        indicator = f"{phrase}{behind}比例"
    else:
        indicator = phrase + behind
    shared = phrase if left[-1].tag.startswith("v") else ""
    return Named(indicator, Measure.LEVEL, 1, "words before and noun behind", behind, shared or action, behind)


def _behind(clause: Clause, behind: str, predicate: Sequence[Word], example: str, named: list[Named]) -> Named:
    """Name by the noun behind the number, told apart by its predicate, a shared verb or an example."""
    action = named[-1].action if clause.listed and named else ""
    said = join(predicate)
    if action:
        return Named(action + behind, Measure.LEVEL, 1, "noun behind, verb shared with the number before", behind, action, behind)
    if len(behind) <= 6 and 2 <= len(said) <= 18 and not said.startswith(("等", "中", "的")):
        return Named(f"{said}的{behind}", Measure.LEVEL, 1, "noun behind, told apart by its predicate", behind, "", behind)
    if behind in _COUNTABLE and example:
        return Named(f"{example}等{behind}", Measure.LEVEL, 1, "noun behind, told apart by its first example", behind, "", behind)
    return Named(behind, Measure.LEVEL, 1, "noun behind", behind, "", behind)


def _before(phrase: str, left: Sequence[Word], action: str, object_: str, named: list[Named], subject: str, *, total: bool) -> Named:
    """Name by the words before the number, with an owner where they need one."""
    owner = _owner(named, subject)
    if named and total:
        owner = named[0].owner
    bare = bool(_ATTRIBUTE.fullmatch(phrase))
    if not bare and len(left) == 1 and left[0].tag == "v" and named and named[-1].object:  # 入库种子2400吨,已下摆580吨
        shared = named[-1].object
        whole = shared if phrase in shared else phrase + shared
        return Named(whole, Measure.LEVEL, 1, "verb alone: acts on what was named before", shared, phrase, shared)
    if owner and owner not in phrase and phrase not in owner and (bare or phrase.startswith(_OWNED_BEGINNING)):
        return Named(owner + phrase, Measure.LEVEL, 1, "attribute of what was named before", owner, action, object_)
    return Named(phrase, Measure.LEVEL, 1, "words before the number", _head(phrase, object_), action if action == phrase else "", object_)


def _head(phrase: str, object_: str) -> str:
    return object_ if len(object_) >= 2 else phrase


def _owner(named: list[Named], subject: str) -> str:
    owner = named[-1].owner if named else subject
    for ending in _OWNER_ENDINGS:
        owner = owner.removesuffix(ending) if len(owner) > len(ending) + 2 else owner
    return owner


def _action(left: Sequence[Word]) -> tuple[str, str]:
    """Return the verb of a phrase and what it acts on; verbs inside a name do not count."""
    for place, word in enumerate(left):
        if word.tag == "v" and not (place and word.text in _NOMINAL):
            return word.text, join(left[place + 1 :])
    return "", join(left)


def _shorten(left: Sequence[Word]) -> tuple[list[Word], str]:
    """Cut the words before a number down to its indicator; return them and the first example listed.

    新建了电碳路游园、香电街游园等|6处 keeps the verb and drops the examples; a long clause is cut to
    its last verb with an object.
    """
    words = list(left)
    marks = [place for place, word in enumerate(words) if word.text in {"等", "等等"} and place]
    if marks:
        place = marks[-1]
        listing, rest = words[:place], words[place + 1 :]
        verbs = list(takewhile(lambda word: word.tag == "v", listing[:2]))
        example = _first_example(listing[len(verbs) :])
        kept_verbs = verbs if verbs and not any(word.tag == "v" for word in rest) else []
        words = [*kept_verbs, *rest]
        if len(join(words)) <= LONG:
            return words, example
    else:
        example = ""
    if len(join(words)) > LONG or (words and words[0].tag == "p"):
        for place in range(len(words) - 1, 0, -1):
            before = "".join(word.text for word in words[:place])
            quoted = before.count("“") > before.count("”")
            if words[place].tag == "v" and not quoted and words[place].text not in _NOMINAL and len(join(words[place:])) >= 4 and any(word.tag.startswith(("n", "v", "l", "i")) for word in words[place + 1 :]):
                return words[place:], example
    return words, example


def _first_example(listing: Sequence[Word]) -> str:
    text = join(listing)
    first = re.split(r"[、“”]", text.lstrip("“"))[0]
    return first if 2 <= len(first) <= 12 else ""


def subject_before(text: str, words: Sequence[Word], place: int, ignored: Sequence[Span], places: frozenset[str]) -> str:
    """Return what attributes at ``place`` belong to: the noun phrase that opens the sentence, else the object of the clause before."""
    object_ = ""
    for number, clause in enumerate(re.finditer(r"[^，,；;。：:]+", text)):
        if clause.start() >= place:
            break
        inside = [word for word in words if word.start >= clause.start() and word.end <= clause.end() and not any(word.start < end and word.end > start for start, end in ignored)]
        inside = strip_leading(inside, places)
        opening = _opening(inside)
        if opening and opening not in places and (number == 0 or not object_):
            return opening
        if clause.end() < place:
            object_ = _object(inside) or object_
    return object_


def _opening(words: Sequence[Word]) -> str:
    """Return the noun phrase that a clause begins with; empty when it begins with a verb."""
    phrase: list[Word] = []
    for word in words:
        if word.tag in {"v", "d", "p", "c", "m"} and not (phrase and phrase[0].text in "“《"):
            break
        phrase.append(word)
        if word.text in "”》":
            break
    opening = join(phrase).strip("“”")
    return opening if 3 <= len(opening) <= 24 else ""


def _object(words: Sequence[Word]) -> str:
    """Return the project or work that a clause's verb acts on."""
    if not words or not words[-1].text.endswith(("项目", "工程", "公园", "行动", "中心", "园区", "基地", "产业园")):
        return ""
    for place, word in enumerate(words):
        if word.tag == "v":
            object_ = join(words[place + 1 :])
            return object_ if 4 <= len(object_) <= 24 else ""
    return ""
