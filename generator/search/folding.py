"""What text looks like to the search: width, case, script and punctuation do not matter.

The search in the browser folds what is typed, and titles (``text.js``); texts that it never loads whole
are folded here, for the postings. Both read the same table and go by UTF-16 units, so both fold alike.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

from generator import lexicon

_BEYOND_ONE_UNIT = 0x10000
_REPEATED = re.compile(",{2,}|-{2,}")


class _Table(dict[int, str]):
    """What each character folds to; grows as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        if code < _BEYOND_ONE_UNIT:  # the halves of others are units by themselves, and fold to nothing else
            compatible = unicodedata.normalize("NFKC", folded).lower()
            if compatible != folded:
                folded = "".join(self[ord(part)] for part in compatible)
        self[code] = folded
        return folded


@cache
def _table() -> _Table:
    words = lexicon.load("search_folding")
    pairs = simplified()
    table = _Table({ord(sign): "" for sign in "".join(words["invisible"])})
    table |= {ord(sign): "," for sign in "".join(words["marks"])}
    table |= {ord(sign): "-" for sign in "".join(words["dashes"])}
    table |= {ord(one): other for one, other in zip(pairs[::2], pairs[1::2], strict=True)}
    return table


@cache
def simplified() -> str:
    """Return the traditional characters, each followed by its simplified form."""
    return (lexicon.DATA / "simplified.txt").read_text(encoding="utf-8").strip()


def fold(text: str) -> str:
    """Return a text without what readers do not type with care.

    >>> fold("“４６．２億元”，…… APP—— ")
    ',46.2亿元,app-'
    """
    return _REPEATED.sub(lambda match: match[0][0], text.translate(_table()))


def units(text: str) -> str:
    r"""Return a text with a character for each of its UTF-16 units, as JavaScript counts them.

    >>> units("𠮷").encode("utf-16-le", "surrogatepass").hex(), units("𠮷野")[2]
    ('42d8b7df', '野')
    """
    if text.isascii() or ord(max(text, default="\0")) < _BEYOND_ONE_UNIT:
        return text
    encoded = text.encode(f"utf-16-{sys.byteorder[0]}e", "surrogatepass")
    return "".join(map(chr, memoryview(encoded).cast("H")))
