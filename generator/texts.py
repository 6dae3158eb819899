"""The words of the interface, in the language of the site: ``data/texts.<language>.yaml``.

Texts are groups of phrases: ``current().home.districts``. A phrase is a ``str``; one with named places is
called with what belongs there: ``current().count.facts(count=3)``. The Chinese file is the measure: any
other must have the same keys and places. Page templates have the same as ``t``, escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Generic, Self, TypeVar

from generator.errors import InputError
from generator.lexicon import DATA, tree
from generator.yaml_tree import Node

CHINESE = "zh"
"""The language of a site that names none, and of the file that all others are held against."""
_PLACE = re.compile(r"\{([a-z_]+)\}")

V = TypeVar("V")
P = TypeVar("P", bound=str)


class TextError(LookupError):
    """A text was asked for that there is not, or without its values: our fault, not the translator's."""


class Phrase(str):
    """A phrase that knows its name, so that a wrong use of it can be told."""

    __slots__ = ("name", "parts", "places")
    name: str
    places: frozenset[str]
    """The names of the values it needs."""
    parts: tuple[str, ...]
    """What stands between places, and their names, in turn."""

    def __new__(cls, written: str, name: str) -> Self:
        """Keep the phrase as written."""
        made = super().__new__(cls, written)
        made.name = name
        made.parts = tuple(_PLACE.split(written))
        made.places = frozenset(made.parts[1::2])
        return made

    def __call__(self, **values: object) -> str:
        """Return the phrase with its values."""
        return self.fill(values, str, self.parts)

    def fill(self, values: Mapping[str, object], said: Callable[..., str], parts: Sequence[str]) -> str:
        """Return the phrase of these ``parts``, its own in another form, each value as ``said``."""
        if values.keys() != self.places:
            takes, given = (", ".join(sorted(names)) or "nothing" for names in (self.places, values))
            raise TextError(f"the text “{self.name}” takes {takes}, not {given}")
        filled = list(parts)
        for number in range(1, len(filled), 2):
            filled[number] = said(values[self.parts[number]])
        return "".join(filled)


class Named(Generic[V]):
    """Things by name: ``group.key``, or ``group[key]`` where the key is a value."""

    def __init__(self, name: str, values: Mapping[str, V]) -> None:
        """Keep them; ``name`` is what they are called together."""
        self._name, self._values = name, values
        vars(self).update(values)  # found at once: pages ask for millions

    def __getitem__(self, key: str) -> V:
        """Return one; ``TextError`` where there is none."""
        if key not in self._values:
            raise TextError(f"there is no text “{self._name}.{key}”".replace("“.", "“"))
        return self._values[key]

    def __getattr__(self, key: str) -> V:
        """Return one; not by names that Python and Jinja ask any object for."""
        if key.startswith("_"):
            raise AttributeError(key)
        return self[key]

    def __iter__(self) -> Iterator[str]:
        """Return the names; ``in`` goes by them."""
        return iter(self._values)


class Texts(Named[Named[P]]):
    """All phrases of one language, by group."""

    def __init__(self, language: str, groups: Mapping[str, Mapping[str, P]]) -> None:
        """Keep phrases by group and key."""
        super().__init__("", {name: Named(name, group) for name, group in groups.items()})
        self.language = language


@cache
def load(language: str = CHINESE, folder: Path = DATA) -> Texts[Phrase]:
    """Return the texts of a language; ``InputError`` with the line where they differ from the Chinese."""
    root = tree(f"texts.{language}", see="texts.zh.yaml shows what stands there", folder=folder)
    if language != CHINESE:
        _hold_against(load(), root)
    groups = ((name, group.mapping().items()) for name, group in root.mapping().items())
    return Texts(language, {name: {key: _phrase(node) for key, node in group} for name, group in groups})


def _phrase(node: Node) -> Phrase:
    phrase = Phrase(node.phrase(), node.name)
    if re.search(r"[{}]", _PLACE.sub("", phrase)):
        raise node.fault(f"{node.name} has a brace too many", "write braces only around the name of a value")
    return phrase


def _hold_against(chinese: Texts[Phrase], root: Node) -> None:
    """Refuse other groups and keys than the Chinese ones, and phrases with other places."""
    groups = root.mapping(tuple(chinese))
    for name in chinese:
        if name not in groups:
            raise root.fault(f"the texts “{name}” are missing", f"translate them from texts.{CHINESE}.yaml")
        group, nodes = groups[name], groups[name].mapping(tuple(chinese[name]))
        for key in chinese[name]:
            phrase = chinese[name][key]
            if key not in nodes:
                advice = f"translate it from texts.{CHINESE}.yaml, where it is “{phrase}”"
                raise InputError(group.path, f"{name} has no “{key}”", advice, group.key_line)
            if _phrase(nodes[key]).places != phrase.places:
                needed = " ".join(f"{{{place}}}" for place in sorted(phrase.places)) or "no braces"
                raise nodes[key].fault(f"{name}.{key} has other places for values", f"write {needed} in it")


_SPOKEN: ContextVar[Texts[Phrase] | None] = ContextVar("texts", default=None)
"""Half of the rooms say something to readers, most deep inside a call: handed on, the texts would be a
parameter of every function. So one run speaks one language: ``portal.made`` sets it, and takes it back."""


def current() -> Texts[Phrase]:
    """Return the texts to speak in; Chinese where nobody has said otherwise."""
    return _SPOKEN.get() or load()


@contextmanager
def spoken(texts: Texts[Phrase]) -> Iterator[None]:
    """Speak in these texts until the end of the block."""
    before = _SPOKEN.set(texts)
    try:
        yield
    finally:
        _SPOKEN.reset(before)
