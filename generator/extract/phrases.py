"""Cut phrases out of clauses: the indicator's own words, the verb and its object, the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from generator.extract.clauses import Span, join, outside, strip_leading
from generator.grammar.marks import CLAUSE, first_of
from generator.grammar.quantities import Quantity
from generator.grammar.segment import Word, Words
from generator.lexicon import alternatives, load

_WORDS = load("words")
_NOMINAL = frozenset(_WORDS["nominal"])
_WORKS = tuple(_WORDS["works"])
_CLAUSES = re.compile(r"[^，,；;。：:]+")
_CARRY_ON = frozenset({"建设", "实施", "推进"})
"""Verbs that follow another on the same object."""
_PERSON = re.compile(rf"(?:{alternatives(load('people')['roles'])})[一-龥]{{2,3}}$")
"""A person in office is no subject that measures belong to."""
_FOR_A_PURPOSE = frozenset(_WORDS["for_a_purpose"])
_INTENDED = frozenset(_WORDS["modal"]) | {"是", "达产", "投产", "建成", "占", "同比"}
_JOINED_BY = frozenset("，,余多 ")
_PURPOSE = (4, 24)
"""Characters that the name of what a sum is spent on has."""
_NAMED_WORK = re.compile(
    "([一-龥“”]{2,20}?(?:工程|项目|校区|园区|基地|产业园|医院|学校|小学|中学|公园|大桥|中心))"
    f"(?=[^一-龥“”]|[一-龥]{{0,6}}?(?:{alternatives(_WORDS['done_to_works'])}|贯通|进展|加紧|建设))"
)
SPEAKER = 14
"""Characters within which what stands before a colon can be who speaks."""
LONG = 16
"""Characters beyond which the words before a number hold more than its indicator."""


def is_verb(word: Word) -> bool:
    """Whether a word is a verb at work, not one inside a name (老旧小区改造项目)."""
    return word.tag == "v" and word.text not in _NOMINAL


def shorten(left: Sequence[Word], *, whole_listing: bool = False) -> tuple[list[Word], str]:
    """Cut the words before a number down to its indicator; return them and the first example listed.

    新建了电碳路游园、香电街游园等|6处 keeps the verb and drops the examples; a long clause is cut to
    its last verb with an object. Where no things are counted, a listing may be what is measured
    (``whole_listing``).
    """
    words, example = list(left), ""
    marks = [place for place, word in enumerate(words) if word.text in {"等", "等等"} and place]
    if marks:
        listing, rest = words[: marks[-1]], words[marks[-1] + 1 :]
        verbs = list(takewhile(lambda word: word.tag == "v", listing[:2]))
        example = _first_example(listing[len(verbs) :])
        words = rest if any(word.tag == "v" for word in rest) else [*verbs, *rest]
        if whole_listing and not rest and not verbs:
            return listing, example  # 上级补助、上年结转等|46亿元: the listing itself is what is measured
        if len(join(words)) <= LONG:
            return words, example
    if len(join(words)) > LONG or (words and words[0].tag == "p"):
        return _from_last_verb(words), example
    return words, example


def _from_last_verb(words: list[Word]) -> list[Word]:
    for place in range(len(words) - 1, 0, -1):
        before = "".join(word.text for word in words[:place])
        quoted = before.count("“") > before.count("”")
        has_object = any(word.tag.startswith(("n", "v", "l", "i")) for word in words[place + 1 :])
        if is_verb(words[place]) and not quoted and has_object and len(join(words[place:])) >= 4:
            return words[place:]
    return words


def _first_example(listing: Sequence[Word]) -> str:
    first = re.split(r"[、“”]", join(listing).lstrip("“"))[0]
    return first if 2 <= len(first) <= 12 else ""


def verb_and_object(left: Sequence[Word]) -> tuple[str, str]:
    """Return the verb of a phrase and what it acts on; without a verb, the whole phrase as object."""
    for place, word in enumerate(left):
        if is_verb(word) or (word.tag == "v" and not place):
            # 开工建设|省市重点项目: two verbs at one work
            verbs = list(takewhile(lambda each: each.tag == "v" or each.text in _CARRY_ON, left[place:]))
            if len(verbs) == len(left[place:]):
                verbs = verbs[:1]
            return join(verbs), join(left[place + len(verbs) :])
    return "", join(left)


def subject_before(
    text: str, words: Words, place: int, ignored: Sequence[Span], places: frozenset[str]
) -> str:
    """Return what attributes at ``place`` belong to.

    That is the noun phrase that opens the sentence, else the work that the clause before speaks of.
    """
    object_ = ""
    for number, clause in enumerate(_CLAUSES.finditer(text)):
        if clause.start() >= place:
            break
        if _names_a_speaker(clause):
            continue
        inside = outside(words.between(*clause.span()), ignored)
        inside = strip_leading(inside, places)
        opening = _opening(inside)
        named = _PERSON.search(opening)
        if opening and not named and opening not in places and (number == 0 or not object_):
            return opening
        if clause.end() < place:
            object_ = _work(inside) or object_
    return object_


def work_named(text: str, places: frozenset[str]) -> str:
    """Return the work that a sentence speaks of (利民大道改造工程|全线贯通); empty where it names none."""
    named = [match[1] for match in _NAMED_WORK.finditer(text)]
    if not named:
        return ""
    work = named[-1]
    for place in sorted(places, key=len, reverse=True):
        work = work.removeprefix(place)
    return work if len(work) >= _PURPOSE[0] else ""


def purpose(text: str, words: Words, quantities: Sequence[Quantity], index: int) -> str:
    """Return what a sum is spent on, from the verb behind it on: 投入1860万元|改善31所学校取暖条件."""
    start = quantities[index].outer_end
    while text[start : start + 1] in _JOINED_BY:
        start += 1
    end = first_of(text, CLAUSE | {"、"}, start)
    counted = [(each.outer_start, each.outer_end) for each in quantities]
    inside = outside(words.between(start, end), counted)
    done = any(word.tag[0] == "v" or word.text in _NOMINAL for word in inside[:4])
    while inside and (inside[0].text in _FOR_A_PURPOSE or inside[0].tag in {"ul", "d"}):
        inside.pop(0)
    intended = any(word.text in _INTENDED or word.tag == "m" for word in inside)
    named = join(inside)
    return named if done and not intended and _PURPOSE[0] <= len(named) <= _PURPOSE[1] else ""


def nearest_subject(
    text: str, words: Words, place: int, ignored: Sequence[Span], places: frozenset[str]
) -> str:
    """Return the noun phrase that opens the nearest clause before ``place``: what a bare growth is of."""
    clauses = [clause for clause in _CLAUSES.finditer(text, 0, place) if not _names_a_speaker(clause)]
    for clause in reversed(clauses):
        inside = outside(words.between(*clause.span()), ignored)
        opening = _opening(strip_leading(inside, places), least=2)
        if opening and opening not in places and not _PERSON.search(opening):
            return opening
    return ""


def _names_a_speaker(clause: re.Match[str]) -> bool:
    """Whether a colon behind a short clause makes it the name of who speaks: 区长 陆建明:…."""
    return clause.string[clause.end() : clause.end() + 1] in {"：", ":"} and len(clause[0]) <= SPEAKER


def _opening(words: Sequence[Word], least: int = 3) -> str:
    """Return the noun phrase that a clause begins with; empty when it begins with a verb."""
    phrase: list[Word] = []
    for word in words:
        if word.tag in {"m", "x"} and not phrase and word.text not in "“《":
            continue  # the number of a list item
        if word.tag in {"v", "d", "p", "c", "m"} and not (phrase and phrase[0].text in "“《"):
            break
        phrase.append(word)
        if word.text in "”》":
            break
    opening = join(phrase).strip("“”")
    return opening if least <= len(opening) <= 24 else ""


def _work(words: Sequence[Word]) -> str:
    """Return the project or work that a clause's verb acts on."""
    if not words or not words[-1].text.endswith(_WORKS):
        return ""
    for place, word in enumerate(words):
        if word.tag == "v":
            object_ = join(words[place + 1 :])
            return object_ if 4 <= len(object_) <= 24 else ""
    return ""
