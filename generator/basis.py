"""What a change is measured against, in the words beside it: 同比, 环比, 年均, 较上年末.

A rise of 25 % over five years and one of 5.7 % a year are no contradiction, so whoever compares
changes has to know their basis; whoever prints one says it.
"""

from __future__ import annotations

import re

from generator.records import Measure, Observation

CLAUSE_END = re.compile(r"[,，。;；!！?？]")
UP = ("增长", "提高", "提升", "上升", "增加", "扩大", "上涨", "攀升", "回升", "高出", "多出", "加快")
DOWN = ("下降", "降低", "减少", "回落", "缩短", "压缩", "下滑", "下跌", "收窄", "缩小", "放缓", "缩减")
TIME_SHIFTS = ("提前", "推迟", "延长")
_COMPARED = re.compile(
    "(?P<spoken>同比|环比|年均|年平均|平均(?!水平|值|数))"
    f"|[较比](?P<other>[^较比]{{1,12}}?)(?={'|'.join((*UP, *DOWN, *TIME_SHIFTS))})"
)
_REACH = 40
"""Characters before a value within which 累计 is its own."""
_YEARLY = frozenset({"年均", "年平均", "平均"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def before(seen: Observation) -> str:
    """Return what stands before a mention in its sentence, without white space."""
    return re.sub(r"\s", "", seen.quote[: seen.place])


def clause(seen: Observation) -> str:
    """Return what stands before a mention in its clause: 同比 in another clause says nothing of it."""
    return CLAUSE_END.split(before(seen))[-1]


def basis(seen: Observation) -> str:
    """Return what a change is measured against as a reader says it; nothing for a level or when unsaid."""
    compared = _COMPARED.search(clause(seen)) if seen.measure is Measure.GROWTH else None
    if not compared:
        return ""
    spoken: str = compared["spoken"] or f"较{compared['other']}"
    return "年均" if spoken == "年平均" else spoken


_RUNNING_TOTAL = re.compile(r"截[至止][^。；;]{0,20}累计|历年累计|迄今累计|至今[^，。；;]{0,6}累计")


def is_running_total(seen: Observation) -> bool:
    """Tell whether a value counts everything up to a date (截至2023年底累计), not what its period brought."""
    return bool(_RUNNING_TOTAL.search(before(seen)[-_REACH:]))


def pace(seen: Observation) -> str:
    """Tell changes that cannot be held against each other: by year (年均), from the term before (环比), else.

    同比 and a base that is not said are the same: newspapers leave 同比 out as often as not. A year further
    back is a base of its own: 比2019年高出12.1个百分点 is no rival of 同比增长6.3%.
    """
    said = basis(seen)
    if said in _YEARLY or said == "环比":
        return "年均" if said in _YEARLY else said
    base, period = _YEAR.search(said), _YEAR.match(seen.period or "")
    return f"较{base[0]}年" if base and period and int(period[0]) - int(base[0]) > 1 else ""
