"""What a fact is about: the topics of district reporting and the words that point at them.

The words are data (``data/topics.yaml``); this module only finds the longest one in a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.lexicon import tree


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its Chinese name, its address, the words that point at it and its telling indicators."""

    name: str
    slug: str
    words: tuple[str, ...]
    telling: tuple[str, ...]


_PARTS = ("name", "slug", "words", "telling")
_SEE = "give each topic a name, a slug and words, as the first lines of the file say"


@cache
def topics() -> tuple[Topic, ...]:
    """Return all topics in page order; the last one takes what nothing points at.

    Raises ``InputError`` with the line of a topic that lacks a part, or has the name or slug of another.
    """
    found: list[Topic] = []
    taken: set[str] = set()
    for node in tree("topics", see=_SEE).items():
        node.name = "the topic"
        parts = node.mapping(_PARTS)
        for needed in _PARTS[:3]:
            if needed not in parts:
                raise node.fault(f"a topic without {needed}", _SEE)
        name, slug = parts["name"], parts["slug"]
        for part in (name, slug):
            if part.text() in taken:
                raise part.fault(f"“{part.text()}” stands for two topics", "call one of them otherwise")
            taken.add(part.text())
        telling = parts["telling"].texts() if "telling" in parts else ()
        found.append(Topic(name.text(), slug.text(), parts["words"].texts(), telling))
    return tuple(found)


@cache
def _finder() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]], dict[str, str]]:
    """Return a pattern of the words' first characters, the words by theirs (longest first), word → topic.

    Of two topics that claim a word the earlier one wins.
    """
    owner: dict[str, str] = {}
    for topic in topics():
        for word in topic.words:
            owner.setdefault(word, topic.name)
    by_first: dict[str, list[str]] = {}
    for word in sorted(owner, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word)
    starts = re.compile(f"[{re.escape(''.join(sorted(by_first)))}]")
    return starts, {first: tuple(words) for first, words in by_first.items()}, owner


def _pointed_at(text: str) -> str | None:
    """Return the topic of the longest word in ``text``; of words equally long, the first one's.

    A Chinese noun phrase puts its particulars first: 棚改项目 and 种子门店 are about housing and farming,
    not about projects and shops.
    """
    starts, by_first, owner = _finder()
    longest = ""
    for start in starts.finditer(text):  # words may overlap: every place where one may begin is tried
        place = start.start()
        for word in by_first[text[place]]:
            if len(word) <= len(longest):
                break
            if text.startswith(word, place):
                longest = word
                break
    return owner[longest] if longest else None


def topic_of(indicator: str, sentence: str = "") -> str:
    """Return the name of the topic an observation belongs to.

    >>> topic_of("省市重点项目完成投资")
    '项目与投资'
    >>> topic_of("惠及居民", "40个老旧小区改造项目全面完工,惠及3.78万户。")
    '就业与民生保障'
    >>> topic_of("数量", "今天共有三人。")
    '其他'
    """
    return _pointed_at(indicator) or _pointed_at(sentence) or topics()[-1].name
