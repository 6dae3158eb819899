"""The unit of a number that prints none: of its neighbour in a listing, or as the words beside it tell.

3.5、4.2和5.1个百分点 share one unit; 人口55万 are people, 投资5亿 is money. Only a multiplier (万, 亿) makes
the words beside a number tell its unit: a bare 502 may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.grammar.numbers import ARABIC
from generator.grammar.units import MEASURE_UNITS, RATIO_UNITS, UNIT_WORDS
from generator.lexicon import alternatives

_NUMBER = rf"\s?(?:[、和与及]|以及)\s?(?>{ARABIC})"
_SHARED = re.compile(
    rf"(?P<half>个?)(?:{_NUMBER}[万亿]?个?(?![个\d.])){{0,4}}?{_NUMBER}[万亿]*"
    rf"(?P<unit>{alternatives(MEASURE_UNITS | RATIO_UNITS)})"
)
"""What stands behind a number in a listing whose last member prints the unit."""
_LINK = rf"(?:数|额|量|值)?(?:{alternatives(UNIT_WORDS['leads_to_number'])})*"
_TOLD: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    entry["unit"]: (
        re.compile(rf"(?:{alternatives(entry['before'])}){_LINK}$"),
        re.compile(rf"[多余]?(?:名)?(?:{alternatives(entry['behind']) or '(?!)'})"),
    )
    for entry in UNIT_WORDS["unsaid"]
}
_NOT_MONEY = re.compile("量|股本|粉丝|人口|点击|播放|阅读|浏览|下载|人次|票房人")
_REACH = 16
"""Characters before a number within which its unit is told."""
_END = re.compile(
    r"[多余]?(?:左右|以上|以下|上下|出头)?(?:[，,。；;、！!？?）)”：:\s]|的|大关|[吧呢啊嘛了]|$)"
)


_NEVER_UNITS = (
    "号路街线楼室区后强级型届版代点分时秒上下前内外中里间多余来年月日度以之的了着过和与及等元名第至到为是在有"
)
_UNKNOWN = re.compile(rf"((?![{_NEVER_UNITS}])[一-龥])(?=[，,。；;、！!？?）)]|$)")
_COUNTED = re.compile(r"(?![第号路街区楼栋室年月日时分共约近超达])[一-龥]")
"""What stands right before such a number: what is counted."""
_MORE_THAN_A_DIGIT = 2


def unit_of(text: str, match: re.Match[str]) -> str:
    """Return the unit of a number (a match of ``NUMBER``): printed, shared or told; empty where none is."""
    printed = match["unit"]
    if printed and printed != "个":
        return printed
    if match["arabic"] and (
        shared := shared_unit(text, match.end("multiplier" if match["multiplier"] else "arabic"))
    ):
        return shared
    if printed:
        return printed
    scale = (
        match["multiplier"]
        or match["chinese_multiplier"]
        or "".join(each for each in match["chinese"] or "" if each in "万亿")
    )
    return told_unit(text, match.start(), match.end(), scale) or ""


def unknown_unit(text: str, match: re.Match[str]) -> str:
    """Return the one character behind a number that must be its measure word, though no data file has it.

    So it stands at the end of its clause, behind a number too large for a slogan (六保, 4不准).
    """
    if match["unit"] or not match["arabic"] or len(match["arabic"]) < _MORE_THAN_A_DIGIT:
        return ""
    found = _UNKNOWN.match(text, match.end())
    counted = match.start() > 0 and _COUNTED.match(text, match.start() - 1)
    return found[1] if found and counted else ""


def shared_unit(text: str, end: int) -> str | None:
    """Return the unit that the number before ``end`` shares with the last one of its listing.

    >>> shared_unit("提高1.2个和2.7个百分点", 5), shared_unit("建设3、4号楼", 3)
    ('个百分点', None)
    """
    match = _SHARED.match(text, end)
    if not match or (match["half"] and not match["unit"].startswith("个")):
        return None
    return match["unit"]


def told_unit(text: str, start: int, end: int, multiplier: str) -> str | None:
    """Return the unit that the words beside a number without one tell.

    >>> told_unit("户籍人口55万的老城区", 4, 7, "万"), told_unit("有3万多职工", 1, 3, "万")
    ('人', '人')
    >>> told_unit("投资5亿,", 2, 4, "亿"), told_unit("第3万人", 1, 3, "")
    ('元', None)
    """
    if not multiplier:
        return None
    for unit, (before, behind) in _TOLD.items():
        if behind.match(text, end):
            return unit
        if before.search(text, max(0, start - _REACH), start) and _END.match(text, end):
            return unit
    # 社零是四百六十亿: what is told in hundreds of millions without a unit is money.
    counted = _NOT_MONEY.search(text, max(0, start - _REACH), start)
    return "元" if "亿" in multiplier and not counted and _END.match(text, end) else None
