"""Write traditional characters and full-width digits in their plain form, one for one: every offset holds.

Grammars and lexicons are written in simplified characters; a text in traditional ones is read
through this table (``data/simplified.txt``: pairs of a traditional and a simplified character), and what
is reported of it keeps the characters as printed.
"""

from __future__ import annotations

import re
from functools import cache

from generator.lexicon import DATA


@cache
def _table() -> dict[int, str]:
    pairs = "".join((DATA / "simplified.txt").read_text(encoding="utf-8").split())
    table = {ord(pairs[place]): pairs[place + 1] for place in range(0, len(pairs) - 1, 2)}
    return table | {
        ord(wide): plain for wide, plain in zip("０１２３４５６７８９．％", "0123456789.%", strict=True)
    }


@cache
def _to_change() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _table()))}]")


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters and plain digits; as long as before.

    >>> simplify("重點項目達到12個")
    '重点项目达到12个'
    """
    # Most texts are in plain characters, and looking for others costs a tenth of translating.
    return text.translate(_table()) if _to_change().search(text) else text


def as_printed(phrase: str, sentence: str, printed: str) -> str:
    """Return a phrase made of a simplified sentence's words in the characters of the printed one."""
    if sentence == printed:
        return phrase
    forms = dict(zip(sentence, printed, strict=True))
    return "".join(forms.get(character, character) for character in phrase)
