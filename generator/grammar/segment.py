"""Cut text into words with jieba, set up once; a word's class comes from jieba's own dictionary.

``jieba.posseg`` guesses classes with a second model at a fifth of the speed; the class that the
dictionary gives a word is enough to tell verbs from nouns in this register.
"""

from __future__ import annotations

import logging
import os
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jieba

from generator.divisions import divisions
from generator.lexicon import load

_CLAUSE_MARK = re.compile(r"[，,；;。：:！？!?、（）()]")

_PARTED_FROM_A_GUESS = frozenset(load("words")["parted_from_a_guess"])
_PARTED_BEFORE = tuple(load("words")["parted_before"])

jieba.setLogLevel(logging.WARNING)


class Word(NamedTuple):
    """A word of a sentence with its place and class (n noun, v verb, d adverb, p preposition …)."""

    text: str
    start: int
    end: int
    tag: str


@cache
def _classes() -> dict[str, str]:
    """Return word → class as jieba's dictionary has it, our own corrections laid over."""
    classes: dict[str, str] = {}
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as file:
        for line in file:
            word, _, tag = line.rstrip("\n").split(" ")
            classes[word] = tag
    classes.update({name: "place" for name, _ in divisions().values()})
    classes.update({word: tag for tag, words in load("words")["classes"].items() for word in words})
    return classes


def _cache_folder() -> str | None:
    """Return a folder of the user's own for jieba's parsed dictionary, None (jieba's choice) without one.

    jieba unmarshals that file, so it must not lie where others can write.
    """
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "district-facts"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder)


@cache
def _tokenizer() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _cache_folder()
    tokenizer.initialize()
    for word in _classes():
        if len(word) > 3 and word.endswith(_PARTED_BEFORE):
            tokenizer.del_word(word)
    for word in load("words")["parted"]:
        tokenizer.del_word(word)
    for name, _ in divisions().values():
        tokenizer.add_word(name)
    for words in load("words")["classes"].values():
        for word in words:
            if len(word) > 1:
                tokenizer.add_word(word)
    return tokenizer


def words(text: str, offset: int = 0) -> list[Word]:
    """Return the words of ``text`` in order, placed from ``offset`` on; unknown ones count as nouns.

    Where jieba guesses, some verbs stand by themselves: 村|有, 只|增.
    """
    classes = _classes()
    found: list[Word] = []
    for word in _tokenizer().cut(text):
        end = offset + len(word)
        tag = classes.get(word)
        if tag is None and len(word) > 1 and word[-1] in _PARTED_FROM_A_GUESS:
            found.append(_word(word[:-1], offset))
            found.append(_word(word[-1], end - 1))
        else:
            found.append(Word(word, offset, end, tag or _class_by_shape(word)))
        offset = end
    return found


def _word(text: str, offset: int) -> Word:
    return Word(text, offset, offset + len(text), _classes().get(text) or _class_by_shape(text))


class Words:
    """The words of a sentence, cut clause by clause as they are asked for.

    jieba never joins characters over a mark, so a clause by itself is cut as it is in its sentence.
    """

    def __init__(self, text: str) -> None:
        """Note where clauses begin; cut nothing yet."""
        self._text = text
        self._starts = [0, *(match.end() for match in _CLAUSE_MARK.finditer(text))]
        self._cut: dict[int, list[Word]] = {}

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words that lie wholly within ``text[start:end]``."""
        found: list[Word] = []
        index = bisect_right(self._starts, start) - 1
        while index < len(self._starts) and self._starts[index] < end:
            found += [word for word in self._clause(index) if start <= word.start and word.end <= end]
            index += 1
        return found

    def at(self, place: int) -> tuple[int, int] | None:
        """Return the span of the word of two characters or more around ``place``."""
        for word in self._clause(bisect_right(self._starts, place) - 1):
            if word.start <= place < word.end and len(word.text) > 1:
                return word.start, word.end
        return None

    def _clause(self, index: int) -> list[Word]:
        if index not in self._cut:
            start = self._starts[index]
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
            self._cut[index] = words(self._text[start:end], start)
        return self._cut[index]


def teach(names: Iterable[str]) -> None:
    """Keep names of places whole that neither jieba nor the list of divisions knows (哈尔滨新区)."""
    for name in names:
        _tokenizer().add_word(name)
        _classes()[name] = "place"


def class_of(word: str) -> str:
    """Return the class that the dictionary gives a word; empty for one it lacks."""
    return _classes().get(word, "")


def is_word(text: str) -> bool:
    """Whether the dictionary has ``text`` as a word that is no person's name."""
    tag = _classes().get(text)
    return tag is not None and not tag.startswith("nr")


def _class_by_shape(word: str) -> str:
    """Return the class of a word the dictionary lacks: a number, a mark, or else a noun."""
    if word[0].isdigit():
        return "m"
    return "n" if word[0].isalnum() else "x"
