"""Where each pair of characters stands in the texts, for portals whose texts are too much to load at once.

A text holds a string exactly where the string's pairs of characters stand side by side. So nothing is
left out and nothing found too much, whatever a word is, which no index of words can say of Chinese.

All folded texts are thought of as one, each with an end after it. Of a pair there is a list of its places
in that, as differences, in digits of 64: five bits each, a sixth for "more follows", the lowest first,
as source maps of scripts write theirs. The last character of a text is a pair with nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from generator.search import folding

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SHIFT = 5
_MORE = 1 << _SHIFT
_SIZE_OF_SHARD = 20_000
"""How many characters of postings a file should hold: of the order of 8 KB once compressed."""


class Postings:
    """The places of all pairs in texts; ``lengths`` are those of the folded texts, in UTF-16 units."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take note of every pair in every text."""
        self.lengths: list[int] = []
        self._places: dict[str, array[int]] = {}
        start = 0
        for text in texts:
            folded = folding.units(folding.fold(text))
            self._note(folded, start)
            self.lengths.append(len(folded))
            start += len(folded) + 1

    def _note(self, text: str, start: int) -> None:
        places = self._places
        for at, first in enumerate(text):
            pair = text[at : at + 2] if at + 1 < len(text) else first
            known = places.get(pair)
            if known is None:
                known = places[pair] = array("I")
            known.append(start + at)

    def shards(self) -> list[dict[str, str]]:
        """Return the postings, written, in files of about one size; a pair is in that of its first character.

        The file's number is the code of the character modulo the number of files.
        """
        written = {pair: encoded(self._places.pop(pair)) for pair in sorted(self._places)}
        count = max(1, sum(map(len, written.values())) // _SIZE_OF_SHARD)
        shards: list[dict[str, str]] = [{} for _ in range(count)]
        for pair, places in written.items():
            shards[ord(pair[0]) % count][pair] = places
        return shards


def _digits(number: int) -> Iterator[str]:
    while number >= _MORE:
        yield _DIGITS[number % _MORE | _MORE]
        number >>= _SHIFT
    yield _DIGITS[number]


_SHORT = ["".join(_digits(number)) for number in range(_MORE * _MORE)]


def encoded(places: Iterable[int]) -> str:
    """Write ascending places as differences.

    >>> encoded([0, 31, 63, 1087])
    'AfgBggB'
    """
    previous = 0
    parts: list[str] = []
    for place in places:
        step = place - previous
        parts.append(_SHORT[step] if step < len(_SHORT) else "".join(_digits(step)))
        previous = place
    return "".join(parts)
