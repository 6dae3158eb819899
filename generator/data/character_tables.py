# ruff: noqa: INP001 - a script beside the tables it makes, not part of the package
"""Make the two character tables of the search: how characters sound, and their simplified forms.

Both tables are committed, so neither a build nor a reader needs the packages they come from. They are
made anew, which is hardly ever needed, in an environment of their own:

    python -m venv /tmp/tables
    /tmp/tables/bin/pip install pypinyin==0.55.0 opencc-python-reimplemented==0.1.7
    /tmp/tables/bin/python generator/data/character_tables.py

``pinyin.txt``: one syllable a line, without tones (ü written v), then the characters that are read so;
the 6,763 characters of GB 2312, each with its two commonest readings. ``simplified.txt``: one line of
character pairs, traditional then simplified; where one traditional character has several simplified
forms, the commonest.
"""

from __future__ import annotations

from importlib import import_module, resources
from pathlib import Path

HERE = Path(__file__).parent
READINGS_KEPT = 2
"""Further readings are classical or occur in names of places only."""


def common_characters() -> list[str]:
    """Return the Chinese characters of GB 2312, both levels."""
    codes = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [text for code in codes if (text := code.decode("gb2312", errors="ignore"))]


def pinyin_table() -> str:
    """Return the lines of ``pinyin.txt``."""
    pypinyin = import_module("pypinyin")
    table: dict[str, list[str]] = {}
    for character in common_characters():
        readings = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[0]
        for syllable in list(dict.fromkeys(readings))[:READINGS_KEPT]:
            table.setdefault(syllable, []).append(character)
    return "".join(f"{syllable} {''.join(characters)}\n" for syllable, characters in sorted(table.items()))


def simplified_table() -> str:
    """Return the line of ``simplified.txt``: pairs whose two characters are in the basic plane."""
    lines = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = [line.split() for line in lines.splitlines() if line.strip()]
    common = set(common_characters())
    single = (pair for pair in pairs if len(pair[0]) == 1 and pair[0] <= "\uffff")
    return "".join(
        traditional + simplified
        for traditional, simplified, *_ in single
        if traditional != simplified and simplified in common
    ) + "\n"  # fmt: skip


if __name__ == "__main__":
    (HERE / "pinyin.txt").write_text(pinyin_table(), encoding="utf-8")
    (HERE / "simplified.txt").write_text(simplified_table(), encoding="utf-8")
