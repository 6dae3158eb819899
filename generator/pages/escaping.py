"""Source text can never become markup: the one filter every variable of a page goes through.

Python-Markdown does not sanitise, and Jinja's autoescape stops HTML but not Markdown syntax. A
character reference is neither to both, and reads and searches like the character itself: so every ASCII
punctuation character is written as one. The Jinja environment refuses to print anything that is not
``Safe`` or a number, so that a forgotten filter fails the build instead of opening a hole.
"""

from __future__ import annotations

import json
import re
import string
from typing import Self
from urllib.parse import quote

from generator.printing import LINE_BREAKS, fold, visible
from generator.texts import Phrase, TextError

_ENTITIES = {mark: f"&#{ord(mark)};" for mark in string.punctuation} | dict.fromkeys(LINE_BREAKS, " ")
_SPECIAL = re.compile(f"[{re.escape(''.join(_ENTITIES))}]")
_MARKS = {ord(mark): entity for mark, entity in _ENTITIES.items() if mark not in "./"}
_CODE = re.compile(r"(`[^`]+`)")
_HREF = re.compile(
    r"(?:\.\./)*(?:[A-Za-z0-9_-]+/)*(?:[A-Za-z0-9_-]+(?:\.[a-z0-9]+)+|\?q=[A-Za-z0-9%._~-]*)?(?:#[A-Za-z0-9_-]+)?|\./"
)


_NOT_IN_SCRIPT = re.compile("[<>&\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What could end a script element, or be lost on the way: JSON can write it as a number."""


class Safe(str):
    """Text that a page may print as it is."""

    __slots__ = ()


def inline(value: str) -> Safe:
    """Return a part of a line as text; line breaks become spaces, spaces at its ends stay."""
    return _escaped(visible(value))


def _escaped(value: str) -> Safe:
    return Safe(_SPECIAL.sub(lambda mark: _ENTITIES[mark[0]], value))


def text(value: object) -> Safe:
    """Return any value as text that is neither Markdown nor HTML.

    >>> text('<b onclick="x">**a** | [b](c)')
    '&#60;b onclick&#61;&#34;x&#34;&#62;&#42;&#42;a&#42;&#42; &#124; &#91;b&#93;&#40;c&#41;'
    """
    words = str(value)
    if words.isalnum():  # letters and digits alone, as four of five values are: nothing to see to
        return Safe(words)
    return _escaped(fold(visible(words)))


def said(value: object) -> Safe:
    """Return any value as text, unless it is safe already."""
    return value if isinstance(value, Safe) else text(value)


def trusted(words: str) -> Safe:
    """Return words of our own: ``code`` stays, no other punctuation can be markup.

    >>> trusted("CC BY 4.0 <*>, `a = b`")
    'CC BY 4.0 &#60;&#42;&#62;&#44; `a = b`'
    """
    pieces = enumerate(_CODE.split(words))
    return Safe("".join(piece if number % 2 else piece.translate(_MARKS) for number, piece in pieces))


class Wording(Safe):
    """A phrase of the interface as templates print it; called with values, each of them escaped."""

    __slots__ = ("_parts", "phrase")
    phrase: Phrase
    _parts: tuple[str, ...]

    def __new__(cls, phrase: Phrase) -> Self:
        """Escape a phrase."""
        made = super().__new__(cls, trusted(phrase))
        made.phrase = phrase
        made._parts = tuple(map(trusted, phrase.parts))
        return made

    def __call__(self, **values: object) -> Safe:
        """Return the phrase with its values."""
        return Safe(self.phrase.fill(values, said, self._parts))


def code(value: object) -> Safe:
    """Return a value as code."""
    return Safe(f"<code>{text(value)}</code>")


def link(label: object, address: str) -> Safe:
    """Return a link within the site, for the middle of a sentence."""
    return Safe(f'<a href="{href(address)}">{said(label)}</a>')


def href(address: str) -> Safe:
    """Return a link within the site; ``ValueError`` for anything else."""
    if not _HREF.fullmatch(address):
        raise ValueError(f"not an address of this site: {address!r}")
    return Safe(address)


def name(anchor: str) -> Safe:
    """Return an anchor or a class; ``ValueError`` for what cannot be one."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", anchor):
        raise ValueError(f"not a name: {anchor!r}")
    return Safe(anchor)


def outside(address: str) -> Safe:
    """Return a link to another place, as the configuration gives it; only web and mail addresses."""
    if not re.match(r"https?://|mailto:", address):
        raise ValueError(f"neither a web nor a mail address: {address!r}")
    return Safe(quote(address, safe=":/?#@=%+,;~.-_&!$").replace("&", "&amp;"))


def front_matter(value: object) -> Safe:
    """Return a text for the page's front matter: a YAML string the theme prints without escaping."""
    return Safe(f'"{said(value)}"')


def linked_data(value: object) -> Safe:
    """Return an object as JSON for a script element: nothing in it can end the element, or be markup."""
    written = json.dumps(value, ensure_ascii=False)
    return Safe(_NOT_IN_SCRIPT.sub(lambda mark: f"\\u{ord(mark[0]):04x}", written))


def printable(value: object) -> object:
    """Let Jinja print only what is safe; ``TypeError`` for a value that went through no filter."""
    if isinstance(value, Wording) and value.phrase.places:
        raise TextError(f"the text “{value.phrase.name}” is printed without its values")
    if isinstance(value, Safe) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"printed without a filter: {value!r}")
